import { unreachable } from "@xinyi/result";
import type { Axis, Scale } from "./quantity.ts";
import { stepFor } from "./quantity.ts";
import {
  type Fraction,
  greatestBelow,
  isOnBoundary,
  leastThatMeets,
  meets,
  type Threshold,
} from "./threshold.ts";

/**
 * What can be counted of a vote. `participating` are those who handed in a
 * ballot, `present` those at the meeting in person or by proxy, `cast` the
 * votes for and against, `valid` the valid ones, `deemed` those that a bylaw
 * counts although silent, `eligible` all but those who lost their vote.
 */
export type TallyName =
  | "total"
  | "eligible"
  | "present"
  | "inPerson"
  | "participating"
  | "cast"
  | "valid"
  | "for"
  | "against"
  | "abstain"
  | "blank"
  | "invalid"
  | "deemed"
  | "objecting"
  | "requesting";

/** A share in a pack: two positive integers. */
export type Share = readonly [numerator: number, denominator: number];

/** A bar: a tally must reach a share of its base, or pass it. */
export interface Bar {
  readonly op: "atLeast" | "moreThan";
  readonly axis: Axis;
  readonly tally: TallyName;
  readonly base: TallyName;
  readonly share: Share;
}

/** A cap: a tally, mostly the opposition, may reach a share of its base, or must stay below it. */
export interface Cap {
  readonly op: "atMost" | "lessThan";
  readonly axis: Axis;
  readonly tally: TallyName;
  readonly base: TallyName;
  readonly share: Share;
}

/** More of one tally than of another, measured against nothing else; a tie fails. */
export interface Outnumbers {
  readonly op: "outnumbers";
  readonly axis: Axis;
  readonly tally: TallyName;
  readonly other: TallyName;
}

/** An absolute floor: so many, whatever the whole. */
export interface Floor {
  readonly op: "count";
  readonly axis: Axis;
  readonly tally: TallyName;
  readonly min: number;
}

/** A share of the base or a fixed number, whichever is the lesser or the greater. */
export interface ShareOrCount {
  readonly op: "shareOrCount";
  readonly axis: Axis;
  readonly tally: TallyName;
  readonly base: TallyName;
  readonly share: Share;
  readonly count: number;
  readonly take: "lesser" | "greater";
}

/** The same condition in every building (or class, or phase), each on its own tallies. */
export interface EachGroup {
  readonly op: "eachGroup";
  readonly by: string;
  readonly condition: Condition;
}

/** The assent of everyone in a named affected class, which no vote replaces. */
export interface Consent {
  readonly op: "consent";
  readonly of: string;
}

/** The closed set of conditions: two connectives and seven leaves, all data. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | Leaf
  | EachGroup;

export type Leaf = Bar | Cap | Outnumbers | Floor | ShareOrCount | Consent;

/** Whole numbers of an axis' smallest units, by tally and axis; what was not counted is absent. */
export type Tallies = Readonly<Partial<Record<TallyName, Readonly<Record<Axis, bigint>>>>>;

/** How many of an affected class there are, and how many of them agreed. */
export interface ConsentGiven {
  readonly of: number;
  readonly given: number;
}

/** What a condition is judged on. */
export interface Evidence {
  readonly tallies: Tallies;
  /** The only axes that were published; conditions on others are left aside. */
  readonly axes?: readonly Axis[];
  readonly groups?: Readonly<Record<string, Readonly<Record<string, Tallies>>>>;
  readonly consents?: Readonly<Record<string, ConsentGiven>>;
}

/** One leaf of a condition, answered. Amounts are in the axis' smallest units. */
export interface LeafAnswer {
  readonly leaf: Leaf;
  readonly group?: string;
  /** Absent when a tally the leaf asks for was not counted. */
  readonly met?: boolean;
  readonly reached?: bigint;
  readonly base?: bigint;
  /** The least that is enough; of a cap, the most that is allowed. */
  readonly required?: bigint;
  readonly onBoundary?: boolean;
  readonly missing?: readonly string[];
}

