import { accept, type Result, reject } from "@xinyi/result";

/** A civil month, "2026-02". The type admits more than the calendar; `parseYearMonth` does not. */
export type YearMonth = `${number}-${number}`;

export type YearMonthRejection = { readonly kind: "not-a-month"; readonly text: string };

const shape = /^(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])$/;

export function isYearMonth(text: string): text is YearMonth {
  return shape.test(text);
}

/** Reads "YYYY-MM" and nothing else. */
export function parseYearMonth(text: string): Result<YearMonth, YearMonthRejection> {
  return isYearMonth(text) ? accept(text) : reject({ kind: "not-a-month", text });
}

export function nextMonth(month: YearMonth): YearMonth {
  return shiftMonth(month, 1);
}

/** 28 to 31, by the Gregorian rule of leap years. */
export function daysInMonth(month: YearMonth): number {
  const [year, number] = fieldsOf(month);
  if (number === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(number) ? 30 : 31;
}

/** The month so many months later, or earlier where `months` is negative. */
export function shiftMonth(month: YearMonth, months: number): YearMonth {
  const [year, number] = fieldsOf(month);
  const count = year * 12 + (number - 1) + months;
  const text = `${digits(Math.floor(count / 12), 4)}-${digits((count % 12) + 1, 2)}`;
  if (!isYearMonth(text)) throw new RangeError(`outside the years 0001 to 9999: ${text}`);
  return text;
}

function fieldsOf(month: YearMonth): readonly [year: number, month: number] {
  if (!isYearMonth(month)) throw new RangeError(`not a month: ${JSON.stringify(month)}`);
  return [Number(month.slice(0, 4)), Number(month.slice(5))];
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
