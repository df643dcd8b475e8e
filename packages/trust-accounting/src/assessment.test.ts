import type { InForce } from "@xinyi/calendar";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AssessmentFacts,
  assess,
  assessMeter,
  prorate,
  shareOut,
  type Tariff,
} from "./assessment.ts";
import { yuan } from "./fixtures/played.ts";

const tariff = (from: InForce<Tariff>["from"], rate: string, kind: Tariff["kind"] = "area") => ({
  from,
  value: { kind, rate },
  source: `resolution ${from}`,
  verified: true,
});
const facts: AssessmentFacts = {
  month: "2026-01",
  area: "89.47",
  tariffs: [tariff("2025-01-01", "1.50")],
  currency: "CNY",
  rounding: { line: "half-up", remainder: "largest" },
};

function amount(change: Partial<AssessmentFacts>): string {
  const found = assess({ ...facts, ...change });
  return found.ok ? found.value.amount.minor.toString() : found.rejection.kind;
}

describe("a month's fee", () => {
  test("is area × rate, rounded half up once, with what it rests on", () => {
    expect(assess(facts)).toEqual({
      ok: true,
      value: {
        amount: yuan("134.21"),
        kind: "area",
        segments: [{ rate: "1.50", days: 31 }],
        daysInMonth: 31,
        sources: ["resolution 2025-01-01"],
      },
    });
  });

  test("counts a rate that changes within the month by its days", () => {
    // 100 × (14 × 1.50 + 17 × 1.85) ÷ 31 = 169.1935…
    const tariffs = [tariff("2025-01-01", "1.50"), tariff("2026-01-15", "1.85")];
    expect(amount({ area: "100", tariffs })).toBe("16919");
    expect(assess({ ...facts, tariffs })).toMatchObject({
      value: {
        segments: [
          { rate: "1.50", days: 14 },
          { rate: "1.85", days: 17 },
        ],
      },
    });
  });

  test("runs from the hand-over, and up to a sale", () => {
    // 134.205 × 17 ÷ 31 = 73.596…; × 14 ÷ 31 = 60.608…
    expect(amount({ within: { from: "2026-01-15", to: "2026-12-31" } })).toBe("7360");
    expect(amount({ within: { from: "2025-01-15", to: "2026-01-14" } })).toBe("6061");
    expect(amount({ within: { from: "2026-02-01", to: "2026-12-31" } })).toBe("no-days");
  });

  test("may be a fixed sum, whatever the area", () => {
    const tariffs = [tariff("2025-01-01", "30.00", "fixed")];
    expect(amount({ tariffs })).toBe("3000");
    expect(
      amount({ tariffs, month: "2026-02", within: { from: "2026-02-15", to: "2026-02-28" } }),
    ).toBe("1500");
  });

  test("is not guessed where no tariff is in force, or two kinds meet", () => {
    expect(amount({ tariffs: [tariff("2026-01-02", "1.50")] })).toBe("no-tariff");
    const tariffs = [tariff("2025-01-01", "1.50"), tariff("2026-01-15", "30", "fixed")];
    expect(amount({ tariffs })).toBe("tariff-of-another-kind");
    const ended = [{ ...tariff("2025-01-01", "1.50"), to: "2026-01-30" as const }];
    expect(amount({ tariffs: ended })).toBe("no-tariff");
  });
});

describe("a meter", () => {
  const rates = [
    { from: "2026-01-01" as const, value: "3.03", source: "r1", verified: true },
    { from: "2026-02-01" as const, value: "3.50", source: "r2", verified: true },
  ];
  const read = (from: string, to: string, on: "2026-01-31" | "2025-12-31" = "2026-01-31") =>
    assessMeter({
      from: { on: "2025-12-30", value: from },
      to: { on, value: to },
      rates,
      currency: "CNY",
      rounding: { line: "half-up", remainder: "largest" },
    });

  test("costs what was used at the price of the day it was read", () => {
    // 12.345 × 3.03 = 37.40535
    expect(read("100", "112.345")).toEqual({
      ok: true,
      value: { amount: yuan("37.41"), used: "12.345", rate: "3.03", source: "r1" },
    });
    expect(read("9.5", "10")).toMatchObject({ value: { used: "0.5" } });
  });

  test("that runs backwards, or has no price, is not guessed", () => {
    expect(read("112.345", "100")).toMatchObject({ rejection: { kind: "reading-goes-back" } });
    expect(read("0", "1", "2025-12-31")).toMatchObject({ rejection: { kind: "no-tariff" } });
  });
});

test("a shared cost is borne whole, by weight", () => {
  const weights = new Map([
    ["A", "50.00"],
    ["B", "50.00"],
    ["C", "50.00"],
  ]);
  const shared = shareOut(yuan("100.00"), weights);
  expect(shared.ok && [...shared.value.values()]).toEqual([
    yuan("33.34"),
    yuan("33.33"),
    yuan("33.33"),
  ]);
  expect(shareOut(yuan("1.00"), new Map([["A", "0"]]))).toMatchObject({
    rejection: { kind: "no-weights" },
  });
});

test("a month shared out by days is the month again, on whatever day it is cut", () => {
  expect(prorate(yuan("134.21"), [14, 17])).toEqual([yuan("60.61"), yuan("73.60")]);
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 9n }),
      fc.integer({ min: 0, max: 31 }),
      (fen, cut) => {
        const [before, after] = prorate({ currency: "CNY", minor: fen }, [cut, 31 - cut]);
        expect((before?.minor ?? 0n) + (after?.minor ?? 0n)).toBe(fen);
      },
    ),
  );
});
