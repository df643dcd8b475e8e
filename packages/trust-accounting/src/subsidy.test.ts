import { describe, expect, test } from "vitest";
import { balancesAfter, play, refusalOf } from "./fixtures/played.ts";
import type { StepWire } from "./step.ts";

const paid: readonly StepWire[] = [
  { op: "bill", on: "2026-01-01", unit: "A", amount: "100.00" },
  { op: "receive", on: "2026-01-08", unit: "A", amount: "100.00", ref: "b1" },
];
const grant = {
  op: "grant-subsidy",
  on: "2026-04-01",
  unit: "A",
  period: "2026-01",
  rate: "0.60",
} as const;
const payCash = { op: "pay-subsidy", on: "2026-04-16", unit: "A", to: "cash" } as const;
const bounced = { op: "reverse", on: "2026-05-01", step: 2, reason: "bounced" } as const;

describe("a subsidy right", () => {
  test("is of what was billed for the period, rounded once", () => {
    expect(
      balancesAfter(
        [
          { op: "bill", on: "2026-01-01", unit: "A", amount: "33.33" },
          { op: "bill", on: "2026-01-20", unit: "A", amount: "33.34" },
          { op: "receive", on: "2026-01-21", unit: "A", amount: "66.67", ref: "b1" },
          { ...grant, rate: "0.5" },
        ],
        "liabilities:subsidy-due:A",
      ),
    ).toEqual({ "liabilities:subsidy-due:A": "-33.34" });
  });

  test("arises from an advance that settled the bill", () => {
    const ahead = [paid[1], paid[0]] as StepWire[];
    expect(refusalOf([...ahead, grant])).toBeUndefined();
  });

  test("asks only for its own period, and the oldest is paid first", () => {
    const two: StepWire[] = [
      { op: "bill", on: "2026-02-01", unit: "A", amount: "100.00" },
      { op: "bill", on: "2026-01-01", unit: "A", amount: "100.00" },
      { op: "receive", on: "2026-02-08", unit: "A", amount: "100.00", ref: "b1" },
    ];
    expect(refusalOf([...two, grant])).toBeUndefined();
    expect(refusalOf([...two, { ...grant, period: "2026-02" }])).toBe("period-not-paid");
  });

  test("does not arise where nothing was billed, a fen is open, or the claim was given up", () => {
    expect(refusalOf([grant])).toBe("period-not-paid");
    const almost = { ...paid[1], amount: "99.99" } as StepWire;
    expect(refusalOf([...paid.slice(0, 1), almost, grant])).toBe("period-not-paid");
    const givenUp: StepWire = {
      op: "write-off",
      on: "2026-01-09",
      unit: "A",
      amount: "0.01",
      mandate: "R-1",
    };
    expect(refusalOf([...paid.slice(0, 1), almost, givenUp, grant])).toBe("period-not-paid");
  });

  test("is of the reduced bill where a credit note reduced it", () => {
    const reduced: StepWire[] = [
      { op: "bill", on: "2026-01-01", unit: "A", amount: "100.00" },
      { op: "credit-note", on: "2026-01-02", unit: "A", amount: "20.00", reason: "rate" },
      { op: "receive", on: "2026-01-08", unit: "A", amount: "80.00", ref: "b1" },
      grant,
    ];
    expect(balancesAfter(reduced, "liabilities:subsidy-due:A")).toEqual({
      "liabilities:subsidy-due:A": "-48.00",
    });
  });

  test("is granted once for a period", () => {
    expect(refusalOf([...paid, grant, grant])).toBe("already-granted");
  });

  test("ends with the payment it rests on, and with no other", () => {
    const both: StepWire[] = [
      ...paid,
      { op: "bill", on: "2026-02-01", unit: "A", amount: "50.00" },
      { op: "receive", on: "2026-02-08", unit: "A", amount: "50.00", ref: "b2" },
      grant,
      { ...grant, period: "2026-02" },
      bounced,
    ];
    expect(balancesAfter(both, "assets:receivable:subsidy", "liabilities:subsidy-due:A")).toEqual({
      "assets:receivable:subsidy": "30.00",
      "liabilities:subsidy-due:A": "-30.00",
    });
    const { book } = play(both);
    expect(book.subsidies.map((one) => [one.period, one.endedBy])).toEqual([
      ["2026-01", "7"],
      ["2026-02", undefined],
    ]);
    expect(
      refusalOf([...both, { ...paid[1], on: "2026-05-02", ref: "b3" } as StepWire, grant]),
    ).toBe(undefined);
  });
});

describe("subsidy money", () => {
  const receive = {
    op: "receive-subsidy",
    on: "2026-04-15",
    amount: "60.00",
    ref: "b9",
  } as const;

  test("never comes above the right to it", () => {
    expect(refusalOf([...paid, grant, { ...receive, amount: "60.01" }])).toBe("overdrawn");
  });

  test("is not paid out before it has come, not even out of other people's money", () => {
    const deposit: StepWire = { op: "take-deposit", on: "2026-04-02", unit: "B", amount: "900.00" };
    expect(refusalOf([...paid, grant, deposit, payCash])).toBe("overdrawn");
    expect(refusalOf([...paid, grant, deposit, receive, payCash])).toBeUndefined();
  });

  test("as a credit settles what the household owes, and is income of nobody", () => {
    expect(
      balancesAfter(
        [
          ...paid,
          { op: "bill", on: "2026-02-01", unit: "A", amount: "45.00" },
          grant,
          receive,
          { ...payCash, to: "credit" },
        ],
        "assets:receivable:fee:A",
        "liabilities:advance:A",
        "liabilities:subsidy-due:A",
        "assets:bank:trust",
        "income:fee",
      ),
    ).toEqual({
      "assets:receivable:fee:A": "0.00",
      "liabilities:advance:A": "-15.00",
      "liabilities:subsidy-due:A": "0.00",
      "assets:bank:trust": "160.00",
      "income:fee": "-145.00",
    });
  });

  test("that was paid out must come back before its ground may fall", () => {
    const out = [...paid, grant, receive, payCash];
    expect(refusalOf([...out, bounced])).toBe("overdrawn");
    const back: StepWire = { op: "reverse", on: "2026-04-30", step: 5, reason: "paid back" };
    expect(
      balancesAfter([...out, back, bounced], "assets:receivable:subsidy", "assets:bank:trust"),
    ).toEqual({ "assets:receivable:subsidy": "-60.00", "assets:bank:trust": "60.00" });
  });
});
