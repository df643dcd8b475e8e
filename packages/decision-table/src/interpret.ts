import {
  add,
  type Decimal,
  divide,
  floor,
  integer,
  isRepresentable,
  multiply,
  negate,
  power,
  roundTo,
  subtract,
  wholeNumber,
  ZERO,
} from "./decimal.ts";
import type { Cell, Comparator, Expression, Interval, Test } from "./feel.ts";
import {
  both,
  type Context,
  either,
  equal,
  isList,
  literal,
  opposite,
  order,
  type Range,
  sortOf,
  type Truth,
  type Value,
} from "./value.ts";

/** What names mean while an expression is read, and what `?` stands for. */
export interface Scope {
  readonly input: Value;
  readonly lookUp: (name: string) => Value;
}

/**
 * Whether a cell holds for an input. `null` where FEEL cannot tell, as in
 * `null < 5`; only `true` matches.
 */
export function holds(cell: Cell, scope: Scope): Truth {
  if (cell.kind === "any") return true;
  const truth = anyOf(cell.tests, scope.input, scope);
  return cell.negated ? opposite(truth) : truth;
}

function anyOf(tests: readonly Test[], input: Value, scope: Scope): Truth {
  return tests.reduce<Truth>((truth, test) => either(truth, passes(test, input, scope)), false);
}

function passes(test: Test, input: Value, scope: Scope): Truth {
  switch (test.kind) {
    case "below":
      if (typeof input === "string") return test.codes.has(input);
      return input === null ? false : null;
    case "compare":
      return compare(test.operator, input, evaluate(test.with, scope));
    case "interval":
      return within(input, rangeOf(test, scope));
    case "expression": {
      const value = evaluate(test.expression, scope);
      if (usesInput(test.expression)) return typeof value === "boolean" ? value : null;
      return matches(input, value);
    }
  }
}

/** FEEL's `in` for a value that is no test: equal to it, in its list, or within its range. */
function matches(input: Value, value: Value): Truth {
  if (value !== null && typeof value === "object" && "sort" in value && value.sort === "range") {
    return within(input, value);
  }
  if (!isList(value)) return equal(input, value);
  const member = value.reduce<Truth>((truth, item) => either(truth, matches(input, item)), false);
  return isList(input) ? either(equal(input, value), member) : member;
}

export function compare(operator: Comparator, left: Value, right: Value): Truth {
  if (operator === "=") return equal(left, right);
  if (operator === "!=") return opposite(equal(left, right));
  const sign = order(left, right);
  if (sign === null) return null;
  switch (operator) {
    case "<":
      return sign < 0;
    case "<=":
      return sign <= 0;
    case ">":
      return sign > 0;
    case ">=":
      return sign >= 0;
  }
}

function within(value: Value, range: Range): Truth {
  return both(
    compare(range.lowIncluded ? ">=" : ">", value, range.low),
    compare(range.highIncluded ? "<=" : "<", value, range.high),
  );
}

function rangeOf(test: Interval, scope: Scope): Range {
  return {
    sort: "range",
    low: evaluate(test.low, scope),
    lowIncluded: test.lowIncluded,
    high: evaluate(test.high, scope),
    highIncluded: test.highIncluded,
  };
}

/** Whether an expression reads `?` anywhere. */
export function usesInput(expression: Expression): boolean {
  switch (expression.kind) {
    case "input":
      return true;
    case "literal":
    case "name":
      return false;
    case "path":
    case "instance":
      return usesInput(expression.of);
    case "filter":
      return usesInput(expression.of) || usesInput(expression.by);
    case "arithmetic":
    case "compare":
    case "and":
    case "or":
      return usesInput(expression.left) || usesInput(expression.right);
    case "in":
      return usesInput(expression.value) || expression.tests.some(testUsesInput);
    case "if":
      return [expression.condition, expression.then, expression.otherwise].some(usesInput);
    case "list":
      return expression.items.some(usesInput);
    case "range":
      return testUsesInput(expression.test);
    case "context":
      return expression.entries.some(([, value]) => usesInput(value));
    case "quantified":
      return usesInput(expression.over) || usesInput(expression.satisfies);
    case "for":
      return usesInput(expression.over) || usesInput(expression.gives);
    case "call":
      return expression.with.some(usesInput);
  }
}

