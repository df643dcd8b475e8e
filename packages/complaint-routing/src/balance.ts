import { accept, type Result, reject } from "@xinyi/result";
import type { UnitId } from "./rules.ts";

/** A unit or person that could take a matter. */
export interface Candidate {
  readonly unit: UnitId;
  /** What it can hold; in the same measure as `openLoad`. */
  readonly capacity: number;
  readonly openLoad: number;
  readonly isOnDuty: boolean;
}

/** What the choice must respect. */
export interface ChoiceFacts {
  readonly matterId: string;
  readonly excludes: readonly UnitId[];
  /** Who handled it first, for a reopened matter; left out where the complaint is about them. */
  readonly firstHandler?: UnitId;
}

export interface Choice {
  readonly unit: UnitId;
  readonly because: "first-handler" | "least-load" | "only-one" | "tie";
}

export type ChoiceRejection = { readonly kind: "nobody-eligible" };

/**
 * Who takes a matter among those that may: the first handler if there is one
 * and it is on duty, else the one with the least open load for its capacity.
 * Ties fall by a stable hash of the matter, so that no order of a list favours
 * anyone and the same question has the same answer.
 */
export function chooseUnit(
  candidates: readonly Candidate[],
  { matterId, excludes, firstHandler }: ChoiceFacts,
): Result<Choice, ChoiceRejection> {
  const eligible = candidates.filter(
    ({ unit, capacity, isOnDuty }) => isOnDuty && capacity > 0 && !excludes.includes(unit),
  );
  const [first, ...others] = eligible;
  if (first === undefined) return reject({ kind: "nobody-eligible" });
  if (firstHandler !== undefined && eligible.some(({ unit }) => unit === firstHandler)) {
    return accept({ unit: firstHandler, because: "first-handler" });
  }
  if (others.length === 0) return accept({ unit: first.unit, because: "only-one" });
  const least = others.reduce((best, each) => (compareLoads(each, best) < 0 ? each : best), first);
  const equals = eligible
    .filter((each) => compareLoads(each, least) === 0)
    .map(({ unit }) => unit)
    .sort((a, b) => draw(matterId, a) - draw(matterId, b) || (a < b ? -1 : 1));
  const [unit = least.unit] = equals;
  return accept({ unit, because: equals.length > 1 ? "tie" : "least-load" });
}

/** By load over capacity, without dividing. */
function compareLoads(left: Candidate, right: Candidate): number {
  return left.openLoad * right.capacity - right.openLoad * left.capacity;
}

/** FNV-1a over the two ids: spreads ties evenly, and needs no secret. */
function draw(matterId: string, unit: UnitId): number {
  let hash = 0x811c9dc5;
  for (const letter of `${matterId} ${unit}`) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash;
}
