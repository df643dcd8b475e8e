import { expect, test } from "vitest";
import { compare } from "./difference.ts";
import type { Table } from "./table.ts";

const before: Table = {
  hitPolicy: "first",
  inputs: [
    { name: "days", type: "number", values: ">= 0" },
    { name: "kind", values: '"help", "report"' },
  ],
  outputs: [{ name: "term" }],
  rules: [
    { when: ["< 3", '"help"'], then: ["7"] },
    { when: ["-", "-"], then: ["15"] },
  ],
};

test("a moved bar is the strip between the bars", () => {
  const rules = [{ when: ["<= 5", '"help"'], then: ["7"] }, before.rules[1]!];
  expect(compare(before, { ...before, rules })).toEqual({
    ok: true,
    value: {
      status: "changed",
      changed: [
        {
          when: ["[3..5]", '"help"'],
          example: { days: 3, kind: "help" },
          before: { status: "decided", value: 15, rules: [2] },
          after: { status: "decided", value: 7, rules: [1] },
        },
      ],
    },
  });
});

test("an input that is new is one that the old version ignores", () => {
  const after: Table = {
    ...before,
    inputs: [...before.inputs, { name: "urgent", type: "boolean" }],
    rules: [
      { when: ["-", "-", "true"], then: ["1"] },
      ...before.rules.map((rule) => ({ ...rule, when: [...rule.when, "-"] })),
    ],
  };
  const found = compare(before, after);
  const regions = found.ok
    ? found.value.changed.map(({ when, after: is }) => [...when, is.value])
    : [];
  expect(regions).toEqual([
    ["[0..3)", '"help"', "true", 1],
    ["[0..3)", '"report"', "true", 1],
    [">= 3", "-", "true", 1],
  ]);
});

test("another order of rules is no difference where it decides nothing", () => {
  const unique: Table = {
    ...before,
    hitPolicy: "unique",
    rules: [before.rules[0]!, { when: [">= 3", "-"], then: ["15"] }],
  };
  const turned = { ...unique, rules: [...unique.rules].reverse() };
  expect(compare(unique, turned)).toMatchObject({ value: { status: "same" } });
});

test("computed outputs differ where their texts do", () => {
  const doubled = (text: string): Table => ({
    ...before,
    rules: [{ when: ["-", "-"], then: [text] }],
  });
  expect(compare(doubled("days * 2"), doubled("days * 2"))).toMatchObject({
    value: { status: "same" },
  });
  expect(compare(doubled("days * 2"), doubled("days * 3"))).toMatchObject({
    value: { status: "changed" },
  });
});

test("a spent budget, or a cell over two inputs, is incomplete", () => {
  const rules = [{ when: ["<= 5", '"help"'], then: ["7"] }, before.rules[1]!];
  expect(compare(before, { ...before, rules }, { steps: 0 })).toMatchObject({
    value: { status: "incomplete" },
  });
});

test("what cannot be compared is refused by name", () => {
  const after: Table = {
    ...before,
    inputs: [{ name: "days", type: "date" }, before.inputs[1]!],
    rules: [],
  };
  expect(compare(before, after)).toEqual({
    ok: false,
    rejection: { kind: "type-changed", input: "days" },
  });
  expect(compare({ ...before, outputs: [] }, before)).toMatchObject({
    rejection: { kind: "unreadable", version: "before" },
  });
});
