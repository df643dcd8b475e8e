import { testSets } from "./cell-sets.ts";
import type { Column } from "./partition.ts";
import { constantOutput } from "./rule-box.ts";
import type { ReadTable } from "./table.ts";
import { literal } from "./value.ts";
import { intersection, type ValueSet } from "./value-set.ts";

/** A cell of which an alternative matches nothing that can occur in its column. */
export interface OutsideValue {
  readonly rule: number;
  readonly input: string;
  readonly value: string;
}

/** An output that is not among the values its column lists. */
export interface UnlistedOutput {
  readonly rule: number;
  readonly output: string;
  readonly value: string;
}

/** An output that is no FEEL this package speaks. */
export interface FaultyOutput {
  readonly rule: number;
  readonly output: string;
}

export function findOutsideValues(
  read: ReadTable,
  columns: readonly Column[],
): readonly OutsideValue[] {
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

export function findUnlistedOutputs(read: ReadTable): readonly UnlistedOutput[] {
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

export function findFaultyOutputs(read: ReadTable): readonly FaultyOutput[] {
  return read.rules.flatMap(({ entries }, index) =>
    entries.flatMap((entry, at) =>
      entry.ok ? [] : [{ rule: index + 1, output: read.outputs[at]!.name }],
    ),
  );
}
