import type { LocalDate } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import type { Condition } from "./condition.ts";
import type {
  Aftermath,
  BallotPolicy,
  CommitteePolicy,
  CoOwnerPolicy,
  DecidingBody,
  DeemedPolicy,
  ElectionPolicy,
  EligibilityBar,
  Fallback,
  Figure,
  Level,
  Notice,
  ProxyPolicy,
  Quorum,
  RollPolicy,
  VoteTie,
  WeightTransform,
} from "./pack.ts";
import type { Axis, AxisDefinition, Scale } from "./quantity.ts";

/** A matter put to the vote, by its id in the pack, such as `hire-manager`. */
export type Matter = string;

/** A value in force on the day asked for, with where it comes from. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: string;
  readonly verified: boolean;
  /** Id of the pack that set it. */
  readonly pack: string;
  readonly from: LocalDate;
  readonly note?: string;
}

/** Which pack an answer rests on, exactly enough to derive it again in ten years. */
export interface PackRef {
  readonly id: string;
  readonly version: string;
  readonly level: Level;
  readonly hash: string;
}

/** A rule as in force on one day, every value with its source. */
export interface Rule {
  readonly id: string;
  readonly body: Sourced<DecidingBody>;
  readonly quorum?: Sourced<Quorum>;
  readonly adopt: Sourced<Condition>;
  readonly consents?: Sourced<Condition>;
  readonly notice?: Sourced<Notice>;
  readonly after?: Sourced<readonly Aftermath[]>;
  readonly fallback?: Sourced<readonly Fallback[]>;
  readonly tie?: Sourced<VoteTie>;
}

/** What governs votes at one place on one day, its layers already resolved. */
export interface VotingRules {
  readonly on: LocalDate;
  /** Outermost first; the last is the place asked for, or the estate's bylaws. */
  readonly packs: readonly PackRef[];
  readonly axes: Readonly<Record<Axis, AxisDefinition>>;
  readonly scales: Readonly<Record<Axis, Scale>>;
  readonly matters: Readonly<Record<Matter, Sourced<string>>>;
  readonly rules: Readonly<Record<string, Rule>>;
  readonly roll?: Sourced<RollPolicy>;
  readonly weights?: Sourced<readonly WeightTransform[]>;
  readonly eligibility?: Sourced<readonly EligibilityBar[]>;
  readonly coOwners?: Sourced<CoOwnerPolicy>;
  readonly proxies?: Sourced<ProxyPolicy>;
  readonly ballot?: Sourced<BallotPolicy>;
  readonly deemed?: Sourced<DeemedPolicy>;
  readonly election?: Sourced<ElectionPolicy>;
  readonly committee?: Sourced<CommitteePolicy>;
  readonly requests: Readonly<Record<string, Sourced<Condition>>>;
  readonly figures: Readonly<Record<string, Sourced<Figure>>>;
}

/** Why a matter is held: nobody may guess the majority it needs. */
export type HoldReason =
  | { readonly kind: "matter-without-rule"; readonly matter: Matter }
  | { readonly kind: "rule-not-in-force"; readonly matter: Matter; readonly rule: string };

/** The rule of a matter on that day. Never a default majority: without a rule it is held. */
export function ruleFor(matter: Matter, rules: VotingRules): Result<Rule, HoldReason> {
  const named = Object.hasOwn(rules.matters, matter) ? rules.matters[matter] : undefined;
  if (named === undefined) return reject({ kind: "matter-without-rule", matter });
  const rule = Object.hasOwn(rules.rules, named.value) ? rules.rules[named.value] : undefined;
  return rule === undefined
    ? reject({ kind: "rule-not-in-force", matter, rule: named.value })
    : accept(rule);
}

/**
 * The same law with one matter put under the rule that the law itself opens for
 * a further vote on it: a second ballot, a reconvened meeting. Held where the
 * matter's own rule opens no such way, or where that rule is not in force.
 */
export function rulesAfter(
  matter: Matter,
  toRule: string,
  rules: VotingRules,
): Result<VotingRules, HoldReason> {
  const first = ruleFor(matter, rules);
  if (!first.ok) return first;
  const { fallback } = first.value;
  const isOpened = fallback?.value.some((step) => step.toRule === toRule) ?? false;
  if (fallback === undefined || !isOpened || !Object.hasOwn(rules.rules, toRule)) {
    return reject({ kind: "rule-not-in-force", matter, rule: toRule });
  }
  const { value: _, ...origin } = fallback;
  return accept({
    ...rules,
    matters: { ...rules.matters, [matter]: { ...origin, value: toRule } },
  });
}
