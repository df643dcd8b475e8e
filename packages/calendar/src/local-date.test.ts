import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  compareDates,
  daysBetween,
  firstDayOf,
  isLocalDate,
  type LocalDate,
  lastDayOf,
  monthOf,
  nextMonth,
  parseLocalDate,
  weekday,
} from "./index.ts";

test("a date is a day that exists", () => {
  expect(parseLocalDate("2024-02-29")).toEqual({ ok: true, value: "2024-02-29" });
});

test.each([
  "2025-02-29",
  "2026-04-31",
  "2026-01-00",
  "2026-13-01",
  "0000-01-01",
  "2026-2-9",
  "2026-02-09T00:00:00Z",
  " 2026-02-09",
  "2026-02-09 ",
  "2026-02-009",
  "",
])("%j is not a date", (text) => {
  expect(parseLocalDate(text)).toEqual({ ok: false, rejection: { kind: "not-a-date", text } });
});

test("days carry over months and years, and skip no day where a host zone changes its clock", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2024-03-01", -1)).toBe("2024-02-29");
  // New York and Shanghai moved their clocks on these days.
  expect(addDays("2026-03-08", 1)).toBe("2026-03-09");
  expect(addDays("1986-05-04", 1)).toBe("1986-05-05");
  expect(daysBetween("2026-03-07", "2026-03-09")).toBe(2);
});

test("a month later is the corresponding day, or the last where there is none", () => {
  expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
  expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
  expect(addMonths("2026-03-31", -1)).toBe("2026-02-28");
  expect(addMonths("2026-08-15", 6)).toBe("2027-02-15");
  expect(addMonths("2024-02-29", 12)).toBe("2025-02-28");
});

test("weekdays count from Monday", () => {
  expect(weekday("2026-02-16")).toBe(1);
  expect(weekday("2026-02-22")).toBe(7);
  expect(weekday("1970-01-01")).toBe(4);
  expect(weekday("1969-12-28")).toBe(7);
  expect(weekday("0001-01-01")).toBe(1);
});

test("a month has a first and a last day", () => {
  expect(monthOf("2026-02-19")).toBe("2026-02");
  expect(firstDayOf("2026-02")).toBe("2026-02-01");
  expect(lastDayOf("2026-02")).toBe("2026-02-28");
});

test("days order as they are written", () => {
  expect(compareDates("2025-12-31", "2026-01-01")).toBe(-1);
  expect(compareDates("2026-01-01", "2026-01-01")).toBe(0);
  expect(compareDates("2026-01-02", "2026-01-01")).toBe(1);
});

test("a date that does not exist, or leaves the calendar, is a defect", () => {
  expect(() => addDays("2026-02-30", 1)).toThrow('not a date: "2026-02-30"');
  expect(() => monthOf("2026-02-30")).toThrow('not a date: "2026-02-30"');
  expect(() => addDays("9999-12-31", 1)).toThrow("not a date");
  expect(() => addDays("0001-01-01", -1)).toThrow("not a date");
});

describe("laws", () => {
  const dates = fc
    .integer({ min: -60_000, max: 60_000 })
    .map((days): LocalDate => addDays("2000-01-01", days));
  const shifts = fc.integer({ min: -40_000, max: 40_000 });

  test("adding days and counting them are one", () => {
    fc.assert(
      fc.property(dates, shifts, (date, days) => {
        const later = addDays(date, days);
        expect(isLocalDate(later)).toBe(true);
        expect(daysBetween(date, later)).toBe(days);
        expect(addDays(later, -days)).toBe(date);
        expect(compareDates(date, later)).toBe(Math.sign(-days) + 0);
      }),
    );
  });

  test("weekdays follow one another", () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(weekday(addDays(date, 1))).toBe((weekday(date) % 7) + 1);
        expect(weekday(addDays(date, 7))).toBe(weekday(date));
      }),
    );
  });

  test("a month later lies in the next month, and never on a later day of it", () => {
    fc.assert(
      fc.property(dates, (date) => {
        const later = addMonths(date, 1);
        expect(monthOf(later)).toBe(nextMonth(monthOf(date)));
        expect(later.slice(8) <= date.slice(8)).toBe(true);
      }),
    );
  });

  test("the day after a month's last is the next month's first", () => {
    fc.assert(
      fc.property(dates, (date) => {
        const month = monthOf(date);
        expect(addDays(lastDayOf(month), 1)).toBe(firstDayOf(nextMonth(month)));
      }),
    );
  });
});
