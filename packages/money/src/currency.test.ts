import { expect, test } from "vitest";
import { currencyScale, isCurrencyCode } from "./index.ts";

test("a scale is the number of decimals a currency is written with", () => {
  expect(currencyScale("CNY")).toBe(2);
  expect(currencyScale("JPY")).toBe(0);
  expect(currencyScale("BHD")).toBe(3);
});

test("only listed codes are known, spelt as ISO 4217 spells them", () => {
  expect(isCurrencyCode("CNY")).toBe(true);
  expect(isCurrencyCode("cny")).toBe(false);
  expect(isCurrencyCode("RMB")).toBe(false);
  expect(isCurrencyCode("toString")).toBe(false);
});
