import {
  firstDayOf,
  type InForce,
  type LocalDate,
  lastDayOf,
  monthOf,
  type YearMonth,
} from "@xinyi/calendar";
import { hashOf } from "@xinyi/merkle-log";
import { formatAmount, type Money, money } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import {
  assess,
  assessMeter,
  type Reading,
  type RunLine,
  shareOut,
  type Tariff,
} from "@xinyi/trust-accounting";
import { chartOf } from "../books/chart.ts";
import type { BookRow } from "../books/ledger-store.ts";
import { squareMetres } from "../registry/store.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import type { FeeRefusal } from "./refusals.ts";
import { type ItemKind, ratesFor, readingRows, type TariffRow, tariffRows } from "./tariffs.ts";

/** The item of the monthly fee itself; its rate may also have come with the roll. */
export const serviceItem = "service";
const rollSource = "roll";

/** What a bill rests on, kept with it whole. */
export type Basis =
  | {
      readonly segments: readonly { readonly days: number; readonly rate: string }[];
      readonly daysInMonth: number;
      readonly within: { readonly from: LocalDate; readonly to: LocalDate };
      readonly sources: readonly string[];
    }
  | {
      readonly from: Reading;
      readonly to: Reading;
      readonly used: string;
      readonly rate: string;
      readonly sources: readonly string[];
    }
  | {
      readonly costId: string;
      readonly whole: string;
      readonly split: "area" | "equal";
      readonly weight: string;
    };

export interface PlannedBill {
  readonly unitId: string;
  readonly unitNumber: string;
  readonly areaCm2: bigint;
  readonly item: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly amount: Money;
  /** The last rate that counted; a shared cost has none. */
  readonly rate: string | null;
  readonly basis: Basis;
  readonly ref: string;
}

export interface PlanFault {
  readonly unitNumber: string;
  readonly item: string;
  readonly kind: string;
}

/** What a run would post, and what it would leave out. */
export interface BillPlan {
  readonly month: YearMonth;
  readonly on: LocalDate;
  readonly bills: readonly PlannedBill[];
  readonly alreadyBilled: number;
  readonly withoutRate: readonly string[];
  readonly faults: readonly PlanFault[];
  readonly shares: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Of everything above: what is posted is what was seen. */
  readonly hash: string;
}

export interface UnitRow {
  readonly id: string;
  readonly number: string;
  readonly areaCm2: bigint;
}

/** One bill that was posted: standing as long as it is not reversed. */
export interface BillRow {
  readonly entryId: string;
  readonly unitId: string;
  readonly unitNumber: string;
  readonly month: string;
  readonly item: string;
  readonly kind: ItemKind;
  readonly areaCm2: bigint;
  readonly rate: string | null;
  readonly rounding: string;
  readonly amountMinor: bigint;
  readonly basis: Basis | null;
  readonly recordedAt: string;
  readonly isReversed: boolean;
}

export async function billRows(
  work: UnitOfWork,
  row: BookRow,
  asked: { months?: readonly string[]; kind?: ItemKind } = {},
): Promise<readonly BillRow[]> {
  const { rows } = await work.client.query(
    `select b.entry_id as "entryId", b.unit_id as "unitId", u.number as "unitNumber", b.month,
       coalesce(b.item, 'service') as item, coalesce(b.kind, 'area') as kind,
       b.area_cm2 as "areaCm2", trim_scale(b.rate)::text as rate, b.rounding,
       b.amount_minor as "amountMinor", b.basis, e.form::jsonb ->> 'recordedAt' as "recordedAt",
       exists (select from trust.entry r where r.reverses = b.entry_id) as "isReversed"
     from trust.bill b join registry.unit u on u.id = b.unit_id
       join trust.entry e on e.id = b.entry_id
      where b.book_id = $1 and ($2::text[] is null or b.month = any($2))
        and ($3::text is null or coalesce(b.kind, 'area') = $3)
      order by length(u.number), u.number, e.sequence`,
    [row.id, asked.months ?? null, asked.kind ?? null],
  );
  return rows;
}

