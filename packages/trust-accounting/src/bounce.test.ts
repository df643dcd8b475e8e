import { describe, expect, test } from "vitest";
import { balancesAfter, play, refusalOf } from "./fixtures/played.ts";
import type { StepWire } from "./step.ts";

const bill = (on: "2026-01-01" | "2026-02-01" | "2026-03-01", amount = "100.00"): StepWire => ({
  op: "bill",
  on,
  unit: "A",
  amount,
});
const receive = (amount: string, ref: string): StepWire => ({
  op: "receive",
  on: "2026-01-10",
  unit: "A",
  amount,
  ref,
});
const bounced = (step: number): StepWire => ({
  op: "bounce",
  on: "2026-03-10",
  step,
  reason: "bank returned the payment",
});
const receivable = "assets:receivable:fee:A";
const advance = "liabilities:advance:A";

describe("a bounced payment", () => {
  test("is a reversal where nothing was paid ahead", () => {
    const { book } = play([bill("2026-01-01"), receive("40.00", "b1"), bounced(2)]);
    expect(book.entries.at(-1)).toMatchObject({ reverses: "2/1", occurredOn: "2026-03-10" });
    expect(
      balancesAfter([bill("2026-01-01"), receive("40.00", "b1"), bounced(2)], receivable),
    ).toEqual({ [receivable]: "100.00" });
  });

  test("opens again what it had settled ahead, newest first, and draws the rest anew", () => {
    // 250.00 paid ahead by two payments; three bills draw it all but 50.00 of the last bill.
    const steps = [
      receive("100.00", "b1"),
      receive("150.00", "b2"),
      bill("2026-01-01"),
      bill("2026-02-01"),
      bill("2026-03-01"),
      bounced(2),
    ];
    const { book } = play(steps);
    expect(balancesAfter(steps, receivable, advance)).toEqual({
      [receivable]: "200.00",
      [advance]: "0.00",
    });
    const posted = book.entries.filter(({ act }) => act === "6");
    expect(posted.map(({ reverses }) => reverses)).toEqual(["2/1", "5/2", "4/2"]);

    const less = [...steps.slice(0, 5), receive("20.00", "b3"), bounced(1)];
    // 100.00 are missing: the last bill's 50.00 and the second bill's 100.00 fall, 50.00 are drawn anew.
    expect(balancesAfter(less, receivable, advance)).toEqual({
      [receivable]: "130.00",
      [advance]: "0.00",
    });
    expect(play(less).book.entries.at(-1)).toMatchObject({
      postings: [{ amount: { minor: 5_000n } }, { amount: { minor: -5_000n } }],
    });
  });

  test("leaves its bills to be corrected like any other, and bounces once", () => {
    const steps = [receive("100.00", "b1"), bill("2026-01-01"), bounced(1)];
    expect(refusalOf([...steps, bounced(1)])).toBe("already-reversed");
    expect(refusalOf([...steps, bounced(3)])).toBe("is-a-reversal");
    const undone: StepWire = { op: "reverse", on: "2026-03-11", step: 2, reason: "wrong" };
    expect(balancesAfter([...steps, undone], receivable)).toEqual({ [receivable]: "0.00" });
    expect(refusalOf([...steps, undone, undone])).toBe("already-reversed");
  });

  test("opens what this unit's own advance has settled, and nothing else", () => {
    const other = (step: StepWire): StepWire => ({ ...step, unit: "B" }) as StepWire;
    const refund: StepWire = { op: "refund-advance", on: "2026-01-11", unit: "A", amount: "20.00" };
    const credited: StepWire = {
      op: "credit-note",
      on: "2026-01-12",
      unit: "A",
      amount: "10.00",
      reason: "rate adopted",
    };
    // A pays 170.00 ahead in two parts; 20.00 are refunded and 10.00 credited; B's bill is B's.
    const steps = [
      receive("100.00", "b1"),
      receive("70.00", "b2"),
      refund,
      other(receive("100.00", "b3")),
      bill("2026-02-01"),
      other(bill("2026-02-01")),
      credited,
      bounced(1),
    ];
    const { book } = play(steps);
    expect(balancesAfter(steps, receivable, advance, "assets:receivable:fee:B")).toEqual({
      // 170 − 20 + 10 − 100 bounced = 60 of the bill's 100 are still settled.
      [receivable]: "40.00",
      [advance]: "0.00",
      "assets:receivable:fee:B": "0.00",
    });
    const posted = book.entries.filter(({ act }) => act === "8");
    expect(posted.map(({ reverses, reason }) => [reverses, reason])).toEqual([
      ["1/1", "bank returned the payment"],
      ["5/2", "bank returned the payment"],
      [undefined, "bank returned the payment"],
    ]);
  });

  test("takes no refund for a settlement, and no settlement twice", () => {
    const refund: StepWire = { op: "refund-advance", on: "2026-03-05", unit: "A", amount: "30.00" };
    // 130.00 ahead, 100.00 drawn, 30.00 refunded; then 130.00 come again and bounce.
    const refunded = [receive("130.00", "b1"), bill("2026-02-01"), refund, receive("5.00", "b2")];
    expect(
      balancesAfter([...refunded, receive("95.00", "b3"), bounced(1)], receivable, advance),
    ).toEqual({ [receivable]: "30.00", [advance]: "0.00" });

    const two = [receive("100.00", "b1"), receive("100.00", "b2")];
    const bills = [bill("2026-01-01"), bill("2026-02-01")];
    const both = [...two, ...bills, bounced(2), bounced(1)];
    expect(balancesAfter(both, receivable, advance)).toEqual({
      [receivable]: "200.00",
      [advance]: "0.00",
    });
    const posted = play(both).book.entries.filter(({ act }) => act === "6");
    expect(posted.map(({ reverses }) => reverses)).toEqual(["1/1", "3/2"]);
  });

  test("opens nothing where the advance still bears it, to the fen", () => {
    const steps = [receive("150.00", "b1"), receive("50.00", "b2"), bill("2026-02-01"), bounced(2)];
    expect(balancesAfter(steps, receivable, advance)).toEqual({
      [receivable]: "0.00",
      [advance]: "-50.00",
    });
    const exactly = [
      ...steps.slice(0, 3),
      receive("0.01", "b3"),
      receive("99.99", "b4"),
      bounced(1),
    ];
    expect(play(exactly).book.entries.filter(({ act }) => act === "6")).toHaveLength(1);
  });

  test("does not bring back money that has left the bank", () => {
    const spend: StepWire = {
      op: "spend",
      on: "2026-01-11",
      head: "repairs",
      amount: "100.00",
      voucher: "v",
    };
    const steps = [receive("100.00", "b1"), bill("2026-01-01"), spend, bounced(1)];
    expect(refusalOf(steps)).toBe("overdrawn");
    const refund: StepWire = { op: "refund-advance", on: "2026-01-11", unit: "A", amount: "60.00" };
    const refunded = [receive("100.00", "b1"), receive("5.00", "b2"), refund, bounced(1)];
    expect(refusalOf(refunded)).toBe("overdrawn");
  });
});
