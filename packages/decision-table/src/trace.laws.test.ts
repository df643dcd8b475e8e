import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "./decide.ts";
import {
  ALL,
  compiled,
  copyOf,
  EVERY,
  factsOf,
  liesIn,
  tables,
  withFacts,
} from "./fixtures/random-tables.ts";
import { explain } from "./trace.ts";

const runs = { numRuns: 100 };

describe("the trace", () => {
  test("gives the same bytes when replayed, from a table read anew", () => {
    fc.assert(
      fc.property(withFacts(tables(ALL, 6, EVERY), true), ([table, list]) => {
        for (const facts of list) {
          const first = JSON.stringify(explain(facts, compiled(table)));
          expect(JSON.stringify(explain(facts, compiled(copyOf(table))))).toBe(first);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("accounts for every rule, and each change it names comes about", () => {
    fc.assert(
      fc.property(withFacts(tables(ALL, 6, EVERY), false), ([table, list]) => {
        for (const facts of list) {
          const ready = compiled(table);
          const trace = explain(facts, ready);
          const named = [...trace.rules, ...trace.lost.map(({ rule }) => rule)];
          expect(named.sort((a, b) => a - b)).toEqual(table.rules.map((_, at) => at + 1));
          for (const change of trace.changes) {
            const after = decide({ ...facts, [change.input]: change.example }, ready);
            expect([after.status, after.value]).toEqual([change.status, change.value]);
            expect([after.status, after.value]).not.toEqual([trace.status, trace.value]);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test("names every single change that alters the answer", () => {
    const drawn = tables(ALL).chain(({ table, names }) =>
      fc.tuple(
        fc.constant(table),
        factsOf(names, false),
        factsOf(names, false),
        fc.constantFrom(...names),
      ),
    );
    fc.assert(
      fc.property(drawn, ([table, facts, others, name]) => {
        const ready = compiled(table);
        const changed = { ...facts, [name]: others[name] };
        const before = decide(facts, ready);
        const after = decide(changed, ready);
        if (
          JSON.stringify([before.status, before.value]) ===
          JSON.stringify([after.status, after.value])
        )
          return;
        const named = explain(facts, ready).changes.some(({ input, when, value }) => {
          if (input !== name || JSON.stringify(value) !== JSON.stringify(after.value)) return false;
          const cells = table.inputs.map((each) => (each.name === name ? when : "-"));
          return liesIn(changed, cells, table);
        });
        expect(named).toBe(true);
      }),
      runs,
    );
  });
});
