import type { LocalDate, YearMonth } from "@xinyi/calendar";
import { type MoneyWire, sum, toMoneyWire } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, allocateCost, bill, compareRuns } from "@xinyi/trust-accounting";
import { chartOf } from "../books/chart.ts";
import {
  type Act,
  actOf,
  append,
  type BookRow,
  loadBook,
  lockBook,
} from "../books/ledger-store.ts";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { type BillPlan, linesBefore, type PlannedBill, planBills } from "./plan.ts";
import type { FeeRefusal } from "./refusals.ts";

export interface BillRunAnswer {
  readonly month: string;
  readonly billed: number;
  readonly alreadyBilled: number;
  readonly total: MoneyWire;
  readonly withoutRate: string[];
  readonly planHash: string;
}

/** The dry run as it is shown: every bill to come, beside the month before. */
export async function billPlan(
  work: UnitOfWork,
  row: BookRow,
  fact: { month: YearMonth; occurredOn?: LocalDate | undefined },
) {
  const planned = await planBills(work, row, fact);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const comparison = compareRuns(
    plan.bills.map(({ unitId, item, amount }) => ({ unit: unitId, item, amount })),
    await linesBefore(work, row, plan.month),
    row.currency,
  );
  const titles = new Map(plan.bills.map(({ item, title }) => [item, title]));
  const numbers = await unitNumbers(work, row);
  return accept({
    month: plan.month as string,
    occurredOn: plan.on as string,
    planHash: plan.hash,
    bills: plan.bills.length,
    alreadyBilled: plan.alreadyBilled,
    withoutRate: [...plan.withoutRate],
    faults: [...plan.faults],
    items: itemsOf(plan, row),
    total: toMoneyWire(comparison.total),
    totalBefore: toMoneyWire(comparison.totalBefore),
    difference: toMoneyWire(comparison.difference),
    unchanged: comparison.unchanged,
    changed: comparison.changed.map((line) => ({
      unitNumber: numbers.get(line.unit) ?? "",
      item: line.item,
      title: titles.get(line.item) ?? line.item,
      amount: toMoneyWire(line.amount),
      before: toMoneyWire(line.before),
      difference: toMoneyWire(line.difference),
    })),
  });
}

function itemsOf(plan: BillPlan, row: BookRow) {
  const items = new Map<string, PlannedBill[]>();
  for (const one of plan.bills) items.set(one.item, [...(items.get(one.item) ?? []), one]);
  return [...items].map(([item, bills]) => ({
    item,
    title: bills[0]?.title ?? item,
    bills: bills.length,
    total: toMoneyWire(
      sum(
        bills.map(({ amount }) => amount),
        row.currency,
      ),
    ),
  }));
}

async function unitNumbers(work: UnitOfWork, row: BookRow): Promise<ReadonlyMap<string, string>> {
  const { rows } = await work.client.query(
    "select id, number from registry.unit where estate_id = $1",
    [row.estateId],
  );
  return new Map(rows.map((one) => [one.id, one.number]));
}

/**
 * Bills a month: everything its dated rules say and nothing that stands billed already. Where the
 * hash of a dry run is given, exactly that run is posted or none.
 */
export async function runBills(
  work: UnitOfWork,
  estateId: string,
  fact: {
    month: YearMonth;
    occurredOn?: LocalDate | undefined;
    planHash?: string | undefined;
  },
): Promise<Result<Done<BillRunAnswer>, FeeRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const planned = await planBills(work, row, fact);
  if (!planned.ok) return planned;
  const plan = planned.value;
  if (fact.planHash !== undefined && fact.planHash !== plan.hash) {
    return reject({ kind: "plan-changed", planHash: plan.hash });
  }
  const posted = await postPlan(work, row, plan);
  if (!posted.ok) return posted;
  const answer = {
    month: plan.month,
    billed: plan.bills.length,
    alreadyBilled: plan.alreadyBilled,
    total: toMoneyWire(
      sum(
        plan.bills.map(({ amount }) => amount),
        row.currency,
      ),
    ),
    withoutRate: [...plan.withoutRate],
    planHash: plan.hash,
  };
  return accept({ answer, facts: { ...answer, withoutRate: answer.withoutRate.length } });
}

async function postPlan(
  work: UnitOfWork,
  row: BookRow,
  plan: BillPlan,
): Promise<Result<true, FeeRefusal>> {
  let book = await loadBook(work, row, {
    accounts: [{ account: ACCOUNTS.feeReceivable }, { account: ACCOUNTS.advance }],
  });
  const acts: Act[] = [];
  for (const one of plan.bills) {
    const act = work.ports.ids.next();
    const fact = { on: plan.on, act, ref: one.ref };
    const isFee = one.kind === "area" || one.kind === "fixed";
    const posted = isFee
      ? bill(book, { ...fact, unit: one.unitId, amount: one.amount })
      : allocateCost(book, {
          ...fact,
          amount: one.amount,
          weights: new Map([[one.unitId, "1"]]),
        });
    if (!posted.ok) return posted;
    book = posted.value.book;
    acts.push(actOf(act, posted.value, one.ref));
  }
  const ids = await append(work, row, acts);
  const runId = work.ports.ids.next();
  await insertRows(work.client, "trust.bill_run", [
    {
      district_id: work.districtId,
      id: runId,
      book_id: row.id,
      month: plan.month,
      occurred_on: plan.on,
      plan_hash: plan.hash,
      bills: plan.bills.length,
      total_minor: plan.bills.reduce((total, { amount }) => total + amount.minor, 0n),
      run_by: work.personId,
      run_at: work.now,
    },
  ]);
  await insertRows(
    work.client,
    "trust.bill",
    plan.bills.map((one, at) => ({
      district_id: work.districtId,
      entry_id: ids.get(acts[at]?.act ?? "")?.[0],
      book_id: row.id,
      unit_id: one.unitId,
      month: plan.month,
      area_cm2: one.areaCm2,
      rate: one.rate,
      rounding: chartOf(row.chartId).rounding.line,
      amount_minor: one.amount.minor,
      item: one.item,
      kind: one.kind,
      basis: one.basis,
      run_id: runId,
    })),
  );
  await insertRows(
    work.client,
    "trust.shared_weight",
    [...plan.shares].flatMap(([costId, weights]) =>
      [...weights].map(([unitId, weight], ordinal) => ({
        district_id: work.districtId,
        cost_id: costId,
        unit_id: unitId,
        ordinal,
        weight,
      })),
    ),
  );
  return accept(true);
}
