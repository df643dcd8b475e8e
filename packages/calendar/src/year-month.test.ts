import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysInMonth, isYearMonth, nextMonth, parseYearMonth, type YearMonth } from "./index.ts";
import { shiftMonth } from "./year-month.ts";

test("a month is four digits and two", () => {
  expect(parseYearMonth("2026-02")).toEqual({ ok: true, value: "2026-02" });
});

test.each(["2026-13", "2026-00", "2026-2", "0000-01", "2026-02-01", " 2026-02", "２０２６-02", ""])(
  "%j is not a month",
  (text) => {
    expect(parseYearMonth(text)).toEqual({ ok: false, rejection: { kind: "not-a-month", text } });
  },
);

test.each([
  ["2025-02", 28],
  ["2024-02", 29],
  ["1900-02", 28],
  ["2000-02", 29],
  ["2026-04", 30],
  ["2026-12", 31],
] as const)("%s has %d days", (month, days) => expect(daysInMonth(month)).toBe(days));

test("months carry over years both ways", () => {
  expect(nextMonth("2026-12")).toBe("2027-01");
  expect(shiftMonth("2026-01", -1)).toBe("2025-12");
  expect(shiftMonth("2026-01", 25)).toBe("2028-02");
});

test("a month that does not exist, or leaves the calendar, is a defect", () => {
  expect(() => daysInMonth("2026-13")).toThrow('not a month: "2026-13"');
  expect(() => nextMonth("9999-12")).toThrow("outside the years 0001 to 9999");
  expect(() => shiftMonth("0001-01", -1)).toThrow("outside the years 0001 to 9999");
});

describe("laws", () => {
  const months = fc
    .tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, month]): YearMonth => `${year}-${String(month).padStart(2, "0") as `${number}`}`);
  const shifts = fc.integer({ min: -1200, max: 1200 });

  test("shifts add up, and text orders as time does", () => {
    fc.assert(
      fc.property(months, shifts, shifts, (month, a, b) => {
        expect(shiftMonth(shiftMonth(month, a), b)).toBe(shiftMonth(month, a + b));
        expect(shiftMonth(month, a) > month).toBe(a > 0);
        expect(isYearMonth(shiftMonth(month, a))).toBe(true);
      }),
    );
  });
});
