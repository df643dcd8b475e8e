import { accept, type Result, reject } from "@xinyi/result";
import type { Aggregation, HitPolicy, Input, Output, Rule, Table, TreeNode } from "./table.ts";
import { type ColumnType, isTemporalType } from "./value.ts";
import {
  childNamed,
  childrenNamed,
  type Element,
  element,
  parseXml,
  textOf,
  writeXml,
} from "./xml.ts";

/** Why a text holds no decision table that this package reads. */
export type DmnRejection =
  | { readonly kind: "not-xml" }
  | { readonly kind: "not-dmn"; readonly root: string }
  | { readonly kind: "unknown-hit-policy"; readonly decision: string; readonly hitPolicy: string };

const MODEL_1_3 = "https://www.omg.org/spec/DMN/20191111/MODEL/";
const OURS = "https://xinyi.example/decision-table";

/** DMN 1.3 is written; every version since 1.1 is read. */
const PREFIXES: Readonly<Record<string, string>> = {
  "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "dmn",
  "http://www.omg.org/spec/DMN/20180521/MODEL/": "dmn",
  [MODEL_1_3]: "dmn",
  "https://www.omg.org/spec/DMN/20211108/MODEL/": "dmn",
  "https://www.omg.org/spec/DMN/20230324/MODEL/": "dmn",
  [OURS]: "xinyi",
};

const POLICIES: Readonly<Record<string, HitPolicy>> = {
  UNIQUE: "unique",
  ANY: "any",
  FIRST: "first",
  PRIORITY: "priority",
  COLLECT: "collect",
  "RULE ORDER": "rule-order",
  "OUTPUT ORDER": "output-order",
};

/** FEEL's names of types, those of DMN 1.1, and those that dmn-js writes for Camunda. */
const TYPES: Readonly<Record<string, ColumnType>> = {
  number: "number",
  integer: "number",
  long: "number",
  double: "number",
  string: "string",
  boolean: "boolean",
  dateTime: "date and time",
  dayTimeDuration: "days and time duration",
  yearMonthDuration: "years and months duration",
  Any: "any",
};

/** The tables of a DMN file, in its order, each under its decision's name. */
export function readDmn(xml: string): Result<readonly Table[], DmnRejection> {
  const root = parseXml(xml, PREFIXES);
  if (root === undefined) return reject({ kind: "not-xml" });
  if (root.name !== "dmn:definitions") return reject({ kind: "not-dmn", root: root.name });
  const definitions = childrenNamed(root, "dmn:itemDefinition");
  const tables: Table[] = [];
  for (const decision of childrenNamed(root, "dmn:decision")) {
    const table = childNamed(decision, "dmn:decisionTable");
    if (table === undefined) continue;
    const read = readTableElement(decision, table, definitions);
    if (!read.ok) return read;
    tables.push(read.value);
  }
  return accept(tables);
}

function readTableElement(
  decision: Element,
  table: Element,
  definitions: readonly Element[],
): Result<Table, DmnRejection> {
  const name = decision.attributes.name ?? decision.attributes.id ?? "";
  const policy = table.attributes.hitPolicy ?? "UNIQUE";
  const hitPolicy = POLICIES[policy];
  if (hitPolicy === undefined) {
    return reject({ kind: "unknown-hit-policy", decision: name, hitPolicy: policy });
  }
  const aggregation = table.attributes.aggregation?.toLowerCase() as Aggregation | undefined;
  const outputs = childrenNamed(table, "dmn:output");
  return accept({
    name,
    hitPolicy,
    ...(aggregation === undefined ? {} : { aggregation }),
    inputs: childrenNamed(table, "dmn:input").map((input) => readInput(input, definitions)),
    outputs: outputs.map((output) => readOutput(output, decision, definitions)),
    rules: childrenNamed(table, "dmn:rule").map(readRule),
  });
}

