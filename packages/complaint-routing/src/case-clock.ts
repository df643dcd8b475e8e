import type { LocalDate } from "@xinyi/calendar";
import { addMinutes, type CalendarHorizon, compareInstants, type Instant } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import { type CaseDue, dueUnder, type Pause, pausedWorkingDays } from "./case-deadline.ts";
import { type CalledUnit, type Case, type CaseRules, lastStep, type Step } from "./case-log.ts";
import { dueAt, type TimeLimit } from "./deadline.ts";
import { dayAt, workingDaysAfter, workingDaysBetween } from "./working-days.ts";

/** The clocks of a case as they stand at one moment, read off its log. */
export interface CaseClock {
  /** Since when the present share of time runs: receipt, reopening or rework. */
  readonly since: Instant;
  readonly due: CaseDue;
  readonly isPaused: boolean;
  /** Working days that began since, of which `pausedDays` while the clock stood still. */
  readonly elapsedDays: number;
  readonly usedDays: number;
  readonly pausedDays: number;
  /** Working days past the due day; 0 while there is time, and once answered in time. */
  readonly overdueDays: number;
  readonly answeredAt?: Instant;
  readonly called: readonly CalledClock[];
  /** The mediation's own clock, while it runs. */
  readonly mediationDueOn?: LocalDate;
}

/** The hours of a unit that was called to help. */
export interface CalledClock extends CalledUnit {
  readonly dueAt: Instant;
  readonly isLate: boolean;
}

export type CaseClockRejection =
  | CalendarHorizon
  | { readonly kind: "no-such-class"; readonly class: string };

/**
 * The clocks of a case at `now`. An objection does not stop them; a question to
 * the person does, up to the district's cap, and mediation where the district
 * says so. A merged case's due day holds for the case it was merged into.
 */
export function caseClock(
  { log, class: name, called }: Pick<Case, "log" | "class" | "called">,
  now: Instant,
  rules: CaseRules,
): Result<CaseClock, CaseClockRejection> {
  const phase = log.slice(startOfPhase(log));
  const first = phase[0];
  if (first === undefined) throw new Error("a case without a log has no clock");
  const { clock, lifecycle, terms } = rules;
  const known = Object.hasOwn(terms.classes, name) ? terms.classes[name] : undefined;
  const limit = first.verb === "rework" ? lifecycle.rework : known?.value;
  if (limit === undefined) return reject({ kind: "no-such-class", class: name });
  const answer = phase.find((step) => step.verb === "answer");
  const end = answer?.at ?? now;
  const { pauses, isPaused } = pausesIn(phase, end, rules);
  const facts = { receivedAt: first.at, pauses, extensions: extensionsIn(phase, rules) };
  const own = dueUnder(limit, name, facts, clock);
  if (!own.ok) return own;
  const due = earliest(own.value, log);
  const sinceDay = dayAt(first.at, clock);
  const today = dayAt(end, clock);
  const elapsed = workingDaysBetween(sinceDay, today, clock);
  if (!elapsed.ok) return elapsed;
  const paused = pausedWorkingDays(sinceDay, pauses, clock);
  if (!paused.ok) return paused;
  const overdue = workingDaysBetween(due.dueOn, today, clock);
  if (!overdue.ok) return overdue;
  const mediation = mediationDue(phase, rules);
  if (mediation !== undefined && !mediation.ok) return mediation;
  return accept({
    since: first.at,
    due,
    isPaused: isPaused && answer === undefined,
    elapsedDays: elapsed.value,
    usedDays: elapsed.value - paused.value,
    pausedDays: paused.value,
    overdueDays: overdue.value,
    ...(answer === undefined ? {} : { answeredAt: answer.at }),
    called: called.map((unit) => calledClock(unit, now, lifecycle.joinWithinHours)),
    ...(mediation === undefined ? {} : { mediationDueOn: mediation.value }),
  });
}

/** Where the present share of time begins: at the last reopening or rework, else at receipt. */
function startOfPhase(log: readonly Step[]): number {
  const start = lastStep(log, "reopen", "rework");
  return start === undefined ? 0 : log.lastIndexOf(start);
}

