import fc from "fast-check";
import { expect, test } from "vitest";
import { toBeancount } from "./beancount.ts";
import type { Entry } from "./entry.ts";
import { chart, play, yuan } from "./fixtures/played.ts";

test("a beancount file asserts every final balance to the fen", () => {
  const { book } = play([
    { op: "receive", on: "2026-01-05", unit: "1-101", amount: "150.00", ref: "b1" },
    { op: "reverse", on: "2026-01-08", step: 1, reason: '退票 "余额不足" \\' },
  ]);
  expect(toBeancount(book.entries, chart)).toBe(`2026-01-05 open Assets:Bank:Trust CNY
  code: "1002"
2026-01-05 open Liabilities:Advance:1-101 CNY
  code: "2001"
2026-01-05 * ""
  id: "1/1"
  reference: "b1"
  Assets:Bank:Trust  150.00 CNY
    fund: "ordinary"
  Liabilities:Advance:1-101  -150.00 CNY
    fund: "ordinary"
2026-01-08 * "退票 \\"余额不足\\" \\\\"
  id: "2/1"
  reverses: "1/1"
  Assets:Bank:Trust  -150.00 CNY
    fund: "ordinary"
  Liabilities:Advance:1-101  150.00 CNY
    fund: "ordinary"
2026-01-09 balance Assets:Bank:Trust  0.00 ~ 0 CNY
2026-01-09 balance Liabilities:Advance:1-101  0.00 ~ 0 CNY
`);
});

test("no entries are an empty file", () => {
  expect(toBeancount([], chart)).toBe("");
});

test("no two sub-accounts become one name, and every name is one beancount takes", () => {
  const name = (sub: string): string => {
    const entry: Entry = {
      id: "e",
      act: "a",
      occurredOn: "2026-01-01",
      postings: [
        { account: "assets:bank:trust", fund: "ordinary", amount: yuan("1.00") },
        { account: "liabilities:advance", fund: "ordinary", sub, amount: yuan("-1.00") },
      ],
    };
    return /open Liabilities:Advance:(.*) CNY/.exec(toBeancount([entry], chart))?.[1] ?? "";
  };
  expect([name("1-101"), name("lot-3/Martin"), name("A"), name("x"), name("甲")]).toEqual([
    "1-101",
    "Lot-3-u2F-Martin",
    "XA",
    "Xx",
    "X-u7532-",
  ]);
  const sub = fc.string({
    unit: fc.constantFrom("a", "A", "X", "x", "u", "-", "2", "F", "/", "甲"),
    minLength: 1,
  });
  fc.assert(
    fc.property(sub, sub, (one, other) => {
      expect(name(one)).toMatch(/^[A-Z0-9][A-Za-z0-9-]*$/);
      expect(name(one) === name(other)).toBe(one === other);
    }),
    { numRuns: 500 },
  );
});
