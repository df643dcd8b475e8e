import { type CaseClock, caseClock } from "@xinyi/complaint-routing";
import type { UnitNames } from "../rules/units.ts";
import type { CaseRecord } from "./store.ts";

/** The clocks of a case at a moment; nothing where the published calendar does not reach. */
export function clockAt({ state, rules }: CaseRecord, now: string): CaseClock | undefined {
  if (!state) return undefined;
  const clock = caseClock(state, now, rules);
  return clock.ok ? clock.value : undefined;
}

export function clockWire(clock: CaseClock | undefined, names: UnitNames) {
  if (!clock) return null;
  const { due, called } = clock;
  return {
    since: clock.since,
    dueOn: due.dueOn as string,
    dueAt: due.dueAt ?? null,
    amount: due.limit.amount,
    unit: due.limit.unit as string,
    elapsedDays: clock.elapsedDays,
    usedDays: clock.usedDays,
    pausedDays: clock.pausedDays,
    extendedDays: due.extendedDays,
    overdueDays: clock.overdueDays,
    isPaused: clock.isPaused,
    replaced: due.replaced.map(String),
    answeredAt: clock.answeredAt ?? null,
    mediationDueOn: (clock.mediationDueOn as string | undefined) ?? null,
    called: called.map(({ unit, calledAt, dueAt, reportedAt, isLate }) => ({
      unit: names.of(unit),
      calledAt,
      dueAt,
      reportedAt: reportedAt ?? null,
      isLate,
    })),
  };
}
