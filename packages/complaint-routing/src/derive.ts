import type { Cell, RoutingPack, RoutingRule, UnitId } from "./rules.ts";

/** One past request and the agency that answered for it. */
export interface RoutingExample {
  readonly type: string;
  readonly descriptor: string;
  readonly place: string;
  readonly agency: string;
}

/** A combination whose past requests went to several agencies: a person must say which. */
export interface Ambiguity {
  readonly type: string;
  readonly descriptor: string;
  readonly place: string;
  readonly agencies: readonly { readonly agency: string; readonly count: number }[];
}

export interface Derivation {
  readonly pack: RoutingPack;
  /** Each ambiguous combination; what it holds goes to triage. */
  readonly ambiguous: readonly Ambiguity[];
  /** Types with an ambiguity somewhere. */
  readonly ambiguousTypes: readonly string[];
  readonly exampleCount: number;
  /** Examples that the derived pack sends where they went. */
  readonly routedCount: number;
}

/** What the examples do not say: whose pack it is and from when. */
export interface DeriveFacts {
  readonly id: string;
  readonly title: RoutingPack["title"];
  readonly effectiveFrom: RoutingPack["effectiveFrom"];
  readonly source: string;
}

type Column = "type" | "descriptor" | "place";

/** A group of like examples: how many went to each agency. */
interface Like {
  readonly values: Readonly<Record<Column, string>>;
  readonly counts: Map<string, number>;
}

/**
 * A routing table from examples. A type that always went to one agency is one
 * rule; one that did not is told apart by its descriptor or by its place,
 * whichever alone tells it wholly apart, else by both. Combinations that even
 * then went to several agencies get no rule: their requests are for triage,
 * and so is whatever was never seen.
 */
export function deriveRouting(examples: readonly RoutingExample[], facts: DeriveFacts): Derivation {
  const types = grouped(likes(examples), ({ values }) => values.type);
  const rules: RoutingRule[] = [];
  const ambiguous: Ambiguity[] = [];
  let routedCount = 0;
  for (const [type, group] of types) {
    const split = splitType(type, group);
    rules.push(...split.rules.map((rule) => ({ ...rule, basis: facts.source })));
    ambiguous.push(...split.ambiguous);
    routedCount += split.routedCount;
  }
  const agencies = [...new Set(examples.map(({ agency }) => agency))].sort();
  return {
    pack: packOf(rules, agencies, [...types.keys()], facts),
    ambiguous,
    ambiguousTypes: [...new Set(ambiguous.map(({ type }) => type))],
    exampleCount: examples.length,
    routedCount,
  };
}

/** Equal combinations once each, in an order that no order of the examples changes. */
function likes(examples: readonly RoutingExample[]): readonly Like[] {
  const found = new Map<string, Like>();
  for (const { agency, ...values } of examples) {
    const key = JSON.stringify([values.type, values.descriptor, values.place]);
    const like: Like = found.get(key) ?? { values, counts: new Map() };
    found.set(key, like);
    like.counts.set(agency, (like.counts.get(agency) ?? 0) + 1);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, like]) => like);
}

function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

interface Split {
  readonly rules: readonly Omit<RoutingRule, "basis">[];
  readonly ambiguous: readonly Ambiguity[];
  readonly routedCount: number;
}

function splitType(type: string, group: readonly Like[]): Split {
  const only = agencyOf(group);
  if (only !== undefined) {
    return { rules: [ruleOf({ type: [type] }, only)], ambiguous: [], routedCount: countOf(group) };
  }
  const column = (["descriptor", "place"] as const).find((each) =>
    [...grouped(group, ({ values }) => values[each]).values()].every(
      (part) => agencyOf(part) !== undefined,
    ),
  );
  return column === undefined ? byBoth(type, group) : byOne(type, group, column);
}

/** A type that one more column tells wholly apart: one rule for each agency. */
function byOne(type: string, group: readonly Like[], column: Column): Split {
  const agencies = grouped(group, ({ counts }) => [...counts.keys()].join());
  const rules = [...agencies].map(([agency, part]) => {
    const values = [...new Set(part.map(({ values: each }) => each[column]))];
    return ruleOf({ type: [type], [column]: values }, agency);
  });
  return { rules, ambiguous: [], routedCount: countOf(group) };
}

