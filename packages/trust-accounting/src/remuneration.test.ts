import { expect, test } from "vitest";
import { balancesAfter, refusalOf } from "./fixtures/played.ts";
import type { StepWire } from "./step.ts";

const start: readonly StepWire[] = [
  { op: "open", on: "2026-01-01", fund: "ordinary", amount: "100000.00" },
  {
    op: "adopt-budget",
    on: "2026-01-02",
    year: 2026,
    lines: { services: "400000.00", repairs: "200001.00" },
    remunerationRate: "0.10",
    appraisalShare: "0.30",
    mandate: "R-1",
  },
  { op: "accrue-remuneration", on: "2026-01-31", month: "2026-01" },
];
const pay = (amount: string): StepWire => ({ op: "pay-remuneration", on: "2026-02-05", amount });
const appraise = (score: string, month: "2026-01" | "2026-02" = "2026-01"): StepWire => ({
  op: "appraise",
  on: "2026-02-04",
  month,
  score,
  outOf: "100",
});

test("a twelfth of the rate of all lines together; the held part waits for its marks", () => {
  // 600,001.00 × 0.10 ÷ 12 = 5,000.008…, of which 30 % are held.
  expect(balancesAfter(start, "expenses:remuneration")).toEqual({
    "expenses:remuneration": "5000.01",
  });
  expect(refusalOf([...start, pay("3500.01")])).toBeUndefined();
  expect(refusalOf([...start, pay("3500.02")])).toBe("overdrawn");
});

test("marks decide what of the held part is earned; the rest is never paid", () => {
  const marked = [...start, appraise("88")];
  expect(
    balancesAfter(marked, "expenses:remuneration", "liabilities:trustee-remuneration"),
  ).toEqual({
    "expenses:remuneration": "4820.01",
    "liabilities:trustee-remuneration": "-4820.01",
  });
  const none = [...start, appraise("0")];
  expect(balancesAfter(none, "expenses:remuneration")).toEqual({
    "expenses:remuneration": "3500.01",
  });
  expect(refusalOf([...marked, pay("4820.01")])).toBeUndefined();
  expect(refusalOf([...marked, pay("4820.02")])).toBe("overdrawn");
});

test("one month's marks free no other month's held part", () => {
  const two = [...start, { ...start[2], month: "2026-02", on: "2026-02-28" } as StepWire];
  expect(refusalOf([...two, appraise("100"), pay("8500.02")])).toBeUndefined();
  expect(refusalOf([...two, appraise("100"), pay("8500.03")])).toBe("overdrawn");
});

test("a month is accrued once and appraised once, and takes no more than full marks", () => {
  expect(refusalOf([...start, start[2] as StepWire])).toBe("already-accrued");
  expect(refusalOf([...start, appraise("88"), appraise("88")])).toBe("already-appraised");
  expect(refusalOf([...start, appraise("88", "2026-02")])).toBe("not-accrued");
  expect(refusalOf([...start, appraise("101")])).toBe("score-out-of-range");
  expect(refusalOf([{ op: "accrue-remuneration", on: "2026-01-31", month: "2026-01" }])).toBe(
    "no-budget",
  );
});

test("a reversed appraisal waits again, a reversed month can be accrued anew", () => {
  const undo = (step: number): StepWire => ({ op: "reverse", on: "2026-02-06", step, reason: "x" });
  const again = [...start, appraise("88"), undo(4), appraise("90")];
  expect(balancesAfter(again, "expenses:remuneration")).toEqual({
    "expenses:remuneration": "4850.01",
  });
  expect(refusalOf([...start, undo(3), start[2] as StepWire])).toBeUndefined();
});
