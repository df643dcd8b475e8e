import { type Result, unreachable } from "@xinyi/result";
import { addDays, addMonths, type LocalDate } from "./local-date.ts";
import {
  addWorkingDays,
  type CalendarHorizon,
  type WorkingCalendar,
  workingDayFrom,
} from "./working-calendar.ts";

/** A length of time as law states it: 30 calendar days, 3 working days, 6 months. */
export interface Term {
  readonly amount: number;
  readonly unit: "working-day" | "calendar-day" | "month" | "year";
}

/**
 * The last day of a term that starts on `start` (Civil Code art. 201 to 203):
 * the first day does not count; months and years end on the corresponding day,
 * or on the month's last where there is none; a last day that is not worked
 * gives way to the next that is. Refuses a term that ends past the published
 * calendar.
 */
export function termEnd(
  start: LocalDate,
  term: Term,
  calendar: WorkingCalendar,
): Result<LocalDate, CalendarHorizon> {
  switch (term.unit) {
    case "working-day":
      return addWorkingDays(start, term.amount, calendar);
    case "calendar-day":
      return workingDayFrom(addDays(start, term.amount), calendar);
    case "month":
      return workingDayFrom(addMonths(start, term.amount), calendar);
    case "year":
      return workingDayFrom(addMonths(start, term.amount * 12), calendar);
    default:
      return unreachable(term.unit);
  }
}
