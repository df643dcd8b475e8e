import { describe, expect, test } from "vitest";
import { agedArrears, collectionRate, householdStatement } from "./arrears.ts";
import { chargesOf } from "./charge.ts";
import { play, yuan } from "./fixtures/played.ts";
import type { StepWire } from "./step.ts";

const bill = (on: StepWire["on"], unit: string, amount: string): StepWire => ({
  op: "bill",
  on,
  unit,
  amount,
});
const receive = (on: StepWire["on"], unit: string, amount: string): StepWire => ({
  op: "receive",
  on,
  unit,
  amount,
  ref: `${on} ${unit} ${amount}`,
});

function chargesAfter(steps: readonly StepWire[], unit: string) {
  return chargesOf(play(steps).book.entries, unit, "CNY");
}

test("arrears age from the day of each charge, and turn at 30, 90, 180 and 365 days", () => {
  const steps = [
    bill("2025-06-30", "A", "1.00"),
    bill("2025-07-01", "A", "2.00"),
    bill("2026-01-01", "A", "4.00"),
    bill("2026-01-02", "A", "8.00"),
    bill("2026-04-01", "A", "16.00"),
    bill("2026-04-02", "A", "32.00"),
    bill("2026-05-31", "A", "64.00"),
    bill("2026-06-01", "A", "128.00"),
    bill("2026-07-09", "A", "256.00"),
  ];
  expect(agedArrears(chargesAfter(steps, "A"), "2026-07-01", "CNY")).toEqual({
    upTo30: yuan("384.00"),
    upTo90: yuan("96.00"),
    upTo180: yuan("24.00"),
    upTo365: yuan("6.00"),
    longer: yuan("1.00"),
    total: yuan("511.00"),
  });
});

describe("the collection rate", () => {
  const steps: readonly StepWire[] = [
    bill("2026-01-01", "A", "100.00"),
    bill("2026-01-01", "B", "100.00"),
    bill("2026-01-01", "C", "100.00"),
    bill("2026-02-01", "A", "100.00"),
    receive("2026-01-10", "A", "150.00"),
    receive("2026-01-11", "B", "33.33"),
    { op: "credit-note", on: "2026-01-12", unit: "C", amount: "40.00", reason: "rate" },
    { op: "write-off", on: "2026-01-13", unit: "C", amount: "60.00", mandate: "R-1" },
  ];
  const { entries } = play(steps).book;
  const byUnit = new Map(
    ["A", "B", "C", "D"].map((unit) => [unit, chargesOf(entries, unit, "CNY")]),
  );

  test("shows its two numbers; given up is not collected, a reduced bill is a smaller one", () => {
    expect(collectionRate(byUnit, ["2026-01"], "CNY")).toEqual({
      billed: yuan("260.00"),
      collected: yuan("133.33"),
      unitsBilled: 3,
      unitsPaid: 1,
      basisPoints: 5128,
    });
  });

  test("of several months counts each unit once, and each month's money apart", () => {
    expect(collectionRate(byUnit, ["2026-01", "2026-02"], "CNY")).toMatchObject({
      billed: yuan("360.00"),
      collected: yuan("183.33"),
      unitsBilled: 3,
      unitsPaid: 0,
    });
  });

  test("of a month without bills has no rate", () => {
    expect(collectionRate(byUnit, ["2026-09"], "CNY")).toEqual({
      billed: yuan("0"),
      collected: yuan("0"),
      unitsBilled: 0,
      unitsPaid: 0,
    });
  });
});

test("a household's statement runs from what it owed to what it owes", () => {
  const { entries } = play([
    bill("2026-01-01", "A", "100.00"),
    receive("2026-01-10", "A", "130.00"),
    bill("2026-02-01", "A", "100.00"),
    bill("2026-02-01", "B", "7.00"),
    { op: "credit-note", on: "2026-02-02", unit: "A", amount: "10.00", reason: "rate" },
    bill("2026-03-01", "A", "100.00"),
  ]).book;
  expect(householdStatement(entries, "A", "CNY", { from: "2026-02-01", to: "2026-02-28" })).toEqual(
    {
      unit: "A",
      opening: yuan("-30.00"),
      lines: [
        {
          entryId: "3/1",
          occurredOn: "2026-02-01",
          kind: "charge",
          amount: yuan("100.00"),
          balance: yuan("70.00"),
        },
        {
          entryId: "5/1",
          occurredOn: "2026-02-02",
          kind: "credit-note",
          amount: yuan("-10.00"),
          balance: yuan("60.00"),
        },
      ],
      closing: yuan("60.00"),
    },
  );
});

test("each line of a statement says what it was", () => {
  const { entries } = play([
    bill("2026-01-01", "A", "100.00"),
    receive("2026-01-10", "A", "130.00"),
    { op: "refund-advance", on: "2026-01-11", unit: "A", amount: "30.00" },
    bill("2026-01-12", "A", "50.00"),
    { op: "write-off", on: "2026-01-13", unit: "A", amount: "20.00", mandate: "R-1" },
    { op: "reverse", on: "2026-01-14", step: 4, reason: "twice" },
  ]).book;
  const { lines, opening, closing } = householdStatement(entries, "A", "CNY");
  expect(lines.map((line) => line.kind)).toEqual([
    "charge",
    "payment",
    "refund",
    "charge",
    "write-off",
    "reversal",
  ]);
  expect([opening, closing]).toEqual([yuan("0"), yuan("-20.00")]);
});
