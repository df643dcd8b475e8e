import {
  compareDecimals,
  type Decimal,
  decimalOf,
  decimalText,
  integer,
  parseDecimal,
  plainNumber,
} from "./decimal.ts";
import { parseTemporal, type Temporal } from "./temporal.ts";

/** A FEEL value inside the package. `foreign` is what no FEEL test can match. */
export type Value =
  | null
  | boolean
  | string
  | Decimal
  | Temporal
  | Range
  | Context
  | Foreign
  | readonly Value[];

export interface Range {
  readonly sort: "range";
  readonly low: Value;
  readonly lowIncluded: boolean;
  readonly high: Value;
  readonly highIncluded: boolean;
}

export interface Context {
  readonly sort: "context";
  readonly entries: ReadonlyMap<string, Value>;
}

export interface Foreign {
  readonly sort: "foreign";
}

/** FEEL's three-valued truth: `null` is "cannot be told", and never matches. */
export type Truth = boolean | null;

/**
 * What an input column holds. `set` takes arrays; `tree` takes a node's code,
 * and a cell naming a node matches the node and all below it. `any` takes each
 * fact as what it is.
 */
export type ColumnType = "number" | "string" | "boolean" | "tree" | "set" | "any" | TemporalType;

export type TemporalType =
  | "date"
  | "time"
  | "date and time"
  | "days and time duration"
  | "years and months duration";

const TEMPORAL: readonly string[] = [
  "date",
  "time",
  "date and time",
  "days and time duration",
  "years and months duration",
];

export function isTemporalType(type: string): type is TemporalType {
  return TEMPORAL.includes(type);
}

/** What goes in: JSON, with numbers as numbers, `bigint` or decimal strings. */
export type Facts = Readonly<Record<string, unknown>>;

/** What comes out: JSON. A number that no double prints exactly is its decimal text. */
export type Plain = null | boolean | number | string | readonly Plain[] | PlainContext;

export interface PlainContext {
  readonly [name: string]: Plain;
}

/** The fact an input reads: its own name's, else the one that its path leads to. */
export function factOf(
  facts: Facts,
  input: { readonly name: string; readonly path: readonly string[] | undefined },
): unknown {
  const fact = facts[input.name];
  if (fact !== undefined || input.path === undefined) return fact;
  let found: unknown = facts;
  for (const part of input.path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Facts)[part];
  }
  return found;
}

const FOREIGN: Foreign = { sort: "foreign" };

/**
 * The value of a fact in a column of this type. A text in a column of numbers
 * or dates is read as one; a text that is none stays a text, which no test of
 * that column matches. An absent fact is `null`.
 */
export function valueOfFact(fact: unknown, type: ColumnType): Value {
  switch (typeof fact) {
    case "undefined":
      return null;
    case "boolean":
      return fact;
    case "number":
      return decimalOf(fact) ?? FOREIGN;
    case "bigint":
      return integer(fact);
    case "string":
      if (type === "number") return parseDecimal(fact) ?? fact;
      return isTemporalType(type) ? (parseTemporal(fact, type) ?? fact) : fact;
    case "object":
      return objectValue(fact, type);
    default:
      return FOREIGN;
  }
}

/** Only columns of sets, and columns that take anything, hold lists. */
function objectValue(fact: object | null, type: ColumnType): Value {
  if (fact === null) return null;
  if (type !== "any" && type !== "set") {
    // FEEL takes a list of one for its element where one value is wanted.
    return Array.isArray(fact) && fact.length === 1 ? valueOfFact(fact[0], type) : FOREIGN;
  }
  if (Array.isArray(fact)) return fact.map((item: unknown) => valueOfFact(item, "any"));
  const entries = Object.entries(fact).map(
    ([name, item]) => [name, valueOfFact(item, "any")] as const,
  );
  return { sort: "context", entries: new Map(entries) };
}

export type Sort =
  | "null"
  | "boolean"
  | "string"
  | "number"
  | "list"
  | "range"
  | "context"
  | "foreign"
  | TemporalType;

export function sortOf(value: Value): Sort {
  if (value === null) return "null";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string") return "string";
  return isList(value) ? "list" : value.sort;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** −1, 0 or 1 for two values of one ordered sort; `null` where FEEL gives no order. */
export function order(left: Value, right: Value): number | null {
  if (typeof left === "string" && typeof right === "string") {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  if (left === null || right === null) return null;
  if (typeof left !== "object" || typeof right !== "object") return null;
  if (isList(left) || isList(right)) return null;
  if (left.sort === "number" && right.sort === "number") return compareDecimals(left, right);
  if ("key" in left && "key" in right && left.sort === right.sort && left.zoned === right.zoned) {
    return compareDecimals(left.key, right.key);
  }
  return null;
}

/** FEEL's `=`: null equals only null; values of two sorts cannot be compared. */
export function equal(left: Value, right: Value): Truth {
  if (left === null || right === null) return left === right;
  if (typeof left === "boolean" && typeof right === "boolean") return left === right;
  const ordered = order(left, right);
  if (ordered !== null) return ordered === 0;
  if (isList(left) && isList(right)) {
    return left.length === right.length && every(left, (item, at) => equal(item, right[at]!));
  }
  if (sortOf(left) === "context" && sortOf(right) === "context") {
    return equalContexts(left as Context, right as Context);
  }
  return null;
}

function every(items: readonly Value[], test: (item: Value, at: number) => Truth): Truth {
  return items.reduce<Truth>((truth, item, at) => both(truth, test(item, at)), true);
}

function equalContexts(left: Context, right: Context): Truth {
  if (left.entries.size !== right.entries.size) return false;
  let truth: Truth = true;
  for (const [name, value] of left.entries) {
    const other = right.entries.get(name);
    if (other === undefined) return false;
    truth = both(truth, equal(value, other));
  }
  return truth;
}

export function both(left: Truth, right: Truth): Truth {
  if (left === false || right === false) return false;
  return left === null || right === null ? null : true;
}

export function either(left: Truth, right: Truth): Truth {
  if (left === true || right === true) return true;
  return left === null || right === null ? null : false;
}

export function opposite(truth: Truth): Truth {
  return truth === null ? null : !truth;
}

/** The JSON form of a value, the same for equal values. */
export function plain(value: Value): Plain {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (isList(value)) return value.map(plain);
  switch (value.sort) {
    case "number":
      return plainNumber(value);
    case "context":
      return Object.fromEntries([...value.entries].map(([name, item]) => [name, plain(item)]));
    case "range":
    case "foreign":
      return null;
    default:
      return value.text;
  }
}

/** The FEEL literal of a value: what a cell would say to mean exactly it. */
export function literal(value: Value): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(literal).join(", ")}]`;
  switch (value.sort) {
    case "number":
      return decimalText(value);
    case "date":
    case "time":
    case "date and time":
      return `${value.sort}("${value.text}")`;
    case "days and time duration":
    case "years and months duration":
      return `duration("${value.text}")`;
    case "context":
      return `{${[...value.entries].map(([k, v]) => `${JSON.stringify(k)}: ${literal(v)}`).join(", ")}}`;
    default:
      return "null";
  }
}
