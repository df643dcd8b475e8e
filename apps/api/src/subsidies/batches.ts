import type { LocalDate, YearMonth } from "@xinyi/calendar";
import { type MoneyWire, money, sum, toMoneyWire } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, grantSubsidy, paySubsidy, periodOf } from "@xinyi/trust-accounting";
import { inBook } from "../books/commands.ts";
import {
  type Act,
  actOf,
  append,
  type BookRow,
  loadBook,
  lockBook,
} from "../books/ledger-store.ts";
import { actStands } from "../books/parts.ts";
import { insertRows } from "../database/insert.ts";
import { chargesByUnit } from "../fees/charges.ts";
import { unitRows } from "../fees/plan.ts";
import { today } from "../orders/spending-book.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import type { SubsidyRefusal } from "./refusals.ts";

export interface BatchWire {
  readonly id: string;
  readonly period: string;
  readonly rate: string;
  readonly authority: string;
  readonly evidenceSha256: string;
  readonly recordedAt: string;
  readonly granted: number;
  readonly ended: number;
  readonly total: MoneyWire;
}

/** How the government's money stands: still to come, come and not yet paid on. */
export async function subsidyStanding(work: UnitOfWork, row: BookRow) {
  const { rows } = await work.client.query(
    `select coalesce(sum(amount_minor) filter (where account = $2), 0)::bigint as receivable,
       coalesce(-sum(amount_minor) filter (where account = $3), 0)::bigint as due
     from trust.posting where book_id = $1`,
    [row.id, ACCOUNTS.subsidyReceivable, ACCOUNTS.subsidyDue],
  );
  const due = await work.client.query(
    `select p.sub as "unitId", u.number as "unitNumber", -sum(p.amount_minor)::bigint as amount
       from trust.posting p join registry.unit u on u.id::text = p.sub
      where p.book_id = $1 and p.account = $2 group by p.sub, u.number
      having sum(p.amount_minor) < 0 order by length(u.number), u.number`,
    [row.id, ACCOUNTS.subsidyDue],
  );
  return {
    receivable: inBook(row, rows[0].receivable),
    due: inBook(row, rows[0].due),
    units: due.rows.map((one) => ({ ...one, amount: inBook(row, one.amount) })) as {
      unitId: string;
      unitNumber: string;
      amount: MoneyWire;
    }[],
  };
}

export async function batchesOf(work: UnitOfWork, row: BookRow): Promise<readonly BatchWire[]> {
  const { rows } = await work.client.query(
    `select b.id, b.period, trim_scale(b.rate)::text as rate, b.authority,
       b.evidence_sha256 as "evidenceSha256", b.recorded_at as "recordedAt",
       count(g.act_id)::int as granted,
       count(g.act_id) filter (where not (${actStands("g.act_id")}))::int as ended,
       coalesce(sum(g.amount_minor) filter (where ${actStands("g.act_id")}), 0)::bigint as total
     from trust.subsidy_batch b left join trust.subsidy_grant g on g.batch_id = b.id
      where b.book_id = $1 group by b.id, b.district_id, b.period, b.rate, b.authority,
        b.evidence_sha256, b.recorded_at order by b.recorded_at desc, b.id desc`,
    [row.id],
  );
  return rows.map((one) => ({ ...one, total: inBook(row, one.total) }));
}

/** Who would be granted what for a period: paid in full, and not granted yet. */
export async function eligibleFor(work: UnitOfWork, row: BookRow, period: YearMonth) {
  const charges = await chargesByUnit(work, row);
  const granted = await work.client.query(
    `select unit_id from trust.subsidy_grant g
      where g.book_id = $1 and g.period = $2 and ${actStands("g.act_id")}`,
    [row.id, period],
  );
  const before = new Set(granted.rows.map((one) => one.unit_id));
  const units = (await unitRows(work, row)).map(({ id, number }) => {
    const { billed, isPaid } = periodOf(charges.get(id) ?? [], period, row.currency);
    const standing = before.has(id) ? "granted" : isPaid ? "eligible" : "not-paid";
    return {
      unitId: id,
      unitNumber: number,
      billed: toMoneyWire(billed),
      standing: standing as "granted" | "eligible" | "not-paid",
    };
  });
  return units.filter(
    ({ billed }) => billed.amount !== toMoneyWire(money(0n, row.currency)).amount,
  );
}

