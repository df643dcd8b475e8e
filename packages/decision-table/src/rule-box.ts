import { emptyBits, isWithin, meets, setBit } from "./bits.ts";
import type { Column } from "./partition.ts";
import { compareRanks, rankOf } from "./policy.ts";
import type { ReadEntry, ReadTable } from "./table.ts";
import { literal, type Value } from "./value.ts";

/** A rule seen as a box: for each column the classes it matches. */
export interface Box {
  readonly index: number;
  readonly groups: readonly Uint32Array[];
  /** The outputs' text where they are constant and can be compared. */
  readonly says: string;
  readonly rank: readonly number[] | undefined;
}

/** What was found, and whether that is all there is. */
export interface Found<Finding> {
  readonly found: readonly Finding[];
  readonly all: boolean;
}

/** The box of a rule, counted from 0. */
export function boxOf(index: number, read: ReadTable, columns: readonly Column[]): Box {
  const groups = columns.map((column) => {
    const bits = emptyBits(column.groupCount);
    for (const group of column.domainGroups) {
      const word = column.masks[group * column.words + (index >>> 5)]!;
      if ((word & (1 << (index & 31))) !== 0) setBit(bits, group);
    }
    return bits;
  });
  const { entries } = read.rules[index]!;
  const values = entries.map(constantOutput);
  const constant = values.every((value) => value !== undefined);
  return {
    index,
    groups,
    says: constant
      ? JSON.stringify(values.map((value) => literal(value!)))
      : JSON.stringify(["text", ...entries.map((entry) => entry.text)]),
    rank: constant ? rankOf(values as readonly Value[], read) : undefined,
  };
}

/** The value of an output that is a literal. */
export function constantOutput(entry: ReadEntry): Value | undefined {
  return entry.ok && entry.tree.kind === "literal" ? entry.tree.value : undefined;
}

/** Whether some fact matches both. */
export function overlapping(left: Box, right: Box): boolean {
  return left.groups.every((groups, at) => meets(groups, right.groups[at]!));
}

/** Whether every fact that matches the inner matches the outer. */
export function isInside(inner: Box, outer: Box): boolean {
  return inner.groups.every((groups, at) => isWithin(groups, outer.groups[at]!));
}

/** Below 0 where the left rule has the higher priority; `undefined` where that cannot be told. */
export function outranks(left: Box, right: Box): number | undefined {
  if (left.rank === undefined || right.rank === undefined) return undefined;
  return compareRanks(left.rank, right.rank);
}