export async function unitRows(work: UnitOfWork, row: BookRow): Promise<readonly UnitRow[]> {
  const { rows } = await work.client.query(
    `select id, number, area_cm2 as "areaCm2" from registry.unit where estate_id = $1
      order by length(number), number`,
    [row.estateId],
  );
  return rows;
}

/** The rates that came with the roll, by unit. */
export async function rollRates(
  work: UnitOfWork,
  row: BookRow,
  recordedBy?: string,
): Promise<ReadonlyMap<string, readonly InForce<string>[]>> {
  const { rows } = await work.client.query(
    `select t.unit_id, t.from_on, trim_scale(t.rate)::text as rate from registry.unit_tariff t
       join registry.unit u on u.id = t.unit_id
      where u.estate_id = $1 and ($2::timestamptz is null or t.recorded_at <= $2)
      order by t.from_on, t.recorded_at`,
    [row.estateId, recordedBy ?? null],
  );
  const found = new Map<string, InForce<string>[]>();
  for (const { unit_id: unit, from_on: from, rate } of rows) {
    const rates = found.get(unit) ?? [];
    found.set(unit, [...rates, { from, value: rate, source: rollSource, verified: true }]);
  }
  return found;
}

/**
 * A unit's prices of an area or fixed item. For the fee itself the rates of the roll hold up to
 * the day from which a resolution has set one.
 */
export function monthlyRates(
  tariffs: readonly TariffRow[],
  item: string,
  unitId: string,
  fromRoll: ReadonlyMap<string, readonly InForce<string>[]>,
): { readonly kind: Tariff["kind"]; readonly rates: readonly InForce<string>[] } {
  const kind = tariffs.find((one) => one.item === item)?.kind === "fixed" ? "fixed" : "area";
  const resolved = ratesFor(tariffs, item, unitId);
  if (item !== serviceItem) return { kind, rates: resolved };
  const first = resolved[0]?.from;
  const rolled = (fromRoll.get(unitId) ?? []).filter(
    ({ from }) => kind === "area" && (first === undefined || from < first),
  );
  return { kind, rates: [...rolled, ...resolved] };
}

/** Assesses one unit's month of an area or fixed item, from the first day that has a price. */
export function assessMonth(
  row: BookRow,
  month: YearMonth,
  areaCm2: bigint,
  { kind, rates }: ReturnType<typeof monthlyRates>,
) {
  const earliest = rates[0]?.from;
  const first = firstDayOf(month);
  const within = {
    from: earliest !== undefined && earliest > first ? earliest : first,
    to: lastDayOf(month),
  };
  const assessed = assess({
    month,
    area: squareMetres(areaCm2),
    within,
    tariffs: rates.map((rate) => ({ ...rate, value: { kind, rate: rate.value } })),
    currency: row.currency,
    rounding: chartOf(row.chartId).rounding,
  });
  return { within, assessed };
}

/** What a run over the month would post now: nothing is written. */
export async function planBills(
  work: UnitOfWork,
  row: BookRow,
  fact: { month: YearMonth; occurredOn?: LocalDate | undefined },
): Promise<Result<BillPlan, FeeRefusal>> {
  const on = fact.occurredOn ?? firstDayOf(fact.month);
  if (monthOf(on) !== fact.month) {
    return reject({ kind: "bill-outside-month", month: fact.month, occurredOn: on });
  }
  const tariffs = await tariffRows(work, row);
  const units = await unitRows(work, row);
  const posted = await billRows(work, row, { months: [fact.month] });
  const monthly = monthlyBills(row, fact.month, units, tariffs, posted, await rollRates(work, row));
  const metered = await meteredBills(work, row, fact.month, units, tariffs);
  const shared = await sharedBills(work, row, fact.month, units, tariffs);
  if (!shared.ok) return shared;
  const bills = [...monthly.bills, ...metered.bills, ...shared.value.bills];
  const faults = [...monthly.faults, ...metered.faults];
  const hash = hashOf({
    month: fact.month,
    on,
    bills: bills.map(({ unitId, item, amount, ref }) => [unitId, item, formatAmount(amount), ref]),
  });
  return accept({
    month: fact.month,
    on,
    bills,
    alreadyBilled: monthly.alreadyBilled,
    withoutRate: monthly.withoutRate,
    faults,
    shares: shared.value.shares,
    hash,
  });
}

