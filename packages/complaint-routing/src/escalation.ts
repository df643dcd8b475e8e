import { compareInstants, type Instant, type LocalDate } from "@xinyi/calendar";
import { accept, type Result } from "@xinyi/result";
import { type CaseClock, type CaseClockRejection, caseClock } from "./case-clock.ts";
import type { Case, CaseRules, State } from "./case-log.ts";
import { gridFor } from "./route.ts";
import type { LadderStep, UnitId } from "./rules.ts";
import { dayAt, workingDaysBetween } from "./working-days.ts";

/** What has become due at a moment. The same log and moment give the same, so a second look does no harm. */
export type DueAction =
  | { readonly kind: "remind"; readonly unit: UnitId; readonly dueOn: LocalDate }
  | { readonly kind: "escalate"; readonly level: number; readonly to: UnitId }
  | { readonly kind: "called-unit-late"; readonly unit: UnitId; readonly dueAt: Instant }
  | { readonly kind: "mediation-over"; readonly dueOn: LocalDate };

const RUNNING: readonly State[] = [
  "received",
  "dispatched",
  "objected",
  "accepted",
  "waiting-person",
  "rework",
  "reopened",
];

/**
 * Reminders, late units, an ended mediation, and the rungs of the ladder that a
 * case has reached and not yet taken, lowest first. A rung never leads down,
 * and never to a unit that may not see the matter.
 */
export function whatIsDue(
  state: Case,
  now: Instant,
  rules: CaseRules,
): Result<readonly DueAction[], CaseClockRejection> {
  if (!RUNNING.includes(state.state)) return accept([]);
  const clock = caseClock(state, now, rules);
  if (!clock.ok) return clock;
  const today = dayAt(now, rules.clock);
  const { since, due, pausedDays } = clock.value;
  const whole = workingDaysBetween(dayAt(since, rules.clock), due.dueOn, rules.clock);
  if (!whole.ok) return whole;
  const left = workingDaysBetween(today, due.dueOn, rules.clock);
  if (!left.ok) return left;
  const isNear = today <= due.dueOn && left.value <= rules.lifecycle.remindBeforeDays;
  const total = whole.value - pausedDays;
  return accept([
    ...(isNear && !clock.value.isPaused && state.lead !== undefined
      ? [{ kind: "remind" as const, unit: state.lead, dueOn: due.dueOn }]
      : []),
    ...lateUnits(clock.value, now),
    ...mediationOver(clock.value, today),
    ...rungs(state, clock.value, total, rules.lifecycle.ladder),
  ]);
}

function lateUnits({ called }: CaseClock, now: Instant): readonly DueAction[] {
  return called
    .filter(({ reportedAt, dueAt }) => reportedAt === undefined && compareInstants(now, dueAt) > 0)
    .map(({ unit, dueAt }) => ({ kind: "called-unit-late", unit, dueAt }));
}

function mediationOver({ mediationDueOn }: CaseClock, today: LocalDate): readonly DueAction[] {
  if (mediationDueOn === undefined || today <= mediationDueOn) return [];
  return [{ kind: "mediation-over", dueOn: mediationDueOn }];
}

function rungs(
  state: Case,
  clock: CaseClock,
  total: number,
  ladder: readonly LadderStep[],
): readonly DueAction[] {
  return ladder
    .filter((rung) => rung.level > state.level && isReached(rung, clock, total))
    .sort((a, b) => a.level - b.level)
    .flatMap((rung): readonly DueAction[] => {
      const to = unitAt(rung, state);
      return to === undefined ? [] : [{ kind: "escalate", level: rung.level, to }];
    });
}

/** Whom a rung leads to; nobody, where the place has no such grid, or it leads already or may not see it. */
function unitAt({ to }: LadderStep, { grids, lead, excludes }: Case): UnitId | undefined {
  const unit = typeof to === "string" ? to : gridFor(grids, [to.gridOfKind])?.grid;
  return unit === undefined || unit === lead || excludes.includes(unit) ? undefined : unit;
}

function isReached({ after }: LadderStep, clock: CaseClock, total: number): boolean {
  if (after.kind === "overdue")
    return clock.overdueDays > 0 && clock.overdueDays >= after.workingDays;
  const [part, whole] = after.share;
  return total > 0 && clock.usedDays * whole >= total * part;
}
