import { accept, type Result, reject } from "@xinyi/result";
import {
  type Condition,
  fractionOf,
  judge,
  type Tallies,
  type TallyName,
  tallyOn,
  thresholdOf,
} from "./condition.ts";
import type { Count } from "./count.ts";
import { type Axis, formatQuantity, type Scale, stepFor } from "./quantity.ts";
import { type HoldReason, type Matter, type Rule, ruleFor, type VotingRules } from "./rules.ts";
import { leastThatMeets } from "./threshold.ts";

type Scales = Readonly<Record<Axis, Scale>>;

/** What is still to come in on one axis of an open vote, as decimals of its unit. */
export interface StillNeeded {
  /** More participation, of any colour, until there is a quorum. */
  readonly participation: string;
  /** More votes for, if only votes for came in from now on, until the motion is carried. */
  readonly for: string;
  /** False when not even every outstanding vote would be enough. */
  readonly isReachable: boolean;
}

/**
 * The least participation that makes a matter's quorum, per axis, in the
 * axis' reported step. Empty where the law names no quorum for it.
 */
export function leastParticipation(
  matter: Matter,
  total: Readonly<Record<Axis, bigint>>,
  rules: VotingRules,
): Result<Readonly<Record<Axis, string>>, HoldReason> {
  const rule = ruleFor(matter, rules);
  return rule.ok ? accept(leastUnder(rule.value, total, rules)) : reject(rule.rejection);
}

/** The same for a rule at hand. */
export function leastUnder(
  rule: Rule,
  total: Readonly<Record<Axis, bigint>>,
  rules: VotingRules,
): Readonly<Record<Axis, string>> {
  const quorum = rule.quorum?.value.condition;
  const least = quorum === undefined ? {} : leastIn(quorum, total, rules.scales);
  return Object.fromEntries(
    Object.entries(least).flatMap(([axis, units]) => {
      const scale = rules.scales[axis];
      return scale === undefined ? [] : [[axis, formatQuantity(units, scale)]];
    }),
  );
}

/**
 * What each axis of an open vote still lacks. An extra vote against may make
 * the quorum and so carry a motion: organisers see participation and assent
 * apart, and never a single percentage.
 */
export function votesStillNeeded(
  matter: Matter,
  count: Count,
  rules: VotingRules,
): Result<Readonly<Record<Axis, StillNeeded>>, HoldReason> {
  const rule = ruleFor(matter, rules);
  if (!rule.ok) return reject(rule.rejection);
  const scales = count.scales ?? rules.scales;
  const total = count.tallies.total ?? {};
  const answers = Object.keys(total).flatMap((axis) => {
    const scale = scales[axis];
    const isPublished = count.axes?.includes(axis) ?? true;
    if (scale === undefined || !isPublished) return [];
    return [[axis, neededOn(axis, scale, count, rule.value, scales)] as const];
  });
  return accept(Object.fromEntries(answers));
}

function neededOn(axis: Axis, scale: Scale, count: Count, rule: Rule, scales: Scales): StillNeeded {
  const whole = tallyOn(count.tallies, "total", axis) ?? 0n;
  const heard =
    tallyOn(count.tallies, "participating", axis) ?? tallyOn(count.tallies, "present", axis) ?? 0n;
  const step = stepFor(whole, scale);
  const room = whole > heard ? (whole - heard) / step : 0n;
  const holds = (condition: Condition | undefined, more: bigint, asFor: boolean): boolean => {
    if (condition === undefined) return true;
    const tallies = withMore(count.tallies, axis, more * step, asFor);
    return judge(condition, { ...count, tallies, axes: [axis] }, scales, true).met === true;
  };
  const quorum = rule.quorum?.value.condition;
  const participation = firstThat(room, (more) => holds(quorum, more, false));
  const assent = firstThat(
    room,
    (more) => holds(quorum, more, true) && holds(rule.adopt.value, more, true),
  );
  return {
    participation: formatQuantity((participation ?? room) * step, scale),
    for: formatQuantity((assent ?? room) * step, scale),
    isReachable: participation !== undefined && assent !== undefined,
  };
}

/** Every further vote attends; as a vote for, it is also cast, valid and for. */
function withMore(tallies: Tallies, axis: Axis, more: bigint, asFor: boolean): Tallies {
  const grown: readonly TallyName[] = asFor
    ? ["present", "participating", "cast", "valid", "for"]
    : ["present", "participating"];
  const next: Partial<Record<TallyName, Readonly<Record<Axis, bigint>>>> = { ...tallies };
  for (const name of grown) {
    const counted = tallies[name]?.[axis];
    if (counted !== undefined) next[name] = { ...tallies[name], [axis]: counted + more };
  }
  return next;
}

/** The least of 0 … `most` that holds; more never undoes it, so it can be halved for. */
function firstThat(most: bigint, holds: (more: bigint) => boolean): bigint | undefined {
  if (!holds(most)) return undefined;
  let low = 0n;
  let high = most;
  while (low < high) {
    const middle = (low + high) / 2n;
    if (holds(middle)) high = middle;
    else low = middle + 1n;
  }
  return low;
}

/** Per axis the participation a condition asks for: of `all` the most, of `any` the least. */
function leastIn(
  condition: Condition,
  total: Readonly<Record<Axis, bigint>>,
  scales: Scales,
): Record<Axis, bigint> {
  if ("all" in condition || "any" in condition) {
    const isAll = "all" in condition;
    const merged: Record<Axis, bigint> = {};
    for (const part of isAll ? condition.all : condition.any) {
      for (const [axis, units] of Object.entries(leastIn(part, total, scales))) {
        const before = merged[axis];
        const replaces = before === undefined || (isAll ? units > before : units < before);
        if (replaces) merged[axis] = units;
      }
    }
    return merged;
  }
  if (condition.op === "eachGroup" || condition.op === "consent") return {};
  const scale = scales[condition.axis];
  const whole = total[condition.axis];
  if (scale === undefined) return {};
  if (condition.op === "count") return { [condition.axis]: BigInt(condition.min) * scale.perOne };
  if (whole === undefined || !("base" in condition) || condition.base !== "total") return {};
  const step = stepFor(whole, scale);
  if (condition.op === "atLeast" || condition.op === "moreThan") {
    return { [condition.axis]: leastThatMeets(whole, thresholdOf(condition), step) };
  }
  if (condition.op !== "shareOrCount") return {};
  const share = fractionOf(condition.share);
  const byShare = leastThatMeets(whole, { kind: "atLeast", share }, step);
  const byCount = BigInt(condition.count) * scale.perOne;
  const lesser = byShare < byCount ? byShare : byCount;
  const greater = byShare < byCount ? byCount : byShare;
  return { [condition.axis]: condition.take === "lesser" ? lesser : greater };
}
