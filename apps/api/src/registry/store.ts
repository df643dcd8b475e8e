import type { UnitOfWork } from "../unit-of-work.ts";
import { maskName } from "./mask.ts";

export interface EstateRow {
  readonly id: string;
  readonly name: string;
  readonly communityName: string;
  readonly districtName: string;
  readonly zone: string;
  readonly contactPhone: string;
  readonly occupiedFrom: string | null;
  readonly bookId: string;
  readonly chart: string;
  readonly currency: string;
  readonly unitCount: number;
}

const estateColumns = `
  select e.id, e.name, c.name as "communityName", d.name as "districtName", e.zone,
    e.contact_phone as "contactPhone", e.occupied_from as "occupiedFrom", b.id as "bookId",
    b.chart_id as chart, b.currency, (select count(*)::int from registry.unit u where u.estate_id = e.id) as "unitCount"
  from registry.estate e
    join registry.community c on c.id = e.community_id
    join registry.district d on d.id = e.district_id
    join trust.book b on b.estate_id = e.id
      and not exists (select from trust.hand_over h where h.book_id = b.id)`;

export async function findEstate(
  work: UnitOfWork,
  estateId: string,
): Promise<EstateRow | undefined> {
  const { rows } = await work.client.query(`${estateColumns} where e.id = $1`, [estateId]);
  return rows[0];
}

/** The estates the person has any role in; all of them for a role of the whole district. */
export async function estatesOf(work: UnitOfWork): Promise<readonly EstateRow[]> {
  const { rows } = await work.client.query(
    `${estateColumns} where exists (select from registry.role_assignment a
        where a.person_id = $1 and a.from_at <= $2 and (a.to_at is null or a.to_at > $2)
          and (a.estate_id is null or a.estate_id = e.id))
      order by e.name`,
    [work.personId, work.now],
  );
  return rows;
}

export async function unitsOf(work: UnitOfWork, estateId: string, on: string) {
  const { rows } = await work.client.query(
    `select u.id, u.number, b.name as building, u.area_cm2,
       (select t.rate::text from registry.unit_tariff t where t.unit_id = u.id and t.from_on <= $2
         order by t.from_on desc, t.recorded_at desc limit 1) as rate,
       array(select p.name from registry.ownership o join registry.person p on p.id = o.person_id
         where o.unit_id = u.id and o.from_on <= $2 and (o.to_on is null or o.to_on >= $2)
         order by o.id) as owners
     from registry.unit u join registry.building b on b.id = u.building_id
     where u.estate_id = $1 order by b.name, length(u.number), u.number`,
    [estateId, on],
  );
  return rows.map((row) => ({
    id: row.id as string,
    number: row.number as string,
    building: row.building as string,
    areaSquareMetres: squareMetres(row.area_cm2),
    rate: row.rate as string | null,
    ownersMasked: (row.owners as string[]).map(maskName),
  }));
}

/** 894700 cm² is 89.47 m²; an area is always a whole number of 0.01 m². */
export function squareMetres(areaCm2: bigint): string {
  const hundredths = areaCm2 / 100n;
  return `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, "0")}`;
}

export async function membersOf(work: UnitOfWork, estateId: string | null) {
  const { rows } = await work.client.query(
    `select a.id as "assignmentId", p.name as "personName", u.username, a.role_id as "roleId",
       r.title_zh as "titleZh", r.title_en as "titleEn", a.estate_id as "estateId",
       a.from_at as "from", a.to_at as "to"
     from registry.role_assignment a join registry.role r on r.id = a.role_id
       join registry.person p on p.id = a.person_id
       join identity."user" u on u.id = p.account_id
     where a.estate_id is null or a.estate_id = $1
     order by a.to_at nulls first, a.from_at, a.id`,
    [estateId],
  );
  return rows;
}
