import { expect, test } from "vitest";
import { compile } from "./compile.ts";
import { readTable } from "./read-table.ts";
import type { Table, TableRejection } from "./table.ts";

const good: Table = {
  hitPolicy: "first",
  inputs: [{ name: "age" }, { name: "kind", values: '"a", "b"' }],
  outputs: [{ name: "o" }],
  rules: [{ when: ["> 1", '"a"'], then: ['"x"'] }],
};

const wrong = (more: object) => ({ ...good, ...more }) as Table;

test.each<[string, Table, TableRejection | object]>([
  ["policy", wrong({ hitPolicy: "last" }), { kind: "unknown-hit-policy", hitPolicy: "last" }],
  [
    "aggregation",
    wrong({ aggregation: "mean" }),
    { kind: "unknown-aggregation", aggregation: "mean" },
  ],
  ["no output", wrong({ outputs: [] }), { kind: "no-output" }],
  [
    "sum over two outputs",
    wrong({ hitPolicy: "collect", aggregation: "sum", outputs: [{ name: "a" }, { name: "b" }] }),
    { kind: "aggregation-on-several-outputs" },
  ],
  [
    "a name twice",
    wrong({ inputs: [{ name: "a  b" }, { name: "a b" }] }),
    { kind: "duplicate-name", name: "a b" },
  ],
  [
    "type",
    wrong({ inputs: [{ name: "a", type: "money" }] }),
    { kind: "unknown-type", input: "a", type: "money" },
  ],
  [
    "a node below itself",
    wrong({ inputs: [{ name: "a", type: "tree", tree: [{ code: "x", parent: "x" }] }], rules: [] }),
    { kind: "broken-tree", input: "a", code: "x" },
  ],
  [
    "a node below nobody",
    wrong({ inputs: [{ name: "a", type: "tree", tree: [{ code: "x", parent: "y" }] }], rules: [] }),
    { kind: "broken-tree", input: "a", code: "x" },
  ],
  ["width", wrong({ rules: [{ when: ["-"], then: ["1"] }] }), { kind: "wrong-width", rule: 1 }],
  [
    "values",
    wrong({ inputs: [{ name: "a", values: '"x' }], rules: [] }),
    { kind: "bad-values", column: "a" },
  ],
  [
    "a cell that is no FEEL",
    wrong({ rules: [good.rules[0], { when: ["> 1)", "-"], then: ["1"] }] }),
    { kind: "bad-cell", rule: 2, input: "age", fault: { kind: "malformed" } },
  ],
  [
    "a function that is not spoken",
    wrong({ rules: [{ when: ['matches(?, "a+")', "-"], then: ["1"] }] }),
    { kind: "bad-cell", rule: 1, fault: { kind: "unsupported", what: "matches" } },
  ],
  [
    "a date that is none",
    wrong({ rules: [{ when: ['date("2023-02-29")', "-"], then: ["1"] }] }),
    { kind: "bad-cell", rule: 1, fault: { kind: "malformed" } },
  ],
])("refused: %s", (_, table, rejection) => {
  expect(readTable(table)).toMatchObject({ ok: false, rejection });
});

test("a type is read off the cells where none is given", () => {
  const inputs = ["n", "d", "s", "b", "set", "mixed", "silent"].map((name) => ({ name }));
  const when = ["< 5", '@"2024-01-01"', '"a"', "true", 'list contains(?, "a")', '1, "a"', "-"];
  const read = readTable({
    hitPolicy: "first",
    inputs,
    outputs: [{ name: "o" }],
    rules: [{ when, then: ["1"] }],
  });
  expect(read.ok && read.value.inputs.map(({ type }) => type)).toEqual([
    "number",
    "date",
    "string",
    "boolean",
    "set",
    "any",
    "any",
  ]);
});

test("unknown names are findings, not refusals", () => {
  const read = readTable(wrong({ rules: [{ when: ["High", "-"], then: ["my string"] }] }));
  expect(read.ok && read.value.unknownNames).toEqual([
    { kind: "unknown-name", rule: 1, column: "age", name: "High" },
    { kind: "unknown-name", rule: 1, column: "o", name: "my string" },
  ]);
});

test("an output that is no FEEL can be analyzed, but not run", () => {
  const table = wrong({ rules: [{ when: ["-", "-"], then: ["no FEEL )"] }] });
  expect(readTable(table).ok).toBe(true);
  expect(compile(table)).toMatchObject({ rejection: { kind: "bad-output", rule: 1, output: "o" } });
});
