import type { CalendarHorizon, InForce, Instant, LocalDate } from "@xinyi/calendar";
import { addMinutes, compareDates, compareInstants, inForceOn } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import { dueAt, type TimeLimit } from "./deadline.ts";
import { type Clock, dayAt, workingDaysAfter, workingDaysBetween } from "./working-days.ts";

/** The class of a complaint, which sets its time limit: enquiry, help, suggestion, complaint, report. */
export type ComplaintClass = string;

/** A place's time limits as dated, sourced data. */
export interface ComplaintLaw {
  readonly classes: Readonly<Record<ComplaintClass, readonly InForce<TimeLimit>[]>>;
  readonly extension?: readonly InForce<ExtensionRule>[];
}

/** How often a time limit may be extended, and by how many working days where nothing else is said. */
export interface ExtensionRule {
  readonly limit: number;
  readonly days: number;
}

/** A place's time limits of one day, with the sources they rest on. */
export interface ComplaintTerms {
  readonly classes: Readonly<Record<ComplaintClass, InForce<TimeLimit>>>;
  readonly extension: ExtensionRule;
}

/** The limits in force on a day. Later laws, which are of smaller places, come before earlier ones. */
export function termsOn(laws: readonly ComplaintLaw[], on: LocalDate): ComplaintTerms {
  const classes: Record<ComplaintClass, InForce<TimeLimit>> = {};
  let extension: ExtensionRule = { limit: 0, days: 0 };
  for (const law of laws) {
    for (const [name, values] of Object.entries(law.classes)) {
      const value = inForceOn(values, on);
      if (value !== undefined) classes[name] = value;
    }
    extension = inForceOn(law.extension ?? [], on)?.value ?? extension;
  }
  return { classes, extension };
}

/** Time in which the clock stands still. */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant;
  /** The last civil day that it may hold the clock, where a rule caps it. */
  readonly lastDay?: LocalDate;
}

/** What has happened to a case so far, as far as its due day is concerned. */
export interface ClockFacts {
  readonly class: ComplaintClass;
  readonly receivedAt: Instant;
  readonly pauses?: readonly Pause[];
  /** The latest reclassification; the moment of it moves nothing. */
  readonly reclassified?: { readonly at: Instant; readonly class: ComplaintClass };
  readonly extensions?: readonly { readonly askedAt: Instant; readonly days: number }[];
}

export type ClockRejection =
  | { readonly kind: "no-such-class"; readonly class: ComplaintClass }
  | {
      readonly kind: "extension-after-expiry";
      readonly askedAt: Instant;
      readonly dueOn: LocalDate;
    }
  | { readonly kind: "extension-limit"; readonly limit: number }
  | CalendarHorizon;

/** A due day with what it was made of. */
export interface CaseDue {
  readonly dueOn: LocalDate;
  /** The moment, where the class is counted in hours or minutes. */
  readonly dueAt?: Instant;
  readonly class: ComplaintClass;
  readonly limit: TimeLimit;
  readonly pausedDays: number;
  readonly extendedDays: number;
  /** Due days that an extension has replaced, oldest first. */
  readonly replaced: readonly LocalDate[];
}

/**
 * The due day of a case, counted anew from what happened, never from a stored
 * remainder: the days of its present class from the original receipt, moved by
 * every working day that began while the clock stood still, then by what was
 * granted. An extension is asked at the latest on the due day it extends.
 */
export function caseDeadline(
  facts: ClockFacts,
  terms: ComplaintTerms,
  clock: Clock,
): Result<CaseDue, ClockRejection> {
  const name = facts.reclassified?.class ?? facts.class;
  const limit = Object.hasOwn(terms.classes, name) ? terms.classes[name] : undefined;
  if (limit === undefined) return reject({ kind: "no-such-class", class: name });
  let due = dueUnder(limit.value, name, { ...facts, extensions: [] }, clock);
  for (const [granted, { askedAt }] of (facts.extensions ?? []).entries()) {
    if (!due.ok) return due;
    const refused = extensionRefused(askedAt, due.value.dueOn, granted, terms.extension, clock);
    if (refused !== undefined) return reject(refused);
    const extensions = facts.extensions?.slice(0, granted + 1) ?? [];
    due = dueUnder(limit.value, name, { ...facts, extensions }, clock);
  }
  return due;
}

