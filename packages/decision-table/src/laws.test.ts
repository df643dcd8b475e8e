import fc from "fast-check";
import { unaryTest } from "feelin";
import { describe, expect, test } from "vitest";
import { analyze } from "./analysis.ts";
import { type CompiledTable, compile } from "./compile.ts";
import { decide, matchedRules, ruleFor } from "./decide.ts";
import { compare } from "./difference.ts";
import { firstFailing, interpret } from "./naive.ts";
import { readTable } from "./read-table.ts";
import type { HitPolicy, Rule, Table } from "./table.ts";
import { explain } from "./trace.ts";
import type { Facts } from "./value.ts";

const CODES = ["a", "b", "c", "d"] as const;
const TREE = [
  { code: "root" },
  { code: "left", parent: "root" },
  { code: "right", parent: "root" },
  { code: "leaf", parent: "left" },
];

const number = fc.constantFrom("-1", "0", "0.1", "0.30", "1.5", "2", "10", "9007199254740993");
const day = fc.constantFrom("2024-02-28", "2024-02-29", "2024-03-01", "2025-01-01");
const code = fc.constantFrom(...CODES).map((each) => JSON.stringify(each));

function ranges(point: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    point,
    fc.tuple(fc.constantFrom("<", "<=", ">", ">="), point).map(([op, at]) => `${op} ${at}`),
    fc
      .tuple(fc.constantFrom("[", "("), point, point, fc.constantFrom("]", ")"))
      .map(([open, low, high, close]) => `${open}${low}..${high}${close}`),
  );
}

function alternatives(one: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.boolean(), fc.array(one, { minLength: 1, maxLength: 3 }))
    .map(([negated, tests]) => (negated ? `not(${tests.join(", ")})` : tests.join(", ")));
}

function cell(one: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant("-") },
    { weight: 3, arbitrary: alternatives(one) },
  );
}

const held = fc.constantFrom(
  'list contains(?, "a")',
  'not(list contains(?, "a"))',
  'list contains(?, "a") and not(list contains(?, "b"))',
  'list contains(?, "b") or list contains(?, "c")',
);

/** The same conditions, said of `?`. */
const asked = fc.constantFrom(
  "2 > ?",
  "0 < ?",
  "1.5 >= ?",
  "0.1 <= ?",
  "? > 0 and ? < 2",
  "? < 0 or ? >= 2",
  "not(? = 2)",
  "? in (0.1, [1.5..10))",
  "? between 0 and 1.5",
  "? != 2",
  "? = null",
);

/** Cells that only the interpreter can answer. */
const opaque = fc.constantFrom(
  'starts with(?, "a")',
  'string length(?) > 1 and ? != "b"',
  "? = kind",
  'if ? = "a" then agreed else true',
);

const COLUMNS = {
  word: {
    input: { name: "word", type: "string" as const },
    cells: fc.oneof(cell(code), opaque),
  },
  age: {
    input: { name: "age", type: "number" as const },
    cells: fc.oneof({ weight: 5, arbitrary: cell(ranges(number)) }, asked),
  },
  on: {
    input: { name: "on", type: "date" as const },
    cells: cell(ranges(day.map((each) => `date("${each}")`))),
  },
  kind: {
    input: { name: "kind", type: "string" as const, values: '"a", "b", "c", "d"' },
    cells: cell(code),
  },
  agreed: {
    input: { name: "agreed", type: "boolean" as const },
    cells: cell(fc.constantFrom("true", "false")),
  },
  subject: {
    input: { name: "subject", type: "tree" as const, tree: TREE },
    cells: cell(fc.constantFrom(...TREE.map((node) => JSON.stringify(node.code)))),
  },
  flags: {
    input: { name: "flags", type: "set" as const, values: '"a", "b", "c"' },
    cells: fc.oneof(fc.constant("-"), held),
  },
};

type ColumnName = keyof typeof COLUMNS;
const EVERY = Object.keys(COLUMNS) as ColumnName[];
/** The columns whose cells can be analyzed. */
const NAMES = EVERY.filter((name) => name !== "word");

