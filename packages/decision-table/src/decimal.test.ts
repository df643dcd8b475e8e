import fc from "fast-check";
import { expect, test } from "vitest";
import {
  add,
  compareDecimals,
  type Decimal,
  decimalOf,
  decimalText,
  divide,
  floor,
  multiply,
  parseDecimal,
  plainNumber,
  power,
  roundTo,
  subtract,
} from "./decimal.ts";

const read = (text: string): Decimal => parseDecimal(text)!;
const shown = (value: Decimal | undefined) =>
  value === undefined ? undefined : decimalText(value);

test.each([
  ["12", "12"],
  ["-0.50", "-0.5"],
  [".5", "0.5"],
  ["1e3", "1000"],
  ["-0", "0"],
  ["007", "7"],
  ["2E-2", "0.02"],
])("%s is read as %s", (text, expected) => {
  expect(shown(parseDecimal(text))).toBe(expected);
});

test.each(["", ".", "-", "1,000", " 1", "1 ", "0x10", "1e", "NaN", "Infinity", "1e99999", "１"])(
  "%j is no number",
  (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  },
);

test("a JavaScript number is the decimal it prints as", () => {
  expect(shown(decimalOf(0.1 + 0.2))).toBe("0.30000000000000004");
  expect(decimalOf(Number.NaN)).toBeUndefined();
});

test("a number that no double prints is given as its text", () => {
  expect(plainNumber(read("9007199254740993"))).toBe("9007199254740993");
  expect(plainNumber(read("134.20"))).toBe(134.2);
});

test.each<[string, Decimal | undefined, string | undefined]>([
  ["0.1 + 0.2", add(read("0.1"), read("0.2")), "0.3"],
  ["1 - 0.9", subtract(read("1"), read("0.9")), "0.1"],
  ["2.85 × 89.37", multiply(read("2.85"), read("89.37")), "254.7045"],
  ["1 ÷ 3", divide(read("1"), read("3")), `0.${"3".repeat(34)}`],
  ["2 ÷ 3", divide(read("2"), read("3")), `0.${"6".repeat(33)}7`],
  ["-1 ÷ 8", divide(read("-1"), read("8")), "-0.125"],
  ["1 ÷ 0", divide(read("1"), read("0")), undefined],
  ["2 to 10", power(read("2"), read("10")), "1024"],
  ["2 to -1", power(read("2"), read("-1")), "0.5"],
  ["2 to 0.5", power(read("2"), read("0.5")), undefined],
  ["2.5 half to even", roundTo(read("2.5"), 0), "2"],
  ["3.5 half to even", roundTo(read("3.5"), 0), "4"],
  ["-1.005 to 2 places", roundTo(read("-1.005"), 2), "-1"],
  ["floor of -0.5", floor(read("-0.5")), "-1"],
])("%s", (_, actual, expected) => {
  expect(shown(actual)).toBe(expected);
});

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: -12, max: 12 }))
  .map(([coefficient, exponent]) => read(`${coefficient}e${exponent}`));

test("law: a number reads back from its text, and equal numbers are equal data", () => {
  fc.assert(
    fc.property(decimals, (value) => {
      expect(read(decimalText(value))).toEqual(value);
      expect(
        read(`${decimalText(value)}${decimalText(value).includes(".") ? "00" : ".00"}`),
      ).toEqual(value);
    }),
  );
});

test("law: order agrees with subtraction", () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      const sign = subtract(a, b).coefficient;
      expect(compareDecimals(a, b)).toBe(sign < 0n ? -1 : sign > 0n ? 1 : 0);
    }),
  );
});
