import { formatAmount, sum } from "@xinyi/money";
import { matchReceipt } from "@xinyi/trust-accounting";
import { describe, expect, test } from "vitest";
import type { StatementLine } from "../imports/bank-statement.ts";
import { readCamt053 } from "../imports/camt053.ts";
import { readRollCsv } from "../imports/roll-csv.ts";
import { type DemoMonth, type DemoMovement, demoDistrict, demoFiles } from "./generate.ts";
import { inventedNames } from "./households.ts";

const demo = demoDistrict(1);
const seeds = [1, 2, 7, 2026];

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function readMonth(month: DemoMonth) {
  const file = readCamt053(bytes(month.statementXml), { currency: "CNY" });
  if (!file.ok) throw new Error(JSON.stringify(file.rejection));
  return file.value;
}

function linesOf(month: DemoMonth): readonly StatementLine[] {
  return readMonth(month).statements[0]!.lines;
}

function count(month: DemoMonth, chosen: (movement: DemoMovement) => boolean): number {
  return month.movements.filter(chosen).length;
}

test("a seed gives the same bytes again, another seed others", () => {
  expect(demoFiles(demoDistrict(1))).toEqual(demoFiles(demo));
  expect(demoFiles(demoDistrict(2))).not.toEqual(demoFiles(demo));
});

describe("the roll", () => {
  test.each(seeds)("seed %i: 120 units in four buildings, read without a fault", (seed) => {
    const { units, rollCsv } = demoDistrict(seed);
    const roll = readRollCsv(bytes(rollCsv));
    if (!roll.ok) throw new Error(roll.rejection.kind);
    expect(roll.value.faults).toEqual([]);
    expect(roll.value.rows).toHaveLength(120);
    expect(
      roll.value.rows.map(({ unit, owner, phone, rate }) => [unit, owner, phone, rate]),
    ).toEqual(units.map(({ unit, owner, phone, rate }) => [unit, owner, phone, rate]));
    expect(new Set(roll.value.rows.map(({ building }) => building)).size).toBe(4);
    expect(new Set(units.map(({ owner }) => owner)).size).toBe(119);
  });

  test("every name is invented and every telephone silent", () => {
    const invented = new Set(inventedNames());
    const names = demo.units.flatMap(({ owner, payer }) => [...owner.split("、"), payer]);
    expect(names.filter((name) => !invented.has(name))).toEqual([]);
    expect(demo.units.filter(({ phone }) => !/^1540000\d{4}$/.test(phone))).toEqual([]);
  });

  test("the one with faults gives every good row, and each bad one for its own reason", () => {
    const roll = readRollCsv(bytes(demo.rollWithFaults.csv));
    if (!roll.ok) throw new Error(roll.rejection.kind);
    expect(roll.value.rows).toHaveLength(demo.rollWithFaults.goodRows);
    expect(roll.value.faults.map(({ kind }) => kind)).toEqual([
      "duplicate-unit",
      "not-positive",
      "too-many-decimals",
      "missing",
      "bad-phone",
      "formula",
      "too-many-decimals",
      "wrong-column-count",
    ]);
    expect(roll.value.faults).toHaveLength(demo.rollWithFaults.badRows);
  });
});