function readInput(input: Element, definitions: readonly Element[]): Input {
  const expression = childNamed(input, "dmn:inputExpression");
  const { type, values } = typeNamed(expression?.attributes.typeRef, definitions);
  const listed = entryText(childNamed(input, "dmn:inputValues")) ?? values;
  const kind = input.attributes["xinyi:type"] as "tree" | "set" | undefined;
  const nodes = childNamed(childNamed(input, "dmn:extensionElements"), "xinyi:tree");
  return {
    name: (entryText(expression) ?? input.attributes.label ?? "").trim(),
    ...given("type", kind ?? type),
    ...given("values", listed),
    ...given(
      "tree",
      nodes === undefined ? undefined : childrenNamed(nodes, "xinyi:node").map(readNode),
    ),
  };
}

function readNode({ attributes }: Element): TreeNode {
  return { code: attributes.code ?? "", ...given("parent", attributes.parent) };
}

function readOutput(output: Element, decision: Element, definitions: readonly Element[]): Output {
  const variable = childNamed(decision, "dmn:variable");
  const { attributes } = output;
  const { type, values } = typeNamed(
    attributes.typeRef ?? variable?.attributes.typeRef,
    definitions,
  );
  return {
    name:
      attributes.name ??
      attributes.label ??
      variable?.attributes.name ??
      decision.attributes.name ??
      "",
    ...given("type", type),
    ...given("values", entryText(childNamed(output, "dmn:outputValues")) ?? values),
    ...given("default", entryText(childNamed(output, "dmn:defaultOutputEntry"))),
  };
}

/** Ids that `writeDmn` made up are no ids of the table. */
const MADE_ID = /^rule_\d+$/;

function readRule(rule: Element): Rule {
  const { attributes } = rule;
  const made = attributes.id === undefined || MADE_ID.test(attributes.id);
  return {
    ...given("id", attributes["xinyi:id"] ?? (made ? undefined : attributes.id)),
    when: childrenNamed(rule, "dmn:inputEntry").map((entry) => entryText(entry) ?? ""),
    then: childrenNamed(rule, "dmn:outputEntry").map((entry) => entryText(entry) ?? ""),
    ...given("note", textOf(childNamed(rule, "dmn:description"))),
  };
}

function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in Name]?: Value });
}

function entryText(entry: Element | undefined): string | undefined {
  return textOf(childNamed(entry, "dmn:text"));
}

/** Follows item definitions to a type of FEEL, and takes the first values allowed on the way. */
function typeNamed(
  name: string | undefined,
  definitions: readonly Element[],
): { readonly type?: ColumnType; readonly values?: string } {
  const plain = name?.replace(/^[^:]*:/, "");
  if (plain === undefined) return {};
  if (isTemporalType(plain)) return { type: plain };
  const type = TYPES[plain];
  if (type !== undefined) return { type };
  const at = definitions.findIndex((each) => each.attributes.name === plain);
  const definition = definitions[at];
  if (definition === undefined) return {};
  const others = definitions.filter((_, index) => index !== at);
  const base = typeNamed(textOf(childNamed(definition, "dmn:typeRef")), others);
  return { ...base, ...given("values", entryText(childNamed(definition, "dmn:allowedValues"))) };
}

/**
 * A DMN 1.3 file of one decision, which the standard's editors open. Trees and
 * sets, which the standard does not have, are kept in elements of our own; to
 * another engine a tree's cell means that one node.
 */
export function writeDmn(table: Table): string {
  const name = table.name ?? table.outputs[0]?.name ?? "decision";
  const inputs = table.inputs.map((input, at) =>
    element(
      "inputData",
      { id: `data_${at + 1}`, name: input.name },
      element("variable", {
        id: `data_variable_${at + 1}`,
        name: input.name,
        typeRef: typeRef(input.type),
      }),
    ),
  );
  const requirements = table.inputs.map((_, at) =>
    element(
      "informationRequirement",
      { id: `requirement_${at + 1}` },
      element("requiredInput", { href: `#data_${at + 1}` }),
    ),
  );
  const decision = element(
    "decision",
    { id: "decision_1", name },
    element("variable", { id: "decision_variable", name }),
    ...requirements,
    writeTableElement(table),
  );
  const attributes = {
    xmlns: MODEL_1_3,
    "xmlns:dmndi": "https://www.omg.org/spec/DMN/20191111/DMNDI/",
    "xmlns:dc": "http://www.omg.org/spec/DMN/20180521/DC/",
    "xmlns:xinyi": OURS,
    id: "definitions_1",
    name,
    namespace: OURS,
  };
  return writeXml(element("definitions", attributes, ...inputs, decision, diagram(table)));
}

