import type { Value } from "./value.ts";

/** The part of FEEL that cells and outputs are written in, as data. */
export type Expression =
  | { readonly kind: "literal"; readonly value: Value }
  /** `?`, the value of the cell's own input. */
  | { readonly kind: "input" }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "path"; readonly of: Expression; readonly name: string }
  | { readonly kind: "filter"; readonly of: Expression; readonly by: Expression }
  | {
      readonly kind: "arithmetic";
      readonly operator: "+" | "-" | "*" | "/" | "**";
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "compare";
      readonly operator: Comparator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "in"; readonly value: Expression; readonly tests: readonly Test[] }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "range"; readonly test: Interval }
  | { readonly kind: "context"; readonly entries: readonly (readonly [string, Expression])[] }
  | {
      readonly kind: "quantified";
      readonly every: boolean;
      readonly name: string;
      readonly over: Expression;
      readonly satisfies: Expression;
    }
  | {
      readonly kind: "for";
      readonly name: string;
      readonly over: Expression;
      readonly gives: Expression;
    }
  | { readonly kind: "instance"; readonly of: Expression; readonly type: string }
  | { readonly kind: "call"; readonly name: string; readonly with: readonly Expression[] };

export type Comparator = "<" | "<=" | ">" | ">=" | "=" | "!=";

export interface Interval {
  readonly kind: "interval";
  readonly low: Expression;
  readonly lowIncluded: boolean;
  readonly high: Expression;
  readonly highIncluded: boolean;
}

/** One alternative of a cell. */
export type Test =
  | { readonly kind: "compare"; readonly operator: Comparator; readonly with: Expression }
  | Interval
  /** True where the text holds `?` and is true, else where the input equals it or lies in it. */
  | { readonly kind: "expression"; readonly expression: Expression }
  /** A tree's node: the node and all below it. Made when a cell of a tree column is read. */
  | { readonly kind: "below"; readonly node: string; readonly codes: ReadonlySet<string> };

export type Cell =
  | { readonly kind: "any" }
  | { readonly kind: "tests"; readonly negated: boolean; readonly tests: readonly Test[] };

/** Where a text is no FEEL, or is FEEL that this package does not speak. */
export interface FeelFault {
  readonly kind: "malformed" | "unsupported";
  readonly at: number;
  readonly what: string;
}

export type Parsed<Tree> =
  | { readonly ok: true; readonly tree: Tree }
  | { readonly ok: false; readonly fault: FeelFault };

/** One spelling for `my  name` and `a+b`, whatever the blanks around its parts. */
export function nameKey(name: string): string {
  return name
    .trim()
    .replace(/\s+/g, " ")
    .replace(/\s*([./\-+*'])\s*/g, "$1");
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
