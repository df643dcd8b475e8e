import { isWorkingDay } from "@xinyi/calendar";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ClockFacts, caseDeadline, pausedWorkingDays, termsOn } from "./case-deadline.ts";
import { calendar, clock, moments, terms } from "./fixtures/district.ts";
import { dayAt, workingDaysBetween } from "./working-days.ts";

const receivedAt = "2026-03-02T10:00:00+08:00";
const pause = { from: "2026-03-04T09:00:00+08:00", to: "2026-03-09T18:00:00+08:00" };
const due = (facts: Partial<ClockFacts>) => {
  const found = caseDeadline({ class: "complaint", receivedAt, ...facts }, terms, clock);
  return found.ok ? found.value.dueOn : found.rejection.kind;
};

describe("a case is due", () => {
  test("after the days of its class", () => {
    expect(due({})).toBe("2026-03-23");
    expect(due({ class: "enquiry" })).toBe("2026-03-05");
    expect(due({ class: "none" })).toBe("no-such-class");
    expect(due({ class: "toString" })).toBe("no-such-class");
  });

  test("later by every working day that began while the clock stood still", () => {
    expect(due({ pauses: [pause] })).toBe("2026-03-26");
    expect(due({ pauses: [pause, pause] })).toBe("2026-03-26");
  });

  test("a day that begins at the very start of a pause runs, at its very end stands still", () => {
    const midnight = { from: "2026-03-03T00:00:00+08:00", to: "2026-03-04T00:00:00+08:00" };
    expect(due({ class: "enquiry", pauses: [midnight] })).toBe("2026-03-06");
  });

  test("by its new class from the first receipt, with its pauses, whenever it was reclassified", () => {
    const at = "2026-03-20T09:00:00+08:00";
    expect(due({ pauses: [pause], reclassified: { at, class: "help" } })).toBe("2026-03-16");
  });

  test("later by an extension asked by the end of the due day, once", () => {
    const extension = { askedAt: "2026-03-23T23:59:59+08:00", days: 5 };
    expect(due({ extensions: [extension] })).toBe("2026-03-30");
    expect(due({ extensions: [{ ...extension, askedAt: "2026-03-24T00:00:00+08:00" }] })).toBe(
      "extension-after-expiry",
    );
    expect(due({ extensions: [extension, extension] })).toBe("extension-limit");
  });

  test("by the minute where its class runs in hours, the pause taken off to the minute", () => {
    const hours = { ...terms.classes.help!, value: { amount: 2, unit: "hour" as const } };
    const urgent = { ...terms, classes: { urgent: hours } };
    const twice = { from: "2026-03-02T10:30:00+08:00", to: "2026-03-02T11:15:00+08:00" };
    const pauses = [twice, { ...twice, to: "2026-03-02T11:00:00+08:00" }];
    const found = caseDeadline({ class: "urgent", receivedAt, pauses }, urgent, clock);
    expect(found.ok && found.value.dueAt).toBe("2026-03-02T12:45:00+08:00");
  });
});

test("a smaller place's limits speak last, and only those in force", () => {
  const value = (from: "2020-01-01" | "2026-06-01", amount: number) => ({
    from,
    source: "test",
    verified: true,
    value: { amount, unit: "working-day" as const },
  });
  const laws = [
    { classes: { help: [value("2020-01-01", 7)], enquiry: [value("2020-01-01", 3)] } },
    { classes: { help: [value("2026-06-01", 5)] } },
  ];
  expect(termsOn(laws, "2026-05-31").classes.help?.value.amount).toBe(7);
  expect(termsOn(laws, "2026-06-01").classes.help?.value.amount).toBe(5);
  expect(termsOn(laws, "2026-06-01").classes.enquiry?.value.amount).toBe(3);
});

const pauses = fc
  .array(fc.tuple(moments("2026-03-02", 40), moments("2026-03-02", 40)), { maxLength: 4 })
  .map((list) =>
    list.map(([a, b]) =>
      Date.parse(a) <= Date.parse(b) ? { from: a, to: b } : { from: b, to: a },
    ),
  );

describe("laws", () => {
  test("a pause never brings the due day forward, and it is a working day", () => {
    fc.assert(
      fc.property(pauses, pauses, (some, more) => {
        const [few, many] = [due({ pauses: some }), due({ pauses: [...some, ...more] })];
        expect(few <= many).toBe(true);
        expect(isWorkingDay(many as "2026-03-02", calendar)).toBe(true);
      }),
    );
  });

  test("what is used and what was paused are together what has passed", () => {
    fc.assert(
      fc.property(pauses, moments("2026-03-02", 60), (list, now) => {
        const from = dayAt(receivedAt, clock);
        const upToNow = list
          .filter(({ from: start }) => Date.parse(start) <= Date.parse(now))
          .map((each) => (Date.parse(each.to) > Date.parse(now) ? { ...each, to: now } : each));
        const paused = pausedWorkingDays(from, upToNow, clock);
        const elapsed = workingDaysBetween(from, dayAt(now, clock), clock);
        expect(paused.ok && elapsed.ok && paused.value <= elapsed.value).toBe(true);
      }),
    );
  });

  test("the order of pauses is nothing, and another class keeps what was paused", () => {
    fc.assert(
      fc.property(pauses, (list) => {
        expect(due({ pauses: [...list].reverse() })).toBe(due({ pauses: list }));
        const now = caseDeadline({ class: "complaint", receivedAt, pauses: list }, terms, clock);
        const reclassified = { at: receivedAt, class: "help" };
        const then = caseDeadline(
          { class: "complaint", receivedAt, pauses: list, reclassified },
          terms,
          clock,
        );
        expect(now.ok && then.ok && now.value.pausedDays === then.value.pausedDays).toBe(true);
      }),
    );
  });

  test("an extension strictly moves the due day and is never granted after it", () => {
    fc.assert(
      fc.property(moments("2026-03-02", 60), fc.integer({ min: 1, max: 30 }), (askedAt, days) => {
        const before = due({});
        const after = due({ extensions: [{ askedAt, days }] });
        if (dayAt(askedAt, clock) > before) expect(after).toBe("extension-after-expiry");
        else expect(after > before).toBe(true);
      }),
    );
  });
});
