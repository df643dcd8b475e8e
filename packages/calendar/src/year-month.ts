import { utc } from "@date-fns/utc";
import { accept, type Result, reject } from "@xinyi/result";
import { addMonths } from "date-fns/addMonths";
import { formatISO } from "date-fns/formatISO";
import { getDaysInMonth } from "date-fns/getDaysInMonth";
import { isValid } from "date-fns/isValid";
import { parseISO } from "date-fns/parseISO";

/** A civil month, "2026-02". The type admits more than the calendar; `parseYearMonth` does not. */
export type YearMonth = `${number}-${number}`;

export type YearMonthRejection = { readonly kind: "not-a-month"; readonly text: string };

const inUtc = { in: utc } as const;

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

/** 28 to 31. */
export function daysInMonth(month: YearMonth): number {
  return getDaysInMonth(firstInUtc(month), inUtc);
}

/** The month so many months later, or earlier where `months` is negative. */
export function shiftMonth(month: YearMonth, months: number): YearMonth {
  const shifted = addMonths(firstInUtc(month), months, inUtc);
  const text = isValid(shifted)
    ? formatISO(shifted, { representation: "date", ...inUtc }).slice(0, 7)
    : "no such month";
  if (!isYearMonth(text)) throw new RangeError(`outside the years 0001 to 9999: ${text}`);
  return text;
}

function firstInUtc(month: YearMonth): Date {
  if (!isYearMonth(month)) throw new RangeError(`not a month: ${JSON.stringify(month)}`);
  return parseISO(`${month}-01`, inUtc);
}
