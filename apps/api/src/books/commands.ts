import { firstDayOf, type LocalDate, lastDayOf, monthOf, type YearMonth } from "@xinyi/calendar";
import { fromMoneyWire, type MoneyWire, money, sum, toMoneyWire } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, type Book, bill, open, reverse } from "@xinyi/trust-accounting";
import { insertRows } from "../database/insert.ts";
import { squareMetres } from "../registry/store.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { type EntryWire, entryById } from "./journal.ts";
import { type Act, actOf, append, type BookRow, loadBook, lockBook } from "./ledger-store.ts";
import type { BookRefusal } from "./refusals.ts";

/** Opening money of a fund: what was in the account when the book began. */
export async function postOpening(
  work: UnitOfWork,
  estateId: string,
  fact: { occurredOn: string; fund: string; amount: MoneyWire; reason: string },
): Promise<Result<Done<EntryWire>, BookRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const amount = fromMoneyWire(fact.amount);
  if (!amount.ok) return amount;
  const book = await loadBook(work, row, { accounts: [{ account: ACCOUNTS.trustBank }] });
  const act = work.ports.ids.next();
  const posted = open(book, {
    on: fact.occurredOn as LocalDate,
    act,
    fund: fact.fund,
    amount: amount.value,
  });
  if (!posted.ok) return posted;
  const entries = posted.value.entries.map((entry) => ({ ...entry, reason: fact.reason }));
  const ids = await append(work, row, [{ act, entries }]);
  return accept(await done(work, row, ids.get(act)?.[0], { fund: fact.fund, amount: fact.amount }));
}

export interface BillRunAnswer {
  readonly month: string;
  readonly billed: number;
  readonly alreadyBilled: number;
  readonly total: MoneyWire;
  readonly withoutRate: string[];
}

interface Billable {
  readonly unitId: string;
  readonly number: string;
  readonly areaCm2: bigint;
  readonly rate: string | null;
  readonly earlierBills: number;
  readonly isBilled: boolean;
}

/**
 * Bills a month for every unit that has a rate: area × rate, rounded once per line by the chart's
 * rule. A unit billed for the month already is left alone, unless that bill was reversed. The rate
 * is the one in force on the month's last day that has been recorded.
 */
export async function runBills(
  work: UnitOfWork,
  estateId: string,
  fact: { month: YearMonth; occurredOn?: LocalDate | undefined },
): Promise<Result<Done<BillRunAnswer>, BookRefusal>> {
  const on = fact.occurredOn ?? firstDayOf(fact.month);
  if (monthOf(on) !== fact.month) {
    return reject({ kind: "bill-outside-month", month: fact.month, occurredOn: on });
  }
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const units = await billableUnits(work, row, fact.month);
  const due = units.filter((unit) => !unit.isBilled && unit.rate !== null);
  let book = await loadBook(work, row, {
    accounts: [{ account: ACCOUNTS.feeReceivable }, { account: ACCOUNTS.advance }],
  });

  const acts: (Act & { readonly unit: Billable })[] = [];
  for (const unit of due) {
    const act = work.ports.ids.next();
    const again = unit.earlierBills > 0 ? `:${unit.earlierBills + 1}` : "";
    const ref = `bill:${fact.month}:${unit.unitId}${again}`;
    const posted = bill(book, {
      on,
      act,
      ref,
      unit: unit.unitId,
      area: squareMetres(unit.areaCm2),
      rate: unit.rate ?? "0",
      months: 1,
    });
    if (!posted.ok) return posted;
    book = posted.value.book;
    acts.push({ ...actOf(act, posted.value, ref), unit });
  }
  const ids = await append(work, row, acts);
  const total = await recordBills(work, row, book, fact.month, acts, ids);
  const answer = {
    month: fact.month,
    billed: acts.length,
    alreadyBilled: units.filter((unit) => unit.isBilled).length,
    total,
    withoutRate: units.filter((unit) => unit.rate === null).map((unit) => unit.number),
  };
  return accept({ answer, facts: { ...answer, withoutRate: answer.withoutRate.length } });
}

