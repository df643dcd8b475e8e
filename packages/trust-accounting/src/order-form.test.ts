import { money } from "@xinyi/money";
import { expect, test } from "vitest";
import { type OrderTerms, orderHash } from "./order-form.ts";

const terms: OrderTerms = {
  id: "o-1",
  version: 1,
  book: "b-1",
  year: 2026,
  line: "repairs",
  fund: "ordinary",
  account: "assets:bank:trust",
  payee: "p-1",
  payeeName: "甲维修部",
  payeeAccount: { id: "a-1", commitment: "0".repeat(64) },
  amount: money(100_000n, "CNY"),
  purpose: "3 号楼水管",
  contract: "c-1",
  invoiceNumber: "i-1",
  voucherSha256: "1".repeat(64),
  proposedBy: "u-1",
  proposedOn: "2026-04-10",
  isEmergency: false,
};

test("the same order has the same hash, in whatever order its fields are written", () => {
  const turned = Object.fromEntries(Object.entries(terms).reverse()) as unknown as OrderTerms;
  expect(orderHash(turned)).toBe(orderHash(terms));
  expect(orderHash(terms)).toMatch(/^[0-9a-f]{64}$/);
});

test("changing any one field changes the hash", () => {
  const { contract: _, ...without } = terms;
  const others: readonly OrderTerms[] = [
    { ...terms, id: "o-2" },
    { ...terms, version: 2 },
    { ...terms, book: "b-2" },
    { ...terms, year: 2027 },
    { ...terms, line: "cleaning" },
    { ...terms, fund: "common" },
    { ...terms, account: "assets:bank:maintenance" },
    { ...terms, payee: "p-2" },
    { ...terms, payeeName: "乙维修部" },
    { ...terms, payeeAccount: { ...terms.payeeAccount, id: "a-2" } },
    { ...terms, payeeAccount: { ...terms.payeeAccount, commitment: "2".repeat(64) } },
    { ...terms, amount: money(100_001n, "CNY") },
    { ...terms, amount: money(100_000n, "USD") },
    { ...terms, purpose: "3 号楼水管 " },
    without,
    { ...terms, invoiceNumber: "i-2" },
    { ...terms, voucherSha256: "2".repeat(64) },
    { ...terms, proposedBy: "u-2" },
    { ...terms, proposedOn: "2026-04-11" },
    { ...terms, isEmergency: true },
  ];
  const hashes = new Set([terms, ...others].map(orderHash));
  expect(hashes.size).toBe(others.length + 1);
});
