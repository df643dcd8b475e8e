import type { Schema } from "@xinyi/api-client";
import { lastDayOf, type YearMonth } from "@xinyi/calendar";
import { type Entry, toHledgerJournal } from "@xinyi/trust-accounting";
import { chartOf, defaultChart } from "../chart.ts";
import { entryFrom } from "../wire.ts";

/** The entries that occurred no later than the end of a month, or all. */
export function entriesUntil(
  entries: readonly Schema<"Entry">[],
  until: YearMonth | undefined,
): readonly Entry[] {
  const last = until === undefined ? undefined : lastDayOf(until);
  return entries
    .map(entryFrom)
    .filter(({ occurredOn }) => last === undefined || occurredOn <= last);
}

/**
 * The book as hledger reads it, with its name and what it was made from at the head. For those who keep
 * the books: sub-accounts name units by their ids, so it is not for the board.
 */
export function hledgerJournal(entries: readonly Entry[], title: string): string {
  return `; ${title.replace(/[\r\n]/g, " ")}\n${toHledgerJournal(entries, chartOf(defaultChart).accounts)}`;
}
