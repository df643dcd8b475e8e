import { bitsKey, intersect } from "./bits.ts";
import type { Column } from "./partition.ts";
import { cellText, exampleIn, type Region } from "./region.ts";
import type { Plain } from "./value.ts";

/**
 * The space of all facts, cut column by column into a decision diagram. Equal
 * parts are one node, so that a table of many rules stays small.
 */
export type Diagram =
  | { readonly kind: "leaf"; readonly label: number }
  | { readonly kind: "split"; readonly column: number; readonly edges: readonly Edge[] };

interface Edge {
  readonly groups: ReadonlySet<number>;
  readonly to: Diagram;
}

/** Steps that may still be taken; an analysis that used them all is incomplete. */
export interface Budget {
  left: number;
}

export interface Exploration {
  readonly columns: readonly Column[];
  /** For each column the classes looked at; all of its domain where not given. */
  readonly within?: readonly (readonly number[])[];
  /** The label of a part, told from the rules still live before this column; `undefined` to cut on. */
  readonly label: (live: Uint32Array, column: number) => number | undefined;
  readonly budget: Budget;
}

/** `undefined` where the budget ran out. */
export function explore(exploration: Exploration, live: Uint32Array): Diagram | undefined {
  const { columns, label, budget } = exploration;
  const known = new Map<string, Diagram>();
  const made = new Map<string, Diagram>();
  const ids = new Map<Diagram, number>();

  const unique = (diagram: Diagram): Diagram => {
    const key =
      diagram.kind === "leaf"
        ? `${diagram.label}`
        : `${diagram.column}|${diagram.edges.map(({ groups, to }) => `${[...groups]}:${ids.get(to)}`).join(";")}`;
    const same = made.get(key);
    if (same !== undefined) return same;
    made.set(key, diagram);
    ids.set(diagram, ids.size);
    return diagram;
  };

  const visit = (rules: Uint32Array, at: number): Diagram | undefined => {
    const told = label(rules, at);
    if (told !== undefined) return unique({ kind: "leaf", label: told });
    const key = String.fromCharCode(at) + bitsKey(rules);
    const before = known.get(key);
    if (before !== undefined) return before;
    const column = columns[at]!;
    const groups = exploration.within?.[at] ?? column.domainGroups;
    budget.left -= 1;
    if (budget.left < 0) return undefined;
    const byTarget = new Map<Diagram, number[]>();
    const byRules = new Map<string, Diagram>();
    for (const group of groups) {
      const left = intersect(
        rules,
        column.masks.subarray(group * column.words, (group + 1) * column.words),
      );
      const leftKey = bitsKey(left);
      const target = byRules.get(leftKey) ?? visit(left, at + 1);
      if (target === undefined) return undefined;
      byRules.set(leftKey, target);
      const others = byTarget.get(target);
      if (others === undefined) byTarget.set(target, [group]);
      else others.push(group);
    }
    const edges = [...byTarget].map(([to, inside]) => ({ groups: new Set(inside), to }));
    const only = edges.length === 1 ? edges[0]!.to : undefined;
    const diagram = only ?? unique({ kind: "split", column: at, edges });
    known.set(key, diagram);
    return diagram;
  };

  return visit(live, 0);
}

export interface LabelledRegion extends Region {
  readonly label: number;
}

/**
 * The boxes of a diagram whose label is wanted, in the order of the columns;
 * at most `most` of them. The second value tells whether that was all.
 */
export function regionsOf(
  diagram: Diagram,
  columns: readonly Column[],
  wanted: (label: number) => boolean,
  most: number,
): { readonly regions: readonly LabelledRegion[]; readonly all: boolean } {
  const regions: LabelledRegion[] = [];
  const chosen: (ReadonlySet<number> | undefined)[] = columns.map(() => undefined);
  let all = true;
  const visit = (node: Diagram): void => {
    if (node.kind === "leaf") {
      if (!wanted(node.label)) return;
      if (regions.length < most) regions.push({ ...box(columns, chosen), label: node.label });
      else all = false;
      return;
    }
    for (const { groups, to } of node.edges) {
      if (!all) return;
      chosen[node.column] = groups;
      visit(to);
      chosen[node.column] = undefined;
    }
  };
  visit(diagram);
  return { regions, all };
}

/** The region of these classes, `undefined` standing for a whole column. */
export function box(
  columns: readonly Column[],
  chosen: readonly (ReadonlySet<number> | undefined)[],
): Region {
  const when = columns.map((column, at) => {
    const groups = chosen[at];
    return groups === undefined ? "-" : cellText(column, groups);
  });
  return { when, example: exampleFacts(columns, chosen) };
}

export function exampleFacts(
  columns: readonly Column[],
  chosen: readonly (ReadonlySet<number> | undefined)[],
): { readonly [input: string]: Plain } {
  return Object.fromEntries(
    columns.map((column, at) => {
      const groups = chosen[at] ?? new Set(column.domainGroups);
      return [column.input.name, exampleIn(column, groups)] as const;
    }),
  );
}
