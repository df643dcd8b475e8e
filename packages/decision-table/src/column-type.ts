import type { Cell, Expression, Test } from "./feel.ts";
import { type ColumnType, isTemporalType, sortOf } from "./value.ts";

const TYPES: readonly string[] = ["number", "string", "boolean", "tree", "set", "any"];

/** Whether a text names a type that a column can have. */
export function isColumnType(type: string): type is ColumnType {
  return TYPES.includes(type) || isTemporalType(type);
}

/** The one sort of value that the cells compare with; `any` where they name several or none. */
export function typeOf(cells: readonly (Cell | undefined)[]): ColumnType {
  const sorts = new Set<string>();
  for (const cell of cells) {
    if (cell?.kind !== "tests") continue;
    for (const test of cell.tests) collectSorts(test, sorts);
  }
  sorts.delete("null");
  if (sorts.has("set")) return "set";
  const [only, ...others] = sorts;
  return only !== undefined && isColumnType(only) && others.length === 0 ? only : "any";
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
      // A list of alternatives, or a list to be equal to: the column may hold either.
      sorts.add("list");
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