function testUsesInput(test: Test): boolean {
  switch (test.kind) {
    case "below":
      return false;
    case "compare":
      return usesInput(test.with);
    case "interval":
      return usesInput(test.low) || usesInput(test.high);
    case "expression":
      return usesInput(test.expression);
  }
}

/** The value of an expression; `null` where FEEL gives none. */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "input":
      return scope.input;
    case "name":
      return scope.lookUp(expression.name);
    case "path":
      return member(evaluate(expression.of, scope), expression.name);
    case "filter":
      return filtered(evaluate(expression.of, scope), expression.by, scope);
    case "arithmetic":
      return arithmetic(
        expression.operator,
        evaluate(expression.left, scope),
        evaluate(expression.right, scope),
      );
    case "compare":
      return compare(
        expression.operator,
        evaluate(expression.left, scope),
        evaluate(expression.right, scope),
      );
    case "and":
      return both(truth(expression.left, scope), truth(expression.right, scope));
    case "or":
      return either(truth(expression.left, scope), truth(expression.right, scope));
    case "in":
      return anyOf(expression.tests, evaluate(expression.value, scope), scope);
    case "if":
      return truth(expression.condition, scope) === true
        ? evaluate(expression.then, scope)
        : evaluate(expression.otherwise, scope);
    case "list":
      return expression.items.map((item) => evaluate(item, scope));
    case "range":
      return rangeOf(expression.test, scope);
    case "context":
      return {
        sort: "context",
        entries: new Map(expression.entries.map(([name, item]) => [name, evaluate(item, scope)])),
      };
    case "quantified":
      return quantified(expression, scope);
    case "for":
      return listOf(evaluate(expression.over, scope)).map((item) =>
        evaluate(expression.gives, binding(scope, expression.name, item)),
      );
    case "instance":
      return isInstance(evaluate(expression.of, scope), expression.type);
    case "call":
      return invoke(
        expression.name,
        expression.with.map((each) => evaluate(each, scope)),
      );
  }
}

function truth(expression: Expression, scope: Scope): Truth {
  const value = evaluate(expression, scope);
  return typeof value === "boolean" ? value : null;
}

function binding(scope: Scope, name: string, value: Value): Scope {
  return { ...scope, lookUp: (asked) => (asked === name ? value : scope.lookUp(asked)) };
}

function listOf(value: Value): readonly Value[] {
  if (value === null) return [];
  return isList(value) ? value : [value];
}

function member(value: Value, name: string): Value {
  if (value === null || typeof value !== "object") return null;
  if (isList(value)) return value.map((item) => member(item, name));
  return value.sort === "context" ? (value.entries.get(name) ?? null) : null;
}

function filtered(value: Value, by: Expression, scope: Scope): Value {
  const items = listOf(value);
  const index = by.kind === "literal" ? by.value : null;
  if (index !== null && sortOf(index) === "number") {
    const at = wholeNumber(index as Decimal) ?? 0;
    return items.at(at > 0 ? at - 1 : at) ?? null;
  }
  return items.filter((item) => {
    const inside = binding(scope, "item", item);
    const lookUp = (name: string) => {
      const own = sortOf(item) === "context" ? (item as Context).entries.get(name) : undefined;
      return own ?? inside.lookUp(name);
    };
    return truth(by, { ...inside, lookUp }) === true;
  });
}

function quantified(expression: Extract<Expression, { kind: "quantified" }>, scope: Scope): Truth {
  const items = listOf(evaluate(expression.over, scope));
  const told = items.map((item) =>
    truth(expression.satisfies, binding(scope, expression.name, item)),
  );
  return expression.every ? told.reduce<Truth>(both, true) : told.reduce<Truth>(either, false);
}

function isNumber(value: Value | undefined): value is Decimal {
  return value !== undefined && sortOf(value) === "number";
}

function arithmetic(operator: "+" | "-" | "*" | "/" | "**", left: Value, right: Value): Value {
  if (operator === "+" && typeof left === "string" && typeof right === "string") {
    return left + right;
  }
  if (!isNumber(left) || !isNumber(right)) return null;
  const result = calculated(operator, left, right);
  return result === undefined || !isRepresentable(result) ? null : result;
}

function calculated(operator: string, left: Decimal, right: Decimal): Decimal | undefined {
  switch (operator) {
    case "+":
      return add(left, right);
    case "-":
      return subtract(left, right);
    case "*":
      return multiply(left, right);
    case "/":
      return divide(left, right);
    default:
      return power(left, right);
  }
}

