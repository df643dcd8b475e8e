/** A share with its counts, and the interval that holds the true share with the given confidence. */
export interface RateEstimate {
  readonly part: number;
  readonly whole: number;
  /** Decimal fractions of four places; none where there is nothing to count. */
  readonly rate?: string;
  readonly low?: string;
  readonly high?: string;
}

/**
 * The exact interval of Clopper and Pearson: it never holds the true share less
 * often than it says, however few the cases, where the usual one of plus and
 * minus does. Bounds are rounded outwards. A part above its whole throws.
 */
export function rateEstimate(part: number, whole: number, confidence = 0.95): RateEstimate {
  if (!Number.isInteger(part) || !Number.isInteger(whole) || part < 0 || part > whole) {
    throw new RangeError(`not a share: ${part} of ${whole}`);
  }
  if (whole === 0) return { part, whole };
  const tail = (1 - confidence) / 2;
  const low = part === 0 ? 0 : solve((p) => betaShare(p, part, whole - part + 1), tail);
  const high = part === whole ? 1 : solve((p) => betaShare(p, part + 1, whole - part), 1 - tail);
  return {
    part,
    whole,
    rate: (Math.round((part / whole) * 10_000) / 10_000).toFixed(4),
    low: (Math.floor(low * 10_000) / 10_000).toFixed(4),
    high: (Math.ceil(high * 10_000) / 10_000).toFixed(4),
  };
}

/** Where a rising function of a share reaches a value; halving 60 times is finer than a double. */
function solve(rising: (p: number) => number, value: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (rising(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularized incomplete beta function: the chance of at least `a` successes in `a + b − 1`. */
function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const scale = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  // The continued fraction converges fast on the side of the mean that it is used on.
  return x < (a + 1) / (a + b + 2)
    ? (scale * betaFraction(x, a, b)) / a
    : 1 - (scale * betaFraction(1 - x, b, a)) / b;
}

/** Lentz's evaluation of the continued fraction of the incomplete beta function. */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}

/** Lanczos, nine terms: 15 digits over the counts that occur. */
const LANCZOS: readonly number[] = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(x: number): number {
  const shifted = x - 1;
  const series = LANCZOS.reduce(
    (sum, term, at) => sum + term / (shifted + at + 1),
    0.99999999999980993,
  );
  const t = shifted + LANCZOS.length - 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(series);
}
