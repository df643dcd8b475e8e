import {
  addDays,
  addWorkingDays,
  isWorkingDay,
  type LocalDate,
  localDateAt,
} from "@xinyi/calendar";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayCount, dueAt, type TimeLimit } from "./deadline.ts";
import { calendar, clock, moments, someDay } from "./fixtures/district.ts";
import { clockFor, dayAt, workingDaysAfter, workingDaysBetween } from "./working-days.ts";

const due = (receivedAt: string, amount: number, unit: TimeLimit["unit"]) => {
  const found = dueAt(receivedAt, { amount, unit }, clock);
  return found.ok ? found.value : found.rejection.kind;
};

describe("a time limit ends", () => {
  test("after so many working days, the day of receipt not counted", () => {
    expect(due("2026-03-02T10:00:00+08:00", 3, "working-day")).toEqual({ dueOn: "2026-03-05" });
  });

  test("on a make-up Saturday, and not in a long holiday", () => {
    expect(due("2026-02-12T10:00:00+08:00", 2, "working-day")).toEqual({ dueOn: "2026-02-14" });
    expect(due("2026-02-12T10:00:00+08:00", 3, "working-day")).toEqual({ dueOn: "2026-02-24" });
  });

  test("on the next working day where a calendar term ends on a day off", () => {
    expect(due("2026-01-20T10:00:00+08:00", 30, "calendar-day")).toEqual({ dueOn: "2026-02-24" });
    expect(due("2026-01-15T10:00:00+08:00", 1, "month")).toEqual({ dueOn: "2026-02-24" });
  });

  test("at a moment where it runs in hours, holiday or not, in the offset it came in", () => {
    const at = { dueAt: "2026-10-02T01:30:00+08:00" };
    expect(due("2026-10-01T23:30:00+08:00", 2, "hour")).toEqual(at);
    expect(due("2026-10-02T01:00:00+08:00", 30, "minute")).toEqual(at);
  });

  test("nowhere, where a day is needed that is not published", () => {
    expect(due("2026-12-25T10:00:00+08:00", 7, "working-day")).toBe("calendar-horizon");
    expect(due("2026-12-01T10:00:00+08:00", 31, "calendar-day")).toBe("calendar-horizon");
    expect(due("2024-12-30T10:00:00+08:00", 2, "working-day")).toBe("calendar-horizon");
    expect(due("2024-12-31T10:00:00+08:00", 1, "working-day")).toEqual({ dueOn: "2025-01-02" });
  });
});

test("a count can be followed day by day", () => {
  const paused = new Set<LocalDate>(["2026-02-24"]);
  expect(dayCount("2026-02-12", "2026-02-25", clock, paused)).toEqual({
    from: "2026-02-12",
    counted: ["2026-02-13", "2026-02-14", "2026-02-25"],
    skipped: [
      ...["15", "16", "17", "18", "19", "20", "21", "22", "23"].map((day) => ({
        day: `2026-02-${day}`,
        because: "holiday",
      })),
      { day: "2026-02-24", because: "paused" },
    ],
  });
});

test("a calendar without a first day is counted day by day, to the same end", () => {
  const { since: _, ...rest } = calendar;
  const open = clockFor("Asia/Shanghai", rest);
  expect(workingDaysAfter("2026-02-12", 3, open)).toEqual({ ok: true, value: "2026-02-24" });
  expect(workingDaysBetween("2026-02-12", "2026-02-24", open)).toEqual({ ok: true, value: 3 });
  expect(workingDaysBetween("2026-12-30", "2027-01-02", open).ok).toBe(false);
});

const unit = fc.constantFrom<TimeLimit["unit"]>("working-day", "calendar-day", "month");

describe("laws", () => {
  test("the count is the calendar's own, horizon and all", () => {
    fc.assert(
      fc.property(someDay, fc.nat(60), (day, days) => {
        expect(workingDaysAfter(day, days, clock)).toEqual(addWorkingDays(day, days, calendar));
      }),
    );
  });

  test("the civil day is the platform's own, asked once or often", () => {
    const nepal = clockFor("Asia/Kathmandu", calendar);
    fc.assert(
      fc.property(moments("2026-01-01", 3), (at) => {
        for (const each of [clock, nepal, clock]) {
          expect(dayAt(at, each)).toBe(localDateAt(at, each.zone));
        }
      }),
    );
  });

  test("days between and days after undo each other", () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 60 }), (day, days) => {
        const end = workingDaysAfter(day, days, clock);
        if (end.ok) {
          expect(workingDaysBetween(day, end.value, clock)).toEqual({ ok: true, value: days });
        }
      }),
    );
  });

  test("a later receipt is never due earlier, nor a longer limit", () => {
    fc.assert(
      fc.property(moments(), moments(), fc.integer({ min: 1, max: 40 }), unit, (a, b, n, of) => {
        const [first, second] = Date.parse(a) <= Date.parse(b) ? [a, b] : [b, a];
        const ends = [
          dueAt(first, { amount: n, unit: of }, clock),
          dueAt(second, { amount: n, unit: of }, clock),
          dueAt(second, { amount: n + 1, unit: of }, clock),
        ].map((end) => (end.ok && "dueOn" in end.value ? end.value.dueOn : "9999"));
        expect([...ends].sort()).toEqual(ends);
      }),
    );
  });

  test("the last day is worked, after receipt, and refused only beyond the horizon", () => {
    fc.assert(
      fc.property(
        moments("2026-09-01", 122),
        fc.integer({ min: 1, max: 40 }),
        unit,
        (at, n, of) => {
          const end = dueAt(at, { amount: n, unit: of }, clock);
          const start = dayAt(at, clock);
          if (end.ok) {
            const last = "dueOn" in end.value ? end.value.dueOn : start;
            expect(isWorkingDay(last, calendar)).toBe(true);
            expect(last > start).toBe(true);
          } else {
            // Refused is right only where even every remaining day could not hold the limit.
            expect(addDays(start, n * (of === "month" ? 31 : 3) + 12) > calendar.horizon).toBe(
              true,
            );
          }
        },
      ),
    );
  });
});
