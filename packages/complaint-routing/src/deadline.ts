import {
  addDays,
  addMinutes,
  type CalendarHorizon,
  type Instant,
  isWorkingDay,
  type LocalDate,
  termEnd,
} from "@xinyi/calendar";
import { accept, type Result } from "@xinyi/result";
import { type Clock, dayAt, workingDaysAfter } from "./working-days.ts";

/** A time limit as a rule states it. Minutes and hours run on the wall clock, day and night. */
export interface TimeLimit {
  readonly amount: number;
  readonly unit: "minute" | "hour" | "working-day" | "calendar-day" | "month" | "year";
}

/** When something must be done: by the end of a civil day, or by a moment. */
export type Due = { readonly dueOn: LocalDate } | { readonly dueAt: Instant };

/**
 * When a limit ends that begins at `receivedAt`. Days are the district's own
 * civil days and the first does not count; a calendar term whose last day is
 * not worked ends on the next that is (Civil Code art. 201 to 203); hours
 * ignore the calendar. Refuses an answer that needs an unpublished day.
 */
export function dueAt(
  receivedAt: Instant,
  limit: TimeLimit,
  clock: Clock,
): Result<Due, CalendarHorizon> {
  if (limit.unit === "minute") return accept({ dueAt: addMinutes(receivedAt, limit.amount) });
  if (limit.unit === "hour") return accept({ dueAt: addMinutes(receivedAt, limit.amount * 60) });
  const { amount, unit } = limit;
  const start = dayAt(receivedAt, clock);
  const last =
    unit === "working-day"
      ? workingDaysAfter(start, amount, clock)
      : termEnd(start, { amount, unit }, clock.calendar);
  return last.ok ? accept({ dueOn: last.value }) : last;
}

/** How a day was arrived at, so that a person can count it again on the wall calendar. */
export interface DayCount {
  readonly from: LocalDate;
  readonly counted: readonly LocalDate[];
  readonly skipped: readonly {
    readonly day: LocalDate;
    readonly because: "weekend" | "holiday" | "paused";
  }[];
}

/** The days from `from`, not itself counted, to `to`: which counted and which did not, and why. */
export function dayCount(
  from: LocalDate,
  to: LocalDate,
  clock: Clock,
  paused: ReadonlySet<LocalDate> = new Set(),
): DayCount {
  const counted: LocalDate[] = [];
  const skipped: DayCount["skipped"][number][] = [];
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (paused.has(day)) skipped.push({ day, because: "paused" });
    else if (isWorkingDay(day, clock.calendar)) counted.push(day);
    else {
      const isHoliday = clock.calendar.holidays.includes(day);
      skipped.push({ day, because: isHoliday ? "holiday" : "weekend" });
    }
  }
  return { from, counted, skipped };
}
