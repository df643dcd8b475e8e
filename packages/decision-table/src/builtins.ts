import {
  add,
  type Decimal,
  floor,
  integer,
  negate,
  roundTo,
  wholeNumber,
  ZERO,
} from "./decimal.ts";
import {
  both,
  either,
  equal,
  isList,
  literal,
  order,
  sortOf,
  type Truth,
  type Value,
} from "./value.ts";

type Builtin = (given: readonly Value[]) => Value;

export function isNumber(value: Value | undefined): value is Decimal {
  return value !== undefined && sortOf(value) === "number";
}

export function listOf(value: Value): readonly Value[] {
  if (value === null) return [];
  return isList(value) ? value : [value];
}

function onText(answer: (text: string, other: string) => Value): Builtin {
  return ([text, other = ""]) =>
    typeof text === "string" && typeof other === "string" ? answer(text, other) : null;
}

function onNumber(answer: (number: Decimal) => Value): Builtin {
  return ([number]) => (isNumber(number) ? answer(number) : null);
}

/** A function of one list, also callable with its items. */
function onList(answer: (items: readonly Value[]) => Value): Builtin {
  return (given) => {
    const [only] = given;
    if (given.length === 1 && only === null) return null;
    return answer(given.length === 1 && isList(only!) ? only! : given);
  };
}

function extreme(items: readonly Value[], sign: -1 | 1): Value {
  if (items.length === 0) return null;
  return items.reduce((best, item) => {
    const found = best === null ? null : order(item, best);
    return found === null ? null : found === sign ? item : best;
  });
}

function total(items: readonly Value[]): Value {
  if (items.length === 0) return null;
  return items.reduce<Value>(
    (sum, item) =>
      isNumber(sum ?? undefined) && isNumber(item) ? add(sum as Decimal, item) : null,
    ZERO,
  );
}

/** Sum, least and greatest, as FEEL's functions and as a table's aggregations. */
export const aggregates: Readonly<
  Record<"sum" | "min" | "max", (items: readonly Value[]) => Value>
> = {
  sum: total,
  min: (items) => extreme(items, -1),
  max: (items) => extreme(items, 1),
};

function textOf(value: Value): Value {
  if (value === null || typeof value === "string") return value;
  return typeof value === "object" && "text" in value ? value.text : literal(value);
}

function substring(text: string, start: Decimal, length: Value): Value {
  const letters = [...text];
  const at = wholeNumber(start) ?? 0;
  const from = at > 0 ? at - 1 : Math.max(letters.length + at, 0);
  const count = isNumber(length) ? (wholeNumber(length) ?? 0) : letters.length;
  return letters.slice(from, from + count).join("");
}

const FUNCTIONS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["not", ([value]) => (typeof value === "boolean" ? !value : null)],
  [
    "list contains",
    ([list, element]) =>
      list === undefined || element === undefined || !isList(list)
        ? null
        : list.some((item) => equal(item, element) === true),
  ],
  ["count", onList((items) => integer(items.length))],
  ["sum", onList(total)],
  ["min", onList(aggregates.min)],
  ["max", onList(aggregates.max)],
  ["all", onList((items) => items.map(asTruth).reduce<Truth>(both, true))],
  ["any", onList((items) => items.map(asTruth).reduce<Truth>(either, false))],
  ["concatenate", (lists) => lists.flatMap(listOf)],
  ["append", ([list, ...items]) => [...listOf(list ?? null), ...items]],
  ["contains", onText((text, part) => text.includes(part))],
  ["starts with", onText((text, part) => text.startsWith(part))],
  ["ends with", onText((text, part) => text.endsWith(part))],
  ["string length", onText((text) => integer([...text].length))],
  ["upper case", onText((text) => text.toUpperCase())],
  ["lower case", onText((text) => text.toLowerCase())],
  [
    "substring",
    ([text, start, length]) =>
      typeof text === "string" && isNumber(start) ? substring(text, start, length ?? null) : null,
  ],
  ["string", ([value]) => textOf(value ?? null)],
  ["abs", onNumber((number) => (number.coefficient < 0n ? negate(number) : number))],
  ["floor", onNumber(floor)],
  ["ceiling", onNumber((number) => negate(floor(negate(number))))],
  [
    "decimal",
    ([number, places]) =>
      isNumber(number) && isNumber(places) ? roundTo(number, wholeNumber(places) ?? 0) : null,
  ],
]);

function asTruth(value: Value): Truth {
  return typeof value === "boolean" ? value : null;
}

/** The functions of FEEL that this package speaks. */
export function isFunction(name: string): boolean {
  return FUNCTIONS.has(name);
}

/** The value of a call; `null` for what is not spoken. */
export function invoke(name: string, given: readonly Value[]): Value {
  return FUNCTIONS.get(name)?.(given) ?? null;
}
