import type { Cell, Expression, FeelFault } from "./feel.ts";
import type { ColumnType, Value } from "./value.ts";

export type HitPolicy =
  | "unique"
  | "any"
  | "first"
  | "priority"
  | "collect"
  | "rule-order"
  | "output-order";

export type Aggregation = "list" | "sum" | "min" | "max" | "count";

/** A table as a person writes it: every cell is text, and the text is the DMN standard's FEEL. */
export interface Table {
  readonly name?: string;
  readonly hitPolicy: HitPolicy;
  /** For `collect` only; `list` where nothing is said. */
  readonly aggregation?: Aggregation;
  readonly inputs: readonly Input[];
  readonly outputs: readonly Output[];
  readonly rules: readonly Rule[];
}

export interface Input {
  readonly name: string;
  /** What the facts of this column are; read off the cells where nothing is said. */
  readonly type?: ColumnType;
  /** The values that occur, as unary tests: `"High", "Low"` or `[0..100]`. */
  readonly values?: string;
  /** The nodes of a column of type `tree`, parents named by code. */
  readonly tree?: readonly TreeNode[];
}

export interface TreeNode {
  readonly code: string;
  readonly parent?: string;
}

export interface Output {
  readonly name: string;
  readonly type?: ColumnType;
  /** The values that occur, the one of highest priority first. */
  readonly values?: string;
  /** The answer where no rule matches. */
  readonly default?: string;
}

export interface Rule {
  readonly id?: string;
  /** One unary test for each input; `-` matches anything. */
  readonly when: readonly string[];
  /** One FEEL expression for each output. */
  readonly then: readonly string[];
  readonly note?: string;
}

/** Why a table cannot be read. Rules, inputs and outputs count from 1. */
export type TableRejection =
  | { readonly kind: "unknown-hit-policy"; readonly hitPolicy: string }
  | { readonly kind: "unknown-aggregation"; readonly aggregation: string }
  | { readonly kind: "no-output" }
  | { readonly kind: "aggregation-on-several-outputs" }
  | { readonly kind: "duplicate-name"; readonly name: string }
  | { readonly kind: "unknown-type"; readonly input: string; readonly type: string }
  | { readonly kind: "broken-tree"; readonly input: string; readonly code: string }
  | { readonly kind: "wrong-width"; readonly rule: number }
  | { readonly kind: "bad-values"; readonly column: string; readonly fault: FeelFault }
  | {
      readonly kind: "bad-cell";
      readonly rule: number;
      readonly input: string;
      readonly fault: FeelFault;
    };

/** A name that a rule uses and nothing gives a meaning to. */
export interface UnknownName {
  readonly kind: "unknown-name";
  readonly rule: number;
  readonly column: string;
  readonly name: string;
}

export interface ReadInput {
  readonly name: string;
  /** For a name like `applicant.age`: where to look when no fact has the whole name. */
  readonly path: readonly string[] | undefined;
  readonly type: ColumnType;
  readonly values: Cell | undefined;
  readonly tree: readonly TreeNode[] | undefined;
}

export interface ReadOutput {
  readonly name: string;
  /** The values listed, highest priority first. */
  readonly ranks: readonly Value[] | undefined;
  readonly default: ReadEntry | undefined;
}

/** An output's expression, or why it is none. */
export type ReadEntry =
  | { readonly ok: true; readonly tree: Expression; readonly text: string }
  | { readonly ok: false; readonly fault: FeelFault; readonly text: string };

export interface ReadRule {
  readonly cells: readonly Cell[];
  readonly entries: readonly ReadEntry[];
  /** Inputs whose cell names something unknown: such a cell matches nothing. */
  readonly hopeless: readonly number[];
}

/** A table whose texts have been parsed: what the interpreter and the compiler read. */
export interface ReadTable {
  readonly table: Table;
  readonly hitPolicy: HitPolicy;
  readonly aggregation: Aggregation;
  readonly inputs: readonly ReadInput[];
  readonly outputs: readonly ReadOutput[];
  readonly rules: readonly ReadRule[];
  readonly unknownNames: readonly UnknownName[];
}

/** The node and every node below it, in the tree's own order. */
export function codesBelow(node: string, tree: readonly TreeNode[]): readonly string[] {
  const parents = new Map(tree.map((each) => [each.code, each.parent]));
  const isBelow = (code: string | undefined): boolean =>
    code !== undefined && (code === node || isBelow(parents.get(code)));
  return tree.map((each) => each.code).filter(isBelow);
}
