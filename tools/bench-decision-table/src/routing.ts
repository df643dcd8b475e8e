import type { Table } from "@xinyi/decision-table";

/** One condition of a rule, in a form that every engine can be given. */
export type Condition =
  | { readonly kind: "is"; readonly fact: string; readonly value: string | boolean }
  | { readonly kind: "among"; readonly fact: string; readonly values: readonly string[] }
  | {
      readonly kind: "between";
      readonly fact: string;
      readonly from: number;
      readonly below: number;
    }
  | { readonly kind: "atLeast"; readonly fact: string; readonly value: number };

export interface PlainRule {
  readonly conditions: readonly Condition[];
  readonly lead: string;
}

export type RoutingFacts = Readonly<Record<string, string | number | boolean>>;

const CATEGORIES = Array.from({ length: 40 }, (_, at) => `category.${at}`);
const STREETS = Array.from({ length: 12 }, (_, at) => `street-${at}`);
const KINDS = ["enquiry", "help", "suggestion", "complaint", "report"];
const INPUTS = ["category", "street", "kind", "age", "urgent", "amount"];

/** A seeded generator (mulberry32): every run measures the same tables and facts. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Rules like a district's: most name a category, some a street, an age, an amount; the last takes all. */
export function routingRules(count: number, seed: number): readonly PlainRule[] {
  const random = seeded(seed);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  const sometimes = (chance: number, condition: () => Condition) =>
    random() < chance ? [condition()] : [];
  const rules = Array.from({ length: count - 1 }, (_, at) => ({
    conditions: [
      ...sometimes(0.8, () => ({ kind: "is", fact: "category", value: pick(CATEGORIES) })),
      ...sometimes(0.6, () => ({ kind: "is", fact: "street", value: pick(STREETS) })),
      ...sometimes(0.5, () => ({
        kind: "among",
        fact: "kind",
        values: [pick(KINDS), pick(KINDS)],
      })),
      ...sometimes(0.5, () => {
        const from = Math.floor(random() * 90);
        return { kind: "between", fact: "age", from, below: from + 1 + Math.floor(random() * 20) };
      }),
      ...sometimes(0.3, () => ({ kind: "is", fact: "urgent", value: random() < 0.5 })),
      ...sometimes(0.3, () => ({
        kind: "atLeast",
        fact: "amount",
        value: Math.round(random() * 100_000) / 100,
      })),
    ],
    lead: `unit-${at % 17}`,
  }));
  return [...rules, { conditions: [], lead: "triage" }];
}

export function routingFacts(count: number, seed: number): readonly RoutingFacts[] {
  const random = seeded(seed);
  const pick = (items: readonly string[]) => items[Math.floor(random() * items.length)]!;
  return Array.from({ length: count }, () => ({
    category: pick(CATEGORIES),
    street: pick(STREETS),
    kind: pick(KINDS),
    age: Math.floor(random() * 100),
    urgent: random() < 0.5,
    amount: Math.round(random() * 100_000) / 100,
  }));
}

/** The rules as a decision table of policy `first`. */
export function tableOf(rules: readonly PlainRule[]): Table {
  return {
    name: "routing",
    hitPolicy: "first",
    inputs: [
      { name: "category", type: "string" },
      { name: "street", type: "string" },
      { name: "kind", type: "string" },
      { name: "age", type: "number" },
      { name: "urgent", type: "boolean" },
      { name: "amount", type: "number" },
    ],
    outputs: [{ name: "lead", type: "string" }],
    rules: rules.map(({ conditions, lead }) => ({
      when: INPUTS.map((input) => {
        const condition = conditions.find(({ fact }) => fact === input);
        return condition === undefined ? "-" : cell(condition);
      }),
      then: [JSON.stringify(lead)],
    })),
  };
}

function cell(condition: Condition): string {
  switch (condition.kind) {
    case "is":
      return JSON.stringify(condition.value);
    case "among":
      return condition.values.map((value) => JSON.stringify(value)).join(", ");
    case "between":
      return `[${condition.from}..${condition.below})`;
    case "atLeast":
      return `>= ${condition.value}`;
  }
}
