import { expect, test } from "vitest";
import { runCase } from "./cases.ts";

const table = {
  hitPolicy: "unique",
  inputs: [{ name: "n" }],
  outputs: [{ name: "o" }],
  rules: [
    { when: [">0"], then: ["n*2"] },
    { when: ["<0"], then: ["my string"] },
  ],
};

test("evaluate gives the value", () => {
  const given = { table, facts: { n: "1.5" } };
  expect(runCase({ kind: "evaluate", given, expect: { value: 3 } })).toEqual({
    ok: true,
    value: { value: 3 },
  });
});

test("analysis gives the facts that bear out what was expected of them", () => {
  const facts = [{ n: 0 }, { n: 1 }];
  const asked = { complete: true, gapFacts: facts, coveredFacts: facts, overlaps: [] };
  expect(
    runCase({ kind: "analysis", given: { table, inputTypes: ["number"] }, expect: asked }),
  ).toEqual({
    ok: true,
    value: { complete: false, gapFacts: [{ n: 0 }], coveredFacts: [{ n: 1 }], overlaps: [] },
  });
});

test.each([
  ["unknown-kind", "horoscope", {}],
  ["unknown-field", "evaluate", { verdict: 1 }],
])("%s", (kind, asked, wanted) => {
  expect(runCase({ kind: asked, given: { table, facts: {} }, expect: wanted })).toMatchObject({
    rejection: { kind },
  });
});

test("a table that cannot be read is no answer", () => {
  const given = { table: { ...table, outputs: [] }, facts: {} };
  expect(runCase({ kind: "evaluate", given, expect: {} })).toEqual({
    ok: false,
    rejection: { kind: "unreadable-table", because: { kind: "no-output" } },
  });
});
