import { expect, test } from "vitest";
import { chart, play, yuan } from "./fixtures/played.ts";
import { toHledgerJournal, toLedgerJournal } from "./journal.ts";

test("a journal says accounts, funds and links", () => {
  const { book } = play([
    { op: "bill", on: "2026-01-01", unit: "1-101", amount: "134.21" },
    { op: "receive", on: "2026-01-05", unit: "1-101", amount: "150.00", ref: "b1" },
    { op: "reverse", on: "2026-01-08", step: 2, reason: "退票; 余额不足" },
  ]);
  expect(toHledgerJournal(book.entries, chart)).toBe(`commodity CNY 1000.00
account assets:bank:trust  ; code:1002
account assets:receivable:fee:1-101  ; code:1101
account income:fee  ; code:4001
account liabilities:advance:1-101  ; code:2001

2026-01-01  ; id:1/1
    assets:receivable:fee:1-101  CNY 134.21  ; fund:ordinary
    income:fee  CNY -134.21  ; fund:ordinary

2026-01-05  ; id:2/1, reference:b1
    assets:bank:trust  CNY 150.00  ; fund:ordinary
    assets:receivable:fee:1-101  CNY -134.21  ; fund:ordinary
    liabilities:advance:1-101  CNY -15.79  ; fund:ordinary

2026-01-08 退票%3B 余额不足  ; id:3/1, reverses:2/1
    assets:bank:trust  CNY -150.00  ; fund:ordinary
    assets:receivable:fee:1-101  CNY 134.21  ; fund:ordinary
    liabilities:advance:1-101  CNY 15.79  ; fund:ordinary
`);
});

test("a journal for ledger declares its accounts, commodities and tags", () => {
  const { book } = play([
    { op: "spend", on: "2026-01-05", head: "repairs", amount: "0.00", voucher: "v0" },
    { op: "open", on: "2026-01-01", fund: "common", amount: "10.00" },
    {
      op: "spend",
      on: "2026-01-05",
      fund: "common",
      head: "repairs",
      amount: "2.50",
      voucher: "v1",
    },
  ]);
  expect(toLedgerJournal(book.entries)).toBe(`commodity CNY
    format CNY 1000.00
tag id
tag reverses
tag reference
tag voucher
tag fund
account assets:bank:trust
account equity:fund:common
account expenses:repairs

2026-01-01 -
    ; id: 2/1
    assets:bank:trust  CNY 10.00
    ; fund: common
    equity:fund:common  CNY -10.00
    ; fund: common

2026-01-05 -
    ; id: 3/1
    ; voucher: v1
    expenses:repairs  CNY 2.50
    ; fund: common
    assets:bank:trust  CNY -2.50
    ; fund: common
`);
});

test("no text of a person can end a line, start a comment or pass for an account", () => {
  const journal = toHledgerJournal(
    [
      {
        id: "e1",
        act: "a1",
        occurredOn: "2026-01-02",
        reason: "! x\n2026-01-03 forged\n    assets:bank:trust  CNY 1",
        vouchers: ["v,1; fund:common"],
        postings: [
          { account: "assets:bank:trust", fund: "ordinary", amount: yuan("10.00") },
          {
            account: "liabilities:advance",
            fund: "ordinary",
            sub: "1-101  CNY 5\n;:x",
            amount: yuan("-10.00"),
          },
        ],
      },
    ],
    chart,
  );
  expect(journal.split("\n").filter((line) => /^[0-9]/.test(line))).toHaveLength(1);
  expect(journal).toContain("2026-01-02 - ! x%0A2026-01-03 forged%0A    assets");
  expect(journal).toContain("liabilities:advance:1-101%20%20CNY%205%0A%3B%3Ax  CNY -10.00");
  expect(journal).toContain("voucher:v%2C1%3B%20fund%3Acommon");
});
