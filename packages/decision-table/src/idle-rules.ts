import { bitsKey, bitsOf, isEmpty, isWithin, meets, membersOf } from "./bits.ts";
import { type Budget, type Diagram, explore } from "./explore.ts";
import type { Column } from "./partition.ts";
import { cellText } from "./region.ts";
import { type Box, type Found, isInside, outranks, overlapping } from "./rule-box.ts";
import type { ReadTable } from "./table.ts";

/** A rule that never wins, and the rules that win in its stead. */
export interface Masked {
  readonly rule: number;
  readonly by: readonly number[];
}

/** A rule that another, which says the same, makes needless. */
export interface Subsumed {
  readonly rule: number;
  readonly by: number;
}

/** Rules that could be one, whose cell for `input` would be `when`. */
export interface Contraction {
  readonly rules: readonly number[];
  readonly input: string;
  readonly when: string;
}

/** Whether `over` is heard instead of `under` wherever both match. */
function silences(over: Box, under: Box, read: ReadTable): boolean {
  if (read.hitPolicy === "first") return over.index < under.index;
  return read.hitPolicy === "priority" && (outranks(over, under) ?? 0) < 0;
}

/** Rules whose every fact is taken by rules that are heard before them. */
export function findMasked(
  read: ReadTable,
  columns: readonly Column[],
  boxes: readonly Box[],
  budget: Budget,
): Found<Masked> {
  const found: Masked[] = [];
  if (read.hitPolicy !== "first" && read.hitPolicy !== "priority") return { found, all: true };
  for (const box of boxes) {
    const over = boxes.filter((other) => silences(other, box, read) && overlapping(other, box));
    if (over.length === 0) continue;
    const left = uncovered(box, over, columns, read.rules.length, budget);
    if (left === undefined) return { found, all: false };
    if (left.kind === "leaf" && left.label === 0) {
      found.push({ rule: box.index + 1, by: over.map((other) => other.index + 1) });
    }
  }
  return { found, all: true };
}

/** The part of a rule's box that none of the others covers: a leaf 0 where none is left. */
function uncovered(
  box: Box,
  others: readonly Box[],
  columns: readonly Column[],
  ruleCount: number,
  budget: Budget,
): Diagram | undefined {
  const open = columns.map((_, from) =>
    bitsOf(
      others
        .filter((other) =>
          box.groups.slice(from).every((own, at) => isWithin(own, other.groups[from + at]!)),
        )
        .map((other) => other.index),
      ruleCount,
    ),
  );
  const label = (live: Uint32Array, at: number): number | undefined => {
    if (isEmpty(live)) return 1;
    return at === columns.length || meets(live, open[at]!) ? 0 : undefined;
  };
  const within = box.groups.map(membersOf);
  const live = bitsOf(
    others.map((other) => other.index),
    ruleCount,
  );
  return explore({ columns, within, label, budget }, live);
}

/** Policies that hear every rule need each of them. */
function hearsOne(read: ReadTable): boolean {
  return ["unique", "any", "first", "priority"].includes(read.hitPolicy);
}

/** Rules whose removal changes no answer, since one other rule says the same. */
export function findSubsumed(read: ReadTable, boxes: readonly Box[]): readonly Subsumed[] {
  if (!hearsOne(read)) return [];
  return boxes.flatMap((box) => {
    const by = boxes.find((other) => other !== box && subsumes(other, box, read, boxes));
    return by === undefined ? [] : [{ rule: box.index + 1, by: by.index + 1 }];
  });
}

function subsumes(outer: Box, inner: Box, read: ReadTable, boxes: readonly Box[]): boolean {
  if (outer.says !== inner.says || !isInside(inner, outer)) return false;
  // Of two equal rules the later one is the needless one.
  if (isInside(outer, inner) && outer.index > inner.index) return false;
  return (
    read.hitPolicy !== "first" || outer.index < inner.index || undisturbed(inner, outer, boxes)
  );
}

/** Under `first`: no rule between the two would speak where the earlier one falls silent. */
function undisturbed(early: Box, late: Box, boxes: readonly Box[]): boolean {
  return boxes
    .filter((box) => box.index > early.index && box.index < late.index)
    .every((box) => box.says === early.says || !overlapping(box, early));
}

/** Rules that say the same and differ in one cell only. */
export function findContractions(
  read: ReadTable,
  columns: readonly Column[],
  boxes: readonly Box[],
): readonly Contraction[] {
  if (!hearsOne(read)) return [];
  return columns.flatMap((column, at) => {
    const alike = new Map<string, Box[]>();
    for (const box of boxes) {
      const others = box.groups.filter((_, index) => index !== at).map(bitsKey);
      const key = JSON.stringify([box.says, others]);
      alike.set(key, [...(alike.get(key) ?? []), box]);
    }
    return [...alike.values()].flatMap((rules) => {
      const joined = rules.filter((box) => canMove(rules[0]!, box, read, boxes));
      const groups = new Set(joined.flatMap((box) => membersOf(box.groups[at]!)));
      const larger = joined.every((box) => membersOf(box.groups[at]!).length < groups.size);
      if (joined.length < 2 || !larger) return [];
      const numbers = joined.map((box) => box.index + 1);
      return [{ rules: numbers, input: column.input.name, when: cellText(column, groups) }];
    });
  });
}

function canMove(to: Box, box: Box, read: ReadTable, boxes: readonly Box[]): boolean {
  if (read.hitPolicy !== "first" || to === box) return true;
  return boxes
    .filter((other) => other.index > to.index && other.index < box.index)
    .every((other) => other.says === box.says || !overlapping(other, box));
}
