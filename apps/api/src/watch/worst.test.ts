import fc from "fast-check";
import { expect, test } from "vitest";
import { barsOfTheProject, type Finding, kinds, linesAtMost, worst } from "./worst.ts";

const finding = (kind: Finding["kind"], value: number, estateName = "甲小区"): Finding => ({
  kind,
  estateId: estateName,
  estateName,
  value,
  since: "2026-01-01",
});

test("what has not reached its bar is not shown, what just has is", () => {
  const found = [finding("line-unplaced", 29), finding("line-unplaced", 30, "乙小区")];
  expect(worst(found, barsOfTheProject).lines.map(({ estateName }) => estateName)).toEqual([
    "乙小区",
  ]);
});

test("worst first: by how many times over its bar", () => {
  const found = [
    finding("month-not-closed", 20),
    finding("line-unplaced", 90),
    finding("order-waiting", 9),
    finding("budget-line-full", 100),
  ];
  expect(worst(found, barsOfTheProject).lines.map(({ kind }) => kind)).toEqual([
    "line-unplaced",
    "budget-line-full",
    "month-not-closed",
    "order-waiting",
  ]);
});

test("one fault in every estate does not hide another that is less bad", () => {
  const everywhere = Array.from({ length: 20 }, (_, at) =>
    finding("month-not-closed", 400, `小区${at}`),
  );
  const { lines, left } = worst([...everywhere, finding("order-waiting", 8)], barsOfTheProject);
  expect(lines.map(({ kind }) => kind)).toContain("order-waiting");
  expect([lines.length, left]).toEqual([12, 9]);
});

test("a district's own bar counts", () => {
  const found = [finding("order-waiting", 3)];
  expect(worst(found, barsOfTheProject).lines).toEqual([]);
  expect(worst(found, { ...barsOfTheProject, "order-waiting": 2 }).lines).toHaveLength(1);
});

test("never more than twelve, nothing lost, and the order of asking does not matter", () => {
  const one = fc.record({
    kind: fc.constantFrom(...kinds),
    value: fc.integer({ min: 0, max: 400 }),
    estate: fc.integer({ min: 1, max: 99 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(one, { selector: (o) => `${o.kind}${o.estate}` }), (drawn) => {
      const found = drawn.map(({ kind, value, estate }) => finding(kind, value, `小区${estate}`));
      const { lines, left } = worst(found, barsOfTheProject);
      const over = found.filter(({ kind, value }) => value >= barsOfTheProject[kind]);
      expect(lines.length).toBe(Math.min(linesAtMost, over.length));
      expect(lines.length + left).toBe(over.length);
      expect(worst([...found].reverse(), barsOfTheProject).lines).toEqual(lines);
    }),
  );
});
