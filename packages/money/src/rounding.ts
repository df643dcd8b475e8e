import { unreachable } from "@xinyi/result";
import { type CurrencyCode, currencyScale } from "./currency.ts";
import { type Decimal, fromInteger, multiply, powerOfTen, toInteger } from "./decimal.ts";
import type { Money } from "./money.ts";

/**
 * What becomes of a part of a minor unit, judged on the size and not the sign,
 * so that a refund rounds as its charge did. A tie goes away from zero with
 * `half-up` (四舍五入) and to the even neighbour with `half-even`; `down` cuts
 * towards zero, `up` completes away from it.
 */
export type Rounding = "half-up" | "half-even" | "down" | "up";

/**
 * The exact product of decimal numbers in major units, rounded once to minor
 * units: 89.47 ㎡ × 1.50 元/㎡·月 × 1 month is 134.205, half up 134.21 元.
 * A factor that is no decimal number throws.
 */
export function productToMinor<C extends CurrencyCode>(
  factors: readonly string[],
  currency: C,
  rounding: Rounding,
): Money<C> {
  const inMinor = multiply(factors).times(powerOfTen(currencyScale(currency)));
  const minor = divideRounded(inMinor, fromInteger(1n), rounding);
  return { currency, minor };
}

/**
 * `amount × factors ÷ divisors` as one exact fraction, rounded once: a yearly
 * fee for 17 of 365 days is `scale(fee, ["17"], ["365"], "half-up")`. A divisor
 * of zero and a factor or divisor that is no decimal number throw.
 */
export function scale<C extends CurrencyCode>(
  amount: Money<C>,
  factors: readonly string[],
  divisors: readonly string[],
  rounding: Rounding,
): Money<C> {
  const product = multiply([fromInteger(amount.minor), ...factors]);
  const minor = divideRounded(product, multiply(divisors), rounding);
  return { currency: amount.currency, minor };
}

/** Quotient and remainder are exact; only then is rounded, and once. */
function divideRounded(numerator: Decimal, denominator: Decimal, rounding: Rounding): bigint {
  if (denominator.isZero()) throw new RangeError("division by zero");
  const negative = numerator.isNegative() !== denominator.isNegative();
  const dividend = numerator.abs();
  const divisor = denominator.abs();
  const quotient = dividend.divToInt(divisor);
  const remainder = dividend.minus(quotient.times(divisor));
  const rounded = roundsUp(quotient, remainder, divisor, rounding) ? quotient.plus(1) : quotient;
  return toInteger(negative ? rounded.negated() : rounded);
}

function roundsUp(
  quotient: Decimal,
  remainder: Decimal,
  divisor: Decimal,
  rounding: Rounding,
): boolean {
  const half = remainder.times(2).comparedTo(divisor);
  switch (rounding) {
    case "half-up":
      return half >= 0;
    case "half-even":
      return half === 0 ? !quotient.mod(2).isZero() : half > 0;
    case "down":
      return false;
    case "up":
      return !remainder.isZero();
    default:
      return unreachable(rounding);
  }
}
