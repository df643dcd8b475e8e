import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocate, formatAmount, money, negate, sum } from "./index.ts";

const split = (minor: bigint, weights: readonly string[]) =>
  allocate(money(minor, "CNY"), weights, { remainder: "largest" });

test.each([
  ["0.15", 15n, ["80", "8", "12"], ["0.12", "0.01", "0.02"]],
  ["1000.00", 100000n, ["89.47", "120.03", "60.50"], ["331.37", "444.56", "224.07"]],
  ["a tie, which goes by order", 5n, ["1", "1"], ["0.03", "0.02"]],
  ["two left over between three equals", 200n, ["1", "1", "1"], ["0.67", "0.67", "0.66"]],
  ["a debt", -15n, ["80", "8", "12"], ["-0.12", "-0.01", "-0.02"]],
  ["weights of different scales", 1000n, ["1", "0.5", "2.50"], ["2.50", "1.25", "6.25"]],
  ["a weight of zero", 1n, ["0", "1", "0.0"], ["0.00", "0.01", "0.00"]],
  ["nothing", 0n, ["1", "2"], ["0.00", "0.00"]],
])("%s", (_name, minor, weights, parts) => {
  expect(split(minor, weights).map(formatAmount)).toEqual(parts);
});

test("with nobody to give to, or a negative weight, it throws", () => {
  expect(() => split(100n, [])).toThrow("the weights add up to zero");
  expect(() => split(100n, ["0", "0.00"])).toThrow("the weights add up to zero");
  expect(() => split(100n, ["2", "-1"])).toThrow("a weight is negative");
  expect(() => split(100n, ["half"])).toThrow("not a decimal number");
});

describe("laws", () => {
  const minors = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  // Hundredths of a square metre, with many equal and some zero.
  const hundredths = fc.array(fc.oneof(fc.nat(30_000), fc.nat(3)), { minLength: 1, maxLength: 40 });
  const areas = hundredths.filter((list) => list.some((area) => area > 0));
  const weightsOf = (list: readonly number[]) => list.map((area) => (area / 100).toFixed(2));

  test("the parts add up to the whole", () => {
    fc.assert(
      fc.property(minors, areas, (minor, list) => {
        expect(sum(split(minor, weightsOf(list)), "CNY")).toEqual(money(minor, "CNY"));
      }),
    );
  });

  test("no part is a whole unit away from its exact share, and a zero weight gets nothing", () => {
    fc.assert(
      fc.property(minors, areas, (minor, list) => {
        const whole = BigInt(list.reduce((total, area) => total + area, 0));
        split(minor, weightsOf(list)).forEach((part, index) => {
          const share = BigInt(list[index] ?? 0);
          const miss = part.minor * whole - minor * share;
          expect(miss < whole && -miss < whole).toBe(true);
          if (share === 0n) expect(part.minor).toBe(0n);
        });
      }),
    );
  });

  test("a debt splits as the same sum would", () => {
    fc.assert(
      fc.property(minors, areas, (minor, list) => {
        expect(split(-minor, weightsOf(list))).toEqual(split(minor, weightsOf(list)).map(negate));
      }),
    );
  });

  test("only the proportion of the weights counts", () => {
    fc.assert(
      fc.property(minors, areas, (minor, list) => {
        const tenfold = list.map((area) => (area / 10).toFixed(1));
        expect(split(minor, tenfold)).toEqual(split(minor, weightsOf(list)));
      }),
    );
  });

  test("of two weights the larger never gets less", () => {
    fc.assert(
      fc.property(minors, areas, (minor, list) => {
        const parts = split(minor < 0n ? -minor : minor, weightsOf(list));
        const ranked = parts
          .map((part, index) => ({ part: part.minor, weight: list[index] ?? 0 }))
          .sort((a, b) => a.weight - b.weight || Number(a.part - b.part));
        ranked.reduce((lower, upper) => {
          expect(lower.part <= upper.part).toBe(true);
          return upper;
        });
      }),
    );
  });
});
