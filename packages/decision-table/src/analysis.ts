import type { Result } from "@xinyi/result";
import { accept } from "@xinyi/result";
import {
  bitsKey,
  bitsOf,
  emptyBits,
  intersect,
  isEmpty,
  isWithin,
  meets,
  membersOf,
  setBit,
} from "./bits.ts";
import { type Budget, type Diagram, exampleFacts, explore, regionsOf } from "./explore.ts";
import { evaluate } from "./interpret.ts";
import { type Column, partition } from "./partition.ts";
import { compareRanks, rankOf } from "./policy.ts";
import { cellText, type Region } from "./region.ts";
import type { ReadEntry, ReadTable, Table, TableRejection, UnknownName } from "./table.ts";
import { readTable } from "./table.ts";
import { literal, type Plain, type Value } from "./value.ts";
import { intersection, testSets, type ValueSet } from "./value-set.ts";

export interface AnalysisLimits {
  /** Cuts of the fact space that may be made before the analysis gives up. */
  readonly steps?: number;
  /** Regions and pairs of one kind that are listed. */
  readonly findings?: number;
}

/** Facts that no rule matches. */
export interface Gap extends Region {
  /** False where a rule whose cells could not be analyzed may still match here. */
  readonly proven: boolean;
}

/** Two rules that some fact matches both. */
export interface Overlap {
  readonly rules: readonly [number, number];
  readonly sameOutputs: boolean;
  readonly example: { readonly [input: string]: Plain };
}

/**
 * What is wrong or idle in a table, over all facts its columns admit. Rules
 * count from 1; null is admitted only where it is listed.
 *
 * `incomplete` means that something was not looked at: then nothing that is
 * absent here is known to be absent in the table.
 */
export interface Analysis {
  readonly status: "clean" | "findings" | "incomplete";
  /** Every fact matches a rule: only ever true where that was proved. */
  readonly complete: boolean;
  readonly gaps: readonly Gap[];
  readonly overlaps: readonly Overlap[];
  /** Overlaps that the hit policy cannot settle. */
  readonly conflicts: readonly Overlap[];
  /** Rules that never win, and the rules that win in their stead. */
  readonly masked: readonly { readonly rule: number; readonly by: readonly number[] }[];
  /** Under priority: `rule` and `by` cross, say different things, and `by` is heard. */
  readonly misleading: readonly { readonly rule: number; readonly by: number }[];
  /** Rules that another rule, which says the same, makes needless. */
  readonly subsumed: readonly { readonly rule: number; readonly by: number }[];
  /** Rules that could be one rule, whose cell for `input` would be `when`. */
  readonly contractions: readonly {
    readonly rules: readonly number[];
    readonly input: string;
    readonly when: string;
  }[];
  /** Rules that no fact of the domain matches. */
  readonly unreachable: readonly number[];
  readonly unknownNames: readonly UnknownName[];
  /** A cell's alternative that matches nothing which can occur in its column. */
  readonly outsideValues: readonly {
    readonly rule: number;
    readonly input: string;
    readonly value: string;
  }[];
  /** Outputs that are not among the values their column lists. */
  readonly unlistedOutputs: readonly {
    readonly rule: number;
    readonly output: string;
    readonly value: string;
  }[];
  /** Outputs that are no FEEL this package speaks. */
  readonly faultyOutputs: readonly { readonly rule: number; readonly output: string }[];
  /** Cells that depend on more than their own input, and so were left out. */
  readonly notAnalyzed: readonly { readonly rule: number; readonly input: string }[];
}

const STEPS = 200_000;
const FINDINGS = 50_000;

/** A rule seen as a box: for each column the classes it matches. */
interface Box {
  readonly index: number;
  readonly groups: readonly Uint32Array[];
  /** The outputs' text where they are constant and can be compared. */
  readonly says: string;
  readonly rank: readonly number[] | undefined;
}

/** Looks for holes, clashes and idle rules. Outputs are compared, never evaluated. */
export function analyze(
  table: Table,
  limits: AnalysisLimits = {},
): Result<Analysis, TableRejection> {
  const read = readTable(table);
  return read.ok ? accept(analyzeRead(read.value, limits)) : read;
}

