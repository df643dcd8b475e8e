import { createHash } from "node:crypto";
import { bundledSchemes, readScheme } from "@xinyi/jurisdictions";
import { canonicalJson } from "@xinyi/merkle-log";
import { type ReasonOfChange, reclassify } from "@xinyi/organization-classification";
import { accept, type Result, reject } from "@xinyi/result";
import type { z } from "zod";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import type { SchemeDifference, SchemeSummary } from "./contract-classification.ts";
import { appendAnswers, codeOf, type ToClassify } from "./engine.ts";
import type { OrganizationRefusal } from "./refusals.ts";
import { ruleChanges } from "./scheme-changes.ts";
import { schemeAt, schemeInEffect, shipped } from "./schemes-store.ts";

type Summary = z.infer<typeof SchemeSummary>;
export type Difference = z.infer<typeof SchemeDifference>;

export async function schemesOf(work: UnitOfWork): Promise<Summary[]> {
  const own = await work.client.query(
    "select distinct scheme_id from organizations.scheme_version",
  );
  const ids = new Set([
    ...bundledSchemes,
    ...work.ports.extraSchemes.keys(),
    ...own.rows.map((row) => row.scheme_id as string),
  ]);
  const summaries: Summary[] = [];
  for (const id of [...ids].sort()) {
    const summary = await schemeSummary(work, id);
    if (summary) summaries.push(summary);
  }
  return summaries;
}

export async function schemeSummary(work: UnitOfWork, id: string): Promise<Summary | undefined> {
  const current = await schemeInEffect(work, id);
  if (!current) return undefined;
  const { scheme } = current;
  const { rows } = await work.client.query(
    `select v.version, v.reason, p.name as "proposedBy", v.proposed_at as "proposedAt",
       r.name as "appliedBy", a.applied_at as "appliedAt"
     from organizations.scheme_version v join registry.person p on p.id = v.proposed_by
       left join organizations.scheme_application a on a.scheme_id = v.scheme_id and a.version = v.version
       left join registry.person r on r.id = a.applied_by
     where v.scheme_id = $1 order by v.proposed_at desc`,
    [id],
  );
  const own = shipped(work, id)?.scheme.version;
  const none = {
    reason: null,
    proposedBy: null,
    proposedAt: null,
    appliedBy: null,
    appliedAt: null,
  };
  const versions = [...rows, ...(own === undefined ? [] : [{ version: own, ...none }])];
  const counts = await work.client.query(
    `select coalesce(a.code, 'insufficient') as code, count(*)::int as count from (
       select distinct on (n.body_id) n.code from organizations.assignment_now n
       where n.scheme_id = $1 order by n.body_id, n.hand desc) a group by 1 order by 1`,
    [id],
  );
  return {
    id,
    title: scheme.title,
    issuer: scheme.issuer,
    version: scheme.version,
    terms: scheme.terms.map(({ code, label, definition, includes, excludes }) => ({
      code,
      label,
      definition,
      includes: [...includes],
      excludes: [...excludes],
    })),
    precedence: [...scheme.precedence],
    openTerm: scheme.openTerm,
    thresholds: scheme.thresholds,
    crosswalks: scheme.crosswalks.map((one) => ({
      scheme: one.scheme,
      relations: one.relations.map((relation) => ({ ...relation })),
    })),
    versions: versions.map((one) => ({ ...one, isInEffect: one.version === scheme.version })),
    counts: counts.rows,
  };
}

export async function schemeContent(work: UnitOfWork, id: string, version: string) {
  const found = await schemeAt(work, id, version);
  return found && { ...(found.scheme as unknown as Record<string, unknown>) };
}

/** Keeps a version as a proposal: read and refused whole where it is faulty, and not in effect. */
export async function proposeScheme(
  work: UnitOfWork,
  id: string,
  fact: { content: Record<string, unknown>; reason: string },
): Promise<Result<Done<Summary>, OrganizationRefusal>> {
  const read = readScheme(id, fact.content);
  if (!read.ok) {
    const { rejection } = read;
    const problems =
      rejection.kind === "faulty-scheme" ? [...rejection.problems] : [rejection.kind];
    return reject({ kind: "scheme-faulty", problems: problems.slice(0, 20) });
  }
  const { scheme } = read.value;
  if (scheme.id !== id) return reject({ kind: "scheme-faulty", problems: [`id: ${scheme.id}`] });
  if (await schemeAt(work, id, scheme.version)) {
    return reject({ kind: "scheme-version-taken", version: scheme.version });
  }
  const hash = createHash("sha256")
    .update(canonicalJson(fact.content as never))
    .digest("hex");
  await insertRows(work.client, "organizations.scheme_version", [
    {
      district_id: work.districtId,
      scheme_id: id,
      version: scheme.version,
      content: fact.content,
      hash,
      reason: fact.reason,
      proposed_by: work.personId,
      proposed_at: work.now,
    },
  ]);
  return summaryDone(work, id, { schemeId: id, version: scheme.version, hash });
}

