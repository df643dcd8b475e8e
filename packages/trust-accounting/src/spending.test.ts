import { describe, expect, test } from "vitest";
import { balancesAfter, refusalOf } from "./fixtures/played.ts";
import type { StepWire } from "./step.ts";

const open: StepWire = { op: "open", on: "2026-01-01", fund: "ordinary", amount: "300.00" };

describe("spending", () => {
  const spend = (fund: string, amount: string): StepWire => ({
    op: "spend",
    on: "2026-01-02",
    fund,
    head: "repairs",
    amount,
    voucher: "v",
  });

  test("stays within its own fund, whatever the bank holds in all", () => {
    const common: StepWire = { op: "open", on: "2026-01-01", fund: "common", amount: "50.00" };
    expect(refusalOf([open, common, spend("common", "50.01")])).toBe("overdrawn");
    expect(refusalOf([open, common, spend("common", "50.00")])).toBeUndefined();
  });

  test("never touches money of named others", () => {
    const deposit: StepWire = { op: "take-deposit", on: "2026-01-01", unit: "A", amount: "9.00" };
    expect(refusalOf([open, deposit, spend("pass-through", "9.00")])).toBe("fund-not-spendable");
    expect(refusalOf([open, deposit, spend("pass-through", "9.01")])).toBe("overdrawn");
    expect(refusalOf([open, spend("maintenance", "1.00")])).toBe("overdrawn");
  });
});

describe("petty cash", () => {
  const float: StepWire = { op: "petty-float", on: "2026-01-02", amount: "200.00" };
  const pay = (amount: string): StepWire => ({
    op: "petty-spend",
    on: "2026-01-03",
    head: "office",
    amount,
    voucher: "v",
  });
  const topUp: StepWire = { op: "petty-top-up", on: "2026-01-04" };

  test("is never below nothing", () => {
    expect(refusalOf([open, float, pay("200.01")])).toBe("overdrawn");
    expect(refusalOf([open, float, pay("200.00")])).toBeUndefined();
  });

  test("is filled up to its imprest from the bank, and not at all when it is full", () => {
    expect(balancesAfter([open, float, pay("30.00"), topUp, topUp], "assets:cash:petty")).toEqual({
      "assets:cash:petty": "200.00",
    });
    expect(refusalOf([open, float, pay("150.00"), topUp])).toBe("overdrawn");
  });

  test("is not floated beyond what the bank holds", () => {
    expect(refusalOf([open, { ...float, amount: "300.01" } as StepWire])).toBe("overdrawn");
  });
});
