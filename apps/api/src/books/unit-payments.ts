import type { MoneyWire } from "@xinyi/money";
import { ACCOUNTS } from "@xinyi/trust-accounting";
import { maskName } from "../registry/mask.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { inBook } from "./commands.ts";
import type { BookRow } from "./ledger-store.ts";
import { monthBounds } from "./month.ts";

export interface UnitPayment {
  readonly unitId: string;
  readonly unitNumber: string;
  readonly ownersMasked: string[];
  readonly billed: MoneyWire;
  readonly open: MoneyWire;
  readonly advance: MoneyWire;
  readonly status: "paid" | "part-paid" | "unpaid" | "not-billed";
}

/**
 * Who has paid, by unit: what was billed for the month, and what the unit still owes over all
 * months. Money settles the oldest bill first, so a month is paid when no more is open than was
 * billed after it.
 */
export async function unitPayments(
  work: UnitOfWork,
  book: BookRow,
  month: string,
): Promise<readonly UnitPayment[]> {
  const { to } = monthBounds(month);
  const { rows } = await work.client.query(
    `with standing as (
       select sub, sum(amount_minor) filter (where account = $3) as open,
         -sum(amount_minor) filter (where account = $4) as advance
       from trust.posting where book_id = $1 and account in ($3, $4) group by sub),
     bills as (
       select b.unit_id, sum(b.amount_minor) filter (where b.month = $5) as billed,
         sum(b.amount_minor) filter (where b.month > $5) as later
       from trust.bill b where b.book_id = $1
         and not exists (select from trust.entry r where r.reverses = b.entry_id)
       group by b.unit_id)
     select u.id, u.number,
       array(select p.name from registry.ownership o join registry.person p on p.id = o.person_id
         where o.unit_id = u.id and o.from_on <= $6 and (o.to_on is null or o.to_on >= $6)
         order by o.id) as owners,
       coalesce(bills.billed, 0)::bigint as billed,
       (coalesce(standing.open, 0) - coalesce(bills.later, 0))::bigint as open_to_month,
       coalesce(standing.open, 0)::bigint as open, coalesce(standing.advance, 0)::bigint as advance
     from registry.unit u
       left join bills on bills.unit_id = u.id
       left join standing on standing.sub = u.id::text
     where u.estate_id = $2 order by length(u.number), u.number`,
    [book.id, book.estateId, ACCOUNTS.feeReceivable, ACCOUNTS.advance, month, to],
  );
  return rows.map((row) => ({
    unitId: row.id,
    unitNumber: row.number,
    ownersMasked: row.owners.map(maskName),
    billed: inBook(book, row.billed),
    open: inBook(book, row.open),
    advance: inBook(book, row.advance),
    status: statusOf(row.billed, row.open_to_month),
  }));
}

function statusOf(billed: bigint, openUpToMonth: bigint): UnitPayment["status"] {
  if (billed === 0n) return "not-billed";
  if (openUpToMonth <= 0n) return "paid";
  return openUpToMonth < billed ? "part-paid" : "unpaid";
}
