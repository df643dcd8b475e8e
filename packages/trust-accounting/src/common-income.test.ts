import { expect, test } from "vitest";
import { balancesAfter, refusalOf } from "./fixtures/played.ts";
import type { StepWire } from "./step.ts";

const income: StepWire = {
  op: "common-income",
  on: "2026-02-01",
  kind: "advert",
  amount: "100.00",
};
const appropriate = (amount: string, mandate: string): StepWire => ({
  op: "appropriate",
  on: "2026-03-01",
  fund: "maintenance",
  amount,
  weights: { A: "1", B: "1", C: "1" },
  mandate,
});

test("appropriated income reaches every unit's share, and stays income of the year", () => {
  expect(
    balancesAfter(
      [income, appropriate("100.00", "R-1")],
      "assets:bank:trust",
      "assets:bank:maintenance",
      "liabilities:maintenance:A",
      "liabilities:maintenance:B",
      "liabilities:maintenance",
      "equity:fund:common",
      "income:common:advert",
    ),
  ).toEqual({
    "assets:bank:trust": "0.00",
    "assets:bank:maintenance": "100.00",
    "liabilities:maintenance:A": "-33.34",
    "liabilities:maintenance:B": "-33.33",
    "liabilities:maintenance": "-100.00",
    "equity:fund:common": "100.00",
    "income:common:advert": "-100.00",
  });
});

test("it needs a mandate first and the money second", () => {
  expect(refusalOf([income, appropriate("100.01", "")])).toBe("no-mandate");
  expect(refusalOf([income, appropriate("100.01", "R-1")])).toBe("overdrawn");
});

test("the common fund pays its own costs and no other fund's money helps", () => {
  const open: StepWire = { op: "open", on: "2026-01-01", fund: "ordinary", amount: "900.00" };
  const cost: StepWire = { op: "common-cost", on: "2026-02-02", kind: "advert", amount: "100.01" };
  expect(refusalOf([open, income, cost])).toBe("overdrawn");
});

test("the collective's share of rent rounds half up and is neither income nor cost", () => {
  const rent: StepWire = { op: "rent", on: "2026-02-09", amount: "0.25", collectiveShare: "0.5" };
  expect(balancesAfter([rent], "liabilities:collective", "income:common:rent")).toEqual({
    "liabilities:collective": "-0.13",
    "income:common:rent": "-0.12",
  });
  const remit: StepWire = { op: "remit-collective", on: "2026-02-10", amount: "0.14" };
  expect(refusalOf([rent, remit])).toBe("overdrawn");
});
