import { accept, type Result, reject } from "@xinyi/result";
import { daysInMonth, isYearMonth, shiftMonth, type YearMonth } from "./year-month.ts";

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

const shape = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const millisecondsPerDay = 86_400_000;

/** Whether text is a day of the Gregorian calendar, years 0001 to 9999, written "YYYY-MM-DD". */
export function isLocalDate(text: string): text is LocalDate {
  if (!shape.test(text)) return false;
  const month = text.slice(0, 7);
  const day = Number(text.slice(8));
  return isYearMonth(month) && day >= 1 && day <= daysInMonth(month);
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
  return dateOfDay(dayNumber(date) + days);
}

/**
 * The same day of a month so many months later; where that month is too short,
 * its last day (Civil Code art. 202): 31 January and one month is 28 February.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const month = shiftMonth(monthOf(date), months);
  const day = Math.min(Number(date.slice(8)), daysInMonth(month));
  return dateIn(month, day);
}

/** Days from `from` to `to`: 1 from today to tomorrow, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function weekday(date: LocalDate): Weekday {
  // Day 0, the first of January 1970, was a Thursday.
  const sinceMonday = (((dayNumber(date) + 3) % 7) + 7) % 7;
  return (sinceMonday + 1) as Weekday;
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

/** Days since 1 January 1970. The platform's date serves in UTC only: a civil date has no zone. */
function dayNumber(date: LocalDate): number {
  assertLocalDate(date);
  const year = Number(date.slice(0, 4));
  const monthIndex = Number(date.slice(5, 7)) - 1;
  const day = Number(date.slice(8));
  return new Date(0).setUTCFullYear(year, monthIndex, day) / millisecondsPerDay;
}

function dateOfDay(day: number): LocalDate {
  const text = new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
  assertLocalDate(text);
  return text;
}

function dateIn(month: YearMonth, day: number): LocalDate {
  const text = `${month}-${String(day).padStart(2, "0")}`;
  assertLocalDate(text);
  return text;
}

function assertLocalDate(text: string): asserts text is LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a date: ${JSON.stringify(text)}`);
}
