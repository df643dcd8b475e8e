import { type LocalDate, lastDayOf, nextMonth, type YearMonth } from "@xinyi/calendar";
import { type MoneyWire, toMoneyWire } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import {
  ACCOUNTS,
  accrueRemuneration,
  appraise,
  payableRemuneration,
  totalOfLines,
} from "@xinyi/trust-accounting";
import { inBook } from "../books/commands.ts";
import { actOf, append, type BookRow, loadBook, lockBook } from "../books/ledger-store.ts";
import { actStands } from "../books/parts.ts";
import { insertRows } from "../database/insert.ts";
import { spendingBook } from "../orders/spending-book.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import type { RemunerationRefusal } from "./refusals.ts";

export interface MonthWire {
  readonly month: string;
  readonly actId: string;
  readonly amount: MoneyWire;
  readonly held: MoneyWire;
  /** What it was reckoned from: total of lines × rate ÷ 12, of which the share is held. */
  readonly linesTotal: MoneyWire;
  readonly rate: string;
  readonly appraisalShare: string | null;
  readonly resolutionId: string;
  readonly earned: MoneyWire | null;
}

export interface MarksWire {
  readonly id: string;
  readonly month: string;
  readonly score: string;
  readonly outOf: string;
  readonly scanSha256: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly confirmedBy: string | null;
  readonly earned: MoneyWire | null;
  readonly mayConfirm: boolean;
}

/** The trustee's fee, month by month, with the marks and what is payable now. */
export async function remunerationOf(work: UnitOfWork, row: BookRow) {
  const months = await work.client.query(
    `select m.month, m.act_id as "actId", m.amount_minor as amount, m.held_minor as held,
       m.lines_total_minor as "linesTotal", trim_scale(m.rate)::text as rate,
       trim_scale(m.appraisal_share)::text as "appraisalShare", m.resolution_id as "resolutionId",
       (select c.earned_minor from trust.appraisal_confirmation c where c.book_id = m.book_id
         and c.month = m.month and ${actStands("c.act_id")} limit 1) as earned
     from trust.remuneration m where m.book_id = $1 and ${actStands("m.act_id")}
      order by m.month desc`,
    [row.id],
  );
  const book = await loadBook(work, row, {
    accounts: [{ account: ACCOUNTS.remunerationPayable }],
    remunerations: true,
  });
  return {
    payable: toMoneyWire(payableRemuneration(book)),
    months: months.rows.map((one) => ({
      ...one,
      amount: inBook(row, one.amount),
      held: inBook(row, one.held),
      linesTotal: inBook(row, one.linesTotal),
      earned: one.earned === null ? null : inBook(row, one.earned),
    })) as MonthWire[],
    marks: [...(await marksOf(work, row))],
  };
}

async function marksOf(work: UnitOfWork, row: BookRow): Promise<readonly MarksWire[]> {
  const { rows } = await work.client.query(
    `select a.id, a.month, trim_scale(a.score)::text as score,
       trim_scale(a.out_of)::text as "outOf", a.scan_sha256 as "scanSha256",
       p.name as "recordedBy", a.recorded_at as "recordedAt", q.name as "confirmedBy",
       c.earned_minor as earned, c.confirmed_by is null and a.recorded_by <> $2 as "mayConfirm"
     from trust.appraisal a join registry.person p on p.id = a.recorded_by
       left join trust.appraisal_confirmation c on c.appraisal_id = a.id
       left join registry.person q on q.id = c.confirmed_by
      where a.book_id = $1 order by a.month desc, a.recorded_at desc, a.id`,
    [row.id, work.personId],
  );
  return rows.map((one) => ({
    ...one,
    earned: one.earned === null ? null : inBook(row, one.earned),
  }));
}

/** One month of the fee as the year's budget was adopted, with everything it was reckoned from. */
export async function accrue(
  work: UnitOfWork,
  estateId: string,
  fact: { month: string; occurredOn?: string | undefined },
): Promise<Result<Done<MonthWire>, RemunerationRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const month = fact.month as YearMonth;
  const on = (fact.occurredOn as LocalDate | undefined) ?? lastDayOf(month);
  const book = await spendingBook(work, row, Number(month.slice(0, 4)), {
    accounts: [],
    remunerations: true,
  });
  const act = work.ports.ids.next();
  const posted = accrueRemuneration(book, { on, act, month });
  if (!posted.ok) return posted;
  const accrued = posted.value.book.remunerations.get(month);
  const budget = book.budgets.get(Number(month.slice(0, 4)));
  if (accrued === undefined || budget === undefined) throw new Error("nothing was accrued");
  await append(work, row, [actOf(act, posted.value)]);
  await insertRows(work.client, "trust.remuneration", [
    {
      district_id: work.districtId,
      act_id: act,
      book_id: row.id,
      month,
      amount_minor: accrued.amount.minor,
      held_minor: accrued.held.minor,
      lines_total_minor: totalOfLines(budget, book).minor,
      rate: budget.remunerationRate,
      appraisal_share: budget.appraisalShare ?? null,
      resolution_id: budget.mandate,
    },
  ]);
  const made = (await remunerationOf(work, row)).months.find((one) => one.month === month);
  if (!made) throw new Error("the month just accrued is not visible");
  return accept({ answer: made, facts: { month, amount: made.amount } });
}

