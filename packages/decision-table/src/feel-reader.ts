import { parser, trackVariables } from "lezer-feel";
import { parseDecimal } from "./decimal.ts";
import {
  type Cell,
  type Comparator,
  type Expression,
  type FeelFault,
  type Interval,
  nameKey,
  type Parsed,
  type Test,
} from "./feel.ts";
import {
  parseAnyDuration,
  parseAnyTemporal,
  parseTemporal,
  type Temporal,
  type TemporalSort,
} from "./temporal.ts";

interface Node {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly type: { readonly isError: boolean };
  readonly firstChild: Node | null;
  readonly nextSibling: Node | null;
}

/** The text being read, the first fault found in it, and the names it uses. */
interface Reading {
  readonly text: string;
  readonly names: Set<string>;
  readonly functions: Set<string>;
  fault: FeelFault | undefined;
}

/** A cell is written by a person; longer texts could nest deeper than a stack. */
const LONGEST = 20_000;

const NULL: Expression = { kind: "literal", value: null };

/** What a text says, the names it reads and does not bind itself, the functions it calls. */
export interface Spoken<Tree> {
  readonly tree: Tree;
  readonly names: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
}

/** Reads the texts of one table, each text once. */
export interface FeelReader {
  /** A cell: the DMN standard's unary tests. A blank cell is `-`. */
  readonly cell: (text: string) => Parsed<Spoken<Cell>>;
  /** An output's text: one FEEL expression. */
  readonly expression: (text: string) => Parsed<Spoken<Expression>>;
}

/** `names` are the inputs, since FEEL's names may hold blanks and operators. */
export function feelReader(names: readonly string[]): FeelReader {
  const known = Object.fromEntries(names.map((name) => [name, 0]));
  const contextTracker = trackVariables(known);
  const cells = parser.configure({ top: "UnaryTests", contextTracker });
  const expressions = parser.configure({ top: "Expression", contextTracker });
  return {
    cell: once((text) => {
      if (text.trim() === "" || text.trim() === "-") return { ok: true, tree: ANYTHING };
      return read(text, () => cells.parse(text).topNode, cellTree);
    }),
    expression: once((text) => read(text, () => expressions.parse(text).topNode, expressionTree)),
  };
}

const ANYTHING: Spoken<Cell> = { tree: { kind: "any" }, names: new Set(), functions: new Set() };

function once<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const fresh = answer(text);
    known.set(text, fresh);
    return fresh;
  };
}

function cellTree(reading: Reading, top: Node): Cell {
  const parts = children(top);
  const tests = parts.find((part) => part.name === "PositiveUnaryTests");
  if (tests === undefined) return { kind: "any" };
  const negated = parts.some((part) => part.name === "not");
  return { kind: "tests", negated, tests: children(tests).map((each) => test(reading, each)) };
}

function expressionTree(reading: Reading, top: Node): Expression {
  const [first, second] = children(top);
  if (first === undefined || second !== undefined) {
    return fault(reading, top, "malformed", reading.text);
  }
  return expression(reading, first);
}

function read<Tree>(
  text: string,
  top: () => Node,
  build: (reading: Reading, top: Node) => Tree,
): Parsed<Spoken<Tree>> {
  if (text.length > LONGEST) {
    return { ok: false, fault: { kind: "unsupported", at: LONGEST, what: "a text this long" } };
  }
  const root = top();
  const wrong = firstError(root);
  if (wrong !== undefined) {
    return { ok: false, fault: { kind: "malformed", at: wrong.from, what: text } };
  }
  const reading: Reading = { text, names: new Set(), functions: new Set(), fault: undefined };
  const tree = build(reading, root);
  if (reading.fault !== undefined) return { ok: false, fault: reading.fault };
  return { ok: true, tree: { tree, names: reading.names, functions: reading.functions } };
}

function firstError(node: Node): Node | undefined {
  if (node.type.isError) return node;
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    const wrong = firstError(child);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function children(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (!child.name.endsWith("Comment")) found.push(child);
  }
  return found;
}

/** The children that carry meaning: brackets and key words left out. */
function operands(node: Node): readonly Node[] {
  return children(node).filter((child) => /^[A-Z?]/.test(child.name) || child.name === "null");
}

