import { compareInstants, isInstant } from "@xinyi/calendar";

/**
 * How the lists of one field are compared; a field without a word here compares as it stands.
 * What is `unasserted` serves another field and is not compared itself.
 */
export type Comparison = "as-it-stands" | "set" | "at-least" | "instant" | "unasserted";

export interface Difference {
  readonly field: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/**
 * The places in which an answer leaves what a case asserts. Only the fields
 * named by the case are looked at, and within them only what it names: `null`
 * asserts nothing, and an object may have more members than were asked for.
 */
export function differences(
  field: string,
  expected: unknown,
  actual: unknown,
  comparison: Comparison = "as-it-stands",
): readonly Difference[] {
  if (expected === null || comparison === "unasserted") return [];
  if (Array.isArray(expected)) {
    const agrees = Array.isArray(actual) && listsAgree(expected, actual, comparison);
    return agrees ? [] : [{ field, expected, actual }];
  }
  if (isRecord(expected)) {
    if (!isRecord(actual)) return [{ field, expected, actual }];
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(`${field}.${key}`, value, actual[key]),
    );
  }
  const agrees =
    comparison === "instant" ? sameMoment(expected, actual) : scalarsAgree(expected, actual);
  return agrees ? [] : [{ field, expected, actual }];
}

function listsAgree(
  expected: readonly unknown[],
  actual: readonly unknown[],
  comparison: Comparison,
): boolean {
  if (comparison === "as-it-stands") {
    return (
      expected.length === actual.length &&
      expected.every((value, at) => differences("", value, actual[at]).length === 0)
    );
  }
  const within = (value: unknown, list: readonly unknown[]) =>
    list.some((other) => differences("", value, other).length === 0);
  const held = expected.every((value) => within(value, actual));
  return comparison === "at-least" ? held : held && actual.every((one) => within(one, expected));
}

function scalarsAgree(expected: unknown, actual: unknown): boolean {
  const [left, right] = [exactNumber(expected), exactNumber(actual)];
  return left !== undefined && right !== undefined ? left === right : Object.is(expected, actual);
}

/** A moment is the same whatever the offset it is written in. */
function sameMoment(expected: unknown, actual: unknown): boolean {
  if (typeof expected !== "string" || typeof actual !== "string") return false;
  return isInstant(expected) && isInstant(actual) && compareInstants(expected, actual) === 0;
}

/** One spelling for every way to write the same number: "2007.50", 2007.5 and 20075e-1 alike. */
function exactNumber(value: unknown): string | undefined {
  if (!["string", "number", "bigint"].includes(typeof value)) return undefined;
  const parts = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/.exec(String(value));
  if (!parts) return undefined;
  const [, sign, whole = "", fraction = "", exponent = "0"] = parts;
  const digits = whole + fraction;
  const significant = digits.replace(/^0+/, "").replace(/0+$/, "");
  if (significant === "") return "0";
  const trailing = digits.length - digits.replace(/0+$/, "").length;
  const scale = Number(exponent) - fraction.length + trailing;
  return `${sign === "-" ? "-" : ""}${significant}e${scale}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