describe("the statements", () => {
  test.each(seeds)("seed %i: whole, and each opens with what the last one closed with", (seed) => {
    const { opening, months } = demoDistrict(seed);
    let balance = opening.amount;
    for (const month of months) {
      const { statements, gaps } = readMonth(month);
      expect(gaps).toEqual([]);
      expect(statements[0]!.opening.amount).toEqual(balance);
      expect(statements[0]!.closing.amount).toEqual(month.closing);
      balance = month.closing;
      expect(balance.minor).toBeGreaterThan(0n);
    }
  });

  test.each(seeds)("seed %i: what is read is what was written", (seed) => {
    for (const month of demoDistrict(seed).months) {
      const lines = linesOf(month);
      expect(
        lines.map((line) => [
          line.ref,
          line.bookedOn,
          line.amount,
          line.counterpartyName,
          line.remark,
        ]),
      ).toEqual(
        month.movements.map(({ ref, on, amount, party, remark }) => [
          ref,
          on,
          amount,
          party,
          remark,
        ]),
      );
      expect(lines.every((line) => line.refSource === "account-servicer")).toBe(true);
    }
  });

  test("references are unique over all months", () => {
    const refs = [...demo.months, demo.gapMonth].flatMap(linesOf).map((line) => line.ref);
    expect(new Set(refs).size).toBe(refs.length);
  });

  test("every kind of movement occurs", () => {
    for (const month of demo.months) {
      expect(count(month, ({ story }) => story.kind === "unknown")).toBe(1);
      expect(count(month, ({ story }) => story.kind === "spending")).toBeGreaterThanOrEqual(5);
      const byPayer = count(
        month,
        ({ story }) => story.kind === "fee" && story.recognizedBy === "payer-and-amount",
      );
      expect(byPayer).toBe(24);
    }
    const [, february] = demo.months;
    expect(count(february!, ({ batch }) => batch)).toBe(3);
    const heads = new Set(
      demo.months.flatMap(({ spendings }) => spendings.map(({ head }) => head)),
    );
    expect([...heads].sort()).toEqual(
      ["bank", "cleaning", "greening", "order", "repairs", "running"].sort(),
    );
  });

  test("one receipt of February bounces, and the reversal leads to it", () => {
    const lines = linesOf(demo.months[1]!);
    const reversals = lines.filter((line) => line.reversal);
    expect(reversals).toHaveLength(1);
    const original = lines.find((line) => line.ref === reversals[0]!.reversalOfRef);
    expect(original?.amount.minor).toBe(-reversals[0]!.amount.minor);
    expect(original?.counterpartyName).toBe(reversals[0]!.counterpartyName);
  });

  test.each(seeds)("seed %i: each receipt is recognized as what it is", (seed) => {
    const { units, months } = demoDistrict(seed);
    const candidates = units.map(({ unit, owner, monthlyFee }) => ({
      unit,
      number: unit,
      open: monthlyFee,
      payerNames: owner.split("、"),
    }));
    for (const movement of months.flatMap(({ movements }) => movements)) {
      const { ref, on: bookedOn, amount, party: payerName, remark, story } = movement;
      if (amount.minor < 0n) continue;
      const found = matchReceipt({ ref, bookedOn, amount, payerName, remark }, candidates);
      const told = { remark, unit: found.status === "matched" ? found.unit : undefined };
      expect(told).toEqual({ remark, unit: "unit" in story ? story.unit : undefined });
      if (story.kind !== "fee") continue;
      const byNumber = story.recognizedBy === "unit-in-remark";
      expect(found.because.kind).toBe(byNumber ? "unit-number" : "name-and-amount");
    }
  });

  test("spendings explain every debit but the bounce, each with its voucher", () => {
    for (const month of demo.months) {
      const debits = linesOf(month).filter((line) => line.amount.minor < 0n && !line.reversal);
      expect(month.spendings.map(({ ref }) => ref)).toEqual(debits.map(({ ref }) => ref));
      for (const spending of month.spendings) {
        expect(spending.voucherText).toContain(spending.amount);
        expect(spending.voucherText).toContain("演示");
        expect(spending.payee.name).toContain("演示");
      }
    }
  });

  test("the file with a gap lacks exactly one payment", () => {
    const { gapMonth } = demo;
    expect(readMonth(gapMonth).gaps).toMatchObject([
      { kind: "movements-do-not-reach-closing", difference: gapMonth.missing.amount },
    ]);
    expect(readMonth(gapMonth).statements[0]!.opening.amount).toEqual(demo.months[2]!.closing);
  });
});

test("the answers add up to the fen", () => {
  const answers = demoFiles(demo).find(({ path }) => path === "answers.json")!;
  const [january] = JSON.parse(answers.text);
  const fees = demo.months[0]!.movements.filter(({ amount }) => amount.minor > 0n);
  expect(january.in).toBe(
    formatAmount(
      sum(
        fees.map(({ amount }) => amount),
        "CNY",
      ),
    ),
  );
  expect(january).toMatchObject({ month: "2026-01", opening: "38260.55" });
});