/** The month before, as it stands billed: what a run is compared with. */
export async function linesBefore(
  work: UnitOfWork,
  row: BookRow,
  month: YearMonth,
): Promise<readonly RunLine[]> {
  const before = previousMonth(month);
  const bills = await billRows(work, row, { months: [before] });
  return bills
    .filter(({ isReversed }) => !isReversed)
    .map(({ unitId, item, amountMinor }) => ({
      unit: unitId,
      item,
      amount: money(amountMinor, row.currency),
    }));
}

function previousMonth(month: YearMonth): YearMonth {
  const [year = 0, at = 1] = month.split("-").map(Number);
  const before = at === 1 ? `${year - 1}-12` : `${year}-${String(at - 1).padStart(2, "0")}`;
  return before as YearMonth;
}

/** A bill made again after a reversal takes a reference of its own. */
function referenceOf(base: string, earlier: number): string {
  return earlier === 0 ? base : `${base}:${earlier + 1}`;
}

function monthlyBills(
  row: BookRow,
  month: YearMonth,
  units: readonly UnitRow[],
  tariffs: readonly TariffRow[],
  posted: readonly BillRow[],
  fromRoll: ReadonlyMap<string, readonly InForce<string>[]>,
) {
  const ofMonth = tariffs.filter(({ kind }) => kind === "area" || kind === "fixed");
  const titles = new Map([
    [serviceItem, "物业费"],
    ...ofMonth.map((t) => [t.item, t.title] as const),
  ]);
  const bills: PlannedBill[] = [];
  const faults: PlanFault[] = [];
  const withoutRate: string[] = [];
  let alreadyBilled = 0;
  for (const unit of units) {
    for (const [item, title] of titles) {
      const rates = monthlyRates(tariffs, item, unit.id, fromRoll);
      const inMonth = rates.rates.filter(({ from }) => from <= lastDayOf(month));
      const earlier = posted.filter((bill) => bill.unitId === unit.id && bill.item === item);
      if (earlier.some(({ isReversed }) => !isReversed)) {
        if (item === serviceItem) alreadyBilled += 1;
        continue;
      }
      if (inMonth.length === 0) {
        if (item === serviceItem) withoutRate.push(unit.number);
        continue;
      }
      const { within, assessed } = assessMonth(row, month, unit.areaCm2, rates);
      if (!assessed.ok) {
        faults.push({ unitNumber: unit.number, item, kind: assessed.rejection.kind });
        continue;
      }
      const { amount, kind, segments, daysInMonth, sources } = assessed.value;
      const name = item === serviceItem ? "" : `:${item}`;
      // A rate of nothing bills nothing: there is no entry to make.
      if (amount.minor === 0n) continue;
      bills.push({
        unitId: unit.id,
        unitNumber: unit.number,
        areaCm2: unit.areaCm2,
        item,
        title,
        kind,
        amount,
        rate: segments.at(-1)?.rate ?? null,
        basis: { segments, daysInMonth, within, sources },
        ref: referenceOf(`bill:${month}:${unit.id}${name}`, earlier.length),
      });
    }
  }
  return { bills, faults, withoutRate, alreadyBilled };
}

