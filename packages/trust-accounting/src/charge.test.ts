import { expect, test } from "vitest";
import { type Charge, chargesOf, periodOf } from "./charge.ts";
import { play, yuan } from "./fixtures/played.ts";
import type { StepWire } from "./step.ts";

const bill = (on: StepWire["on"], amount: string): StepWire => ({
  op: "bill",
  on,
  unit: "A",
  amount,
});
const receive = (amount: string, ref: string): StepWire => ({
  op: "receive",
  on: "2026-05-01",
  unit: "A",
  amount,
  ref,
});
const undo = (step: number): StepWire => ({ op: "reverse", on: "2026-06-01", step, reason: "x" });

function charges(...steps: readonly StepWire[]): readonly Charge[] {
  return chargesOf(play(steps).book.entries, "A", "CNY");
}

function open(...steps: readonly StepWire[]): readonly string[] {
  return charges(...steps).map((charge) => `${charge.entryId} ${charge.open.minor}`);
}

test("a payment goes to the oldest date, then to the earlier posting", () => {
  const bills = [
    bill("2026-02-01", "1.00"),
    bill("2026-01-01", "1.00"),
    bill("2026-01-01", "1.00"),
  ];
  expect(open(...bills, receive("1.50", "b1"))).toEqual(["1/1 100", "2/1 0", "3/1 50"]);
});

test("it stays with what it paid, though an older charge comes later", () => {
  expect(
    open(bill("2026-02-01", "1.00"), receive("1.00", "b1"), bill("2026-01-01", "1.00")),
  ).toEqual(["1/1 0", "3/1 100"]);
});

test("a reversed payment opens what it had closed, and not what another closed", () => {
  const steps = [
    bill("2026-01-01", "1.00"),
    bill("2026-02-01", "1.00"),
    receive("1.00", "b1"),
    receive("1.00", "b2"),
  ];
  expect(open(...steps, undo(3))).toEqual(["1/1 100", "2/1 0"]);
  expect(open(...steps, undo(4))).toEqual(["1/1 0", "2/1 100"]);
});

test("what a reversed charge had received goes to the next", () => {
  const steps = [bill("2026-01-01", "1.00"), receive("1.00", "b1"), undo(1)];
  expect(open(...steps)).toEqual([]);
  expect(open(...steps, bill("2026-02-01", "1.50"))).toEqual(["4/1 50"]);
  expect(
    open(bill("2026-01-01", "1.00"), bill("2026-02-01", "1.00"), receive("1.00", "b1"), undo(1)),
  ).toEqual(["2/1 0"]);
});

test("each relief is kept apart, and only a bill belongs to a period", () => {
  const found = charges(
    bill("2026-01-01", "10.00"),
    { op: "credit-note", on: "2026-01-02", unit: "A", amount: "1.00", reason: "x" },
    { op: "allow", on: "2026-01-03", unit: "A", rate: "0.5" },
    { op: "write-off", on: "2026-01-04", unit: "A", amount: "2.00", mandate: "R" },
    receive("3.00", "b1"),
    { op: "allocate", on: "2026-01-05", amount: "5.00", weights: { A: "1" } },
  );
  expect(found).toEqual([
    {
      entryId: "1/1",
      on: "2026-01-01",
      kind: "fee",
      period: "2026-01",
      billed: yuan("10.00"),
      credited: yuan("1.00"),
      writtenOff: yuan("2.00"),
      paid: yuan("3.00"),
      open: yuan("4.00"),
    },
    {
      entryId: "6/1",
      on: "2026-01-05",
      kind: "cost-recovery",
      billed: yuan("5.00"),
      credited: yuan("0"),
      writtenOff: yuan("0"),
      paid: yuan("0"),
      open: yuan("5.00"),
    },
  ]);
  expect(periodOf(found, "2026-01", "CNY")).toEqual({ billed: yuan("9.00"), isPaid: false });
});

test("another unit's entries are not this unit's", () => {
  const other: StepWire = { op: "bill", on: "2026-01-01", unit: "B", amount: "1.00" };
  expect(charges(other)).toEqual([]);
});

test("which kind of claim a payment settles first is the chart's to say", () => {
  const steps: readonly StepWire[] = [
    {
      op: "late-charge",
      on: "2026-01-01",
      unit: "A",
      principal: "365.00",
      segments: [{ days: 10, rate: "0.1" }],
      dayCount: 365,
    },
    bill("2026-02-01", "1.00"),
    receive("1.00", "b1"),
  ];
  const { entries } = play(steps).book;
  const openBy = (settlement?: Parameters<typeof chargesOf>[3]) =>
    chargesOf(entries, "A", "CNY", settlement).map(({ kind, open }) => `${kind} ${open.minor}`);
  expect(openBy()).toEqual(["late-charge 0", "fee 100"]);
  expect(openBy(["fee"])).toEqual(["late-charge 100", "fee 0"]);
});
