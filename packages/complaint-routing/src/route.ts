import { ruleFor } from "@xinyi/decision-table";
import {
  type Destination,
  isGrassroots,
  type RoutingRule,
  type Tier,
  type TriageQueue,
  type UnitId,
} from "./rules.ts";
import type { Routing } from "./tables.ts";

/**
 * What is known of a matter, by the names of the pack's inputs. Routing itself
 * reads four more: `grids` (ids of the grids that cover the place; the part
 * before the first hyphen is the kind), `proposedByModel` and `confidence`,
 * and the category. A text is never read.
 */
export type MatterFacts = Readonly<Record<string, unknown>>;

/** Which pack said it: with the same pack and facts the same bytes come again. */
export interface PackRef {
  readonly id: string;
  readonly version: string;
  readonly hash?: string;
}

interface Decided {
  readonly pack: PackRef;
  /** Units that may not lead, help, be told of or read the matter, also later. */
  readonly excludes: readonly UnitId[];
  /** Whether the platform keeps the text. A sealed matter's text is never kept. */
  readonly textStored: boolean;
}

/** By which rule of which tier, and the text it rests on. */
interface ByRule {
  readonly tier: string;
  readonly rule: string;
  readonly basis: string;
  /** A time limit of its own, by its name in the pack. */
  readonly limit?: string;
}

export interface Dispatch extends Decided, ByRule {
  readonly disposition: "dispatch";
  /** The one unit that answers for the matter. */
  readonly lead: UnitId;
  readonly co: readonly UnitId[];
  readonly supervisor?: UnitId;
  readonly grid?: GridChoice;
  readonly sensitive: boolean;
  readonly departmentsOnly: boolean;
}

/** Not handled here: the person is told the channel and the text that says so; both are kept. */
export interface Redirect extends Decided, ByRule {
  readonly disposition: "redirect";
  readonly to: UnitId;
}

/** Leaves by its own pipe, unread. What stays is a hash and the moment it left. */
export interface Sealed extends Decided, ByRule {
  readonly disposition: "sealed";
  readonly to: UnitId;
  readonly textStored: false;
}

/** A person decides: nothing is ever dropped. */
export interface Triage extends Decided {
  readonly disposition: "triage";
  readonly queue: TriageQueue;
  readonly reason: TriageReason;
}

export type TriageReason =
  | { readonly kind: "low-confidence" }
  | { readonly kind: "no-rule" }
  | { readonly kind: "rules-disagree"; readonly tier: string }
  /** No unit is left that may have it: all are excluded, or no grid covers the place. */
  | { readonly kind: "nobody-left"; readonly tier: string; readonly rule: string };

export type RouteDecision = Dispatch | Redirect | Sealed | Triage;

/** The grid that leads where several cover a place, and the precedence that chose it. */
export interface GridChoice {
  readonly grid: UnitId;
  readonly kind: string;
  readonly among: readonly UnitId[];
  readonly precedence: readonly string[];
}

/**
 * Who answers for a matter. Tiers are asked in order and the first that speaks
 * decides; what none decides, or what a classifier proposes without enough
 * confidence, is for triage. Total: every fact has exactly one answer.
 */
export function route(facts: MatterFacts, routing: Routing): RouteDecision {
  const asked = askedFacts(facts, routing);
  const excludes = excludedUnits(asked, routing);
  if (isDoubtful(facts, routing))
    return triage(asked, excludes, { kind: "low-confidence" }, routing);
  for (const { tier, table } of routing.tiers) {
    const number = ruleFor(asked, table);
    if (number < 0) {
      return triage(asked, excludes, { kind: "rules-disagree", tier: tier.id }, routing);
    }
    const rule = number === 0 ? undefined : tier.rules[number - 1];
    if (rule !== undefined) return follow(rule, tier, facts, asked, excludes, routing);
  }
  return triage(asked, excludes, { kind: "no-rule" }, routing);
}

/** The facts as the tables see them: with the family of the category and the kind of the leading grid. */
export function askedFacts(facts: MatterFacts, { pack }: Routing): MatterFacts {
  const category = facts[pack.category];
  const family = typeof category === "string" ? category.split(".", 1)[0] : undefined;
  return { ...facts, family, gridKind: gridFor(facts.grids, pack.grids)?.kind };
}