/** The first of two people writes down the marks of a month, with the sheet they stand on. */
export async function recordMarks(
  work: UnitOfWork,
  estateId: string,
  fact: { month: string; score: string; outOf: string; scanSha256: string },
): Promise<Result<Done<MarksWire>, RemunerationRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const scan = await work.client.query(
    "select 1 from trust.voucher where estate_id = $1 and sha256 = $2",
    [estateId, fact.scanSha256],
  );
  if (!scan.rowCount) return reject({ kind: "not-found", what: "voucher" });
  // Tried on the book and thrown away: what the second person could not confirm is not recorded.
  const tried = await appraised(work, row, fact, work.ports.ids.next());
  if (!tried.ok) return tried;
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.appraisal", [
    {
      district_id: work.districtId,
      id,
      book_id: row.id,
      estate_id: estateId,
      month: fact.month,
      score: fact.score,
      out_of: fact.outOf,
      scan_sha256: fact.scanSha256,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return done(work, row, id);
}

async function appraised(
  work: UnitOfWork,
  row: BookRow,
  fact: { month: string; score: string; outOf: string },
  act: string,
) {
  const book = await loadBook(work, row, {
    accounts: [{ account: ACCOUNTS.remunerationPayable }, { account: ACCOUNTS.remuneration }],
    remunerations: true,
  });
  const month = fact.month as YearMonth;
  const on = lastOpenDay(month, book.sealedMonths);
  return appraise(book, { on, act, month, score: fact.score, outOf: fact.outOf });
}

/** The month's own last day, or where that is sealed the last day of the first month that is open. */
function lastOpenDay(month: YearMonth, sealed: ReadonlySet<YearMonth>): LocalDate {
  let at = month;
  while (sealed.has(at)) at = nextMonth(at);
  return lastDayOf(at);
}

/** The second person stands for the marks too: now they decide what of the held part is earned. */
export async function confirmMarks(
  work: UnitOfWork,
  estateId: string,
  id: string,
): Promise<Result<Done<MarksWire>, RemunerationRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const found = await work.client.query(
    `select a.month, trim_scale(a.score)::text as score, trim_scale(a.out_of)::text as "outOf",
       a.recorded_by as "recordedBy", exists (select from trust.appraisal_confirmation c
         where c.appraisal_id = a.id) as confirmed
     from trust.appraisal a where a.book_id = $1 and a.id = $2`,
    [row.id, id],
  );
  const marks = found.rows[0];
  if (!marks) return reject({ kind: "not-found", what: "marks" });
  if (marks.confirmed) return reject({ kind: "already-appraised", month: marks.month });
  if (marks.recordedBy === work.personId) {
    return reject({ kind: "same-hand-twice", by: work.personId });
  }
  const act = work.ports.ids.next();
  const posted = await appraised(work, row, marks, act);
  if (!posted.ok) return posted;
  const earned = posted.value.book.remunerations.get(marks.month as YearMonth)?.appraisal?.earned;
  if (earned === undefined) throw new Error("nothing was appraised");
  await append(work, row, [actOf(act, posted.value)]);
  await insertRows(work.client, "trust.appraisal_confirmation", [
    {
      district_id: work.districtId,
      appraisal_id: id,
      book_id: row.id,
      month: marks.month,
      recorded_by: marks.recordedBy,
      confirmed_by: work.personId,
      confirmed_at: work.now,
      act_id: act,
      earned_minor: earned.minor,
    },
  ]);
  return done(work, row, id);
}

async function done(
  work: UnitOfWork,
  row: BookRow,
  id: string,
): Promise<Result<Done<MarksWire>, never>> {
  const marks = (await marksOf(work, row)).find((one) => one.id === id);
  if (!marks) throw new Error("the marks just written are not visible");
  return accept({ answer: marks, facts: { marksId: id, month: marks.month } });
}
