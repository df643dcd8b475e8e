import { intersect, membersOf } from "./bits.ts";
import { type Budget, exampleFacts } from "./explore.ts";
import type { Column } from "./partition.ts";
import { type Box, type Found, isInside, outranks, overlapping } from "./rule-box.ts";
import type { ReadTable } from "./table.ts";
import type { Plain } from "./value.ts";

/** Two rules that some fact matches both. */
export interface Overlap {
  readonly rules: readonly [number, number];
  readonly sameOutputs: boolean;
  readonly example: { readonly [input: string]: Plain };
}

/** Every pair of rules that some fact matches both. */
export function findOverlaps(
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

/** Whether the hit policy cannot settle an overlap. */
export function conflicts(overlap: Overlap, read: ReadTable, boxes: readonly Box[]): boolean {
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

/** Under priority: rules that cross, say different things, and one of which is heard. */
export function findMisleading(
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
