import { type CompiledTable, matchedRules, ruleFor } from "@xinyi/decision-table";
import {
  askedFacts,
  isDoubtful,
  type MatterFacts,
  type RouteDecision,
  route,
  type TriageReason,
} from "./route.ts";
import type { Tier, UnitId } from "./rules.ts";
import { cellsOf, inputsOf, type Routing } from "./tables.ts";

/** Why a rule did not decide: the first fact that fails it, or the rule that was heard instead. */
export type RuleLoss =
  | {
      readonly rule: string;
      readonly because: "fact";
      readonly input: string;
      readonly expected: string;
      /** Left out where the matter is sealed. */
      readonly actual?: unknown;
    }
  | { readonly rule: string; readonly because: "beaten"; readonly by: string };

/** One fact that, were it otherwise, would lead elsewhere. */
export interface RouteChange {
  readonly fact: string;
  readonly values: readonly unknown[];
  readonly then: Outcome;
}

export type Outcome =
  | { readonly disposition: "dispatch"; readonly lead: UnitId }
  | { readonly disposition: "redirect" | "sealed"; readonly to: UnitId }
  | { readonly disposition: "triage"; readonly reason: TriageReason["kind"] };

/** A decision that can be told to the person and derived again: same pack and facts, same bytes. */
export interface RouteExplanation {
  readonly decision: RouteDecision;
  /** The facts that were read, in the pack's order; a sealed matter's are named without their values. */
  readonly looked: readonly { readonly fact: string; readonly value?: unknown }[];
  /** Tiers in the order asked, the last being the one that decided, if one did. */
  readonly tiers: readonly { readonly tier: string; readonly lost: readonly RuleLoss[] }[];
  /** The row that excludes units. */
  readonly exclusion?: string;
  readonly changes: readonly RouteChange[];
}

/** Values tried for one fact before the search for changes stops. */
const MOST_VALUES = 2_000;

/** The route with its reasons. */
export function explainRoute(facts: MatterFacts, routing: Routing): RouteExplanation {
  const decision = route(facts, routing);
  const asked = askedFacts(facts, routing);
  const isSealed = !decision.textStored;
  const consulted = isDoubtful(facts, routing) ? [] : consultedTiers(asked, routing);
  const traces = consulted.map(({ table }) => traceOf(asked, table, routing));
  const tiers = consulted.map(({ tier }, at) => ({
    tier: tier.id,
    lost: lossesOf(tier, traces[at]?.lost ?? [], isSealed),
  }));
  const excluding = traceOf(asked, routing.exclusions, routing);
  const row = ruleFor(asked, routing.exclusions);
  const exclusion = row < 1 ? undefined : routing.pack.exclusions[row - 1]?.id;
  return {
    decision,
    looked: lookedAt([...traces, excluding], facts, asked, isSealed, routing),
    tiers,
    ...(exclusion === undefined ? {} : { exclusion }),
    changes: isSealed ? [] : changesOf(facts, decision, routing),
  };
}

type Consulted = Routing["tiers"][number];

function consultedTiers(asked: MatterFacts, { tiers }: Routing): readonly Consulted[] {
  const at = tiers.findIndex(({ table }) => ruleFor(asked, table) !== 0);
  return at < 0 ? tiers : tiers.slice(0, at + 1);
}

interface Loss {
  readonly rule: number;
  /** The first cell that does not hold, or the rule that was heard. */
  readonly by:
    | { readonly input: string; readonly expected: string; readonly actual: unknown }
    | number;
}

interface Trace {
  readonly lost: readonly Loss[];
  readonly read: ReadonlySet<string>;
}

/** Which rules of a table lost and to what, and which facts were read to know it. */
function traceOf(asked: MatterFacts, table: CompiledTable, routing: Routing): Trace {
  const winner = ruleFor(asked, table);
  const { cells, table: each } = cellsOf(table, routing);
  const holding = new Set(matchedRules(asked, each));
  const failing = new Map<number, Loss["by"]>();
  const read = new Set<string>();
  for (const [at, { rule, input, expected }] of cells.entries()) {
    if (failing.has(rule)) continue;
    read.add(input);
    if (!holding.has(at + 1)) failing.set(rule, { input, expected, actual: asked[input] ?? null });
  }
  const lost = table.read.rules.flatMap((_, at): readonly Loss[] => {
    const rule = at + 1;
    // Rules that disagree have all matched: none of them lost.
    const by = failing.get(rule) ?? (winner < 0 ? rule : winner);
    return by === rule ? [] : [{ rule, by }];
  });
  return { lost, read };
}

