import type { Instant } from "@xinyi/calendar";
import { accept, type Result } from "@xinyi/result";
import { type CaseClockRejection, caseClock } from "./case-clock.ts";
import { caseFrom } from "./case-fold.ts";
import { type Case, type CaseRules, lastStep, type Rating } from "./case-log.ts";
import { type RateEstimate, rateEstimate } from "./interval.ts";
import type { UnitId } from "./rules.ts";
import { dayAt } from "./working-days.ts";

/** What one case says for the rates of the unit that leads it, read off its log. */
export interface CaseOutcome {
  readonly lead: UnitId;
  /** Whether the first answer came by its due day; not yet known while there is time. */
  readonly isInTime?: boolean;
  /** Whether it was closed and stayed closed; not known while it is open. */
  readonly isResolved?: boolean;
  /** What the reporter said last, whatever became of the case since. */
  readonly rating?: Rating;
}

/**
 * What a case counts for at `now`, or nothing: a case that was never assigned,
 * was withdrawn, or went into another counts for nobody. That a party refused
 * mediation is nowhere looked at.
 */
export function outcomeAt(
  state: Case,
  now: Instant,
  rules: CaseRules,
): Result<CaseOutcome | undefined, CaseClockRejection> {
  const { lead } = state;
  if (lead === undefined || state.state === "withdrawn" || state.state === "merged") {
    return accept(undefined);
  }
  const isInTime = firstAnswerInTime(state, now, rules);
  if (!isInTime.ok) return isInTime;
  // What somebody was given back for stays unsatisfied until he says otherwise.
  const { rating } = lastStep(state.log, "rate") ?? {};
  const wasReturned = lastStep(state.log, "rework", "reopen") !== undefined;
  const isOver = state.state === "closed" || wasReturned;
  return accept({
    lead,
    ...(isInTime.value === undefined ? {} : { isInTime: isInTime.value }),
    ...(isOver ? { isResolved: !wasReturned } : {}),
    ...(rating === undefined ? {} : { rating }),
  });
}

function firstAnswerInTime(
  { log }: Case,
  now: Instant,
  rules: CaseRules,
): Result<boolean | undefined, CaseClockRejection> {
  const at = log.findIndex(({ verb }) => verb === "answer");
  const answered = at < 0 ? undefined : log[at];
  const until = caseFrom(at < 0 ? log : log.slice(0, at + 1));
  const clock = caseClock(until, answered?.at ?? now, rules);
  if (!clock.ok) return clock;
  const isLate = dayAt(answered?.at ?? now, rules.clock) > clock.value.due.dueOn;
  if (answered !== undefined) return accept(!isLate);
  return accept(isLate ? false : undefined);
}

/** The three rates (响应率、解决率、满意率), each with its counts and its exact interval. */
export interface Rates {
  /** Of the cases answered or overdue, those answered first by their due day. */
  readonly response: RateEstimate;
  /** Of the cases closed or sent back, those closed and never sent back. */
  readonly resolution: RateEstimate;
  /** Of the cases rated, those rated satisfied. */
  readonly satisfaction: RateEstimate;
}

export function ratesOf(outcomes: readonly CaseOutcome[], confidence = 0.95): Rates {
  const share = (of: (outcome: CaseOutcome) => boolean | undefined): RateEstimate => {
    const known = outcomes.map(of).filter((each) => each !== undefined);
    return rateEstimate(known.filter(Boolean).length, known.length, confidence);
  };
  return {
    response: share(({ isInTime }) => isInTime),
    resolution: share(({ isResolved }) => isResolved),
    satisfaction: share(({ rating }) =>
      rating === undefined ? undefined : rating === "satisfied",
    ),
  };
}
