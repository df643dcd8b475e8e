import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Condition, type Evidence, judge, leavesOf, tallyOn } from "./condition.ts";
import { bothAxes, countOf, rulesOf } from "./fixtures/sample.ts";

const { scales } = rulesOf();
const has = (heads: number): Condition => ({
  op: "count",
  axis: "heads",
  tally: "present",
  min: heads,
});
const unknown: Condition = { op: "count", axis: "heads", tally: "objecting", min: 1 };
const unpublished: Condition = { op: "count", axis: "area", tally: "present", min: 1 };
const evidence: Evidence = { ...countOf({ present: [5, 50] }), axes: ["heads"] };
const met = (condition: Condition, lenient = false) =>
  judge(condition, evidence, scales, lenient).met;
const [yes, no] = [has(5), has(6)];

describe("the connectives", () => {
  test("all: one that cannot be told leaves the whole untold, even beside one that failed", () => {
    expect(met({ all: [yes, yes] })).toBe(true);
    expect(met({ all: [yes, no] })).toBe(false);
    expect(met({ all: [yes, unknown] })).toBeUndefined();
    expect(met({ all: [unknown, no] })).toBeUndefined();
  });

  test("any: one that is met is enough, and only then may another be untold", () => {
    expect(met({ any: [no, yes] })).toBe(true);
    expect(met({ any: [no, no] })).toBe(false);
    expect(met({ any: [unknown, yes] })).toBe(true);
    expect(met({ any: [unknown, no] })).toBeUndefined();
  });

  test("leave aside what was not published, and never let it carry an any", () => {
    expect(met({ all: [yes, unpublished] })).toBe(true);
    expect(met({ any: [no, unpublished] })).toBe(false);
    expect(judge({ any: [unpublished, unpublished] }, evidence, scales)).toEqual({
      met: true,
      leaves: [],
    });
  });

  test("leave aside what was not counted where that is how the law is read", () => {
    expect(met({ all: [no, unknown] }, true)).toBe(false);
    expect(met({ any: [no, unknown] }, true)).toBe(false);
    expect(judge({ all: [unknown] }, evidence, scales, true)).toEqual({ met: true, leaves: [] });
  });
});

describe("a leaf", () => {
  const leaf = (condition: Condition, given: Evidence) => judge(condition, given, scales).leaves[0];
  const votes = countOf({
    total: [90, 900],
    cast: [40, 400],
    for: [30, 300],
    against: [10, 100],
    inPerson: [5, 50],
  });

  test("answers with what is required, what was reached, of what, and whether just so", () => {
    const bar = {
      op: "atLeast",
      axis: "heads",
      tally: "for",
      base: "total",
      share: [1, 3],
    } as const;
    expect(leaf(bar, votes)).toEqual({
      leaf: bar,
      met: true,
      reached: 30n,
      base: 90n,
      required: 30n,
      onBoundary: true,
    });
    expect(leaf({ ...bar, op: "moreThan" }, votes)).toMatchObject({
      met: false,
      required: 31n,
      onBoundary: true,
    });
  });

  test("as a cap says how far opposition may go", () => {
    const cap = {
      op: "atMost",
      axis: "heads",
      tally: "against",
      base: "cast",
      share: [1, 4],
    } as const;
    expect(leaf(cap, votes)).toMatchObject({ met: true, required: 10n, onBoundary: true });
    expect(leaf({ ...cap, op: "lessThan" }, votes)).toMatchObject({ met: false, required: 9n });
    const unanimous = { ...cap, share: [0, 1] } as const;
    expect(leaf(unanimous, votes)).toMatchObject({ met: false, required: 0n });
    expect(leaf(unanimous, countOf({ for: [9, 90], against: [0, 0] }))).toMatchObject({
      met: true,
    });
    expect(leaf(unanimous, countOf({ for: [0, 0], against: [0, 0] }))).toMatchObject({
      met: false,
    });
  });

  test("against the other side asks for one step more", () => {
    const more = { op: "outnumbers", axis: "area", tally: "for", other: "against" } as const;
    expect(leaf(more, votes)).toMatchObject({ met: true, base: 1_000_000n, required: 1_000_100n });
    const level = countOf({ for: [10, 100], against: [10, 100] });
    expect(leaf(more, level)).toMatchObject({ met: false, onBoundary: true });
  });

  test("of a share or a number takes the lesser or the greater", () => {
    const either = {
      op: "shareOrCount",
      axis: "heads",
      tally: "inPerson",
      base: "total",
      share: [1, 9],
      count: 5,
    } as const;
    expect(leaf({ ...either, take: "lesser" }, votes)).toMatchObject({
      met: true,
      required: 5n,
      onBoundary: true,
    });
    expect(leaf({ ...either, take: "greater" }, votes)).toMatchObject({
      met: false,
      required: 10n,
      onBoundary: false,
    });
    expect(leaf({ ...either, count: 20, take: "lesser" }, votes)).toMatchObject({ required: 10n });
    expect(leaf({ ...either, count: 20, take: "greater" }, votes)).toMatchObject({ required: 20n });
  });

  test("as a floor counts whole units, whatever the whole", () => {
    const floor = { op: "count", axis: "area", tally: "inPerson", min: 50 } as const;
    expect(leaf(floor, votes)).toMatchObject({ met: true, required: 500_000n, onBoundary: true });
    expect(leaf({ ...floor, min: 49 }, votes)).toMatchObject({ met: true, onBoundary: false });
  });

  test("names every tally it misses, and an axis that the place does not know", () => {
    const bar = {
      op: "atLeast",
      axis: "heads",
      tally: "for",
      base: "total",
      share: [1, 3],
    } as const;
    expect(leaf(bar, { tallies: {} })?.missing).toEqual(["for.heads", "total.heads"]);
    expect(leaf(bar, countOf({ for: [1, 1] }))?.missing).toEqual(["total.heads"]);
    expect(leaf(bar, countOf({ total: [1, 1] }))?.missing).toEqual(["for.heads"]);
    expect(leaf({ ...bar, axis: "shares" }, votes)?.missing).toEqual(["shares"]);
  });
});

