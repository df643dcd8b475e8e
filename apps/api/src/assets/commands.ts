import type { LocalDate } from "@xinyi/calendar";
import { fromMoneyWire, type MoneyWire } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import type { LineWire } from "../bank/lines.ts";
import { type BookRow, lockBook } from "../books/ledger-store.ts";
import { insertRows } from "../database/insert.ts";
import { bookLine } from "../funds/bookings.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import type { AssetRefusal } from "./refusals.ts";
import { type AssetKind, type AssetWire, assetsOf, type LeaseRow, leaseRows } from "./store.ts";

type Answer = Promise<Result<Done<AssetWire>, AssetRefusal>>;

/** Takes up an asset, with the part of its earnings that is the collective's. */
export async function registerAsset(
  work: UnitOfWork,
  estateId: string,
  fact: {
    number: string;
    name: string;
    kind: AssetKind;
    place: string;
    area?: string | undefined;
    collectiveShare: string;
    heldSince: string;
  },
): Answer {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const taken = await work.client.query(
    "select 1 from trust.asset where estate_id = $1 and number = $2",
    [estateId, fact.number],
  );
  if (taken.rowCount) return reject({ kind: "number-taken", number: fact.number });
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.asset", [
    {
      district_id: work.districtId,
      id,
      estate_id: estateId,
      number: fact.number,
      name: fact.name,
      kind: fact.kind,
      place: fact.place,
      area_cm2: fact.area === undefined ? null : areaCm2(fact.area),
      collective_share: fact.collectiveShare,
      held_since: fact.heldSince,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return done(work, row, id);
}

/** Takes an asset out of the register; while it is let it stays. */
export async function retireAsset(
  work: UnitOfWork,
  estateId: string,
  assetId: string,
  fact: { retiredOn: string; reason: string },
): Answer {
  const found = await findAsset(work, estateId, assetId);
  if (!found.ok) return found;
  const { row, leases } = found.value;
  const last = leases.find((lease) => lastDayOf(lease) >= fact.retiredOn);
  if (last) return reject({ kind: "asset-let", leaseId: last.id, until: lastDayOf(last) });
  await insertRows(work.client, "trust.asset_retirement", [
    {
      district_id: work.districtId,
      asset_id: assetId,
      retired_on: fact.retiredOn,
      reason: fact.reason,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return done(work, row, assetId);
}

/** Records a lease with its contract. An asset is let to one tenant at a time. */
export async function recordLease(
  work: UnitOfWork,
  estateId: string,
  assetId: string,
  fact: {
    tenant: string;
    from: string;
    to: string;
    rent: MoneyWire;
    dueDay: number;
    contractSha256: string;
  },
): Answer {
  const found = await findAsset(work, estateId, assetId);
  if (!found.ok) return found;
  const { row, leases } = found.value;
  if (fact.to < fact.from) {
    return reject({ kind: "day-outside-lease", from: fact.from, to: fact.to });
  }
  const rent = fromMoneyWire(fact.rent);
  if (!rent.ok) return rent;
  if (rent.value.currency !== row.currency) {
    return reject({ kind: "wrong-currency", currency: rent.value.currency });
  }
  if (rent.value.minor <= 0n) return reject({ kind: "negative-amount", amount: rent.value });
  const other = leases.find((lease) => lease.from <= fact.to && lastDayOf(lease) >= fact.from);
  if (other) return reject({ kind: "lease-overlaps", leaseId: other.id });
  const contract = await work.client.query(
    "select 1 from trust.voucher where estate_id = $1 and sha256 = $2",
    [estateId, fact.contractSha256],
  );
  if (!contract.rowCount) return reject({ kind: "not-found", what: "voucher" });
  await insertRows(work.client, "trust.lease", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      asset_id: assetId,
      tenant: fact.tenant,
      from_on: fact.from,
      to_on: fact.to,
      rent_minor: rent.value.minor,
      due_day: fact.dueDay,
      contract_sha256: fact.contractSha256,
      estate_id: estateId,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return done(work, row, assetId);
}

/** Ends a lease before its time: nothing falls due after its last day. */
export async function endLease(
  work: UnitOfWork,
  estateId: string,
  leaseId: string,
  fact: { lastDay: string; reason: string },
): Answer {
  const found = await findLease(work, estateId, leaseId);
  if (!found.ok) return found;
  const { row, lease } = found.value;
  if (lease.lastDay !== null) return reject({ kind: "lease-ended", lastDay: lease.lastDay });
  if (fact.lastDay < lease.from || fact.lastDay > lease.to) {
    return reject({ kind: "day-outside-lease", from: lease.from, to: lease.to });
  }
  await insertRows(work.client, "trust.lease_end", [
    {
      district_id: work.districtId,
      lease_id: leaseId,
      last_day: fact.lastDay,
      reason: fact.reason,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return done(work, row, lease.assetId);
}

/** Books a line of the bank as rent of a lease: the collective's part is held for it, by the asset's share. */
export async function bookRent(
  work: UnitOfWork,
  estateId: string,
  leaseId: string,
  fact: { lineId: string; reason: string },
): Promise<Result<Done<LineWire>, AssetRefusal>> {
  const found = await findLease(work, estateId, leaseId);
  if (!found.ok) return found;
  const { lease, row } = found.value;
  const [asset] = await assetsOf(work, row, lease.assetId);
  const collectiveShare = asset?.collectiveShare ?? "0";
  const booked = await bookLine(work, estateId, fact.lineId, {
    booking: { as: "rent", collectiveShare },
    reason: fact.reason,
  });
  if (!booked.ok) return booked;
  const act = await work.client.query("select act_id from trust.entry where id = $1", [
    booked.value.answer.entryId,
  ]);
  await insertRows(work.client, "trust.lease_receipt", [
    {
      district_id: work.districtId,
      act_id: act.rows[0].act_id,
      lease_id: leaseId,
      line_id: fact.lineId,
    },
  ]);
  return accept({ ...booked.value, facts: { ...booked.value.facts, leaseId } });
}

const lastDayOf = ({ to, lastDay }: LeaseRow): LocalDate => lastDay ?? to;

/** A decimal of square metres with two places at most, as whole cm². */
function areaCm2(area: string): bigint {
  const [metres = "0", hundredths = ""] = area.split(".");
  return BigInt(metres) * 10_000n + BigInt(hundredths.padEnd(2, "0")) * 100n;
}

async function findAsset(
  work: UnitOfWork,
  estateId: string,
  assetId: string,
): Promise<Result<{ row: BookRow; leases: readonly LeaseRow[] }, AssetRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const [asset] = await assetsOf(work, row, assetId);
  if (!asset) return reject({ kind: "not-found", what: "asset" });
  const { retiredOn } = asset;
  if (retiredOn !== null) return reject({ kind: "asset-retired", retiredOn });
  return accept({ row, leases: await leaseRows(work, row, { assetId }) });
}

async function findLease(
  work: UnitOfWork,
  estateId: string,
  id: string,
): Promise<Result<{ row: BookRow; lease: LeaseRow }, AssetRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const [lease] = await leaseRows(work, row, { id });
  return lease ? accept({ row, lease }) : reject({ kind: "not-found", what: "lease" });
}

async function done(work: UnitOfWork, row: BookRow, id: string): Answer {
  const [asset] = await assetsOf(work, row, id);
  if (!asset) throw new Error("the asset just written is not visible");
  return accept({ answer: asset, facts: { assetId: id, leases: asset.leases.length } });
}
