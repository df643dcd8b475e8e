import { hashOf } from "@xinyi/merkle-log";
import { accept, type Result, reject } from "@xinyi/result";
import type { RollPolicy, UnitState } from "./pack.ts";
import { type Axis, formatQuantity, parseQuantity, type Scale } from "./quantity.ts";

/** The owner id under which the developer stands in every roll. */
export const DEVELOPER = "developer";

/**
 * An exclusive part with its owners. Areas may be given by source, of which
 * the law takes the first it knows; other weights (shares, value) as they are.
 * Owners are opaque ids, never names.
 */
export interface Unit {
  readonly id: string;
  readonly owners: readonly string[];
  /** Sold, unless it says otherwise. */
  readonly state?: UnitState;
  readonly kind?: string;
  readonly building?: string;
  readonly area?: string;
  readonly areas?: Readonly<Record<string, string>>;
  readonly weights?: Readonly<Record<Axis, string>>;
}

/** A head: the owners who together have one voice, and everything they hold. */
export interface Voter {
  readonly id: string;
  readonly owners: readonly string[];
  readonly units: readonly string[];
  readonly building?: string;
  /** In the smallest units of each axis; `heads` is one. */
  readonly weights: Readonly<Record<Axis, bigint>>;
}

/** The list of who votes and with what weight, fixed before the first ballot. */
export interface Roll {
  readonly voters: readonly Voter[];
  readonly totals: Readonly<Record<Axis, bigint>>;
  readonly scales: Readonly<Record<Axis, Scale>>;
  /** Which source each unit's area was taken from. */
  readonly areaSource: Readonly<Record<string, string>>;
  readonly unitCount: number;
}

export type RollRejection =
  | { readonly kind: "duplicate-unit"; readonly unit: string }
  | { readonly kind: "unit-without-owner"; readonly unit: string }
  | { readonly kind: "no-area"; readonly unit: string; readonly sources: readonly string[] }
  | {
      readonly kind: "bad-weight";
      readonly unit: string;
      readonly axis: Axis;
      readonly text: string;
    };

/**
 * Units to voters under the statute's counting rules. Heads are merged as the
 * policy says; weights never are, each unit's counts in full. Only axes that
 * the place knows are kept. Refuses the first unit that cannot be counted.
 */
export function rollFrom(
  units: readonly Unit[],
  policy: RollPolicy,
  scales: Readonly<Record<Axis, Scale>>,
): Result<Roll, RollRejection> {
  const voters = new Map<string, Voter>();
  const totals: Record<Axis, bigint> = {};
  const areaSource: Record<string, string> = {};
  const seen = new Set<string>();
  for (const unit of units) {
    if (seen.has(unit.id)) return reject({ kind: "duplicate-unit", unit: unit.id });
    seen.add(unit.id);
    if (unit.owners.length === 0) return reject({ kind: "unit-without-owner", unit: unit.id });
    if (unit.kind !== undefined && policy.leftOut.includes(unit.kind)) continue;
    const weighed = weigh(unit, policy, scales);
    if (!weighed.ok) return weighed;
    const { weights, source } = weighed.value;
    if (source !== undefined) areaSource[unit.id] = source;
    const owners = headOf(unit, policy);
    const id = policy.heads === "unit" && !isDevelopers(unit, policy) ? unit.id : headId(owners);
    voters.set(id, joined(voters.get(id), id, owners, unit, weights));
    for (const [axis, weight] of Object.entries(weights)) {
      totals[axis] = (totals[axis] ?? 0n) + weight;
    }
  }
  if (scales.heads !== undefined) totals.heads = BigInt(voters.size);
  return accept({
    voters: [...voters.values()],
    totals,
    scales,
    areaSource,
    unitCount: seen.size,
  });
}

/** What a frozen roll says, pseudonymised by whoever chose the voter ids, in an order of its own. */
export function rollForm(roll: Roll): unknown {
  const voters = [...roll.voters]
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .map(({ id, units, building, weights }) => ({
      id,
      units: [...units].sort(),
      ...(building === undefined ? {} : { building }),
      weights: printed(weights, roll.scales),
    }));
  return { voters, totals: printed(roll.totals, roll.scales) };
}

/** The hash published when the roll is frozen; the same whatever order the units came in. */
export function rollHash(roll: Roll): string {
  return hashOf(rollForm(roll));
}

export type CorrectionRejection =
  | RollRejection
  | { readonly kind: "unknown-unit"; readonly unit: string };

/** An objection that was upheld: one unit as it should read, who asked, and why. */
export interface Correction {
  readonly unit: Unit;
  readonly reason: string;
  readonly by: string;
}

