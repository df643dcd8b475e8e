import { add, type Decimal, integer, multiply, negate, parseDecimal } from "./decimal.ts";

/** FEEL's civil time: each kind is a line of its own, ordered by `key`. */
export type TemporalSort =
  | "date"
  | "time"
  | "date and time"
  | "days and time duration"
  | "years and months duration";

export interface Temporal {
  readonly sort: TemporalSort;
  /** Two values of one sort compare only when both, or neither, carry an offset. */
  readonly zoned: boolean;
  /** Days, seconds or months, from the sort's own origin. */
  readonly key: Decimal;
  readonly text: string;
}

const SECONDS_A_DAY = 86_400;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;
const DURATION =
  /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function lengthOfMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : MONTH_LENGTHS[month - 1]!;
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar (Hinnant's days_from_civil). */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function digit(text: string, at: number): number {
  const code = text.charCodeAt(at) - 48;
  return code >= 0 && code <= 9 ? code : Number.NaN;
}

/**
 * The day number of "2024-02-29", or NaN where the text is no civil date.
 * Reads character codes, because the matcher calls it for every fact.
 */
export function civilDay(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) {
    return Number.NaN;
  }
  const year = digit(text, 0) * 1000 + digit(text, 1) * 100 + digit(text, 2) * 10 + digit(text, 3);
  const month = digit(text, 5) * 10 + digit(text, 6);
  const day = digit(text, 8) * 10 + digit(text, 9);
  if (!(month >= 1 && month <= 12 && day >= 1)) return Number.NaN;
  return day <= lengthOfMonth(year, month) ? dayNumber(year, month, day) : Number.NaN;
}

/** The civil date of a day number: the inverse of `civilDay`, for four-digit years. */
export function civilDate(days: number): string | undefined {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (year < 0 || year > 9999) return undefined;
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function parseDate(text: string): Temporal | undefined {
  if (!DATE.test(text)) return undefined;
  const days = civilDay(text);
  if (Number.isNaN(days)) return undefined;
  return { sort: "date", zoned: false, key: integer(days), text };
}

function parseTime(text: string): Temporal | undefined {
  const parts = TIME.exec(text);
  if (parts === null) return undefined;
  const [, hours = "", minutes = "", seconds = "", fraction = "", offset] = parts;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const local = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  let key = integer(local - offsetSeconds(offset));
  if (fraction !== "") key = add(key, parseDecimal(fraction)!);
  return { sort: "time", zoned: offset !== undefined, key, text };
}

function offsetSeconds(offset: string | undefined): number {
  if (offset === undefined || offset === "Z") return 0;
  const seconds = Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(4, 6)) * 60;
  return offset.startsWith("-") ? -seconds : seconds;
}

function parseDateAndTime(text: string): Temporal | undefined {
  const at = text.indexOf("T");
  const date = parseDate(at < 0 ? text : text.slice(0, at));
  const time = at < 0 ? undefined : parseTime(text.slice(at + 1));
  if (date === undefined || (at >= 0 && time === undefined)) return undefined;
  const midnight = multiply(date.key, integer(SECONDS_A_DAY));
  const key = time === undefined ? midnight : add(midnight, time.key);
  return { sort: "date and time", zoned: time?.zoned ?? false, key, text };
}

function parseDuration(text: string): Temporal | undefined {
  const parts = DURATION.exec(text);
  if (parts === null || text.endsWith("P") || text.endsWith("T")) return undefined;
  const [, sign, years, months, days, hours, minutes, seconds] = parts;
  const calendar = years !== undefined || months !== undefined;
  const clock = [days, hours, minutes, seconds].some((part) => part !== undefined);
  if (calendar === clock) return undefined;
  const whole = (part: string | undefined) => integer(BigInt(part ?? "0"));
  const size = calendar
    ? add(multiply(whole(years), integer(12)), whole(months))
    : add(
        add(multiply(whole(days), integer(SECONDS_A_DAY)), multiply(whole(hours), integer(3600))),
        add(multiply(whole(minutes), integer(60)), parseDecimal(seconds ?? "0")!),
      );
  return {
    sort: calendar ? "years and months duration" : "days and time duration",
    zoned: false,
    key: sign === "-" ? negate(size) : size,
    text,
  };
}

/**
 * Reads an ISO 8601 text as the sort named; `undefined` where it is none.
 * Years have four digits and zones are offsets: a zone's name has no one key.
 */
export function parseTemporal(text: string, sort: TemporalSort): Temporal | undefined {
  switch (sort) {
    case "date":
      return parseDate(text);
    case "time":
      return parseTime(text);
    case "date and time":
      return parseDateAndTime(text);
    default: {
      const duration = parseDuration(text);
      return duration?.sort === sort ? duration : undefined;
    }
  }
}

/** What `@"…"` means: the one sort whose form the text has. */
export function parseAnyTemporal(text: string): Temporal | undefined {
  return (
    parseDate(text) ??
    parseTime(text) ??
    (text.includes("T") ? parseDateAndTime(text) : undefined) ??
    parseDuration(text)
  );
}

/** `duration("…")` may give either of the two sorts. */
export function parseAnyDuration(text: string): Temporal | undefined {
  return parseDuration(text);
}
