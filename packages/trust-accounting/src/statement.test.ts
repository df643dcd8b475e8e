import { describe, expect, test } from "vitest";
import { chart, play, yuan } from "./fixtures/played.ts";
import { balancesOf } from "./ledger.ts";
import { disclosureStatement } from "./statement.ts";

describe("the statement of a month", () => {
  const { book } = play([
    { op: "open", on: "2025-12-31", fund: "ordinary", amount: "1000.00" },
    { op: "bill", on: "2026-01-01", unit: "1-101", amount: "134.21" },
    { op: "receive", on: "2026-01-05", unit: "1-101", amount: "150.00", ref: "b1" },
    { op: "receive", on: "2026-01-06", unit: "1-102", amount: "20.00", ref: "b2" },
    { op: "receive-unknown", on: "2026-01-07", amount: "88.00", ref: "b3" },
    { op: "common-income", on: "2026-01-08", kind: "advert", amount: "500.00" },
    { op: "spend", on: "2026-01-09", head: "repairs", amount: "300.00", voucher: "v1" },
    { op: "spend", on: "2026-01-10", head: "cleaning", amount: "200.00", voucher: "v2" },
    { op: "reverse", on: "2026-01-11", step: 8, reason: "the bank returned it" },
    { op: "match", on: "2026-01-12", ref: "b3", unit: "1-103" },
    { op: "petty-float", on: "2026-01-13", amount: "100.00" },
    { op: "petty-spend", on: "2026-01-14", head: "office", amount: "12.50", voucher: "v3" },
    { op: "spend", on: "2026-02-01", head: "repairs", amount: "1.00", voucher: "v4" },
  ]);
  const period = { from: "2026-01-01", to: "2026-01-31" } as const;
  const statement = disclosureStatement({
    period,
    chart,
    currency: "CNY",
    openingBalances: balancesOf(book.entries, { occurredOn: "2025-12-31" }),
    entries: book.entries.map((entry) =>
      entry.act === "7" ? { ...entry, payee: "某防水公司", purpose: "屋面维修" } : entry,
    ),
  });

  test("leads from opening to closing in every fund and together", () => {
    expect(statement.total).toEqual({
      opening: yuan("1000.00"),
      received: yuan("758.00"),
      paid: yuan("512.50"),
      moved: yuan("0.00"),
      reversed: yuan("200.00"),
      closing: yuan("1445.50"),
    });
    expect(statement.funds).toMatchObject([
      { fund: "ordinary", received: yuan("170.00"), moved: yuan("88.00"), closing: yuan("945.50") },
      { fund: "common", received: yuan("500.00"), closing: yuan("500.00") },
      { fund: "pass-through", received: yuan("88.00"), moved: yuan("-88.00"), closing: yuan("0") },
    ]);
  });

  test("adds up what households paid, advances with it, and names none", () => {
    expect(statement.receipts).toEqual([
      { fund: "ordinary", source: "fee", amount: yuan("170.00"), count: 2 },
      { fund: "pass-through", source: "unknown", amount: yuan("88.00"), count: 1 },
      { fund: "common", source: "common-income", of: "advert", amount: yuan("500.00"), count: 1 },
    ]);
    const text = JSON.stringify(statement, (_, value) =>
      typeof value === "bigint" ? String(value) : value,
    );
    for (const secret of ["1-101", "1-102", "1-103", '"b3"']) expect(text).not.toContain(secret);
  });

  test("shows every payment with its voucher, and what came back as coming back", () => {
    expect(statement.spending).toMatchObject([
      {
        account: "expenses:repairs",
        amount: yuan("300.00"),
        vouchers: ["v1"],
        payee: "某防水公司",
        purpose: "屋面维修",
      },
      { account: "expenses:cleaning", amount: yuan("200.00"), reversedBy: "9/1" },
      { account: "expenses:office", amount: yuan("12.50"), vouchers: ["v3"] },
    ]);
    expect(statement.reversals).toMatchObject([
      { fund: "ordinary", source: "expense", amount: yuan("200.00"), reverses: "8/1" },
    ]);
  });
});

test("a common fund's money that goes to the maintenance money is a move, not a spending", () => {
  const { book } = play([
    { op: "common-income", on: "2026-01-08", kind: "advert", amount: "500.00" },
    {
      op: "appropriate",
      on: "2026-01-09",
      fund: "maintenance",
      amount: "300.00",
      weights: { "1-101": 1, "1-102": 2 },
      mandate: "R-1",
    },
  ]);
  const statement = disclosureStatement({
    period: { from: "2026-01-01", to: "2026-01-31" },
    chart,
    currency: "CNY",
    openingBalances: new Map(),
    entries: book.entries,
  });
  expect(statement.spending).toEqual([]);
  expect(statement.moves).toMatchObject([
    { fund: "common", amount: yuan("-300.00") },
    { fund: "maintenance", source: "maintenance", amount: yuan("300.00") },
  ]);
  expect(statement.total.closing).toEqual(yuan("500.00"));
});

test("a reversal says of which kind it took back, and keeps a unit to itself", () => {
  const { book } = play([
    { op: "common-income", on: "2026-01-08", kind: "advert", amount: "500.00" },
    { op: "receive", on: "2026-01-08", unit: "1-101", amount: "5.00", ref: "b1" },
    { op: "reverse", on: "2026-01-09", step: 1, reason: "twice" },
    { op: "reverse", on: "2026-01-09", step: 2, reason: "twice" },
  ]);
  const statement = disclosureStatement({
    period: { from: "2026-01-01", to: "2026-01-31" },
    chart,
    currency: "CNY",
    openingBalances: new Map(),
    entries: book.entries,
  });
  expect(statement.reversals).toEqual([
    {
      entryId: "3/1",
      occurredOn: "2026-01-09",
      fund: "common",
      source: "common-income",
      of: "advert",
      amount: yuan("-500.00"),
      reverses: "1/1",
    },
    {
      entryId: "4/1",
      occurredOn: "2026-01-09",
      fund: "ordinary",
      source: "fee",
      amount: yuan("-5.00"),
      reverses: "2/1",
    },
  ]);
});

test("an entry that does not add up was never posted, and throws", () => {
  const entry = {
    id: "e1",
    act: "a1",
    occurredOn: "2026-01-02",
    postings: [
      { account: "assets:bank:trust", fund: "ordinary", amount: yuan("10.00") },
      { account: "income:fee", fund: "ordinary", amount: yuan("-9.99") },
    ],
  } as const;
  const facts = {
    period: { from: "2026-01-01", to: "2026-01-31" },
    chart,
    currency: "CNY",
    openingBalances: new Map(),
  } as const;
  expect(() => disclosureStatement({ ...facts, entries: [entry] })).toThrow("do not add up");
});
