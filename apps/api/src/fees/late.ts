import type { InForce, LocalDate } from "@xinyi/calendar";
import { hashOf } from "@xinyi/merkle-log";
import { type Money, scale, sum, toMoneyWire } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import {
  type Charge,
  type LateDays,
  type LateRule,
  lateCharge,
  lateDays,
  weightedRate,
} from "@xinyi/trust-accounting";
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
import { takeMandate } from "../mandates/commands.ts";
import { today } from "../orders/spending-book.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { chargesByUnit } from "./charges.ts";
import { unitRows } from "./plan.ts";
import type { FeeRefusal } from "./refusals.ts";

export interface LateRuleWire {
  readonly id: string;
  readonly from: LocalDate;
  readonly yearlyRate: string;
  readonly graceDays: number;
  readonly dayCount: 360 | 365;
  readonly resolutionId: string;
  readonly recordedAt: string;
}

export async function lateRules(work: UnitOfWork, row: BookRow): Promise<readonly LateRuleWire[]> {
  const { rows } = await work.client.query(
    `select l.id, l.from_on as "from", trim_scale(l.yearly_rate)::text as "yearlyRate",
       l.grace_days as "graceDays", l.day_count as "dayCount",
       m.resolution_id as "resolutionId", l.recorded_at as "recordedAt"
     from trust.late_rule l join trust.mandate m on m.id = l.mandate_id
      where l.book_id = $1 order by l.from_on, l.recorded_at, l.id`,
    [row.id],
  );
  return rows;
}

/** What being late costs from a day on, by a resolution. */
export async function setLateRule(
  work: UnitOfWork,
  estateId: string,
  fact: {
    from: string;
    yearlyRate: string;
    graceDays: number;
    dayCount: 360 | 365;
    mandateId: string;
  },
): Promise<Result<Done<LateRuleWire>, FeeRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const mandate = await takeMandate(work, row, fact.mandateId, "late-charge");
  if (!mandate.ok) return mandate;
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.late_rule", [
    {
      district_id: work.districtId,
      id,
      book_id: row.id,
      from_on: fact.from,
      yearly_rate: fact.yearlyRate,
      grace_days: fact.graceDays,
      day_count: fact.dayCount,
      mandate_id: fact.mandateId,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  const set = (await lateRules(work, row)).find((one) => one.id === id);
  if (!set) throw new Error("the rule just set is not visible");
  return accept({ answer: set, facts: { lateRuleId: id, from: fact.from } });
}

interface PlannedLate {
  readonly unitId: string;
  readonly charge: Charge;
  readonly days: LateDays;
  readonly amount: Money;
}

async function planLate(
  work: UnitOfWork,
  row: BookRow,
  until: LocalDate,
): Promise<Result<{ lines: readonly PlannedLate[]; hash: string }, FeeRefusal>> {
  if (until > today(work, row)) return reject({ kind: "day-in-future", on: until });
  const rules = (await lateRules(work, row)).map(
    (one): InForce<LateRule> => ({
      from: one.from,
      value: { yearlyRate: one.yearlyRate, graceDays: one.graceDays, dayCount: one.dayCount },
      source: one.resolutionId,
      verified: true,
    }),
  );
  if (!rules.some(({ from }) => from <= until)) return reject({ kind: "no-late-rule", until });
  const charged = await work.client.query(
    `select l.charge_entry_id as id, max(l.to_on) as "to" from trust.late_charge l
      where l.book_id = $1 and not exists (select from trust.entry r where r.reverses = l.entry_id)
      group by l.charge_entry_id`,
    [row.id],
  );
  const chargedTo = new Map<string, LocalDate>(charged.rows.map((one) => [one.id, one.to]));
  const { rounding } = chartOf(row.chartId);
  const lines: PlannedLate[] = [];
  for (const [unitId, charges] of await chargesByUnit(work, row)) {
    for (const charge of charges) {
      const last = chargedTo.get(charge.entryId);
      const days = lateDays({
        charge,
        rules,
        until,
        ...(last !== undefined && { chargedTo: last }),
      });
      if (days === undefined) continue;
      const amount = scale(
        days.principal,
        [weightedRate(days.segments)],
        [String(days.dayCount)],
        rounding.line,
      );
      // Less than half a fen is not charged; its days wait for the next time.
      if (amount.minor > 0n) lines.push({ unitId, charge, days, amount });
    }
  }
  const hash = hashOf({
    until,
    lines: lines.map(({ charge, days, amount }) => [
      charge.entryId,
      days.from,
      amount.minor.toString(),
    ]),
  });
  return accept({ lines, hash });
}