/** Who would change under a version, and why. Nothing is written. */
export async function differenceTo(
  work: UnitOfWork,
  id: string,
  version: string,
): Promise<Difference | undefined> {
  const [current, next] = [await schemeInEffect(work, id), await schemeAt(work, id, version)];
  if (!current || !next) return undefined;
  const bodies = await bodiesNow(work);
  const persons = await work.client.query(
    "select body_id from organizations.assignment_now where scheme_id = $1 and hand = 'person'",
    [id],
  );
  const held = new Set(persons.rows.map((row) => row.body_id));
  const facts = bodies.map(({ id: bodyId, name, description }) => ({
    id: bodyId,
    facts: { name, description },
  }));
  const nameOf = new Map(bodies.map((body) => [body.id, body.name]));
  const changes = reclassify(facts, current, next).map(
    ({ id: bodyId, before, after, because }) => ({
      organizationId: bodyId,
      name: nameOf.get(bodyId) ?? "",
      before: { outcome: before.outcome, code: codeOf(before) },
      after: { outcome: after.outcome, code: codeOf(after) },
      because: because.map(pointsInWords),
      personHolds: held.has(bodyId),
    }),
  );
  return {
    from: current.scheme.version,
    to: next.scheme.version,
    rules: ruleChanges(current.scheme, next.scheme),
    bodyCount: bodies.length,
    changes,
  };
}

/**
 * Puts a version into effect. The person says how many changes the dry run showed: where the
 * register has changed meanwhile, it is shown anew instead.
 */
export async function applyScheme(
  work: UnitOfWork,
  id: string,
  version: string,
  expectedChanges: number,
): Promise<Result<Done<Summary>, OrganizationRefusal>> {
  await work.client.query("select pg_advisory_xact_lock(hashtextextended($1, 15))", [
    `${work.districtId} ${id}`,
  ]);
  const difference = await differenceTo(work, id, version);
  const stored = await work.client.query(
    "select 1 from organizations.scheme_version where scheme_id = $1 and version = $2",
    [id, version],
  );
  if (!difference || !stored.rowCount) return reject({ kind: "not-found", what: "scheme" });
  const before = await work.client.query(
    `select version, ordinal from organizations.scheme_application where scheme_id = $1 order by ordinal desc`,
    [id],
  );
  if (before.rows.some((row) => row.version === version)) {
    return reject({ kind: "scheme-applied-already", version });
  }
  const found = difference.changes.length;
  if (found !== expectedChanges) {
    return reject({ kind: "dry-run-outdated", expected: expectedChanges, found });
  }
  await insertRows(work.client, "organizations.scheme_application", [
    {
      district_id: work.districtId,
      scheme_id: id,
      version,
      ordinal: (before.rows[0]?.ordinal ?? 0) + 1,
      changed_count: found,
      body_count: difference.bodyCount,
      applied_by: work.personId,
      applied_at: work.now,
    },
  ]);
  await appendAnswers(work, await bodiesNow(work), await schemeAt(work, id, version));
  return summaryDone(work, id, { schemeId: id, version, changed: found });
}

/** A word that speaks anew, no more, or with other points. */
function pointsInWords({ text, before, after }: ReasonOfChange): string {
  if (before === undefined) return `+${text}`;
  return after === undefined ? `−${text}` : `${text} ${before}→${after}`;
}

async function bodiesNow(work: UnitOfWork): Promise<ToClassify[]> {
  const { rows } = await work.client.query(
    `select id, profile_version as "profileVersion", name, description
       from organizations.body_now where kind = 'community-organization' order by name, id`,
  );
  return rows;
}

async function summaryDone(work: UnitOfWork, id: string, facts: Record<string, unknown>) {
  const summary = await schemeSummary(work, id);
  if (!summary) throw new Error("the scheme just written is not visible");
  return accept({ answer: summary, facts });
}