function writeTableElement(table: Table): Element {
  const { aggregation = "list", hitPolicy } = table;
  const policy = Object.keys(POLICIES).find((key) => POLICIES[key] === hitPolicy);
  const ids = new Set<string>();
  return element(
    "decisionTable",
    {
      id: "table_1",
      hitPolicy: policy,
      aggregation: aggregation === "list" ? undefined : aggregation.toUpperCase(),
    },
    ...table.inputs.map(writeInput),
    ...table.outputs.map(writeOutput),
    ...table.rules.map((rule, at) => writeRule(rule, at, ids)),
  );
}

/** Types of our own are written as what other engines take them for. */
function typeRef(type: ColumnType | undefined): string | undefined {
  if (type === "tree") return "string";
  return type === "set" || type === "any" ? "Any" : type;
}

function writeInput(input: Input, at: number): Element {
  const { type, tree, values } = input;
  const nodes = tree?.map((node) =>
    element("xinyi:node", { code: node.code, parent: node.parent }),
  );
  return element(
    "input",
    {
      id: `input_${at + 1}`,
      label: input.name,
      "xinyi:type": type === "tree" || type === "set" ? type : undefined,
    },
    nodes && element("extensionElements", {}, element("xinyi:tree", {}, ...nodes)),
    element(
      "inputExpression",
      { id: `input_expression_${at + 1}`, typeRef: typeRef(type) },
      element("text", {}, input.name),
    ),
    values === undefined ? undefined : entry("inputValues", `input_values_${at + 1}`, values),
  );
}

function writeOutput(output: Output, at: number): Element {
  const { name, type, values, default: usual } = output;
  return element(
    "output",
    { id: `output_${at + 1}`, label: name, name, typeRef: typeRef(type) },
    values === undefined ? undefined : entry("outputValues", `output_values_${at + 1}`, values),
    usual === undefined
      ? undefined
      : entry("defaultOutputEntry", `output_default_${at + 1}`, usual),
  );
}

/** What XML allows as an id, without the colon. */
const XML_ID = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

function writeRule(rule: Rule, at: number, ids: Set<string>): Element {
  const own = rule.id;
  const fits =
    own !== undefined && XML_ID.test(own) && !/^[a-z_]+_\d+(_\d+)?$/.test(own) && !ids.has(own);
  if (fits) ids.add(own);
  const attributes = { id: fits ? own : `rule_${at + 1}`, "xinyi:id": fits ? undefined : own };
  return element(
    "rule",
    attributes,
    rule.note === undefined ? undefined : element("description", {}, rule.note),
    ...rule.when.map((text, column) => entry("inputEntry", `cell_${at + 1}_${column + 1}`, text)),
    ...rule.then.map((text, column) =>
      entry("outputEntry", `result_${at + 1}_${column + 1}`, text),
    ),
  );
}

function entry(name: string, id: string, text: string): Element {
  return element(name, { id }, element("text", {}, text));
}

/** The drawing without which an editor shows no diagram: one box, its inputs below it. */
function diagram(table: Table): Element {
  const shape = (reference: string, x: number, y: number, width: number, height: number) =>
    element(
      "dmndi:DMNShape",
      { id: `shape_${reference}`, dmnElementRef: reference },
      element("dc:Bounds", { x: `${x}`, y: `${y}`, width: `${width}`, height: `${height}` }),
    );
  const inputs = table.inputs.map((_, at) => shape(`data_${at + 1}`, 160 + at * 160, 240, 125, 45));
  return element(
    "dmndi:DMNDI",
    {},
    element(
      "dmndi:DMNDiagram",
      { id: "diagram_1" },
      shape("decision_1", 160, 80, 180, 80),
      ...inputs,
    ),
  );
}
