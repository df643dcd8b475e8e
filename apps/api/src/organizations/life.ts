import type { LocalDate } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { type FilingFacts, type FilingStep, filingTests, takeFilingStep } from "./filing.ts";
import { filingRules } from "./filing-rules.ts";
import type { OrganizationRefusal } from "./refusals.ts";
import { lockOrganization, notAfterToday } from "./register.ts";
import { moveStage, type Stage } from "./stage.ts";
import { testsOf, todayHere } from "./store.ts";

/** What was done, as facts for the audit log; whoever asked reads the card afterwards. */
type Outcome = Promise<Result<Readonly<Record<string, unknown>>, OrganizationRefusal>>;

export interface FilingFact extends Omit<FilingFacts, "name"> {
  readonly step: FilingStep;
  readonly on: string;
  readonly rules: string;
  readonly number?: string | undefined;
  readonly basis?: string | undefined;
}

/** One step of filing under the rules of a place; what was judged stays with the step. */
export async function fileOrganization(work: UnitOfWork, id: string, fact: FilingFact): Outcome {
  const found = await lockOrganization(work, id);
  if (!found) return reject({ kind: "not-found", what: "organization" });
  const late = await notAfterToday(work, fact.on);
  if (late) return reject(late);
  const rules = filingRules(fact.rules);
  if (!rules) return reject({ kind: "not-found", what: "filing-rules" });
  const { step, on, rules: _, number, basis, ...counts } = fact;
  const { rows } = await work.client.query(
    `select ordinal, on_date, step, facts from organizations.filing_step
      where body_id = $1 order by ordinal desc`,
    [id],
  );
  // What the application said holds until something newer is said.
  const applied = rows.find((row) => row.step === "apply")?.facts ?? {};
  const facts: FilingFacts = { ...applied, ...counts, name: found.name };
  const taken = takeFilingStep(
    found.standing,
    rows[0]?.on_date,
    { step, on: on as LocalDate, basis },
    filingTests(facts, rules),
  );
  if (!taken.ok) return taken;
  const givenNumber = step === "file" ? (number ?? (await nextNumber(work, on))) : null;
  if (givenNumber !== null) {
    const before = await work.client.query(
      "select 1 from organizations.filing_step where number = $1",
      [givenNumber],
    );
    if (before.rowCount) return reject({ kind: "number-taken", number: givenNumber });
  }
  await insertRows(work.client, "organizations.filing_step", [
    {
      district_id: work.districtId,
      body_id: id,
      ordinal: (rows[0]?.ordinal ?? 0) + 1,
      step,
      on_date: on,
      rules: rules.id,
      number: givenNumber,
      facts,
      basis: basis ?? null,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return accept({ organizationId: id, step, rules: rules.id });
}

/** A filed body has no credit code: it gets a number of the street's own, counted by the year. */
async function nextNumber(work: UnitOfWork, on: string): Promise<string> {
  const year = on.slice(0, 4);
  await work.client.query("select pg_advisory_xact_lock(hashtextextended($1, 14))", [
    `${work.districtId} ${year}`,
  ]);
  const { rows } = await work.client.query(
    `select coalesce(max(substring(number from 6)::int), 0) + 1 as next
       from organizations.filing_step where number ~ $1`,
    [`^${year}-[0-9]{4}$`],
  );
  return `${year}-${String(rows[0].next).padStart(4, "0")}`;
}

export async function moveOrganization(
  work: UnitOfWork,
  id: string,
  fact: { stage: Stage; on: string; reason?: string | undefined },
): Outcome {
  const found = await lockOrganization(work, id);
  if (!found) return reject({ kind: "not-found", what: "organization" });
  const late = await notAfterToday(work, fact.on);
  if (late) return reject(late);
  const tests = testsOf(found, await todayHere(work));
  const moved = moveStage(found.stage ?? undefined, fact.stage, tests, fact.reason);
  if (!moved.ok) return moved;
  const { rows } = await work.client.query(
    "select coalesce(max(ordinal), 0) + 1 as next from organizations.stage_move where body_id = $1",
    [id],
  );
  await insertRows(work.client, "organizations.stage_move", [
    {
      district_id: work.districtId,
      body_id: id,
      ordinal: rows[0].next,
      stage: moved.value,
      on_date: fact.on,
      tests,
      reason: fact.reason ?? null,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return accept({ organizationId: id, stage: moved.value });
}

/** Membership is a period of its own: a body may be a member and not filed, or filed and no member. */
export async function joinFederation(
  work: UnitOfWork,
  id: string,
  fact: { federationId: string; from: string },
): Outcome {
  const found = await lockOrganization(work, id);
  if (!found) return reject({ kind: "not-found", what: "organization" });
  const federation = await work.client.query(
    "select 1 from organizations.body where id = $1 and kind = 'federation' and id <> $2",
    [fact.federationId, id],
  );
  if (!federation.rowCount) return reject({ kind: "no-federation" });
  const present = await work.client.query(
    `select 1 from organizations.membership where body_id = $1 and federation_id = $2
       and (to_on is null or to_on >= $3)`,
    [id, fact.federationId, fact.from],
  );
  if (present.rowCount) return reject({ kind: "member-already" });
  await insertRows(work.client, "organizations.membership", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      federation_id: fact.federationId,
      body_id: id,
      from_on: fact.from,
      to_on: null,
    },
  ]);
  return accept({ organizationId: id, federationId: fact.federationId });
}

export async function leaveFederation(
  work: UnitOfWork,
  id: string,
  membershipId: string,
  to: string,
): Outcome {
  const { rows } = await work.client.query(
    `select from_on from organizations.membership where id = $1 and body_id = $2 and to_on is null`,
    [membershipId, id],
  );
  if (!rows[0]) return reject({ kind: "not-found", what: "membership" });
  if (to < rows[0].from_on) {
    return reject({ kind: "ends-before-it-begins", from: rows[0].from_on, to });
  }
  await work.client.query("update organizations.membership set to_on = $2 where id = $1", [
    membershipId,
    to,
  ]);
  return accept({ organizationId: id, membershipId });
}

export async function beginIncubation(
  work: UnitOfWork,
  id: string,
  fact: { mentor: string; from: string },
): Outcome {
  const found = await lockOrganization(work, id);
  if (!found) return reject({ kind: "not-found", what: "organization" });
  const open = await work.client.query(
    "select 1 from organizations.incubation where body_id = $1 and to_on is null",
    [id],
  );
  if (open.rowCount) return reject({ kind: "incubated-already" });
  const incubationId = work.ports.ids.next();
  await insertRows(work.client, "organizations.incubation", [
    {
      district_id: work.districtId,
      id: incubationId,
      body_id: id,
      mentor: fact.mentor,
      from_on: fact.from,
      to_on: null,
      outcome: null,
      exit_note: null,
    },
  ]);
  return accept({ organizationId: id, incubationId });
}

export async function endIncubation(
  work: UnitOfWork,
  id: string,
  incubationId: string,
  fact: { to: string; outcome: "passed" | "left"; note: string },
): Outcome {
  const { rows } = await work.client.query(
    "select from_on from organizations.incubation where id = $1 and body_id = $2 and to_on is null",
    [incubationId, id],
  );
  if (!rows[0]) return reject({ kind: "not-found", what: "incubation" });
  if (fact.to < rows[0].from_on) {
    return reject({ kind: "ends-before-it-begins", from: rows[0].from_on, to: fact.to });
  }
  await work.client.query(
    "update organizations.incubation set to_on = $2, outcome = $3, exit_note = $4 where id = $1",
    [incubationId, fact.to, fact.outcome, fact.note],
  );
  return accept({ organizationId: id, outcome: fact.outcome });
}

export async function recordContact(
  work: UnitOfWork,
  id: string,
  fact: { kind: string; on: string; topic: string; participants?: number | undefined },
): Outcome {
  const found = await lockOrganization(work, id);
  if (!found) return reject({ kind: "not-found", what: "organization" });
  const late = await notAfterToday(work, fact.on);
  if (late) return reject(late);
  await insertRows(work.client, "organizations.contact", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      body_id: id,
      kind: fact.kind,
      on_date: fact.on,
      topic: fact.topic,
      participant_count: fact.participants ?? null,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return accept({ organizationId: id, kind: fact.kind });
}
