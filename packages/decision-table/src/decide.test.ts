import { describe, expect, test } from "vitest";
import { compile } from "./compile.ts";
import { decide, matchedRules, ruleFor } from "./decide.ts";
import { interpret } from "./naive.ts";
import type { Aggregation, HitPolicy, Output, Rule, Table } from "./table.ts";
import type { Facts } from "./value.ts";

const age = [{ name: "age" }];
const out: readonly Output[] = [{ name: "o", values: '"high", "low"' }];

function table(hitPolicy: HitPolicy, rules: readonly Rule[], more: Partial<Table> = {}): Table {
  return { hitPolicy, inputs: age, outputs: out, rules, ...more };
}

/** The compiled answer, which the interpreter must share. */
function answer(given: Table, facts: Facts) {
  const compiled = compile(given);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.rejection));
  const decision = decide(facts, compiled.value);
  expect(interpret(facts, compiled.value.read)).toEqual(decision);
  return decision;
}

const low = { when: [">= 0"], then: ['"low"'] };
const high = { when: [">= 10"], then: ['"high"'] };
const alsoLow = { when: [">= 20"], then: ['"low"'] };

describe("the hit policies", () => {
  test("unique allows one rule and calls two a conflict", () => {
    const given = table("unique", [low, high]);
    expect(answer(given, { age: 5 })).toEqual({ status: "decided", value: "low", rules: [1] });
    expect(answer(given, { age: 10 })).toEqual({ status: "conflict", value: null, rules: [1, 2] });
  });

  test("any allows several that say the same", () => {
    const given = table(
      "any",
      [low, high, alsoLow].filter((rule) => rule !== high),
    );
    expect(answer(given, { age: 25 })).toEqual({ status: "decided", value: "low", rules: [1, 2] });
    expect(answer(table("any", [low, high]), { age: 25 }).status).toBe("conflict");
  });

  test("first hears the topmost", () => {
    expect(answer(table("first", [high, low]), { age: 15 }).value).toBe("high");
    expect(answer(table("first", [low, high]), { age: 15 }).value).toBe("low");
  });

  test("priority hears the value listed first, wherever its rule stands", () => {
    const expected = { status: "decided", value: "high", rules: [2] };
    expect(answer(table("priority", [low, high]), { age: 15 })).toEqual(expected);
  });

  test("a value that is not listed has the lowest priority", () => {
    const odd = { when: ["-"], then: ['"odd"'] };
    expect(answer(table("priority", [odd, low]), { age: 15 }).value).toBe("low");
    expect(answer(table("output-order", [odd, low]), { age: 15 }).value).toEqual(["low", "odd"]);
  });

  test("priority does not choose between equals that differ", () => {
    const outputs = [{ name: "o", values: '"high", "low"' }, { name: "why" }];
    const given = table(
      "priority",
      [
        { when: ["-"], then: ['"high"', '"a"'] },
        { when: ["> 1"], then: ['"high"', '"b"'] },
        { when: ["> 2"], then: ['"low"', '"c"'] },
      ],
      { outputs },
    );
    expect(answer(given, { age: 3 })).toEqual({ status: "conflict", value: null, rules: [1, 2] });
    expect(answer(given, { age: 0 }).value).toEqual({ o: "high", why: "a" });
  });

  test("rule order, output order and collect list what matches", () => {
    const rules = [low, high, alsoLow];
    expect(answer(table("rule-order", rules), { age: 20 }).value).toEqual(["low", "high", "low"]);
    expect(answer(table("collect", rules), { age: 10 }).value).toEqual(["low", "high"]);
    const ordered = answer(table("output-order", rules), { age: 20 });
    expect(ordered).toEqual({ status: "decided", value: ["high", "low", "low"], rules: [2, 1, 3] });
  });

  test.each<[Aggregation, number | string | null]>([
    ["sum", 0.3],
    ["min", 0.1],
    ["max", 0.2],
    ["count", 2],
  ])("collect %s", (aggregation, expected) => {
    const rules = [
      { when: ["> 1"], then: ["0.1"] },
      { when: ["> 2"], then: ["0.2"] },
      { when: ["> 3"], then: ["9"] },
    ];
    const given = table("collect", rules, { aggregation, outputs: [{ name: "o" }] });
    expect(answer(given, { age: 3 }).value).toBe(expected);
    expect(answer(given, { age: 0 }).value).toBe(aggregation === "count" ? 0 : null);
  });

  test("where nothing matches: null, an empty list, or the default", () => {
    const nothing = { status: "no-rule", rules: [] };
    expect(answer(table("first", [high]), { age: 1 })).toEqual({ ...nothing, value: null });
    expect(answer(table("collect", [high]), { age: 1 })).toEqual({ ...nothing, value: [] });
    const outputs = [{ name: "o", default: '"triage"' }];
    expect(answer(table("first", [high], { outputs }), {})).toEqual({
      ...nothing,
      value: "triage",
    });
    expect(answer(table("rule-order", [high], { outputs }), {}).value).toEqual(["triage"]);
  });
});

