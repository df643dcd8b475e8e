import { formatAmount, type MoneyWire, money } from "@xinyi/money";
import type { UnitOfWork } from "../unit-of-work.ts";
import type { BookRow } from "./ledger-store.ts";
import { monthBounds } from "./month.ts";

export interface EntryWire {
  readonly id: string;
  readonly sequence: number;
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly actorId: string;
  readonly reason: string | null;
  readonly reverses: string | null;
  readonly reversedBy: string | null;
  readonly previousHash: string;
  readonly hash: string;
  readonly postings: { account: string; fund: string; sub: string | null; amount: MoneyWire }[];
  readonly spending: {
    payee: string;
    purpose: string;
    voucherNumber: string;
    voucherSha256: string | null;
  } | null;
}

const entryColumns = `
  select e.id, e.sequence::int as sequence, e.occurred_on as "occurredOn",
    e.form::jsonb ->> 'recordedAt' as "recordedAt", e.actor_id as "actorId",
    (select o.value #>> '{}' from trust.opening o where o.entry_id = e.id and o.field = 'reason') as reason,
    e.reverses, (select r.id from trust.entry r where r.reverses = e.id) as "reversedBy",
    e.previous_hash as "previousHash", e.hash,
    (select jsonb_agg(jsonb_build_object('account', p.account, 'fund', p.fund, 'sub', p.sub,
       'amount', p.amount_minor::text) order by p.ordinal)
      from trust.posting p where p.entry_id = e.id) as postings,
    (select jsonb_build_object('payee', s.payee, 'purpose', s.purpose,
       'voucherNumber', s.voucher_number, 'voucherSha256',
       (select o.value ->> 0 from trust.opening o where o.entry_id = e.id and o.field = 'vouchers'))
      from trust.spending s where s.entry_id = coalesce(e.reverses, e.id)) as spending
  from trust.entry e`;

type Row = Omit<EntryWire, "postings"> & {
  postings: { account: string; fund: string; sub: string | null; amount: string }[];
};

function toWire(book: BookRow, row: Row): EntryWire {
  return {
    ...row,
    postings: row.postings.map((line) => ({
      ...line,
      amount: {
        amount: formatAmount(money(BigInt(line.amount), book.currency)),
        currency: book.currency,
      },
    })),
  };
}

export async function entryById(
  work: UnitOfWork,
  book: BookRow,
  entryId: string,
): Promise<EntryWire | undefined> {
  const { rows } = await work.client.query(`${entryColumns} where e.id = $1 and e.book_id = $2`, [
    entryId,
    book.id,
  ]);
  return rows[0] && toWire(book, rows[0]);
}

/** Entries in the order of the chain, after a sequence number; of one month where asked. */
export async function entriesOf(
  work: UnitOfWork,
  book: BookRow,
  asked: { month?: string | undefined; after: number; upTo?: number; limit: number },
): Promise<readonly EntryWire[]> {
  const bounds = asked.month === undefined ? undefined : monthBounds(asked.month);
  const { rows } = await work.client.query(
    `${entryColumns} where e.book_id = $1 and e.sequence > $2
       and ($3::date is null or e.occurred_on between $3 and $4)
       and ($6::bigint is null or e.sequence <= $6)
     order by e.sequence limit $5`,
    [
      book.id,
      asked.after,
      bounds?.from ?? null,
      bounds?.to ?? null,
      asked.limit,
      asked.upTo ?? null,
    ],
  );
  return rows.map((row) => toWire(book, row));
}

/** A place in the chain: an entry's number and hash, or 0 and the genesis before the first. */
export interface Head {
  readonly sequence: number;
  readonly hash: string;
}

/** The place a hash names; a notice keeps the one it was made at. */
export async function headNamed(work: UnitOfWork, book: BookRow, hash: string): Promise<Head> {
  if (hash === book.genesisHash) return { sequence: 0, hash };
  const { rows } = await work.client.query(
    "select sequence::int as sequence, hash from trust.entry where book_id = $1 and hash = $2",
    [book.id, hash],
  );
  if (!rows[0]) throw new Error(`no entry of book ${book.id} has the hash ${hash}`);
  return rows[0];
}

/** The newest entry: where the chain stands. */
export async function headOf(work: UnitOfWork, book: BookRow): Promise<Head> {
  const { rows } = await work.client.query(
    "select sequence::int as sequence, hash from trust.entry where book_id = $1 order by sequence desc limit 1",
    [book.id],
  );
  return rows[0] ?? { sequence: 0, hash: book.genesisHash };
}
