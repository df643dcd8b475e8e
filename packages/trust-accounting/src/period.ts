import type { YearMonth } from "@xinyi/calendar";
import { negate } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { classOf, type FundId, fundIn } from "./account.ts";
import { type Book, type CommonRejection, type Dated, type Posted, perform } from "./book.ts";
import { entryOf, type Posting } from "./entry.ts";
import { type BalanceRow, balancesFrom } from "./ledger.ts";
import type { FundWithoutEquity } from "./receipt.ts";

export interface SealFact extends Dated {
  readonly month: YearMonth;
}

export interface YearCloseFact extends Dated {
  /** What stands on income and expenses as of `on`: `balancesOf(entries, { occurredOn: on })`. */
  readonly results: readonly BalanceRow[];
}

/** Nothing is dated in this month any more. Reads: sealed months. Sealing twice changes nothing. */
export function sealMonth(book: Book, fact: SealFact): Result<Posted, CommonRejection> {
  return perform(book, "seal-month", fact, () =>
    accept({ changes: { sealedMonths: new Set(book.sealedMonths).add(fact.month) } }),
  );
}

/**
 * Brings income and expenses of every fund to nil against the fund's own
 * equity: a surplus stays with the owners and is never the trustee's. Rows of
 * other classes are left alone. Reads: nothing but its fact.
 */
export function closeYear(
  book: Book,
  fact: YearCloseFact,
): Result<Posted, CommonRejection | FundWithoutEquity> {
  return perform(book, "close-year", fact, () => {
    const lines: Posting[] = [];
    for (const row of fact.results) {
      const kind = classOf(row.account);
      if (kind !== "income" && kind !== "expense") continue;
      const equity = equityOf(book, row.fund);
      if (equity === undefined) return reject({ kind: "fund-without-equity", fund: row.fund });
      lines.push({ ...row, amount: negate(row.amount) });
      lines.push({ account: equity, fund: row.fund, amount: row.amount });
    }
    return accept({ entries: entryOf(fact.on, merged(lines)) });
  });
}

function equityOf(book: Book, fund: FundId): string | undefined {
  return fundIn(book.chart, fund)?.equity;
}

/** One line per account, fund and sub-account: the equity lines of a fund add up to its result. */
function merged(lines: readonly Posting[]): readonly Posting[] {
  return [...balancesFrom(lines).values()];
}
