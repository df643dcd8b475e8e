import type { YearMonth } from "@xinyi/calendar";
import { type Money, money, productToMinor, toMoneyWire } from "@xinyi/money";
import { assessMeter, shareOut } from "@xinyi/trust-accounting";
import { chartOf } from "../books/chart.ts";
import { inBook } from "../books/commands.ts";
import type { BookRow } from "../books/ledger-store.ts";
import { squareMetres } from "../registry/store.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import {
  assessMonth,
  type Basis,
  type BillRow,
  billRows,
  monthlyRates,
  rollRates,
} from "./plan.ts";
import { ratesFor, tariffRows } from "./tariffs.ts";

/**
 * Reckons every bill of a month again from its dated rules as they were known when it was made:
 * prices and readings from their tables, the area from the bill. A bill whose rules no longer
 * give an amount is told as such.
 */
export async function recomputedBills(work: UnitOfWork, row: BookRow, month: string) {
  const bills = await billRows(work, row, { months: [month] });
  const known = new Map<string, Awaited<ReturnType<typeof rulesKnownAt>>>();
  const answers = [];
  for (const bill of bills) {
    const rules = known.get(bill.recordedAt) ?? (await rulesKnownAt(work, row, bill.recordedAt));
    known.set(bill.recordedAt, rules);
    const again = await reckon(work, row, bill, rules);
    answers.push({
      entryId: bill.entryId,
      unitNumber: bill.unitNumber,
      item: bill.item,
      kind: bill.kind,
      areaSquareMetres: squareMetres(bill.areaCm2),
      amount: inBook(row, bill.amountMinor),
      recomputed: again === undefined ? null : toMoneyWire(again),
      agrees: again?.minor === bill.amountMinor,
      isReversed: bill.isReversed,
      basis: bill.basis && basisWire(bill.basis),
    });
  }
  return answers;
}

/** What a bill rests on, with the same fields whatever its kind. */
function basisWire(basis: Basis) {
  return {
    sources: "sources" in basis ? [...basis.sources] : [],
    segments: "segments" in basis ? basis.segments.map(({ days, rate }) => ({ days, rate })) : [],
    readings: "used" in basis ? [basis.from, basis.to].map(({ on, value }) => ({ on, value })) : [],
    used: "used" in basis ? basis.used : null,
    shareOf: "costId" in basis ? basis.whole : null,
    weight: "costId" in basis ? basis.weight : null,
  };
}

async function rulesKnownAt(work: UnitOfWork, row: BookRow, at: string) {
  return {
    tariffs: await tariffRows(work, row, at),
    fromRoll: await rollRates(work, row, at),
  };
}

async function reckon(
  work: UnitOfWork,
  row: BookRow,
  bill: BillRow,
  rules: Awaited<ReturnType<typeof rulesKnownAt>>,
): Promise<Money | undefined> {
  const { basis } = bill;
  if (basis === null) return reckonByRate(row, bill);
  if ("costId" in basis) return reckonShare(work, row, bill, basis);
  if ("used" in basis) {
    const { from, to } = basis;
    const rates = ratesFor(rules.tariffs, bill.item, bill.unitId);
    const { rounding } = chartOf(row.chartId);
    const assessed = assessMeter({ from, to, rates, currency: row.currency, rounding });
    return assessed.ok ? assessed.value.amount : undefined;
  }
  const rates = monthlyRates(rules.tariffs, bill.item, bill.unitId, rules.fromRoll);
  const { assessed } = assessMonth(row, bill.month as YearMonth, bill.areaCm2, rates);
  return assessed.ok ? assessed.value.amount : undefined;
}

/** A bill from before rules were kept whole: area × the rate it names. */
function reckonByRate(row: BookRow, bill: BillRow): Money {
  const factors = [squareMetres(bill.areaCm2), bill.rate ?? "0"];
  return productToMinor(factors, row.currency, chartOf(row.chartId).rounding.line);
}

async function reckonShare(
  { client }: UnitOfWork,
  row: BookRow,
  bill: BillRow,
  basis: Extract<Basis, { costId: string }>,
): Promise<Money | undefined> {
  const { rows } = await client.query(
    `select c.amount_minor as amount, w.unit_id, w.weight::text as weight
       from trust.shared_cost c join trust.shared_weight w on w.cost_id = c.id
      where c.id = $1 order by w.ordinal`,
    [basis.costId],
  );
  if (rows.length === 0) return undefined;
  const weights = new Map<string, string>(rows.map((one) => [one.unit_id, one.weight]));
  const parts = shareOut(money(rows[0].amount, row.currency), weights);
  return parts.ok ? parts.value.get(bill.unitId) : undefined;
}
