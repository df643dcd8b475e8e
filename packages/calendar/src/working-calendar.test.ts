import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addWorkingDays,
  isWorkingDay,
  type LocalDate,
  type WorkingCalendar,
  workingDayFrom,
} from "./index.ts";

/** Spring Festival of 2026: off from 15 to 23 February, worked on Saturdays 14 and 28. */
const calendar: WorkingCalendar = {
  holidays: [
    "2026-01-01",
    "2026-01-02",
    "2026-02-16",
    "2026-02-17",
    "2026-02-18",
    "2026-02-19",
    "2026-02-20",
    "2026-02-23",
  ],
  makeUpDays: ["2026-01-04", "2026-02-14", "2026-02-28"],
  horizon: "2026-12-31",
};

test("a weekend day is worked when it makes up for a holiday", () => {
  expect(isWorkingDay("2026-02-13", calendar)).toBe(true);
  expect(isWorkingDay("2026-02-14", calendar)).toBe(true);
  expect(isWorkingDay("2026-02-15", calendar)).toBe(false);
  expect(isWorkingDay("2026-02-19", calendar)).toBe(false);
  expect(isWorkingDay("2026-03-07", calendar)).toBe(false);
});

test("working days are counted from the day after", () => {
  expect(addWorkingDays("2026-03-02", 3, calendar)).toEqual({ ok: true, value: "2026-03-05" });
  expect(addWorkingDays("2026-03-06", 1, calendar)).toEqual({ ok: true, value: "2026-03-09" });
  expect(addWorkingDays("2026-02-12", 3, calendar)).toEqual({ ok: true, value: "2026-02-24" });
});

test("no days after a day off is the next worked day", () => {
  expect(addWorkingDays("2026-02-15", 0, calendar)).toEqual({ ok: true, value: "2026-02-24" });
  expect(workingDayFrom("2026-02-24", calendar)).toEqual({ ok: true, value: "2026-02-24" });
});

test("past the horizon nothing is known: the verbs refuse and the question throws", () => {
  const refusal = {
    ok: false,
    rejection: { kind: "calendar-horizon", horizon: "2026-12-31", date: "2027-01-01" },
  };
  expect(addWorkingDays("2026-12-25", 7, calendar)).toEqual(refusal);
  expect(addWorkingDays("2026-12-25", 4, calendar)).toEqual({ ok: true, value: "2026-12-31" });
  expect(addWorkingDays("2026-12-25", 5, calendar)).toEqual(refusal);
  expect(workingDayFrom("2027-01-01", calendar)).toEqual(refusal);
  expect(() => isWorkingDay("2027-01-01", calendar)).toThrow("past the horizon");
});

test("a calendar that tells when it begins is not asked about the years before", () => {
  const since2026: WorkingCalendar = { ...calendar, since: "2026-01-01" };
  expect(addWorkingDays("2025-12-31", 1, since2026)).toEqual({ ok: true, value: "2026-01-04" });
  expect(addWorkingDays("2025-12-30", 1, since2026)).toEqual({
    ok: false,
    rejection: { kind: "calendar-horizon", horizon: "2026-01-01", date: "2025-12-31" },
  });
  expect(() => isWorkingDay("2025-12-31", since2026)).toThrow("past the horizon 2026-01-01");
});

test("a count that is not a whole number of days is a defect", () => {
  expect(() => addWorkingDays("2026-03-02", -1, calendar)).toThrow("not a count of days: -1");
  expect(() => addWorkingDays("2026-03-02", 1.5, calendar)).toThrow("not a count of days: 1.5");
});

describe("laws", () => {
  const dates = fc.nat(300).map((days): LocalDate => addDays("2026-01-01", days));
  const counts = fc.nat(60);
  const reached = (date: LocalDate, days: number) => addWorkingDays(date, days, calendar);

  test("it lands on a working day, with as many worked days on the way as asked", () => {
    fc.assert(
      fc.property(dates, counts, (date, days) => {
        const end = reached(date, days);
        fc.pre(end.ok && days > 0);
        if (!end.ok) return;
        expect(isWorkingDay(end.value, calendar)).toBe(true);
        let worked = 0;
        for (let day = addDays(date, 1); day <= end.value; day = addDays(day, 1)) {
          if (isWorkingDay(day, calendar)) worked += 1;
        }
        expect(worked).toBe(days);
      }),
    );
  });

  test("it is monotone: a later start or more days never end earlier", () => {
    fc.assert(
      fc.property(dates, counts, fc.nat(20), (date, days, more) => {
        const end = reached(date, days);
        const laterStart = reached(addDays(date, more), days);
        const moreDays = reached(date, days + more);
        if (laterStart.ok) expect(end.ok && end.value <= laterStart.value).toBe(true);
        if (moreDays.ok) expect(end.ok && end.value <= moreDays.value).toBe(true);
      }),
    );
  });
});
