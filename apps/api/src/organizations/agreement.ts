/** How far two persons agree who coded the same bodies without seeing each other's word. */
export interface Agreement {
  readonly pairs: number;
  readonly same: number;
  /** Cohen's kappa; null where chance alone would explain everything or nothing was coded twice. */
  readonly kappa: number | null;
}

/** Each pair holds the two codes that one body got. */
export function agreementOf(pairs: readonly (readonly [string, string])[]): Agreement {
  const same = pairs.filter(([one, other]) => one === other).length;
  const count = pairs.length;
  if (count === 0) return { pairs: 0, same, kappa: null };
  const codes = new Set(pairs.flat());
  const share = (side: 0 | 1, code: string) =>
    pairs.filter((pair) => pair[side] === code).length / count;
  const byChance = [...codes].reduce((sum, code) => sum + share(0, code) * share(1, code), 0);
  const observed = same / count;
  return {
    pairs: count,
    same,
    kappa: byChance === 1 ? null : (observed - byChance) / (1 - byChance),
  };
}
