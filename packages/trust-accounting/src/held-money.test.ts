import { expect, test } from "vitest";
import { balancesAfter, refusalOf } from "./fixtures/played.ts";
import type { StepWire } from "./step.ts";

const open: StepWire = { op: "open", on: "2026-01-01", fund: "ordinary", amount: "50.00" };
const collect: StepWire = { op: "collect", on: "2026-01-20", kind: "water", amount: "1280.40" };
const remit = (amount: string): StepWire => ({
  op: "remit",
  on: "2026-01-28",
  kind: "water",
  amount,
});

test("what a supplier asks beyond what was collected is the ordinary fund's loss", () => {
  expect(
    balancesAfter(
      [open, collect, remit("1330.40")],
      "liabilities:passthrough:water",
      "expenses:line-loss",
      "assets:bank:trust",
    ),
  ).toEqual({
    "liabilities:passthrough:water": "0.00",
    "expenses:line-loss": "50.00",
    "assets:bank:trust": "0.00",
  });
  expect(refusalOf([open, collect, remit("1330.41")])).toBe("overdrawn");
});

test("one kind is never paid out of another, nor out of a deposit", () => {
  const power: StepWire = { op: "collect", on: "2026-01-20", kind: "power", amount: "900.00" };
  const deposit: StepWire = { op: "take-deposit", on: "2026-01-20", unit: "A", amount: "900.00" };
  expect(refusalOf([collect, power, deposit, remit("1280.41")])).toBe("overdrawn");
});

test("a deduction relieves its head and moves the money to the ordinary fund", () => {
  const steps: readonly StepWire[] = [
    open,
    { op: "take-deposit", on: "2026-03-01", unit: "A", amount: "200.00" },
    { op: "spend", on: "2026-03-02", head: "repairs", amount: "50.00", voucher: "v" },
    {
      op: "deduct-deposit",
      on: "2026-03-03",
      unit: "A",
      head: "repairs",
      amount: "50.00",
      voucher: "v",
    },
  ];
  expect(balancesAfter(steps, "expenses:repairs", "liabilities:deposit:A")).toEqual({
    "expenses:repairs": "0.00",
    "liabilities:deposit:A": "-150.00",
  });
  const again: StepWire = {
    op: "spend",
    on: "2026-03-04",
    head: "x",
    amount: "50.00",
    voucher: "v",
  };
  expect(refusalOf([...steps, again])).toBeUndefined();
  expect(refusalOf([...steps, { ...again, amount: "50.01" } as StepWire])).toBe("overdrawn");
});

test("another unit's deposit is not this unit's", () => {
  const take = (unit: string): StepWire => ({
    op: "take-deposit",
    on: "2026-03-01",
    unit,
    amount: "200.00",
  });
  const back: StepWire = { op: "return-deposit", on: "2026-03-02", unit: "A", amount: "200.01" };
  expect(refusalOf([take("A"), take("B"), back])).toBe("overdrawn");
});
