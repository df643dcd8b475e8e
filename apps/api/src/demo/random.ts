/** Chance that repeats itself: the same seed gives the same estate on every machine. */
export interface Chance {
  /** A whole number from 0 up to, but not including, `bound`. */
  readonly below: (bound: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly shuffle: <Item>(items: readonly Item[]) => readonly Item[];
}

/** Mulberry32: small, fast, and good enough to deal out names and days. No secret may come of it. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (bound: number): number => next() % bound;
  return {
    below,
    pick: (items) => items[below(items.length)]!,
    shuffle: (items) => {
      const dealt = [...items];
      for (let at = dealt.length - 1; at > 0; at--) {
        const other = below(at + 1);
        [dealt[at], dealt[other]] = [dealt[other]!, dealt[at]!];
      }
      return dealt;
    },
  };
}
