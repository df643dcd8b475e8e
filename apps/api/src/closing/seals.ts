import { firstDayOf, type LocalDate, lastDayOf, monthOf, type YearMonth } from "@xinyi/calendar";
import { canonicalJson, sha256Hex } from "@xinyi/merkle-log";
import { money } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import {
  type BalanceRow,
  closeYear as closeInBook,
  maySeal,
  sealMonth as sealInBook,
} from "@xinyi/trust-accounting";
import { headOf } from "../books/journal.ts";
import { actOf, append, type BookRow, loadBook, lockBook } from "../books/ledger-store.ts";
import { actStands } from "../books/parts.ts";
import { insertRows } from "../database/insert.ts";
import { today } from "../orders/spending-book.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { checklistOf, itemWire, previousMonth } from "./checklist.ts";
import type { ClosingRefusal } from "./refusals.ts";

export interface SealWire {
  readonly month: string;
  readonly sealedBy: string;
  readonly sealedAt: string;
  readonly headSequence: number;
  readonly headHash: string;
  readonly trialBalanceHash: string;
  readonly noted: string[];
  readonly countersignedBy: string | null;
  readonly countersignedAt: string | null;
  readonly mayCountersign: boolean;
}

export async function sealsOf(work: UnitOfWork, row: BookRow): Promise<readonly SealWire[]> {
  const { rows } = await work.client.query(
    `select s.month, p.name as "sealedBy", s.sealed_at as "sealedAt",
       s.head_sequence::int as "headSequence", s.head_hash as "headHash",
       s.trial_balance_hash as "trialBalanceHash", s.checklist, q.name as "countersignedBy",
       c.signed_at as "countersignedAt",
       c.signed_by is null and s.sealed_by <> $2 as "mayCountersign"
     from trust.seal s join registry.person p on p.id = s.sealed_by
       left join trust.seal_countersignature c on c.book_id = s.book_id and c.month = s.month
       left join registry.person q on q.id = c.signed_by
      where s.book_id = $1 order by s.month desc`,
    [row.id, work.personId],
  );
  return rows.map(({ checklist, ...one }) => ({
    ...one,
    noted: (checklist as { kind: string; standing: string }[])
      .filter(({ standing }) => standing === "noted")
      .map(({ kind }) => kind),
  }));
}

/** Seals a month when nothing of its checklist blocks; what is only noted is sealed with it. */
export async function sealMonth(
  work: UnitOfWork,
  estateId: string,
  month: YearMonth,
): Promise<Result<Done<SealWire>, ClosingRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const items = await checklistOf(work, row, month);
  const may = maySeal(items);
  if (!may.ok) return may;
  const book = await loadBook(work, row, { accounts: [] });
  if (book.sealedMonths.has(month)) return reject({ kind: "sealed-already", month });
  const on = today(work, row);
  const act = work.ports.ids.next();
  const sealed = sealInBook(book, { on, act, month });
  if (!sealed.ok) return sealed;
  const head = await headOf(work, row);
  const months = [month, ...(await beforeTheFirst(work, row, month, book.sealedMonths))];
  await insertRows(
    work.client,
    "trust.sealed_month",
    months.map((one) => ({
      district_id: work.districtId,
      book_id: row.id,
      month: one,
      sealed_at: work.now,
    })),
  );
  await insertRows(work.client, "trust.seal", [
    {
      district_id: work.districtId,
      book_id: row.id,
      month,
      head_sequence: head.sequence,
      head_hash: head.hash,
      trial_balance_hash: await trialBalanceHash(work, row, lastDayOf(month)),
      checklist: items.map(itemWire),
      sealed_by: work.personId,
      sealed_at: work.now,
    },
  ]);
  return done(work, row, month);
}

/** The month whose last day the book was opened on is sealed with the first one after it. */
async function beforeTheFirst(
  { client }: UnitOfWork,
  row: BookRow,
  month: YearMonth,
  sealed: ReadonlySet<YearMonth>,
): Promise<readonly YearMonth[]> {
  const before = previousMonth(month);
  const { rows } = await client.query("select opened_on from trust.book where id = $1", [row.id]);
  const isFirst = monthOf(rows[0].opened_on as LocalDate) === before;
  return isFirst && !sealed.has(before) ? [before] : [];
}

/** What stood on every account at the end of a day, as one hash: whoever sums the entries gets it too. */
export async function trialBalanceHash(
  work: UnitOfWork,
  row: BookRow,
  on: LocalDate,
): Promise<string> {
  const rows = await standingOn(work, row, on);
  return sha256Hex(
    canonicalJson(
      rows.map(({ account, fund, sub = null, amount }) => [
        account,
        fund,
        sub,
        amount.minor.toString(),
      ]),
    ),
  );
}

