import { isLocalDate, localDateAt } from "@xinyi/calendar";
import {
  type Case,
  type CaseRules,
  caseFrom,
  type RouteDecision,
  type Step,
} from "@xinyi/complaint-routing";
import type { UnitOfWork } from "../../unit-of-work.ts";
import { caseRulesOf, type PackVersion, packVersions } from "../rules/store.ts";

/** What was brought, as it is kept beside its log. */
export interface Matter {
  readonly id: string;
  readonly number: string;
  readonly packRowId: string;
  readonly estateId: string | null;
  readonly estateName: string | null;
  readonly category: string;
  readonly class: string;
  readonly channel: "web" | "phone" | "paper" | "visit" | "open311";
  readonly receivedAt: string;
  readonly reporterId: string;
  readonly isAnonymous: boolean;
  readonly isPublic: boolean;
  readonly isConfidential: boolean;
  readonly disposition: "dispatch" | "redirect" | "triage";
  readonly facts: Readonly<Record<string, unknown>>;
  readonly decision: RouteDecision;
  readonly deskId: string | null;
  readonly deskTitle: string | null;
}

export interface LoggedStep {
  readonly ordinal: number;
  readonly step: Step;
  readonly personName: string | null;
}

/** A matter with its log, what that comes to, and the rules it is held to. */
export interface CaseRecord {
  readonly matter: Matter;
  readonly log: readonly LoggedStep[];
  /** Absent for a matter that was sent to an emergency number: it has no life here. */
  readonly state: Case | undefined;
  readonly version: PackVersion;
  readonly rules: CaseRules;
}

const matterColumns = `
  select m.id, lpad(m.number::text, 6, '0') as number, m.pack_row_id as "packRowId",
    m.estate_id as "estateId", e.name as "estateName", m.category, m.class, m.channel,
    m.received_at as "receivedAt", m.reporter_id as "reporterId",
    m.is_anonymous as "isAnonymous", m.is_public as "isPublic",
    m.is_confidential as "isConfidential", m.disposition, m.facts, m.decision,
    i.desk_id as "deskId", d.title as "deskTitle"
  from complaints.matter m
    join complaints.case_index i on i.case_id = m.id
    left join complaints.desk d on d.id = i.desk_id
    left join registry.estate e on e.id = m.estate_id`;

/** Cases by id, in the order asked; those that the transaction may not see are left out. */
export async function loadCases(
  work: UnitOfWork,
  ids: readonly string[],
): Promise<readonly CaseRecord[]> {
  if (ids.length === 0) return [];
  const matters = await work.client.query(`${matterColumns} where m.id = any($1)`, [ids]);
  const events = await work.client.query(
    `select v.case_id, v.ordinal, v.step, p.name as person_name
       from complaints.case_event v left join registry.person p on p.id = v.person_id
      where v.case_id = any($1) order by v.case_id, v.ordinal`,
    [ids],
  );
  const versions = new Map((await packVersions(work)).map((one) => [one.id, one]));
  const logs = new Map<string, LoggedStep[]>();
  for (const { case_id, ordinal, step, person_name } of events.rows) {
    const log = logs.get(case_id) ?? [];
    log.push({ ordinal, step, personName: person_name });
    logs.set(case_id, log);
  }
  const records = new Map(
    matters.rows.map((row: Matter) => [row.id, recordFrom(row, logs.get(row.id) ?? [], versions)]),
  );
  return ids.flatMap((id) => records.get(id) ?? []);
}

export async function loadCase(work: UnitOfWork, id: string): Promise<CaseRecord | undefined> {
  const [found] = await loadCases(work, [id]);
  return found;
}

/** Takes the case for this transaction: steps of one case queue behind one another. */
export async function lockCase(work: UnitOfWork, id: string): Promise<void> {
  await work.client.query("select 1 from complaints.case_index where case_id = $1 for update", [
    id,
  ]);
}