describe("every group by itself", () => {
  const half: Condition = bothAxes("moreThan", "for", "total", [1, 2]);
  const each: Condition = { op: "eachGroup", by: "building", condition: half };
  const tallies = (yes: number) => countOf({ total: [10, 100], for: [yes, yes * 10] }).tallies;
  const groups = (b: Evidence["tallies"]) => ({
    tallies: {},
    groups: { building: { B: b, A: tallies(6) } },
  });

  test("must meet the condition, and is named in its answers in order", () => {
    expect(judge(each, groups(tallies(6)), scales).met).toBe(true);
    const answer = judge(each, groups(tallies(5)), scales);
    expect(answer.met).toBe(false);
    expect(answer.leaves.map(({ group, met }) => [group, met])).toEqual([
      ["A", true],
      ["A", true],
      ["B", false],
      ["B", false],
    ]);
  });

  test("cannot be told while one group, or all, was not counted", () => {
    expect(judge(each, groups({}), scales).met).toBeUndefined();
    expect(judge(each, { tallies: tallies(9) }, scales)).toMatchObject({
      met: undefined,
      leaves: [{ missing: ["by building"] }, { missing: ["by building"] }],
    });
    expect(judge(each, { tallies: tallies(9) }, scales, true)).toEqual({ met: true, leaves: [] });
  });

  test("opens into the leaves as written", () => {
    expect(leavesOf({ all: [each, { any: [yes, no] }] })).toHaveLength(4);
    expect(leavesOf(yes)).toEqual([yes]);
  });
});

test("votes cast are those for and against where they were not counted apart, and nothing else is guessed", () => {
  const { tallies } = countOf({ for: [3, 30], against: [2, 20] });
  expect(tallyOn(tallies, "cast", "heads")).toBe(5n);
  expect(tallyOn({ ...tallies, cast: { heads: 9n } }, "cast", "heads")).toBe(9n);
  expect(tallyOn({ ...tallies, cast: { heads: 9n } }, "cast", "area")).toBe(500_000n);
  expect(tallyOn(countOf({ for: [3, 30] }).tallies, "cast", "heads")).toBeUndefined();
  expect(tallyOn(tallies, "valid", "heads")).toBeUndefined();
});

test("law: a cap is met exactly when the bar it denies is not", () => {
  const share = fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.constant(9))
    .map(([n, d]) => [n, d] as const);
  fc.assert(
    fc.property(fc.nat(60), fc.integer({ min: 1, max: 60 }), share, (against, cast, of) => {
      fc.pre(against <= cast);
      const given = countOf({ cast: [cast, cast], against: [against, against] });
      const about = { axis: "heads", tally: "against", base: "cast", share: of } as const;
      const on = (op: "atMost" | "moreThan" | "lessThan" | "atLeast") =>
        judge({ op, ...about }, given, scales).met;
      expect(on("atMost")).toBe(!on("moreThan"));
      expect(on("lessThan")).toBe(!on("atLeast"));
    }),
  );
});
