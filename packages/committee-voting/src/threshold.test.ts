import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Fraction, greatestBelow, isOnBoundary, leastThatMeets, meets } from "./threshold.ts";

const twoThirds: Fraction = [2n, 3n];
const half: Fraction = [1n, 2n];

describe("a bar", () => {
  test("以上 includes the number itself, 超过 does not", () => {
    expect(meets(600n, 900n, { kind: "atLeast", share: twoThirds })).toBe(true);
    expect(meets(600n, 900n, { kind: "moreThan", share: twoThirds })).toBe(false);
    expect(meets(599n, 900n, { kind: "atLeast", share: twoThirds })).toBe(false);
    expect(meets(601n, 900n, { kind: "moreThan", share: twoThirds })).toBe(true);
  });

  test("of nothing, nothing reaches it", () => {
    expect(meets(0n, 0n, { kind: "atLeast", share: half })).toBe(false);
    expect(meets(1n, 0n, { kind: "moreThan", share: half })).toBe(false);
  });

  test("two thirds of 100 000.00 m² is 66 666.67 to the hundredth", () => {
    const whole = 1_000_000_000n;
    const bar = { kind: "atLeast", share: twoThirds } as const;
    expect(leastThatMeets(whole, bar, 100n)).toBe(666_666_700n);
    expect(leastThatMeets(900n, bar, 1n)).toBe(600n);
    expect(leastThatMeets(900n, { kind: "moreThan", share: twoThirds }, 1n)).toBe(601n);
    expect(greatestBelow(1000n, { kind: "moreThan", share: [1n, 4n] }, 1n)).toBe(250n);
    expect(greatestBelow(1000n, { kind: "atLeast", share: [1n, 2n] }, 1n)).toBe(499n);
  });
});

describe("laws", () => {
  const whole = fc.bigInt({ min: 1n, max: 10n ** 15n });
  const share = fc
    .tuple(fc.bigInt({ min: 1n, max: 1000n }), fc.bigInt({ min: 1n, max: 1000n }))
    .map(([a, b]): Fraction => (a < b ? [a, b] : [b, a]));

  test("the two bars differ only on the exact share", () => {
    fc.assert(
      fc.property(whole, share, fc.bigInt({ min: 0n, max: 10n ** 15n }), (all, part, reached) => {
        const atLeast = meets(reached, all, { kind: "atLeast", share: part });
        const moreThan = meets(reached, all, { kind: "moreThan", share: part });
        expect(atLeast !== moreThan).toBe(isOnBoundary(reached, all, part));
      }),
    );
  });

  test("the least that is printed reaches the bar, and one step less does not", () => {
    const step = fc.constantFrom(1n, 100n);
    const kind = fc.constantFrom("atLeast" as const, "moreThan" as const);
    fc.assert(
      fc.property(whole, share, step, kind, (all, part, by, op) => {
        const bar = { kind: op, share: part };
        const least = leastThatMeets(all, bar, by);
        expect(least % by).toBe(0n);
        expect(meets(least, all, bar)).toBe(true);
        expect(meets(least - by, all, bar)).toBe(false);
      }),
    );
  });
});