const factOf: Record<ColumnName, fc.Arbitrary<unknown>> = {
  age: fc.oneof(
    fc.integer({ min: -3, max: 12 }),
    fc.constantFrom(0.1, 0.3, 0.30000000000000004, 1.5, 9007199254740992, 9007199254740994),
    fc.constantFrom("0.1", "0.30", "0.3000000000000000000001", "9007199254740993", "2.0", "-0"),
    fc.constant(2n),
  ),
  on: fc.constantFrom(
    "2023-12-31",
    "2024-02-28",
    "2024-02-29",
    "2024-03-01",
    "2024-06-01",
    "2026-01-01",
  ),
  word: fc.constantFrom("a", "ab", "b", "abc"),
  kind: fc.constantFrom(...CODES),
  agreed: fc.boolean(),
  subject: fc.constantFrom(...TREE.map((node) => node.code)),
  flags: fc.subarray(["a", "b", "c"]),
};

const stranger = fc.constantFrom<unknown>(
  null,
  undefined,
  true,
  "zzz",
  7,
  Number.NaN,
  [],
  ["a"],
  {},
);

function factsOf(names: readonly ColumnName[], strange: boolean): fc.Arbitrary<Facts> {
  const fields = names.map((name) => {
    const usual = factOf[name];
    return strange ? fc.oneof({ weight: 4, arbitrary: usual }, stranger) : usual;
  });
  return fc
    .tuple(...fields)
    .map((values) => Object.fromEntries(names.map((n, at) => [n, values[at]])));
}

interface Drawn {
  readonly table: Table;
  readonly names: readonly ColumnName[];
}

function isTurned(text: string): boolean {
  return [...text.matchAll(/(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)/g)].some(
    ([, low, high]) => Number(low) > Number(high),
  );
}

function tables(
  policies: readonly HitPolicy[],
  most = 6,
  from: readonly ColumnName[] = NAMES,
): fc.Arbitrary<Drawn> {
  return fc
    .tuple(fc.subarray([...from], { minLength: 1, maxLength: 3 }), fc.constantFrom(...policies))
    .chain(([names, hitPolicy]) => {
      const rule: fc.Arbitrary<Rule> = fc
        .tuple(
          fc.tuple(...names.map((name) => COLUMNS[name].cells)),
          fc.constantFrom('"x"', '"y"', '"z"'),
        )
        .map(([when, output]) => ({ when, then: [output] }));
      return fc.array(rule, { maxLength: most }).map((rules) => ({
        names,
        table: {
          hitPolicy,
          inputs: names.map((name) => COLUMNS[name].input),
          outputs: [{ name: "out", values: '"x", "y", "z"' }],
          rules,
        },
      }));
    });
}

const ALL: readonly HitPolicy[] = [
  "unique",
  "any",
  "first",
  "priority",
  "collect",
  "rule-order",
  "output-order",
];

function withFacts(drawn: fc.Arbitrary<Drawn>, strange: boolean) {
  return drawn.chain(({ table, names }) =>
    fc.tuple(
      fc.constant(table),
      fc.array(factsOf(names, strange), { minLength: 1, maxLength: 12 }),
    ),
  );
}

const made = new WeakMap<Table, CompiledTable>();

/** Compiled once for each table object, for the properties ask it of many facts. */
function compiled(table: Table): CompiledTable {
  const before = made.get(table);
  if (before !== undefined) return before;
  const result = compile(table);
  if (!result.ok) throw new Error(JSON.stringify(result.rejection));
  made.set(table, result.value);
  return result.value;
}

function matching(facts: Facts, table: Table): readonly number[] {
  const { read } = compiled(table);
  return table.rules
    .map((_, at) => at + 1)
    .filter((rule) => firstFailing(rule, facts, read) === undefined);
}

const regions = new WeakMap<readonly string[], Table>();

/** Whether facts lie in a region: its cells are read as a rule's. */
function liesIn(facts: Facts, when: readonly string[], table: Table): boolean {
  const alone = regions.get(when) ?? { ...table, rules: [{ when, then: ['"x"'] }] };
  regions.set(when, alone);
  return matching(facts, alone).length === 1;
}

function copyOf(table: Table): Table {
  return JSON.parse(JSON.stringify(table)) as Table;
}

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

test("reading a table twice gives the same table", () => {
  fc.assert(
    fc.property(tables(ALL), ({ table }) => {
      expect(readTable(table)).toEqual(readTable(copyOf(table)));
    }),
    { numRuns: 50 },
  );
});