/** From the reading billed last, or else the first, up to the last one of the month. */
async function meteredBills(
  work: UnitOfWork,
  row: BookRow,
  month: YearMonth,
  units: readonly UnitRow[],
  tariffs: readonly TariffRow[],
) {
  const items = new Map(
    tariffs.filter(({ kind }) => kind === "metered").map((one) => [one.item, one.title]),
  );
  const bills: PlannedBill[] = [];
  const faults: PlanFault[] = [];
  const before = items.size === 0 ? [] : await billRows(work, row, { kind: "metered" });
  for (const [item, title] of items) {
    const readings = await readingRows(work, row, item);
    for (const unit of units) {
      const own = readings
        .filter(({ unitId, readOn }) => unitId === unit.id && readOn <= lastDayOf(month))
        .map(({ readOn, reading }): Reading => ({ on: readOn, value: reading }));
      const billed = before
        .filter((bill) => bill.unitId === unit.id && bill.item === item && !bill.isReversed)
        .flatMap(({ basis }) => (basis !== null && "to" in basis ? [basis.to.on] : []))
        .sort()
        .at(-1);
      const from = billed === undefined ? own[0] : own.find(({ on }) => on === billed);
      const to = own.at(-1);
      if (from === undefined || to === undefined || from.on >= to.on) continue;
      const assessed = assessMeter({
        from,
        to,
        rates: ratesFor(tariffs, item, unit.id),
        currency: row.currency,
        rounding: chartOf(row.chartId).rounding,
      });
      if (!assessed.ok) {
        faults.push({ unitNumber: unit.number, item, kind: assessed.rejection.kind });
        continue;
      }
      const { amount, used, rate, source } = assessed.value;
      if (amount.minor === 0n) continue;
      const earlier = before.filter((bill) => bill.unitId === unit.id && bill.item === item);
      const again = earlier.filter(
        ({ basis }) => basis !== null && "to" in basis && basis.to.on === to.on,
      );
      bills.push({
        unitId: unit.id,
        unitNumber: unit.number,
        areaCm2: unit.areaCm2,
        item,
        title,
        kind: "metered",
        amount,
        rate,
        basis: { from, to, used, rate, sources: [source] },
        ref: referenceOf(`meter:${item}:${unit.id}:${to.on}`, again.length),
      });
    }
  }
  return { bills, faults };
}

/** Every shared cost of the month that no run has split yet. */
async function sharedBills(
  work: UnitOfWork,
  row: BookRow,
  month: YearMonth,
  units: readonly UnitRow[],
  tariffs: readonly TariffRow[],
): Promise<
  Result<
    { bills: readonly PlannedBill[]; shares: ReadonlyMap<string, ReadonlyMap<string, string>> },
    FeeRefusal
  >
> {
  const { rows: costs } = await work.client.query(
    `select c.id, c.item, c.amount_minor as amount from trust.shared_cost c
      where c.book_id = $1 and c.month = $2
        and not exists (select from trust.shared_weight w where w.cost_id = c.id)
      order by c.recorded_at, c.id`,
    [row.id, month],
  );
  const bills: PlannedBill[] = [];
  const shares = new Map<string, ReadonlyMap<string, string>>();
  for (const cost of costs as { id: string; item: string; amount: bigint }[]) {
    const rule = tariffs
      .filter(({ item, from }) => item === cost.item && from <= lastDayOf(month))
      .at(-1);
    if (rule?.split == null) return reject({ kind: "no-tariff", on: lastDayOf(month) });
    const { split, title, units: named } = rule;
    const bearing = units.filter(({ id }) => named === null || named.includes(id));
    const weights = new Map(
      bearing.map((unit) => [unit.id, split === "area" ? squareMetres(unit.areaCm2) : "1"]),
    );
    const whole = money(cost.amount, row.currency);
    const parts = shareOut(whole, weights);
    if (!parts.ok) return parts;
    shares.set(cost.id, weights);
    for (const unit of bearing) {
      const amount = parts.value.get(unit.id);
      if (amount === undefined || amount.minor === 0n) continue;
      bills.push({
        unitId: unit.id,
        unitNumber: unit.number,
        areaCm2: unit.areaCm2,
        item: cost.item,
        title,
        kind: "shared",
        amount,
        rate: null,
        basis: {
          costId: cost.id,
          whole: formatAmount(whole),
          split,
          weight: weights.get(unit.id) ?? "0",
        },
        ref: `share:${cost.id}:${unit.id}`,
      });
    }
  }
  return accept({ bills, shares });
}