export function analyzeRead(read: ReadTable, limits: AnalysisLimits = {}): Analysis {
  const budget: Budget = { left: limits.steps ?? STEPS };
  const most = limits.findings ?? FINDINGS;
  const columns = partition(read);
  const opaque = new Set(columns.flatMap((column) => column.opaque));
  const boxes = read.rules
    .map((_, index) => boxOf(index, read, columns))
    .filter((box) => !opaque.has(box.index));
  const unreachable = boxes.filter((box) => box.groups.some(isEmpty)).map((box) => box.index + 1);
  const live = boxes.filter((box) => !box.groups.some(isEmpty));

  const gaps = findGaps(read, columns, boxes, budget, most);
  const overlaps = findOverlaps(live, columns, budget, most);
  const masked = findMasked(read, columns, live, budget);
  const maskedRules = new Set(masked.found.map(({ rule }) => rule));
  const report = {
    gaps: gaps.found,
    overlaps: overlaps.found,
    conflicts: overlaps.found.filter((overlap) => conflicts(overlap, read, boxes)),
    masked: masked.found,
    misleading: findMisleading(read, overlaps.found, boxes, maskedRules),
    subsumed: findSubsumed(read, live),
    contractions: findContractions(read, columns, live),
    unreachable,
    unknownNames: read.unknownNames,
    outsideValues: findOutsideValues(read, columns),
    unlistedOutputs: findUnlistedOutputs(read),
    faultyOutputs: findFaultyOutputs(read),
    notAnalyzed: columns.flatMap((column) =>
      column.opaque.map((index) => ({ rule: index + 1, input: column.input.name })),
    ),
  };
  const finished =
    gaps.all && overlaps.all && masked.all && budget.left >= 0 && report.notAnalyzed.length === 0;
  // An overlap that the hit policy settles is how such tables are written.
  const idle = Object.values({ ...report, overlaps: [] }).every((found) => found.length === 0);
  return {
    status: !finished ? "incomplete" : idle ? "clean" : "findings",
    complete: gaps.all && report.gaps.length === 0,
    ...report,
  };
}

interface Found<Finding> {
  readonly found: readonly Finding[];
  readonly all: boolean;
}

