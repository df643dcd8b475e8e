import { accept, type Result, reject } from "@xinyi/result";

/** A set of UTF-16 units, ends of each range included; letters count in both cases. */
export interface UnitSet {
  readonly ranges: readonly (readonly [number, number])[];
  readonly isNegated: boolean;
}

export type Boundary = "word" | "no-word" | "start" | "end";

/** A pattern as read: what follows what, what may stand instead, what repeats. */
export type PatternTree =
  | { readonly kind: "unit"; readonly set: UnitSet }
  | { readonly kind: "boundary"; readonly boundary: Boundary }
  | { readonly kind: "sequence"; readonly parts: readonly PatternTree[] }
  | { readonly kind: "choice"; readonly parts: readonly PatternTree[] }
  | {
      readonly kind: "repeat";
      readonly part: PatternTree;
      readonly least: number;
      readonly most: number;
    };

export type PatternRejection =
  | { readonly kind: "unreadable-pattern"; readonly at: number; readonly what: string }
  | { readonly kind: "not-linear"; readonly at: number; readonly what: string }
  | { readonly kind: "pattern-too-large"; readonly size: number; readonly most: number }
  | { readonly kind: "matches-empty-text" };

const MOST_REPEATS = 1000;
const DIGITS = [[0x30, 0x39]] as const;
const WORDS = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
] as const;
const BLANKS = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x3000, 0x3000],
] as const;
const LINE_ENDS = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
] as const;
const CLASSES: Readonly<Record<string, UnitSet>> = {
  d: { ranges: DIGITS, isNegated: false },
  D: { ranges: DIGITS, isNegated: true },
  w: { ranges: WORDS, isNegated: false },
  W: { ranges: WORDS, isNegated: true },
  s: { ranges: BLANKS, isNegated: false },
  S: { ranges: BLANKS, isNegated: true },
};
const CONTROLS: Readonly<Record<string, number>> = { t: 0x09, n: 0x0a, r: 0x0d, f: 0x0c, v: 0x0b };

interface Reading {
  readonly text: string;
  at: number;
  fault?: PatternRejection;
}

/**
 * Reads a pattern: literals, classes, groups, choices, repetitions, `^ $ \b`; `\w \d
 * \s` as in ASCII. What no linear matcher can do, a look around or a reference back,
 * is refused with its place, counted from 0.
 */
export function readPattern(text: string): Result<PatternTree, PatternRejection> {
  const reading: Reading = { text, at: 0 };
  const tree = choice(reading);
  if (reading.fault === undefined && reading.at < text.length) fail(reading, "unopened group");
  return reading.fault === undefined ? accept(tree) : reject(reading.fault);
}

function choice(reading: Reading): PatternTree {
  const parts = [sequence(reading)];
  while (taken(reading, "|")) parts.push(sequence(reading));
  return parts.length === 1 ? parts[0]! : { kind: "choice", parts };
}

function sequence(reading: Reading): PatternTree {
  const parts: PatternTree[] = [];
  while (reading.fault === undefined && reading.at < reading.text.length) {
    const next = reading.text.charAt(reading.at);
    if (next === "|" || next === ")") break;
    parts.push(repeated(atom(reading), reading));
  }
  return { kind: "sequence", parts };
}

function repeated(part: PatternTree, reading: Reading): PatternTree {
  const at = reading.at;
  const bounds = boundsAt(reading);
  if (bounds === undefined) return part;
  // Which of several matches is meant makes no difference to whether there is one.
  taken(reading, "?");
  if (part.kind === "boundary") fail(reading, "repeated boundary", at);
  const [least, most] = bounds;
  if (least > most || Math.max(least, most === Infinity ? 0 : most) > MOST_REPEATS) {
    fail(reading, "repetition", at);
  }
  return { kind: "repeat", part, least, most };
}

function boundsAt(reading: Reading): readonly [number, number] | undefined {
  if (taken(reading, "*")) return [0, Infinity];
  if (taken(reading, "+")) return [1, Infinity];
  if (taken(reading, "?")) return [0, 1];
  const counted = /^\{(\d{1,5})(,(\d{0,5}))?\}/.exec(
    reading.text.slice(reading.at, reading.at + 16),
  );
  if (counted === null) return undefined;
  reading.at += counted[0].length;
  const least = Number(counted[1]);
  if (counted[2] === undefined) return [least, least];
  return [least, counted[3] === "" ? Infinity : Number(counted[3])];
}

