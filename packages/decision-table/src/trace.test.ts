import { expect, test } from "vitest";
import { compile } from "./compile.ts";
import type { Table } from "./table.ts";
import { explain } from "./trace.ts";
import type { Facts } from "./value.ts";

const table: Table = {
  hitPolicy: "first",
  inputs: [
    {
      name: "category",
      type: "tree",
      tree: [{ code: "safety" }, { code: "fire", parent: "safety" }, { code: "fees" }],
    },
    { name: "days", type: "number", values: "[0..30]" },
    { name: "agreed", type: "boolean" },
  ],
  outputs: [{ name: "lead" }],
  rules: [
    { when: ['"safety"', "-", "-"], then: ['"119"'] },
    { when: ['"fees"', "< 15", "true"], then: ['"mediation"'] },
    { when: ['"fees"', "-", "-"], then: ['"company"'] },
  ],
};

function trace(facts: Facts, of: Table = table) {
  const compiled = compile(of);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.rejection));
  return explain(facts, compiled.value);
}

test("who won, why each other lost, what was looked at and what would change it", () => {
  expect(trace({ category: "fees", days: "10.0", agreed: true, unasked: 1 })).toEqual({
    status: "decided",
    value: "mediation",
    rules: [2],
    lost: [
      { rule: 1, because: "cell", input: "category", expected: '"safety"', actual: "fees" },
      { rule: 3, because: "beaten", by: 2 },
    ],
    lookedAt: [
      { input: "category", value: "fees", inDomain: true },
      { input: "days", value: 10, inDomain: true },
      { input: "agreed", value: true, inDomain: true },
    ],
    changes: [
      {
        input: "category",
        when: '"safety"',
        example: "fire",
        status: "decided",
        value: "119",
        rules: [1],
      },
      {
        input: "days",
        when: "[15..30]",
        example: 15,
        status: "decided",
        value: "company",
        rules: [3],
      },
      {
        input: "agreed",
        when: "false",
        example: false,
        status: "decided",
        value: "company",
        rules: [3],
      },
    ],
  });
});

test("facts that no rule came to are not looked at", () => {
  expect(trace({ category: "fire", days: 99 }).lookedAt).toEqual([
    { input: "category", value: "fire", inDomain: true },
  ]);
});

test("a fact outside the values listed is told", () => {
  const { lookedAt } = trace({ category: "fees", days: 99, agreed: true });
  expect(lookedAt[1]).toEqual({ input: "days", value: 99, inDomain: false });
});

test("a conflict names the rules in conflict, and the rest lost by a cell", () => {
  const { status, rules, lost } = trace(
    { category: "fees", days: 1, agreed: true },
    { ...table, hitPolicy: "unique" },
  );
  expect([status, rules]).toEqual(["conflict", [2, 3]]);
  expect(lost.map(({ rule, because }) => [rule, because])).toEqual([[1, "cell"]]);
});

test("a cell over two inputs gives changes of one value each", () => {
  const of: Table = {
    hitPolicy: "first",
    inputs: [
      { name: "paid", type: "number" },
      { name: "due", type: "number", values: "10, 20" },
    ],
    outputs: [{ name: "o", default: "false" }],
    rules: [{ when: [">= due", "-"], then: ["true"] }],
  };
  const { value, lost, changes } = trace({ paid: 15, due: 20 }, of);
  expect(value).toBe(false);
  expect(changes).toEqual([
    { input: "due", when: "10", example: 10, status: "decided", value: true, rules: [1] },
  ]);
  expect(lost).toEqual([
    { rule: 1, because: "cell", input: "paid", expected: ">= due", actual: 15 },
  ]);
});