function extensionsIn(
  phase: readonly Step[],
  { terms }: CaseRules,
): readonly { readonly askedAt: Instant; readonly days: number }[] {
  return phase.flatMap((step) =>
    step.verb === "extend" ? [{ askedAt: step.at, days: step.days ?? terms.extension.days }] : [],
  );
}

/** How many extensions the present share of time has had. */
export function extensionCount(log: readonly Step[]): number {
  return log.slice(startOfPhase(log)).filter(({ verb }) => verb === "extend").length;
}

/** Times in which the clock stood still; one that has no end yet lasts until now. */
function pausesIn(
  phase: readonly Step[],
  now: Instant,
  rules: CaseRules,
): { readonly pauses: readonly Pause[]; readonly isPaused: boolean } {
  const pauses: Pause[] = [];
  let asked: Instant | undefined;
  let mediated: Instant | undefined;
  const endAsked = (to: Instant) => {
    if (asked !== undefined) pauses.push(capped({ from: asked, to }, rules));
    asked = undefined;
  };
  const endMediated = (to: Instant) => {
    if (mediated !== undefined) pauses.push({ from: mediated, to });
    mediated = undefined;
  };
  for (const step of phase) {
    if (step.verb === "askPerson") asked ??= step.at;
    else if (step.verb === "mediate" && rules.lifecycle.mediationPauses) {
      if (step.outcome === "settled" || step.outcome === "refused") endMediated(step.at);
      else mediated ??= step.at;
    } else if (ENDS_PAUSE.includes(step.verb)) endAsked(step.at);
    if (step.verb === "answer" || step.verb === "withdraw" || step.verb === "merge") {
      endMediated(step.at);
    }
  }
  const isPaused = asked !== undefined || mediated !== undefined;
  endAsked(later(asked, now));
  endMediated(later(mediated, now));
  return { pauses, isPaused };
}

const ENDS_PAUSE: readonly Step["verb"][] = [
  "personAnswers",
  "answer",
  "dispatch",
  "withdraw",
  "merge",
];

/** A clock read at a moment before a pause began sees a pause of no length. */
function later(from: Instant | undefined, now: Instant): Instant {
  return from !== undefined && compareInstants(from, now) > 0 ? from : now;
}

/** A question holds the clock for so many working days at most; a cap past the calendar caps nothing yet. */
function capped(pause: Pause, { lifecycle, clock }: CaseRules): Pause {
  if (lifecycle.waitingCap === undefined) return pause;
  const last = workingDaysAfter(dayAt(pause.from, clock), lifecycle.waitingCap, clock);
  return last.ok ? { ...pause, lastDay: last.value } : pause;
}

/** A parent is due no later than any case merged into it. */
function earliest(due: CaseDue, log: readonly Step[]): CaseDue {
  return log.reduce<CaseDue>((least, step) => {
    if (step.verb !== "absorb" || step.dueOn >= least.dueOn) return least;
    const { dueAt: _, ...rest } = least;
    return { ...rest, dueOn: step.dueOn };
  }, due);
}

function calledClock(unit: CalledUnit, now: Instant, hours: number): CalledClock {
  const due = addMinutes(unit.calledAt, hours * 60);
  return { ...unit, dueAt: due, isLate: compareInstants(unit.reportedAt ?? now, due) > 0 };
}

/** The end of the running mediation; each extension that both agreed to adds the term once more. */
function mediationDue(
  phase: readonly Step[],
  { lifecycle, clock }: CaseRules,
): Result<LocalDate, CalendarHorizon> | undefined {
  const steps = phase.filter((step) => step.verb === "mediate");
  const last = steps.at(-1)?.outcome;
  if (steps.length === 0 || last === "settled" || last === "refused") return undefined;
  const begun = steps.filter(({ outcome = "begun" }) => outcome === "begun").at(-1);
  if (begun === undefined) return undefined;
  const extended = steps.filter((step) => step.outcome === "extended").length;
  const { amount, unit }: TimeLimit = lifecycle.mediation;
  const due = dueAt(begun.at, { amount: amount * (1 + extended), unit }, clock);
  if (!due.ok) return due;
  return accept("dueOn" in due.value ? due.value.dueOn : dayAt(due.value.dueAt, clock));
}
