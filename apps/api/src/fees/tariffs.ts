import type { InForce, LocalDate } from "@xinyi/calendar";
import { fromMoneyWire, type MoneyWire } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { inBook } from "../books/commands.ts";
import { type BookRow, lockBook } from "../books/ledger-store.ts";
import { insertRows } from "../database/insert.ts";
import { takeMandate } from "../mandates/commands.ts";
import { today } from "../orders/spending-book.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import type { FeeRefusal } from "./refusals.ts";

export type ItemKind = "area" | "fixed" | "metered" | "shared";

/** A dated price as it was set; `units` null: it holds for every unit. */
export interface TariffRow {
  readonly id: string;
  readonly item: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly from: LocalDate;
  readonly rate: string | null;
  readonly split: "area" | "equal" | null;
  readonly units: string[] | null;
  readonly resolutionId: string;
  readonly recordedAt: string;
}

/** Tariffs in the order of their days; of one day the later record stands last, and so prevails. */
export async function tariffRows(
  work: UnitOfWork,
  row: BookRow,
  recordedBy?: string,
): Promise<readonly TariffRow[]> {
  const { rows } = await work.client.query(
    `select t.id, t.item, t.title, t.kind, t.from_on as "from",
       trim_scale(t.rate)::text as rate, t.split, t.units,
       m.resolution_id as "resolutionId", t.recorded_at as "recordedAt"
     from trust.tariff t join trust.mandate m on m.id = t.mandate_id
      where t.book_id = $1 and ($2::timestamptz is null or t.recorded_at <= $2)
      order by t.item, t.from_on, t.recorded_at, t.id`,
    [row.id, recordedBy ?? null],
  );
  return rows;
}

/** Sets a dated price of one item, or how its cost is split, by a resolution about that item. */
export async function setTariff(
  work: UnitOfWork,
  estateId: string,
  fact: {
    item: string;
    title: string;
    kind: ItemKind;
    from: string;
    rate?: string | undefined;
    split?: "area" | "equal" | undefined;
    unitIds?: string[] | undefined;
    mandateId: string;
  },
): Promise<Result<Done<TariffRow>, FeeRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const before = (await tariffRows(work, row)).find(({ item }) => item === fact.item);
  if (before !== undefined && before.kind !== fact.kind) {
    return reject({ kind: "item-of-another-kind", item: fact.item, wanted: before.kind });
  }
  const stranger = await firstStranger(work, estateId, fact.unitIds ?? []);
  if (stranger !== undefined) return reject({ kind: "unit-not-found", unitId: stranger });
  const mandate = await takeMandate(work, row, fact.mandateId, `tariff:${fact.item}`);
  if (!mandate.ok) return mandate;
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.tariff", [
    {
      district_id: work.districtId,
      id,
      book_id: row.id,
      item: fact.item,
      title: fact.title,
      kind: fact.kind,
      from_on: fact.from,
      rate: fact.kind === "shared" ? null : (fact.rate ?? "0"),
      split: fact.kind === "shared" ? (fact.split ?? "area") : null,
      units: fact.unitIds ?? null,
      mandate_id: fact.mandateId,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  const set = (await tariffRows(work, row)).find((one) => one.id === id);
  if (!set) throw new Error("the tariff just set is not visible");
  return accept({ answer: set, facts: { tariffId: id, item: fact.item, from: fact.from } });
}

async function firstStranger(
  { client }: UnitOfWork,
  estateId: string,
  unitIds: readonly string[],
): Promise<string | undefined> {
  const { rows } = await client.query(
    `select given.id from unnest($2::uuid[]) as given(id)
      where not exists (select from registry.unit u where u.id = given.id and u.estate_id = $1)`,
    [estateId, unitIds],
  );
  return rows[0]?.id;
}

/** The prices of one item that hold for one unit, as dated rules. */
export function ratesFor(
  tariffs: readonly TariffRow[],
  item: string,
  unitId: string,
): readonly InForce<string>[] {
  return tariffs
    .filter((one) => one.item === item && (one.units === null || one.units.includes(unitId)))
    .map((one) => ({
      from: one.from,
      value: one.rate ?? "0",
      source: one.resolutionId,
      verified: true,
    }));
}

export interface ReadingWire {
  readonly unitId: string;
  readonly unitNumber: string;
  readonly readOn: LocalDate;
  readonly reading: string;
}

