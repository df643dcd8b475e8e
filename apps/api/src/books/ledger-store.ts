import type { LocalDate } from "@xinyi/calendar";
import { canonicalJson } from "@xinyi/merkle-log";
import { type CurrencyCode, isCurrencyCode, money } from "@xinyi/money";
import {
  ACCOUNTS,
  type BalanceRow,
  type Book,
  bookFrom,
  type Entry,
  type EntryDraft,
  entryForm,
  type Posted,
  saltsNeeded,
  sealEntry,
} from "@xinyi/trust-accounting";
import { insertRows } from "../database/insert.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { chartOf } from "./chart.ts";
import { imprestRows, remunerationRows, subsidyGrants } from "./parts.ts";

/** A book as it is kept: its row, without what is posted in it. */
export interface BookRow {
  readonly id: string;
  readonly estateId: string;
  readonly currency: CurrencyCode;
  readonly chartId: string;
  readonly genesisHash: string;
  readonly zone: string;
}

/** The part of a book that a verb reads: `bookFrom` says which parts that is for each verb. */
export interface Wanted {
  /** Balances of these accounts; without subs every row of the account. */
  readonly accounts: readonly { readonly account: string; readonly subs?: readonly string[] }[];
  readonly references?: readonly string[];
  /** The entries of these acts, and those that reverse them. */
  readonly acts?: readonly string[];
  /** All entries on the receivable of these units. */
  readonly receivables?: readonly string[];
  /** The subsidies of these units, with their entries and what is due on them. */
  readonly subsidies?: readonly string[];
  /** Every month of the trustee's fee. */
  readonly remunerations?: true;
  /** What petty cash was set to. */
  readonly imprests?: true;
}

/** The estate's book: of one after the other, the one that is not handed over. */
export async function findBook(work: UnitOfWork, estateId: string): Promise<BookRow | undefined> {
  const { rows } = await work.client.query(
    `select b.id, b.currency, b.chart_id, b.genesis_hash, e.zone from trust.book b
       join registry.estate e on e.id = b.estate_id where b.estate_id = $1
         and not exists (select from trust.hand_over h where h.book_id = b.id)`,
    [estateId],
  );
  const row = rows[0];
  if (!row) return undefined;
  if (!isCurrencyCode(row.currency)) throw new Error(`book ${row.id}: currency ${row.currency}`);
  return {
    id: row.id,
    estateId,
    currency: row.currency,
    chartId: row.chart_id,
    genesisHash: row.genesis_hash,
    zone: row.zone,
  };
}

/** The same, held until the end of the transaction: writers of one book queue, others do not. */
export async function lockBook(work: UnitOfWork, estateId: string): Promise<BookRow | undefined> {
  const row = await findBook(work, estateId);
  if (row) {
    await work.client.query("select pg_advisory_xact_lock(hashtextextended($1, 11))", [row.id]);
  }
  return row;
}

/** Loads the wanted part of a book for a verb to decide on. Call it under `lockBook` to write. */
export async function loadBook(work: UnitOfWork, row: BookRow, wanted: Wanted): Promise<Book> {
  const { client } = work;
  const granted = wanted.subsidies ?? [];
  const subsidies = await subsidyGrants(work, row, granted);
  const balances = await balanceRows(work, row, [
    ...wanted.accounts,
    ...(granted.length === 0
      ? []
      : [
          { account: ACCOUNTS.subsidyReceivable },
          { account: ACCOUNTS.subsidyDue, subs: granted },
          { account: ACCOUNTS.trustBank },
        ]),
  ]);
  const references = await client.query(
    "select reference, fingerprint from trust.reference where book_id = $1 and reference = any($2)",
    [row.id, wanted.references ?? []],
  );
  const sealed = await client.query("select month from trust.sealed_month where book_id = $1", [
    row.id,
  ]);
  return bookFrom({
    chart: chartOf(row.chartId),
    currency: row.currency,
    balances,
    entries: await entriesWanted(work, row, {
      ...wanted,
      acts: [...(wanted.acts ?? []), ...subsidies.map(({ act }) => act)],
    }),
    subsidies,
    ...(wanted.remunerations && { remunerations: await remunerationRows(work, row) }),
    ...(wanted.imprests && { imprests: await imprestRows(work, row) }),
    references: references.rows.map((one) => [one.reference, one.fingerprint]),
    sealedMonths: sealed.rows.map((one) => one.month),
  });
}

async function balanceRows(
  { client }: UnitOfWork,
  row: BookRow,
  wanted: Wanted["accounts"],
): Promise<readonly BalanceRow[]> {
  const whole = wanted.filter((one) => one.subs === undefined).map((one) => one.account);
  const parts = wanted.flatMap((one) => (one.subs ?? []).map((sub) => [one.account, sub] as const));
  const { rows } = await client.query(
    `select account, fund, sub, sum(amount_minor)::bigint as amount from trust.posting
      where book_id = $1 and (account = any($2)
        or (account, sub) in (select * from unnest($3::text[], $4::text[])))
      group by account, fund, sub`,
    [row.id, whole, parts.map(([account]) => account), parts.map(([, sub]) => sub)],
  );
  return rows.map((one) => ({
    account: one.account,
    fund: one.fund,
    ...(one.sub !== null && { sub: one.sub }),
    amount: money(one.amount, row.currency),
  }));
}

