import { compareInstants, daysBetween, type Instant, type LocalDate } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import { type HoldReason, type Matter, ruleFor, type VotingRules } from "./rules.ts";

interface MeetingFacts {
  readonly id: string;
  readonly matters: readonly Matter[];
  readonly noticeServedOn: LocalDate;
  /** The civil day of the estate's zone on which the meeting or the vote begins. */
  readonly heldOn: LocalDate;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

/** A vote of the owners, from calling it to publishing what came of it. */
export type Meeting =
  | (MeetingFacts & { readonly status: "convened" })
  | (MeetingFacts & { readonly status: "open"; readonly rollHash: string })
  | (MeetingFacts & {
      readonly status: "closed";
      readonly rollHash: string;
      readonly closedAt: Instant;
    })
  | (MeetingFacts & {
      readonly status: "published";
      readonly rollHash: string;
      readonly closedAt: Instant;
      readonly publishedAt: Instant;
      readonly logRoot: string;
    });

export type ConveneRejection =
  | { readonly kind: "no-matter" }
  | { readonly kind: "matter-listed-twice"; readonly matter: Matter }
  | HoldReason
  | { readonly kind: "closes-before-it-opens" }
  | {
      readonly kind: "notice-too-short";
      readonly matter: Matter;
      readonly required: number;
      readonly given: number;
      readonly source: string;
    };

/** What must be on record before the first ballot; each item stands or is named. */
export interface Preparation {
  /** Hash under which the roll was published, once objections were dealt with. */
  readonly rollHash?: string;
  readonly openObjections: number;
  readonly voters: number;
  readonly ballotsDelivered: number;
  /** Public notice to those whom no ballot reached. */
  readonly isPubliclyNotified: boolean;
}

export type ReadinessItem =
  | { readonly kind: "roll-frozen"; readonly isMet: boolean }
  | { readonly kind: "objections-settled"; readonly isMet: boolean; readonly open: number }
  | { readonly kind: "ballots-delivered"; readonly isMet: boolean; readonly missing: number }
  | { readonly kind: "ballot-rules-declared"; readonly isMet: boolean }
  | { readonly kind: "every-matter-has-a-rule"; readonly isMet: boolean };

export type OpenRejection =
  | { readonly kind: "wrong-status"; readonly status: Meeting["status"] }
  | { readonly kind: "not-open-yet"; readonly opensAt: Instant }
  | { readonly kind: "not-ready"; readonly missing: readonly ReadinessItem["kind"][] };

export type CloseRejection =
  | { readonly kind: "wrong-status"; readonly status: Meeting["status"] }
  | { readonly kind: "still-open"; readonly closesAt: Instant };

export type PublishRejection = {
  readonly kind: "wrong-status";
  readonly status: Meeting["status"];
};

/**
 * Calls a meeting on listed matters; nothing else can be voted at it. Refuses
 * a matter without a rule, and a notice shorter than the rule of any matter.
 */
export function convene(
  facts: MeetingFacts,
  rules: VotingRules,
): Result<Meeting, ConveneRejection> {
  if (facts.matters.length === 0) return reject({ kind: "no-matter" });
  const twice = facts.matters.find((matter, at) => facts.matters.indexOf(matter) !== at);
  if (twice !== undefined) return reject({ kind: "matter-listed-twice", matter: twice });
  if (compareInstants(facts.opensAt, facts.closesAt) >= 0) {
    return reject({ kind: "closes-before-it-opens" });
  }
  const given = daysBetween(facts.noticeServedOn, facts.heldOn);
  for (const matter of facts.matters) {
    const rule = ruleFor(matter, rules);
    if (!rule.ok) return rule;
    const { notice } = rule.value;
    if (notice !== undefined && given < notice.value.days) {
      const required = notice.value.days;
      return reject({ kind: "notice-too-short", matter, required, given, source: notice.source });
    }
  }
  return accept({ ...facts, status: "convened" });
}

/** The list an organiser works through before opening; an unmet item stops the vote. */
export function readinessOf(
  meeting: Meeting,
  preparation: Preparation,
  rules: VotingRules,
): readonly ReadinessItem[] {
  const missing = Math.max(0, preparation.voters - preparation.ballotsDelivered);
  const isReached = missing === 0 || preparation.isPubliclyNotified;
  const open = preparation.openObjections;
  const haveRules = meeting.matters.every((matter) => ruleFor(matter, rules).ok);
  return [
    { kind: "roll-frozen", isMet: preparation.rollHash !== undefined },
    { kind: "objections-settled", isMet: open === 0, open },
    { kind: "ballots-delivered", isMet: isReached, missing },
    { kind: "ballot-rules-declared", isMet: rules.ballot !== undefined },
    { kind: "every-matter-has-a-rule", isMet: haveRules },
  ];
}

/** Opens the vote on a frozen roll. */
export function openVoting(
  meeting: Meeting,
  at: Instant,
  preparation: Preparation,
  rules: VotingRules,
): Result<Meeting, OpenRejection> {
  if (meeting.status !== "convened")
    return reject({ kind: "wrong-status", status: meeting.status });
  if (compareInstants(at, meeting.opensAt) < 0) {
    return reject({ kind: "not-open-yet", opensAt: meeting.opensAt });
  }
  const missing = readinessOf(meeting, preparation, rules).filter(({ isMet }) => !isMet);
  const { rollHash } = preparation;
  if (missing.length > 0 || rollHash === undefined) {
    return reject({ kind: "not-ready", missing: missing.map(({ kind }) => kind) });
  }
  return accept({ ...meeting, status: "open", rollHash });
}

/** Closes the vote at or after its announced end, never before: nobody is cut off. */
export function closeVoting(meeting: Meeting, at: Instant): Result<Meeting, CloseRejection> {
  if (meeting.status !== "open") return reject({ kind: "wrong-status", status: meeting.status });
  if (compareInstants(at, meeting.closesAt) < 0) {
    return reject({ kind: "still-open", closesAt: meeting.closesAt });
  }
  return accept({ ...meeting, status: "closed", closedAt: at });
}

/** Publishes the result under the root of its ballot log; after this nothing is added. */
export function publish(
  meeting: Meeting,
  at: Instant,
  logRoot: string,
): Result<Meeting, PublishRejection> {
  if (meeting.status !== "closed") return reject({ kind: "wrong-status", status: meeting.status });
  return accept({ ...meeting, status: "published", publishedAt: at, logRoot });
}
