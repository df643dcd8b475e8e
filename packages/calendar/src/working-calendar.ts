import { accept, type Result, reject } from "@xinyi/result";
import { addDays, type LocalDate, weekday } from "./local-date.ts";

/**
 * Which days are worked: Monday to Friday but for `holidays`, and the weekend
 * days among `makeUpDays` (调休上班). Where both lists name a day, it is worked.
 * The lists are known from `since`, if that is given, to `horizon`, the last
 * day of the last published year; outside, nothing is known.
 */
export interface WorkingCalendar {
  readonly since?: LocalDate;
  readonly holidays: readonly LocalDate[];
  readonly makeUpDays: readonly LocalDate[];
  readonly horizon: LocalDate;
}

/** `date` lies outside the published calendar, past `horizon`: a guess of Monday to Friday would be wrong. */
export type CalendarHorizon = {
  readonly kind: "calendar-horizon";
  readonly horizon: LocalDate;
  readonly date: LocalDate;
};

/** Whether the day is worked. A day outside the calendar throws; the verbs below refuse it. */
export function isWorkingDay(date: LocalDate, calendar: WorkingCalendar): boolean {
  const horizon = horizonBefore(date, calendar);
  if (horizon !== undefined) throw new RangeError(`${date} lies past the horizon ${horizon}`);
  if (calendar.makeUpDays.includes(date)) return true;
  return weekday(date) <= 5 && !calendar.holidays.includes(date);
}

/** The date itself if it is worked, else the next day that is. */
export function workingDayFrom(
  date: LocalDate,
  calendar: WorkingCalendar,
): Result<LocalDate, CalendarHorizon> {
  for (let day = date; ; day = addDays(day, 1)) {
    const horizon = horizonBefore(day, calendar);
    if (horizon !== undefined) return reject({ kind: "calendar-horizon", horizon, date: day });
    if (isWorkingDay(day, calendar)) return accept(day);
  }
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

/** The edge of the calendar that the day lies beyond, if it does. */
function horizonBefore(date: LocalDate, calendar: WorkingCalendar): LocalDate | undefined {
  if (date > calendar.horizon) return calendar.horizon;
  if (calendar.since !== undefined && date < calendar.since) return calendar.since;
  return undefined;
}
