import { describe, expect, test } from "vitest";
import type { Entry, EntryDraft, Posting } from "./entry.ts";
import { chart, yuan } from "./fixtures/played.ts";
import {
  balanceOf,
  balancesFrom,
  balancesOf,
  post,
  postAll,
  rowsOf,
  totalOf,
  trialBalance,
} from "./ledger.ts";

const line = (account: string, amount: string, fund = "ordinary", sub?: string): Posting => ({
  account,
  fund,
  amount: yuan(amount),
  ...(sub !== undefined && { sub }),
});
const draft = (...postings: readonly Posting[]): EntryDraft => ({
  occurredOn: "2026-01-01",
  postings,
});

describe("posting", () => {
  test("adds up by account, fund and sub-account", () => {
    const first = draft(line("assets:bank:trust", "10.00"), line("income:fee", "-10.00"));
    const posted = postAll([first, first], chart, new Map());
    if (!posted.ok) throw new Error(posted.rejection.kind);
    expect(balanceOf(posted.value, "CNY", "assets:bank:trust", "ordinary")).toEqual(yuan("20.00"));
    expect(balanceOf(posted.value, "CNY", "assets:bank:trust", "common")).toEqual(yuan("0"));
  });

  test.each<[string, EntryDraft, object]>([
    [
      "an account the chart has not",
      draft(line("assets:gold", "1.00"), line("income:fee", "-1.00")),
      { kind: "unknown-account", account: "assets:gold" },
    ],
    [
      "a control account without whose part it is",
      draft(line("assets:receivable:fee", "1.00"), line("income:fee", "-1.00")),
      { kind: "unknown-account", account: "assets:receivable:fee" },
    ],
    [
      "a part of an account that has none",
      draft(line("assets:bank:trust", "1.00", "ordinary", "A"), line("income:fee", "-1.00")),
      { kind: "unknown-account", account: "assets:bank:trust", sub: "A" },
    ],
    [
      "a fund without a name",
      draft(line("assets:bank:trust", "1.00", ""), line("income:fee", "-1.00", "")),
      { kind: "unknown-fund", fund: "" },
    ],
    [
      "a fen too many",
      draft(line("assets:bank:trust", "1.01"), line("income:fee", "-1.00")),
      { kind: "unbalanced", fund: "ordinary", difference: yuan("0.01") },
    ],
    [
      "balance only over its funds together",
      draft(line("assets:bank:trust", "1.00"), line("income:fee", "-1.00", "common")),
      { kind: "unbalanced", fund: "ordinary", difference: yuan("1.00") },
    ],
    [
      "a floor crossed",
      draft(line("assets:bank:trust", "-1.00"), line("income:fee", "1.00")),
      {
        kind: "overdrawn",
        account: "assets:bank:trust",
        fund: "ordinary",
        shortBy: yuan("1.00"),
      },
    ],
    [
      "a household's debt turned to a claim",
      draft(
        line("liabilities:advance", "1.00", "ordinary", "A"),
        line("assets:receivable:fee", "-1.00", "ordinary", "A"),
      ),
      {
        kind: "overdrawn",
        account: "liabilities:advance",
        fund: "ordinary",
        sub: "A",
        shortBy: yuan("1.00"),
      },
    ],
  ])("refuses %s", (_, entry, rejection) => {
    expect(post(entry, chart, new Map())).toEqual({ ok: false, rejection });
  });

  test("leaves a row alone that stood below its floor before and is not moved further down", () => {
    const below = balancesFrom([{ ...line("assets:bank:trust", "-5.00") }]);
    const through = draft(
      line("assets:bank:trust", "1.00"),
      line("assets:bank:trust", "-1.00"),
      line("income:fee", "1.00"),
      line("income:fee", "-1.00"),
    );
    expect(post(through, chart, below).ok).toBe(true);
    const further = draft(line("assets:bank:trust", "-0.01"), line("income:fee", "0.01"));
    expect(post(further, chart, below)).toEqual({
      ok: false,
      rejection: {
        kind: "overdrawn",
        account: "assets:bank:trust",
        fund: "ordinary",
        shortBy: yuan("5.01"),
      },
    });
  });

  test("holds floors for the act as a whole, in whatever order its entries stand", () => {
    const out = draft(line("assets:bank:trust", "-5.00"), line("expenses:bank", "5.00"));
    const back = draft(line("assets:bank:trust", "5.00"), line("income:interest", "-5.00"));
    expect(postAll([out, back], chart, new Map()).ok).toBe(true);
    expect(postAll([out], chart, new Map()).ok).toBe(false);
  });

  test("refuses what sinks an account further, not what lifts it", () => {
    const sunk = balancesFrom([line("assets:bank:trust", "-10.00")]);
    const lift = draft(line("assets:bank:trust", "4.00"), line("income:fee", "-4.00"));
    const sink = draft(line("assets:bank:trust", "-0.01"), line("expenses:bank", "0.01"));
    expect(post(lift, chart, sunk).ok).toBe(true);
    expect(post(sink, chart, sunk)).toMatchObject({ rejection: { shortBy: yuan("10.01") } });
  });
});

