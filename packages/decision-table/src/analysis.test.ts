import { expect, test } from "vitest";
import { type Analysis, analyze } from "./analysis.ts";
import type { HitPolicy, Input, Rule, Table } from "./table.ts";

function found(table: Table, limits = {}): Analysis {
  const result = analyze(table, limits);
  if (!result.ok) throw new Error(JSON.stringify(result.rejection));
  return result.value;
}

/** A table over one number, each rule written as `cell → output`. */
function numbers(hitPolicy: HitPolicy, ...rows: readonly string[]): Table {
  const rules = rows.map((row) => {
    const [cell = "", output = ""] = row.split(" → ");
    return { when: [cell], then: [`"${output}"`] };
  });
  return {
    hitPolicy,
    inputs: [{ name: "n", type: "number" }],
    outputs: [{ name: "o", values: '"high", "mid", "low"' }],
    rules,
  };
}

const none = {
  unknownNames: [],
  outsideValues: [],
  unlistedOutputs: [],
  faultyOutputs: [],
  notAnalyzed: [],
};

test("a clean table", () => {
  expect(found(numbers("unique", "< 0 → low", "[0..10] → mid", "> 10 → high"))).toEqual({
    status: "clean",
    complete: true,
    gaps: [],
    overlaps: [],
    conflicts: [],
    masked: [],
    misleading: [],
    subsumed: [],
    contractions: [],
    unreachable: [],
    ...none,
  });
});

test("a single point may be a gap, and a single point an overlap", () => {
  const { gaps, conflicts, complete } = found(
    numbers("unique", "< 10 → low", "(10..30] → mid", ">= 30 → high"),
  );
  expect(complete).toBe(false);
  expect(gaps).toEqual([{ when: ["10"], example: { n: 10 }, proven: true }]);
  expect(conflicts).toEqual([{ rules: [2, 3], sameOutputs: false, example: { n: 30 } }]);
});

test("between two neighbouring days there is nothing", () => {
  const inputs: readonly Input[] = [{ name: "on", type: "date" }];
  const rules = [
    { when: ['<= date("2024-02-28")'], then: ["1"] },
    { when: ['>= date("2024-03-01")'], then: ["2"] },
  ];
  const table: Table = { hitPolicy: "unique", inputs, outputs: [{ name: "o" }], rules };
  expect(found(table).gaps).toEqual([
    { when: ['@"2024-02-29"'], example: { on: "2024-02-29" }, proven: true },
  ]);
  const whole = { ...table, rules: [rules[0]!, { when: ['> date("2024-02-28")'], then: ["2"] }] };
  expect(found(whole).complete).toBe(true);
});

test("a column of several sorts has a gap in each, and so has a column of sets", () => {
  const gapOf = (input: Input, ...cells: readonly string[]) => {
    const rules = cells.map((cell) => ({ when: [cell], then: ["1"] }));
    const table: Table = { hitPolicy: "first", inputs: [input], outputs: [{ name: "o" }], rules };
    return found(table).gaps.map(({ when, example }) => [when[0], example.x]);
  };
  expect(gapOf({ name: "x" }, '1, "a"')).toEqual([['< 1, > 1, < "a", > "a"', 0]]);
  expect(gapOf({ name: "x", type: "string" }, '"a"')).toEqual([['not("a")', "other"]]);
  expect(gapOf({ name: "x" }, 'list contains(?, "a")', 'list contains(?, "b")')).toEqual([
    ['not(list contains(?, "a")) and not(list contains(?, "b"))', []],
  ]);
});

test("a column that asks only for null admits anything else", () => {
  const inputs = [{ name: "x" }];
  const rules = [{ when: ["null"], then: ["1"] }];
  const { gaps } = found({ hitPolicy: "first", inputs, outputs: [{ name: "o" }], rules });
  expect(gaps).toEqual([{ when: ["-"], example: { x: "other" }, proven: true }]);
});

test("a gap in two columns is told as a box, with the values listed", () => {
  const table: Table = {
    hitPolicy: "unique",
    inputs: [
      { name: "age", type: "number", values: ">= 0" },
      { name: "risk", values: '"high", "low", "none"' },
    ],
    outputs: [{ name: "o" }],
    rules: [
      { when: ["< 18", "-"], then: ["1"] },
      { when: [">= 18", '"low", "none"'], then: ["2"] },
    ],
  };
  expect(found(table).gaps).toEqual([
    { when: [">= 18", '"high"'], example: { age: 18, risk: "high" }, proven: true },
  ]);
});

test("a tree's gap names branches, and single nodes as such", () => {
  const tree = [
    { code: "safety" },
    { code: "fire", parent: "safety" },
    { code: "water", parent: "safety" },
    { code: "noise" },
    { code: "party", parent: "noise" },
  ];
  const table: Table = {
    hitPolicy: "first",
    inputs: [{ name: "about", type: "tree", tree }],
    outputs: [{ name: "o" }],
    rules: [{ when: ['"fire", "water"'], then: ["1"] }],
  };
  expect(found(table).gaps.map(({ when }) => when)).toEqual([['"noise", ? = "safety"']]);
});

test("masked: all that a rule matches is taken by rules above it, together", () => {
  const table = numbers("first", "< 5 → low", ">= 5 → high", "[0..9] → mid");
  expect(found(table).masked).toEqual([{ rule: 3, by: [1, 2] }]);
});

