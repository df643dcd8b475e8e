import { accept, type Result, reject } from "@xinyi/result";
import {
  type Cell,
  type Expression,
  type FeelFault,
  type FeelReader,
  feelReader,
  nameKey,
  type Spoken,
  type Test,
} from "./feel.ts";
import { isFunction } from "./interpret.ts";
import { type ColumnType, isTemporalType, sortOf, type Value } from "./value.ts";

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

const HIT_POLICIES: readonly string[] = [
  "unique",
  "any",
  "first",
  "priority",
  "collect",
  "rule-order",
  "output-order",
];
const AGGREGATIONS: readonly string[] = ["list", "sum", "min", "max", "count"];
const TYPES: readonly string[] = ["number", "string", "boolean", "tree", "set", "any"];

/**
 * Parses every cell of a table. Outputs that are no FEEL, and names that mean
 * nothing, are kept as findings: a faulty output must not hide a hole.
 */
export function readTable(table: Table): Result<ReadTable, TableRejection> {
  const wrong = shapeFault(table);
  if (wrong !== undefined) return reject(wrong);
  const names = table.inputs.map((input) => input.name);
  const feel = feelReader(names);
  const known = new Set(names.map(nameKey));
  const branches = table.inputs.map(({ tree }) => overTree(tree));
  const unknownNames: UnknownName[] = [];

  const valueLists: (Cell | undefined)[] = [];
  for (const input of table.inputs) {
    const parsed = feel.cell(input.values ?? "-");
    if (!parsed.ok) return badValues(input.name, parsed.fault);
    valueLists.push(input.values === undefined ? undefined : parsed.tree.tree);
  }

  const rules: ReadRule[] = [];
  for (const [index, rule] of table.rules.entries()) {
    const cells: Cell[] = [];
    const hopeless: number[] = [];
    for (const [at, text] of rule.when.entries()) {
      const input = table.inputs[at]!;
      const parsed = feel.cell(text);
      const fault = parsed.ok ? unknownFunction(parsed.tree) : parsed.fault;
      if (!parsed.ok || fault !== undefined) {
        return reject({ kind: "bad-cell", rule: index + 1, input: input.name, fault: fault! });
      }
      const unknown = unknownIn(parsed.tree, known);
      if (unknown.length > 0) hopeless.push(at);
      for (const name of unknown) {
        unknownNames.push({ kind: "unknown-name", rule: index + 1, column: input.name, name });
      }
      cells.push(branches[at]!(parsed.tree.tree));
    }
    const entries = rule.then.map((text, at) => {
      const parsed = readEntry(text, known, feel);
      for (const name of parsed.unknown) {
        const column = table.outputs[at]!.name;
        unknownNames.push({ kind: "unknown-name", rule: index + 1, column, name });
      }
      return parsed.entry;
    });
    rules.push({ cells, entries, hopeless });
  }

  const outputs: ReadOutput[] = [];
  for (const output of table.outputs) {
    const parsed = feel.cell(output.values ?? "-");
    if (!parsed.ok) return badValues(output.name, parsed.fault);
    outputs.push({
      name: output.name,
      ranks: output.values === undefined ? undefined : listed(parsed.tree.tree),
      default:
        output.default === undefined ? undefined : readEntry(output.default, known, feel).entry,
    });
  }

  const inputs = table.inputs.map((input, at) => ({
    name: input.name,
    type: input.type ?? typeOf([valueLists[at], ...rules.map((rule) => rule.cells[at])]),
    values: valueLists[at],
    tree: input.tree,
  }));
  return accept({
    table,
    hitPolicy: table.hitPolicy,
    aggregation: table.aggregation ?? "list",
    inputs,
    outputs,
    rules,
    unknownNames,
  });
}

function badValues(
  column: string,
  fault: FeelFault,
): { readonly ok: false; readonly rejection: TableRejection } {
  return reject({ kind: "bad-values", column, fault });
}

function shapeFault(table: Table): TableRejection | undefined {
  const { hitPolicy, aggregation = "list", inputs, outputs } = table;
  if (!HIT_POLICIES.includes(hitPolicy)) return { kind: "unknown-hit-policy", hitPolicy };
  if (!AGGREGATIONS.includes(aggregation)) return { kind: "unknown-aggregation", aggregation };
  if (outputs.length === 0) return { kind: "no-output" };
  if (outputs.length > 1 && hitPolicy === "collect" && aggregation !== "list") {
    return { kind: "aggregation-on-several-outputs" };
  }
  for (const columns of [inputs, outputs]) {
    const name = firstTwice(columns.map((column) => column.name));
    if (name !== undefined) return { kind: "duplicate-name", name };
  }
  for (const { name, type = "any", tree } of inputs) {
    if (!TYPES.includes(type) && !isTemporalType(type)) {
      return { kind: "unknown-type", input: name, type };
    }
    const code = type === "tree" ? brokenNode(tree ?? []) : undefined;
    if (code !== undefined) return { kind: "broken-tree", input: name, code };
  }
  const wide = table.rules.findIndex(
    (rule) => rule.when.length !== inputs.length || rule.then.length !== outputs.length,
  );
  return wide < 0 ? undefined : { kind: "wrong-width", rule: wide + 1 };
}