async function entriesWanted(
  work: UnitOfWork,
  row: BookRow,
  { acts = [], receivables = [] }: Wanted,
): Promise<readonly Entry[]> {
  if (acts.length === 0 && receivables.length === 0) return [];
  return entriesWhere(
    work,
    row,
    `select id from trust.entry where book_id = $1 and act_id = any($2)
     union select entry_id from trust.posting
       where book_id = $1 and account = '${ACCOUNTS.feeReceivable}' and sub = any($3)`,
    [acts, receivables],
  );
}

/** All entries on the receivable of fees, for every unit of the book. */
export function receivableEntries(work: UnitOfWork, row: BookRow): Promise<readonly Entry[]> {
  return entriesWhere(
    work,
    row,
    "select entry_id as id from trust.posting where book_id = $1 and account = $2",
    [ACCOUNTS.feeReceivable],
  );
}

/** The entries that a query of our own names, those that reverse them too, in the chain's order. */
async function entriesWhere(
  { client }: UnitOfWork,
  row: BookRow,
  wanted: string,
  values: readonly unknown[],
): Promise<readonly Entry[]> {
  const { rows } = await client.query(
    `with wanted as (${wanted})
     select e.id, e.act_id, e.occurred_on, e.reverses,
       (select jsonb_agg(jsonb_build_object('account', p.account, 'fund', p.fund, 'sub', p.sub,
          'amount', p.amount_minor::text) order by p.ordinal)
         from trust.posting p where p.entry_id = e.id) as postings
     from trust.entry e
     where e.id in (select id from wanted) or e.reverses in (select id from wanted)
     order by e.sequence`,
    [row.id, ...values],
  );
  return rows.map((one) => ({
    id: one.id,
    act: one.act_id,
    occurredOn: one.occurred_on as LocalDate,
    ...(one.reverses !== null && { reverses: one.reverses }),
    postings: one.postings.map(
      (line: { account: string; fund: string; sub: string | null; amount: string }) => ({
        account: line.account,
        fund: line.fund,
        ...(line.sub !== null && { sub: line.sub }),
        amount: money(BigInt(line.amount), row.currency),
      }),
    ),
  }));
}

/** What a verb answered, ready to be appended: its act and the entries it posts. */
export interface Act {
  readonly act: string;
  readonly entries: readonly EntryDraft[];
  readonly reference?: { readonly name: string; readonly fingerprint: string };
}

/** An act from a verb's answer, with the reference it used up, if any. */
export function actOf(act: string, posted: Posted, reference?: string): Act {
  const fingerprint = reference === undefined ? undefined : posted.book.references.get(reference);
  return {
    act,
    entries: posted.entries,
    ...(reference !== undefined &&
      fingerprint !== undefined && { reference: { name: reference, fingerprint } }),
  };
}

/**
 * Appends acts to the book: every entry sealed in its final form and chained to the one before.
 * Answers the ids of the entries, act by act. The caller holds the book's lock.
 */
export async function append(
  work: UnitOfWork,
  row: BookRow,
  acts: readonly Act[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { client, districtId, ports } = work;
  const head = await client.query(
    "select sequence, hash from trust.entry where book_id = $1 order by sequence desc limit 1",
    [row.id],
  );
  let sequence = Number(head.rows[0]?.sequence ?? 0n);
  let previous: string = head.rows[0]?.hash ?? row.genesisHash;
  const entries: Record<string, unknown>[] = [];
  const postings: Record<string, unknown>[] = [];
  const openings: Record<string, unknown>[] = [];
  const references: Record<string, unknown>[] = [];
  const ids = new Map<string, string[]>();

  for (const { act, entries: drafts, reference } of acts) {
    const ofAct: string[] = [];
    for (const draft of drafts) {
      sequence += 1;
      const id = ports.ids.next();
      const sealed = sealEntry(draft, {
        book: row.id,
        id,
        sequence,
        recordedAt: work.now,
        actor: work.personId,
        previous,
        salts: Array.from({ length: saltsNeeded(draft) }, () => ports.random(32)),
      });
      entries.push({
        district_id: districtId,
        id,
        book_id: row.id,
        sequence,
        act_id: act,
        occurred_on: draft.occurredOn,
        recorded_at: work.now,
        actor_id: work.personId,
        reverses: draft.reverses ?? null,
        form: canonicalJson(entryForm(sealed.entry)),
        previous_hash: previous,
        hash: sealed.entry.hash,
      });
      draft.postings.forEach((line, ordinal) => {
        postings.push({
          district_id: districtId,
          entry_id: id,
          ordinal,
          book_id: row.id,
          account: line.account,
          fund: line.fund,
          sub: line.sub ?? null,
          amount_minor: line.amount.minor,
        });
      });
      for (const opening of sealed.openings) {
        openings.push({
          district_id: districtId,
          entry_id: id,
          field: opening.field,
          salt: opening.salt,
          value: opening.value,
        });
      }
      previous = sealed.entry.hash;
      ofAct.push(id);
    }
    ids.set(act, ofAct);
    if (reference) {
      references.push({
        district_id: districtId,
        book_id: row.id,
        reference: reference.name,
        fingerprint: reference.fingerprint,
        entry_id: ofAct[0] ?? null,
      });
    }
  }
  await insertRows(client, "trust.entry", entries);
  await insertRows(client, "trust.posting", postings);
  await insertRows(client, "trust.opening", openings);
  await insertRows(client, "trust.reference", references);
  return ids;
}
