import { money } from "@xinyi/money";
import { expect, test } from "vitest";
import { type ComparedOrder, type OrderWarning, warningsFor } from "./order-warning.ts";
import type { WarningRules } from "./policy.ts";

const cny = (minor: bigint) => money(minor, "CNY");
const rules: WarningRules = {
  sameAmountDays: 90,
  splitDays: 30,
  standingDays: 25,
  bars: [cny(1_000_000n)],
};
let file = 0;
const order = (id: string, on: `${number}-${number}-${number}`, minor: bigint): ComparedOrder => {
  file += 1;
  return { id, on, payee: "p", amount: cny(minor), voucherSha256: String(file).padStart(64, "0") };
};
const kinds = (warnings: readonly OrderWarning[]) => warnings.map(({ kind }) => kind);
const first = order("a", "2026-04-01", 123_400n);

test("one payee with one invoice number is a duplicate, at any distance; another payee's is not", () => {
  const one = { ...order("b", "2027-04-01", 5n), invoiceNumber: "i" };
  expect(warningsFor({ ...first, invoiceNumber: "i" }, [one], rules)).toEqual([
    { kind: "same-invoice", orders: ["b"] },
  ]);
  const elsewhere = { ...one, payee: "q" };
  expect(warningsFor({ ...first, invoiceNumber: "i" }, [elsewhere], rules)).toEqual([]);
  const { invoiceNumber: _, ...unnumbered } = one;
  expect(warningsFor(first, [unnumbered], rules)).toEqual([]);
});

test("one file is a duplicate whoever is paid", () => {
  const other = { ...order("b", "2027-04-01", 5n), payee: "q", voucherSha256: first.voucherSha256 };
  expect(kinds(warningsFor(first, [other], rules))).toEqual(["same-file"]);
});

test("one amount to one payee warns within 90 days, the ninetieth included", () => {
  expect(kinds(warningsFor(first, [order("b", "2026-06-30", 123_400n)], rules))).toEqual([
    "same-amount",
  ]);
  expect(warningsFor(first, [order("b", "2026-07-01", 123_400n)], rules)).toEqual([]);
  expect(warningsFor(first, [order("b", "2026-06-30", 123_401n)], rules)).toEqual([]);
});

test("pieces that together reach a bar none reaches alone are a split, and are named", () => {
  const now = order("a", "2026-04-20", 400_000n);
  const pieces = [order("b", "2026-04-01", 300_000n), order("c", "2026-04-10", 300_000n)];
  expect(warningsFor(now, pieces, rules)).toEqual([
    { kind: "split", orders: ["b", "c"], bar: cny(1_000_000n), together: cny(1_000_000n) },
  ]);
  const less = { ...now, amount: cny(399_999n) };
  expect(warningsFor(less, pieces, rules)).toEqual([]);
});

test("a payment that crosses the bar by itself hides nothing and is no piece", () => {
  const whole = order("b", "2026-04-01", 1_000_000n);
  expect(warningsFor(order("a", "2026-04-20", 900_000n), [whole], rules)).toEqual([]);
  expect(warningsFor(whole, [order("a", "2026-04-20", 900_000n)], rules)).toEqual([]);
});

test("pieces further apart than 30 days are not one payment, though each lies near the one between", () => {
  const now = order("a", "2026-04-25", 400_000n);
  const ends = [order("b", "2026-04-01", 300_000n), order("c", "2026-05-20", 300_000n)];
  expect(warningsFor(now, ends, rules)).toEqual([]);
});

test("one contract is looked at across payees", () => {
  const now = { ...order("a", "2026-04-20", 600_000n), contract: "k" };
  const other = { ...order("b", "2026-04-19", 500_000n), payee: "q", contract: "k" };
  expect(kinds(warningsFor(now, [other], rules))).toEqual(["split"]);
  expect(warningsFor(now, [{ ...other, contract: "l" }], rules)).toEqual([]);
});

test("a standing monthly payment warns of nothing; the same twice in one week does", () => {
  const monthly = (id: string, on: `${number}-${number}-${number}`) => ({
    ...order(id, on, 600_000n),
    contract: "cleaning",
  });
  const before = [monthly("b", "2026-02-05"), monthly("c", "2026-03-05")];
  expect(warningsFor(monthly("a", "2026-04-03"), before, rules)).toEqual([]);
  expect(kinds(warningsFor(monthly("a", "2026-03-12"), before, rules))).toEqual([
    "same-amount",
    "split",
  ]);
});
