import type { CurrencyCode } from "./currency.ts";
import { type Decimal, powerOfTen, readDecimal, toInteger } from "./decimal.ts";
import type { Money } from "./money.ts";

/** Who gets the minor units left over; the only way so far is named all the same. */
export interface AllocationOptions {
  readonly remainder: "largest";
}

/**
 * Splits an amount by decimal weights (areas, shares) so that the parts add up
 * to it exactly. Every part gets its share cut to a minor unit; what is left
 * goes one unit each to the largest cut-off remainders, and among equals to the
 * earlier weight. A debt splits as the same sum would, negated. The parts come
 * in the order of the weights. Negative weights, and weights that are all zero
 * or absent, throw: there is nobody to give the money to.
 */
export function allocate<C extends CurrencyCode>(
  amount: Money<C>,
  weights: readonly string[],
  options: AllocationOptions,
): readonly Money<C>[] {
  const shares = toIntegers(weights.map(readDecimal));
  if (shares.some((share) => share < 0n)) throw new RangeError("a weight is negative");
  const whole = shares.reduce((total, share) => total + share, 0n);
  if (whole === 0n) throw new RangeError("the weights add up to zero");

  const sign = amount.minor < 0n ? -1n : 1n;
  const size = amount.minor * sign;
  const parts = shares.map((share) => (size * share) / whole);
  const remainders = shares.map((share) => (size * share) % whole);
  const left = parts.reduce((rest, part) => rest - part, size);
  const favoured = new Set(favourites[options.remainder](remainders).slice(0, Number(left)));
  return parts.map((part, index) => ({
    currency: amount.currency,
    minor: sign * (favoured.has(index) ? part + 1n : part),
  }));
}

/** Weights of different scales, brought to whole numbers in the same proportion. */
function toIntegers(weights: readonly Decimal[]): readonly bigint[] {
  const scale = weights.reduce((largest, weight) => Math.max(largest, weight.decimalPlaces()), 0);
  return weights.map((weight) => toInteger(weight.times(powerOfTen(scale))));
}

const favourites = { largest: largestFirst };

/** Positions by falling remainder; the sort is stable, so ties keep their order. */
function largestFirst(remainders: readonly bigint[]): readonly number[] {
  return remainders
    .map((remainder, index) => ({ remainder, index }))
    .sort((a, b) => (a.remainder === b.remainder ? 0 : a.remainder < b.remainder ? 1 : -1))
    .map(({ index }) => index);
}