/** Every account's standing at the end of a day, in the order of their names; nothing that is nil. */
export async function standingOn(
  { client }: UnitOfWork,
  row: BookRow,
  on: LocalDate,
  like = "%",
): Promise<readonly BalanceRow[]> {
  const { rows } = await client.query(
    `select p.account, p.fund, p.sub, sum(p.amount_minor)::bigint as amount
       from trust.posting p join trust.entry e on e.id = p.entry_id
      where p.book_id = $1 and e.occurred_on <= $2 and p.account like $3
      group by p.account, p.fund, p.sub having sum(p.amount_minor) <> 0
      order by p.account collate "C", p.fund collate "C", p.sub collate "C" nulls first`,
    [row.id, on, like],
  );
  return rows.map((one) => ({
    account: one.account,
    fund: one.fund,
    ...(one.sub !== null && { sub: one.sub }),
    amount: money(one.amount, row.currency),
  }));
}

/** A person of the other party has looked at a sealed month and stands for it too. */
export async function countersign(
  work: UnitOfWork,
  estateId: string,
  month: YearMonth,
): Promise<Result<Done<SealWire>, ClosingRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const found = await work.client.query(
    `select s.sealed_by as "sealedBy", exists (select from trust.seal_countersignature c
        where c.book_id = s.book_id and c.month = s.month) as signed
      from trust.seal s where s.book_id = $1 and s.month = $2`,
    [row.id, month],
  );
  const seal = found.rows[0];
  if (!seal) return reject({ kind: "not-found", what: "seal" });
  if (seal.signed) return reject({ kind: "countersigned-already", month });
  if (seal.sealedBy === work.personId) {
    return reject({ kind: "same-hand-twice", by: work.personId });
  }
  const mine = await partiesOf(work, estateId, work.personId);
  const theirs = await partiesOf(work, estateId, seal.sealedBy);
  if (!mine.some((party) => !theirs.includes(party))) {
    return reject({ kind: "same-party", party: mine[0] ?? "" });
  }
  await insertRows(work.client, "trust.seal_countersignature", [
    {
      district_id: work.districtId,
      book_id: row.id,
      month,
      sealed_by: seal.sealedBy,
      signed_by: work.personId,
      signed_at: work.now,
    },
  ]);
  return done(work, row, month);
}

/** Of which parties a person is here now: the company that holds the money, the committee of the owners. */
async function partiesOf(
  { client, now }: UnitOfWork,
  estateId: string,
  personId: string,
): Promise<readonly string[]> {
  const { rows } = await client.query(
    `select distinct case when role_id like 'company-%' then 'trustee' else 'committee' end as party
       from registry.role_assignment
      where person_id = $1 and (estate_id = $2 or estate_id is null) and from_at <= $3
        and (to_at is null or to_at > $3)
        and (role_id like 'company-%' or role_id = 'committee-member')`,
    [personId, estateId, now],
  );
  return rows.map((one) => one.party);
}

/**
 * Brings the year's income and expenses to the funds, dated its last day. The months before its
 * December are sealed first, and December after it.
 */
export async function closeYear(
  work: UnitOfWork,
  estateId: string,
  year: number,
): Promise<Result<Done<{ year: number; entryIds: string[] }>, ClosingRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const december = `${year}-12` as YearMonth;
  const on = lastDayOf(december);
  if (today(work, row) <= on) return reject({ kind: "checklist-open", items: ["month-over"] });
  const { rows } = await work.client.query(
    `select b.opened_on, array(select s.month from trust.sealed_month s where s.book_id = b.id) as sealed,
       (select count(*)::int from trust.year_close y where y.book_id = b.id and y.year = $2) as closed,
       exists (select from trust.year_close y where y.book_id = b.id and y.year = $2
         and ${actStands("y.act_id")}) as "isClosed"
      from trust.book b where b.id = $1`,
    [row.id, year],
  );
  const { opened_on: openedOn, sealed, closed, isClosed } = rows[0];
  if (isClosed) return reject({ kind: "year-closed-already", year });
  const before = previousMonth(december);
  const isFirst = (openedOn as LocalDate) >= firstDayOf(december);
  if (!isFirst && openedOn < lastDayOf(before) && !sealed.includes(before)) {
    return reject({ kind: "checklist-open", items: ["previous-sealed"] });
  }
  const results = [
    ...(await standingOn(work, row, on, "income:%")),
    ...(await standingOn(work, row, on, "expenses:%")),
  ];
  const ref = `year-close:${year}${closed === 0 ? "" : `#${closed + 1}`}`;
  const act = work.ports.ids.next();
  const book = await loadBook(work, row, { accounts: [], references: [ref] });
  const posted = closeInBook(book, { on, act, ref, results });
  if (!posted.ok) return posted;
  const ids = await append(work, row, [actOf(act, posted.value, ref)]);
  await insertRows(work.client, "trust.year_close", [
    {
      district_id: work.districtId,
      book_id: row.id,
      year,
      act_id: act,
      closed_by: work.personId,
      closed_at: work.now,
    },
  ]);
  const entryIds = [...(ids.get(act) ?? [])];
  return accept({ answer: { year, entryIds }, facts: { year, entries: entryIds.length } });
}

async function done(
  work: UnitOfWork,
  row: BookRow,
  month: YearMonth,
): Promise<Result<Done<SealWire>, never>> {
  const seal = (await sealsOf(work, row)).find((one) => one.month === month);
  if (!seal) throw new Error("the seal just made is not visible");
  return accept({ answer: seal, facts: { month, headHash: seal.headHash } });
}
