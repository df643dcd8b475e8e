/** Days at one rate; the rate is a decimal fraction or a price, the caller's to say. */
export interface RateSegment {
  readonly days: number;
  readonly rate: string;
}

/** Σ rate × days as one exact decimal: rounded nowhere, so that a later rounding is the only one. */
export function weightedRate(segments: readonly RateSegment[]): string {
  const decimals = Math.max(0, ...segments.map(({ rate }) => decimalsOf(rate)));
  const total = segments.reduce((sum, { rate, days }) => {
    const padded = rate.replace(".", "") + "0".repeat(decimals - decimalsOf(rate));
    return sum + BigInt(padded) * BigInt(days);
  }, 0n);
  const digits = total.toString().padStart(decimals + 1, "0");
  if (decimals === 0) return digits;
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function decimalsOf(decimal: string): number {
  return decimal.split(".")[1]?.length ?? 0;
}