/** A model's proposal counts from the pack's least confidence up to 1; without one it never does. */
export function isDoubtful(facts: MatterFacts, { pack }: Routing): boolean {
  if (facts.proposedByModel !== true) return false;
  const { confidence } = facts;
  const stated = typeof confidence === "string" && confidence.trim() !== "";
  const value = typeof confidence === "number" || stated ? Number(confidence) : Number.NaN;
  return !(value >= Number(pack.leastConfidence) && value <= 1);
}

/** The grid that leads: by kind in the order of precedence, within a kind the first by id. */
export function gridFor(grids: unknown, precedence: readonly string[]): GridChoice | undefined {
  if (!Array.isArray(grids)) return undefined;
  const among = grids.filter((grid) => typeof grid === "string").sort();
  for (const kind of precedence) {
    const grid = among.find((each) => each.startsWith(`${kind}-`));
    if (grid !== undefined) return { grid, kind, among, precedence };
  }
  return undefined;
}

/** The units that may not touch the matter, each once, in order. */
export function excludedUnits(asked: MatterFacts, routing: Routing): readonly UnitId[] {
  const number = ruleFor(asked, routing.exclusions);
  const row = number < 1 ? undefined : routing.pack.exclusions[number - 1];
  if (row === undefined) return [];
  const named = row.neverFact === undefined ? undefined : asked[row.neverFact];
  const units = typeof named === "string" ? [...row.never, named] : row.never;
  return [...new Set(units)].sort();
}

function follow(
  { id, then, basis }: RoutingRule,
  tier: Tier,
  facts: MatterFacts,
  asked: MatterFacts,
  excludes: readonly UnitId[],
  routing: Routing,
): RouteDecision {
  const limit = then.limit === undefined ? {} : { limit: then.limit };
  const pack = packRef(routing);
  const by = { tier: tier.id, rule: id, basis, ...limit, pack, excludes };
  const grid = gridFor(facts.grids, routing.pack.grids);
  const unit = firstAllowed(destinationOf(then, grid), excludes, routing);
  const isTooLow =
    unit !== undefined && tier.departmentsOnly === true && isGrassroots(unit, routing.pack);
  if (unit === undefined || isTooLow) {
    return triage(asked, excludes, { kind: "nobody-left", tier: tier.id, rule: id }, routing);
  }
  switch (then.disposition) {
    case "redirect":
      return { disposition: "redirect", to: unit, ...by, textStored: true };
    case "sealed":
      return { disposition: "sealed", to: unit, ...by, textStored: false };
    default: {
      const named = then.disposition === "dispatch" ? then : undefined;
      const { supervisor } = named ?? {};
      return {
        disposition: "dispatch",
        lead: unit,
        co: (named?.co ?? []).filter((each) => each !== unit && !excludes.includes(each)),
        ...(supervisor === undefined || excludes.includes(supervisor) ? {} : { supervisor }),
        ...(named === undefined && grid !== undefined ? { grid } : {}),
        sensitive: named?.sensitive === true,
        departmentsOnly: tier.departmentsOnly === true,
        ...by,
        textStored: true,
      };
    }
  }
}

function destinationOf(then: Destination, choice: GridChoice | undefined): UnitId | undefined {
  if (then.disposition === "dispatch") return then.lead;
  return then.disposition === "dispatch-to-grid" ? choice?.grid : then.to;
}

/** The unit itself, or the nearest superior that is not excluded. */
function firstAllowed(
  unit: UnitId | undefined,
  excludes: readonly UnitId[],
  { pack }: Routing,
): UnitId | undefined {
  const seen = new Set<UnitId>();
  let next = unit;
  while (next !== undefined && excludes.includes(next) && !seen.has(next)) {
    seen.add(next);
    const refused = next;
    next = pack.units.find(({ id }) => id === refused)?.superior;
  }
  return next === undefined || excludes.includes(next) ? undefined : next;
}

function triage(
  asked: MatterFacts,
  excludes: readonly UnitId[],
  reason: TriageReason,
  routing: Routing,
): Triage {
  const { front, sealed } = routing.pack.triage;
  const family = typeof asked.family === "string" ? asked.family : "";
  const queue = sealed.includes(family) ? "sealed" : front.includes(family) ? "front" : "ordinary";
  const pack = packRef(routing);
  return { disposition: "triage", queue, reason, pack, excludes, textStored: queue !== "sealed" };
}

function packRef({ pack: { id, version }, packHash }: Routing): PackRef {
  return packHash === undefined ? { id, version } : { id, version, hash: packHash };
}
