import { unreachable } from "@xinyi/result";
import type { Share } from "./condition.ts";
import type { EligibilityBar, WeightTransform } from "./pack.ts";
import type { Axis, Scale } from "./quantity.ts";
import type { Roll, Voter } from "./roll.ts";

/** Which voters stand in a class that a statute names, such as `original-owner` or `arrears`. */
export type VoterClasses = Readonly<Record<string, readonly string[]>>;

/**
 * The roll with its weights as the statute counts them, in the order the pack
 * lists its transforms. A weight cut to a fraction stays exact: every weight
 * of that axis is multiplied up instead, and the axis' scale with it.
 */
export function weighRoll(
  roll: Roll,
  transforms: readonly WeightTransform[],
  classes: VoterClasses = {},
): Roll {
  return transforms.reduce((weighed, transform) => apply(weighed, transform, classes), roll);
}

/** A roll from which some may not vote: still in the whole, or out of it. */
export interface BarredRoll {
  readonly roll: Roll;
  /** Voters who stay in the whole without a vote, and why. */
  readonly barred: Readonly<Record<string, string>>;
}

/**
 * Applies the law's bars (arrears, conflict, exclusion by a court) to a vote
 * under one rule. `leaveBase` takes a voter out of every whole; `barVote`
 * leaves the whole as it is.
 */
export function barVoters(
  roll: Roll,
  bars: readonly EligibilityBar[],
  classes: VoterClasses,
  ruleId: string,
): BarredRoll {
  const barred: Record<string, string> = {};
  const gone = new Set<string>();
  for (const { when, effect, exceptRules } of bars) {
    if (exceptRules.includes(ruleId)) continue;
    for (const voterId of classes[when] ?? []) {
      if (effect === "leaveBase") gone.add(voterId);
      else barred[voterId] ??= when;
    }
  }
  const voters = roll.voters.filter(({ id }) => !gone.has(id));
  return { roll: withVoters(roll, voters, roll.scales), barred };
}

function apply(roll: Roll, transform: WeightTransform, classes: VoterClasses): Roll {
  switch (transform.kind) {
    case "cap":
      return transform.axes.reduce(
        (capped, axis) => capAt(capped, axis, transform.share, transform.inBase),
        roll,
      );
    case "sumOfOthers":
      return cutToOthers(roll, transform.axis);
    case "scale":
      return scaleClass(roll, transform, classes[transform.ownerClass] ?? []);
    default:
      return unreachable(transform);
  }
}

/**
 * No owner counts with more than the share of all; what is over is dropped,
 * from the whole too if the law says so. The cap is the owners', not the
 * voter's: where each unit votes, the excess comes off their last units by id.
 */
function capAt(roll: Roll, axis: Axis, [n, d]: Share, inBase: boolean): Roll {
  const whole = roll.totals[axis] ?? 0n;
  const holdings = new Map<string, Voter[]>();
  for (const voter of roll.voters) {
    const owners = JSON.stringify(voter.owners);
    const held = holdings.get(owners);
    if (held === undefined) holdings.set(owners, [voter]);
    else held.push(voter);
  }
  const excessive = [...holdings.values()].filter(
    (held) => weightOf(held, axis) * BigInt(d) > whole * BigInt(n),
  );
  if (excessive.length === 0) return roll;
  const fine = finer(roll, axis, BigInt(d));
  const left = new Map<string, bigint>();
  for (const held of excessive) {
    // The cap is whole × n ÷ d, and in units d times finer it is whole × n.
    let room = whole * BigInt(n);
    for (const { id, weights } of [...held].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const weight = (weights[axis] ?? 0n) * BigInt(d);
      const kept = weight < room ? weight : room;
      left.set(id, kept);
      room -= kept;
    }
  }
  const voters = fine.voters.map((voter) => {
    const most = left.get(voter.id);
    return most === undefined ? voter : withAtMost(voter, axis, most);
  });
  return inBase ? withVoters(fine, voters, fine.scales) : { ...fine, voters };
}

function weightOf(voters: readonly Voter[], axis: Axis): bigint {
  return voters.reduce((sum, voter) => sum + (voter.weights[axis] ?? 0n), 0n);
}

/** Who holds more than half counts with as much as all others together, and the whole shrinks with it. */
function cutToOthers(roll: Roll, axis: Axis): Roll {
  const whole = roll.totals[axis] ?? 0n;
  const major = roll.voters.find((voter) => (voter.weights[axis] ?? 0n) * 2n > whole);
  if (major === undefined) return roll;
  const others = whole - (major.weights[axis] ?? 0n);
  const voters = roll.voters.map((voter) =>
    voter === major ? withAtMost(voter, axis, others) : voter,
  );
  return withVoters(roll, voters, roll.scales);
}

function scaleClass(
  roll: Roll,
  { axis, atLeast, moreThanUnits, factor }: Extract<WeightTransform, { kind: "scale" }>,
  members: readonly string[],
): Roll {
  const whole = roll.totals[axis] ?? 0n;
  const held = weightOf(
    roll.voters.filter(({ id }) => members.includes(id)),
    axis,
  );
  const isLarge = held * BigInt(atLeast[1]) >= whole * BigInt(atLeast[0]) && held > 0n;
  if (!isLarge || roll.unitCount <= moreThanUnits) return roll;
  const fine = finer(roll, axis, BigInt(factor[1]));
  const voters = fine.voters.map((voter) =>
    members.includes(voter.id)
      ? withAtMost(
          voter,
          axis,
          ((voter.weights[axis] ?? 0n) * BigInt(factor[0])) / BigInt(factor[1]),
        )
      : voter,
  );
  return withVoters(fine, voters, fine.scales);
}

/** The same roll counted in units so many times smaller on one axis. */
function finer(roll: Roll, axis: Axis, times: bigint): Roll {
  const scale = roll.scales[axis];
  if (scale === undefined) return roll;
  const voters = roll.voters.map((voter) => ({
    ...voter,
    weights: { ...voter.weights, [axis]: (voter.weights[axis] ?? 0n) * times },
  }));
  const grown: Scale = { perOne: scale.perOne * times, step: scale.step * times };
  return {
    ...roll,
    voters,
    scales: { ...roll.scales, [axis]: grown },
    totals: { ...roll.totals, [axis]: (roll.totals[axis] ?? 0n) * times },
  };
}

function withAtMost(voter: Voter, axis: Axis, most: bigint): Voter {
  const weight = voter.weights[axis] ?? 0n;
  return weight <= most ? voter : { ...voter, weights: { ...voter.weights, [axis]: most } };
}

function withVoters(
  roll: Roll,
  voters: readonly Voter[],
  scales: Readonly<Record<Axis, Scale>>,
): Roll {
  const totals: Record<Axis, bigint> = {};
  for (const axis of Object.keys(roll.totals)) {
    totals[axis] = weightOf(voters, axis);
  }
  return { ...roll, voters, scales, totals };
}
