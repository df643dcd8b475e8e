import { accept, type Result, reject } from "@xinyi/result";
import type { BookChart } from "../books/chart.ts";
import { openBook } from "../books/open-book.ts";
import type { BookRefusal } from "../books/refusals.ts";
import { insertRows } from "../database/insert.ts";
import type { ApiRefusal } from "../refusal.ts";
import {
  createAccount,
  endSessions,
  readablePassword,
  resetPassword,
} from "../session/identity.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { type EstateRow, findEstate, membersOf } from "./store.ts";

export interface NewEstate {
  readonly name: string;
  readonly communityName: string;
  readonly contactPhone: string;
  readonly occupiedFrom?: string | undefined;
  readonly bookOpenedOn: string;
  readonly currency: string;
  readonly chart?: BookChart;
}

/** A new estate with its own book: one trust, one book, never mixed with another's. */
export async function createEstate(
  work: UnitOfWork,
  wanted: NewEstate,
): Promise<Result<Done<EstateRow>, ApiRefusal | BookRefusal>> {
  const { client, districtId, ports } = work;
  const district = await client.query("select zone from registry.district where id = $1", [
    districtId,
  ]);
  await client.query(
    `insert into registry.community (district_id, id, name) values ($1, $2, $3)
     on conflict (district_id, name) do nothing`,
    [districtId, ports.ids.next(), wanted.communityName],
  );
  const found = await client.query("select id from registry.community where name = $1", [
    wanted.communityName,
  ]);
  const communityId = found.rows[0].id as string;
  const taken = await client.query(
    "select 1 from registry.estate where community_id = $1 and name = $2",
    [communityId, wanted.name],
  );
  if (taken.rowCount) return reject({ kind: "name-taken", name: wanted.name });
  const id = ports.ids.next();
  await insertRows(client, "registry.estate", [
    {
      district_id: districtId,
      id,
      community_id: communityId,
      name: wanted.name,
      zone: district.rows[0].zone,
      contact_phone: wanted.contactPhone,
      occupied_from: wanted.occupiedFrom ?? null,
      created_at: work.now,
    },
  ]);
  const opened = await openBook(work, id, wanted.bookOpenedOn, wanted.currency, wanted.chart);
  if (!opened.ok) return opened;
  const estate = await findEstate(work, id);
  if (!estate) throw new Error("the estate just created is not visible");
  return accept({ answer: estate, facts: { estateId: id, bookId: estate.bookId } });
}

type Member = Awaited<ReturnType<typeof membersOf>>[number];

/**
 * Roles of a whole district: offices that look over all estates or route what comes from them. A
 * role that keeps an estate's books or turns one of its keys is never given for all of them.
 */
const districtRoles: readonly string[] = [
  "administrator",
  "auditor",
  "street-officer",
  "discipline-reader",
  "triage-officer",
  "hotline-officer",
  "case-supervisor",
];

/**
 * Puts a person into a role of one estate, or of the whole district where none is named. A new
 * account gets a random password, told once and to be changed at first sign-in; an account that is
 * already a person of this district keeps its own.
 */
export async function addMember(
  work: UnitOfWork,
  estateId: string | null,
  wanted: { username: string; personName: string; roleId: string },
): Promise<Result<Done<{ member: Member; oneTimePassword: string | null }>, ApiRefusal>> {
  const { client, districtId, ports } = work;
  // An owner's role begins with his slip, and nobody is put into it.
  const role = await client.query(
    "select 1 from registry.role where id = $1 and id <> 'resident'",
    [wanted.roleId],
  );
  const isFitting = estateId !== null || districtRoles.includes(wanted.roleId);
  if (!role.rowCount || !isFitting) return reject({ kind: "not-found", what: "role" });

  const oneTimePassword = readablePassword(ports.random);
  const accountId = await createAccount(client, {
    id: ports.ids.next(),
    username: wanted.username,
    password: oneTimePassword,
    now: work.now,
  });
  const personId = await personFor(work, accountId, wanted);
  // The name belongs to an account that is nobody here: not this district's to hand out.
  if (personId === undefined) return reject({ kind: "name-taken", name: wanted.username });
  const held = await client.query(
    `select 1 from registry.role_assignment where person_id = $1 and role_id = $2
       and (estate_id is null or estate_id = $3) and to_at is null`,
    [personId, wanted.roleId, estateId],
  );
  if (held.rowCount) return reject({ kind: "already-a-member", roleId: wanted.roleId });
  const assignmentId = ports.ids.next();
  await insertRows(client, "registry.role_assignment", [
    {
      district_id: districtId,
      id: assignmentId,
      person_id: personId,
      role_id: wanted.roleId,
      estate_id: estateId,
      from_at: work.now,
      to_at: null,
    },
  ]);
  const member = (await membersOf(work, estateId)).find((m) => m.assignmentId === assignmentId);
  if (!member) throw new Error("the member just added is not visible");
  return accept({
    answer: { member, oneTimePassword: accountId === undefined ? null : oneTimePassword },
    // The stored answer holds no password: a retry finds the member, and the password can be reset.
    replay: { member, oneTimePassword: null },
    facts: { assignmentId, roleId: wanted.roleId },
  });
}

async function personFor(
  { client, districtId, ports }: UnitOfWork,
  newAccountId: string | undefined,
  wanted: { username: string; personName: string },
): Promise<string | undefined> {
  if (newAccountId === undefined) {
    const existing = await client.query(
      `select p.id from registry.person p join identity."user" u on u.id = p.account_id
        where u.username = $1`,
      [wanted.username],
    );
    return existing.rows[0]?.id;
  }
  const id = ports.ids.next();
  await insertRows(client, "registry.person", [
    { district_id: districtId, id, account_id: newAccountId, name: wanted.personName, phone: null },
  ]);
  return id;
}

async function assignment(work: UnitOfWork, estateId: string | null, assignmentId: string) {
  const { rows } = await work.client.query(
    `select a.id, a.to_at, p.account_id from registry.role_assignment a
       join registry.person p on p.id = a.person_id where a.id = $1 and a.estate_id is not distinct from $2`,
    [assignmentId, estateId],
  );
  return rows[0] as { id: string; to_at: string | null; account_id: string } | undefined;
}

/** Ends a role of this estate, or of the district, and cuts the account's sessions at once. */
export async function endMember(
  work: UnitOfWork,
  estateId: string | null,
  assignmentId: string,
): Promise<Result<Done<null>, ApiRefusal>> {
  const found = await assignment(work, estateId, assignmentId);
  if (!found) return reject({ kind: "not-found", what: "assignment" });
  if (found.to_at !== null)
    return reject({ kind: "wrong-state", state: "ended", wanted: "in force" });
  await work.client.query("update registry.role_assignment set to_at = $2 where id = $1", [
    assignmentId,
    work.now,
  ]);
  await endSessions(work.client, found.account_id);
  return accept({ answer: null, facts: { assignmentId } });
}

/** Gives a member a new random password, told once and to be changed at the next sign-in. */
export async function resetMemberPassword(
  work: UnitOfWork,
  estateId: string,
  assignmentId: string,
): Promise<Result<Done<{ oneTimePassword: string | null }>, ApiRefusal>> {
  const found = await assignment(work, estateId, assignmentId);
  if (!found || found.to_at !== null) return reject({ kind: "not-found", what: "assignment" });
  const password = readablePassword(work.ports.random);
  await resetPassword(work.client, { id: found.account_id, password, now: work.now });
  return accept({
    answer: { oneTimePassword: password },
    replay: { oneTimePassword: null },
    facts: { assignmentId },
  });
}
