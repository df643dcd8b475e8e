import type { LocalDate } from "@xinyi/calendar";
import { localDateAt } from "@xinyi/calendar";
import { type Classification, mapped } from "@xinyi/organization-classification";
import type { z } from "zod";
import type { UnitOfWork } from "../unit-of-work.ts";
import { pageOf, placeIn } from "../wire/paging.ts";
import type { Assignment, Organization, OrganizationCard } from "./contract.ts";
import { filingDue, filingTests, openSteps } from "./filing.ts";
import { filingRules } from "./filing-rules.ts";
import { schemeAt } from "./schemes-store.ts";
import { failing, type StageTest, stageTests } from "./stage.ts";

export type OrganizationWire = z.infer<typeof Organization>;
export type CardWire = z.infer<typeof OrganizationCard>;
export type AssignmentWire = z.infer<typeof Assignment>;

/** The scheme the register shows a code of. */
export const leadingScheme = "caotang-5";

export const organizationColumns = `
  o.id, o.kind, o.name, o.description, o.community, o.founded_on as "foundedOn",
  o.member_count as "memberCount", o.public_benefit_share::text as "publicBenefitShare", o.phone,
  o.profile_version as "profileVersion", o.lead_source as "leadSource", o.found_on as "foundOn",
  o.standing, o.filing_number as "filingNumber", o.filed_on as "filedOn", o.stage,
  o.is_member as "isMember", o.active_on as "activeOn",
  a.code, a.hand, a.outcome`;
/** What holds under the leading scheme: "person" sorts after "engine", so the last hand decides. */
export const organizationTables = `
  organizations.body_now o
  left join lateral (select n.code, n.hand, n.outcome from organizations.assignment_now n
    where n.body_id = o.id and n.scheme_id = '${leadingScheme}' order by n.hand desc limit 1) a on true`;

