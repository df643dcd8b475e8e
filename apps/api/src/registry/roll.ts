import { addDays, type LocalDate } from "@xinyi/calendar";
import { insertRows } from "../database/insert.ts";
import type { RollRow } from "../imports/roll-csv.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

export interface RollChanges {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

interface KnownUnit {
  readonly id: string;
  readonly buildingId: string;
  readonly areaCm2: bigint;
  readonly rate: string | null;
  readonly owners: readonly { ownershipId: string; name: string; phone: string | null }[];
}

/** One owner may be written several to a cell: 张三、李四. */
const ownersIn = (cell: string) =>
  cell
    .split(/[、,，;；/]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");

/**
 * Takes the good rows of a roll in: new units, changed areas, rates and owners from `from` on.
 * What stands already is left alone, so the same file twice changes nothing. Owners who are no
 * longer named end the day before; the same name with the same telephone is one person.
 */
export async function takeInRoll(
  work: UnitOfWork,
  estateId: string,
  from: LocalDate,
  rows: readonly RollRow[],
): Promise<RollChanges> {
  const { client, districtId, ports } = work;
  const known = await knownUnits(work, estateId, from);
  const buildings = await knownBuildings(work, estateId);
  const people = await knownPeople(work, estateId);
  const fresh = {
    buildings: [] as object[],
    units: [] as object[],
    tariffs: [] as object[],
    persons: [] as object[],
    ownerships: [] as object[],
  };
  const areas: { id: string; areaCm2: bigint }[] = [];
  const ended: string[] = [];
  let created = 0;
  let changed = 0;

  const buildingId = (name: string) => {
    const existing = buildings.get(name);
    if (existing !== undefined) return existing;
    const id = ports.ids.next();
    buildings.set(name, id);
    fresh.buildings.push({ district_id: districtId, id, estate_id: estateId, name });
    return id;
  };
  const personId = (name: string, phone: string | null) => {
    const key = `${name}\n${phone ?? ""}`;
    const existing = phone === null ? undefined : people.get(key);
    if (existing !== undefined) return existing;
    const id = ports.ids.next();
    if (phone !== null) people.set(key, id);
    fresh.persons.push({ district_id: districtId, id, account_id: null, name, phone });
    return id;
  };

  for (const row of rows) {
    const before = known.get(row.unit);
    const unitId = before?.id ?? ports.ids.next();
    const owners = ownersIn(row.owner);
    const phoneOf = (index: number) => (index === 0 ? row.phone : null);
    let touched = false;
    if (!before) {
      fresh.units.push({
        district_id: districtId,
        id: unitId,
        estate_id: estateId,
        building_id: buildingId(row.building),
        number: row.unit,
        area_cm2: row.areaCm2,
      });
    } else if (before.areaCm2 !== row.areaCm2) {
      areas.push({ id: unitId, areaCm2: row.areaCm2 });
      touched = true;
    }
    if (before?.rate === undefined || before.rate === null || !sameRate(before.rate, row.rate)) {
      touched = true;
      fresh.tariffs.push({
        district_id: districtId,
        unit_id: unitId,
        from_on: from,
        recorded_at: work.now,
        rate: row.rate,
      });
    }
    const sameOwners =
      before !== undefined &&
      before.owners.length === owners.length &&
      owners.every(
        (name, index) =>
          before.owners[index]?.name === name && before.owners[index]?.phone === phoneOf(index),
      );
    if (!sameOwners) {
      touched = true;
      for (const owner of before?.owners ?? []) ended.push(owner.ownershipId);
      owners.forEach((name, index) => {
        fresh.ownerships.push({
          district_id: districtId,
          id: ports.ids.next(),
          unit_id: unitId,
          person_id: personId(name, phoneOf(index)),
          from_on: from,
          to_on: null,
        });
      });
    }
    if (!before) created += 1;
    else if (touched) changed += 1;
  }

  await insertRows(client, "registry.building", fresh.buildings as Record<string, unknown>[]);
  await insertRows(client, "registry.unit", fresh.units as Record<string, unknown>[]);
  await insertRows(client, "registry.person", fresh.persons as Record<string, unknown>[]);
  await insertRows(client, "registry.unit_tariff", fresh.tariffs as Record<string, unknown>[]);
  await client.query(
    // An owner who came in on the very day is ended on it: a period is never empty.
    "update registry.ownership set to_on = greatest(from_on, $2::date) where id = any($1) and to_on is null",
    [ended, addDays(from, -1)],
  );
  await insertRows(client, "registry.ownership", fresh.ownerships as Record<string, unknown>[]);
  for (const area of areas) {
    await client.query("update registry.unit set area_cm2 = $2 where id = $1", [
      area.id,
      area.areaCm2,
    ]);
  }
  return { created, changed, unchanged: rows.length - created - changed };
}

/** Rates are decimals: 1.5 and 1.5000 are one rate. */
function sameRate(left: string, right: string): boolean {
  const plain = (rate: string) => rate.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
  return plain(left) === plain(right);
}

async function knownUnits(
  { client }: UnitOfWork,
  estateId: string,
  on: LocalDate,
): Promise<Map<string, KnownUnit>> {
  const units = await client.query(
    `select u.id, u.building_id, u.number, u.area_cm2,
       (select t.rate from registry.unit_tariff t where t.unit_id = u.id and t.from_on <= $2
         order by t.from_on desc, t.recorded_at desc limit 1) as rate,
       coalesce((select jsonb_agg(jsonb_build_object('ownershipId', o.id, 'name', p.name, 'phone', p.phone) order by o.id)
         from registry.ownership o join registry.person p on p.id = o.person_id
         where o.unit_id = u.id and o.to_on is null), '[]') as owners
     from registry.unit u where u.estate_id = $1`,
    [estateId, on],
  );
  return new Map(
    units.rows.map((row) => [
      row.number,
      {
        id: row.id,
        buildingId: row.building_id,
        areaCm2: row.area_cm2,
        rate: row.rate,
        owners: row.owners,
      },
    ]),
  );
}

async function knownBuildings({ client }: UnitOfWork, estateId: string) {
  const { rows } = await client.query(
    "select id, name from registry.building where estate_id = $1",
    [estateId],
  );
  return new Map<string, string>(rows.map((row) => [row.name, row.id]));
}

/** People already known as owners in this estate, by name and telephone. */
async function knownPeople({ client }: UnitOfWork, estateId: string) {
  const { rows } = await client.query(
    `select distinct p.id, p.name, p.phone from registry.person p
       join registry.ownership o on o.person_id = p.id join registry.unit u on u.id = o.unit_id
      where u.estate_id = $1 and p.phone is not null`,
    [estateId],
  );
  return new Map<string, string>(rows.map((row) => [`${row.name}\n${row.phone}`, row.id]));
}
