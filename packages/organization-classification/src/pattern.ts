import { accept, type Result, reject } from "@xinyi/result";
import {
  type Boundary,
  type PatternRejection,
  type PatternTree,
  readPattern,
  type UnitSet,
} from "./pattern-reader.ts";

/**
 * A pattern as an automaton. A text is read once, each unit by all states at the same
 * time: time grows with the text times the pattern, never with a power of either.
 */
export interface Pattern {
  readonly program: readonly Step[];
  readonly table: Table;
}

type Step =
  | { readonly kind: "unit"; readonly set: UnitSet }
  | { readonly kind: "boundary"; readonly boundary: Boundary }
  | { readonly kind: "fork"; readonly to: readonly number[] }
  | { readonly kind: "found" };

/** Sets of states met so far, each with what it becomes; a memory and no part of the answer. */
interface Table {
  readonly rows: Row[];
  readonly byKey: Map<string, number>;
}

interface Row {
  readonly states: readonly number[];
  /** What stood before: nothing, a word's unit, another. */
  readonly before: Before;
  /** By ASCII unit: 0 not known yet, 1 found before it, else the next row + 2. */
  readonly ascii: Int32Array;
  readonly others: Map<number, number>;
  isFoundAtEnd?: boolean;
}

type Before = "nothing" | "word" | "other";

const MOST_STEPS = 4000;
const MOST_ROWS = 2000;
const UNKNOWN = 0;
const FOUND = 1;

/** Makes a pattern ready; refused if it is not linear, too large, or would match where nothing stands. */
export function patternOf(text: string): Result<Pattern, PatternRejection> {
  const tree = readPattern(text);
  if (!tree.ok) return tree;
  const program: Step[] = [];
  const size = sizeOf(tree.value);
  if (size > MOST_STEPS) {
    return reject({ kind: "pattern-too-large", size, most: MOST_STEPS });
  }
  write(tree.value, program);
  program.push({ kind: "found" });
  if (closure([0], program, () => true).includes(program.length - 1)) {
    return reject({ kind: "matches-empty-text" });
  }
  return accept({ program, table: { rows: [], byKey: new Map() } });
}

/** A text as patterns read it: its UTF-16 units, letters lowered. */
export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) units[at] = folded(text.charCodeAt(at));
  return units;
}

/** Whether the pattern is somewhere in the text, letters of either case alike. */
export function isFound(pattern: Pattern, text: Uint16Array): boolean {
  const { program, table } = pattern;
  let row = rowOf([], "nothing", table);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at]!;
    const known = table.rows[row]!;
    let next = unit < 128 ? known.ascii[unit]! : (known.others.get(unit) ?? UNKNOWN);
    if (next === UNKNOWN) {
      next = step(pattern, row, unit);
      if (next < 0) {
        // The memory was full and is empty now; the reading goes on where it was.
        row = -next - 2;
        continue;
      }
    }
    if (next === FOUND) return true;
    row = next - 2;
  }
  const last = table.rows[row]!;
  last.isFoundAtEnd ??= closure([...last.states, 0], program, (boundary) =>
    holds(boundary, last.before, "nothing"),
  ).includes(program.length - 1);
  return last.isFoundAtEnd;
}

/** Where the pattern is: the first place, and there the longest; the end is excluded. */
export function placeOf(
  pattern: Pattern,
  text: Uint16Array,
): readonly [number, number] | undefined {
  const { program } = pattern;
  let threads = new Map<number, number>();
  let best: readonly [number, number] | undefined;
  for (let at = 0; at <= text.length; at += 1) {
    const before = at === 0 ? "nothing" : kindOf(text[at - 1]!);
    const after = at === text.length ? "nothing" : kindOf(text[at]!);
    const isIdle = threads.size === 0 && after !== "nothing";
    if (isIdle && cannotBegin(pattern, before, text, at)) continue;
    if (best === undefined && !threads.has(0)) threads.set(0, at);
    const reached = new Map<number, number>();
    // The earliest start first, so that each state keeps the earliest that reaches it.
    for (const [state, start] of [...threads].sort(([, one], [, other]) => one - other)) {
      for (const one of closure([state], program, (boundary) => holds(boundary, before, after))) {
        if (!reached.has(one)) reached.set(one, start);
      }
    }
    const start = reached.get(program.length - 1);
    if (start !== undefined && (best === undefined || start <= best[0])) best = [start, at];
    if (at === text.length) break;
    const unit = text[at]!;
    threads = new Map();
    for (const [state, from] of reached) {
      const one = program[state]!;
      if (best !== undefined && from > best[0]) continue;
      if (one.kind === "unit" && isIn(unit, one.set)) threads.set(state + 1, from);
    }
    if (best !== undefined && threads.size === 0) break;
  }
  return best;
}

/** Whether no match begins at a place, as the table of state sets knows it: most places are none. */
function cannotBegin(pattern: Pattern, before: Before, text: Uint16Array, at: number): boolean {
  const { table } = pattern;
  const unit = text[at]!;
  const row = rowOf([], before, table);
  const { ascii, others } = table.rows[row]!;
  const known = unit < 128 ? ascii[unit]! : (others.get(unit) ?? UNKNOWN);
  const next = known === UNKNOWN ? step(pattern, row, unit) : known;
  return next > FOUND && table.rows[next - 2]!.states.length === 0;
}