function slice(reading: Reading, node: Node): string {
  return reading.text.slice(node.from, node.to);
}

function fault(reading: Reading, node: Node, kind: FeelFault["kind"], what: string): Expression {
  reading.fault ??= { kind, at: node.from, what };
  return NULL;
}

function test(reading: Reading, node: Node): Test {
  if (node.name === "PositiveUnaryTest" || node.name === "ParenthesizedExpression") {
    const [inner] = operands(node);
    const bare = inner !== undefined && (node.name === "PositiveUnaryTest" || isTest(inner));
    if (bare) return test(reading, inner);
  }
  if (node.name !== "SimplePositiveUnaryTest") {
    return { kind: "expression", expression: expression(reading, node) };
  }
  const [first, second] = children(node);
  if (first?.name === "Interval") return interval(reading, first);
  const operator = slice(reading, first!) as Comparator;
  return { kind: "compare", operator, with: expression(reading, second!) };
}

function isTest(node: Node): boolean {
  return node.name === "SimplePositiveUnaryTest";
}

function interval(reading: Reading, node: Node): Interval {
  const [open, low, , high, close] = children(node);
  return {
    kind: "interval",
    low: expression(reading, low!),
    lowIncluded: open!.name === "[",
    high: expression(reading, high!),
    highIncluded: close!.name === "]",
  };
}

function expression(reading: Reading, node: Node): Expression {
  const parts = operands(node);
  const part = (at: number): Expression => {
    const found = parts[at];
    return found === undefined ? fault(reading, node, "malformed", "") : expression(reading, found);
  };
  switch (node.name) {
    case "NumericLiteral":
      return numeric(reading, node);
    case "StringLiteral":
      return { kind: "literal", value: unescaped(slice(reading, node)) };
    case "BooleanLiteral":
      return { kind: "literal", value: slice(reading, node) === "true" };
    case "null":
      return NULL;
    case "DateTimeLiteral":
      return temporal(reading, node, parts);
    case "?":
      return { kind: "input" };
    case "VariableName":
      return named(reading, node);
    case "ParenthesizedExpression":
      return part(0);
    case "PathExpression":
      return { kind: "path", of: part(0), name: slice(reading, parts[1]!).trim() };
    case "FilterExpression":
      return bound(reading, ["item"], () => ({ kind: "filter", of: part(0), by: part(1) }));
    case "ArithmeticExpression":
      return arithmetic(reading, node);
    case "Comparison":
      return comparison(reading, node);
    case "Conjunction":
      return { kind: "and", left: part(0), right: part(1) };
    case "Disjunction":
      return { kind: "or", left: part(0), right: part(1) };
    case "IfExpression":
      return { kind: "if", condition: part(0), then: part(1), otherwise: part(2) };
    case "List":
      return { kind: "list", items: parts.map((item) => expression(reading, item)) };
    case "Context":
      return { kind: "context", entries: parts.map((entry) => contextEntry(reading, entry)) };
    case "SimplePositiveUnaryTest": {
      const inner = test(reading, node);
      if (inner.kind === "interval") return { kind: "range", test: inner };
      return fault(reading, node, "unsupported", slice(reading, node));
    }
    case "QuantifiedExpression":
    case "ForExpression":
      return iteration(reading, node);
    case "InstanceOfExpression":
      return { kind: "instance", of: part(0), type: slice(reading, parts[1]!) };
    case "FunctionInvocation":
      return call(reading, node);
    default:
      return fault(reading, node, "unsupported", slice(reading, node));
  }
}

function numeric(reading: Reading, node: Node): Expression {
  const value = parseDecimal(slice(reading, node).replace(/\s/g, ""));
  if (value === undefined) return fault(reading, node, "unsupported", slice(reading, node));
  return { kind: "literal", value };
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

function unescaped(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))/gs, (_, four, six, one: string) => {
      const code: string | undefined = four ?? six;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      return ESCAPES[one] ?? one;
    });
}

function named(reading: Reading, node: Node): Expression {
  const name = nameKey(slice(reading, node));
  reading.names.add(name);
  return { kind: "name", name };
}