function recordFrom(
  matter: Matter,
  log: readonly LoggedStep[],
  versions: ReadonlyMap<string, PackVersion>,
): CaseRecord {
  const version = versions.get(matter.packRowId);
  if (!version) throw new Error(`the rules that ${matter.id} was routed by are gone`);
  const rules = caseRulesOf(version.routing.pack, receivedOn(matter, version));
  if (!rules.ok)
    throw new Error(`the rules of ${matter.id} cannot be had: ${rules.rejection.kind}`);
  const state = log.length === 0 ? undefined : caseFrom(log.map(({ step }) => step));
  return { matter, log, state, version, rules: rules.value };
}

/** The limits that hold are those of the day of receipt, in the pack's own place. */
function receivedOn({ receivedAt }: Matter, { routing }: PackVersion) {
  const today = caseRulesOf(routing.pack, routing.pack.effectiveFrom);
  const day = localDateAt(receivedAt, today.ok ? today.value.clock.zone : "UTC");
  if (!isLocalDate(day)) throw new Error(`no day at ${receivedAt}`);
  return day;
}

/** What comes with a step besides the step. */
export interface Beside {
  /** Who of the staff took it; nobody for a resident and for the system. */
  readonly personId: string | null;
  readonly words?: string | undefined;
  /** The desk that has it from now on. */
  readonly deskId?: string | undefined;
}

/** Appends the newest step of a case to its log, and says in the index where it stands now. */
export async function appendStep(
  work: UnitOfWork,
  matter: Pick<Matter, "id" | "isConfidential">,
  state: Case,
  beside: Beside,
): Promise<number> {
  const ordinal = state.log.length;
  const step = state.log.at(-1);
  if (!step) throw new Error("a step was taken and left no trace");
  const { personId, words, deskId } = beside;
  await work.client.query(
    `insert into complaints.case_event
       (district_id, case_id, ordinal, step, at, person_id, desk_id, is_confidential)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      work.districtId,
      matter.id,
      ordinal,
      JSON.stringify(step),
      step.at,
      personId,
      deskId ?? null,
      matter.isConfidential,
    ],
  );
  if (words !== undefined) await keepWords(work, matter, ordinal, "words", words);
  await index(work, matter.id, state, deskId);
  return ordinal;
}

export async function keepWords(
  work: UnitOfWork,
  matter: Pick<Matter, "id" | "isConfidential">,
  ordinal: number,
  field: string,
  words: string,
): Promise<void> {
  await work.client.query(
    `insert into complaints.words (district_id, case_id, ordinal, field, words, is_confidential)
     values ($1, $2, $3, $4, $5, $6)`,
    [work.districtId, matter.id, ordinal, field, words, matter.isConfidential],
  );
}

const ended = ["closed", "withdrawn", "merged"];

async function index(
  work: UnitOfWork,
  id: string,
  state: Case,
  deskId: string | undefined,
): Promise<void> {
  // Whoever was called, told or given a rung of the ladder finds the case in his list.
  const raised = state.log.flatMap((step) => (step.verb === "escalate" ? [step.to] : []));
  const called = [...new Set([...state.called.map(({ unit }) => unit), ...raised])];
  await work.client.query(
    `update complaints.case_index set version = $2, state = $3, is_open = $4, lead = $5, co = $6,
       called = $7, supervisor = $8, excludes = $9, reporters = $10, desk_id = coalesce($11, desk_id)
      where case_id = $1`,
    [
      id,
      state.log.length,
      state.state,
      !ended.includes(state.state),
      state.lead ?? null,
      state.co,
      called,
      state.supervisor ?? null,
      state.excludes,
      state.reporters,
      deskId ?? null,
    ],
  );
}

/** What people wrote about a case, by the step it came with and the field. */
export async function wordsOf(
  work: UnitOfWork,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await work.client.query(
    "select case_id, ordinal, field, words from complaints.words where case_id = any($1)",
    [ids],
  );
  return new Map(rows.map((row) => [wordsKey(row.case_id, row.ordinal, row.field), row.words]));
}

export const wordsKey = (id: string, ordinal: number, field: string): string =>
  `${id} ${ordinal} ${field}`;
