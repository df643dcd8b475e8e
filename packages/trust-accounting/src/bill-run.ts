import { type CurrencyCode, type Money, subtract, sum, zero } from "@xinyi/money";

/** What one unit is charged for one item of the fees in a run. */
export interface RunLine {
  readonly unit: string;
  readonly item: string;
  readonly amount: Money;
}

/** One unit's item beside what it was the month before. */
export interface ComparedLine extends RunLine {
  readonly before: Money;
  readonly difference: Money;
}

/** A run beside the one before: every fen of difference stands on a line. */
export interface RunComparison {
  readonly total: Money;
  readonly totalBefore: Money;
  readonly difference: Money;
  /** Lines of both runs that differ, or stand in one only: the largest difference first. */
  readonly changed: readonly ComparedLine[];
  readonly unchanged: number;
}

/** Compares a run with the month before, line by line; a line of one run alone counts nil in the other. */
export function compareRuns(
  lines: readonly RunLine[],
  before: readonly RunLine[],
  currency: CurrencyCode,
): RunComparison {
  const keyOf = ({ unit, item }: RunLine): string => `${unit} ${item}`;
  const compared = new Map<string, ComparedLine>();
  const nothing = zero(currency);
  for (const line of before) {
    const known = compared.get(keyOf(line))?.before ?? nothing;
    const amount = sum([known, line.amount], currency);
    compared.set(keyOf(line), {
      ...line,
      amount: nothing,
      before: amount,
      difference: subtract(nothing, amount),
    });
  }
  for (const line of lines) {
    const known = compared.get(keyOf(line));
    const amount = sum([known?.amount ?? nothing, line.amount], currency);
    const earlier = known?.before ?? nothing;
    compared.set(keyOf(line), {
      ...line,
      amount,
      before: earlier,
      difference: subtract(amount, earlier),
    });
  }
  const all = [...compared.values()];
  const changed = all.filter(({ difference }) => difference.minor !== 0n);
  const sizeOf = ({ difference: { minor } }: ComparedLine): bigint => (minor < 0n ? -minor : minor);
  const totalOf = (field: "amount" | "before" | "difference"): Money =>
    sum(
      all.map((line) => line[field]),
      currency,
    );
  return {
    total: totalOf("amount"),
    totalBefore: totalOf("before"),
    difference: totalOf("difference"),
    changed: changed.sort((a, b) => (sizeOf(a) > sizeOf(b) ? -1 : sizeOf(a) < sizeOf(b) ? 1 : 0)),
    unchanged: all.length - changed.length,
  };
}
