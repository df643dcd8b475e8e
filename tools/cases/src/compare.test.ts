import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differences } from "./compare.ts";

const agrees = (...args: Parameters<typeof differences>) => differences(...args).length === 0;

describe("numbers compare exactly, however they are written", () => {
  test.each([
    ["2007.5", "2007.50"],
    [2007.5, "2007.500"],
    ["1e3", 1000],
    ["0.00", "-0"],
    ["007", "7"],
    [1e21, "1000000000000000000000"],
    ["9007199254740993", 9007199254740993n],
  ])("%s is %s", (expected, actual) => {
    expect(agrees("x", expected, actual)).toBe(true);
  });

  test.each([
    ["0.1", "0.10000000000000001"],
    ["134.21", "134.20"],
    ["-5", "5"],
    ["10", "1"],
    ["9007199254740993", "9007199254740992"],
    ["passed", "Passed"],
    [true, "true"],
    ["2026-03-05", "2026-03-06"],
    ["1", undefined],
  ])("%s is not %s", (expected, actual) => {
    expect(agrees("x", expected, actual)).toBe(false);
  });
});

test("null asserts nothing, at any depth", () => {
  expect(agrees("x", null, "anything")).toBe(true);
  expect(agrees("x", { a: null, b: "1" }, { b: 1 })).toBe(true);
});

test("a list is ordered, a set is not, and at-least allows more", () => {
  expect(agrees("elected", ["A", "B"], ["B", "A"])).toBe(false);
  expect(agrees("flags", ["A", "B"], ["B", "A"], "set")).toBe(true);
  expect(agrees("flags", ["A"], ["A", "B"], "set")).toBe(false);
  expect(agrees("excludes", ["A"], ["B", "A"], "at-least")).toBe(true);
  expect(agrees("excludes", ["A", "C"], ["A"], "at-least")).toBe(false);
});

test("a moment is the same in every offset, and another a second later", () => {
  const [left, right] = ["2026-10-02T01:30:00+08:00", "2026-10-01T17:30:00Z"];
  expect(agrees("dueAt", left, right, "instant")).toBe(true);
  expect(agrees("dueAt", left, "2026-10-01T17:30:01Z", "instant")).toBe(false);
  expect(agrees("dueAt", left, undefined, "instant")).toBe(false);
});

test("a difference inside an object is named by its path", () => {
  expect(differences("balances", { "income:fee": "-1.00" }, { "income:fee": "-2.00" })).toEqual([
    { field: "balances.income:fee", expected: "-1.00", actual: "-2.00" },
  ]);
});

test("a missing object or list is a difference, not a crash", () => {
  expect(agrees("x", { a: "1" }, undefined)).toBe(false);
  expect(agrees("x", ["a"], "a")).toBe(false);
});

test("law: trailing zeros never change a number, another cent always does", () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.nat(6), (cents, zeros) => {
      const text = (value: bigint) => {
        const digits = (value < 0n ? -value : value).toString().padStart(3, "0");
        return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
      };
      expect(agrees("x", text(cents), text(cents) + "0".repeat(zeros))).toBe(true);
      expect(agrees("x", text(cents), text(cents + 1n))).toBe(false);
    }),
  );
});
