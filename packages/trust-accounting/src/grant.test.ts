import { expect, test } from "vitest";
import { balancesAfter, play, refusalOf } from "./fixtures/played.ts";
import type { StepWire } from "./step.ts";

const donate = (fund: string, amount: string): StepWire => ({
  op: "donate",
  on: "2026-03-01",
  fund,
  amount,
});
const award = (grant: string, fund: string, amount: string): StepWire => ({
  op: "award",
  on: "2026-03-10",
  grant,
  fund,
  amount,
});
const pay = (grant: string, amount: string): StepWire => ({
  op: "pay-stage",
  on: "2026-04-01",
  grant,
  amount,
});

test("a fund promises no more than it has not promised yet", () => {
  const given = [donate("charity", "100.00"), donate("education", "900.00")];
  const first = [...given, award("G1", "charity", "60.00")];
  expect(refusalOf([...first, award("G2", "charity", "40.01")])).toBe("overdrawn");
  expect(refusalOf([...first, pay("G1", "60.00"), award("G2", "charity", "40.01")])).toBe(
    "overdrawn",
  );
  expect(refusalOf([...first, pay("G1", "60.00"), award("G2", "charity", "40.00")])).toBe(
    undefined,
  );
});

test("a stage is paid by the fund that promised it, and never beyond the promise", () => {
  const given = [
    donate("charity", "100.00"),
    donate("education", "100.00"),
    award("G1", "education", "30.00"),
  ];
  const { book } = play([...given, pay("G1", "30.00")]);
  const bank = [...book.balances.values()].filter((row) => row.account === "assets:bank:trust");
  expect(bank.map((row) => [row.fund, row.amount.minor])).toEqual([
    ["charity", 10000n],
    ["education", 7000n],
  ]);
  expect(refusalOf([...given, pay("G1", "30.01")])).toBe("overdrawn");
  expect(refusalOf([...given, pay("G2", "0.01")])).toBe("overdrawn");
});

test("only a restricted fund takes gifts and makes grants", () => {
  expect(refusalOf([donate("ordinary", "1.00")])).toBe("fund-not-restricted");
  expect(refusalOf([award("G1", "common", "1.00")])).toBe("fund-not-restricted");
  expect(balancesAfter([donate("charity", "1.00")], "income:donation:restricted")).toEqual({
    "income:donation:restricted": "-1.00",
  });
});
