import { createHash } from "node:crypto";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../../database/insert.ts";
import type { Done, UnitOfWork } from "../../unit-of-work.ts";
import type { RulesRefusal } from "../refusals.ts";

type Answer<Value = string> = Promise<Result<Done<Value>, RulesRefusal>>;

export interface DeskFact {
  readonly title: string;
  readonly capacity: number;
  readonly isOnDuty: boolean;
}

export async function addDesk(
  work: UnitOfWork,
  fact: DeskFact & {
    readonly unitId: string;
    readonly estateId?: string | undefined;
    readonly categories: readonly string[];
  },
): Answer {
  if (fact.estateId !== undefined && !(await hasEstate(work, fact.estateId))) {
    return reject({ kind: "not-found", what: "estate" });
  }
  const id = work.ports.ids.next();
  await insertRows(work.client, "complaints.desk", [
    {
      district_id: work.districtId,
      id,
      unit: fact.unitId,
      estate_id: fact.estateId ?? null,
      categories: fact.categories,
      title: fact.title,
      capacity: fact.capacity,
      is_on_duty: fact.isOnDuty,
      created_at: work.now,
    },
  ]);
  return accept({ answer: id, facts: { deskId: id, unit: fact.unitId } });
}

export async function changeDesk(work: UnitOfWork, id: string, fact: DeskFact): Answer {
  const { title, capacity, isOnDuty } = fact;
  const { rowCount } = await work.client.query(
    "update complaints.desk set title = $2, capacity = $3, is_on_duty = $4 where id = $1",
    [id, title, capacity, isOnDuty],
  );
  if (rowCount === 0) return reject({ kind: "not-found", what: "desk" });
  return accept({ answer: id, facts: { deskId: id, capacity, isOnDuty } });
}

export async function addDeskMember(work: UnitOfWork, deskId: string, username: string): Answer {
  const person = await work.client.query(
    `select p.id from registry.person p join identity."user" u on u.id = p.account_id
      where u.username = $1`,
    [username],
  );
  const desk = await work.client.query("select 1 from complaints.desk where id = $1", [deskId]);
  const personId = person.rows[0]?.id as string | undefined;
  if (!desk.rowCount) return reject({ kind: "not-found", what: "desk" });
  if (personId === undefined) return reject({ kind: "not-found", what: "person" });
  const before = await work.client.query(
    `select 1 from complaints.desk_member
      where desk_id = $1 and person_id = $2 and (to_at is null or to_at > $3)`,
    [deskId, personId, work.now],
  );
  if (before.rowCount) return reject({ kind: "already-a-member", roleId: "desk" });
  await joinDesk(work, deskId, personId);
  return accept({ answer: deskId, facts: { deskId, personId } });
}

export async function joinDesk(work: UnitOfWork, deskId: string, personId: string): Promise<void> {
  await insertRows(work.client, "complaints.desk_member", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      desk_id: deskId,
      person_id: personId,
      from_at: work.now,
      to_at: null,
    },
  ]);
}

export async function endDeskMember(
  work: UnitOfWork,
  deskId: string,
  membershipId: string,
): Answer<null> {
  const { rowCount } = await work.client.query(
    `update complaints.desk_member set to_at = $3
      where desk_id = $1 and id = $2 and to_at is null`,
    [deskId, membershipId, work.now],
  );
  if (rowCount === 0) return reject({ kind: "not-found", what: "desk member" });
  return accept({ answer: null, facts: { deskId, membershipId } });
}

export async function addGrid(
  work: UnitOfWork,
  grid: { readonly id: string; readonly title: string; readonly estateId: string },
): Answer<{ id: string; title: string; estateId: string; estateName: string }> {
  const { rows } = await work.client.query("select name from registry.estate where id = $1", [
    grid.estateId,
  ]);
  if (!rows[0]) return reject({ kind: "not-found", what: "estate" });
  const made = await work.client.query(
    `insert into complaints.grid (district_id, id, estate_id, title) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [work.districtId, grid.id, grid.estateId, grid.title],
  );
  if (made.rowCount === 0) return reject({ kind: "name-taken", name: grid.id });
  return accept({
    answer: { ...grid, estateName: rows[0].name },
    facts: { gridId: grid.id, estateId: grid.estateId },
  });
}

export async function gridsOf(work: UnitOfWork) {
  const { rows } = await work.client.query(
    `select g.id, g.title, g.estate_id as "estateId", e.name as "estateName"
       from complaints.grid g join registry.estate e on e.id = g.estate_id order by g.id, e.name`,
  );
  return rows as { id: string; title: string; estateId: string; estateName: string }[];
}

interface KeyRow {
  readonly id: string;
  readonly title: string;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

export const keyHash = (key: string): string => createHash("sha256").update(key).digest("hex");

/** A client's key: kept as a hash, told once, and not again to a retry. */
export async function addOpen311Key(
  work: UnitOfWork,
  title: string,
): Answer<KeyRow & { readonly apiKey: string | null }> {
  const apiKey = Buffer.from(work.ports.random(24)).toString("base64url");
  const row = { id: work.ports.ids.next(), title, createdAt: work.now, endedAt: null };
  await insertRows(work.client, "complaints.open311_key", [
    {
      district_id: work.districtId,
      id: row.id,
      title,
      key_hash: keyHash(apiKey),
      created_by: work.personId,
      created_at: work.now,
      ended_at: null,
    },
  ]);
  return accept({
    answer: { ...row, apiKey },
    replay: { ...row, apiKey: null },
    facts: { keyId: row.id },
  });
}

export async function endOpen311Key(work: UnitOfWork, id: string): Answer<null> {
  const { rowCount } = await work.client.query(
    "update complaints.open311_key set ended_at = $2 where id = $1 and ended_at is null",
    [id, work.now],
  );
  if (rowCount === 0) return reject({ kind: "not-found", what: "key" });
  return accept({ answer: null, facts: { keyId: id } });
}

export async function open311Keys(work: UnitOfWork): Promise<readonly KeyRow[]> {
  const { rows } = await work.client.query(
    `select id, title, created_at as "createdAt", ended_at as "endedAt"
       from complaints.open311_key order by created_at desc, id desc`,
  );
  return rows;
}

async function hasEstate(work: UnitOfWork, id: string): Promise<boolean> {
  const { rowCount } = await work.client.query("select 1 from registry.estate where id = $1", [id]);
  return rowCount === 1;
}