function atom(reading: Reading): PatternTree {
  const at = reading.at;
  const next = reading.text.charAt(at);
  reading.at += 1;
  switch (next) {
    case "(":
      return group(reading, at);
    case "[":
      return unit(classOf(reading, at));
    case ".":
      return unit({ ranges: LINE_ENDS, isNegated: true });
    case "^":
      return { kind: "boundary", boundary: "start" };
    case "$":
      return { kind: "boundary", boundary: "end" };
    case "\\":
      return escaped(reading, at);
    case "*":
    case "+":
    case "?":
      return fail(reading, "nothing to repeat", at);
    default:
      return unit(only(next.charCodeAt(0)));
  }
}

function group(reading: Reading, at: number): PatternTree {
  if (taken(reading, "?")) {
    if (!taken(reading, ":")) return refuse(reading, at, "look around or named group");
  }
  const inner = choice(reading);
  if (!taken(reading, ")")) fail(reading, "unclosed group", at);
  return inner;
}

function escaped(reading: Reading, at: number): PatternTree {
  const next = reading.text.charAt(reading.at);
  reading.at += 1;
  if (next === "b") return { kind: "boundary", boundary: "word" };
  if (next === "B") return { kind: "boundary", boundary: "no-word" };
  if (/[1-9k]/.test(next)) return refuse(reading, at, "reference back");
  return unit(CLASSES[next] ?? only(literalOf(next, reading, at)));
}

function classOf(reading: Reading, at: number): UnitSet {
  const isNegated = taken(reading, "^");
  const ranges: (readonly [number, number])[] = [];
  let isFirst = true;
  while (reading.fault === undefined && (isFirst || reading.text.charAt(reading.at) !== "]")) {
    isFirst = false;
    if (reading.at >= reading.text.length) fail(reading, "unclosed class", at);
    const whole = classMember(reading);
    if (typeof whole !== "number") {
      ranges.push(...whole);
      continue;
    }
    const isRange =
      reading.text.charAt(reading.at) === "-" && reading.text.charAt(reading.at + 1) !== "]";
    if (isRange) reading.at += 1;
    const last = isRange ? classMember(reading) : whole;
    if (typeof last !== "number" || last < whole) fail(reading, "range");
    else ranges.push([whole, last]);
  }
  reading.at += 1;
  return { ranges, isNegated };
}

/** One unit of a class, or the ranges a class within a class stands for. */
function classMember(reading: Reading): number | readonly (readonly [number, number])[] {
  const at = reading.at;
  const next = reading.text.charAt(at);
  reading.at += 1;
  if (next !== "\\") return next.charCodeAt(0);
  const letter = reading.text.charAt(reading.at);
  reading.at += 1;
  const set = CLASSES[letter];
  if (set === undefined) return literalOf(letter, reading, at);
  return set.isNegated ? complement(set.ranges) : set.ranges;
}

function complement(ranges: UnitSet["ranges"]): UnitSet["ranges"] {
  const others: (readonly [number, number])[] = [];
  let from = 0;
  for (const [first, last] of ranges) {
    if (first > from) others.push([from, first - 1]);
    from = last + 1;
  }
  return [...others, [from, 0xffff]];
}

function literalOf(letter: string, reading: Reading, at: number): number {
  const control = CONTROLS[letter];
  if (control !== undefined) return control;
  if (letter === "" || /[A-Za-z0-9]/.test(letter)) fail(reading, `\\${letter}`, at);
  return letter.charCodeAt(0);
}

function taken(reading: Reading, character: string): boolean {
  if (reading.text.charAt(reading.at) !== character) return false;
  reading.at += 1;
  return true;
}

function only(code: number): UnitSet {
  return { ranges: [[code, code]], isNegated: false };
}

function unit(set: UnitSet): PatternTree {
  return { kind: "unit", set };
}

function refuse(reading: Reading, at: number, what: string): PatternTree {
  reading.fault ??= { kind: "not-linear", at, what };
  return { kind: "sequence", parts: [] };
}

function fail(reading: Reading, what: string, at: number = reading.at): PatternTree {
  reading.fault ??= { kind: "unreadable-pattern", at, what };
  return { kind: "sequence", parts: [] };
}
