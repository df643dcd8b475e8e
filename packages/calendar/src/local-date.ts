import { utc } from "@date-fns/utc";
import { accept, type Result, reject } from "@xinyi/result";
import { addDays as daysLater } from "date-fns/addDays";
import { addMonths as monthsLater } from "date-fns/addMonths";
import { differenceInCalendarDays } from "date-fns/differenceInCalendarDays";
import { formatISO } from "date-fns/formatISO";
import { getISODay } from "date-fns/getISODay";
import { isValid } from "date-fns/isValid";
import { parseISO } from "date-fns/parseISO";
import { daysInMonth, type YearMonth } from "./year-month.ts";

/**
 * A civil date, "2026-02-19": a square on the wall calendar, without hour or
 * zone. Literals in packs and tests check as they stand; the type admits more
 * than the calendar, `parseLocalDate` does not, and the verbs below throw on a
 * date that does not exist.
 */
export type LocalDate = `${number}-${number}-${number}`;

export type LocalDateRejection = { readonly kind: "not-a-date"; readonly text: string };

/** ISO 8601: Monday is 1, Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const shape = /^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

// Here alone a civil date meets a date library, and only in UTC: a civil date has no zone.
const inUtc = { in: utc } as const;

/** Whether text is a day of the Gregorian calendar, years 0001 to 9999, written "YYYY-MM-DD". */
export function isLocalDate(text: string): text is LocalDate {
  return shape.test(text) && isValid(parseISO(text, inUtc));
}

/** Reads "YYYY-MM-DD" of a day that exists: "2025-02-29" and "2026-2-9" are refused. */
export function parseLocalDate(text: string): Result<LocalDate, LocalDateRejection> {
  return isLocalDate(text) ? accept(text) : reject({ kind: "not-a-date", text });
}

/** -1, 0 or 1 as the left day is before, the same as or after the right. */
export function compareDates(left: LocalDate, right: LocalDate): -1 | 0 | 1 {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromLibrary(daysLater(toLibrary(date), days, inUtc));
}

/**
 * The same day of a month so many months later; where that month is too short,
 * its last day (Civil Code art. 202): 31 January and one month is 28 February.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return fromLibrary(monthsLater(toLibrary(date), months, inUtc));
}

/** Days from `from` to `to`: 1 from today to tomorrow, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return differenceInCalendarDays(toLibrary(to), toLibrary(from), inUtc);
}

export function weekday(date: LocalDate): Weekday {
  return getISODay(toLibrary(date), inUtc) as Weekday;
}

export function monthOf(date: LocalDate): YearMonth {
  assertLocalDate(date);
  return date.slice(0, 7) as YearMonth;
}

export function firstDayOf(month: YearMonth): LocalDate {
  return dateIn(month, 1);
}

export function lastDayOf(month: YearMonth): LocalDate {
  return dateIn(month, daysInMonth(month));
}

function toLibrary(date: LocalDate): Date {
  const parsed = shape.test(date) ? parseISO(date, inUtc) : undefined;
  if (parsed === undefined || !isValid(parsed)) throw notADate(date);
  return parsed;
}

/** What the library reckoned as a civil date again; past the year 9999 there is none. */
function fromLibrary(date: Date): LocalDate {
  const text = isValid(date)
    ? formatISO(date, { representation: "date", ...inUtc })
    : "no such day";
  if (!shape.test(text)) throw notADate(text);
  return text as LocalDate;
}

function dateIn(month: YearMonth, day: number): LocalDate {
  const text = `${month}-${String(day).padStart(2, "0")}`;
  assertLocalDate(text);
  return text;
}

function assertLocalDate(text: string): asserts text is LocalDate {
  if (!isLocalDate(text)) throw notADate(text);
}

function notADate(text: string): RangeError {
  return new RangeError(`not a date: ${JSON.stringify(text)}`);
}