/** `undefined` is "cannot be told": something asked for was not counted. */
export interface ConditionAnswer {
  readonly met: boolean | undefined;
  readonly leaves: readonly LeafAnswer[];
}

const IRRELEVANT: ConditionAnswer = { met: true, leaves: [] };

/**
 * Judges a condition. An absent tally is not a zero: the answer is then
 * undefined, save where another branch of an `any` is already met. With
 * `lenient` what cannot be told is left aside instead, and `leaves` is empty
 * if nothing could: some laws' quorum is only checked when it was counted.
 */
export function judge(
  condition: Condition,
  evidence: Evidence,
  scales: Readonly<Record<Axis, Scale>>,
  lenient = false,
): ConditionAnswer {
  if ("all" in condition) {
    const parts = condition.all.map((part) => judge(part, evidence, scales, lenient));
    const leaves = parts.flatMap((part) => part.leaves);
    if (parts.some((part) => part.met === undefined)) return { met: undefined, leaves };
    return { met: parts.every((part) => part.met === true), leaves };
  }
  if ("any" in condition) {
    const all = condition.any.map((part) => judge(part, evidence, scales, lenient));
    // A branch of which nothing remains must not carry the others.
    const parts = all.filter((part) => part.leaves.length > 0);
    if (parts.length === 0) return IRRELEVANT;
    const leaves = parts.flatMap((part) => part.leaves);
    if (parts.some((part) => part.met === true)) return { met: true, leaves };
    return { met: parts.some((part) => part.met === undefined) ? undefined : false, leaves };
  }
  if (condition.op === "eachGroup") return judgeGroups(condition, evidence, scales, lenient);
  if (condition.op !== "consent" && isUnpublished(condition.axis, evidence)) return IRRELEVANT;
  const answer = judgeLeaf(condition, evidence, scales);
  if (answer.met === undefined && lenient) return IRRELEVANT;
  return { met: answer.met, leaves: [answer] };
}

/** The leaves of a condition as written, groups opened. */
export function leavesOf(condition: Condition): readonly Leaf[] {
  if ("all" in condition) return condition.all.flatMap(leavesOf);
  if ("any" in condition) return condition.any.flatMap(leavesOf);
  return condition.op === "eachGroup" ? leavesOf(condition.condition) : [condition];
}

/** The bar of a leaf that compares a tally with a share of its base. */
export function thresholdOf(leaf: Bar): Threshold {
  return { kind: leaf.op, share: fractionOf(leaf.share) };
}

/**
 * A tally on one axis. Votes cast, where they were not counted apart, are
 * those for and those against.
 */
export function tallyOn(tallies: Tallies, name: TallyName, axis: Axis): bigint | undefined {
  const counted = tallies[name]?.[axis];
  if (counted !== undefined || name !== "cast") return counted;
  const votesFor = tallies.for?.[axis];
  const votesAgainst = tallies.against?.[axis];
  return votesFor === undefined || votesAgainst === undefined ? undefined : votesFor + votesAgainst;
}

function isUnpublished(axis: Axis, evidence: Evidence): boolean {
  return evidence.axes !== undefined && !evidence.axes.includes(axis);
}

function judgeGroups(
  condition: EachGroup,
  evidence: Evidence,
  scales: Readonly<Record<Axis, Scale>>,
  lenient: boolean,
): ConditionAnswer {
  const groups = Object.entries(evidence.groups?.[condition.by] ?? {}).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  if (groups.length === 0) {
    if (lenient) return IRRELEVANT;
    const leaves = leavesOf(condition).map((leaf) => ({ leaf, missing: [`by ${condition.by}`] }));
    return { met: undefined, leaves };
  }
  const parts = groups.map(([group, tallies]) => {
    const part = judge(condition.condition, { ...evidence, tallies }, scales, lenient);
    return { met: part.met, leaves: part.leaves.map((leaf) => ({ ...leaf, group })) };
  });
  const leaves = parts.flatMap((part) => part.leaves);
  if (parts.some((part) => part.met === undefined)) return { met: undefined, leaves };
  return { met: parts.every((part) => part.met === true), leaves };
}

