import type { LocalDate } from "@xinyi/calendar";
import type { MoneyWire } from "@xinyi/money";
import { ACCOUNTS } from "@xinyi/trust-accounting";
import { inBook } from "../books/commands.ts";
import type { BookRow } from "../books/ledger-store.ts";
import { squareMetres } from "../registry/store.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

export interface OwnUnit {
  readonly id: string;
  readonly number: string;
  readonly building: string;
  readonly areaSquareMetres: string;
  readonly rate: string | null;
  readonly since: LocalDate;
  readonly owed: MoneyWire;
  readonly paidAhead: MoneyWire;
}

/** What somebody owns in an estate on a day, and how each unit stands. */
export async function ownUnits(
  work: UnitOfWork,
  book: BookRow,
  on: LocalDate,
): Promise<readonly OwnUnit[]> {
  const { rows } = await work.client.query(
    `select u.id, u.number, b.name as building, u.area_cm2, min(o.from_on) as since,
       (select t.rate::text from registry.unit_tariff t where t.unit_id = u.id and t.from_on <= $3
         order by t.from_on desc, t.recorded_at desc limit 1) as rate,
       coalesce((select sum(p.amount_minor) from trust.posting p where p.book_id = $4
         and p.account = $5 and p.sub = u.id::text), 0)::bigint as owed,
       coalesce((select -sum(p.amount_minor) from trust.posting p where p.book_id = $4
         and p.account = $6 and p.sub = u.id::text), 0)::bigint as ahead
     from registry.ownership o join registry.unit u on u.id = o.unit_id
       join registry.building b on b.id = u.building_id
     where o.person_id = $1 and u.estate_id = $2 and o.from_on <= $3
       and (o.to_on is null or o.to_on >= $3)
     group by u.id, u.number, b.name, u.area_cm2 order by length(u.number), u.number`,
    [work.personId, book.estateId, on, book.id, ACCOUNTS.feeReceivable, ACCOUNTS.advance],
  );
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    building: row.building,
    areaSquareMetres: squareMetres(row.area_cm2),
    rate: row.rate,
    since: row.since,
    owed: inBook(book, row.owed),
    paidAhead: inBook(book, row.ahead),
  }));
}

export interface AccountLine {
  readonly id: string;
  readonly sequence: number;
  readonly occurredOn: LocalDate;
  readonly kind: "bill" | "receipt" | "reversal" | "other";
  readonly month: string | null;
  /** More owed positive, paid negative. */
  readonly amount: MoneyWire;
  readonly isReversed: boolean;
}

/** The unit's bills and receipts, newest first, from before a place in the chain. */
export async function accountLines(
  work: UnitOfWork,
  book: BookRow,
  unit: { readonly id: string; readonly since: LocalDate },
  asked: { readonly before: number | undefined; readonly limit: number },
): Promise<readonly AccountLine[]> {
  const { rows } = await work.client.query(
    `select e.id, e.sequence::int as sequence, e.occurred_on as "occurredOn", bill.month,
       e.reverses is not null as "isReversal", sum(p.amount_minor)::bigint as amount,
       exists (select from trust.posting q where q.entry_id = e.id and q.account = any($4)) as "isMoney",
       exists (select from trust.entry r where r.reverses = e.id) as "isReversed"
     from trust.posting p join trust.entry e on e.id = p.entry_id
       left join trust.bill bill on bill.entry_id = coalesce(e.reverses, e.id)
     where p.book_id = $1 and p.account in ($2, $3) and p.sub = $5::uuid::text
       -- What a former owner was billed and paid is his own affair.
       and e.occurred_on >= $6 and ($7::bigint is null or e.sequence < $7)
     group by e.id, e.sequence, e.occurred_on, bill.month, e.reverses
     having sum(p.amount_minor) <> 0
     order by e.sequence desc limit $8`,
    [
      book.id,
      ACCOUNTS.feeReceivable,
      ACCOUNTS.advance,
      [ACCOUNTS.trustBank, ACCOUNTS.suspense],
      unit.id,
      unit.since,
      asked.before ?? null,
      asked.limit,
    ],
  );
  return rows.map((row) => ({
    id: row.id,
    sequence: row.sequence,
    occurredOn: row.occurredOn,
    kind: kindOf(row),
    month: row.month,
    amount: inBook(book, row.amount),
    isReversed: row.isReversed,
  }));
}

function kindOf(row: { isReversal: boolean; month: string | null; isMoney: boolean }) {
  if (row.isReversal) return "reversal";
  if (row.month !== null) return "bill";
  return row.isMoney ? "receipt" : "other";
}
