import { type Cell, type Comparator, type Expression, type Test, usesInput } from "./feel.ts";
import { evaluate } from "./interpret.ts";
import { isList, literal, plain, type Value } from "./value.ts";
import {
  allLists,
  complement,
  everything,
  intersection,
  type LineKey,
  type LineSet,
  lineOf,
  NOTHING,
  onLine,
  union,
  type ValueSet,
  wholeLine,
} from "./value-set.ts";

/** Where a cell holds and where it fails; elsewhere FEEL cannot tell. */
export interface CellSets {
  readonly holds: ValueSet;
  readonly fails: ValueSet;
}

/** More elements than this in one column of sets are left to the interpreter. */
export const MOST_ELEMENTS = 8;

function ray(operator: Comparator, key: LineKey): LineSet {
  const before = { key, after: false };
  const after = { key, after: true };
  switch (operator) {
    case "<":
      return { inside: true, cuts: [before] };
    case "<=":
      return { inside: true, cuts: [after] };
    case ">":
      return { inside: false, cuts: [after] };
    case ">=":
      return { inside: false, cuts: [before] };
    case "=":
      return { inside: false, cuts: [before, after] };
    case "!=":
      return { inside: true, cuts: [before, after] };
  }
}

function flipped(sets: CellSets): CellSets {
  return { holds: sets.fails, fails: sets.holds };
}

function either(left: CellSets, right: CellSets): CellSets {
  return {
    holds: union(left.holds, right.holds),
    fails: intersection(left.fails, right.fails),
  };
}

function both(left: CellSets, right: CellSets): CellSets {
  return flipped(either(flipped(left), flipped(right)));
}

/** What a column's cells are read against. */
export interface SetColumn {
  /** The FEEL literals that its cells ask lists for. */
  readonly elements: readonly string[];
  /** Whether a fact of this column can be a list. */
  readonly takesLists: boolean;
}

/**
 * The values for which a cell holds, and fails. `undefined` where that depends
 * on more than the one input, or on a function: such a cell is asked anew for
 * every fact.
 */
export function cellSets(cell: Cell, column: SetColumn): CellSets | undefined {
  if (cell.kind === "any") return { holds: everything(column.elements), fails: NOTHING };
  const sets = anyOf(cell.tests, column);
  return sets === undefined || !cell.negated ? sets : flipped(sets);
}

function anyOf(tests: readonly Test[], column: SetColumn): CellSets | undefined {
  let sets: CellSets = { holds: NOTHING, fails: everything(column.elements) };
  for (const test of tests) {
    const one = testSets(test, column);
    if (one === undefined) return undefined;
    sets = either(sets, one);
  }
  return sets;
}

/** As `cellSets`, for one alternative of a cell. */
export function testSets(test: Test, column: SetColumn): CellSets | undefined {
  switch (test.kind) {
    case "below":
      return [...test.codes]
        .map((code) => compared("=", code, column)!)
        .reduce(either, compared("=", test.node, column)!);
    case "compare": {
      const value = constant(test.with);
      return value === undefined ? undefined : compared(test.operator, value, column);
    }
    case "interval": {
      const low = constant(test.low);
      const high = constant(test.high);
      if (low === undefined || high === undefined) return undefined;
      const above = compared(test.lowIncluded ? ">=" : ">", low, column);
      const below = compared(test.highIncluded ? "<=" : "<", high, column);
      return above === undefined || below === undefined ? undefined : both(above, below);
    }
    case "expression": {
      if (usesInput(test.expression)) return truthSets(test.expression, column);
      const value = constant(test.expression);
      return value === undefined ? undefined : matched(value, column);
    }
  }
}

/** The values that are equal to this one, or that it lists. */
function matched(value: Value, column: SetColumn): CellSets | undefined {
  if (!isList(value)) return compared("=", value, column);
  if (column.takesLists) return undefined;
  let sets: CellSets = { holds: NOTHING, fails: everything(column.elements) };
  for (const item of value) {
    const one = matched(item, column);
    if (one === undefined) return undefined;
    sets = either(sets, one);
  }
  return sets;
}

function constant(expression: Expression): Value | undefined {
  return isConstant(expression)
    ? evaluate(expression, { input: null, lookUp: () => null })
    : undefined;
}

function isConstant(expression: Expression): boolean {
  switch (expression.kind) {
    case "literal":
      return true;
    case "list":
      return expression.items.every(isConstant);
    case "arithmetic":
      return isConstant(expression.left) && isConstant(expression.right);
    default:
      return false;
  }
}

function compared(operator: Comparator, value: Value, column: SetColumn): CellSets | undefined {
  const equality = operator === "=" || operator === "!=";
  if (value === null || typeof value === "boolean") {
    if (!equality) return { holds: NOTHING, fails: NOTHING };
    const sets = value === null ? isNull(column) : isBoolean(value);
    return operator === "=" ? sets : flipped(sets);
  }
  const place = lineOf(value);
  if (place === undefined) return undefined;
  const line = ray(operator, place.key);
  const holds = onLine(place.line, line);
  const fails = onLine(place.line, { inside: !line.inside, cuts: line.cuts });
  // Only equality can be told of null: it is equal to nothing but itself.
  if (operator === "=") return { holds, fails: { ...fails, null: true } };
  return operator === "!=" ? { holds: { ...holds, null: true }, fails } : { holds, fails };
}

