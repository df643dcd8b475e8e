import { insertRows } from "../../database/insert.ts";
import type { UnitOfWork } from "../../unit-of-work.ts";

/** Who asks, as far as he says. */
export interface ReporterFact {
  /** A person of the register, signed in. */
  readonly personId?: string | undefined;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
}

/**
 * The reporter of a matter: the same for the same person or telephone, so that many complaints of
 * one are never taken for complaints of many; a new one for somebody who says neither.
 */
export async function reporterFor(work: UnitOfWork, fact: ReporterFact): Promise<string> {
  const phone = callNumber(fact.phone);
  const known =
    fact.personId !== undefined
      ? await findId(work, "select id from complaints.reporter where person_id = $1", fact.personId)
      : phone !== undefined
        ? await findId(
            work,
            `select r.id from complaints.reporter r join complaints.reporter_contact c on c.reporter_id = r.id
              where r.person_id is null and c.phone = $1 order by r.id limit 1`,
            phone,
          )
        : undefined;
  if (known !== undefined) return known;
  const id = work.ports.ids.next();
  await insertRows(work.client, "complaints.reporter", [
    { district_id: work.districtId, id, person_id: fact.personId ?? null },
  ]);
  if (fact.name !== undefined || phone !== undefined) {
    await insertRows(work.client, "complaints.reporter_contact", [
      {
        district_id: work.districtId,
        reporter_id: id,
        name: fact.name ?? null,
        phone: phone ?? null,
      },
    ]);
  }
  return id;
}

/** A telephone number however it is spaced; an address for mail, which a client may give, as it is. */
function callNumber(given: string | undefined): string | undefined {
  if (given === undefined || given === "") return undefined;
  return /^[+\d][\d -]+$/.test(given) ? given.replace(/[\s-]/g, "") : given;
}

async function findId(work: UnitOfWork, sql: string, value: string): Promise<string | undefined> {
  const { rows } = await work.client.query(sql, [value]);
  return rows[0]?.id;
}

export interface Contact {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
  /** Whether anything tells this reporter from others: somebody who says nothing may be anybody. */
  readonly isKnown: boolean;
}

/** How reporters are called back: what they left, else what the register says. */
export async function contactsOf(
  work: UnitOfWork,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Contact>> {
  const { rows } = await work.client.query(
    `select r.id, coalesce(c.name, p.name) as name, coalesce(c.phone, p.phone) as phone,
       (r.person_id is not null or c.phone is not null) as "isKnown"
     from complaints.reporter r
       left join complaints.reporter_contact c on c.reporter_id = r.id
       left join registry.person p on p.id = r.person_id
     where r.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
