import { bitsKey, setBit, wordsFor } from "./bits.ts";
import { type CellSets, cellSets, elementsOf, type SetColumn } from "./cell-sets.ts";
import { exampleBetween, exampleOf } from "./example.ts";
import type { Cell } from "./feel.ts";
import type { ReadInput, ReadTable } from "./table.ts";
import { isTemporalType, type Plain } from "./value.ts";
import {
  compareKeys,
  everything,
  intersection,
  type LineKey,
  NOTHING,
  union,
  type ValueSet,
  wholeLine,
} from "./value-set.ts";

/**
 * One piece of a column: values that no cell of any rule tells apart. A line's
 * pieces alternate, open interval and point, from minus to plus infinity.
 */
export type Segment =
  | { readonly kind: "null" | "true" | "false" | "rest" }
  | { readonly kind: "list"; readonly mask: number }
  | { readonly kind: "point"; readonly line: string; readonly key: LineKey }
  | {
      readonly kind: "between";
      readonly line: string;
      readonly low: LineKey | undefined;
      readonly high: LineKey | undefined;
    };

export interface Piece {
  readonly segment: Segment;
  /** The class of pieces that match the same rules. */
  readonly group: number;
  /** Whether a fact of this column can lie here: it is of the type, listed, and not empty. */
  readonly inDomain: boolean;
  /** A fact that lies here; meaningful only within the domain. */
  readonly example: Plain;
}

/** One input's values, cut into classes that match the same rules. */
export interface Column {
  readonly input: ReadInput;
  readonly setColumn: SetColumn;
  readonly pieces: readonly Piece[];
  readonly groupCount: number;
  /** `groupCount` rows of `words` words: which rules each class matches. */
  readonly masks: Uint32Array;
  readonly words: number;
  /** The classes that hold a fact of the domain. */
  readonly domainGroups: readonly number[];
  /** Rules (from 0) whose cell here must be asked anew for every fact. */
  readonly opaque: readonly number[];
  /** For every rule, the values its cell holds for; everything where opaque. */
  readonly holds: readonly ValueSet[];
  readonly domain: ValueSet;
}

/** Cuts every input of a table, over its rules from 0 on. */
export function partition(read: ReadTable): readonly Column[] {
  return read.inputs.map((input, at) =>
    columnOf(
      input,
      read.rules.map((rule) => rule.cells[at]!),
      read.rules.map((rule) => rule.hopeless.includes(at)),
    ),
  );
}

export function columnOf(
  input: ReadInput,
  cells: readonly Cell[],
  hopeless: readonly boolean[],
): Column {
  const setColumn: SetColumn = {
    elements: elementsOf(cells),
    takesLists: input.type === "any" || input.type === "set",
  };
  const opaque: number[] = [];
  // A text that stands in many rules was read into one cell: its set is made once.
  const known = new Map<Cell, CellSets | undefined>();
  const setsOf = (cell: Cell): CellSets | undefined => {
    if (!known.has(cell)) known.set(cell, cellSets(cell, setColumn));
    return known.get(cell);
  };
  const holds = cells.map((cell, rule) => {
    if (hopeless[rule]) return NOTHING;
    const sets = setsOf(cell);
    if (sets === undefined) opaque.push(rule);
    return sets?.holds ?? everything(setColumn.elements);
  });
  const domain = domainOf(input, holds, setColumn);
  const words = wordsFor(cells.length);
  const rows: Uint32Array[] = [];
  const segments = segmentsOf([...holds, domain], setColumn, rows, words, holds.length);
  const grouped = group(segments, rows);
  const pieces = segments.map((each, at) => ({
    segment: each.segment,
    group: grouped.groups[at]!,
    inDomain: each.inDomain && each.example !== undefined,
    example: each.example ?? null,
  }));
  const masks = new Uint32Array(grouped.rows.length * words);
  for (const [at, row] of grouped.rows.entries()) masks.set(row, at * words);
  const domainGroups = [
    ...new Set(pieces.filter((piece) => piece.inDomain).map((piece) => piece.group)),
  ];
  return {
    input,
    setColumn,
    pieces,
    groupCount: grouped.rows.length,
    masks,
    words,
    domainGroups,
    opaque,
    holds,
    domain,
  };
}

/** What can occur: the values listed, else all of the type; null only where listed. */
function domainOf(input: ReadInput, holds: readonly ValueSet[], column: SetColumn): ValueSet {
  const listed = input.values === undefined ? undefined : cellSets(input.values, column);
  const ofType = typeSet(input, listed?.holds, holds, column);
  if (input.type === "set" || listed === undefined || input.values?.kind === "any") return ofType;
  return intersection(listed.holds, { ...ofType, null: true });
}

function typeSet(
  input: ReadInput,
  listed: ValueSet | undefined,
  holds: readonly ValueSet[],
  column: SetColumn,
): ValueSet {
  const { type } = input;
  switch (type) {
    case "number":
    case "string":
      return wholeLine(type);
    case "boolean":
      return { ...NOTHING, true: true, false: true };
    case "set":
      return { ...NOTHING, lists: everything(column.elements).lists };
    case "tree":
      return { ...NOTHING, lines: new Map([["string", points(input)]]) };
    case "any":
      return mentioned(listed === undefined ? holds : [...holds, listed], column);
    default:
      return isTemporalType(type) ? temporalSet(type, holds) : NOTHING;
  }
}

function points(input: ReadInput): { readonly inside: false; readonly cuts: ValueSetCuts } {
  const codes = [...new Set(input.tree?.map((node) => node.code))].sort();
  const cuts = codes.flatMap((key) => [
    { key, after: false },
    { key, after: true },
  ]);
  return { inside: false, cuts };
}

