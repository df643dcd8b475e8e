import { compareDecimals, type Decimal } from "./decimal.ts";
import { isList, type Value } from "./value.ts";

/**
 * A set of FEEL values. Each ordered sort is a line, cut where membership
 * changes; lists are told apart only by which of the column's `elements` they
 * hold; `rest` stands for every value on no line named here.
 */
export interface ValueSet {
  readonly null: boolean;
  readonly true: boolean;
  readonly false: boolean;
  readonly rest: boolean;
  readonly lines: ReadonlyMap<string, LineSet>;
  /** Bit m tells whether lists that hold exactly the elements of mask m belong. */
  readonly lists: bigint;
}

export type LineKey = Decimal | string;

/** A place on a line: just before a key, or just after it. */
export interface Cut {
  readonly key: LineKey;
  readonly after: boolean;
}

/** Membership from minus infinity on, changing at every cut. */
export interface LineSet {
  readonly inside: boolean;
  readonly cuts: readonly Cut[];
}

export function compareKeys(left: LineKey, right: LineKey): number {
  if (typeof left === "string" || typeof right === "string") {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return compareDecimals(left, right);
}

function compareCuts(left: Cut, right: Cut): number {
  return compareKeys(left.key, right.key) || Number(left.after) - Number(right.after);
}

/** Every list, whichever of the elements it holds. */
export function allLists(elements: readonly string[]): bigint {
  return (1n << (1n << BigInt(elements.length))) - 1n;
}

export function everything(elements: readonly string[]): ValueSet {
  return {
    null: true,
    true: true,
    false: true,
    rest: true,
    lines: new Map(),
    lists: allLists(elements),
  };
}

export const NOTHING: ValueSet = {
  null: false,
  true: false,
  false: false,
  rest: false,
  lines: new Map(),
  lists: 0n,
};

/** Pointwise union (`either`) or intersection (`both`). */
function combine(left: ValueSet, right: ValueSet, union: boolean): ValueSet {
  const join = (a: boolean, b: boolean) => (union ? a || b : a && b);
  const names = new Set([...left.lines.keys(), ...right.lines.keys()]);
  const lines = new Map<string, LineSet>();
  for (const name of names) {
    const a = left.lines.get(name) ?? { inside: left.rest, cuts: [] };
    const b = right.lines.get(name) ?? { inside: right.rest, cuts: [] };
    lines.set(name, combineLines(a, b, join));
  }
  return {
    null: join(left.null, right.null),
    true: join(left.true, right.true),
    false: join(left.false, right.false),
    rest: join(left.rest, right.rest),
    lines,
    lists: union ? left.lists | right.lists : left.lists & right.lists,
  };
}

export function union(left: ValueSet, right: ValueSet): ValueSet {
  return combine(left, right, true);
}

export function intersection(left: ValueSet, right: ValueSet): ValueSet {
  return combine(left, right, false);
}

function combineLines(
  left: LineSet,
  right: LineSet,
  join: (a: boolean, b: boolean) => boolean,
): LineSet {
  const start = join(left.inside, right.inside);
  const cuts: Cut[] = [];
  let [a, b, now, i, j] = [left.inside, right.inside, start, 0, 0];
  while (i < left.cuts.length || j < right.cuts.length) {
    const ours = left.cuts[i];
    const theirs = right.cuts[j];
    const sign = ours === undefined ? 1 : theirs === undefined ? -1 : compareCuts(ours, theirs);
    if (sign <= 0) {
      a = !a;
      i += 1;
    }
    if (sign >= 0) {
      b = !b;
      j += 1;
    }
    if (join(a, b) !== now) {
      now = !now;
      cuts.push((sign <= 0 ? ours : theirs)!);
    }
  }
  return { inside: start, cuts };
}

/** Values of one line only. */
export function onLine(name: string, line: LineSet): ValueSet {
  return { ...NOTHING, lines: new Map([[name, line]]) };
}

/** The line that a value lies on; `undefined` for what has no order. */
export function lineOf(value: Value): { readonly line: string; readonly key: LineKey } | undefined {
  if (typeof value === "string") return { line: "string", key: value };
  if (value === null || typeof value !== "object" || isList(value)) return undefined;
  if (value.sort === "number") return { line: "number", key: value };
  if (!("key" in value)) return undefined;
  return { line: value.zoned ? `${value.sort} zoned` : value.sort, key: value.key };
}

/** Every value of one sort. */
export function wholeLine(line: string): ValueSet {
  return onLine(line, { inside: true, cuts: [] });
}

/** Every value that does not belong. */
export function complement(set: ValueSet, elements: readonly string[]): ValueSet {
  const lines = [...set.lines].map(
    ([name, line]) => [name, { inside: !line.inside, cuts: line.cuts }] as const,
  );
  return {
    null: !set.null,
    true: !set.true,
    false: !set.false,
    rest: !set.rest,
    lines: new Map(lines),
    lists: allLists(elements) ^ set.lists,
  };
}
