import type { Schema } from "@xinyi/api-client";
import { lastDayOf, type YearMonth } from "@xinyi/calendar";
import {
  type Entry,
  toBeancount,
  toHledgerJournal,
  toLedgerJournal,
} from "@xinyi/trust-accounting";
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

/** The programs a journal is written for; each file ends with the name of its program. */
export type JournalFormat = "hledger" | "ledger" | "beancount";

/**
 * The book as one of three programs reads it, with its name and what it was made from at the head.
 * For those who keep the books: sub-accounts name units by their ids, so it is not for the board.
 * Beancount's file asserts every final balance to the fen.
 */
export function journalText(
  format: JournalFormat,
  entries: readonly Entry[],
  title: string,
): string {
  return `; ${title.replace(/[\r\n]/g, " ")}\n${bodyOf(format, entries)}`;
}

function bodyOf(format: JournalFormat, entries: readonly Entry[]): string {
  const { accounts } = chartOf(defaultChart);
  switch (format) {
    case "hledger":
      return toHledgerJournal(entries, accounts);
    case "ledger":
      return toLedgerJournal(entries);
    case "beancount":
      return toBeancount(entries, accounts);
  }
}
