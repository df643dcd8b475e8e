import fc from "fast-check";
import { expect, test } from "vitest";
import { decimalText } from "./decimal.ts";
import {
  civilDate,
  civilDay,
  parseAnyTemporal,
  parseTemporal,
  type TemporalSort,
} from "./temporal.ts";

test.each([
  ["1970-01-01", 0],
  ["2024-02-29", 19_782],
  ["2000-02-29", 11_016],
  ["1969-12-31", -1],
  ["0000-03-01", -719_468],
])("%s is day %i", (text, day) => {
  expect(civilDay(text)).toBe(day);
  expect(civilDate(day)).toBe(text);
});

test.each([
  "2023-02-29",
  "1900-02-29",
  "2024-13-01",
  "2024-00-10",
  "2024-04-31",
  "2024-1-01",
  "24-01-01",
  "2024/01/01",
  "２024-01-01",
  "2024-01-01T",
])("%s is no civil date", (text) => {
  expect(civilDay(text)).toBeNaN();
  expect(parseTemporal(text, "date")).toBeUndefined();
});

test.each<[TemporalSort, string, string]>([
  ["time", "01:00:00", "3600"],
  ["time", "01:00:00.5", "3600.5"],
  ["time", "08:00:00+08:00", "0"],
  ["date and time", "1970-01-02T00:00:00Z", "86400"],
  ["date and time", "1970-01-01T08:00:00+08:00", "0"],
  ["days and time duration", "P1DT2H3M4.5S", "93784.5"],
  ["days and time duration", "-PT1M", "-60"],
  ["years and months duration", "P1Y2M", "14"],
])("%s %s lies at %s", (sort, text, key) => {
  expect(decimalText(parseTemporal(text, sort)!.key)).toBe(key);
  expect(parseAnyTemporal(text)?.sort).toBe(sort);
});

test.each<[TemporalSort, string]>([
  ["time", "24:00:00"],
  ["time", "01:00"],
  ["date and time", "2024-01-01T25:00:00"],
  ["days and time duration", "P"],
  ["days and time duration", "PT"],
  ["days and time duration", "P1Y"],
  ["years and months duration", "P1M1D"],
])("%s does not read %s", (sort, text) => {
  expect(parseTemporal(text, sort)).toBeUndefined();
});

test("law: days and dates are each other's inverse", () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (day) => {
      expect(civilDay(civilDate(day)!)).toBe(day);
    }),
  );
});