function isNull(column: SetColumn): CellSets {
  return {
    holds: { ...NOTHING, null: true },
    fails: { ...everything(column.elements), null: false },
  };
}

function isBoolean(value: boolean): CellSets {
  const holds = { ...NOTHING, true: value, false: !value };
  return { holds, fails: { ...NOTHING, null: true, true: !value, false: value } };
}

const MIRRORED: Readonly<Record<Comparator, Comparator>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "=": "=",
  "!=": "!=",
};

/** An expression over `?` alone, read as the set of inputs for which it is true. */
function truthSets(expression: Expression, column: SetColumn): CellSets | undefined {
  switch (expression.kind) {
    case "input":
      return { holds: { ...NOTHING, true: true }, fails: { ...NOTHING, false: true } };
    case "and":
    case "or": {
      const left = truthSets(expression.left, column);
      const right = truthSets(expression.right, column);
      if (left === undefined || right === undefined) return undefined;
      return expression.kind === "and" ? both(left, right) : either(left, right);
    }
    case "compare":
      return comparison(expression, column);
    case "in":
      if (expression.value.kind !== "input" || expression.tests.some(isOpen)) return undefined;
      return anyOf(expression.tests, column);
    case "instance":
      return expression.of.kind === "input" ? instances(expression.type, column) : undefined;
    case "call":
      return callSets(expression, column);
    default:
      return undefined;
  }
}

/** A nested test that reads `?` in a way of its own. */
function isOpen(test: Test): boolean {
  return test.kind === "expression" && usesInput(test.expression);
}

function comparison(
  expression: Extract<Expression, { kind: "compare" }>,
  column: SetColumn,
): CellSets | undefined {
  const { operator, left, right } = expression;
  const value = constant(left.kind === "input" ? right : left);
  if (value === undefined || isList(value)) return undefined;
  if (left.kind === "input") return compared(operator, value, column);
  return right.kind === "input" ? compared(MIRRORED[operator], value, column) : undefined;
}

/** Told for every value, so that what does not hold fails. */
function instances(type: string, column: SetColumn): CellSets | undefined {
  const asked = type.trim().replace(/\s+/g, " ");
  const holds = sortSet(asked, column);
  if (holds === undefined) return undefined;
  return { holds, fails: complement(holds, column.elements) };
}

function sortSet(sort: string, column: SetColumn): ValueSet | undefined {
  switch (sort) {
    case "boolean":
      return { ...NOTHING, true: true, false: true };
    case "string":
    case "number":
    case "date":
    case "years and months duration":
    case "days and time duration":
      return wholeLine(sort);
    case "time":
    case "date and time":
      return union(wholeLine(sort), wholeLine(`${sort} zoned`));
    case "list":
      return { ...NOTHING, lists: allLists(column.elements) };
    default:
      return undefined;
  }
}

function callSets(
  expression: Extract<Expression, { kind: "call" }>,
  column: SetColumn,
): CellSets | undefined {
  const [first, second] = expression.with;
  if (expression.name === "not" && first !== undefined && second === undefined) {
    const sets = truthSets(first, column);
    return sets === undefined ? undefined : flipped(sets);
  }
  if (expression.name !== "list contains" || first?.kind !== "input") return undefined;
  const element = second === undefined ? undefined : constant(second);
  if (element === undefined) return undefined;
  const bit = column.elements.indexOf(literal(element));
  return bit < 0 ? undefined : membership(bit, column);
}

function membership(bit: number, column: SetColumn): CellSets {
  let having = 0n;
  for (let mask = 0; mask < 2 ** column.elements.length; mask += 1) {
    if ((mask >> bit) & 1) having |= 1n << BigInt(mask);
  }
  const all = allLists(column.elements);
  return { holds: { ...NOTHING, lists: having }, fails: { ...NOTHING, lists: all ^ having } };
}

/** The elements that a column's cells ask lists for, at most `MOST_ELEMENTS`. */
export function elementsOf(cells: readonly Cell[]): readonly string[] {
  const found = new Set<string>();
  for (const cell of cells) {
    if (cell.kind === "any") continue;
    for (const test of cell.tests) {
      if (test.kind === "expression") askedElements(test.expression, found);
    }
  }
  return [...found].slice(0, MOST_ELEMENTS);
}

function askedElements(expression: Expression, found: Set<string>): void {
  if (expression.kind === "and" || expression.kind === "or") {
    askedElements(expression.left, found);
    askedElements(expression.right, found);
  }
  if (expression.kind !== "call") return;
  const [first, second] = expression.with;
  if (expression.name === "not" && first !== undefined) askedElements(first, found);
  if (expression.name !== "list contains" || first?.kind !== "input") return;
  const element = second === undefined ? undefined : constant(second);
  if (element !== undefined && isListed(element)) found.add(literal(element));
}

/** What a list of facts can hold: texts, booleans, null, and numbers that are doubles. */
function isListed(element: Value): boolean {
  return element === null || typeof element !== "object" || typeof plain(element) === "number";
}
