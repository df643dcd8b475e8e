import { Decimal as Shared } from "decimal.js";
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

test("a number is read as it is written", () => {
  expect(readDecimal("-1.50").toFixed(2)).toBe("-1.50");
  expect(readDecimal("0.000000000000000000000000000001").toFixed()).toBe(
    "0.000000000000000000000000000001",
  );
});

test("a product is exact whatever its length", () => {
  const long = "0.1234567890123456789012345678901234567891";
  const square = 1234567890123456789012345678901234567891n ** 2n;
  expect(multiply([long, long]).toFixed(80)).toBe(`0.${square.toString().padStart(80, "0")}`);
  expect(multiply([]).toFixed()).toBe("1");
});

test("what could not be multiplied exactly is refused, not rounded", () => {
  expect(() => readDecimal("9".repeat(201))).toThrow("more than 200 digits");
  expect(() => multiply(Array(9).fill("9".repeat(200)))).toThrow("too many digits");
  const widest = multiply(Array(8).fill("9".repeat(200)));
  expect(BigInt(widest.toFixed())).toBe(BigInt("9".repeat(200)) ** 8n);
});

test("nobody's change of the library's settings reaches this one", () => {
  Shared.set({ precision: 3 });
  expect(multiply(["89.47", "1.50"]).toFixed()).toBe("134.205");
});

test("text that is no decimal number is a defect by the time it is read", () => {
  expect(() => readDecimal("1e3")).toThrow('not a decimal number: "1e3"');
});
