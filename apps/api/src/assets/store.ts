import { type LocalDate, localDateAt } from "@xinyi/calendar";
import { type Money, type MoneyWire, money, toMoneyWire } from "@xinyi/money";
import { ACCOUNTS, leaseStanding } from "@xinyi/trust-accounting";
import { chartOf } from "../books/chart.ts";
import type { BookRow } from "../books/ledger-store.ts";
import { squareMetres } from "../registry/store.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

export type AssetKind = "shop" | "hall" | "parking" | "advertising" | "equipment" | "other";

export interface LeaseRow {
  readonly id: string;
  readonly assetId: string;
  readonly tenant: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly lastDay: LocalDate | null;
  readonly rentMinor: bigint;
  readonly dueDay: number;
  readonly contractSha256: string;
  readonly receivedMinor: bigint;
}

export interface LeaseWire {
  readonly id: string;
  readonly tenant: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly isEnded: boolean;
  readonly rent: MoneyWire;
  readonly dueDay: number;
  readonly contractSha256: string;
  readonly standing: {
    readonly due: MoneyWire;
    readonly received: MoneyWire;
    readonly open: MoneyWire;
    readonly ahead: MoneyWire;
    readonly openSince: LocalDate | null;
  };
}

export interface AssetWire {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly kind: AssetKind;
  readonly place: string;
  readonly area: string | null;
  readonly collectiveShare: string;
  readonly heldSince: LocalDate;
  readonly retiredOn: LocalDate | null;
  readonly retiredBecause: string | null;
  readonly leases: LeaseWire[];
}

/** The leases of a book's assets, each with what its acts that still stand brought to the bank. */
export async function leaseRows(
  { client }: UnitOfWork,
  row: BookRow,
  asked: { assetId?: string; id?: string } = {},
): Promise<readonly LeaseRow[]> {
  const { rows } = await client.query(
    `select l.id, l.asset_id as "assetId", l.tenant, l.from_on as "from", l.to_on as "to",
       d.last_day as "lastDay", l.rent_minor as "rentMinor", l.due_day as "dueDay",
       l.contract_sha256 as "contractSha256",
       coalesce((select sum(p.amount_minor) from trust.lease_receipt t
         join trust.entry e on e.act_id = t.act_id join trust.posting p on p.entry_id = e.id
         where t.lease_id = l.id and p.account = $4 and e.reverses is null
           and not exists (select from trust.entry r where r.reverses = e.id)), 0)::bigint
         as "receivedMinor"
     from trust.lease l join trust.asset a on a.id = l.asset_id
       left join trust.lease_end d on d.lease_id = l.id
      where a.estate_id = $1 and ($2::uuid is null or a.id = $2) and ($3::uuid is null or l.id = $3)
      order by l.from_on, l.id`,
    [row.estateId, asked.assetId ?? null, asked.id ?? null, ACCOUNTS.trustBank],
  );
  return rows;
}

export async function assetsOf(
  work: UnitOfWork,
  row: BookRow,
  id?: string,
): Promise<readonly AssetWire[]> {
  const { rows } = await work.client.query(
    `select a.id, a.number, a.name, a.kind, a.place, a.area_cm2 as "areaCm2",
       trim_scale(a.collective_share)::text as "collectiveShare", a.held_since as "heldSince",
       r.retired_on as "retiredOn", r.reason as "retiredBecause"
     from trust.asset a left join trust.asset_retirement r on r.asset_id = a.id
      where a.estate_id = $1 and ($2::uuid is null or a.id = $2)
      order by length(a.number), a.number`,
    [row.estateId, id ?? null],
  );
  const leases = await leaseRows(work, row, id === undefined ? {} : { assetId: id });
  const today = localDateAt(work.now, row.zone);
  return rows.map(({ areaCm2, ...asset }) => ({
    ...asset,
    area: areaCm2 === null ? null : squareMetres(areaCm2),
    leases: leases
      .filter(({ assetId }) => assetId === asset.id)
      .map((lease) => leaseWire(row, lease, today)),
  }));
}

function leaseWire(row: BookRow, lease: LeaseRow, today: LocalDate): LeaseWire {
  const inBook = (minor: bigint): Money => money(minor, row.currency);
  const to = lease.lastDay ?? lease.to;
  const { due, received, open, ahead, openSince } = leaseStanding(
    { period: { from: lease.from, to }, rent: inBook(lease.rentMinor), dueDay: lease.dueDay },
    inBook(lease.receivedMinor),
    today,
    chartOf(row.chartId).rounding.line,
  );
  return {
    id: lease.id,
    tenant: lease.tenant,
    from: lease.from,
    to,
    isEnded: lease.lastDay !== null,
    rent: toMoneyWire(inBook(lease.rentMinor)),
    dueDay: lease.dueDay,
    contractSha256: lease.contractSha256,
    standing: {
      due: toMoneyWire(due),
      received: toMoneyWire(received),
      open: toMoneyWire(open),
      ahead: toMoneyWire(ahead),
      openSince: openSince ?? null,
    },
  };
}