/** A line of the roll's log: the correction with the hashes before and after it. */
export interface CorrectionEntry extends Correction {
  readonly was: Unit;
  readonly hashBefore: string;
  readonly hashAfter: string;
}

/** Applies one correction and returns the new roll with the line for its log. */
export function correctRoll(
  units: readonly Unit[],
  correction: Correction,
  policy: RollPolicy,
  scales: Readonly<Record<Axis, Scale>>,
): Result<
  { readonly units: readonly Unit[]; readonly roll: Roll; readonly entry: CorrectionEntry },
  CorrectionRejection
> {
  const was = units.find((unit) => unit.id === correction.unit.id);
  if (was === undefined) return reject({ kind: "unknown-unit", unit: correction.unit.id });
  const corrected = units.map((unit) => (unit === was ? correction.unit : unit));
  const before = rollFrom(units, policy, scales);
  if (!before.ok) return before;
  const after = rollFrom(corrected, policy, scales);
  if (!after.ok) return after;
  const hashBefore = rollHash(before.value);
  const hashAfter = rollHash(after.value);
  const entry = { ...correction, was, hashBefore, hashAfter };
  return accept({ units: corrected, roll: after.value, entry });
}

/**
 * Voters whose weights fewer than `least` voters share: their pseudonym hides
 * little, since a neighbour who knows the area knows the line.
 */
export function thinPseudonyms(roll: Roll, least: number): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const voter of roll.voters) {
    const key = JSON.stringify(printed(voter.weights, roll.scales));
    groups.set(key, [...(groups.get(key) ?? []), voter.id]);
  }
  return [...groups.values()].filter((ids) => ids.length < least).flat();
}

function isDevelopers(unit: Unit, policy: RollPolicy): boolean {
  return policy.developerHolds.includes(unit.state ?? "sold");
}

/** Two sets of owners never share an id, whatever their own ids look like. */
function headId(owners: readonly string[]): string {
  return owners.map((owner) => owner.replaceAll("+", "++")).join("+");
}

function headOf(unit: Unit, policy: RollPolicy): readonly string[] {
  if (isDevelopers(unit, policy)) return [DEVELOPER];
  if (policy.heads === "first-owner") return unit.owners.slice(0, 1);
  return [...new Set(unit.owners)].sort();
}

function joined(
  voter: Voter | undefined,
  id: string,
  owners: readonly string[],
  unit: Unit,
  weights: Readonly<Record<Axis, bigint>>,
): Voter {
  const building = unit.building === undefined ? {} : { building: unit.building };
  if (voter === undefined) {
    return { id, owners, units: [unit.id], ...building, weights: { heads: 1n, ...weights } };
  }
  const sum: Record<Axis, bigint> = { ...voter.weights };
  for (const [axis, weight] of Object.entries(weights)) sum[axis] = (sum[axis] ?? 0n) + weight;
  return { ...voter, units: [...voter.units, unit.id], weights: sum };
}

function weigh(
  unit: Unit,
  policy: RollPolicy,
  scales: Readonly<Record<Axis, Scale>>,
): Result<{ readonly weights: Record<Axis, bigint>; readonly source?: string }, RollRejection> {
  const weights: Record<Axis, bigint> = {};
  const given = { ...unit.weights };
  let source: string | undefined;
  if (scales.area !== undefined) {
    source = policy.areaSource.find((candidate) => unit.areas?.[candidate] !== undefined);
    const area = source === undefined ? unit.area : unit.areas?.[source];
    if (area !== undefined) given.area = area;
    else if (given.area === undefined && policy.areaSource.length > 0) {
      return reject({ kind: "no-area", unit: unit.id, sources: policy.areaSource });
    }
  }
  for (const [axis, text] of Object.entries(given)) {
    const scale = scales[axis];
    if (scale === undefined || axis === "heads") continue;
    const parsed = parseQuantity(text, scale);
    if (!parsed.ok) return reject({ kind: "bad-weight", unit: unit.id, axis, text });
    weights[axis] = parsed.value;
  }
  return accept({ weights, ...(source === undefined ? {} : { source }) });
}

function printed(
  weights: Readonly<Record<Axis, bigint>>,
  scales: Readonly<Record<Axis, Scale>>,
): Record<Axis, string> {
  return Object.fromEntries(
    Object.keys(weights)
      .sort()
      .flatMap((axis) => {
        const scale = scales[axis];
        return scale === undefined ? [] : [[axis, formatQuantity(weights[axis] ?? 0n, scale)]];
      }),
  );
}
