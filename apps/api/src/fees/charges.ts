import type { LocalDate, YearMonth } from "@xinyi/calendar";
import { type Money, toMoneyWire } from "@xinyi/money";
import {
  ACCOUNTS,
  type AgedArrears,
  agedArrears,
  type Charge,
  type CollectionRate,
  chargesOf,
  collectionRate,
  type Entry,
} from "@xinyi/trust-accounting";
import { chartOf } from "../books/chart.ts";
import { type BookRow, receivableEntries } from "../books/ledger-store.ts";
import { today } from "../orders/spending-book.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { unitRows } from "./plan.ts";

/** The claims on every unit that ever had one, derived from the entries up to a day. */
export async function chargesByUnit(
  work: UnitOfWork,
  row: BookRow,
  on?: LocalDate,
): Promise<ReadonlyMap<string, readonly Charge[]>> {
  const { settlement } = chartOf(row.chartId);
  const byUnit = new Map<string, Entry[]>();
  for (const entry of await receivableEntries(work, row)) {
    if (on !== undefined && entry.occurredOn > on) continue;
    const units = new Set(
      entry.postings
        .filter(({ account }) => account === ACCOUNTS.feeReceivable)
        .map(({ sub = "" }) => sub),
    );
    for (const unit of units) byUnit.set(unit, [...(byUnit.get(unit) ?? []), entry]);
  }
  return new Map(
    [...byUnit].map(([unit, entries]) => [
      unit,
      chargesOf(entries, unit, row.currency, settlement),
    ]),
  );
}

/** Of everything billed so far, what has come in: the past a budget may count on. */
export async function collectionSoFar(work: UnitOfWork, row: BookRow): Promise<CollectionRate> {
  const charges = await chargesByUnit(work, row);
  const months = [...charges.values()].flat().flatMap(({ period }) => period ?? []);
  return collectionRate(charges, [...new Set(months)], row.currency);
}

const ages = ["upTo30", "upTo90", "upTo180", "upTo365", "longer", "total"] as const;

/**
 * What is owed on a day, by age, and how much of what was billed has come in: this year and the
 * years before apart. The unit's lines are for those who keep the roll; nobody is named.
 */
export async function arrearsOf(
  work: UnitOfWork,
  row: BookRow,
  asked: { on?: string | undefined; seesUnits: boolean },
) {
  const on = (asked.on as LocalDate | undefined) ?? today(work, row);
  const charges = await chargesByUnit(work, row, on);
  const year = on.slice(0, 4);
  const months = [
    ...new Set([...charges.values()].flat().flatMap(({ period }) => period ?? [])),
  ].sort();
  const rate = (chosen: readonly YearMonth[]) =>
    rateWire(collectionRate(charges, chosen, row.currency));
  const aged = [...charges].map(([unit, own]) => ({
    unit,
    ages: agedArrears(own, on, row.currency),
  }));
  const owing = aged.filter(({ ages: { total } }) => total.minor > 0n);
  const all = agedArrears([...charges.values()].flat(), on, row.currency);
  return {
    on: on as string,
    ages: ages.map((age) => ({
      age,
      amount: toMoneyWire(all[age]),
      units: owing.filter((one) => one.ages[age].minor > 0n).length,
    })),
    thisYear: rate(months.filter((month) => month.startsWith(year))),
    earlierYears: rate(months.filter((month) => month < `${year}-01`)),
    units: asked.seesUnits ? await unitLines(work, row, owing) : null,
  };
}

async function unitLines(
  work: UnitOfWork,
  row: BookRow,
  owing: readonly { readonly unit: string; readonly ages: AgedArrears }[],
) {
  const byUnit = new Map(owing.map((one) => [one.unit, one.ages]));
  return (await unitRows(work, row)).flatMap(({ id, number }) => {
    const found = byUnit.get(id);
    if (found === undefined) return [];
    const wire = (amount: Money) => toMoneyWire(amount);
    return [
      {
        unitId: id,
        unitNumber: number,
        upTo30: wire(found.upTo30),
        upTo90: wire(found.upTo90),
        upTo180: wire(found.upTo180),
        upTo365: wire(found.upTo365),
        longer: wire(found.longer),
        total: wire(found.total),
      },
    ];
  });
}

function rateWire(rate: CollectionRate) {
  return {
    billed: toMoneyWire(rate.billed),
    collected: toMoneyWire(rate.collected),
    unitsBilled: rate.unitsBilled,
    unitsPaid: rate.unitsPaid,
    basisPoints: rate.basisPoints ?? null,
  };
}