/** What late charges up to a day would come to, unit by unit; nothing is written. */
export async function lateChargePlan(work: UnitOfWork, row: BookRow, until: LocalDate) {
  const planned = await planLate(work, row, until);
  if (!planned.ok) return planned;
  const { lines, hash } = planned.value;
  const numbers = new Map((await unitRows(work, row)).map(({ id, number }) => [id, number]));
  return accept({
    until: until as string,
    planHash: hash,
    total: toMoneyWire(
      sum(
        lines.map(({ amount }) => amount),
        row.currency,
      ),
    ),
    lines: lines.map(({ unitId, charge, days, amount }) => ({
      unitNumber: numbers.get(unitId) ?? "",
      month: charge.period ?? null,
      principal: toMoneyWire(days.principal),
      from: days.from as string,
      to: days.to as string,
      segments: days.segments.map(({ days: count, rate }) => ({ days: count, rate })),
      dayCount: days.dayCount,
      amount: toMoneyWire(amount),
    })),
  });
}

/** Posts the late charges of a plan that was seen; no day of a claim is ever charged twice. */
export async function postLateCharges(
  work: UnitOfWork,
  estateId: string,
  fact: { until: string; occurredOn: string; planHash: string },
): Promise<Result<Done<{ posted: number; total: ReturnType<typeof toMoneyWire> }>, FeeRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const planned = await planLate(work, row, fact.until as LocalDate);
  if (!planned.ok) return planned;
  const { lines, hash } = planned.value;
  if (fact.planHash !== hash) return reject({ kind: "plan-changed", planHash: hash });
  let book = await loadBook(work, row, { accounts: [] });
  const acts: Act[] = [];
  for (const { unitId, charge, days } of lines) {
    const act = work.ports.ids.next();
    const ref = await nextLateReference(work, row, `late:${charge.entryId}:${days.to}`);
    const posted = lateCharge(book, {
      on: fact.occurredOn as LocalDate,
      act,
      ref,
      unit: unitId,
      principal: days.principal,
      segments: days.segments,
      dayCount: days.dayCount,
    });
    if (!posted.ok) return posted;
    book = posted.value.book;
    acts.push(actOf(act, posted.value, ref));
  }
  const ids = await append(work, row, acts);
  await insertRows(
    work.client,
    "trust.late_charge",
    lines.map(({ unitId, charge, days, amount }, at) => ({
      district_id: work.districtId,
      entry_id: ids.get(acts[at]?.act ?? "")?.[0],
      book_id: row.id,
      unit_id: unitId,
      charge_entry_id: charge.entryId,
      from_on: days.from,
      to_on: days.to,
      principal_minor: days.principal.minor,
      amount_minor: amount.minor,
      segments: days.segments,
      day_count: days.dayCount,
    })),
  );
  const total = toMoneyWire(
    sum(
      lines.map(({ amount }) => amount),
      row.currency,
    ),
  );
  return accept({
    answer: { posted: lines.length, total },
    facts: { until: fact.until, posted: lines.length, total },
  });
}

/** After a reversal the same days may be charged again, under a reference of their own. */
async function nextLateReference(work: UnitOfWork, row: BookRow, base: string): Promise<string> {
  const { rows } = await work.client.query(
    `select count(*)::int as used from trust.reference
      where book_id = $1 and (reference = $2 or starts_with(reference, $2 || '#'))`,
    [row.id, base],
  );
  const used = rows[0].used as number;
  return used === 0 ? base : `${base}#${used + 1}`;
}
