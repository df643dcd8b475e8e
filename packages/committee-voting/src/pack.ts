import type { InForce } from "@xinyi/calendar";
import type { Condition, Share, TallyName } from "./condition.ts";
import type { Axis, AxisDefinition } from "./quantity.ts";

/** The four layers of law, from the outermost in. */
export type Level = "national" | "province" | "city" | "bylaws";

/**
 * Who may put another value in a value's place, and which way. `raise` asks for
 * more than the parent does (a higher bar, a longer notice); `lower-to-above-half`
 * lets a bar sink, but never to half or below. `instrument` is the only paper
 * that can carry it, where the law names one. A value without this stands fast.
 */
export interface Override {
  readonly by: readonly Level[];
  readonly direction: "any" | "raise" | "lower-to-above-half";
  readonly instrument?: string;
}

/** A value of law: dated, sourced, verified or not, and who may move it. */
export interface Dated<T> extends InForce<T> {
  readonly override?: Override;
  /** What the reader should know, such as who transcribed an unverified text. */
  readonly note?: string;
  /** In a layer below the law: the paper this value is recorded in. */
  readonly instrument?: string;
}

/** The body that decides and the people it binds, printed with every verdict. */
export interface DecidingBody {
  readonly decides: string;
  readonly binds: string;
}

/**
 * A quorum. Some laws' meeting quorum is part of the rule and always asked
 * for; others' is checked only when who was present was counted
 * (`when-counted`). `afterEvent` replaces the condition once the named event
 * has happened, such as half an hour's waiting.
 */
export interface Quorum {
  readonly check: "always" | "when-counted";
  readonly condition: Condition;
  readonly afterEvent?: { readonly event: string; readonly condition: Condition };
}

/**
 * Days between serving a notice and the meeting. Short notice is a `defect`
 * that a court may mend by annulling, or part of the `definition`, so that
 * without it there is no such resolution.
 */
export interface Notice {
  readonly days: number;
  readonly kind: "defect" | "definition";
}

/** What may still happen to a motion that was carried. */
export type Aftermath =
  | {
      /** It stands unless, within the days, the objections meet the condition. */
      readonly kind: "objection";
      readonly days: number;
      readonly lapsesIf: Condition;
    }
  | {
      /** Support is measured again, so many weeks after the meeting. */
      readonly kind: "measure";
      readonly weeks: number;
      readonly condition: Condition;
    }
  | { readonly kind: "approval"; readonly by: string }
  | {
      /** It stands, but may be challenged in court; the period runs from that day. */
      readonly kind: "challenge";
      readonly months: number;
      readonly from: "knowledge" | "resolution";
    };

/**
 * What is open to a motion that was not carried: always another event under
 * another rule, never arithmetic on the first. A `second-ballot` is taken in
 * the same meeting if its precondition holds; `reconvene` and `second-call`
 * are new meetings; a `poll` counts the same motion by weight on demand.
 */
export interface Fallback {
  readonly kind: "second-ballot" | "reconvene" | "second-call" | "poll";
  readonly toRule: string;
  readonly when: "failed" | "no-quorum" | "either";
  readonly precondition?: Condition;
  readonly within?: string;
}

/** How a level vote is settled, where the law knows a way. */
export type VoteTie = "none" | "casting-vote" | "lot";

/**
 * Everything a rule may say; each value dated and sourced by itself. A whole
 * rule has a body and a bar; a layer below may set a single slot of it.
 */
export interface RuleEntry {
  readonly body?: readonly Dated<DecidingBody>[];
  readonly quorum?: readonly Dated<Quorum>[];
  readonly adopt?: readonly Dated<Condition>[];
  readonly consents?: readonly Dated<Condition>[];
  readonly notice?: readonly Dated<Notice>[];
  readonly after?: readonly Dated<readonly Aftermath[]>[];
  readonly fallback?: readonly Dated<readonly Fallback[]>[];
  readonly tie?: readonly Dated<VoteTie>[];
}

/**
 * How units become voters. `heads` says what one head is: a set of owners
 * (whoever owns alone and with others is two heads), a unit, or the first
 * owner named. Area is taken from the first source there is.
 */
export interface RollPolicy {
  readonly heads: "owner-set" | "unit" | "first-owner";
  /** States of a unit in which it is the developer's, all of them one head. */
  readonly developerHolds: readonly UnitState[];
  readonly areaSource: readonly string[];
  /** Kinds of unit whose weight does not count, such as parking spaces. */
  readonly leftOut: readonly string[];
  /** A unit sold while the vote is open: the ballot already cast stands, or falls. */
  readonly soldMidVote: "earlier-ballot-stands" | "buyer-votes-anew";
}

export type UnitState = "sold" | "unsold" | "sold-undelivered";

/**
 * A statute's change of weights, applied in the order listed.
 * `cap`: what one voter has above the share of all is dropped;
 * `sumOfOthers`: a voter with more than half is cut to what all others have
 * together, and the base shrinks with it; `scale`: a named class that holds at
 * least `atLeast` of all in a scheme of more than `moreThanUnits` units counts
 * with a fraction of its weight.
 */
