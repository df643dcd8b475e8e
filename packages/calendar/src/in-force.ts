import type { LocalDate } from "./local-date.ts";

/**
 * A rule's value with its first and, once repealed, last day of force, and the
 * text it rests on. `verified` says that someone read that text.
 */
export interface InForce<T> {
  readonly from: LocalDate;
  readonly to?: LocalDate;
  readonly value: T;
  readonly source: string;
  readonly verified: boolean;
}

/**
 * What is in force on a day: of the values that have begun, the latest; of two
 * that began together, the one listed later. Nothing, if that one has ended:
 * a repeal does not bring the value before it back to life.
 */
export function inForceOn<T>(
  values: readonly InForce<T>[],
  date: LocalDate,
): InForce<T> | undefined {
  let latest: InForce<T> | undefined;
  for (const value of values) {
    if (value.from <= date && (latest === undefined || value.from >= latest.from)) latest = value;
  }
  return latest?.to === undefined || date <= latest.to ? latest : undefined;
}
