import { Decimal as Library } from "decimal.js";

/**
 * A decimal number: a rate, an area, a weight. The library's precision is set so high that nothing
 * a pack or a person writes is ever rounded on the way; where it would be, reading throws.
 */
export type Decimal = Library;

/** Far beyond any rate or area, and far below what the precision holds. */
const digitsAtMost = 200;
const productDigitsAtMost = 1600;

/** A constructor of our own: the library's default one has settings that anybody may change. */
const Exact = Library.clone({
  precision: 2000,
  rounding: Library.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  defaults: true,
});

/** Plain digits with an optional sign and fraction: no exponent, blank, plus sign or leading zero. */
const grammar = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

/** Whether text is a decimal number as this package reads it: "89.47", "0", "-1.50". */
export function isDecimal(text: string): boolean {
  return grammar.test(text);
}

/** Reads what `isDecimal` accepts; anything else throws, for the rim should have refused it. */
export function readDecimal(text: string): Decimal {
  if (!isDecimal(text)) throw new RangeError(`not a decimal number: ${JSON.stringify(text)}`);
  if (text.length > digitsAtMost) throw new RangeError(`more than ${digitsAtMost} digits`);
  return new Exact(text);
}

/** The exact product; of nothing, 1. Factors too long to be multiplied exactly throw. */
export function multiply(factors: readonly (string | Decimal)[]): Decimal {
  const numbers = factors.map((factor) =>
    typeof factor === "string" ? readDecimal(factor) : factor,
  );
  const digits = numbers.reduce((total, number) => total + number.precision(), 0);
  if (digits > productDigitsAtMost) throw new RangeError("too many digits to multiply exactly");
  return numbers.reduce((product, number) => product.times(number), new Exact(1));
}

/** A whole number of minor units, or of anything else counted, among decimals. */
export function fromInteger(value: bigint): Decimal {
  return new Exact(value.toString());
}

/** A decimal without a fraction as an integer; one with a fraction throws. */
export function toInteger(value: Decimal): bigint {
  return BigInt(value.toFixed());
}

/** `10 ** exponent`. */
export function powerOfTen(exponent: number): Decimal {
  return new Exact(10).pow(exponent);
}
