import { describe, expect, test } from "vitest";
import { balancesAfter, play, refusalOf } from "./fixtures/played.ts";
import type { StepWire } from "./step.ts";

const bill: StepWire = { op: "bill", on: "2026-01-01", unit: "A", amount: "100.00" };
const receive: StepWire = {
  op: "receive",
  on: "2026-01-10",
  unit: "A",
  amount: "130.00",
  ref: "b1",
};

describe("opening money", () => {
  test("goes to the equity of its fund; a restricted fund keeps its name", () => {
    const open = (fund: string): StepWire => ({
      op: "open",
      on: "2026-01-01",
      fund,
      amount: "10.00",
    });
    const { book } = play([open("ordinary"), open("common"), open("charity"), open("education")]);
    const rows = [...book.balances.values()].filter((row) => row.account.startsWith("equity"));
    expect(rows.map((row) => [row.account, row.fund])).toEqual([
      ["equity:fund:ordinary", "ordinary"],
      ["equity:fund:common", "common"],
      ["equity:fund:restricted", "charity"],
      ["equity:fund:restricted", "education"],
    ]);
  });

  test("of others comes in by its own verbs", () => {
    const step = { op: "open", on: "2026-01-01", fund: "pass-through", amount: "1.00" } as const;
    expect(refusalOf([step])).toBe("fund-without-equity");
  });
});

describe("a reference", () => {
  test("used again with any other field is refused, with the same ones it is one receipt", () => {
    const used = [bill, receive];
    expect(refusalOf([...used, receive])).toBeUndefined();
    const others: readonly object[] = [
      { amount: "130.01" },
      { unit: "B" },
      { on: "2026-01-11" },
      { op: "receive-unknown", unit: undefined },
    ];
    for (const change of others) {
      const { unit, ...step } = { ...receive, ...change } as StepWire & { unit?: string };
      const other = (unit === undefined ? step : { ...step, unit }) as StepWire;
      expect(refusalOf([...used, other])).toBe("reference-reused");
    }
  });

  test("an amount written otherwise is the same amount", () => {
    const same = { ...receive, amount: "130" } as StepWire;
    expect(balancesAfter([bill, receive, same], "assets:bank:trust")).toEqual({
      "assets:bank:trust": "130.00",
    });
  });

  test("stays used after a reversal, and is free after a refusal", () => {
    const undo: StepWire = { op: "reverse", on: "2026-01-12", step: 2, reason: "x" };
    expect(refusalOf([bill, receive, undo, { ...receive, unit: "B" } as StepWire])).toBe(
      "reference-reused",
    );
    const { book } = play([bill, receive, undo, receive]);
    expect(book.entries).toHaveLength(3);
    const refused = { op: "receive-subsidy", on: "2026-01-09", amount: "1.00", ref: "b1" } as const;
    expect(refusalOf([refused])).toBe("overdrawn");
  });

  test("comes before a sealed month: a retry of what was posted still succeeds", () => {
    const seal: StepWire = { op: "seal-month", on: "2026-02-01", month: "2026-01" };
    expect(refusalOf([bill, receive, seal, receive])).toBeUndefined();
    expect(refusalOf([bill, receive, seal, { ...receive, amount: "1.00" } as StepWire])).toBe(
      "reference-reused",
    );
    expect(refusalOf([bill, receive, seal, { ...receive, ref: "b2" } as StepWire])).toBe(
      "period-sealed",
    );
  });
});

describe("a receipt nobody can place", () => {
  const unknown: StepWire = {
    op: "receive-unknown",
    on: "2026-01-09",
    amount: "130.00",
    ref: "b7",
  };
  const match: StepWire = { op: "match", on: "2026-01-16", ref: "b7", unit: "A" };

  test("once placed, settles like a payment and changes fund", () => {
    const { book } = play([bill, unknown, match]);
    const bank = [...book.balances.values()].filter((row) => row.account === "assets:bank:trust");
    expect(bank.map((row) => [row.fund, row.amount.minor])).toEqual([
      ["pass-through", 0n],
      ["ordinary", 13000n],
    ]);
    expect(balancesAfter([bill, unknown, match], "liabilities:advance:A")).toEqual({
      "liabilities:advance:A": "-30.00",
    });
  });

  test("is placed once, under its own reference, and can be placed anew after a reversal", () => {
    expect(refusalOf([unknown, match, match])).toBe("nothing-in-suspense");
    expect(refusalOf([unknown, { ...match, ref: "b8" } as StepWire])).toBe("nothing-in-suspense");
    const other: StepWire = { op: "receive-unknown", on: "2026-01-09", amount: "5.00", ref: "b9" };
    const undo: StepWire = { op: "reverse", on: "2026-01-17", step: 3, reason: "not his" };
    const again: StepWire = { op: "match", on: "2026-01-17", ref: "b7", unit: "B" };
    expect(
      balancesAfter(
        [unknown, other, match, undo, again],
        "liabilities:suspense",
        "liabilities:advance:A",
        "liabilities:advance:B",
      ),
    ).toEqual({
      "liabilities:suspense": "-5.00",
      "liabilities:advance:A": "0.00",
      "liabilities:advance:B": "-130.00",
    });
  });

  test("cannot be taken back while it is placed", () => {
    const undo: StepWire = { op: "reverse", on: "2026-01-17", step: 1, reason: "x" };
    expect(refusalOf([unknown, match, undo])).toBe("overdrawn");
  });
});

test("an advance is never refunded beyond what it holds", () => {
  const refund = (amount: string): StepWire => ({
    op: "refund-advance",
    on: "2026-01-11",
    unit: "A",
    amount,
  });
  expect(refusalOf([bill, receive, refund("30.01")])).toBe("overdrawn");
  expect(refusalOf([bill, receive, refund("30.00")])).toBeUndefined();
});

test("income of no household goes to its head, wherever the chart keeps it", () => {
  const income = (head: string): StepWire => ({
    op: "receive-income",
    on: "2026-01-11",
    head,
    amount: "5.00",
  });
  expect(
    balancesAfter(
      [income("interest"), income("common:parking"), income("vending")],
      "income:interest",
      "income:common",
      "income:common:parking",
      "income:vending",
    ),
  ).toEqual({
    "income:interest": "-5.00",
    "income:common": "-5.00",
    "income:common:parking": "-5.00",
    "income:vending": "-5.00",
  });
});
