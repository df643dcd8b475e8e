import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMinutes, compareInstants, isInstant, localDateAt, parseInstant } from "./index.ts";

const shanghai = "Asia/Shanghai";

test.each([
  "2026-03-05T17:30:00Z",
  "2026-03-05T17:30:00+08:00",
  "2026-03-05T17:30:00.123456-03:30",
])("%j is an instant, kept as written", (text) =>
  expect(parseInstant(text)).toEqual({ ok: true, value: text }),
);

test.each([
  "2026-03-05",
  "2026-03-05T17:30:00",
  "2026-03-05 17:30:00Z",
  "2026-02-30T17:30:00Z",
  "2026-03-05T24:00:00Z",
  "2026-03-05T23:59:60Z",
  "2026-03-05T17:30Z",
  "2026-03-05T17:30:00+0800",
  "",
])("%j is not an instant", (text) => {
  expect(isInstant(text)).toBe(false);
  expect(parseInstant(text)).toEqual({ ok: false, rejection: { kind: "not-an-instant", text } });
});

test("the civil day is the zone's and not the writer's", () => {
  expect(localDateAt("2026-03-05T17:30:00Z", shanghai)).toBe("2026-03-06");
  expect(localDateAt("2026-03-05T15:59:59.999Z", shanghai)).toBe("2026-03-05");
  expect(localDateAt("2026-03-05T16:00:00Z", shanghai)).toBe("2026-03-06");
  expect(localDateAt("2026-03-06T00:30:00+08:00", "America/Los_Angeles")).toBe("2026-03-05");
  // Los Angeles is at -8 before 8 March 2026 and at -7 after.
  expect(localDateAt("2026-03-08T07:30:00Z", "America/Los_Angeles")).toBe("2026-03-07");
  expect(localDateAt("2026-03-09T07:30:00Z", "America/Los_Angeles")).toBe("2026-03-09");
  expect(localDateAt("0999-06-01T12:00:00Z", "UTC")).toBe("0999-06-01");
  // China itself kept summer time from 1986 to 1991.
  expect(localDateAt("1988-07-01T15:30:00Z", shanghai)).toBe("1988-07-02");
});

test("a zone that does not exist and text that is no instant are defects", () => {
  expect(() => localDateAt("2026-03-05T17:30:00Z", "Asia/Jianyang")).toThrow(RangeError);
  expect(() => localDateAt("2026-03-05", shanghai)).toThrow('not an instant: "2026-03-05"');
});

test("an hour clock ignores the calendar and keeps its offset", () => {
  expect(addMinutes("2026-10-01T23:30:00+08:00", 120)).toBe("2026-10-02T01:30:00+08:00");
  expect(addMinutes("2026-12-31T23:59:30.25Z", 1)).toBe("2027-01-01T00:00:30.25Z");
  expect(addMinutes("2026-03-01T00:10:00-03:30", -20)).toBe("2026-02-28T23:50:00-03:30");
});

test("moments compare across offsets and down to the last decimal", () => {
  expect(compareInstants("2026-03-06T01:30:00+08:00", "2026-03-05T17:30:00Z")).toBe(0);
  expect(compareInstants("2026-03-05T23:00:00+05:30", "2026-03-05T17:30:00Z")).toBe(0);
  expect(compareInstants("2026-03-06T01:29:59+08:00", "2026-03-05T17:30:00Z")).toBe(-1);
  expect(compareInstants("2026-03-05T17:30:00.000002Z", "2026-03-05T17:30:00.000001Z")).toBe(1);
  expect(compareInstants("2026-03-05T17:30:00.5Z", "2026-03-05T17:30:00.50Z")).toBe(0);
  expect(compareInstants("2026-03-05T17:30:00Z", "2026-03-05T17:30:00.1Z")).toBe(-1);
});

describe("laws", () => {
  const instants = fc
    .date({ min: new Date("1950-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString());
  const minutes = fc.integer({ min: -1_000_000, max: 1_000_000 });

  test("adding minutes moves a moment as far, forth and back", () => {
    fc.assert(
      fc.property(instants, minutes, (instant, count) => {
        const later = addMinutes(instant, count);
        expect(Date.parse(later) - Date.parse(instant)).toBe(count * 60_000);
        expect(addMinutes(later, -count)).toBe(instant);
        expect(compareInstants(later, instant)).toBe(Math.sign(count) + 0);
      }),
    );
  });

  test("in UTC the civil date is the one written", () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(localDateAt(instant, "UTC")).toBe(instant.slice(0, 10));
      }),
    );
  });
});
