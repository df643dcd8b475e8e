import { addDays, firstDayOf, lastDayOf, monthOf, type YearMonth } from "@xinyi/calendar";
import { money, toMoneyWire } from "@xinyi/money";
import {
  ACCOUNTS,
  type ClosingFacts,
  type ClosingItem,
  closingChecklist,
} from "@xinyi/trust-accounting";
import type { BookRow } from "../books/ledger-store.ts";
import { actStands, remunerationRows } from "../books/parts.ts";
import { planBills } from "../fees/plan.ts";
import { orderRows, today } from "../orders/spending-book.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

export function previousMonth(month: YearMonth): YearMonth {
  return monthOf(addDays(firstDayOf(month), -1));
}

/** The questions before a month is sealed, answered from the store. */
export async function checklistOf(
  work: UnitOfWork,
  row: BookRow,
  month: YearMonth,
): Promise<readonly ClosingItem[]> {
  return closingChecklist(await factsOf(work, row, month));
}

async function factsOf(work: UnitOfWork, row: BookRow, month: YearMonth): Promise<ClosingFacts> {
  const { client } = work;
  const last = lastDayOf(month);
  const on = today(work, row);
  const lines = await client.query(
    `select count(*) filter (where s.state = 'unexplained')::int as unexplained,
       count(*) filter (where s.state = 'suspense')::int as suspense,
       coalesce(sum(l.amount_minor) filter (where s.state = 'suspense'), 0)::bigint as amount
     from trust.bank_line_state s join trust.bank_line l on l.id = s.id
      where s.book_id = $1 and l.booked_on <= $2`,
    [row.id, last],
  );
  const { unexplained, suspense, amount } = lines.rows[0];
  const plan = await planBills(work, row, { month });
  const orders = await orderRows(work, row);
  const fees = await remunerationRows(work, row);
  const fee = fees.find((one) => one.month === month);
  return {
    month,
    today: on,
    previous: await standingBefore(work, row, month),
    unexplainedLines: unexplained,
    suspense: { lines: suspense, amount: money(amount, row.currency) },
    bank: await bankAt(work, row, last),
    unitsUnbilled: plan.ok ? plan.value.bills.length : 0,
    ordersWaiting: orders.filter(
      ({ status, proposedOn, lastDay }) =>
        (status === "open" || status === "sent-back") && proposedOn <= last && on <= lastDay,
    ).length,
    ratificationsOverdue: orders.filter(
      ({ isEmergency, isRatified, ratifyBy, status }) =>
        isEmergency && !isRatified && status !== "voided" && ratifyBy !== null && ratifyBy < on,
    ).length,
    remuneration: fee === undefined ? await withoutFee(work, row, month) : "accrued",
    appraisal: fee === undefined || fee.held.minor === 0n ? "none" : appraisalOf(fee),
    ...(month.endsWith("-12") && { yearClosed: await isYearClosed(work, row, month) }),
  };
}

const appraisalOf = (fee: { readonly appraisal?: unknown }) =>
  fee.appraisal === undefined ? "waiting" : "recorded";

/** A book opened on the last day of a month begins with the next one. */
async function standingBefore(
  { client }: UnitOfWork,
  row: BookRow,
  month: YearMonth,
): Promise<ClosingFacts["previous"]> {
  const before = previousMonth(month);
  const { rows } = await client.query(
    `select b.opened_on >= $2 as "isFirst",
       exists (select from trust.sealed_month s where s.book_id = b.id and s.month = $3) as sealed
     from trust.book b where b.id = $1`,
    [row.id, lastDayOf(before), before],
  );
  if (rows[0].isFirst) return "none";
  return rows[0].sealed ? "sealed" : "open";
}

/** The trust account at the end of a day, by the book and by the bank: its statement's closing, or the next one's opening. */
async function bankAt(
  { client }: UnitOfWork,
  row: BookRow,
  on: string,
): Promise<ClosingFacts["bank"]> {
  const { rows } = await client.query(
    `select (select coalesce(sum(p.amount_minor), 0) from trust.posting p
         join trust.entry e on e.id = p.entry_id
        where p.book_id = $1 and p.account = $2 and e.occurred_on <= $3)::bigint as book,
       coalesce(
         (select s.closing_minor from trust.bank_statement s
           where s.book_id = $1 and s.closing_on = $3 order by s.imported_at desc limit 1),
         (select s.opening_minor from trust.bank_statement s
           where s.book_id = $1 and s.opening_on in ($3::date, $3::date + 1)
           order by s.imported_at desc limit 1)) as statement`,
    [row.id, ACCOUNTS.trustBank, on],
  );
  const { book, statement } = rows[0];
  return {
    book: money(book, row.currency),
    ...(statement !== null && { statement: money(statement, row.currency) }),
  };
}

async function withoutFee(
  { client }: UnitOfWork,
  row: BookRow,
  month: YearMonth,
): Promise<"not-accrued" | "no-budget"> {
  const { rowCount } = await client.query(
    "select 1 from trust.budget_adoption where book_id = $1 and year = $2",
    [row.id, Number(month.slice(0, 4))],
  );
  return rowCount ? "not-accrued" : "no-budget";
}

async function isYearClosed(
  { client }: UnitOfWork,
  row: BookRow,
  month: YearMonth,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `select 1 from trust.year_close y where y.book_id = $1 and y.year = $2
       and ${actStands("y.act_id")}`,
    [row.id, Number(month.slice(0, 4))],
  );
  return Boolean(rowCount);
}

export function itemWire(item: ClosingItem) {
  return {
    kind: item.kind,
    standing: item.standing,
    count: item.count ?? null,
    amount: item.amount === undefined ? null : toMoneyWire(item.amount),
  };
}
