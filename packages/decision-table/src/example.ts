import {
  add,
  compareDecimals,
  type Decimal,
  divide,
  floor,
  integer,
  plainNumber,
  subtract,
  wholeNumber,
} from "./decimal.ts";
import { civilDate } from "./temporal.ts";
import type { Plain } from "./value.ts";
import { compareKeys, type LineKey } from "./value-set.ts";

const SECONDS_A_DAY = 86_400;

/** The JSON form of a place on a line; `undefined` where the line has no such text. */
export function exampleOf(line: string, key: LineKey): Plain | undefined {
  if (typeof key === "string") return key;
  if (line === "number") return plainNumber(key);
  return temporalText(line, key);
}

/**
 * A fact strictly between two places, as plain a one as there is; `undefined`
 * where nothing lies between, as between two neighbouring days.
 */
export function exampleBetween(
  line: string,
  low: LineKey | undefined,
  high: LineKey | undefined,
): Plain | undefined {
  const inside = (key: LineKey) =>
    (low === undefined || compareKeys(low, key) < 0) &&
    (high === undefined || compareKeys(key, high) < 0);
  if (line === "string") return textCandidates(low as string | undefined).find(inside);
  for (const key of keyCandidates(line, low as Decimal | undefined, high as Decimal | undefined)) {
    const text = inside(key) ? exampleOf(line, key) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

function textCandidates(low: string | undefined): readonly string[] {
  const base = low ?? "";
  return ["other", "", `${base}-other`, `${base} `, `${base}\u0000`];
}

/** Lines of whole steps: nothing lies between two neighbours. */
export function isDiscrete(line: string): boolean {
  return line === "date" || line === "years and months duration";
}

function keyCandidates(
  line: string,
  low: Decimal | undefined,
  high: Decimal | undefined,
): readonly Decimal[] {
  if (low === undefined && high === undefined) return [integer(0)];
  const step = integer(1);
  if (low === undefined) return [subtract(floor(high!), step), halved(high!)];
  if (high === undefined) return [add(floor(low), step), halved(add(low, integer(SECONDS_A_DAY)))];
  const middle = divide(add(low, high), integer(2))!;
  const whole = floor(middle);
  return isDiscrete(line) ? [whole, add(floor(low), step)] : [whole, middle];
}

/** Clock times have no negative keys, and none from a day's length on. */
function halved(key: Decimal): Decimal {
  return divide(key, integer(2))!;
}

function clock(seconds: number, fraction: Decimal): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  const part = plainNumber(fraction);
  const tail = fraction.coefficient === 0n ? "" : String(part).slice(1);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return `${pad(hours)}:${pad(minutes)}:${pad(seconds % 60)}${tail}`;
}

/** The ISO 8601 text of a key, with the offset Z on lines that carry offsets. */
function temporalText(line: string, key: Decimal): string | undefined {
  const whole = wholeNumber(floor(key));
  if (whole === undefined) return undefined;
  const fraction = subtract(key, integer(whole));
  const zone = line.endsWith(" zoned") ? "Z" : "";
  switch (line) {
    case "date":
      return civilDate(whole);
    case "time":
    case "time zoned":
      if (whole < 0 || whole >= SECONDS_A_DAY) return undefined;
      return clock(whole, fraction) + zone;
    case "date and time":
    case "date and time zoned": {
      const days = Math.floor(whole / SECONDS_A_DAY);
      const date = civilDate(days);
      return date && `${date}T${clock(whole - days * SECONDS_A_DAY, fraction)}${zone}`;
    }
    case "years and months duration":
      return whole < 0 ? `-P${-whole}M` : `P${whole}M`;
    default: {
      const negative = compareDecimals(key, integer(0)) < 0;
      const size = String(plainNumber(negative ? { ...key, coefficient: -key.coefficient } : key));
      return `${negative ? "-" : ""}PT${size}S`;
    }
  }
}
