import { type Candidate, type Choice, chooseUnit } from "@xinyi/complaint-routing";
import type { UnitOfWork } from "../../unit-of-work.ts";
import type { UnitNames } from "../rules/units.ts";

/** People who answer for a unit, in some places or categories or in all. */
export interface DeskRow {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly estateId: string | null;
  readonly estateName: string | null;
  readonly categories: readonly string[];
  readonly capacity: number;
  readonly openLoad: number;
  readonly isOnDuty: boolean;
}

const columns = `
  select d.id, d.title, d.unit, d.estate_id as "estateId", e.name as "estateName", d.categories,
    d.capacity, d.is_on_duty as "isOnDuty",
    (select count(*)::int from complaints.case_index i where i.desk_id = d.id and i.is_open) as "openLoad"
  from complaints.desk d left join registry.estate e on e.id = d.estate_id`;

export async function allDesks(work: UnitOfWork): Promise<readonly DeskRow[]> {
  const { rows } = await work.client.query(`${columns} order by d.unit, d.title, d.id`);
  return rows;
}

export async function membersOfDesks(work: UnitOfWork) {
  const { rows } = await work.client.query(
    `select m.id as "membershipId", m.desk_id as "deskId", p.id as "personId", p.name as "personName"
       from complaints.desk_member m join registry.person p on p.id = m.person_id
      where m.from_at <= $1 and (m.to_at is null or m.to_at > $1) order by p.name, m.id`,
    [work.now],
  );
  return rows as { membershipId: string; deskId: string; personId: string; personName: string }[];
}

export async function deskWires(work: UnitOfWork, names: UnitNames) {
  const members = await membersOfDesks(work);
  return (await allDesks(work)).map(({ unit, categories, ...desk }) => ({
    ...desk,
    categories: [...categories],
    unit: names.of(unit),
    members: members
      .filter(({ deskId }) => deskId === desk.id)
      .map(({ deskId: _, ...member }) => member),
  }));
}

/** Where a matter is: what a desk's remit is held against. */
export interface Remit {
  readonly estateId: string | null;
  readonly category: string;
}

/** The desks of a unit whose remit covers the matter. */
export function desksFor(
  desks: readonly DeskRow[],
  unit: string,
  { estateId, category }: Remit,
): readonly DeskRow[] {
  const family = category.split(".", 1)[0] ?? category;
  return desks.filter(
    (desk) =>
      desk.unit === unit &&
      (desk.estateId === null || desk.estateId === estateId) &&
      (desk.categories.length === 0 ||
        desk.categories.includes(category) ||
        desk.categories.includes(family)),
  );
}

/** The least loaded desk on duty; none where the unit has no desk that could take it. */
export function balancedDesk(
  desks: readonly DeskRow[],
  unit: string,
  remit: Remit,
  matterId: string,
  firstDesk?: string | undefined,
): Choice | undefined {
  const candidates = desksFor(desks, unit, remit).map(
    ({ id, capacity, openLoad, isOnDuty }): Candidate => ({
      unit: id,
      capacity,
      openLoad,
      isOnDuty,
    }),
  );
  const chosen = chooseUnit(candidates, {
    matterId,
    excludes: [],
    ...(firstDesk === undefined ? {} : { firstHandler: firstDesk }),
  });
  return chosen.ok ? chosen.value : undefined;
}

/** Ids of the grids that cover an estate. */
export async function gridsAt(
  work: UnitOfWork,
  estateId: string | null,
): Promise<readonly string[]> {
  const { rows } = await work.client.query(
    "select id from complaints.grid where estate_id = $1 order by id",
    [estateId],
  );
  return rows.map(({ id }) => id);
}