type ValueSetCuts = readonly { readonly key: LineKey; readonly after: boolean }[];

/** Clock times with an offset and without are two lines; a column mostly uses one. */
function temporalSet(type: string, holds: readonly ValueSet[]): ValueSet {
  const zoned = `${type} zoned`;
  const usesZones = holds.some((set) => set.lines.has(zoned));
  const usesLocal = holds.some((set) => set.lines.has(type));
  if (!usesZones) return wholeLine(type);
  return usesLocal ? union(wholeLine(type), wholeLine(zoned)) : wholeLine(zoned);
}

/** In a column of no one type: whatever sorts its cells speak of. */
function mentioned(sets: readonly ValueSet[], column: SetColumn): ValueSet {
  let domain = NOTHING;
  for (const set of sets) {
    for (const line of set.lines.keys()) domain = union(domain, wholeLine(line));
    if (set.true !== set.rest || set.false !== set.rest) {
      domain = { ...domain, true: true, false: true };
    }
  }
  if (column.elements.length > 0) domain = { ...domain, lists: everything(column.elements).lists };
  const silent = domain.lines.size === 0 && !domain.true && column.elements.length === 0;
  return silent ? { ...NOTHING, rest: true } : domain;
}

interface Draft {
  readonly segment: Segment;
  readonly inDomain: boolean;
  readonly example: Plain | undefined;
}

/** Lists the pieces; `rows` receives, piece by piece, the rules that match it. */
function segmentsOf(
  sets: readonly ValueSet[],
  column: SetColumn,
  rows: Uint32Array[],
  words: number,
  domainAt: number,
): readonly Draft[] {
  const drafts: Draft[] = [];
  const add = (
    segment: Segment,
    example: Plain | undefined,
    belongs: (set: ValueSet) => boolean,
  ): void => {
    const row = new Uint32Array(words);
    for (let at = 0; at < domainAt; at += 1) if (belongs(sets[at]!)) setBit(row, at);
    rows.push(row);
    drafts.push({ segment, example, inDomain: belongs(sets[domainAt]!) });
  };
  add({ kind: "null" }, null, (set) => set.null);
  add({ kind: "true" }, true, (set) => set.true);
  add({ kind: "false" }, false, (set) => set.false);
  const lines = new Set(sets.flatMap((set) => [...set.lines.keys()]));
  for (const line of lines) addLine(line, sets, drafts, rows, words, domainAt);
  const masks = column.takesLists ? 2 ** column.elements.length : 0;
  for (let mask = 0; mask < masks; mask += 1) {
    const held = column.elements.filter((_, bit) => (mask >> bit) & 1);
    const bit = 1n << BigInt(mask);
    add({ kind: "list", mask }, held.map(exampleElement), (set) => (set.lists & bit) !== 0n);
  }
  // A value that no cell speaks of: a text, unless texts are spoken of.
  add({ kind: "rest" }, lines.has("string") ? [] : "other", (set) => set.rest);
  return drafts;
}

function exampleElement(literal: string): Plain {
  return JSON.parse(literal) as Plain;
}

/** Sweeps one line from left to right, turning rules on and off at their cuts. */
function addLine(
  line: string,
  sets: readonly ValueSet[],
  drafts: Draft[],
  rows: Uint32Array[],
  words: number,
  domainAt: number,
): void {
  const cuts: { readonly key: LineKey; readonly after: boolean; readonly set: number }[] = [];
  const now = new Uint32Array(words);
  let inDomain = false;
  for (const [at, set] of sets.entries()) {
    const own = set.lines.get(line) ?? { inside: set.rest, cuts: [] };
    if (at === domainAt) inDomain = own.inside;
    else if (own.inside) setBit(now, at);
    for (const cut of own.cuts) cuts.push({ ...cut, set: at });
  }
  cuts.sort((a, b) => compareKeys(a.key, b.key) || Number(a.after) - Number(b.after));
  let next = 0;
  const passTo = (key: LineKey, after: boolean): void => {
    for (let cut = cuts[next]; cut !== undefined; cut = cuts[next]) {
      if (compareKeys(cut.key, key) !== 0 || cut.after !== after) return;
      if (cut.set === domainAt) inDomain = !inDomain;
      else now[cut.set >>> 5]! ^= 1 << (cut.set & 31);
      next += 1;
    }
  };
  const put = (segment: Segment, example: Plain | undefined): void => {
    rows.push(now.slice());
    drafts.push({ segment, example, inDomain });
  };
  let low: LineKey | undefined;
  while (next < cuts.length) {
    const { key } = cuts[next]!;
    put({ kind: "between", line, low, high: key }, exampleBetween(line, low, key));
    passTo(key, false);
    put({ kind: "point", line, key }, exampleOf(line, key));
    passTo(key, true);
    low = key;
  }
  put({ kind: "between", line, low, high: undefined }, exampleBetween(line, low, undefined));
}

/** Pieces with the same rules, and alike in or out of the domain, become one class. */
function group(
  drafts: readonly Draft[],
  rows: readonly Uint32Array[],
): { readonly groups: readonly number[]; readonly rows: readonly Uint32Array[] } {
  const seen = new Map<string, number>();
  const kept: Uint32Array[] = [];
  const groups = rows.map((row, at) => {
    const { inDomain, example } = drafts[at]!;
    const key = `${inDomain && example !== undefined}${bitsKey(row)}`;
    const known = seen.get(key);
    if (known !== undefined) return known;
    seen.set(key, kept.length);
    kept.push(row);
    return kept.length - 1;
  });
  return { groups, rows: kept };
}
