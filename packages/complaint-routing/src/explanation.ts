import { type CompiledTable, explain, ruleFor } from "@xinyi/decision-table";
import {
  askedFacts,
  isDoubtful,
  type MatterFacts,
  type RouteDecision,
  route,
  type TriageReason,
} from "./route.ts";
import type { Tier, UnitId } from "./rules.ts";
import { inputsOf, type Routing } from "./tables.ts";

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
  const tiers = consulted.map(({ tier, table }) => ({
    tier: tier.id,
    lost: lossesOf(tier, table, asked, isSealed),
  }));
  const row = ruleFor(asked, routing.exclusions);
  const exclusion = row < 1 ? undefined : routing.pack.exclusions[row - 1]?.id;
  return {
    decision,
    looked: lookedAt(consulted, facts, asked, isSealed, routing),
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

function lossesOf(
  tier: Tier,
  table: CompiledTable,
  asked: MatterFacts,
  isSealed: boolean,
): readonly RuleLoss[] {
  const idOf = (rule: number): string => tier.rules[rule - 1]?.id ?? "";
  return explain(asked, table).lost.map((loss) => {
    const rule = idOf(loss.rule);
    if (loss.because === "beaten") return { rule, because: "beaten", by: idOf(loss.by) };
    const { input, expected, actual } = loss;
    return { rule, because: "fact", input, expected, ...(isSealed ? {} : { actual }) };
  });
}

function lookedAt(
  consulted: readonly Consulted[],
  facts: MatterFacts,
  asked: MatterFacts,
  isSealed: boolean,
  routing: Routing,
): RouteExplanation["looked"] {
  const read = new Set(
    [...consulted.map(({ table }) => table), routing.exclusions].flatMap((table) =>
      explain(asked, table).lookedAt.map(({ input }) => input),
    ),
  );
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
