import { accept, type Result, reject } from "@xinyi/result";
import { addDays, type LocalDate, weekday } from "./local-date.ts";

/**
 * Which days are worked: Monday to Friday but for `holidays`, and the weekend
 * days among `makeUpDays` (调休上班). Where both lists name a day, it is worked.
 * Nothing is known past `horizon`, the last day of the last published year.
 */
export interface WorkingCalendar {
  readonly holidays: readonly LocalDate[];
  readonly makeUpDays: readonly LocalDate[];
  readonly horizon: LocalDate;
}

/** The question reaches past the published calendar; a guess of Monday to Friday would be wrong. */
export type CalendarHorizon = {
  readonly kind: "calendar-horizon";
  readonly horizon: LocalDate;
  readonly date: LocalDate;
};

/** Whether the day is worked. A day past the horizon throws; ask the verbs below, which refuse it. */
export function isWorkingDay(date: LocalDate, calendar: WorkingCalendar): boolean {
  if (date > calendar.horizon) {
    throw new RangeError(`${date} lies past the calendar's horizon ${calendar.horizon}`);
  }
  if (calendar.makeUpDays.includes(date)) return true;
  return weekday(date) <= 5 && !calendar.holidays.includes(date);
}

/** The date itself if it is worked, else the next day that is. */
export function workingDayFrom(
  date: LocalDate,
  calendar: WorkingCalendar,
): Result<LocalDate, CalendarHorizon> {
  let day = date;
  while (day <= calendar.horizon) {
    if (isWorkingDay(day, calendar)) return accept(day);
    day = addDays(day, 1);
  }
  return reject({ kind: "calendar-horizon", horizon: calendar.horizon, date: day });
}

/**
 * The `days`th working day after `date`, which itself does not count (Civil
 * Code art. 201); for 0 the first working day from `date` on. A negative or
 * broken number of days throws.
 */
export function addWorkingDays(
  date: LocalDate,
  days: number,
  calendar: WorkingCalendar,
): Result<LocalDate, CalendarHorizon> {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`not a count of days: ${days}`);
  let reached = days === 0 ? workingDayFrom(date, calendar) : accept(date);
  for (let counted = 0; counted < days && reached.ok; counted += 1) {
    reached = workingDayFrom(addDays(reached.value, 1), calendar);
  }
  return reached;
}
