import { compareDecimals, type Decimal, decimalOf, nearestNumber } from "./decimal.ts";
import type { Column } from "./partition.ts";
import { civilDay } from "./temporal.ts";
import { type ColumnType, isList, literal, type Value, valueOfFact } from "./value.ts";
import { compareKeys, type LineKey, lineOf } from "./value-set.ts";

/**
 * Finds the class of a fact in one column. Nothing is allocated on the way for
 * null, booleans, numbers, texts and dates.
 */
export interface ColumnIndex {
  readonly name: string;
  readonly path: readonly string[] | undefined;
  readonly type: ColumnType;
  readonly nullGroup: number;
  readonly trueGroup: number;
  readonly falseGroup: number;
  readonly restGroup: number;
  readonly numbers: LineIndex;
  readonly days: LineIndex;
  /** Texts that cells name; `otherText` is −1 where the others must be searched. */
  readonly texts: ReadonlyMap<string, number>;
  readonly otherText: number;
  readonly lines: ReadonlyMap<string, LineIndex>;
  readonly elements: readonly string[];
  readonly listGroups: readonly number[];
  /** Where a double waits to be searched for: passed to a function, V8 would make it an object. */
  readonly probe: Float64Array;
}

/** Points of a line and the classes of points and of the intervals between them. */
export interface LineIndex {
  readonly keys: readonly LineKey[];
  /** The double nearest to each key; not used for texts. */
  readonly doubles: Float64Array;
  /** Sign of (the decimal this double prints as) − (the exact key). */
  readonly ties: Int8Array;
  /** Interval, point, interval, …: one more interval than points. */
  readonly groups: Int32Array;
}

export function indexColumn(column: Column): ColumnIndex {
  const groupOfKind = (kind: string) =>
    column.pieces.find((piece) => piece.segment.kind === kind)!.group;
  const rest = groupOfKind("rest");
  const lines = new Map<string, LineIndex>();
  for (const { segment } of column.pieces) {
    if ("line" in segment && !lines.has(segment.line)) {
      lines.set(segment.line, indexLine(segment.line, column));
    }
  }
  const absent: LineIndex = {
    keys: [],
    doubles: new Float64Array(0),
    ties: new Int8Array(0),
    groups: Int32Array.of(rest),
  };
  const texts = lines.get("string") ?? absent;
  const between = texts.groups.filter((_, at) => at % 2 === 0);
  return {
    name: column.input.name,
    path: column.input.path,
    type: column.input.type,
    nullGroup: groupOfKind("null"),
    trueGroup: groupOfKind("true"),
    falseGroup: groupOfKind("false"),
    restGroup: rest,
    numbers: lines.get("number") ?? absent,
    days: lines.get("date") ?? absent,
    texts: new Map(texts.keys.map((key, at) => [key as string, texts.groups[2 * at + 1]!])),
    otherText: between.every((group) => group === between[0]) ? between[0]! : -1,
    lines,
    elements: column.setColumn.elements,
    listGroups: column.pieces
      .filter((piece) => piece.segment.kind === "list")
      .map((piece) => piece.group),
    probe: new Float64Array(1),
  };
}

function indexLine(line: string, column: Column): LineIndex {
  const pieces = column.pieces.filter(({ segment }) => "line" in segment && segment.line === line);
  const keys = pieces.flatMap(({ segment }) => (segment.kind === "point" ? [segment.key] : []));
  const ordered = keys.filter((key): key is Decimal => typeof key !== "string");
  const doubles = Float64Array.from(ordered, nearestNumber);
  return {
    keys,
    doubles,
    ties: Int8Array.from(ordered, (key, at) => {
      const printed = decimalOf(doubles[at]!);
      return printed === undefined ? 1 : compareDecimals(printed, key);
    }),
    groups: Int32Array.from(pieces, (piece) => piece.group),
  };
}

