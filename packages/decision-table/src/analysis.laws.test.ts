import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyze } from "./analysis.ts";
import { decide } from "./decide.ts";
import { ALL, compiled, liesIn, matching, tables, withFacts } from "./fixtures/random-tables.ts";

const runs = { numRuns: 100 };

describe("the analysis", () => {
  test("a gap's example matches no rule and lies in its gap", () => {
    fc.assert(
      fc.property(tables(ALL), ({ table }) => {
        const found = analyze(table);
        if (!found.ok) throw new Error("unreadable");
        for (const { when, example } of found.value.gaps) {
          expect(matching(example, table)).toEqual([]);
          expect(liesIn(example, when, table)).toBe(true);
        }
      }),
      runs,
    );
  });

  test("facts match no rule exactly where they lie in a gap", () => {
    fc.assert(
      fc.property(withFacts(tables(ALL), false), ([table, list]) => {
        const found = analyze(table);
        if (!found.ok) throw new Error("unreadable");
        const { gaps, complete, status } = found.value;
        expect(status).not.toBe("incomplete");
        for (const facts of list) {
          const inGap = gaps.some(({ when }) => liesIn(facts, when, table));
          expect(inGap).toBe(matching(facts, table).length === 0);
          if (complete) expect(inGap).toBe(false);
        }
      }),
      runs,
    );
  });

  test("an overlap's example matches both rules, and facts that match two are an overlap", () => {
    fc.assert(
      fc.property(withFacts(tables(ALL), false), ([table, list]) => {
        const found = analyze(table);
        if (!found.ok) throw new Error("unreadable");
        const { overlaps } = found.value;
        for (const { rules, example } of overlaps) {
          expect(matching(example, table)).toEqual(expect.arrayContaining([...rules]));
        }
        const pairs = overlaps.map(({ rules }) => rules.join());
        for (const facts of list) {
          const [first, second] = matching(facts, table);
          if (second !== undefined) expect(pairs).toContain(`${first},${second}`);
        }
      }),
      runs,
    );
  });

  test("removing a rule that is masked, subsumed or unreachable changes nothing", () => {
    fc.assert(
      fc.property(withFacts(tables(["first", "priority", "any"]), false), ([table, list]) => {
        const found = analyze(table);
        if (!found.ok) throw new Error("unreadable");
        const { masked, subsumed, unreachable } = found.value;
        const idle = [...masked, ...subsumed].map(({ rule }) => rule).concat(unreachable);
        for (const rule of idle) {
          const rules = table.rules.filter((_, at) => at !== rule - 1);
          const without = compiled({ ...table, rules });
          for (const facts of list) {
            const before = decide(facts, compiled(table));
            const after = decide(facts, without);
            expect([after.status, after.value]).toEqual([before.status, before.value]);
          }
        }
      }),
      runs,
    );
  });

  test("writing a contraction as one rule changes nothing", () => {
    fc.assert(
      fc.property(
        withFacts(tables(["unique", "any", "first", "priority"]), false),
        ([table, list]) => {
          const found = analyze(table);
          if (!found.ok) throw new Error("unreadable");
          for (const { rules: numbers, input, when } of found.value.contractions) {
            const at = table.inputs.findIndex((each) => each.name === input);
            const rules = table.rules.flatMap((rule, index) => {
              if (!numbers.includes(index + 1)) return [rule];
              return index + 1 === numbers[0]
                ? [
                    {
                      ...rule,
                      when: rule.when.map((cell, column) => (column === at ? when : cell)),
                    },
                  ]
                : [];
            });
            for (const facts of list) {
              const before = decide(facts, compiled(table));
              const after = decide(facts, compiled({ ...table, rules }));
              // Two rules of one text that overlap were a conflict under unique.
              if (before.status === "conflict") continue;
              expect([after.status, after.value]).toEqual([before.status, before.value]);
            }
          }
        },
      ),
      runs,
    );
  });

  test("a spent budget says incomplete, and never complete", () => {
    fc.assert(
      fc.property(tables(ALL), ({ table }) => {
        const found = analyze(table, { steps: 0 });
        if (!found.ok) throw new Error("unreadable");
        expect(["incomplete", "findings", "clean"]).toContain(found.value.status);
        const whole = analyze(table);
        if (found.value.complete) expect(whole.ok && whole.value.complete).toBe(true);
        if (found.value.status === "clean") expect(whole).toEqual(found);
      }),
      runs,
    );
  });
});
