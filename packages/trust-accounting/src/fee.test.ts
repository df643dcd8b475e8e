import { describe, expect, test } from "vitest";
import { balancesAfter, refusalOf } from "./fixtures/played.ts";

const bill = (unit: string, amount: string) =>
  ({ op: "bill", on: "2026-01-01", unit, amount }) as const;
const receive = (unit: string, amount: string, ref: string) =>
  ({ op: "receive", on: "2026-01-10", unit, amount, ref }) as const;

describe("a bill", () => {
  test("is settled at once from what was paid ahead", () => {
    expect(
      balancesAfter(
        [receive("A", "100.00", "b1"), bill("A", "134.21")],
        "assets:receivable:fee:A",
        "liabilities:advance:A",
        "income:fee",
      ),
    ).toEqual({
      "assets:receivable:fee:A": "34.21",
      "liabilities:advance:A": "0.00",
      "income:fee": "-134.21",
    });
  });

  test("takes no other unit's advance, and leaves what it does not need", () => {
    expect(
      balancesAfter(
        [receive("A", "100.00", "b1"), receive("B", "10.00", "b2"), bill("A", "60.00")],
        "liabilities:advance:A",
        "liabilities:advance:B",
      ),
    ).toEqual({ "liabilities:advance:A": "-40.00", "liabilities:advance:B": "-10.00" });
  });

  test("of a quarter rounds once, not by the month", () => {
    const step = { op: "bill", on: "2026-01-01", unit: "A", area: "89.47", rate: "1.50" } as const;
    expect(balancesAfter([{ ...step, months: 3 }], "income:fee")).toEqual({
      "income:fee": "-402.62",
    });
  });

  test("of nothing makes no entry", () => {
    expect(balancesAfter([bill("A", "0.00")], "income:fee")).toEqual({ "income:fee": "0.00" });
  });
});

test("a credit note closes what is open first; the rest is an advance", () => {
  expect(
    balancesAfter(
      [
        bill("A", "100.00"),
        receive("A", "70.00", "b1"),
        { op: "credit-note", on: "2026-01-11", unit: "A", amount: "50.00", reason: "rate" },
      ],
      "assets:receivable:fee:A",
      "liabilities:advance:A",
      "income:fee",
    ),
  ).toEqual({
    "assets:receivable:fee:A": "0.00",
    "liabilities:advance:A": "-20.00",
    "income:fee": "-50.00",
  });
});

test("a late charge adds its segments exactly and rounds at the end", () => {
  // 1000.00 × (31 × 0.0345 + 29 × 0.031) ÷ 365 = 5.3931…; rounded apart it were 5.38 or 5.40.
  const segments = [
    { days: 31, rate: "0.0345" },
    { days: 29, rate: "0.031" },
  ];
  const step = { op: "late-charge", on: "2026-03-01", unit: "A", principal: "1000.00" } as const;
  expect(balancesAfter([{ ...step, segments, dayCount: 365 }], "income:late-charge")).toEqual({
    "income:late-charge": "-5.39",
  });
  expect(balancesAfter([{ ...step, segments: [], dayCount: 365 }], "income:late-charge")).toEqual({
    "income:late-charge": "0.00",
  });
});

test("a shared cost is settled from advances like a bill", () => {
  expect(
    balancesAfter(
      [
        receive("A", "5.00", "b1"),
        { op: "allocate", on: "2026-01-31", amount: "10.01", weights: { A: 1, B: 1 } },
      ],
      "assets:receivable:fee:A",
      "assets:receivable:fee:B",
      "liabilities:advance:A",
    ),
  ).toEqual({
    "assets:receivable:fee:A": "0.01",
    "assets:receivable:fee:B": "5.00",
    "liabilities:advance:A": "0.00",
  });
  const nobody = { op: "allocate", on: "2026-01-31", amount: "1.00", weights: { A: "0" } } as const;
  expect(refusalOf([nobody])).toBe("no-weights");
});

describe("a claim given up", () => {
  const given = [
    bill("A", "1000.00"),
    bill("B", "1000.00"),
    { op: "allow", on: "2026-06-01", unit: "A", rate: "0.333" },
    { op: "allow", on: "2026-06-01", unit: "B", rate: "1" },
  ] as const;
  const writeOff = { op: "write-off", on: "2026-06-02", unit: "A", mandate: "R-4" } as const;

  test("uses the unit's own allowance as far as it goes", () => {
    expect(
      balancesAfter(
        [...given, { ...writeOff, amount: "400.00" }],
        "assets:receivable:fee:A",
        "assets:receivable:allowance",
        "expenses:bad-debt",
      ),
    ).toEqual({
      "assets:receivable:fee:A": "600.00",
      "assets:receivable:allowance": "-1000.00",
      "expenses:bad-debt": "1400.00",
    });
  });

  test("is never more than is open", () => {
    expect(refusalOf([...given, { ...writeOff, amount: "1000.01" }])).toBe("overdrawn");
    expect(refusalOf([...given, { ...writeOff, amount: "1000.00" }])).toBeUndefined();
  });

  test.each([[""], ["  "], [null]])("needs a mandate, and %j is none", (mandate) => {
    expect(refusalOf([...given, { ...writeOff, amount: "1.00", mandate }])).toBe("no-mandate");
  });
});