/** The due day under one limit; what was granted is not questioned again. */
export function dueUnder(
  limit: TimeLimit,
  name: ComplaintClass,
  facts: Pick<ClockFacts, "receivedAt" | "pauses" | "extensions">,
  clock: Clock,
): Result<CaseDue, CalendarHorizon> {
  const due = dueWithPauses(limit, facts, clock);
  if (!due.ok) return due;
  let { dueOn } = due.value;
  let extendedDays = 0;
  const replaced: LocalDate[] = [];
  for (const { days } of facts.extensions ?? []) {
    const extended = workingDaysAfter(dueOn, days, clock);
    if (!extended.ok) return extended;
    replaced.push(dueOn);
    dueOn = extended.value;
    extendedDays += days;
  }
  const { pausedDays } = due.value;
  const moment =
    due.value.dueAt === undefined || replaced.length > 0 ? {} : { dueAt: due.value.dueAt };
  return accept({ dueOn, ...moment, class: name, limit, pausedDays, extendedDays, replaced });
}

/** Why an extension may not be granted, if it may not; lateness is named before number. */
export function extensionRefused(
  askedAt: Instant,
  dueOn: LocalDate,
  granted: number,
  rule: ExtensionRule,
  clock: Clock,
): Extract<ClockRejection, { kind: "extension-after-expiry" | "extension-limit" }> | undefined {
  if (dayAt(askedAt, clock) > dueOn) return { kind: "extension-after-expiry", askedAt, dueOn };
  if (granted >= rule.limit) return { kind: "extension-limit", limit: rule.limit };
  return undefined;
}

interface PausedDue {
  readonly dueOn: LocalDate;
  readonly dueAt?: Instant;
  readonly pausedDays: number;
}

/** The end of a limit, moved by its pauses: in working days, or to the minute where it runs in hours. */
function dueWithPauses(
  limit: TimeLimit,
  facts: Pick<ClockFacts, "receivedAt" | "pauses">,
  clock: Clock,
): Result<PausedDue, CalendarHorizon> {
  const { receivedAt, pauses = [] } = facts;
  const due = dueAt(receivedAt, limit, clock);
  if (!due.ok) return due;
  const paused = pausedWorkingDays(dayAt(receivedAt, clock), pauses, clock);
  if (!paused.ok) return paused;
  if ("dueAt" in due.value) {
    const moment = addMinutes(due.value.dueAt, pausedMinutes(receivedAt, pauses));
    return accept({ dueOn: dayAt(moment, clock), dueAt: moment, pausedDays: paused.value });
  }
  if (paused.value === 0) return accept({ dueOn: due.value.dueOn, pausedDays: 0 });
  const moved = workingDaysAfter(due.value.dueOn, paused.value, clock);
  return moved.ok ? accept({ dueOn: moved.value, pausedDays: paused.value }) : moved;
}

/** Whole minutes in which the clock stood still after receipt; a minute in two pauses counts once. */
function pausedMinutes(receivedAt: Instant, pauses: readonly Pause[]): number {
  let reached = Date.parse(receivedAt);
  let total = 0;
  for (const { from, to } of [...pauses].sort((a, b) => compareInstants(a.from, b.from))) {
    const start = Math.max(reached, Date.parse(from));
    const end = Date.parse(to);
    if (end > start) total += end - start;
    reached = Math.max(reached, end);
  }
  return Math.floor(total / 60_000);
}

/**
 * Working days that begin (00:00 in the district) after a pause's `from` and
 * not after its `to`; a day in two pauses counts once. That is: the days after
 * the civil day of `from`, up to and with the civil day of `to`.
 */
export function pausedWorkingDays(
  receivedOn: LocalDate,
  pauses: readonly Pause[],
  clock: Clock,
): Result<number, CalendarHorizon> {
  const spans = pauses
    .map(({ from, to, lastDay }) => {
      const end = dayAt(to, clock);
      const capped = lastDay !== undefined && lastDay < end ? lastDay : end;
      return { after: dayAt(from, clock), to: capped };
    })
    .sort((a, b) => (a.after < b.after ? -1 : a.after > b.after ? 1 : 0));
  let total = 0;
  let reached = receivedOn;
  for (const { after, to } of spans) {
    const days = workingDaysBetween(later(after, reached), to, clock);
    if (!days.ok) return days;
    total += days.value;
    reached = later(to, reached);
  }
  return accept(total);
}

function later(left: LocalDate, right: LocalDate): LocalDate {
  return compareDates(left, right) < 0 ? right : left;
}
