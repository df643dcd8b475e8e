import { unreachable } from "@xinyi/result";
import { type CurrencyCode, currencyScale } from "./currency.ts";
import { multiply, powerOfTen } from "./decimal.ts";
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
  const product = multiply(factors);
  const minor = divideRounded(
    product.unscaled * powerOfTen(currencyScale(currency)),
    powerOfTen(product.scale),
    rounding,
  );
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
  const product = multiply(factors);
  const divisor = multiply(divisors);
  const minor = divideRounded(
    amount.minor * product.unscaled * powerOfTen(divisor.scale),
    divisor.unscaled * powerOfTen(product.scale),
    rounding,
  );
  return { currency: amount.currency, minor };
}

function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator === 0n) throw new RangeError("division by zero");
  const negative = numerator < 0n !== denominator < 0n;
  const dividend = magnitude(numerator);
  const divisor = magnitude(denominator);
  const quotient = dividend / divisor;
  const remainder = dividend % divisor;
  const rounded = roundsUp(quotient, remainder, divisor, rounding) ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

function roundsUp(
  quotient: bigint,
  remainder: bigint,
  divisor: bigint,
  rounding: Rounding,
): boolean {
  switch (rounding) {
    case "half-up":
      return remainder * 2n >= divisor;
    case "half-even":
      return remainder * 2n === divisor ? quotient % 2n === 1n : remainder * 2n > divisor;
    case "down":
      return false;
    case "up":
      return remainder > 0n;
    default:
      return unreachable(rounding);
  }
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