async function billableUnits(
  { client }: UnitOfWork,
  row: BookRow,
  month: YearMonth,
): Promise<readonly Billable[]> {
  const { rows } = await client.query(
    `select u.id, u.number, u.area_cm2,
       (select t.rate::text from registry.unit_tariff t
         where t.unit_id = u.id and t.from_on <= $3
         order by t.from_on desc, t.recorded_at desc limit 1) as rate,
       count(b.entry_id)::int as bills,
       count(b.entry_id) filter (where r.id is null)::int as standing
     from registry.unit u
       left join trust.bill b on b.unit_id = u.id and b.book_id = $1 and b.month = $4
       left join trust.entry r on r.reverses = b.entry_id
     where u.estate_id = $2
     group by u.id, u.number, u.area_cm2, u.district_id
     order by length(u.number), u.number`,
    [row.id, row.estateId, lastDayOf(month), month],
  );
  return rows.map((one) => ({
    unitId: one.id,
    number: one.number,
    areaCm2: one.area_cm2,
    rate: one.rate,
    earlierBills: one.bills,
    isBilled: one.standing > 0,
  }));
}

/** Keeps the rule each bill was reckoned by, so that any past bill can be reckoned again. */
async function recordBills(
  work: UnitOfWork,
  row: BookRow,
  book: Book,
  month: YearMonth,
  acts: readonly (Act & { readonly unit: Billable })[],
  ids: ReadonlyMap<string, readonly string[]>,
): Promise<MoneyWire> {
  const bills = acts.flatMap(({ act, entries, unit }) => {
    const entryId = ids.get(act)?.[0];
    const amount = entries[0]?.postings.find((line) => line.account === ACCOUNTS.feeReceivable);
    // A rate of nothing bills nothing: there is no entry to remember.
    if (entryId === undefined || amount === undefined) return [];
    return [{ entryId, unit, amount: amount.amount }];
  });
  await insertRows(
    work.client,
    "trust.bill",
    bills.map(({ entryId, unit, amount }) => ({
      district_id: work.districtId,
      entry_id: entryId,
      book_id: row.id,
      unit_id: unit.unitId,
      month,
      area_cm2: unit.areaCm2,
      rate: unit.rate,
      rounding: book.chart.rounding.line,
      amount_minor: amount.minor,
    })),
  );
  return toMoneyWire(
    sum(
      bills.map(({ amount }) => amount),
      row.currency,
    ),
  );
}

/** Reverses the whole act an entry belongs to; answers the first entry of the reversal. */
export async function reverseEntry(
  work: UnitOfWork,
  estateId: string,
  entryId: string,
  fact: { occurredOn: string; reason: string },
): Promise<Result<Done<EntryWire>, BookRefusal | { kind: "not-found"; what: string }>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const found = await work.client.query(
    "select act_id from trust.entry where id = $1 and book_id = $2",
    [entryId, row.id],
  );
  const target = found.rows[0]?.act_id as string | undefined;
  if (target === undefined) return reject({ kind: "not-found", what: "entry" });
  const reversed = await reverseAct(work, row, target, fact.occurredOn as LocalDate, fact.reason);
  if (!reversed.ok) return reversed;
  return accept(await done(work, row, reversed.value[0], { reverses: entryId }));
}

/** The linked opposite of every entry of an act, appended. Answers the new entries' ids. */
export async function reverseAct(
  work: UnitOfWork,
  row: BookRow,
  target: string,
  on: LocalDate,
  reason: string,
): Promise<Result<readonly string[], BookRefusal>> {
  const touched = await work.client.query(
    `select distinct p.account, p.sub from trust.posting p join trust.entry e on e.id = p.entry_id
      where e.act_id = $1`,
    [target],
  );
  const book = await loadBook(work, row, {
    accounts: touched.rows.map((one) =>
      one.sub === null ? { account: one.account } : { account: one.account, subs: [one.sub] },
    ),
    acts: [target],
  });
  const act = work.ports.ids.next();
  const posted = reverse(book, { on, act, reverses: target, reason });
  if (!posted.ok) return posted;
  const ids = await append(work, row, [actOf(act, posted.value)]);
  return accept(ids.get(act) ?? []);
}

async function done(
  work: UnitOfWork,
  row: BookRow,
  entryId: string | undefined,
  facts: Readonly<Record<string, unknown>>,
): Promise<Done<EntryWire>> {
  const entry = entryId === undefined ? undefined : await entryById(work, row, entryId);
  if (!entry) throw new Error("the entry just appended is not visible");
  return { answer: entry, facts: { ...facts, entryId: entry.id } };
}

/** An amount of the book's currency, for sums read from the store. */
export const inBook = (row: BookRow, minor: bigint | null): MoneyWire =>
  toMoneyWire(money(minor ?? 0n, row.currency));