describe("balances", () => {
  const entry = (id: string, occurredOn: Entry["occurredOn"], recordedAt?: string): Entry => ({
    ...draft(line("assets:bank:trust", "1.00"), line("income:fee", "-1.00")),
    id,
    act: id,
    occurredOn,
    ...(recordedAt !== undefined && { recordedAt }),
  });
  const entries = [
    entry("1", "2026-01-05", "2026-01-05T08:00:00+08:00"),
    entry("2", "2026-01-31", "2026-02-03T08:00:00+08:00"),
    entry("3", "2026-02-01", "2026-02-01T08:00:00+08:00"),
    entry("4", "2026-01-01"),
  ];
  const bank = (asOf: Parameters<typeof balancesOf>[1]): string =>
    balanceOf(balancesOf(entries, asOf), "CNY", "assets:bank:trust", "ordinary").minor.toString();

  test("stand as they occurred, as they were known, and both", () => {
    expect(bank({})).toBe("400");
    expect(bank({ occurredOn: "2026-01-31" })).toBe("300");
    expect(bank({ recordedAt: "2026-02-01T00:00:00Z" })).toBe("200");
    expect(bank({ occurredOn: "2026-01-31", recordedAt: "2026-02-02T00:00:00Z" })).toBe("100");
  });

  test("of a control account are the sum of its parts, in one fund or all", () => {
    const rows = balancesFrom([
      line("assets:receivable:fee", "1.00", "ordinary", "A"),
      line("assets:receivable:fee", "2.00", "ordinary", "B"),
      line("assets:receivable:fee", "4.00", "common", "A"),
      line("assets:receivable:fee", "8.00", "ordinary", "A"),
      line("income:fee", "-15.00"),
    ]);
    expect(totalOf(rows, "CNY", "assets:receivable:fee")).toEqual(yuan("15.00"));
    expect(totalOf(rows, "CNY", "assets:receivable:fee", { fund: "ordinary" })).toEqual(
      yuan("11.00"),
    );
    expect(totalOf(rows, "CNY", "assets:receivable:fee", { sub: "A" })).toEqual(yuan("13.00"));
    expect(rowsOf(rows, "assets:receivable:fee").map((row) => row.sub)).toEqual(["A", "B", "A"]);
  });

  test("are proven by two equal sums, without rows of zero", () => {
    const balances = balancesFrom([
      line("income:fee", "-3.00"),
      line("assets:bank:trust", "2.00"),
      line("assets:cash:petty", "0.00"),
      line("assets:bank:trust", "1.00", "common"),
    ]);
    expect(trialBalance(balances, "CNY")).toEqual({
      rows: [
        line("assets:bank:trust", "1.00", "common"),
        line("assets:bank:trust", "2.00"),
        line("income:fee", "-3.00"),
      ],
      debits: yuan("3.00"),
      credits: yuan("-3.00"),
    });
  });
});