/** What one unit makes of a row: FOUND, or the next row + 2; negative where the memory was emptied. */
function step(pattern: Pattern, at: number, unit: number): number {
  const { program, table } = pattern;
  const row = table.rows[at]!;
  const after = kindOf(unit);
  const reached = closure([...row.states, 0], program, (boundary) =>
    holds(boundary, row.before, after),
  );
  if (reached.includes(program.length - 1)) {
    remember(row, unit, FOUND);
    return FOUND;
  }
  const states = reached.flatMap((state) => {
    const one = program[state]!;
    return one.kind === "unit" && isIn(unit, one.set) ? [state + 1] : [];
  });
  if (table.rows.length >= MOST_ROWS) {
    table.rows.length = 0;
    table.byKey.clear();
    return -rowOf(states, after, table) - 2;
  }
  const next = rowOf(states, after, table) + 2;
  remember(row, unit, next);
  return next;
}

function remember(row: Row, unit: number, next: number): void {
  if (unit < 128) row.ascii[unit] = next;
  else row.others.set(unit, next);
}

function rowOf(states: readonly number[], before: Before, { rows, byKey }: Table): number {
  const ordered = [...new Set(states)].sort((one, other) => one - other);
  const key = `${before} ${ordered.join(" ")}`;
  const known = byKey.get(key);
  if (known !== undefined) return known;
  rows.push({ states: ordered, before, ascii: new Int32Array(128), others: new Map() });
  byKey.set(key, rows.length - 1);
  return rows.length - 1;
}

/** All states reached without reading a unit. */
function closure(
  from: readonly number[],
  program: readonly Step[],
  passes: (boundary: Boundary) => boolean,
): readonly number[] {
  const reached = new Set<number>();
  const open = [...from];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (reached.has(state)) continue;
    reached.add(state);
    const one = program[state]!;
    if (one.kind === "fork") open.push(...one.to);
    if (one.kind === "boundary" && passes(one.boundary)) open.push(state + 1);
  }
  return [...reached];
}

function holds(boundary: Boundary, before: Before, after: Before): boolean {
  switch (boundary) {
    case "start":
      return before === "nothing";
    case "end":
      return after === "nothing";
    case "word":
      return (before === "word") !== (after === "word");
    case "no-word":
      return (before === "word") === (after === "word");
  }
}

function kindOf(unit: number): Before {
  const isWord =
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x30 && unit <= 0x39) ||
    unit === 0x5f;
  return isWord ? "word" : "other";
}

function folded(unit: number): number {
  if (unit < 128) return unit >= 0x41 && unit <= 0x5a ? unit + 32 : unit;
  const lower = String.fromCharCode(unit).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}

function isIn(unit: number, { ranges, isNegated }: UnitSet): boolean {
  const raised = String.fromCharCode(unit).toUpperCase();
  const other = raised.length === 1 ? raised.charCodeAt(0) : unit;
  const isOne = ranges.some(
    ([first, last]) => (unit >= first && unit <= last) || (other >= first && other <= last),
  );
  return isOne !== isNegated;
}

/** How many steps a tree takes, told before any is written. */
function sizeOf(tree: PatternTree): number {
  switch (tree.kind) {
    case "sequence":
    case "choice":
      return tree.parts.reduce((sum, part) => sum + sizeOf(part) + 2, 0);
    case "repeat": {
      const copies = tree.most === Infinity ? tree.least + 1 : tree.most;
      return copies * (sizeOf(tree.part) + 2);
    }
    default:
      return 1;
  }
}

function write(tree: PatternTree, program: Step[]): void {
  switch (tree.kind) {
    case "unit":
      program.push({ kind: "unit", set: tree.set });
      return;
    case "boundary":
      program.push({ kind: "boundary", boundary: tree.boundary });
      return;
    case "sequence":
      for (const part of tree.parts) write(part, program);
      return;
    case "choice":
      writeChoice(tree.parts, program);
      return;
    case "repeat":
      for (let copy = 0; copy < tree.least; copy += 1) write(tree.part, program);
      if (tree.most === Infinity) writeLoop(tree.part, program);
      else for (let copy = tree.least; copy < tree.most; copy += 1) writeMaybe(tree.part, program);
  }
}

function writeChoice(parts: readonly PatternTree[], program: Step[]): void {
  const starts: number[] = [];
  const ends: number[] = [];
  const fork = program.push({ kind: "fork", to: starts }) - 1;
  for (const part of parts) {
    starts.push(program.length);
    write(part, program);
    ends.push(program.push({ kind: "fork", to: [] }) - 1);
  }
  for (const end of ends) program[end] = { kind: "fork", to: [program.length] };
  program[fork] = { kind: "fork", to: starts };
}

function writeLoop(part: PatternTree, program: Step[]): void {
  const fork = program.push({ kind: "fork", to: [] }) - 1;
  write(part, program);
  program.push({ kind: "fork", to: [fork] });
  program[fork] = { kind: "fork", to: [fork + 1, program.length] };
}

function writeMaybe(part: PatternTree, program: Step[]): void {
  const fork = program.push({ kind: "fork", to: [] }) - 1;
  write(part, program);
  program[fork] = { kind: "fork", to: [fork + 1, program.length] };
}
