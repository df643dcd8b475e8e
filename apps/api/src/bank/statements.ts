import type { MoneyWire } from "@xinyi/money";
import { inBook } from "../books/commands.ts";
import type { BookRow } from "../books/ledger-store.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

export interface StatementWire {
  readonly id: string;
  readonly account: string;
  readonly statementRef: string;
  readonly opening: MoneyWire;
  readonly openingOn: string | null;
  readonly movements: MoneyWire;
  readonly closing: MoneyWire;
  readonly closingOn: string | null;
  readonly gap: MoneyWire;
  readonly gapToPrevious: MoneyWire | null;
  readonly lines: number;
  readonly importedAt: string;
}

/** Every statement of the book in the order of its days, each with what is missing in or before it. */
export async function statementsOf(
  work: UnitOfWork,
  book: BookRow,
): Promise<readonly StatementWire[]> {
  const { rows } = await work.client.query(
    `select s.*, (select count(*)::int from trust.bank_line l where l.statement_id = s.id) as lines,
       s.opening_minor - lag(s.closing_minor) over
         (partition by s.account order by s.closing_on, s.imported_at, s.id) as gap_to_previous
     from trust.bank_statement s where s.book_id = $1
     order by s.closing_on, s.imported_at, s.id`,
    [book.id],
  );
  return rows.map((row) => ({
    id: row.id,
    account: row.account,
    statementRef: row.statement_ref,
    opening: inBook(book, row.opening_minor),
    openingOn: row.opening_on,
    movements: inBook(book, row.movements_minor),
    closing: inBook(book, row.closing_minor),
    closingOn: row.closing_on,
    gap: inBook(book, gapIn(row)),
    gapToPrevious: row.gap_to_previous === null ? null : inBook(book, row.gap_to_previous),
    lines: row.lines,
    importedAt: row.imported_at,
  }));
}

/** What the closing balance lacks of opening balance and movements. */
function gapIn(row: {
  closing_minor: bigint;
  opening_minor: bigint;
  movements_minor: bigint;
}): bigint {
  return row.closing_minor - row.opening_minor - row.movements_minor;
}
