import {
  addDays,
  addWorkingDays,
  type CalendarHorizon,
  type Instant,
  isWorkingDay,
  type LocalDate,
  localDateAt,
  type WorkingCalendar,
} from "@xinyi/calendar";
import { accept, type Result } from "@xinyi/result";

/**
 * The days of a district, counted once: its zone, its official calendar, and
 * for every published day how many working days there have been until its end.
 * A count of days is then two look-ups, whatever its length.
 */
export interface Clock {
  readonly zone: string;
  readonly calendar: WorkingCalendar;
  readonly countTo: ReadonlyMap<LocalDate, number>;
  readonly workingDays: readonly LocalDate[];
  /** Civil days already asked for, by quarter of an hour: a memory, never a source. */
  readonly asked: Map<number, LocalDate>;
}

/** Counts a calendar's days once. One without a first day is read day by day instead. */
export function clockFor(zone: string, calendar: WorkingCalendar): Clock {
  const countTo = new Map<LocalDate, number>();
  const workingDays: LocalDate[] = [];
  if (calendar.since !== undefined) {
    const { since, horizon } = calendar;
    countTo.set(addDays(since, -1), 0);
    for (let day = since; day <= horizon; day = addDays(day, 1)) {
      if (isWorkingDay(day, calendar)) workingDays.push(day);
      countTo.set(day, workingDays.length);
    }
  }
  return { zone, calendar, countTo, workingDays, asked: new Map() };
}

/**
 * The `days`th working day after `from`, which does not count itself. Equal to
 * the calendar's own count for every day and number.
 */
export function workingDaysAfter(
  from: LocalDate,
  days: number,
  clock: Clock,
): Result<LocalDate, CalendarHorizon> {
  const counted = clock.countTo.get(from);
  const reached =
    counted === undefined || days < 1 ? undefined : clock.workingDays[counted + days - 1];
  return reached === undefined ? addWorkingDays(from, days, clock.calendar) : accept(reached);
}

/** How many working days there are after `from` and not after `to`; none where `to` is not later. */
export function workingDaysBetween(
  from: LocalDate,
  to: LocalDate,
  clock: Clock,
): Result<number, CalendarHorizon> {
  if (to <= from) return accept(0);
  const [start, end] = [clock.countTo.get(from), clock.countTo.get(to)];
  if (start !== undefined && end !== undefined) return accept(end - start);
  let days = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    // Counting none from a day asks only whether the calendar knows it.
    const known = addWorkingDays(day, 0, clock.calendar);
    if (!known.ok) return known;
    if (known.value === day) days += 1;
  }
  return accept(days);
}

const QUARTER_HOUR = 900_000;
/** More than two years of quarters, which is as far as a calendar is ever published. */
const MOST_ASKED = 100_000;

/**
 * The civil day on the district's wall at that moment. Midnight falls on a
 * quarter of an hour of universal time in every zone in use, so that one answer
 * holds for the whole quarter; asking the platform costs thirty times as much.
 */
export function dayAt(instant: Instant, { zone, asked }: Clock): LocalDate {
  const quarter = Math.floor(Date.parse(instant) / QUARTER_HOUR);
  const known = asked.get(quarter);
  if (known !== undefined) return known;
  const day = localDateAt(instant, zone);
  if (asked.size >= MOST_ASKED) asked.clear();
  asked.set(quarter, day);
  return day;
}