export interface ListFilter {
  readonly q?: string | undefined;
  readonly stage?: string | undefined;
  readonly standing?: string | undefined;
  readonly code?: string | undefined;
  readonly kind?: string | undefined;
  readonly member?: "true" | "false" | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A page of the register, by name; the cursor is the last name and id of the page before. */
export async function organizationsOf(work: UnitOfWork, filter: ListFilter) {
  const [afterName, afterId] = placeIn(filter.cursor) ?? [];
  const { rows } = await work.client.query(
    `with found as (select ${organizationColumns} from ${organizationTables}
       where ($1::text is null or position($1 in o.name || ' ' || o.description || ' ' || coalesce(o.filing_number, '')) > 0)
         and ($2::text is null or o.stage = $2) and ($3::text is null or o.standing = $3)
         and ($4::text is null or a.code = $4) and ($5::text is null or o.kind = $5)
         and ($6::boolean is null or o.is_member = $6))
     select *, (select count(*)::int from found) as total from found
     where $7::text is null or (name, id) > ($7, $8::uuid)
     order by name, id limit $9`,
    [
      filter.q ?? null,
      filter.stage ?? null,
      filter.standing ?? null,
      filter.code ?? null,
      filter.kind ?? null,
      filter.member === undefined ? null : filter.member === "true",
      afterName ?? null,
      afterId ?? null,
      filter.limit + 1,
    ],
  );
  const found = rows.map(({ total: _, ...row }) => row as OrganizationWire);
  const { items, next } = pageOf(found, filter.limit, ({ name, id }) => [name, id]);
  return { organizations: items, total: (rows[0]?.total ?? 0) as number, next };
}

export async function findOrganization(
  work: UnitOfWork,
  id: string,
): Promise<OrganizationWire | undefined> {
  const { rows } = await work.client.query(
    `select ${organizationColumns} from ${organizationTables} where o.id = $1`,
    [id],
  );
  return rows[0];
}

/** The district's own day: dates are compared by it. */
export async function todayHere(work: UnitOfWork): Promise<LocalDate> {
  const { rows } = await work.client.query("select zone from registry.district where id = $1", [
    work.districtId,
  ]);
  return localDateAt(work.now, rows[0]?.zone ?? "UTC");
}

const assignmentColumns = `
  select a.id, a.scheme_id as "schemeId", a.scheme_version as "schemeVersion", a.hand, a.outcome,
    a.code, a.profile_version as "profileVersion", p.name, p.description, a.answer,
    r.name as person, a.reason, a.basis, a.from_on as "from", a.supersedes,
    a.recorded_at as "recordedAt"
  from organizations.assignment a
    join organizations.profile p on p.body_id = a.body_id and p.version = a.profile_version
    left join registry.person r on r.id = a.person_id`;

export async function assignmentsOf(
  work: UnitOfWork,
  where: string,
  values: readonly unknown[],
): Promise<AssignmentWire[]> {
  const { rows } = await work.client.query(
    `${assignmentColumns} where ${where} order by a.recorded_at desc, a.id desc`,
    [...values],
  );
  const wired: AssignmentWire[] = [];
  for (const { answer, ...row } of rows) {
    const scheme = answer && (await schemeAt(work, row.schemeId, row.schemeVersion));
    wired.push({
      ...row,
      ...spread(answer ?? undefined),
      mapped: scheme ? { ...mapped(answer, scheme.scheme) } : {},
    });
  }
  return wired;
}

function spread(answer: Classification | undefined) {
  return {
    score: answer && "score" in answer ? answer.score : null,
    alternatives: [...(answer?.alternatives ?? [])],
    evidence: (answer?.evidence ?? []).map(({ span, ...one }) => ({
      ...one,
      from: span[0],
      to: span[1],
    })),
    reasons: answer?.outcome === "needs-review" ? [...answer.reasons] : [],
    clauses: answer && "clauses" in answer ? [...answer.clauses] : [],
    missing: answer?.outcome === "insufficient" ? [...answer.missing] : [],
  };
}

/** Everything that is recorded of a body; undefined where there is none. */
export async function cardOf(work: UnitOfWork, id: string): Promise<CardWire | undefined> {
  const organization = await findOrganization(work, id);
  if (!organization) return undefined;
  const today = await todayHere(work);
  const rows = async (query: string) => (await work.client.query(query, [id])).rows;
  const filing = await filingOf(work, id);
  const memberships = await rows(
    `select m.id, m.federation_id as "federationId", f.name as federation, m.from_on as "from", m.to_on as "to"
     from organizations.membership m join organizations.body_now f on f.id = m.federation_id
     where m.body_id = $1 order by m.from_on desc, m.id`,
  );
  const tests = testsOf(organization, today);
  const lastFiling = filing.at(-1);
  const rules = lastFiling && filingRules(lastFiling.rules);
  const confirmedOn = filing.filter(({ step }) => step === "file" || step === "confirm").at(-1)?.on;
  return {
    organization,
    creditCode:
      (
        await rows(
          `select c.code, c.problem, c.accepted_because as "acceptedBecause", p.name as "recordedBy"
           from organizations.credit_code c join registry.person p on p.id = c.recorded_by
           where c.body_id = $1 order by c.recorded_at desc, c.id desc limit 1`,
        )
      )[0] ?? null,
    leaders: await leadersOf(work, id),
    filing,
    openSteps: [...openSteps(organization.standing)],
    filingDue:
      rules && confirmedOn && organization.standing === "filed"
        ? [
            ...filingDue(
              {
                confirmedOn: confirmedOn as LocalDate,
                activeOn: (organization.activeOn ?? undefined) as LocalDate | undefined,
              },
              today,
              rules,
            ),
          ]
        : [],
    stageTests: [...tests],
    stageFailing: organization.stage ? [...failing(tests, organization.stage)] : [],
    stageMoves: await rows(
      `select stage, on_date as "on", reason from organizations.stage_move
       where body_id = $1 order by ordinal desc`,
    ),
    memberships,
    incubations: await rows(
      `select id, mentor, from_on as "from", to_on as "to", outcome, exit_note as note
       from organizations.incubation where body_id = $1 order by from_on desc, id`,
    ),
    contacts: await rows(
      `select id, kind, on_date as "on", topic, participant_count as participants
       from organizations.contact where body_id = $1 order by on_date desc, id desc limit 100`,
    ),
    assignments: await assignmentsOf(work, "a.body_id = $1", [id]),
  };
}

export function testsOf(organization: OrganizationWire, today: LocalDate): readonly StageTest[] {
  return stageTests(
    {
      hasLead: organization.leadSource !== "",
      standing: organization.standing,
      activeOn: (organization.activeOn ?? undefined) as LocalDate | undefined,
      isMember: organization.isMember,
      isClassified: organization.outcome === "classified",
    },
    today,
  );
}

async function filingOf(work: UnitOfWork, id: string) {
  const { rows } = await work.client.query(
    `select f.step, f.on_date as "on", f.rules, f.number, f.basis, f.facts, p.name as "recordedBy"
     from organizations.filing_step f join registry.person p on p.id = f.recorded_by
     where f.body_id = $1 order by f.ordinal`,
    [id],
  );
  return rows.map(({ facts, ...row }) => {
    const rules = filingRules(row.rules);
    const asks = row.step === "apply" || row.step === "file";
    return { ...row, tests: asks && rules ? [...filingTests(facts, rules)] : [] };
  });
}

async function leadersOf(work: UnitOfWork, id: string) {
  const { rows } = await work.client.query(
    `select l.id, l.name, l.phone, l.identity_last4, l.from_on as "from", l.to_on as "to",
       array(select distinct o.name from organizations.leader n join organizations.body_now o on o.id = n.body_id
         where n.identity_mark = l.identity_mark and n.body_id <> l.body_id and n.to_on is null) as "alsoLeads"
     from organizations.leader l where l.body_id = $1 order by l.to_on nulls first, l.from_on desc, l.id`,
    [id],
  );
  return rows.map(({ identity_last4, ...row }) => ({
    ...row,
    identityMasked: identity_last4 === null ? null : `**************${identity_last4}`,
  }));
}
