import fc from "fast-check";
import { unaryTest } from "feelin";
import { describe, expect, test } from "vitest";
import { decide, matchedRules, ruleFor } from "./decide.ts";
import {
  ALL,
  compiled,
  copyOf,
  EVERY,
  factsOf,
  isTurned,
  matching,
  tables,
  withFacts,
} from "./fixtures/random-tables.ts";
import { interpret } from "./naive.ts";
import { readTable } from "./read-table.ts";
import type { Facts } from "./value.ts";

const runs = { numRuns: 100 };

describe("the compiled matcher", () => {
  test("agrees with the interpreter, whatever the facts", () => {
    fc.assert(
      fc.property(withFacts(tables(ALL, 70, EVERY), true), ([table, list]) => {
        const ready = compiled(table);
        for (const facts of list) {
          const law = interpret(facts, ready.read);
          expect(decide(facts, ready)).toEqual(law);
          expect(matchedRules(facts, ready)).toEqual(matching(facts, table));
          const winner = ruleFor(facts, ready);
          if (law.status === "conflict") expect(winner).toBe(-1);
          else if (law.status === "no-rule") expect(winner).toBe(0);
          else if (table.hitPolicy !== "output-order") expect(winner).toBe(law.rules[0]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("agrees with feelin, rule by rule", () => {
    // feelin reads numbers as floats, dates in other ways, and turns [2..1] round.
    const drawn = tables(["collect"], 5, ["age", "kind", "agreed"]).filter(({ table }) =>
      table.rules.every(({ when }) => when.every((text) => !/90071/.test(text) && !isTurned(text))),
    );
    const facts = withFacts(drawn, false);
    fc.assert(
      fc.property(facts, ([table, list]) => {
        for (const one of list) {
          const age = Number(one.age ?? 0);
          if (String(one.age ?? 0).length > 15) continue;
          const inputs: Facts = { ...one, age };
          const theirs = table.rules.flatMap(({ when }, at) => {
            const holds = (text: string, column: number) =>
              unaryTest(text, { "?": inputs[table.inputs[column]!.name] }).value === true;
            return when.every(holds) ? [at + 1] : [];
          });
          expect(matchedRules(one, compiled(table))).toEqual(theirs);
        }
      }),
      runs,
    );
  });
});

describe("the order of the rules", () => {
  test("changes no answer under unique, any and priority", () => {
    const drawn = tables(["unique", "any", "priority"]).chain((each) =>
      fc.tuple(
        fc.constant(each.table),
        fc.shuffledSubarray([...each.table.rules], { minLength: each.table.rules.length }),
        factsOf(each.names, false),
      ),
    );
    fc.assert(
      fc.property(drawn, ([table, shuffled, facts]) => {
        const before = decide(facts, compiled(table));
        const after = decide(facts, compiled({ ...table, rules: shuffled }));
        expect([after.status, after.value]).toEqual([before.status, before.value]);
      }),
      runs,
    );
  });
});

test("reading a table twice gives the same table", () => {
  fc.assert(
    fc.property(tables(ALL), ({ table }) => {
      expect(readTable(table)).toEqual(readTable(copyOf(table)));
    }),
    { numRuns: 50 },
  );
});

describe("any FEEL in a cell", () => {
  const literal = fc.constantFrom(
    "1",
    "-2.5",
    '"x"',
    "null",
    "true",
    'date("2024-02-29")',
    '@"P1D"',
    '["x"]',
    "{a: 1}",
  );
  const { expression } = fc.letrec<{ expression: string; test: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.oneof(literal, fc.constantFrom("?", "a", "my name")),
      fc
        .tuple(
          tie("expression"),
          fc.constantFrom("<", ">=", "=", "!=", "+", "-", "*", "/", "and", "or"),
          tie("expression"),
        )
        .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
      fc
        .tuple(
          fc.constantFrom("not", "count", "sum", "min", "string", "string length", "all"),
          tie("expression"),
        )
        .map(([name, given]) => `${name}(${given})`),
      literal.map((element) => `list contains(?, ${element})`),
      tie("test").map((one) => `? in (${one})`),
      tie("expression").map((one) => `if ${one} then ? else a`),
      tie("expression").map((one) => `some x in ${one} satisfies x = ?`),
      fc.constantFrom("number", "string", "list", "date").map((type) => `? instance of ${type}`),
    ),
    test: fc.oneof(
      { maxDepth: 3 },
      tie("expression"),
      fc.tuple(fc.constantFrom("<", ">", "!="), tie("expression")).map((parts) => parts.join(" ")),
      fc.tuple(literal, literal).map(([low, high]) => `[${low}..${high})`),
    ),
  }));
  const cells = fc
    .tuple(fc.boolean(), fc.array(expression, { minLength: 1, maxLength: 2 }))
    .map(([negated, list]) => (negated ? `not(${list.join(", ")})` : list.join(", ")));
  const facts = fc.constantFrom<unknown>(
    1,
    "1",
    "x",
    null,
    true,
    ["x"],
    { a: 1 },
    "2024-02-29",
    "P1D",
  );
  const types = fc.constantFrom("number", "string", "date", "any", "set", undefined);

  test("means the same to the matcher and to the interpreter, and nothing throws", () => {
    fc.assert(
      fc.property(cells, cells, expression, facts, facts, types, (one, two, output, a, b, type) => {
        const read = readTable({
          hitPolicy: "collect",
          inputs: [{ name: "a", ...(type === undefined ? {} : { type }) }, { name: "my name" }],
          outputs: [{ name: "o" }],
          rules: [
            { when: [one, "-"], then: [output] },
            { when: ["-", two], then: ["2"] },
          ],
        });
        if (!read.ok) return;
        const table = compiled(read.value.table);
        const given = { a, "my name": b };
        expect(decide(given, table)).toEqual(interpret(given, table.read));
      }),
      { numRuns: 400 },
    );
  });
});