function lossesOf(tier: Tier, lost: readonly Loss[], isSealed: boolean): readonly RuleLoss[] {
  const idOf = (rule: number): string => tier.rules[rule - 1]?.id ?? "";
  return lost.map(({ rule, by }): RuleLoss => {
    const id = idOf(rule);
    if (typeof by === "number") return { rule: id, because: "beaten", by: idOf(by) };
    const { input, expected, actual } = by;
    return { rule: id, because: "fact", input, expected, ...(isSealed ? {} : { actual }) };
  });
}

function lookedAt(
  traces: readonly Trace[],
  facts: MatterFacts,
  asked: MatterFacts,
  isSealed: boolean,
  routing: Routing,
): RouteExplanation["looked"] {
  const read = new Set(traces.flatMap((trace) => [...trace.read]));
  const inputs = inputsOf(routing.pack)
    .map(({ name }) => name)
    .filter((name) => read.has(name));
  const gate = facts.proposedByModel === true ? ["proposedByModel", "confidence"] : [];
  return [...gate, ...inputs].map((fact) => {
    const value = asked[fact];
    return isSealed || value === undefined ? { fact } : { fact, value };
  });
}

/** The short of a decision, by which two are told apart. */
export function outcomeOf(decision: RouteDecision): Outcome {
  switch (decision.disposition) {
    case "dispatch":
      return { disposition: "dispatch", lead: decision.lead };
    case "triage":
      return { disposition: "triage", reason: decision.reason.kind };
    default:
      return { disposition: decision.disposition, to: decision.to };
  }
}

/**
 * Every single fact that, were it otherwise, would lead elsewhere. Each change
 * was tried on the whole route, so that applying it does lead there.
 */
function changesOf(
  facts: MatterFacts,
  decision: RouteDecision,
  routing: Routing,
): readonly RouteChange[] {
  const now = JSON.stringify(outcomeOf(decision));
  return candidates(facts, routing).flatMap(({ fact, values }) => {
    const byOutcome = new Map<string, { then: Outcome; values: unknown[] }>();
    for (const value of values) {
      const then = outcomeOf(route({ ...facts, [fact]: value }, routing));
      const key = JSON.stringify(then);
      if (key === now) continue;
      const known = byOutcome.get(key);
      if (known === undefined) byOutcome.set(key, { then, values: [value] });
      else known.values.push(value);
    }
    return [...byOutcome.values()].map((change) => ({ fact, ...change }));
  });
}

interface Candidates {
  readonly fact: string;
  readonly values: readonly unknown[];
}

function candidates(facts: MatterFacts, { pack }: Routing): readonly Candidates[] {
  const cells = [...pack.tiers.flatMap(({ rules }) => rules), ...pack.exclusions];
  const named = (fact: string): readonly string[] =>
    cells.flatMap(({ when }) => {
      const cell = when[fact];
      return typeof cell === "object" ? cell : [];
    });
  const own = pack.inputs.map(({ name, type, tree }): Candidates => {
    if (type === "boolean") return { fact: name, values: [true, false, null] };
    const codes = tree?.map(({ code }) => code) ?? [];
    const values = [...new Set([...codes, ...named(name)])].slice(0, MOST_VALUES);
    return { fact: name, values: [...values, null] };
  });
  const grids = [[], ...pack.grids.map((kind) => [`${kind}-1`])];
  const gate: readonly Candidates[] =
    facts.proposedByModel === true
      ? [
          { fact: "confidence", values: [1, 0] },
          { fact: "proposedByModel", values: [false] },
        ]
      : [];
  const all = [...own, { fact: "grids", values: grids }, ...gate];
  return all.map(({ fact, values }) => ({
    fact,
    values: values.filter((value) => JSON.stringify(value) !== JSON.stringify(facts[fact] ?? null)),
  }));
}