function boxOf(index: number, read: ReadTable, columns: readonly Column[]): Box {
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

function constantOutput(entry: ReadEntry): Value | undefined {
  if (!entry.ok || entry.tree.kind !== "literal") return undefined;
  return evaluate(entry.tree, { input: null, lookUp: () => null });
}

/** Facts that no rule matches, as boxes that together are all of them. */
function findGaps(
  read: ReadTable,
  columns: readonly Column[],
  boxes: readonly Box[],
  budget: Budget,
  most: number,
): Found<Gap> {
  const open = openRules(columns, boxes, read.rules.length);
  const all = bitsOf(
    boxes.map((box) => box.index),
    read.rules.length,
  );
  const label = (live: Uint32Array, at: number): number | undefined => {
    if (isEmpty(live)) return 1;
    return meets(live, open[at]!) ? 0 : undefined;
  };
  const diagram = explore({ columns, label, budget }, all);
  if (diagram === undefined) return { found: [], all: false };
  const { regions, all: listed } = regionsOf(diagram, columns, (each) => each === 1, most);
  const proven = boxes.length === read.rules.length;
  return { found: regions.map(({ when, example }) => ({ when, example, proven })), all: listed };
}

/** For each column, the rules that ask nothing from there on. */
function openRules(
  columns: readonly Column[],
  boxes: readonly Box[],
  ruleCount: number,
): readonly Uint32Array[] {
  const open = [...columns, undefined].map(() => emptyBits(ruleCount));
  for (const box of boxes) {
    setBit(open[columns.length]!, box.index);
    for (let at = columns.length - 1; at >= 0; at -= 1) {
      const domain = bitsOf(columns[at]!.domainGroups, columns[at]!.groupCount);
      if (!isWithin(domain, box.groups[at]!)) break;
      setBit(open[at]!, box.index);
    }
  }
  return open;
}

function overlapping(left: Box, right: Box): boolean {
  return left.groups.every((groups, at) => meets(groups, right.groups[at]!));
}

function findOverlaps(
  boxes: readonly Box[],
  columns: readonly Column[],
  budget: Budget,
  most: number,
): Found<Overlap> {
  const found: Overlap[] = [];
  for (const [at, left] of boxes.entries()) {
    budget.left -= 1;
    if (budget.left < 0) return { found, all: false };
    for (const right of boxes.slice(at + 1)) {
      if (!overlapping(left, right)) continue;
      if (found.length === most) return { found, all: false };
      const shared = left.groups.map(
        (groups, column) => new Set(membersOf(intersect(groups, right.groups[column]!))),
      );
      found.push({
        rules: [left.index + 1, right.index + 1],
        sameOutputs: left.says === right.says,
        example: exampleFacts(columns, shared),
      });
    }
  }
  return { found, all: true };
}

function conflicts(overlap: Overlap, read: ReadTable, boxes: readonly Box[]): boolean {
  switch (read.hitPolicy) {
    case "unique":
      return true;
    case "any":
      return !overlap.sameOutputs;
    case "priority": {
      const [left, right] = overlap.rules.map((rule) =>
        boxes.find((box) => box.index === rule - 1),
      );
      return !overlap.sameOutputs && outranks(left!, right!) === 0;
    }
    default:
      return false;
  }
}

/** Below 0 where the left rule has the higher priority; `undefined` where that cannot be told. */
function outranks(left: Box, right: Box): number | undefined {
  if (left.rank === undefined || right.rank === undefined) return undefined;
  return compareRanks(left.rank, right.rank);
}

/** Whether `over` is heard instead of `under` wherever both match. */
function silences(over: Box, under: Box, read: ReadTable): boolean {
  if (read.hitPolicy === "first") return over.index < under.index;
  return read.hitPolicy === "priority" && (outranks(over, under) ?? 0) < 0;
}

function findMasked(
  read: ReadTable,
  columns: readonly Column[],
  boxes: readonly Box[],
  budget: Budget,
): Found<{ readonly rule: number; readonly by: readonly number[] }> {
  const found: { rule: number; by: readonly number[] }[] = [];
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

function findMisleading(
  read: ReadTable,
  overlaps: readonly Overlap[],
  boxes: readonly Box[],
  masked: ReadonlySet<number>,
): readonly { readonly rule: number; readonly by: number }[] {
  if (read.hitPolicy !== "priority") return [];
  const byRule = new Map(boxes.map((box) => [box.index + 1, box]));
  return overlaps.flatMap(({ rules, sameOutputs }) => {
    const sign = outranks(byRule.get(rules[0])!, byRule.get(rules[1])!);
    if (sameOutputs || sign === undefined || sign === 0) return [];
    const [rule, by] = sign < 0 ? [rules[1], rules[0]] : rules;
    const [under, over] = [byRule.get(rule)!, byRule.get(by)!];
    // A rule and its exception, or its catch-all, read as what they are.
    if (isInside(over, under) || isInside(under, over) || masked.has(rule)) return [];
    return [{ rule, by }];
  });
}

/** Policies that hear every rule need each of them. */
function hearsOne(read: ReadTable): boolean {
  return ["unique", "any", "first", "priority"].includes(read.hitPolicy);
}

function findSubsumed(
  read: ReadTable,
  boxes: readonly Box[],
): readonly { readonly rule: number; readonly by: number }[] {
  if (!hearsOne(read)) return [];
  return boxes.flatMap((box) => {
    const by = boxes.find((other) => other !== box && subsumes(other, box, read, boxes));
    return by === undefined ? [] : [{ rule: box.index + 1, by: by.index + 1 }];
  });
}

function isInside(inner: Box, outer: Box): boolean {
  return inner.groups.every((groups, at) => isWithin(groups, outer.groups[at]!));
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
function findContractions(
  read: ReadTable,
  columns: readonly Column[],
  boxes: readonly Box[],
): Analysis["contractions"] {
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

function findOutsideValues(read: ReadTable, columns: readonly Column[]): Analysis["outsideValues"] {
  return read.rules.flatMap(({ cells, hopeless }, index) =>
    cells.flatMap((cell, at) => {
      const column = columns[at]!;
      if (cell.kind === "any" || hopeless.includes(at)) return [];
      return cell.tests.flatMap((test) => {
        const sets = testSets(test, column.setColumn);
        if (sets === undefined || !isNone(intersection(sets.holds, column.domain))) return [];
        const value = read.table.rules[index]!.when[at]!;
        return [{ rule: index + 1, input: column.input.name, value }];
      });
    }),
  );
}

function isNone(set: ValueSet): boolean {
  if (set.null || set.true || set.false || set.rest || set.lists !== 0n) return false;
  return [...set.lines.values()].every((line) => !line.inside && line.cuts.length === 0);
}

function findUnlistedOutputs(read: ReadTable): Analysis["unlistedOutputs"] {
  return read.rules.flatMap(({ entries }, index) =>
    entries.flatMap((entry, at) => {
      const { ranks, name } = read.outputs[at]!;
      const value = constantOutput(entry);
      if (ranks === undefined || value === undefined) return [];
      const listed = ranks.some((each) => literal(each) === literal(value));
      return listed ? [] : [{ rule: index + 1, output: name, value: entry.text }];
    }),
  );
}

function findFaultyOutputs(read: ReadTable): Analysis["faultyOutputs"] {
  return read.rules.flatMap(({ entries }, index) =>
    entries.flatMap((entry, at) =>
      entry.ok ? [] : [{ rule: index + 1, output: read.outputs[at]!.name }],
    ),
  );
}
