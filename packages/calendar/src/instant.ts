import { accept, type Result, reject } from "@xinyi/result";
import { isLocalDate, type LocalDate } from "./local-date.ts";

/**
 * A moment, written as RFC 3339 with its offset: "2026-03-05T17:30:00Z". It
 * becomes a civil date only in a named zone, by `localDateAt`.
 */
export type Instant = string;

export type InstantRejection = { readonly kind: "not-an-instant"; readonly text: string };

const clock = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
const shape = new RegExp(
  `^(?<date>[0-9-]{10})T(?<time>${clock}:[0-5][0-9])(?<fraction>\\.[0-9]{1,9})?(?<offset>Z|[+-]${clock})$`,
);

/** An instant taken apart: whole seconds of the Unix epoch, what is beyond them, and how it is written. */
interface Reading {
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly fraction: string;
  readonly offset: string;
}

/** Reads RFC 3339 with capital T and Z and at most nine decimals; a leap second is refused. */
export function parseInstant(text: string): Result<Instant, InstantRejection> {
  return read(text) === undefined ? reject({ kind: "not-an-instant", text }) : accept(text);
}

export function isInstant(text: string): boolean {
  return read(text) !== undefined;
}

/** -1, 0 or 1 as the left moment is before, the same as or after the right, whatever their offsets. */
export function compareInstants(left: Instant, right: Instant): -1 | 0 | 1 {
  const a = reading(left);
  const b = reading(right);
  if (a.seconds !== b.seconds) return a.seconds < b.seconds ? -1 : 1;
  if (a.nanoseconds === b.nanoseconds) return 0;
  return a.nanoseconds < b.nanoseconds ? -1 : 1;
}

/** The moment so many minutes later, in the offset of the first: an hour clock ignores the calendar. */
export function addMinutes(instant: Instant, minutes: number): Instant {
  const { seconds, fraction, offset } = reading(instant);
  const shown = seconds + minutes * 60 + offsetSeconds(offset);
  return `${new Date(shown * 1000).toISOString().slice(0, 19)}${fraction}${offset}`;
}

/** The civil date on the wall in `zone` (an IANA name such as "Asia/Shanghai") at that moment. */
export function localDateAt(instant: Instant, zone: string): LocalDate {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(reading(instant).seconds * 1000)
      .map((part) => [part.type, part.value] as const),
  );
  const text = `${parts.get("year")?.padStart(4, "0")}-${parts.get("month")}-${parts.get("day")}`;
  if (!isLocalDate(text)) throw new RangeError(`no civil date at ${instant} in ${zone}`);
  return text;
}

/** Making a format costs far more than using it, so one is kept for each zone. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const kept = formats.get(zone);
  if (kept !== undefined) return kept;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "iso8601",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  formats.set(zone, made);
  return made;
}

function read(text: string): Reading | undefined {
  const groups = shape.exec(text)?.groups;
  const { date = "", time, fraction = "", offset = "" } = groups ?? {};
  if (!isLocalDate(date)) return undefined;
  return {
    seconds: Date.parse(`${date}T${time}Z`) / 1000 - offsetSeconds(offset),
    nanoseconds: Number(fraction.slice(1).padEnd(9, "0")),
    fraction,
    offset,
  };
}

function reading(instant: Instant): Reading {
  const found = read(instant);
  if (found === undefined) throw new RangeError(`not an instant: ${JSON.stringify(instant)}`);
  return found;
}

function offsetSeconds(offset: string): number {
  if (offset === "Z") return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  return (offset.startsWith("-") ? -minutes : minutes) * 60;
}
