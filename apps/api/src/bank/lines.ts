import type { LocalDate } from "@xinyi/calendar";
import type { MoneyWire } from "@xinyi/money";
import { inBook } from "../books/commands.ts";
import type { BookRow } from "../books/ledger-store.ts";
import { maskAccount, maskName } from "../registry/mask.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

export type LineState = "matched" | "suspense" | "explained" | "unexplained" | "bounced";

export interface LineRow {
  readonly id: string;
  readonly statementId: string;
  readonly reference: string;
  readonly bookedOn: LocalDate;
  readonly amountMinor: bigint;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly remark: string | null;
  readonly state: LineState;
  readonly because: Record<string, unknown> | null;
  readonly entryId: string | null;
  readonly unitNumber: string | null;
}

const columns = `
  select l.id, l.statement_id as "statementId", l.reference, l.booked_on as "bookedOn",
    l.amount_minor as "amountMinor", p.name as "payerName",
    p.account as "payerAccount", p.remark, s.state, s.because, s.entry_id as "entryId",
    (select u.number from trust.posting q join registry.unit u on u.id::text = q.sub
      where q.entry_id = s.entry_id and q.sub is not null limit 1) as "unitNumber"
  from trust.bank_line l join trust.bank_line_state s on s.id = l.id
    left join trust.bank_line_payer p on p.line_id = l.id`;

export async function linesOf(
  work: UnitOfWork,
  book: BookRow,
  asked: { state?: string | undefined; statementId?: string | undefined },
): Promise<readonly LineRow[]> {
  const { rows } = await work.client.query(
    `${columns} where l.book_id = $1 and ($2::text is null or s.state = $2)
       and ($3::uuid is null or l.statement_id = $3)
     order by l.booked_on, l.ordinal, l.id`,
    [book.id, asked.state ?? null, asked.statementId ?? null],
  );
  return rows;
}

export async function findLine(
  work: UnitOfWork,
  book: BookRow,
  lineId: string,
): Promise<LineRow | undefined> {
  const { rows } = await work.client.query(`${columns} where l.book_id = $1 and l.id = $2`, [
    book.id,
    lineId,
  ]);
  return rows[0];
}

export interface LineWire extends Omit<LineRow, "amountMinor"> {
  readonly amount: MoneyWire;
}

/** A line for the wire. Only who may place receipts sees who paid; for others the payer is masked. */
export function lineWire(book: BookRow, row: LineRow, seesPayers: boolean): LineWire {
  const { amountMinor, ...rest } = row;
  return {
    ...rest,
    amount: inBook(book, amountMinor),
    payerName: row.payerName !== null && !seesPayers ? maskName(row.payerName) : row.payerName,
    payerAccount: row.payerAccount === null ? null : maskAccount(row.payerAccount),
    remark: seesPayers ? row.remark : null,
  };
}
