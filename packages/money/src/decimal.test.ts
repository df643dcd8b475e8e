import { expect, test } from "vitest";
import { multiply, readDecimal } from "./decimal.ts";
import { isDecimal } from "./index.ts";

test.each(["0", "89.47", "1.50", "-0.05", "100", "0.000000000000000000000000000001"])(
  "%j is a decimal number",
  (text) => expect(isDecimal(text)).toBe(true),
);

test.each([
  "",
  " 1",
  "1 ",
  "1\n",
  "+1",
  "01",
  ".5",
  "5.",
  "1e3",
  "1,000",
  "１２",
  "NaN",
  "--1",
  "1.2.3",
])("%j is not a decimal number", (text) => expect(isDecimal(text)).toBe(false));

test("digits and the place of the point are kept as written", () => {
  expect(readDecimal("-1.50")).toEqual({ unscaled: -150n, scale: 2 });
  expect(readDecimal("7")).toEqual({ unscaled: 7n, scale: 0 });
});

test("a product is exact whatever its length", () => {
  const long = "0.1234567890123456789012345678901234567891";
  expect(multiply([long, long, "10"])).toEqual({
    unscaled: 1234567890123456789012345678901234567891n ** 2n * 10n,
    scale: 80,
  });
  expect(multiply([])).toEqual({ unscaled: 1n, scale: 0 });
});

test("text that is no decimal number is a defect by the time it is read", () => {
  expect(() => readDecimal("1e3")).toThrow('not a decimal number: "1e3"');
});
