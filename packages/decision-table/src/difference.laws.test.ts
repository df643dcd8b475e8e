import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "./decide.ts";
import { compare } from "./difference.ts";
import {
  ALL,
  COLUMNS,
  compiled,
  copyOf,
  factsOf,
  liesIn,
  tables,
} from "./fixtures/random-tables.ts";

const runs = { numRuns: 100 };

describe("the difference of two versions", () => {
  const pairs = tables(ALL).chain(({ table, names }) => {
    const rule = fc.tuple(...names.map((name) => COLUMNS[name].cells));
    const edits = fc.array(fc.tuple(fc.nat(5), rule, fc.constantFrom('"x"', '"y"', '"z"')), {
      maxLength: 2,
    });
    const edited = edits.map((list) => {
      const rules = [...table.rules];
      for (const [at, when, output] of list)
        rules[Math.min(at, rules.length)] = { when, then: [output] };
      return { ...table, rules };
    });
    return fc.tuple(
      fc.constant(table),
      edited,
      fc.array(factsOf(names, false), { minLength: 1, maxLength: 12 }),
    );
  });

  test("is exactly the facts that they answer differently", () => {
    fc.assert(
      fc.property(pairs, ([before, after, list]) => {
        const found = compare(before, after);
        if (!found.ok) throw new Error(JSON.stringify(found.rejection));
        const { status, changed } = found.value;
        expect(status).toBe(changed.length === 0 ? "same" : "changed");
        for (const region of changed) {
          const was = decide(region.example, compiled(before));
          const is = decide(region.example, compiled(after));
          expect([was.status, was.value]).toEqual([region.before.status, region.before.value]);
          expect([is.status, is.value]).toEqual([region.after.status, region.after.value]);
        }
        for (const facts of list) {
          const was = decide(facts, compiled(before));
          const is = decide(facts, compiled(after));
          const differs =
            JSON.stringify([was.status, was.value]) !== JSON.stringify([is.status, is.value]);
          expect(changed.some(({ when }) => liesIn(facts, when, before))).toBe(differs);
        }
      }),
      runs,
    );
  });

  test("is nothing between a table and itself", () => {
    fc.assert(
      fc.property(tables(ALL), ({ table }) => {
        expect(compare(table, copyOf(table))).toEqual({
          ok: true,
          value: { status: "same", changed: [] },
        });
      }),
      { numRuns: 100 },
    );
  });
});
