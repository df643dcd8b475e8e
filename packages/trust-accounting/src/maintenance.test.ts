import { expect, test } from "vitest";
import { balancesAfter, refusalOf } from "./fixtures/played.ts";
import type { StepWire } from "./step.ts";

const deposit: StepWire = {
  op: "maintenance-deposit",
  on: "2026-01-01",
  areas: { A: "33.335", B: "66.67" },
  perSquareMetre: "1.00",
};
const spend = (amount: string, areas: Readonly<Record<string, string>>): StepWire => ({
  op: "maintenance-spend",
  on: "2026-06-01",
  amount,
  areas,
  mandate: "R-9",
  voucher: "v1",
});

test("each unit's first deposit rounds by itself", () => {
  expect(balancesAfter([deposit], "liabilities:maintenance:A", "assets:bank:maintenance")).toEqual({
    "liabilities:maintenance:A": "-33.34",
    "assets:bank:maintenance": "100.01",
  });
});

test("no unit pays for another: one share too large refuses the whole repair", () => {
  expect(refusalOf([deposit, spend("66.69", { A: "1", B: "1" })])).toBe("overdrawn");
  expect(refusalOf([deposit, spend("66.68", { A: "1", B: "1" })])).toBeUndefined();
});

test("the other funds' money is at another bank", () => {
  const open: StepWire = { op: "open", on: "2026-01-01", fund: "ordinary", amount: "900.00" };
  expect(refusalOf([open, deposit, spend("100.02", { A: "1", B: "2" })])).toBe("overdrawn");
});

test("interest follows what stood on each sub-account before it", () => {
  const interest: StepWire = { op: "maintenance-interest", on: "2026-12-21", amount: "1.00" };
  const steps = [deposit, spend("33.34", { A: "1" }), interest];
  expect(balancesAfter(steps, "liabilities:maintenance:A", "liabilities:maintenance:B")).toEqual({
    "liabilities:maintenance:A": "0.00",
    "liabilities:maintenance:B": "-67.67",
  });
  expect(refusalOf([interest])).toBe("no-weights");
});
