import { parseCreditCode, parseResidentIdentity } from "@xinyi/identifiers";
import { accept, type Result, reject } from "@xinyi/result";
import type { z } from "zod";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import type { Leader, Profile } from "./contract.ts";
import { appendAnswers } from "./engine.ts";
import type { OrganizationRefusal } from "./refusals.ts";
import { type CardWire, cardOf, findOrganization, todayHere } from "./store.ts";

type ProfileFact = z.infer<typeof Profile>;
export type CardAnswer = Promise<Result<Done<CardWire>, OrganizationRefusal>>;

/** A body that somebody found: its first words are classified in the same transaction. */
export async function addOrganization(
  work: UnitOfWork,
  fact: ProfileFact & { kind: string; leadSource: string; foundOn: string },
): CardAnswer {
  const late = await notAfterToday(work, fact.foundOn);
  if (late) return reject(late);
  const id = work.ports.ids.next();
  await insertBodies(work, [{ id, ...fact }]);
  return done(work, id, { organizationId: id });
}

export interface NewBody extends ProfileFact {
  readonly id: string;
  readonly kind: string;
  readonly leadSource: string;
  readonly foundOn: string;
}

/** Many bodies at once, each with its first profile, stage 找 and the engine's answer. */
export async function insertBodies(work: UnitOfWork, bodies: readonly NewBody[]): Promise<void> {
  const hand = { recorded_by: work.personId, recorded_at: work.now };
  await insertRows(
    work.client,
    "organizations.body",
    bodies.map((body) => ({
      district_id: work.districtId,
      id: body.id,
      kind: body.kind,
      lead_source: body.leadSource,
      found_on: body.foundOn,
      ...hand,
    })),
  );
  await insertRows(
    work.client,
    "organizations.profile",
    bodies.map((body) => profileRow(work, body.id, 1, body)),
  );
  await insertRows(
    work.client,
    "organizations.stage_move",
    bodies.map((body) => ({
      district_id: work.districtId,
      body_id: body.id,
      ordinal: 1,
      stage: "found",
      on_date: body.foundOn,
      tests: JSON.stringify([{ stage: "found", test: "lead", isMet: true }]),
      reason: null,
      ...hand,
    })),
  );
  await appendAnswers(
    work,
    bodies.map(({ id, name, description }) => ({ id, profileVersion: 1, name, description })),
  );
}

/** A new version of a body's words; the engine answers anew, a person's word stays. */
export async function reviseOrganization(
  work: UnitOfWork,
  id: string,
  fact: ProfileFact & { basedOn: number },
): CardAnswer {
  const found = await lockOrganization(work, id);
  if (!found) return reject({ kind: "not-found", what: "organization" });
  if (found.profileVersion !== fact.basedOn) {
    return reject({
      kind: "changed-meanwhile",
      given: fact.basedOn,
      current: found.profileVersion,
    });
  }
  const version = fact.basedOn + 1;
  await insertRows(work.client, "organizations.profile", [profileRow(work, id, version, fact)]);
  await appendAnswers(work, [
    { id, profileVersion: version, name: fact.name, description: fact.description },
  ]);
  return done(work, id, { organizationId: id, profileVersion: version });
}

/**
 * A credit code, checked by its standard. A wrong one is refused, unless a person says why it is
 * the one in use: then it stands with what is wrong about it, the reason and the person.
 */