/** Builds with names that the text itself binds, and so does not ask for. */
function bound(reading: Reading, names: readonly string[], build: () => Expression): Expression {
  const added = names.filter((name) => !reading.names.has(name));
  const built = build();
  for (const name of added) reading.names.delete(name);
  return built;
}

function temporal(reading: Reading, node: Node, parts: readonly Node[]): Expression {
  const [first, second] = parts;
  const wrap = (value: Temporal | undefined): Expression =>
    value === undefined
      ? fault(reading, node, "malformed", slice(reading, node))
      : { kind: "literal", value };
  if (first?.name === "AtLiteral") {
    return wrap(parseAnyTemporal(unescaped(slice(reading, first.firstChild!))));
  }
  const given = second === undefined ? [] : operands(second);
  const sort = slice(reading, first!).replace(/\s+/g, " ");
  if (given.length !== 1 || given[0]!.name !== "StringLiteral") {
    reading.functions.add(sort);
    return { kind: "call", name: sort, with: given.map((each) => expression(reading, each)) };
  }
  const text = unescaped(slice(reading, given[0]!));
  return wrap(
    sort === "duration" ? parseAnyDuration(text) : parseTemporal(text, sort as TemporalSort),
  );
}

function arithmetic(reading: Reading, node: Node): Expression {
  const [first, second, third] = children(node);
  if (first?.name === "ArithOp") {
    const left: Expression = { kind: "literal", value: parseDecimal("0")! };
    return { kind: "arithmetic", operator: "-", left, right: expression(reading, second!) };
  }
  return {
    kind: "arithmetic",
    operator: slice(reading, second!) as "+",
    left: expression(reading, first!),
    right: expression(reading, third!),
  };
}

function comparison(reading: Reading, node: Node): Expression {
  const [subject, word, ...rest] = children(node);
  const value = expression(reading, subject!);
  if (word?.name === "between") {
    const [low, high] = rest.filter((part) => part.name !== "and");
    const test: Interval = {
      kind: "interval",
      low: expression(reading, low!),
      lowIncluded: true,
      high: expression(reading, high!),
      highIncluded: true,
    };
    return { kind: "in", value, tests: [test] };
  }
  if (word?.name === "in") {
    const listed = rest.find((part) => part.name === "PositiveUnaryTests");
    const tests = listed === undefined ? rest.slice(0, 1) : children(listed);
    return { kind: "in", value, tests: tests.map((each) => test(reading, each)) };
  }
  const operator = slice(reading, word!) as Comparator;
  return { kind: "compare", operator, left: value, right: expression(reading, rest[0]!) };
}

function contextEntry(reading: Reading, node: Node): readonly [string, Expression] {
  const [key, value] = children(node).filter((part) => part.name !== ":");
  const name = slice(reading, key!).trim();
  return [name.startsWith('"') ? unescaped(name) : name, expression(reading, value!)];
}

function iteration(reading: Reading, node: Node): Expression {
  const parts = operands(node);
  const iterators = children(parts[0]!).filter((part) => part.name === "InExpression");
  const [name, context] = operands(iterators[0]!);
  const over = operands(context!);
  if (iterators.length !== 1 || over.length !== 1) {
    return fault(reading, node, "unsupported", slice(reading, node));
  }
  const source = expression(reading, over[0]!);
  const variable = nameKey(slice(reading, name!));
  return bound(reading, [variable], () => {
    const body = expression(reading, parts[1]!);
    if (node.name === "ForExpression") {
      return { kind: "for", name: variable, over: source, gives: body };
    }
    const every = children(node)[0]!.name === "every";
    return { kind: "quantified", every, name: variable, over: source, satisfies: body };
  });
}

function call(reading: Reading, node: Node): Expression {
  const [callee, parameters] = operands(node);
  if (callee?.name !== "VariableName" || parameters?.name === "NamedParameters") {
    return fault(reading, node, "unsupported", slice(reading, node));
  }
  const given = parameters === undefined ? [] : operands(parameters);
  const name = slice(reading, callee).trim().replace(/\s+/g, " ");
  reading.functions.add(name);
  return { kind: "call", name, with: given.map((each) => expression(reading, each)) };
}
