import { accept, type Result, reject } from "@xinyi/result";
import type { Ballot } from "./ballot.ts";
import type { TallyName } from "./condition.ts";
import { tallyOn } from "./condition.ts";
import type { Count } from "./count.ts";
import { type Axis, formatQuantity } from "./quantity.ts";
import type { Choice } from "./representation.ts";
import { rollFrom, type Unit } from "./roll.ts";
import type { VotingRules } from "./rules.ts";
import type { Attendance, VoteTaken } from "./tally.ts";

/** Why a tally cannot have come from ballots. */
export type GenerateRejection =
  | { readonly kind: "no-policy" }
  | { readonly kind: "not-expressible"; readonly category: string };

/** Amounts per axis; an axis that the tallies leave open is absent. */
type Amounts = Readonly<Record<Axis, bigint>>;

interface Category {
  readonly name: string;
  readonly amounts: Amounts;
  readonly choice?: Choice;
  readonly attends?: boolean;
  readonly isDelivered?: boolean;
}

/**
 * Makes up a roll and ballots that add up to a count: so many voters on each
 * side as there are heads, weights spread evenly, silent voters present or
 * handing in blank ballots, the rest at home. What comes back from counting
 * them must lead to the same verdict as the tallies.
 */
export function voteFromTallies(
  count: Count,
  rules: VotingRules,
): Result<VoteTaken, GenerateRejection> {
  const { roll: policy, ballot } = rules;
  if (policy === undefined || ballot === undefined) return reject({ kind: "no-policy" });
  const categories = categoriesOf(count, rules);
  const units: Unit[] = [];
  const ballots: Ballot[] = [];
  const attendance: Attendance[] = [];
  const delivered: string[] = [];
  let inPerson = count.tallies.inPerson?.heads ?? 0n;
  for (const category of categories) {
    const made = unitsOf(category, rules);
    if (made === undefined) return reject({ kind: "not-expressible", category: category.name });
    for (const unit of made) {
      units.push(unit);
      const voterId = policy.value.heads === "unit" ? unit.id : (unit.owners[0] ?? "");
      if (category.choice !== undefined) {
        const castAt = "2000-01-01T00:00:00Z";
        const id = `ballot of ${voterId}`;
        ballots.push({ id, voterId, choice: category.choice, channel: "paper", castAt });
      }
      const isInPerson = category.name !== "absent" && inPerson > 0n;
      if (isInPerson) inPerson -= 1n;
      if (category.attends || isInPerson) attendance.push({ voterId, isInPerson });
      if (category.isDelivered) delivered.push(voterId);
    }
  }
  const roll = rollFrom(units, policy.value, rules.scales);
  if (!roll.ok) return reject({ kind: "not-expressible", category: roll.rejection.kind });
  const opensAt = "2000-01-01T00:00:00Z";
  return accept({
    roll: roll.value,
    box: { motion: "generated", opensAt, closesAt: "2000-01-02T00:00:00Z", ballots },
    attendance,
    ...(count.tallies.deemed === undefined ? {} : { delivered }),
    ...(count.axes === undefined ? {} : { axes: count.axes }),
  });
}

function categoriesOf(count: Count, rules: VotingRules): readonly Category[] {
  const axes = [
    ...new Set([
      "heads",
      ...Object.values(count.tallies).flatMap((amounts) => Object.keys(amounts)),
    ]),
  ];
  const of = (name: TallyName): Amounts => amountsOn(count, name, axes);
  const votesFor = withHead(of("for"));
  const cast = firstOf(of("cast"), of("valid"));
  const against = withHead(orElse(of("against"), minus(cast, votesFor)));
  const abstain = withHead(of("abstain"));
  const heard = plus(plus(votesFor, against, axes), abstain, axes);
  // Those at the meeting or on paper beside the votes counted by name.
  const attended = Object.keys(of("participating")).length > 0 ? "participating" : "present";
  const silent = minus(of(attended), heard);
  const deemed = of("deemed");
  const absent = minus(of("total"), plus(plus(heard, silent, axes), deemed, axes));
  const handsIn = rules.ballot?.value.blank.includes("participating") ?? false;
  return [
    { name: "for", amounts: votesFor, choice: "for" },
    { name: "against", amounts: against, choice: "against" },
    { name: "abstain", amounts: abstain, choice: "abstain" },
    attended === "participating" && handsIn
      ? { name: "silent", amounts: silent, choice: "blank" }
      : { name: "silent", amounts: silent, attends: true },
    { name: "deemed", amounts: deemed, isDelivered: true },
    { name: "absent", amounts: absent },
  ];
}

/** One unit for each head, its weights an even part; `undefined` if weight has no head to hold it. */
function unitsOf(category: Category, rules: VotingRules): readonly Unit[] | undefined {
  const { heads, ...weights } = category.amounts;
  const hasWeight = Object.values(weights).some((amount) => amount > 0n);
  const many = heads ?? (hasWeight ? 1n : 0n);
  if (many === 0n) return hasWeight ? undefined : [];
  return Array.from({ length: Number(many) }, (_, nth): Unit => {
    const id = `${category.name} ${nth + 1}`;
    const parts = Object.entries(weights).flatMap(([axis, amount]) => {
      const scale = rules.scales[axis];
      if (scale === undefined) return [];
      const even = amount / many;
      const share = nth === 0 ? amount - even * (many - 1n) : even;
      return [[axis, formatQuantity(share, scale)] as const];
    });
    const { area, ...rest } = Object.fromEntries(parts);
    return { id, owners: [id], area: area ?? "0", weights: rest };
  });
}

function amountsOn(count: Count, name: TallyName, axes: readonly Axis[]): Amounts {
  return Object.fromEntries(
    axes.flatMap((axis) => {
      const amount = tallyOn(count.tallies, name, axis);
      const isPublished = count.axes?.includes(axis) ?? true;
      return amount === undefined || !isPublished ? [] : [[axis, amount]];
    }),
  );
}

function firstOf(left: Amounts, right: Amounts): Amounts {
  return Object.keys(left).length > 0 ? left : right;
}

function orElse(amounts: Amounts, otherwise: Amounts): Amounts {
  return { ...otherwise, ...amounts };
}

/** Weight has a head to hold it, where the tallies leave open how many. */
function withHead(amounts: Amounts): Amounts {
  const hasWeight = Object.values(amounts).some((amount) => amount > 0n);
  return hasWeight && amounts.heads === undefined ? { ...amounts, heads: 1n } : amounts;
}

/** A sum over the axes known on either side. */
function plus(left: Amounts, right: Amounts, axes: readonly Axis[]): Amounts {
  return Object.fromEntries(
    axes
      .filter((axis) => left[axis] !== undefined || right[axis] !== undefined)
      .map((axis) => [axis, (left[axis] ?? 0n) + (right[axis] ?? 0n)]),
  );
}

/** What is left of the whole, on the axes where the whole is known. */
function minus(whole: Amounts, part: Amounts): Amounts {
  return Object.fromEntries(
    Object.entries(whole).map(([axis, amount]) => {
      const rest = amount - (part[axis] ?? 0n);
      return [axis, rest > 0n ? rest : 0n];
    }),
  );
}
