import type { LocalDate } from "@xinyi/calendar";
import type { UnitOfWork } from "../unit-of-work.ts";

export interface OwnerRow {
  readonly personId: string;
  readonly name: string;
  readonly unitNumbers: readonly string[];
}

/** Who owns something in an estate on a day, by unit; of some persons only where asked. */
export async function ownersOf(
  work: UnitOfWork,
  estateId: string,
  on: LocalDate,
  personIds?: readonly string[],
): Promise<readonly OwnerRow[]> {
  const { rows } = await work.client.query(
    `select p.id as "personId", p.name,
       array_agg(u.number order by length(u.number), u.number) as "unitNumbers"
     from registry.ownership o join registry.person p on p.id = o.person_id
       join registry.unit u on u.id = o.unit_id
     where u.estate_id = $1 and o.from_on <= $2 and (o.to_on is null or o.to_on >= $2)
       and ($3::uuid[] is null or p.id = any($3))
     group by p.id, p.name order by min(length(u.number)), min(u.number), p.id`,
    [estateId, on, personIds ?? null],
  );
  return rows;
}
