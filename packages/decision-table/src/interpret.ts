import { invoke, isNumber, listOf } from "./builtins.ts";
import {
  add,
  type Decimal,
  divide,
  isRepresentable,
  multiply,
  power,
  subtract,
  wholeNumber,
} from "./decimal.ts";
import {
  type Cell,
  type Comparator,
  type Expression,
  type Interval,
  type Test,
  usesInput,
} from "./feel.ts";
import {
  both,
  type Context,
  either,
  equal,
  isList,
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
