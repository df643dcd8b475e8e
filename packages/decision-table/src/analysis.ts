import { accept, type Result } from "@xinyi/result";
import { isEmpty } from "./bits.ts";
import {
  type FaultyOutput,
  findFaultyOutputs,
  findOutsideValues,
  findUnlistedOutputs,
  type OutsideValue,
  type UnlistedOutput,
} from "./entry-findings.ts";
import type { Budget } from "./explore.ts";
import { findGaps, type Gap } from "./gaps.ts";
import {
  type Contraction,
  findContractions,
  findMasked,
  findSubsumed,
  type Masked,
  type Subsumed,
} from "./idle-rules.ts";
import { conflicts, findMisleading, findOverlaps, type Overlap } from "./overlaps.ts";
import { partition } from "./partition.ts";
import { readTable } from "./read-table.ts";
import { boxOf } from "./rule-box.ts";
import type { ReadTable, Table, TableRejection, UnknownName } from "./table.ts";

export interface AnalysisLimits {
  /** Cuts of the fact space that may be made before the analysis gives up. */
  readonly steps?: number;
  /** Regions and pairs of one kind that are listed. */
  readonly findings?: number;
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
  readonly masked: readonly Masked[];
  /** Under priority: `rule` and `by` cross, say different things, and `by` is heard. */
  readonly misleading: readonly { readonly rule: number; readonly by: number }[];
  /** Rules that another rule, which says the same, makes needless. */
  readonly subsumed: readonly Subsumed[];
  /** Rules that could be one rule, whose cell for `input` would be `when`. */
  readonly contractions: readonly Contraction[];
  /** Rules that no fact of the domain matches. */
  readonly unreachable: readonly number[];
  readonly unknownNames: readonly UnknownName[];
  /** A cell's alternative that matches nothing which can occur in its column. */
  readonly outsideValues: readonly OutsideValue[];
  /** Outputs that are not among the values their column lists. */
  readonly unlistedOutputs: readonly UnlistedOutput[];
  /** Outputs that are no FEEL this package speaks. */
  readonly faultyOutputs: readonly FaultyOutput[];
  /** Cells that depend on more than their own input, and so were left out. */
  readonly notAnalyzed: readonly { readonly rule: number; readonly input: string }[];
}

const STEPS = 200_000;
const FINDINGS = 50_000;

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

  const gaps = findGaps(columns, boxes, read.rules.length, budget, most);
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