function judgeLeaf(
  leaf: Leaf,
  evidence: Evidence,
  scales: Readonly<Record<Axis, Scale>>,
): LeafAnswer {
  if (leaf.op === "consent") {
    const consent = evidence.consents?.[leaf.of];
    if (consent === undefined) return { leaf, missing: [`consent of ${leaf.of}`] };
    const reached = BigInt(consent.given);
    const required = BigInt(consent.of);
    return {
      leaf,
      met: reached >= required,
      reached,
      base: required,
      required,
      onBoundary: reached === required,
    };
  }
  const scale = scales[leaf.axis];
  if (scale === undefined) return { leaf, missing: [leaf.axis] };
  const reached = tallyOn(evidence.tallies, leaf.tally, leaf.axis);
  const baseName = baseOf(leaf);
  const base = baseName === undefined ? undefined : tallyOn(evidence.tallies, baseName, leaf.axis);
  const missing = [
    ...(reached === undefined ? [`${leaf.tally}.${leaf.axis}`] : []),
    ...(baseName !== undefined && base === undefined ? [`${baseName}.${leaf.axis}`] : []),
  ];
  if (missing.length > 0 || reached === undefined) return { leaf, missing };
  return {
    leaf,
    reached,
    ...(base === undefined ? {} : { base }),
    ...compare(leaf, reached, base ?? 0n, scale),
  };
}

function baseOf(leaf: Exclude<Leaf, Consent>): TallyName | undefined {
  switch (leaf.op) {
    case "count":
      return undefined;
    case "outnumbers":
      return leaf.other;
    case "atLeast":
    case "moreThan":
    case "atMost":
    case "lessThan":
    case "shareOrCount":
      return leaf.base;
    default:
      return unreachable(leaf);
  }
}

type Comparison = {
  readonly met: boolean;
  readonly required: bigint;
  readonly onBoundary: boolean;
};

function compare(
  leaf: Exclude<Leaf, Consent>,
  reached: bigint,
  base: bigint,
  scale: Scale,
): Comparison {
  const step = stepFor(base, scale);
  switch (leaf.op) {
    case "atLeast":
    case "moreThan": {
      const threshold = thresholdOf(leaf);
      return {
        met: meets(reached, base, threshold),
        required: leastThatMeets(base, threshold, step),
        onBoundary: isOnBoundary(reached, base, threshold.share),
      };
    }
    case "atMost":
    case "lessThan": {
      // A cap is the denial of a bar: "at most a quarter" is "not more than a quarter".
      const share = fractionOf(leaf.share);
      const denied: Threshold = { kind: leaf.op === "atMost" ? "moreThan" : "atLeast", share };
      return {
        met: base > 0n && !meets(reached, base, denied),
        required: greatestBelow(base, denied, step),
        onBoundary: isOnBoundary(reached, base, share),
      };
    }
    case "outnumbers":
      return { met: reached > base, required: base + step, onBoundary: reached === base };
    case "count": {
      const required = BigInt(leaf.min) * scale.perOne;
      return { met: reached >= required, required, onBoundary: reached === required };
    }
    case "shareOrCount": {
      const byShare = leastThatMeets(
        base,
        { kind: "atLeast", share: fractionOf(leaf.share) },
        step,
      );
      const byCount = BigInt(leaf.count) * scale.perOne;
      const lesser = byShare < byCount ? byShare : byCount;
      const greater = byShare < byCount ? byCount : byShare;
      const required = leaf.take === "lesser" ? lesser : greater;
      return { met: reached >= required, required, onBoundary: reached === required };
    }
    default:
      return unreachable(leaf);
  }
}

/** A pack's share as exact integers. */
export function fractionOf(share: Share): Fraction {
  return [BigInt(share[0]), BigInt(share[1])];
}