describe("the columns", () => {
  const one = (when: string, input: object, fact: unknown) =>
    answer(
      {
        hitPolicy: "first",
        inputs: [{ name: "x", ...input }],
        outputs: [{ name: "o" }],
        rules: [{ when: [when], then: ["1"] }],
      },
      { x: fact },
    ).value === 1;

  const tree = [
    { code: "safety" },
    { code: "fire", parent: "safety" },
    { code: "kitchen", parent: "fire" },
    { code: "noise" },
  ];

  test.each([
    ["safety", true],
    ["kitchen", true],
    ["noise", false],
    [undefined, false],
  ])("a tree's node matches itself and what is below: %s %s", (fact, expected) => {
    expect(one('"safety"', { type: "tree", tree }, fact)).toBe(expected);
  });

  test("a node alone is asked for with ? =", () => {
    expect(one('? = "safety"', { type: "tree", tree }, "kitchen")).toBe(false);
    expect(one('not("fire")', { type: "tree", tree }, "kitchen")).toBe(false);
  });

  test.each([
    ["10", true],
    ["10.00", true],
    [10n, true],
    ["10.0000000000000000000001", false],
    ["9.9999999999999999999999", true],
    [10.000000000000002, false],
    ["ten", false],
  ])("a number is exact at the bar, however it is written: %s %s", (fact, expected) => {
    expect(one("<= 10", {}, fact)).toBe(expected);
  });

  test.each([
    ["0.1", 0.1, true],
    ["0.1000000000000000055511151231257827", 0.1, false],
    ["9007199254740993", "9007199254740993", true],
    ["9007199254740993", 9007199254740992, false],
  ])("%s against %s: %s", (when, fact, expected) => {
    expect(one(when, { type: "number" }, fact)).toBe(expected);
  });

  test.each([
    ["2026-02-28", true],
    ["2026-03-01", false],
    ["2026-02-30", false],
    ["28.2.2026", false],
  ])("civil dates: %s %s", (fact, expected) => {
    expect(one('< date("2026-03-01")', {}, fact)).toBe(expected);
  });

  test("a cell that is a list matches what it lists, and the list itself", () => {
    expect(one('["a", "b"]', {}, "b")).toBe(true);
    expect(one('["a", "b"]', {}, ["a", "b"])).toBe(true);
    expect(one('["a", "b"]', {}, ["b"])).toBe(false);
  });

  test("a list of one is its element where one value is wanted", () => {
    expect(one("<= 10", { type: "number" }, ["9.5"])).toBe(true);
    expect(one("<= 10", { type: "number" }, [9, 9])).toBe(false);
  });

  test("a name with points reads into nested facts, unless a fact has the whole name", () => {
    const given: Table = {
      hitPolicy: "first",
      inputs: [{ name: "applicant.age" }],
      outputs: [{ name: "o" }],
      rules: [{ when: [">= 18"], then: ["1"] }],
    };
    expect(answer(given, { applicant: { age: "18" } }).value).toBe(1);
    expect(answer(given, { "applicant.age": 17, applicant: { age: 18 } }).value).toBe(null);
    expect(answer(given, { applicant: null }).value).toBe(null);
  });

  test("a set is asked what it holds", () => {
    const asked = 'list contains(?, "ill") and not(list contains(?, "minor"))';
    expect(one(asked, {}, ["ill", "old"])).toBe(true);
    expect(one(asked, {}, ["ill", "minor"])).toBe(false);
    expect(one(asked, {}, null)).toBe(false);
  });

  test("null matches only where it is asked for, and not(…) of a comparison cannot be told", () => {
    expect(one("null", {}, undefined)).toBe(true);
    expect(one("not(5)", {}, null)).toBe(true);
    expect(one("not(< 5)", {}, null)).toBe(false);
    expect(one("-", {}, null)).toBe(true);
  });

  test("a cell may ask another input, and a name nobody knows matches nothing", () => {
    const given: Table = {
      hitPolicy: "first",
      inputs: [
        { name: "paid so far", type: "number" },
        { name: "due", type: "number" },
      ],
      outputs: [{ name: "o" }],
      rules: [
        { when: [">= due", "-"], then: ['"settled"'] },
        { when: ["-", "> debt"], then: ['"never"'] },
        { when: ["-", "-"], then: ["due - paid so far"] },
      ],
    };
    expect(answer(given, { "paid so far": "3.50", due: 3.5 }).value).toBe("settled");
    expect(answer(given, { "paid so far": "3.40", due: "3.5" }).value).toBe(0.1);
  });
});

test("a rule with two cells that only the interpreter answers needs both", () => {
  const given: Table = {
    hitPolicy: "first",
    inputs: [{ name: "a" }, { name: "b" }],
    outputs: [{ name: "o" }],
    rules: [{ when: ['starts with(?, "x")', "= a"], then: ["1"] }],
  };
  expect(answer(given, { a: "xy", b: "xy" }).value).toBe(1);
  expect(answer(given, { a: "xy", b: "y" }).value).toBe(null);
  expect(answer(given, { a: "y", b: "y" }).value).toBe(null);
});

test("a constant answer is shared, and nobody can change it for the others", () => {
  const compiled = compile(table("collect", [low]));
  if (!compiled.ok) throw new Error("unreadable");
  const first = decide({ age: 1 }, compiled.value);
  expect(decide({ age: 2 }, compiled.value)).toBe(first);
  expect(() => (first.value as string[]).push("high")).toThrow();
});

test("ruleFor and matchedRules give numbers only", () => {
  const compiled = compile(table("unique", [low, high]));
  if (!compiled.ok) throw new Error("unreadable");
  expect([-1, 5, 15].map((fact) => ruleFor({ age: fact }, compiled.value))).toEqual([0, 1, -1]);
  expect(matchedRules({ age: 15 }, compiled.value)).toEqual([1, 2]);
});
