import { describe, expect, test } from "vitest";
import { balancesAfter, play, refusalOf } from "./fixtures/played.ts";
import type { StepWire } from "./step.ts";

const bill: StepWire = { op: "bill", on: "2026-01-01", unit: "A", amount: "100.00" };
const receive = (amount: string, ref: string): StepWire => ({
  op: "receive",
  on: "2026-01-10",
  unit: "A",
  amount,
  ref,
});
const undo = (step: number): StepWire => ({
  op: "reverse",
  on: "2026-03-01",
  step,
  reason: "wrong",
});

describe("a reversal", () => {
  test("opposes every entry of the step, links to each, and is dated in its own period", () => {
    const { book } = play([
      receive("40.00", "b1"),
      bill,
      { op: "seal-month", on: "2026-02-01", month: "2026-01" },
      undo(2),
    ]);
    const reversals = book.entries.filter((entry) => entry.act === "4");
    expect(reversals.map((entry) => [entry.reverses, entry.occurredOn, entry.reason])).toEqual([
      ["2/2", "2026-03-01", "wrong"],
      ["2/1", "2026-03-01", "wrong"],
    ]);
  });

  test("happens once; a wrong reversal is mended by posting anew", () => {
    expect(refusalOf([bill, undo(1), undo(1)])).toBe("already-reversed");
    expect(refusalOf([bill, undo(1), undo(2)])).toBe("is-a-reversal");
    expect(refusalOf([bill, undo(7)])).toBe("nothing-to-reverse");
  });

  test("respects the floors: money that is spent cannot bounce", () => {
    const spend: StepWire = {
      op: "spend",
      on: "2026-01-11",
      head: "repairs",
      amount: "100.00",
      voucher: "v",
    };
    expect(refusalOf([bill, receive("100.00", "b1"), spend, undo(2)])).toBe("overdrawn");
  });

  test("of an advance that has settled a bill is refused while it is used", () => {
    expect(refusalOf([receive("100.00", "b1"), bill, undo(1)])).toBe("overdrawn");
  });

  test("of a paid bill leaves the payment in the unit's favour for the next bill", () => {
    const next: StepWire = { op: "bill", on: "2026-02-01", unit: "A", amount: "120.00" };
    const steps = [bill, receive("100.00", "b1"), undo(1)];
    expect(balancesAfter(steps, "assets:receivable:fee:A")).toEqual({
      "assets:receivable:fee:A": "-100.00",
    });
    expect(
      balancesAfter(
        [...steps, next, receive("30.00", "b2")],
        "assets:receivable:fee:A",
        "liabilities:advance:A",
      ),
    ).toEqual({ "assets:receivable:fee:A": "0.00", "liabilities:advance:A": "-10.00" });
  });

  test("of a petty float takes its imprest with it", () => {
    const open: StepWire = { op: "open", on: "2026-01-01", fund: "ordinary", amount: "900.00" };
    const float: StepWire = { op: "petty-float", on: "2026-01-02", amount: "200.00" };
    const topUp: StepWire = { op: "petty-top-up", on: "2026-03-02" };
    expect(refusalOf([open, float, undo(2), topUp])).toBe("no-imprest");
  });
});

describe("what a reversal undoes besides its entries", () => {
  const start: readonly StepWire[] = [
    { op: "open", on: "2026-01-01", fund: "ordinary", amount: "5000.00" },
    {
      op: "adopt-budget",
      on: "2026-01-02",
      year: 2026,
      lines: { repairs: "1500.00" },
      remunerationRate: "0.1",
      appraisalShare: "0.3",
      mandate: "R-1",
    },
    { op: "petty-float", on: "2026-01-03", amount: "300.00" },
    { op: "accrue-remuneration", on: "2026-01-31", month: "2026-01" },
    { op: "appraise", on: "2026-01-31", month: "2026-01", score: "80", outOf: 100 },
  ];
  const paid = (order: string, ref: string): readonly StepWire[] => [
    {
      op: "propose",
      on: "2026-02-10",
      order,
      line: "repairs",
      amount: "10.00",
      payee: "roofer",
      by: "w",
    },
    { op: "approve", on: "2026-02-11", order, by: "m", role: "trustee" },
    { op: "approve", on: "2026-02-11", order, by: "z", role: "committee" },
    { op: "execute", on: "2026-02-12", order, paid: "10.00", ref, voucher: "v" },
  ];
  const steps = [...start, ...paid("P1", "b1"), ...paid("P2", "b2")];
  const after = (...more: readonly StepWire[]) => {
    const { book } = play([...steps, ...more]);
    return {
      orders: [...book.orders.values()].map(({ state }) => state.status),
      imprests: book.imprests.length,
      months: [...book.remunerations.values()].map(({ appraisal }) => appraisal !== undefined),
    };
  };

  test("is its own order, imprest or month, and nobody else's", () => {
    expect(after()).toEqual({ orders: ["executed", "executed"], imprests: 1, months: [true] });
    expect(after(undo(9))).toEqual({
      orders: ["returned", "executed"],
      imprests: 1,
      months: [true],
    });
    expect(after(undo(3))).toMatchObject({ orders: ["executed", "executed"], imprests: 0 });
    expect(after(undo(5))).toMatchObject({ imprests: 1, months: [false] });
    expect(after(undo(5), undo(4))).toMatchObject({ months: [] });
  });
});
