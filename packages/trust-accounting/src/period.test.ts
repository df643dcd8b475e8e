import { describe, expect, test } from "vitest";
import { balancesAfter, refusalOf } from "./fixtures/played.ts";
import type { StepWire } from "./step.ts";

const seal: StepWire = { op: "seal-month", on: "2026-02-01", month: "2026-01" };

describe("a sealed month", () => {
  const inJanuary: readonly StepWire[] = [
    { op: "bill", on: "2026-01-31", unit: "A", amount: "1.00" },
    {
      op: "adopt-budget",
      on: "2026-01-31",
      year: 2026,
      lines: {},
      remunerationRate: "0",
      mandate: "",
    },
    { op: "propose", on: "2026-01-31", order: "P", line: "x", amount: "1.00", payee: "p", by: "w" },
    { op: "reverse", on: "2026-01-31", step: 1, reason: "x" },
    { op: "close-year", on: "2026-01-31" },
    { op: "seal-month", on: "2026-01-31", month: "2026-01" },
  ];

  test.each(inJanuary)("takes no $op any more, whatever else is wrong with it", (step) => {
    expect(refusalOf([seal, step])).toBe("period-sealed");
  });

  test("leaves the days around it open", () => {
    const around = ["2025-12-31", "2026-02-01"] as const;
    for (const on of around) {
      expect(refusalOf([seal, { op: "bill", on, unit: "A", amount: "1.00" }])).toBeUndefined();
    }
  });
});

describe("closing a year", () => {
  const close: StepWire = { op: "close-year", on: "2026-12-31" };

  test("closes each fund to its own equity", () => {
    expect(
      balancesAfter(
        [
          { op: "receive-income", on: "2026-05-01", head: "fee", amount: "500.00" },
          { op: "spend", on: "2026-05-02", head: "services", amount: "200.00", voucher: "v" },
          { op: "common-income", on: "2026-05-03", kind: "advert", amount: "80.00" },
          { op: "donate", on: "2026-05-04", fund: "charity", amount: "70.00" },
          { op: "donate", on: "2026-05-04", fund: "education", amount: "5.00" },
          { op: "award", on: "2026-05-05", fund: "charity", grant: "G", amount: "50.00" },
          close,
        ],
        "equity:fund:ordinary",
        "equity:fund:common",
        "equity:fund:restricted",
        "income:fee",
        "expenses:grant",
        "liabilities:grant:G",
      ),
    ).toEqual({
      "equity:fund:ordinary": "-300.00",
      "equity:fund:common": "-80.00",
      "equity:fund:restricted": "-25.00",
      "income:fee": "0.00",
      "expenses:grant": "0.00",
      "liabilities:grant:G": "-50.00",
    });
  });

  test("leaves the next year's income to the next year, though it is posted already", () => {
    const steps: readonly StepWire[] = [
      { op: "receive-income", on: "2026-05-01", head: "fee", amount: "500.00" },
      { op: "receive-income", on: "2027-01-02", head: "fee", amount: "7.00" },
      close,
    ];
    expect(balancesAfter(steps, "income:fee")).toEqual({ "income:fee": "-7.00" });
    const again: StepWire = { op: "close-year", on: "2027-12-31" };
    expect(balancesAfter([...steps, close, again], "income:fee", "equity:fund:ordinary")).toEqual({
      "income:fee": "0.00",
      "equity:fund:ordinary": "-507.00",
    });
  });
});