/** Readings of one item's meters; of one day and unit the latest record alone. */
export async function readingRows(
  work: UnitOfWork,
  row: BookRow,
  item: string,
): Promise<readonly ReadingWire[]> {
  const { rows } = await work.client.query(
    `select distinct on (length(u.number), u.number, r.read_on) r.unit_id as "unitId",
       u.number as "unitNumber", r.read_on as "readOn", trim_scale(r.reading)::text as reading
     from trust.meter_reading r join registry.unit u on u.id = r.unit_id
      where r.book_id = $1 and r.item = $2
      order by length(u.number), u.number, r.read_on, r.recorded_at desc`,
    [row.id, item],
  );
  return rows;
}

/** Takes in what the meters of one item showed on a day, by unit numbers. */
export async function readMeters(
  work: UnitOfWork,
  estateId: string,
  fact: { item: string; readOn: string; readings: { unitNumber: string; reading: string }[] },
): Promise<Result<Done<{ recorded: number }>, FeeRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  if (fact.readOn > today(work, row)) return reject({ kind: "day-in-future", on: fact.readOn });
  const tariff = (await tariffRows(work, row)).find(({ item }) => item === fact.item);
  if (tariff === undefined) return reject({ kind: "no-item", item: fact.item });
  if (tariff.kind !== "metered") {
    return reject({ kind: "item-of-another-kind", item: fact.item, wanted: tariff.kind });
  }
  const units = await work.client.query(
    "select id, number from registry.unit where estate_id = $1",
    [estateId],
  );
  const idOf = new Map<string, string>(units.rows.map((one) => [one.number, one.id]));
  for (const { unitNumber } of fact.readings) {
    if (!idOf.has(unitNumber)) return reject({ kind: "unit-not-found", unitId: unitNumber });
  }
  await insertRows(
    work.client,
    "trust.meter_reading",
    [...new Map(fact.readings.map((one) => [one.unitNumber, one.reading]))].map(
      ([unitNumber, reading]) => ({
        district_id: work.districtId,
        book_id: row.id,
        unit_id: idOf.get(unitNumber),
        item: fact.item,
        read_on: fact.readOn,
        recorded_at: work.now,
        reading,
        recorded_by: work.personId,
      }),
    ),
  );
  const recorded = fact.readings.length;
  return accept({ answer: { recorded }, facts: { item: fact.item, recorded } });
}

export interface SharedCostWire {
  readonly id: string;
  readonly item: string;
  readonly month: string;
  readonly amount: MoneyWire;
  readonly voucherSha256: string;
  readonly isBilled: boolean;
}

export async function sharedCostsOf(
  work: UnitOfWork,
  row: BookRow,
  month?: string,
): Promise<readonly SharedCostWire[]> {
  const { rows } = await work.client.query(
    `select c.id, c.item, c.month, c.amount_minor as amount, c.voucher_sha256 as "voucherSha256",
       exists (select from trust.shared_weight w where w.cost_id = c.id) as "isBilled"
     from trust.shared_cost c where c.book_id = $1 and ($2::text is null or c.month = $2)
      order by c.recorded_at, c.id`,
    [row.id, month ?? null],
  );
  return rows.map((one) => ({ ...one, amount: inBook(row, one.amount) }));
}

/** A cost that the units bear together: the next run of its month splits it. */
export async function recordSharedCost(
  work: UnitOfWork,
  estateId: string,
  fact: { item: string; month: string; amount: MoneyWire; voucherSha256: string },
): Promise<Result<Done<SharedCostWire>, FeeRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const tariff = (await tariffRows(work, row)).find(({ item }) => item === fact.item);
  if (tariff === undefined) return reject({ kind: "no-item", item: fact.item });
  if (tariff.kind !== "shared") {
    return reject({ kind: "item-of-another-kind", item: fact.item, wanted: tariff.kind });
  }
  const amount = fromMoneyWire(fact.amount);
  if (!amount.ok) return amount;
  if (amount.value.currency !== row.currency) {
    return reject({ kind: "wrong-currency", currency: amount.value.currency });
  }
  if (amount.value.minor <= 0n) return reject({ kind: "negative-amount", amount: amount.value });
  const voucher = await work.client.query(
    "select 1 from trust.voucher where estate_id = $1 and sha256 = $2",
    [estateId, fact.voucherSha256],
  );
  if (!voucher.rowCount) return reject({ kind: "not-found", what: "voucher" });
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.shared_cost", [
    {
      district_id: work.districtId,
      id,
      book_id: row.id,
      estate_id: estateId,
      item: fact.item,
      month: fact.month,
      amount_minor: amount.value.minor,
      voucher_sha256: fact.voucherSha256,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  const recorded = (await sharedCostsOf(work, row)).find((one) => one.id === id);
  if (!recorded) throw new Error("the cost just recorded is not visible");
  return accept({ answer: recorded, facts: { costId: id, item: fact.item, month: fact.month } });
}
