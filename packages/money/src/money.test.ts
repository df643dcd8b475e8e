import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  type CurrencyCode,
  compare,
  formatAmount,
  fromMoneyWire,
  isZero,
  type Money,
  money,
  negate,
  parseAmount,
  subtract,
  sum,
  toMoneyWire,
  zero,
} from "./index.ts";

const yuan = (minor: bigint) => money(minor, "CNY");

test("amounts of one currency add, subtract and compare", () => {
  expect(add(yuan(13421n), yuan(-5n))).toEqual(yuan(13416n));
  expect(subtract(yuan(5n), yuan(13421n))).toEqual(yuan(-13416n));
  expect(negate(yuan(5n))).toEqual(yuan(-5n));
  expect(compare(yuan(-1n), yuan(0n))).toBe(-1);
  expect(compare(yuan(7n), yuan(7n))).toBe(0);
  expect(compare(yuan(8n), yuan(7n))).toBe(1);
  expect(isZero(subtract(yuan(7n), yuan(7n)))).toBe(true);
  expect(isZero(yuan(-1n))).toBe(false);
});

test("a sum of nothing is zero of the currency asked for", () => {
  expect(sum([], "JPY")).toEqual(zero("JPY"));
  expect(sum([yuan(12n), yuan(1n), yuan(2n)], "CNY")).toEqual(yuan(15n));
});

test("two currencies throw where the types could not tell them apart", () => {
  const first: Money = money(1n, "CNY");
  const second: Money = money(1n, "USD");
  expect(() => add(first, second)).toThrow("CNY and USD do not mix");
  expect(() => subtract(first, second)).toThrow("CNY and USD do not mix");
  expect(() => compare(first, second)).toThrow("CNY and USD do not mix");
  expect(() => sum([first, second], "CNY")).toThrow("CNY and USD do not mix");
});

describe("writing", () => {
  test.each([
    [13421n, "CNY", "134.21"],
    [-5n, "CNY", "-0.05"],
    [0n, "CNY", "0.00"],
    [100n, "CNY", "1.00"],
    [-12345n, "CNY", "-123.45"],
    [500n, "JPY", "500"],
    [-5n, "JPY", "-5"],
    [5n, "BHD", "0.005"],
  ] as const)("%d minor units of %s are %s", (minor, currency, text) => {
    expect(formatAmount(money(minor, currency))).toBe(text);
  });

  test("the wire carries the amount as text beside its currency", () => {
    expect(toMoneyWire(yuan(13421n))).toEqual({ amount: "134.21", currency: "CNY" });
  });
});

describe("reading", () => {
  test.each([
    ["134.21", "CNY", 13421n],
    ["134.2", "CNY", 13420n],
    ["134", "CNY", 13400n],
    ["-0.05", "CNY", -5n],
    ["-0.00", "CNY", 0n],
    ["500", "JPY", 500n],
    ["9999999999999999.99", "CNY", 999999999999999999n],
  ] as const)("%j %s", (text, currency, minor) => {
    expect(parseAmount(text, currency)).toEqual({ ok: true, value: money(minor, currency) });
  });

  test.each([
    ["", { kind: "blank-amount" }],
    [" \t", { kind: "blank-amount" }],
    [" 1", { kind: "not-a-decimal", text: " 1" }],
    ["1e400", { kind: "not-a-decimal", text: "1e400" }],
    ["１２", { kind: "not-a-decimal", text: "１２" }],
    ["1,000.00", { kind: "not-a-decimal", text: "1,000.00" }],
    ["1.234", { kind: "too-many-decimals", allowed: 2, given: 3 }],
    ["10000000000000000", { kind: "too-many-digits", allowed: 18, given: 19 }],
    ["-10000000000000000.00", { kind: "too-many-digits", allowed: 18, given: 19 }],
  ])("refuses %j", (text, rejection) => {
    expect(parseAmount(text, "CNY")).toEqual({ ok: false, rejection });
  });

  test("a yen has no decimals, not even zeros", () => {
    expect(parseAmount("500.0", "JPY")).toEqual({
      ok: false,
      rejection: { kind: "too-many-decimals", allowed: 0, given: 1 },
    });
  });

  test("an unknown currency is refused before its amount is looked at", () => {
    expect(fromMoneyWire({ amount: "", currency: "RMB" })).toEqual({
      ok: false,
      rejection: { kind: "unknown-currency", currency: "RMB" },
    });
    expect(fromMoneyWire({ amount: "", currency: "CNY" })).toEqual({
      ok: false,
      rejection: { kind: "blank-amount" },
    });
  });
});

describe("laws", () => {
  const minors = fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n });
  const currencies = fc.constantFrom<CurrencyCode>("CNY", "JPY", "BHD");
  const amounts = fc.tuple(minors, currencies).map(([minor, code]): Money => money(minor, code));
  const yuans = minors.map(yuan);

  test("what is written reads back as the same amount", () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(parseAmount(formatAmount(amount), amount.currency)).toEqual({
          ok: true,
          value: amount,
        });
        expect(fromMoneyWire(toMoneyWire(amount))).toEqual({ ok: true, value: amount });
      }),
    );
  });

  test("the order is total", () => {
    fc.assert(
      fc.property(yuans, yuans, yuans, (a, b, c) => {
        expect(compare(a, b) + compare(b, a)).toBe(0);
        expect(compare(a, b) === 0).toBe(a.minor === b.minor);
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).not.toBe(1);
      }),
    );
  });

  test("adding keeps the order, and subtracting undoes it", () => {
    fc.assert(
      fc.property(yuans, yuans, yuans, (a, b, c) => {
        expect(compare(add(a, c), add(b, c))).toBe(compare(a, b));
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(add(a, negate(a))).toEqual(zero("CNY"));
      }),
    );
  });

  test("a sum does not depend on the order of its parts", () => {
    fc.assert(
      fc.property(fc.array(yuans), (list) => {
        expect(sum([...list].reverse(), "CNY")).toEqual(sum(list, "CNY"));
        expect(sum(list, "CNY")).toEqual(list.reduce((total, a) => add(total, a), zero("CNY")));
      }),
    );
  });
});
