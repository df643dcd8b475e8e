import { bitsOf, emptyBits, isEmpty, isWithin, meets, setBit } from "./bits.ts";
import { type Budget, explore, regionsOf } from "./explore.ts";
import type { Column } from "./partition.ts";
import type { Region } from "./region.ts";
import type { Box, Found } from "./rule-box.ts";

/** Facts that no rule matches. */
export interface Gap extends Region {
  /** False where a rule whose cells could not be analyzed may still match here. */
  readonly proven: boolean;
}

/** Facts that no rule matches, as boxes that together are all of them. */
export function findGaps(
  columns: readonly Column[],
  boxes: readonly Box[],
  ruleCount: number,
  budget: Budget,
  most: number,
): Found<Gap> {
  const open = openRules(columns, boxes, ruleCount);
  const all = bitsOf(
    boxes.map((box) => box.index),
    ruleCount,
  );
  const label = (live: Uint32Array, at: number): number | undefined => {
    if (isEmpty(live)) return 1;
    return meets(live, open[at]!) ? 0 : undefined;
  };
  const diagram = explore({ columns, label, budget }, all);
  if (diagram === undefined) return { found: [], all: false };
  const { regions, all: listed } = regionsOf(diagram, columns, (each) => each === 1, most);
  const proven = boxes.length === ruleCount;
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
