import { createHash } from "node:crypto";
import { compareInstants } from "@xinyi/calendar";
import {
  advance,
  type Case,
  fileCase,
  type MatterFacts,
  type RouteDecision,
  route,
} from "@xinyi/complaint-routing";
import { accept, type Result, reject } from "@xinyi/result";
import type { Ports } from "../../ports.ts";
import type { Done, UnitOfWork } from "../../unit-of-work.ts";
import { seeConfidential } from "../cases/confidential.ts";
import { type ReporterFact, reporterFor } from "../cases/reporters.ts";
import { appendStep, keepWords } from "../cases/store.ts";
import { allDesks, balancedDesk, gridsAt } from "../desks/store.ts";
import type { ComplaintRefusal } from "../refusals.ts";
import { caseRulesOf, districtDay, type PackVersion, rulesOn } from "../rules/store.ts";

/** What somebody brings, whichever way. */
export interface ReportFact {
  readonly category: string;
  readonly class?: string | undefined;
  readonly estateId?: string | undefined;
  readonly place?: string | undefined;
  readonly lat?: number | undefined;
  readonly long?: number | undefined;
  readonly text: string;
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
  readonly isAnonymous: boolean;
  readonly isPublic: boolean;
}

export interface IntakeFact extends ReportFact {
  readonly channel: "web" | "phone" | "paper" | "visit" | "open311";
  readonly reporter: ReporterFact;
  /** Who of the staff took it down. */
  readonly recordedBy?: string | undefined;
  /** When a letter came in; otherwise now. */
  readonly receivedAt?: string | undefined;
  /** The category is a classifier's proposal, not a person's choice. */
  readonly confidence?: number | undefined;
}

export interface Filed {
  readonly id: string;
  readonly number: string;
  readonly decision: RouteDecision;
  readonly state: Case | undefined;
  readonly version: PackVersion;
}

/** Where a report would go, without taking it in: asked before its words are touched. */
export async function routeOf(
  work: UnitOfWork,
  fact: Pick<IntakeFact, "category" | "estateId" | "facts" | "receivedAt" | "confidence">,
): Promise<
  Result<{ version: PackVersion; facts: MatterFacts; decision: RouteDecision }, ComplaintRefusal>
> {
  const version = await rulesOn(work, await districtDay(work, fact.receivedAt ?? work.now));
  if (!version.ok) return version;
  const { routing } = version.value;
  const facts = {
    ...fact.facts,
    [routing.pack.category]: fact.category,
    grids: await gridsAt(work, fact.estateId ?? null),
    ...(fact.confidence === undefined
      ? {}
      : { proposedByModel: true, confidence: fact.confidence }),
  };
  return accept({ version: version.value, facts, decision: route(facts, routing) });
}

/**
 * Takes a report in: routed by the version of its day, kept with the decision, and where a rule
 * names a unit assigned to it at once, to the least loaded desk that may have it.
 */
