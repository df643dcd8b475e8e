/** A share as the law writes it: numerator, then denominator. */
export type Fraction = readonly [numerator: bigint, denominator: bigint];

/**
 * The two ways law writes a bar: "以上" includes the number itself, "超过"
 * does not (Civil Code art. 1259), and "过半数" is read as more than half.
 */
export type Threshold =
  | { readonly kind: "atLeast"; readonly share: Fraction }
  | { readonly kind: "moreThan"; readonly share: Fraction };

/** Whether `part` of `whole` reaches the bar; of nothing, nothing reaches it. */
export function meets(part: bigint, whole: bigint, threshold: Threshold): boolean {
  if (whole <= 0n) return false;
  const [numerator, denominator] = threshold.share;
  const left = part * denominator;
  const right = whole * numerator;
  return threshold.kind === "atLeast" ? left >= right : left > right;
}

/** Whether `part` is exactly the share, where the two kinds of bar part ways. */
export function isOnBoundary(part: bigint, whole: bigint, share: Fraction): boolean {
  return part * share[1] === whole * share[0];
}

/**
 * The least multiple of `step` that reaches the bar, so that what a notice
 * prints as "needed" is an amount that can be reached: heads in ones, area in
 * hundredths of a square metre.
 */
export function leastThatMeets(whole: bigint, threshold: Threshold, step: bigint): bigint {
  const [numerator, denominator] = threshold.share;
  const unit = denominator * step;
  const floor = (whole * numerator) / unit;
  const exact = floor * unit === whole * numerator;
  return (exact && threshold.kind === "atLeast" ? floor : floor + 1n) * step;
}

/** The greatest multiple of `step` that does not reach the bar: how far opposition may go. */
export function greatestBelow(whole: bigint, threshold: Threshold, step: bigint): bigint {
  return leastThatMeets(whole, threshold, step) - step;
}