/** Descriptor by descriptor, and where that is not enough, place by place. */
function byBoth(type: string, group: readonly Like[]): Split {
  const rules: Omit<RoutingRule, "basis">[] = [];
  const ambiguous: Ambiguity[] = [];
  let routedCount = 0;
  const whole = new Map<string, string[]>();
  for (const [descriptor, part] of grouped(group, ({ values }) => values.descriptor)) {
    const only = agencyOf(part);
    if (only !== undefined) {
      whole.set(only, [...(whole.get(only) ?? []), descriptor]);
      routedCount += countOf(part);
      continue;
    }
    const clear = part.filter((like) => like.counts.size === 1);
    for (const [agency, places] of grouped(clear, ({ counts }) => [...counts.keys()].join())) {
      const place = places.map(({ values }) => values.place);
      rules.push(ruleOf({ type: [type], descriptor: [descriptor], place }, agency));
    }
    routedCount += countOf(clear);
    ambiguous.push(...part.filter((like) => like.counts.size > 1).map(ambiguityOf));
  }
  const wide = [...whole].map(([agency, descriptor]) =>
    ruleOf({ type: [type], descriptor }, agency),
  );
  return { rules: [...wide, ...rules], ambiguous, routedCount };
}

/** The one agency that all of these went to. */
function agencyOf(group: readonly Like[]): string | undefined {
  const agencies = new Set(group.flatMap(({ counts }) => [...counts.keys()]));
  const [only] = agencies;
  return agencies.size === 1 ? only : undefined;
}

function countOf(group: readonly Like[]): number {
  return group.flatMap(({ counts }) => [...counts.values()]).reduce((sum, each) => sum + each, 0);
}

function ambiguityOf({ values, counts }: Like): Ambiguity {
  const agencies = [...counts]
    .map(([agency, count]) => ({ agency, count }))
    .sort((a, b) => b.count - a.count || (a.agency < b.agency ? -1 : 1));
  return { ...values, agencies };
}

/** A rule's id is what it says, so that the same examples give the same pack. */
function ruleOf(when: Readonly<Record<string, Cell>>, agency: string): Omit<RoutingRule, "basis"> {
  const id = `${Object.values(when).map(String).join(" / ")} → ${agency}`;
  return { id, when, then: { disposition: "dispatch", lead: agency } };
}

function packOf(
  rules: readonly RoutingRule[],
  agencies: readonly UnitId[],
  types: readonly string[],
  { id, title, effectiveFrom, source }: DeriveFacts,
): RoutingPack {
  const values = types.map((type) => JSON.stringify(type)).join(", ");
  return {
    id,
    version: "1.0.0",
    title,
    effectiveFrom,
    sources: [{ title: source }],
    inputs: [
      { name: "type", type: "string", ...(values === "" ? {} : { values }) },
      { name: "descriptor", type: "string" },
      { name: "place", type: "string" },
    ],
    category: "type",
    units: agencies.map((agency) => ({
      id: agency,
      title: { zh: agency, en: agency },
      kind: "department",
    })),
    tiers: [{ id: "district", rules }],
    exclusions: [],
    triage: { front: [], sealed: [] },
    grids: [],
    limits: {},
    leastConfidence: "0.70",
    duplicates: { days: 30, suggestions: 5 },
    hotIssue: { reporters: 5, days: 30 },
    leastPublicCount: 5,
    lifecycle: {
      defaultClass: "complaint",
      objections: { finalFrom: 2, limit: 5 },
      joinWithinHours: 24,
      mediation: { amount: 1, unit: "month" },
      mediationPauses: false,
      rework: { amount: 7, unit: "working-day" },
      remindBeforeDays: 1,
      ladder: [],
    },
    unverified: [
      "Every rule was derived from past requests and has not been held against a published catalogue of duties.",
      "Life cycle, duplicates, hot issues and least confidence are this program's defaults.",
    ],
  };
}
