import { expect, test } from "vitest";
import { compareRuns, type RunLine } from "./bill-run.ts";
import { yuan } from "./fixtures/played.ts";

const line = (unit: string, amount: string, item = "service"): RunLine => ({
  unit,
  item,
  amount: yuan(amount),
});

test("a run beside the month before shows every line that differs, the largest first", () => {
  const run = compareRuns(
    [line("A", "100.00"), line("B", "80.00"), line("C", "5.00"), line("A", "3.00", "water")],
    [line("A", "100.00"), line("B", "100.00"), line("D", "50.00")],
    "CNY",
  );
  expect(run).toMatchObject({
    total: yuan("188.00"),
    totalBefore: yuan("250.00"),
    difference: yuan("-62.00"),
    unchanged: 1,
  });
  expect(run.changed.map(({ unit, difference }) => [unit, difference])).toEqual([
    ["D", yuan("-50.00")],
    ["B", yuan("-20.00")],
    ["C", yuan("5.00")],
    ["A", yuan("3.00")],
  ]);
});

test("several charges of one item count as one line", () => {
  const run = compareRuns([line("A", "1.00"), line("A", "2.00")], [line("A", "3.00")], "CNY");
  expect(run).toMatchObject({ changed: [], unchanged: 1, difference: yuan("0.00") });
});