/** The class of a fact; agrees with `groupOfValue` of the fact's value. */
export function groupOf(fact: unknown, index: ColumnIndex): number {
  if (typeof fact === "string") return groupOfText(fact, index);
  if (typeof fact === "number") {
    index.probe[0] = fact;
    return groupOfProbe(index.numbers, index);
  }
  if (typeof fact === "boolean") return fact ? index.trueGroup : index.falseGroup;
  if (fact === undefined || fact === null) return index.nullGroup;
  return groupOfValue(valueOfFact(fact, index.type), index);
}

function groupOfText(text: string, index: ColumnIndex): number {
  const { type } = index;
  if (type === "number") {
    if (probeDecimal(text, index.probe)) return groupOfProbe(index.numbers, index);
    return groupOfValue(valueOfFact(text, type), index);
  }
  if (type === "date") {
    const day = civilDay(text);
    if (!Number.isNaN(day)) {
      index.probe[0] = day;
      return groupOfProbe(index.days, index);
    }
  } else if (type !== "string" && type !== "tree" && type !== "any" && type !== "set") {
    return groupOfValue(valueOfFact(text, type), index);
  }
  const known = index.texts.get(text);
  if (known !== undefined) return known;
  return index.otherText >= 0 ? index.otherText : groupOfKey(text, index.lines.get("string")!);
}

/** The powers of ten that are doubles without rounding, as far as they are needed here. */
const TENS = Float64Array.from({ length: 16 }, (_, at) => Number(`1e${at}`));

/**
 * Reads digits with at most one point and a minus into the probe; false for any
 * other text. Up to 15 digits and their power of ten are exact doubles, so that
 * one division gives the double nearest to the text, which prints as its number.
 */
function probeDecimal(text: string, probe: Float64Array): boolean {
  const { length } = text;
  if (length === 0 || length > 15) return false;
  const negative = text.charCodeAt(0) === 45;
  let value = 0;
  let digits = 0;
  let point = -1;
  for (let at = negative ? 1 : 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 46 && point < 0) {
      point = at;
    } else if (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48);
      digits += 1;
    } else {
      return false;
    }
  }
  if (digits === 0) return false;
  const places = point < 0 ? 0 : length - point - 1;
  probe[0] = (negative ? -value : value) / TENS[places]!;
  return true;
}

/**
 * Exact for a double read as the decimal it prints as: rounding keeps order, so
 * doubles that differ decide alone, and equal ones are told apart by `ties`.
 */
function groupOfProbe(line: LineIndex, index: ColumnIndex): number {
  const fact = index.probe[0]!;
  if (!Number.isFinite(fact)) return index.restGroup;
  const { doubles, ties, groups } = line;
  let low = 0;
  let high = doubles.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (doubles[middle]! < fact) low = middle + 1;
    else high = middle;
  }
  while (low < doubles.length && doubles[low] === fact) {
    const tie = ties[low]!;
    if (tie === 0) return groups[2 * low + 1]!;
    if (tie < 0) break;
    low += 1;
  }
  return groups[2 * low]!;
}

function groupOfKey(key: LineKey, line: LineIndex): number {
  const { keys, groups } = line;
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const sign = compareKeys(keys[middle]!, key);
    if (sign === 0) return groups[2 * middle + 1]!;
    if (sign < 0) low = middle + 1;
    else high = middle;
  }
  return groups[2 * low]!;
}

/** The class of a value, by exact comparison alone. */
export function groupOfValue(value: Value, index: ColumnIndex): number {
  if (value === null) return index.nullGroup;
  if (typeof value === "boolean") return value ? index.trueGroup : index.falseGroup;
  if (isList(value)) {
    let mask = 0;
    for (const item of value) {
      const bit = index.elements.indexOf(literal(item));
      if (bit >= 0) mask |= 1 << bit;
    }
    return index.listGroups[mask] ?? index.restGroup;
  }
  const place = lineOf(value);
  const line = place === undefined ? undefined : index.lines.get(place.line);
  return line === undefined ? index.restGroup : groupOfKey(place!.key, line);
}