export async function recordCreditCode(
  work: UnitOfWork,
  id: string,
  fact: { code: string; acceptedBecause?: string | undefined },
): CardAnswer {
  const found = await lockOrganization(work, id);
  if (!found) return reject({ kind: "not-found", what: "organization" });
  const read = parseCreditCode(fact.code);
  const code = fact.code.trim().toUpperCase();
  if (!read.ok) {
    const { kind } = read.rejection;
    const isAcceptable = fact.acceptedBecause !== undefined && /^[0-9A-Z]{18}$/.test(code);
    if (!isAcceptable) return reject({ kind: "credit-code-wrong", problem: kind });
  }
  await insertRows(work.client, "organizations.credit_code", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      body_id: id,
      code: read.ok ? read.value.code : code,
      problem: read.ok ? null : read.rejection.kind,
      accepted_because: read.ok ? null : fact.acceptedBecause,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return done(work, id, { organizationId: id, isWrongButAccepted: !read.ok });
}

/** A leader. Of the resident number only a keyed hash and the last four are written down. */
export async function addLeader(
  work: UnitOfWork,
  id: string,
  fact: z.infer<typeof Leader>,
): CardAnswer {
  const found = await lockOrganization(work, id);
  if (!found) return reject({ kind: "not-found", what: "organization" });
  const mark = residentMark(work, fact.residentNumber);
  if (!mark.ok) return mark;
  const leaderId = work.ports.ids.next();
  await insertRows(work.client, "organizations.leader", [
    leaderRow(work, id, leaderId, fact, mark.value),
  ]);
  return done(work, id, { organizationId: id, leaderId });
}

export interface ResidentMark {
  readonly mark: string | null;
  readonly last4: string | null;
}

/** Checks a number and forgets it: what is left cannot be turned back without the key. */
export function residentMark(
  work: Pick<UnitOfWork, "ports">,
  number: string | undefined,
): Result<ResidentMark, OrganizationRefusal> {
  if (number === undefined) return accept({ mark: null, last4: null });
  const read = parseResidentIdentity(number);
  if (!read.ok) return reject({ kind: "resident-number-wrong", problem: read.rejection.kind });
  return accept({ mark: work.ports.identityMark(read.value), last4: read.value.slice(-4) });
}

export function leaderRow(
  work: UnitOfWork,
  bodyId: string,
  id: string,
  fact: { name: string; phone?: string | undefined; from: string },
  { mark, last4 }: ResidentMark,
) {
  return {
    district_id: work.districtId,
    id,
    body_id: bodyId,
    name: fact.name,
    phone: fact.phone ?? null,
    identity_mark: mark,
    identity_last4: last4,
    from_on: fact.from,
    to_on: null,
  };
}

/** Erases what is kept of a leader: it lies apart from everything that cannot be changed. */
export async function eraseLeader(
  work: UnitOfWork,
  id: string,
  leaderId: string,
): Promise<Result<Done<null>, OrganizationRefusal>> {
  const erased = await work.client.query(
    "delete from organizations.leader where id = $1 and body_id = $2",
    [leaderId, id],
  );
  if (!erased.rowCount) return reject({ kind: "not-found", what: "leader" });
  return accept({ answer: null, facts: { organizationId: id, leaderId } });
}

/** A body under the lock of its identity: steps of one body queue behind each other. */
export async function lockOrganization(work: UnitOfWork, id: string) {
  await work.client.query("select pg_advisory_xact_lock(hashtextextended($1, 13))", [
    `${work.districtId} ${id}`,
  ]);
  return findOrganization(work, id);
}

export async function done(
  work: UnitOfWork,
  id: string,
  facts: Readonly<Record<string, unknown>>,
): Promise<Result<Done<CardWire>, never>> {
  const card = await cardOf(work, id);
  if (!card) throw new Error("the organization just written is not visible");
  return accept({ answer: card, facts });
}

/** What was done with a body, answered with its card as it is then. */
export async function withCard(
  work: UnitOfWork,
  id: string,
  outcome: Promise<Result<Readonly<Record<string, unknown>>, OrganizationRefusal>>,
): CardAnswer {
  const acted = await outcome;
  return acted.ok ? done(work, id, acted.value) : acted;
}

/** Nothing is recorded ahead of its day. */
export async function notAfterToday(work: UnitOfWork, on: string) {
  const today = await todayHere(work);
  return on > today ? ({ kind: "in-the-future", on } as const) : undefined;
}

function profileRow(work: UnitOfWork, id: string, version: number, fact: ProfileFact) {
  return {
    district_id: work.districtId,
    body_id: id,
    version,
    name: fact.name,
    description: fact.description,
    community: fact.community,
    founded_on: fact.foundedOn ?? null,
    member_count: fact.memberCount ?? null,
    public_benefit_share: fact.publicBenefitShare ?? null,
    phone: fact.phone ?? null,
    recorded_by: work.personId,
    recorded_at: work.now,
  };
}
