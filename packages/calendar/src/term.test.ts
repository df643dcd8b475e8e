import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  isWorkingDay,
  type LocalDate,
  type Term,
  termEnd,
  type WorkingCalendar,
} from "./index.ts";

const calendar: WorkingCalendar = {
  holidays: ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-23"],
  makeUpDays: ["2026-02-14", "2026-02-28"],
  horizon: "2026-12-31",
};

test.each<[string, LocalDate, Term, LocalDate]>([
  ["the first day does not count", "2026-03-02", { amount: 3, unit: "calendar-day" }, "2026-03-05"],
  [
    "a last day that is worked stays",
    "2026-03-01",
    { amount: 30, unit: "calendar-day" },
    "2026-03-31",
  ],
  ["a last day off rolls over", "2026-01-20", { amount: 30, unit: "calendar-day" }, "2026-02-24"],
  ["a make-up Saturday is no day off", "2026-01-28", { amount: 1, unit: "month" }, "2026-02-28"],
  ["where no day corresponds, the last", "2026-03-31", { amount: 1, unit: "month" }, "2026-04-30"],
  ["a month's last day rolls too", "2026-04-30", { amount: 1, unit: "month" }, "2026-06-01"],
  ["a year after 29 February", "2024-02-29", { amount: 2, unit: "year" }, "2026-02-28"],
  ["working days", "2026-02-12", { amount: 3, unit: "working-day" }, "2026-02-24"],
])("%s", (_name, start, term, end) => {
  expect(termEnd(start, term, calendar)).toEqual({ ok: true, value: end });
});

test("a term that ends past the published calendar is refused", () => {
  expect(termEnd("2026-12-25", { amount: 7, unit: "calendar-day" }, calendar)).toEqual({
    ok: false,
    rejection: { kind: "calendar-horizon", horizon: "2026-12-31", date: "2027-01-01" },
  });
});

describe("laws", () => {
  const starts = fc.nat(200).map((days): LocalDate => addDays("2026-01-01", days));
  const terms = fc.record<Term>({
    amount: fc.integer({ min: 1, max: 4 }),
    unit: fc.constantFrom<Term["unit"]>("working-day", "calendar-day", "month", "year"),
  });

  test("a term ends after its start, on a working day, or is refused", () => {
    fc.assert(
      fc.property(starts, terms, (start, term) => {
        const end = termEnd(start, term, calendar);
        if (end.ok) {
          expect(end.value > start).toBe(true);
          expect(isWorkingDay(end.value, calendar)).toBe(true);
        } else {
          expect(end.rejection.date > calendar.horizon).toBe(true);
        }
      }),
    );
  });
});