test("masked under priority: by value, not by place", () => {
  expect(found(numbers("priority", "[0..9] → mid", "-  → high")).masked).toEqual([
    { rule: 1, by: [2] },
  ]);
});

test("misleading: two rules cross and the other is heard; an exception is not misleading", () => {
  const rules: readonly Rule[] = [
    { when: ["-", '"M"'], then: ['"mid"'] },
    { when: ["false", "-"], then: ['"high"'] },
    { when: ["-", "-"], then: ['"low"'] },
  ];
  const table: Table = {
    ...numbers("priority"),
    inputs: [
      { name: "mitigated", type: "boolean" },
      { name: "risk", values: '"H", "M"' },
    ],
    rules,
  };
  expect(found(table).misleading).toEqual([{ rule: 1, by: 2 }]);
});

test("subsumed: a wider rule says the same", () => {
  expect(found(numbers("any", "[1..2] → low", "[0..9] → low")).subsumed).toEqual([
    { rule: 1, by: 2 },
  ]);
  // Under first the rule between them would be heard.
  expect(found(numbers("first", "[1..2] → low", "[2..3] → mid", "[0..9] → low")).subsumed).toEqual(
    [],
  );
});

test("of two equal rules the later one is needless", () => {
  const { subsumed } = found(numbers("any", "[1..2] → low", "[1..2] → low"));
  expect(subsumed).toEqual([{ rule: 2, by: 1 }]);
});

test("a run of days is told as one range, whatever cuts it", () => {
  const day = (text: string) => `date("2024-${text}")`;
  const table: Table = {
    hitPolicy: "unique",
    inputs: [
      { name: "on", type: "date" },
      { name: "kind", values: '"a", "b"' },
    ],
    outputs: [{ name: "o" }],
    rules: [
      { when: [`< ${day("02-28")}`, "-"], then: ["1"] },
      { when: [day("02-28"), '"a"'], then: ["1"] },
      { when: [day("02-29"), '"a"'], then: ["1"] },
      { when: [`> ${day("02-29")}`, "-"], then: ["1"] },
    ],
  };
  expect(found(table).gaps.map(({ when }) => when)).toEqual([
    ['[@"2024-02-28"..@"2024-02-29"]', '"b"'],
  ]);
});

test("under first a rule cannot move past one that would be heard in between", () => {
  const rows = ["[1..2) → low", "[2..4] → mid", "[2..3] → low"] as const;
  expect(found(numbers("first", ...rows)).contractions).toEqual([]);
  expect(found(numbers("any", rows[0], rows[2])).contractions).toHaveLength(1);
});

test("contraction: rules that differ in one cell could be one", () => {
  const { contractions } = found(numbers("unique", "< 1 → low", "[1..2) → mid", "[2..3] → mid"));
  expect(contractions).toEqual([{ rules: [2, 3], input: "n", when: "[1..3]" }]);
});

test("unreachable rules and values that do not occur", () => {
  const table = {
    ...numbers("first", "[0..5] → low", "> 7 → high", "3, 9 → mid"),
    inputs: [{ name: "n", type: "number" as const, values: "[0..5]" }],
  };
  const { unreachable, outsideValues } = found(table);
  expect(unreachable).toEqual([2]);
  expect(outsideValues).toEqual([
    { rule: 2, input: "n", value: "> 7" },
    { rule: 3, input: "n", value: "3, 9" },
  ]);
});

test("outputs that are not listed, unknown or no FEEL are findings", () => {
  const table = {
    ...numbers("first", "- → odd"),
    rules: [
      { when: ["1"], then: ['"odd"'] },
      { when: ["2"], then: ["my string"] },
      { when: ["3"], then: ["( no"] },
    ],
  };
  const { unlistedOutputs, unknownNames, faultyOutputs, status } = found(table);
  expect(unlistedOutputs).toEqual([{ rule: 1, output: "o", value: '"odd"' }]);
  expect(unknownNames).toEqual([{ kind: "unknown-name", rule: 2, column: "o", name: "my string" }]);
  expect(faultyOutputs).toEqual([{ rule: 3, output: "o" }]);
  expect(status).toBe("findings");
});

test("a cell over two inputs is left out, and that is said", () => {
  const table: Table = {
    hitPolicy: "first",
    inputs: [
      { name: "a", type: "number" },
      { name: "b", type: "number" },
    ],
    outputs: [{ name: "o" }],
    rules: [{ when: ["> b", "-"], then: ["1"] }],
  };
  const { status, complete, gaps, notAnalyzed } = found(table);
  expect([status, complete]).toEqual(["incomplete", false]);
  expect(gaps).toMatchObject([{ when: ["-", "-"], proven: false }]);
  expect(notAnalyzed).toEqual([{ rule: 1, input: "a" }]);
});

test("a spent budget is incomplete, never clean", () => {
  const table = numbers("unique", "< 0 → low", "[0..10] → mid", "> 10 → high");
  expect(found(table, { steps: 1 })).toMatchObject({ status: "incomplete" });
  expect(found(numbers("unique", "< 0 → low", "[1..2] → mid"), { findings: 0 })).toMatchObject({
    status: "incomplete",
    complete: false,
  });
});
