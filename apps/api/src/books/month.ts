import {
  firstDayOf,
  isYearMonth,
  type LocalDate,
  lastDayOf,
  type YearMonth,
} from "@xinyi/calendar";

/** First and last day of a month that a schema has already let through. */
export function monthBounds(month: string): { month: YearMonth; from: LocalDate; to: LocalDate } {
  if (!isYearMonth(month)) throw new Error(`not a month: ${month}`);
  return { month, from: firstDayOf(month), to: lastDayOf(month) };
}
