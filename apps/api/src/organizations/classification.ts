import { assign, type Assignment as Given } from "@xinyi/organization-classification";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { agreementOf } from "./agreement.ts";
import type { OrganizationRefusal } from "./refusals.ts";
import { type CardAnswer, done, lockOrganization } from "./register.ts";
import { schemeInEffect } from "./schemes-store.ts";
import {
  assignmentsOf,
  findOrganization,
  organizationColumns,
  organizationTables,
  todayHere,
} from "./store.ts";

/**
 * A person's word on a body, with reason and basis. It stands beside the engine's answer and
 * supersedes only an earlier word of a person, the one that was seen when this one was given.
 */
export async function assignCode(
  work: UnitOfWork,
  id: string,
  fact: {
    schemeId: string;
    code: string;
    reason: string;
    basis: string;
    supersedes: string | null;
  },
): CardAnswer {
  const found = await lockOrganization(work, id);
  if (!found) return reject({ kind: "not-found", what: "organization" });
  const scheme = await schemeInEffect(work, fact.schemeId);
  if (!scheme) return reject({ kind: "not-found", what: "scheme" });
  if (!isCodeOf(scheme.scheme.terms, fact.code)) {
    return reject({ kind: "code-not-of-scheme", code: fact.code });
  }
  const from = await todayHere(work);
  const assignmentId = work.ports.ids.next();
  const decided = assign(await personsWords(work, id, fact.schemeId), {
    id: assignmentId,
    subject: id,
    scheme: fact.schemeId,
    code: fact.code,
    by: { kind: "person", person: work.personId, reason: fact.reason, basis: fact.basis },
    from,
    ...(fact.supersedes !== null && { supersedes: fact.supersedes }),
  });
  if (!decided.ok) {
    const { rejection } = decided;
    switch (rejection.kind) {
      case "reason-missing":
      case "must-supersede":
      case "nothing-superseded":
        return reject(rejection);
      default:
        throw new Error(`a fresh word of a person was refused as ${rejection.kind}`);
    }
  }
  await insertRows(work.client, "organizations.assignment", [
    {
      district_id: work.districtId,
      id: assignmentId,
      body_id: id,
      profile_version: found.profileVersion,
      scheme_id: fact.schemeId,
      scheme_version: scheme.scheme.version,
      hand: "person",
      outcome: fact.code === outOfScope ? outOfScope : "classified",
      code: fact.code,
      answer: null,
      person_id: work.personId,
      reason: fact.reason,
      basis: fact.basis,
      from_on: from,
      supersedes: fact.supersedes,
      recorded_at: work.now,
    },
  ]);
  return done(work, id, { organizationId: id, assignmentId, code: fact.code });
}

const outOfScope = "out-of-scope";

/** A person may also say that the body is none of the scheme's concern. */
function isCodeOf(terms: readonly { readonly code: string }[], code: string): boolean {
  return code === outOfScope || terms.some((term) => term.code === code);
}

async function personsWords(
  work: UnitOfWork,
  bodyId: string,
  schemeId: string,
): Promise<readonly Given[]> {
  const { rows } = await work.client.query(
    `select id, code, person_id, reason, basis, from_on, supersedes from organizations.assignment
      where body_id = $1 and scheme_id = $2 and hand = 'person' order by recorded_at, id`,
    [bodyId, schemeId],
  );
  return rows.map((row) => ({
    id: row.id,
    subject: bodyId,
    scheme: schemeId,
    code: row.code,
    by: { kind: "person", person: row.person_id, reason: row.reason, basis: row.basis },
    from: row.from_on,
    ...(row.supersedes !== null && { supersedes: row.supersedes }),
  }));
}

