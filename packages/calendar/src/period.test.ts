import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, contains, overlaps, type Period } from "./index.ts";

const march: Period = { from: "2026-03-01", to: "2026-03-31" };

test("a period includes its first and its last day", () => {
  expect(contains(march, "2026-02-28")).toBe(false);
  expect(contains(march, "2026-03-01")).toBe(true);
  expect(contains(march, "2026-03-31")).toBe(true);
  expect(contains(march, "2026-04-01")).toBe(false);
});

test("periods overlap from one common day on", () => {
  expect(overlaps(march, { from: "2026-03-31", to: "2026-05-01" })).toBe(true);
  expect(overlaps(march, { from: "2026-04-01", to: "2026-05-01" })).toBe(false);
  expect(overlaps(march, { from: "2026-01-01", to: "2026-12-31" })).toBe(true);
});

describe("laws", () => {
  const periods = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]): Period => {
    const from = addDays("2026-01-01", start);
    return { from, to: addDays(from, length) };
  });

  test("two periods overlap when some day lies in both", () => {
    fc.assert(
      fc.property(periods, periods, (a, b) => {
        const days = Array.from({ length: 90 }, (_, day) => addDays("2026-01-01", day));
        const common = days.some((day) => contains(a, day) && contains(b, day));
        expect(overlaps(a, b)).toBe(common);
        expect(overlaps(b, a)).toBe(common);
      }),
    );
  });
});
