import fc from "fast-check";
import { expect, test } from "vitest";
import { balanceNamed } from "./cases.ts";
import { play } from "./fixtures/played.ts";
import { weightedRate } from "./rate.ts";

test("rates of different decimals add up exactly", () => {
  expect(weightedRate([])).toBe("0");
  expect(weightedRate([{ rate: "2", days: 3 }])).toBe("6");
  expect(
    weightedRate([
      { rate: "0.0345", days: 31 },
      { rate: "0.031", days: 29 },
    ]),
  ).toBe("1.9685");
  expect(weightedRate([{ rate: "0.0005", days: 1 }])).toBe("0.0005");
});

const segment = fc.record({
  days: fc.integer({ min: 0, max: 400 }),
  rate: fc.integer({ min: 0, max: 900 }).map((bp) => `0.${String(bp).padStart(4, "0")}`),
});

function charge(segments: readonly { days: number; rate: string }[]): bigint {
  const step = { op: "late-charge", on: "2026-03-01", unit: "A", principal: "1610.52" } as const;
  const { book } = play([{ ...step, segments, dayCount: 365 }]);
  return -balanceNamed(book, "income:late-charge").minor;
}

test("a late charge never falls with time, and a rate cut in two is the same rate", () => {
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 4 }), segment, (segments, last) => {
      const whole = charge([...segments, last]);
      expect(charge(segments)).toBeLessThanOrEqual(whole);
      const half = Math.floor(last.days / 2);
      const cut = [
        { ...last, days: half },
        { ...last, days: last.days - half },
      ];
      expect(charge([...segments, ...cut])).toBe(whole);
    }),
  );
});