/**
 * Grants a period's subsidy to the households named, or else to all that have paid it, on the
 * government's paper. One household that has not paid refuses the batch: nobody is left out unseen.
 */
export async function grantBatch(
  work: UnitOfWork,
  estateId: string,
  fact: {
    period: string;
    rate: string;
    authority: string;
    evidenceSha256: string;
    unitIds?: string[] | undefined;
  },
): Promise<Result<Done<BatchWire>, SubsidyRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const evidence = await work.client.query(
    "select 1 from trust.voucher where estate_id = $1 and sha256 = $2",
    [estateId, fact.evidenceSha256],
  );
  if (!evidence.rowCount) return reject({ kind: "not-found", what: "voucher" });
  const period = fact.period as YearMonth;
  const known = await eligibleFor(work, row, period);
  const units =
    fact.unitIds ??
    known.filter(({ standing }) => standing === "eligible").map(({ unitId }) => unitId);
  if (units.length === 0) return reject({ kind: "nobody-eligible", period });
  let book = await loadBook(work, row, { accounts: [], receivables: units, subsidies: units });
  const acts: Act[] = [];
  const grants: { act: string; unit: string; amount: bigint }[] = [];
  for (const unit of units) {
    const act = work.ports.ids.next();
    const on = today(work, row);
    const posted = grantSubsidy(book, { on, act, unit, period, rate: fact.rate });
    if (!posted.ok) return posted;
    book = posted.value.book;
    const made = book.subsidies.find((one) => one.act === act);
    if (made === undefined || made.amount.minor === 0n) continue;
    acts.push(actOf(act, posted.value));
    grants.push({ act, unit, amount: made.amount.minor });
  }
  await append(work, row, acts);
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.subsidy_batch", [
    {
      district_id: work.districtId,
      id,
      book_id: row.id,
      estate_id: estateId,
      period,
      rate: fact.rate,
      authority: fact.authority,
      evidence_sha256: fact.evidenceSha256,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  await insertRows(
    work.client,
    "trust.subsidy_grant",
    grants.map(({ act, unit, amount }) => ({
      district_id: work.districtId,
      act_id: act,
      batch_id: id,
      book_id: row.id,
      unit_id: unit,
      period,
      amount_minor: amount,
    })),
  );
  const batch = (await batchesOf(work, row)).find((one) => one.id === id);
  if (!batch) throw new Error("the batch just made is not visible");
  return accept({ answer: batch, facts: { batchId: id, period, granted: grants.length } });
}

/** Credits to each household's fees what has come for it; a payment in cash is booked with the bank's line. */
export async function creditSubsidies(
  work: UnitOfWork,
  estateId: string,
  fact: { occurredOn: string; unitIds: string[] },
): Promise<Result<Done<{ credited: number; total: MoneyWire }>, SubsidyRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  let book = await loadBook(work, row, {
    accounts: [
      { account: ACCOUNTS.trustBank },
      { account: ACCOUNTS.subsidyReceivable },
      { account: ACCOUNTS.subsidyDue },
      { account: ACCOUNTS.feeReceivable, subs: fact.unitIds },
      { account: ACCOUNTS.advance, subs: fact.unitIds },
    ],
  });
  const acts: Act[] = [];
  for (const unit of fact.unitIds) {
    const act = work.ports.ids.next();
    const posted = paySubsidy(book, {
      on: fact.occurredOn as LocalDate,
      act,
      unit,
      to: "credit",
    });
    if (!posted.ok) return posted;
    book = posted.value.book;
    acts.push(actOf(act, posted.value));
  }
  await append(work, row, acts);
  const total = toMoneyWire(
    sum(
      acts.flatMap(({ entries }) =>
        entries.flatMap(({ postings }) =>
          postings
            .filter(({ account }) => account === ACCOUNTS.subsidyDue)
            .map(({ amount }) => amount),
        ),
      ),
      row.currency,
    ),
  );
  const credited = acts.filter(({ entries }) => entries.length > 0).length;
  return accept({ answer: { credited, total }, facts: { credited, total } });
}