/** A second person's code for what another has decided; the first word is not shown before. */
export async function giveOpinion(
  work: UnitOfWork,
  id: string,
  fact: { schemeId: string; code: string },
): Promise<Result<Done<{ agrees: boolean }>, OrganizationRefusal>> {
  const found = await lockOrganization(work, id);
  if (!found) return reject({ kind: "not-found", what: "organization" });
  const scheme = await schemeInEffect(work, fact.schemeId);
  if (!scheme) return reject({ kind: "not-found", what: "scheme" });
  if (!isCodeOf(scheme.scheme.terms, fact.code)) {
    return reject({ kind: "code-not-of-scheme", code: fact.code });
  }
  const { rows } = await work.client.query(
    `select id, code, person_id from organizations.assignment_now
      where body_id = $1 and scheme_id = $2 and hand = 'person'`,
    [id, fact.schemeId],
  );
  const first = rows[0];
  if (!first) return reject({ kind: "not-found", what: "assignment" });
  if (first.person_id === work.personId) return reject({ kind: "own-word" });
  const before = await work.client.query(
    "select 1 from organizations.opinion where assignment_id = $1 and person_id = $2",
    [first.id, work.personId],
  );
  if (before.rowCount) return reject({ kind: "opinion-given-already" });
  await insertRows(work.client, "organizations.opinion", [
    {
      district_id: work.districtId,
      assignment_id: first.id,
      person_id: work.personId,
      code: fact.code,
      given_at: work.now,
    },
  ]);
  const agrees = first.code === fact.code;
  return accept({ answer: { agrees }, facts: { organizationId: id, agrees } });
}

/**
 * What waits for a person: the engine asks, the engine changed its mind after a person spoke, or a
 * second opinion differs. With `second`, what another person decided and nobody has looked at yet.
 */
export async function reviewsOf(
  work: UnitOfWork,
  fact: { scheme: string; second: boolean; limit: number },
) {
  const { rows } = await work.client.query(
    `with hands as (
       select o.id, e.id as engine_id, p.id as person_assignment, e.recorded_at as asked_at,
         case
           when $2 then case when p.id is not null and p.person_id <> $3
             and not exists (select from organizations.opinion x where x.assignment_id = p.id)
             then 'second-opinion' end
           when p.id is null and (e.outcome in ('needs-review', 'insufficient')
             or e.outcome = 'out-of-scope' and (e.answer ->> 'needsReview')::boolean) then 'engine-asks'
           when e.recorded_at > p.recorded_at and e.code is distinct from p.code
             and e.code is distinct from (select f.code from organizations.assignment f
               where f.id = e.supersedes) then 'changed-since'
           when exists (select from organizations.opinion x where x.assignment_id = p.id
             and x.code <> p.code) then 'disputed'
         end as why
       from organizations.body o
         left join organizations.assignment_now e on e.body_id = o.id and e.scheme_id = $1 and e.hand = 'engine'
         left join organizations.assignment_now p on p.body_id = o.id and p.scheme_id = $1 and p.hand = 'person'
       where o.kind = 'community-organization')
     select h.*, (select count(*)::int from hands n where n.why is not null) as waiting,
       ${organizationColumns}
     from hands h join ${organizationTables.trim()} on o.id = h.id
     where h.why is not null order by h.asked_at, h.id limit $4`,
    [fact.scheme, fact.second, work.personId, fact.limit],
  );
  const wanted = rows.flatMap((row) => [row.engine_id, row.person_assignment]).filter(Boolean);
  const words = new Map(
    (await assignmentsOf(work, "a.id = any($1::uuid[])", [wanted])).map((one) => [one.id, one]),
  );
  const items = [];
  for (const row of rows) {
    const organization = await findOrganization(work, row.id);
    if (!organization) continue;
    const isBlind = row.why === "second-opinion";
    items.push({
      // Who gives a second opinion sees neither the first word nor what holds by it.
      organization: isBlind
        ? { ...organization, code: null, hand: null, outcome: null }
        : organization,
      why: row.why,
      engine: isBlind ? null : (words.get(row.engine_id) ?? null),
      person: isBlind ? null : (words.get(row.person_assignment) ?? null),
    });
  }
  return { items, waiting: (rows[0]?.waiting ?? 0) as number };
}

/** Agreement of second opinions with first words, and of persons with the engine. */
export async function agreementHere(work: UnitOfWork, scheme: string) {
  const pairs = async (query: string) =>
    (await work.client.query(query, [scheme])).rows.map(({ one, other }) => [one, other] as const);
  const reviewers = await pairs(
    `select a.code as one, x.code as other from organizations.opinion x
       join organizations.assignment a on a.id = x.assignment_id where a.scheme_id = $1`,
  );
  const engine = await pairs(
    `select coalesce(e.code, 'insufficient') as one, p.code as other
       from organizations.assignment_now p join organizations.assignment_now e
         on e.body_id = p.body_id and e.scheme_id = p.scheme_id and e.hand = 'engine'
      where p.scheme_id = $1 and p.hand = 'person'`,
  );
  return { reviewers: agreementOf(reviewers), engine: agreementOf(engine) };
}
