import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAmount, money, negate, productToMinor, type Rounding, scale } from "./index.ts";

test("a month's fee is area × rate × months, rounded once", () => {
  // 89.47 ㎡ × 1.50 元/㎡·月 = 134.205 元, exactly on the tie.
  expect(formatAmount(productToMinor(["89.47", "1.50", "1"], "CNY", "half-up"))).toBe("134.21");
  expect(formatAmount(productToMinor(["89.47", "1.50", "12"], "CNY", "half-up"))).toBe("1610.46");
});

test("a product lands on the scale of its currency", () => {
  expect(productToMinor(["89.47", "1.50"], "JPY", "half-up")).toEqual(money(134n, "JPY"));
  expect(productToMinor(["89.47", "1.50"], "BHD", "half-up")).toEqual(money(134205n, "BHD"));
});

test.each([
  // product    half-up half-even down  up
  ["0.005", 1n, 0n, 0n, 1n],
  ["0.015", 2n, 2n, 1n, 2n],
  ["0.025", 3n, 2n, 2n, 3n],
  ["0.0149", 1n, 1n, 1n, 2n],
  ["0.0151", 2n, 2n, 1n, 2n],
  ["0.02", 2n, 2n, 2n, 2n],
  ["-0.005", -1n, 0n, 0n, -1n],
  ["-0.025", -3n, -2n, -2n, -3n],
])("%s 元 in fen, by each rounding", (text, halfUp, halfEven, down, up) => {
  const fen = (rounding: Rounding) => productToMinor([text], "CNY", rounding).minor;
  expect([fen("half-up"), fen("half-even"), fen("down"), fen("up")]).toEqual([
    halfUp,
    halfEven,
    down,
    up,
  ]);
});

test("a digit beyond any fixed precision still decides", () => {
  const justBelowTheTie = `0.004${"9".repeat(60)}`;
  const justAboveTheTie = `0.005${"0".repeat(60)}1`;
  expect(productToMinor([justBelowTheTie], "CNY", "half-up").minor).toBe(0n);
  expect(productToMinor([justAboveTheTie], "CNY", "half-even").minor).toBe(1n);
});

test("a share of an amount is one fraction, rounded once", () => {
  const yearly = money(100000n, "CNY");
  expect(formatAmount(scale(yearly, ["17"], ["365"], "half-up"))).toBe("46.58");
  expect(formatAmount(scale(yearly, ["0.035", "1.5"], ["2", "0.5"], "half-up"))).toBe("52.50");
  // One third and back is whole again, for nothing was rounded between.
  expect(scale(yearly, ["3"], ["3"], "down")).toEqual(yearly);
  expect(formatAmount(scale(yearly, ["-1"], ["3"], "half-up"))).toBe("-333.33");
  expect(formatAmount(scale(yearly, ["1"], ["-3"], "half-up"))).toBe("-333.33");
});

test("division by zero and text that is no number are defects", () => {
  expect(() => scale(money(1n, "CNY"), ["1"], ["5", "0.00"], "down")).toThrow("division by zero");
  expect(() => productToMinor(["1e3"], "CNY", "half-up")).toThrow("not a decimal number");
});

describe("laws", () => {
  const decimals = fc
    .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 9 }))
    .map(([unscaled, places]) => written(unscaled, places));
  const roundings = fc.constantFrom<Rounding>("half-up", "half-even", "down", "up");
  const fen = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  const divisors = fc.integer({ min: 1, max: 10_000 });

  test("the order of factors is irrelevant", () => {
    fc.assert(
      fc.property(fc.array(decimals), roundings, (factors, rounding) => {
        expect(productToMinor([...factors].reverse(), "CNY", rounding)).toEqual(
          productToMinor(factors, "CNY", rounding),
        );
      }),
    );
  });

  test("a refund rounds as its charge did", () => {
    fc.assert(
      fc.property(fen, divisors, roundings, (minor, divisor, rounding) => {
        const amount = money(minor, "CNY");
        expect(scale(negate(amount), ["1"], [String(divisor)], rounding)).toEqual(
          negate(scale(amount, ["1"], [String(divisor)], rounding)),
        );
      }),
    );
  });

  test("the nearest is at most half a unit away, the others less than one, on their own side", () => {
    fc.assert(
      fc.property(fen, divisors, (minor, divisor) => {
        const d = BigInt(divisor);
        const by = (rounding: Rounding) =>
          scale(money(minor, "CNY"), ["1"], [String(divisor)], rounding).minor;
        for (const rounding of ["half-up", "half-even"] as const) {
          expect(size(by(rounding) * d - minor) * 2n).toBeLessThanOrEqual(d);
        }
        expect(size(minor) - size(by("down")) * d).toBeGreaterThanOrEqual(0n);
        expect(size(minor) - size(by("down")) * d).toBeLessThan(d);
        expect(size(by("up")) * d - size(minor)).toBeGreaterThanOrEqual(0n);
        expect(size(by("up")) * d - size(minor)).toBeLessThan(d);
      }),
    );
  });

  test("scaling and scaling back by the same numbers changes nothing", () => {
    fc.assert(
      fc.property(fen, decimals, roundings, (minor, factor, rounding) => {
        fc.pre(Number(factor) !== 0);
        const amount = money(minor, "CNY");
        expect(scale(amount, [factor], [factor], rounding)).toEqual(amount);
      }),
    );
  });

  function size(value: bigint): bigint {
    return value < 0n ? -value : value;
  }

  function written(unscaled: bigint, places: number): string {
    const digits = size(unscaled)
      .toString()
      .padStart(places + 1, "0");
    const point = digits.length - places;
    const fraction = places === 0 ? "" : `.${digits.slice(point)}`;
    return `${unscaled < 0n ? "-" : ""}${digits.slice(0, point)}${fraction}`;
  }
});
