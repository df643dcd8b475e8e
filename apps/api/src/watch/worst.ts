/** What the street's first screen looks for; the days and percents are held against a bar. */
export const kinds = [
  "ratification-overdue",
  "line-unplaced",
  "order-waiting",
  "month-not-closed",
  "budget-line-full",
  "month-not-published",
  "statement-missing",
] as const;
export type WatchKind = (typeof kinds)[number];
export type Bars = Readonly<Record<WatchKind, number>>;

/** Where a district has set none: days, and per cent of a line. */
export const barsOfTheProject: Bars = {
  "ratification-overdue": 0,
  "line-unplaced": 30,
  "order-waiting": 7,
  "month-not-closed": 15,
  "budget-line-full": 95,
  "month-not-published": 15,
  "statement-missing": 40,
};

/** Something of one estate that may have passed its bar. `value` counts days, or per cent. */
export interface Finding {
  readonly kind: WatchKind;
  readonly estateId: string;
  readonly estateName: string;
  readonly value: number;
  readonly since: string;
}

/** Not more lines than a head takes in at once. */
export const linesAtMost = 12;
/** One fault in every estate must not hide all others. */
const linesOfAKind = 4;

/**
 * The worst findings, those that have reached their bar, worst first: by how many times over the
 * bar they are; then what threatens money before what is only late; then by estate. Of one kind
 * only the worst four, while others wait. The rest is counted and left away.
 */
export function worst<One extends Finding>(
  findings: readonly One[],
  bars: Bars,
): { readonly lines: readonly One[]; readonly left: number } {
  const over = findings
    .filter(({ kind, value }) => value >= bars[kind])
    .sort(
      (left, right) =>
        overBy(right, bars) - overBy(left, bars) ||
        kinds.indexOf(left.kind) - kinds.indexOf(right.kind) ||
        left.estateName.localeCompare(right.estateName, "zh") ||
        (left.since < right.since ? -1 : 1),
    );
  const ofAKind = new Map<WatchKind, number>();
  const isAmongFirst = ({ kind }: One): boolean => {
    ofAKind.set(kind, (ofAKind.get(kind) ?? 0) + 1);
    return (ofAKind.get(kind) ?? 0) <= linesOfAKind;
  };
  const first = over.filter(isAmongFirst);
  const rest = over.filter((one) => !first.includes(one));
  const shown = new Set([...first, ...rest].slice(0, linesAtMost));
  return { lines: over.filter((one) => shown.has(one)), left: over.length - shown.size };
}

/** Times over its bar. A line of the budget has little room above its bar, so it is stretched. */
function overBy({ kind, value }: Finding, bars: Bars): number {
  const bar = bars[kind];
  if (kind === "budget-line-full") return 1 + (value - bar) / Math.max(1, 100 - bar);
  return (value + 1) / (bar + 1);
}
