/**
 * A decimal number without a limit: `unscaled / 10 ** scale`. Rates, areas and
 * weights are read into it. Products and quotients of such numbers stay exact
 * as fractions of two integers, so they are never rounded on the way; a library
 * of fixed precision would round every quotient once by itself before we do.
 */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** Plain digits with an optional sign and fraction: no exponent, blank, plus sign or leading zero. */
const grammar = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

/** Whether text is a decimal number as this package reads it: "89.47", "0", "-1.50". */
export function isDecimal(text: string): boolean {
  return grammar.test(text);
}

/** Reads what `isDecimal` accepts; anything else throws, for the rim should have refused it. */
export function readDecimal(text: string): Decimal {
  if (!isDecimal(text)) throw new RangeError(`not a decimal number: ${JSON.stringify(text)}`);
  const point = text.indexOf(".");
  return {
    unscaled: BigInt(text.replace(".", "")),
    scale: point < 0 ? 0 : text.length - point - 1,
  };
}

/** The exact product as one decimal; of nothing, 1. */
export function multiply(factors: readonly string[]): Decimal {
  return factors.map(readDecimal).reduce(
    (product, factor) => ({
      unscaled: product.unscaled * factor.unscaled,
      scale: product.scale + factor.scale,
    }),
    { unscaled: 1n, scale: 0 },
  );
}

/** `10 ** exponent` as an integer. */
export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}