export type WeightTransform =
  | {
      readonly kind: "cap";
      readonly axes: readonly Axis[];
      readonly share: Share;
      readonly inBase: boolean;
    }
  | { readonly kind: "sumOfOthers"; readonly axis: Axis }
  | {
      readonly kind: "scale";
      readonly axis: Axis;
      readonly ownerClass: string;
      readonly atLeast: Share;
      readonly moreThanUnits: number;
      readonly factor: Share;
    };

/**
 * Voters who may not vote, and whether they still count in the whole:
 * `barVote` keeps them in the base, `leaveBase` takes them out of it.
 */
export interface EligibilityBar {
  readonly when: string;
  readonly effect: "barVote" | "leaveBase";
  readonly exceptRules: readonly string[];
}

/** How the several owners of one unit come to one vote. */
export type CoOwnerPolicy =
  | "unitary"
  | "nominated"
  | "first-named"
  | "one-present-casts-all"
  | "majority-in-interest"
  | "unanimous";

/**
 * Who may carry others' votes and how many. Of `maxCount` and `maxShares` (own
 * weight included) the lesser or the greater is the limit; whoever carries more loses what is over
 * (`drop-excess`), or every proxy held (`refuse-holder`).
 */
export interface ProxyPolicy {
  readonly who: readonly string[];
  readonly written: boolean;
  readonly maxCount?: number;
  readonly maxShares?: readonly { readonly axis: Axis; readonly share: Share }[];
  readonly maxOf: "lesser" | "greater";
  readonly onExcess: "drop-excess" | "refuse-holder";
  readonly inPerson: boolean;
}

/** What a ballot counts as, when it may change, and which wins when two clash. */
export interface BallotPolicy {
  readonly abstain: readonly TallyName[];
  readonly blank: readonly TallyName[];
  readonly invalid: readonly TallyName[];
  readonly change: "never" | "until-close";
  readonly clash:
    | "first-counts"
    | "last-counts"
    | "paper-counts"
    | "electronic-counts"
    | "invalid-if-different";
}

/**
 * Silent votes. With every precondition on record they count as taking part
 * and follow the majority cast; `floor` is what the votes really cast must
 * reach by themselves.
 */
export interface DeemedPolicy {
  readonly direction: "follow-majority" | "for" | "participation-only";
  readonly preconditions: readonly DeemedPrecondition[];
  readonly floor?: Condition;
}

export type DeemedPrecondition = "bylawClause" | "deliveryProof" | "warningPrinted";

/** How a committee is elected: who qualifies, how they rank, when it is formed. */
export interface ElectionPolicy {
  /** The matter whose quorum the electing assembly needs. */
  readonly matter: string;
  readonly qualify: Condition;
  readonly rankBy: readonly Axis[];
  /** Without these there is no tie-break. */
  readonly tieBreak: readonly TieBreak[];
  readonly formedAbove: Share;
}

/** A further axis to compare, or a draw by a published seed. */
export type TieBreak = string;

/**
 * How a committee decides. Who must be there is measured on all members, be
 * they the seats or those in office; the bar for a decision on all of them
 * too, or only on those present.
 */
export interface CommitteePolicy {
  readonly quorum: { readonly op: "atLeast" | "moreThan"; readonly share: Share };
  readonly base: "seats" | "in-office";
  readonly decidedBy: "all" | "present";
  readonly bar: "more-than-half" | "at-least-half";
}

/** One place's law of voting: values by date, in the package's closed vocabulary. */
export interface VotingPack {
  readonly axes?: Readonly<Record<Axis, AxisDefinition>>;
  readonly matters?: Readonly<Record<string, readonly Dated<string>[]>>;
  readonly rules?: Readonly<Record<string, RuleEntry>>;
  readonly roll?: readonly Dated<RollPolicy>[];
  readonly weights?: readonly Dated<readonly WeightTransform[]>[];
  readonly eligibility?: readonly Dated<readonly EligibilityBar[]>[];
  readonly coOwners?: readonly Dated<CoOwnerPolicy>[];
  readonly proxies?: readonly Dated<ProxyPolicy>[];
  readonly ballot?: readonly Dated<BallotPolicy>[];
  readonly deemed?: readonly Dated<DeemedPolicy>[];
  readonly election?: readonly Dated<ElectionPolicy>[];
  readonly committee?: readonly Dated<CommitteePolicy>[];
  readonly requests?: Readonly<Record<string, readonly Dated<Condition>[]>>;
  /** Numbers for calendars and checklists: days, months, seats. */
  readonly figures?: Readonly<Record<string, readonly Dated<Figure>[]>>;
}

/** A number of law with its unit, such as 15 days or 5 members. */
export interface Figure {
  readonly amount: number;
  readonly unit: string;
}

/** A pack with its name, its level and its place in the chain. */
export interface VotingLayer {
  readonly id: string;
  readonly version: string;
  readonly level: Level;
  /** Hash of the pack's canonical form, kept with every answer. */
  readonly hash: string;
  readonly voting: VotingPack;
}
