import { accept, type Result, reject } from "@xinyi/result";
import { isFunction } from "./builtins.ts";
import { isColumnType, typeOf } from "./column-type.ts";
import { type Cell, type FeelFault, nameKey, type Test } from "./feel.ts";
import { type FeelReader, feelReader, type Spoken } from "./feel-reader.ts";
import {
  codesBelow,
  type ReadEntry,
  type ReadOutput,
  type ReadRule,
  type ReadTable,
  type Table,
  type TableRejection,
  type TreeNode,
  type UnknownName,
} from "./table.ts";
import type { Value } from "./value.ts";

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
    path: input.name.includes(".") ? input.name.split(".").map((part) => part.trim()) : undefined,
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
    if (!isColumnType(type)) {
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

function listed(cell: Cell): readonly Value[] | undefined {
  if (cell.kind === "any" || cell.negated) return undefined;
  const values: Value[] = [];
  for (const test of cell.tests) {
    if (test.kind !== "expression" || test.expression.kind !== "literal") return undefined;
    values.push(test.expression.value);
  }
  return values;
}