function firstTwice(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.map(nameKey).find((name) => seen.size === seen.add(name).size);
}

/** A node named twice, below a parent that is not there, or below itself. */
function brokenNode(tree: readonly TreeNode[]): string | undefined {
  const parents = new Map(tree.map((node) => [node.code, node.parent]));
  const twice = firstTwice(tree.map((node) => node.code));
  if (twice !== undefined) return twice;
  return tree.find((node) => {
    let above: string | undefined = node.code;
    for (let steps = 0; above !== undefined; steps += 1) {
      if (!parents.has(above) || steps > tree.length) return true;
      above = parents.get(above);
    }
    return false;
  })?.code;
}

function unknownFunction(spoken: Spoken<unknown>): FeelFault | undefined {
  const what = [...spoken.functions].find((name) => !isFunction(name));
  return what === undefined ? undefined : { kind: "unsupported", at: 0, what };
}

function unknownIn(spoken: Spoken<unknown>, known: ReadonlySet<string>): readonly string[] {
  return [...spoken.names].filter((name) => !known.has(name));
}

function readEntry(
  text: string,
  known: ReadonlySet<string>,
  feel: FeelReader,
): { readonly entry: ReadEntry; readonly unknown: readonly string[] } {
  const parsed = feel.expression(text);
  if (!parsed.ok) return { entry: { ok: false, fault: parsed.fault, text }, unknown: [] };
  const fault = unknownFunction(parsed.tree);
  const unknown = unknownIn(parsed.tree, known);
  const entry: ReadEntry =
    fault === undefined ? { ok: true, tree: parsed.tree.tree, text } : { ok: false, fault, text };
  return { entry, unknown };
}

/** In a tree's column a node named alone stands for itself and all below it. */
function overTree(tree: readonly TreeNode[] | undefined): (cell: Cell) => Cell {
  const known = new Map<Cell, Cell>();
  return (cell) => {
    if (tree === undefined || cell.kind === "any") return cell;
    const before = known.get(cell);
    if (before !== undefined) return before;
    const made = { ...cell, tests: cell.tests.map((test) => belowTest(test, tree)) };
    known.set(cell, made);
    return made;
  };
}

function belowTest(test: Test, tree: readonly TreeNode[]): Test {
  if (test.kind !== "expression" || test.expression.kind !== "literal") return test;
  const node = test.expression.value;
  if (typeof node !== "string") return test;
  return { kind: "below", node, codes: new Set(codesBelow(node, tree)) };
}

/** The node and every node below it, in the tree's own order. */
export function codesBelow(node: string, tree: readonly TreeNode[]): readonly string[] {
  const parents = new Map(tree.map((each) => [each.code, each.parent]));
  const isBelow = (code: string | undefined): boolean =>
    code !== undefined && (code === node || isBelow(parents.get(code)));
  return tree.map((each) => each.code).filter(isBelow);
}

function listed(cell: Cell): readonly Value[] | undefined {
  if (cell.kind === "any" || cell.negated) return undefined;
  const values: Value[] = [];
  for (const test of cell.tests) {
    if (test.kind !== "expression" || test.expression.kind !== "literal") return undefined;
    values.push(test.expression.value);
  }
  return values;
}

/** The one sort of value that the cells compare with; `any` where they name several or none. */
function typeOf(cells: readonly (Cell | undefined)[]): ColumnType {
  const sorts = new Set<string>();
  for (const cell of cells) {
    if (cell?.kind !== "tests") continue;
    for (const test of cell.tests) collectSorts(test, sorts);
  }
  sorts.delete("null");
  if (sorts.has("set")) return "set";
  const [only, ...others] = sorts;
  const known = only !== undefined && (TYPES.includes(only) || isTemporalType(only));
  return known && others.length === 0 ? (only as ColumnType) : "any";
}

function collectSorts(test: Test, sorts: Set<string>): void {
  switch (test.kind) {
    case "below":
      sorts.add("string");
      return;
    case "compare":
      literalSorts(test.with, sorts);
      return;
    case "interval":
      literalSorts(test.low, sorts);
      literalSorts(test.high, sorts);
      return;
    case "expression":
      literalSorts(test.expression, sorts);
  }
}

function literalSorts(expression: Expression, sorts: Set<string>): void {
  switch (expression.kind) {
    case "literal":
      sorts.add(sortOf(expression.value));
      return;
    case "list":
      for (const item of expression.items) literalSorts(item, sorts);
      return;
    case "range":
      collectSorts(expression.test, sorts);
      return;
    case "compare":
    case "and":
    case "or":
      literalSorts(expression.left, sorts);
      literalSorts(expression.right, sorts);
      return;
    case "in":
      for (const test of expression.tests) collectSorts(test, sorts);
      return;
    case "call":
      if (expression.name === "list contains") sorts.add("set");
      for (const given of expression.with) {
        if (expression.name === "not") literalSorts(given, sorts);
      }
      return;
    default:
      return;
  }
}