/** The type as FEEL writes it; a list's or context's inner types are not looked into. */
export function isInstance(value: Value, type: string): boolean {
  const asked = type.trim().replace(/\s+/g, " ").replace(/<.*$/, "");
  if (value === null) return asked === "Null";
  return asked === "Any" || sortOf(value) === asked;
}

type Builtin = (given: readonly Value[]) => Value;

function onText(answer: (text: string, other: string) => Value): Builtin {
  return ([text, other = ""]) =>
    typeof text === "string" && typeof other === "string" ? answer(text, other) : null;
}

function onNumber(answer: (number: Decimal) => Value): Builtin {
  return ([number]) => (isNumber(number) ? answer(number) : null);
}

/** A function of one list, also callable with its items. */
function onList(answer: (items: readonly Value[]) => Value): Builtin {
  return (given) => {
    const [only] = given;
    if (given.length === 1 && only === null) return null;
    return answer(given.length === 1 && isList(only!) ? only! : given);
  };
}

function extreme(items: readonly Value[], sign: -1 | 1): Value {
  if (items.length === 0) return null;
  return items.reduce((best, item) => {
    const found = best === null ? null : order(item, best);
    return found === null ? null : found === sign ? item : best;
  });
}

function total(items: readonly Value[]): Value {
  if (items.length === 0) return null;
  return items.reduce<Value>(
    (sum, item) =>
      isNumber(sum ?? undefined) && isNumber(item) ? add(sum as Decimal, item) : null,
    ZERO,
  );
}

/** Sum, least and greatest, as FEEL's functions and as a table's aggregations. */
export const aggregates: Readonly<
  Record<"sum" | "min" | "max", (items: readonly Value[]) => Value>
> = {
  sum: total,
  min: (items) => extreme(items, -1),
  max: (items) => extreme(items, 1),
};

function textOf(value: Value): Value {
  if (value === null || typeof value === "string") return value;
  return typeof value === "object" && "text" in value ? value.text : literal(value);
}

function substring(text: string, start: Decimal, length: Value): Value {
  const letters = [...text];
  const at = wholeNumber(start) ?? 0;
  const from = at > 0 ? at - 1 : Math.max(letters.length + at, 0);
  const count = isNumber(length) ? (wholeNumber(length) ?? 0) : letters.length;
  return letters.slice(from, from + count).join("");
}

const FUNCTIONS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["not", ([value]) => (typeof value === "boolean" ? !value : null)],
  [
    "list contains",
    ([list, element]) =>
      list === undefined || element === undefined || !isList(list)
        ? null
        : list.some((item) => equal(item, element) === true),
  ],
  ["count", onList((items) => integer(items.length))],
  ["sum", onList(total)],
  ["min", onList(aggregates.min)],
  ["max", onList(aggregates.max)],
  ["all", onList((items) => items.map(asTruth).reduce<Truth>(both, true))],
  ["any", onList((items) => items.map(asTruth).reduce<Truth>(either, false))],
  ["concatenate", (lists) => lists.flatMap(listOf)],
  ["append", ([list, ...items]) => [...listOf(list ?? null), ...items]],
  ["contains", onText((text, part) => text.includes(part))],
  ["starts with", onText((text, part) => text.startsWith(part))],
  ["ends with", onText((text, part) => text.endsWith(part))],
  ["string length", onText((text) => integer([...text].length))],
  ["upper case", onText((text) => text.toUpperCase())],
  ["lower case", onText((text) => text.toLowerCase())],
  [
    "substring",
    ([text, start, length]) =>
      typeof text === "string" && isNumber(start) ? substring(text, start, length ?? null) : null,
  ],
  ["string", ([value]) => textOf(value ?? null)],
  ["abs", onNumber((number) => (number.coefficient < 0n ? negate(number) : number))],
  ["floor", onNumber(floor)],
  ["ceiling", onNumber((number) => negate(floor(negate(number))))],
  [
    "decimal",
    ([number, places]) =>
      isNumber(number) && isNumber(places) ? roundTo(number, wholeNumber(places) ?? 0) : null,
  ],
]);

function asTruth(value: Value): Truth {
  return typeof value === "boolean" ? value : null;
}

/** The functions of FEEL that this package speaks. */
export function isFunction(name: string): boolean {
  return FUNCTIONS.has(name);
}

function invoke(name: string, given: readonly Value[]): Value {
  return FUNCTIONS.get(name)?.(given) ?? null;
}