export async function fileMatter(
  work: UnitOfWork,
  fact: IntakeFact,
): Promise<Result<Done<Filed>, ComplaintRefusal>> {
  const receivedAt = fact.receivedAt ?? work.now;
  if (compareInstants(receivedAt, work.now) > 0) {
    return reject({ kind: "received-in-future", receivedAt });
  }
  if (fact.estateId !== undefined) {
    const estate = await work.client.query("select 1 from registry.estate where id = $1", [
      fact.estateId,
    ]);
    if (!estate.rowCount) return reject({ kind: "not-found", what: "estate" });
  }
  const routed = await routeOf(work, fact);
  if (!routed.ok) return routed;
  const { version, facts, decision } = routed.value;
  // Told apart before this command began; here it would leave words behind.
  if (!decision.textStored) {
    throw new Error("a sealed matter came as far as the intake");
  }
  const { pack } = version.routing;
  const rules = caseRulesOf(pack, await districtDay(work, receivedAt));
  if (!rules.ok) return rules;
  const name = fact.class ?? pack.lifecycle.defaultClass;
  if (!Object.hasOwn(rules.value.terms.classes, name)) {
    return reject({ kind: "no-such-class", class: name });
  }
  const id = work.ports.ids.next();
  const trackingCode = trackingCodeOf(work.ports, id);
  const reporterId = await reporterFor(work, fact.reporter);
  const isConfidential = decision.disposition === "dispatch" && decision.sensitive;
  await seeConfidential(work, { cases: [id] });
  const { rows } = await work.client.query(
    `insert into complaints.matter (district_id, id, pack_row_id, estate_id, category, class,
       channel, received_at, recorded_at, recorded_by, reporter_id, is_anonymous, is_public,
       is_confidential, disposition, facts, decision, tracking_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     returning lpad(number::text, 6, '0') as number`,
    [
      work.districtId,
      id,
      version.id,
      fact.estateId ?? null,
      fact.category,
      name,
      fact.channel,
      receivedAt,
      work.now,
      fact.recordedBy ?? null,
      reporterId,
      fact.isAnonymous,
      fact.isPublic,
      isConfidential,
      decision.disposition,
      JSON.stringify(facts),
      JSON.stringify(decision),
      trackingHash(trackingCode),
    ],
  );
  await work.client.query(
    `insert into complaints.case_index (district_id, case_id, version, state, is_open, co, called,
       excludes, reporters, received_at, category, estate_id, is_confidential)
     values ($1, $2, 0, 'redirected', false, '{}', '{}', $3, $4, $5, $6, $7, $8)`,
    [
      work.districtId,
      id,
      decision.excludes,
      [reporterId],
      receivedAt,
      fact.category,
      fact.estateId ?? null,
      isConfidential,
    ],
  );
  const matter = { id, isConfidential };
  await keepWords(work, matter, 1, "text", fact.text);
  if (fact.place !== undefined && fact.place !== "") {
    await keepWords(work, matter, 1, "place", fact.place);
  }
  if (fact.lat !== undefined && fact.long !== undefined) {
    await keepWords(work, matter, 1, "point", `${fact.lat},${fact.long}`);
  }
  const state =
    decision.disposition === "redirect"
      ? undefined
      : await begin(work, fact, { id, name, reporterId, receivedAt, isConfidential }, routed.value);
  return accept({
    answer: { id, number: rows[0].number, decision, state, version },
    facts: {
      caseId: id,
      category: fact.category,
      disposition: decision.disposition,
      packHash: version.hash,
      channel: fact.channel,
    },
  });
}

interface Begun {
  readonly id: string;
  readonly name: string;
  readonly reporterId: string;
  readonly receivedAt: string;
  readonly isConfidential: boolean;
}

/** The first step of the log, and the second where a rule decides. */
async function begin(
  work: UnitOfWork,
  fact: IntakeFact,
  { id, name, reporterId, receivedAt, isConfidential }: Begun,
  {
    version,
    facts,
    decision,
  }: { version: PackVersion; facts: MatterFacts; decision: RouteDecision },
): Promise<Case> {
  const { pack } = version.routing;
  const rules = caseRulesOf(pack, await districtDay(work, receivedAt));
  if (!rules.ok) throw new Error("the rules went away between two questions");
  const matter = { id, isConfidential };
  const filed = fileCase({
    verb: "file",
    id,
    class: name,
    by: { role: "reporter", person: reporterId },
    at: receivedAt,
    grids: facts.grids as readonly string[],
    excludes: decision.excludes,
    departmentsOnly: decision.disposition === "dispatch" && decision.departmentsOnly,
  });
  if (!filed.ok) throw new Error(`a filing was refused: ${filed.rejection.kind}`);
  await appendStep(work, matter, filed.value, { personId: fact.recordedBy ?? null });
  if (decision.disposition !== "dispatch") return filed.value;
  const { lead, co, supervisor } = decision;
  const step = {
    verb: "dispatch",
    by: { role: "system" },
    at: work.now,
    lead,
    co,
    ...(supervisor === undefined ? {} : { supervisor }),
  } as const;
  const sent = advance(filed.value, step, rules.value);
  // What a rule says and the case forbids waits for a person.
  if (!sent.ok) return filed.value;
  const remit = { estateId: fact.estateId ?? null, category: fact.category };
  const desk = balancedDesk(await allDesks(work), lead, remit, id);
  await appendStep(work, matter, sent.value, { personId: null, deskId: desk?.unit });
  return sent.value;
}

const letters = "abcdefghijkmnpqrstuvwxyz23456789";

/**
 * Whoever has it may follow the matter: twenty letters of thirty-two that are not mistaken for one
 * another. Made from the id under a key that is not in the database, so that a retry is told it
 * again and no table holds it.
 */
export function trackingCodeOf(ports: Pick<Ports, "identityMark">, id: string): string {
  const bytes = Buffer.from(ports.identityMark(`tracking ${id}`), "hex").subarray(0, 20);
  return [...bytes].map((byte) => letters[byte & 31] ?? "").join("");
}

export const trackingHash = (code: string): string =>
  createHash("sha256").update(code).digest("hex");
