import type { LocalDate } from "./local-date.ts";

/** Civil days from `from` to `to`, both included. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export function contains(period: Period, date: LocalDate): boolean {
  return period.from <= date && date <= period.to;
}

/** Whether the two periods share at least one day. */
export function overlaps(left: Period, right: Period): boolean {
  return left.from <= right.to && right.from <= left.to;
}
