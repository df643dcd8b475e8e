import {
  type Actor,
  advance,
  type Case,
  type CaseRejection,
  isHandler,
  type Step,
  type Verb,
} from "@xinyi/complaint-routing";
import { accept, type Result, reject } from "@xinyi/result";
import type { Done, UnitOfWork } from "../../unit-of-work.ts";
import { allDesks, balancedDesk, desksFor } from "../desks/store.ts";
import type { ComplaintRefusal } from "../refusals.ts";
import { unitNames } from "../rules/units.ts";
import { partsOf, type Seat, unitsAt } from "./access.ts";
import { callbacksSince } from "./callbacks.ts";
import { openCase, type StepDone } from "./open-case.ts";
import { contactsOf } from "./reporters.ts";
import { appendStep, type CaseRecord } from "./store.ts";

/** A step as a person of the staff asks for it; who may take it is the state machine's to say. */
export interface StepFact {
  readonly verb: Verb;
  readonly as?: Actor["role"] | undefined;
  readonly unit?: string | undefined;
  readonly words?: string | undefined;
  readonly lead?: string | undefined;
  readonly co?: readonly string[] | undefined;
  readonly supervisor?: string | undefined;
  readonly final?: boolean | undefined;
  readonly deskId?: string | undefined;
  readonly proposes?: string | undefined;
  readonly class?: string | undefined;
  readonly days?: number | undefined;
  readonly units?: readonly string[] | undefined;
  readonly outcome?: "begun" | "extended" | "settled" | "refused" | undefined;
  readonly level?: number | undefined;
  readonly to?: string | undefined;
}

/** One step by someone of the staff: the case is held, the step tried, and written or refused. */
export async function takeStep(
  work: UnitOfWork,
  seat: Seat,
  id: string,
  fact: StepFact,
  expected: number | undefined,
): Promise<Result<Done<StepDone>, ComplaintRefusal>> {
  const record = await openCase(work, seat, id, true);
  if (!record) return reject({ kind: "not-found", what: "case" });
  const { state, matter } = record;
  if (!state) return reject({ kind: "wrong-state", state: "redirected", wanted: "open" });
  const version = state.log.length;
  if (expected !== undefined && expected !== version) {
    return reject({ kind: "case-changed", version });
  }
  const unknown = await unknownUnit(work, record, fact);
  if (unknown !== undefined) return reject({ kind: "unknown-unit", unit: unknown });
  const tried = tryStep(record, state, seat, fact, work.now);
  if (!tried.ok) return tried;
  const uncalled = fact.verb === "close" ? await uncalledReporters(work, state) : 0;
  if (uncalled > 0) return reject({ kind: "reporters-not-called", reporters: uncalled });
  const deskId = fact.verb === "dispatch" ? await deskOf(work, record, fact) : undefined;
  if (deskId !== undefined && !deskId.ok) return deskId;
  await appendStep(work, matter, tried.value, {
    personId: work.personId,
    words: fact.words,
    deskId: deskId?.value,
  });
  const answer = { id, version: tried.value.log.length, state: tried.value.state };
  return accept({ answer, facts: { caseId: id, verb: fact.verb, ...answer } });
}

/** The step in the first of the caller's parts in which it is allowed; else why not in the first. */
export function tryStep(
  record: CaseRecord,
  state: Case,
  seat: Seat,
  fact: StepFact,
  at: string,
): Result<Case, CaseRejection> {
  const judged = judgesOwnAnswer(record, state, seat, fact.verb);
  if (judged !== undefined) return reject(judged);
  const parts = partsOf(seat, record.matter, state, overseerOf(record)).filter(
    (part) =>
      (fact.as === undefined || part.role === fact.as) &&
      (fact.unit === undefined || ("unit" in part && part.unit === fact.unit)),
  );
  let refused: CaseRejection | undefined;
  for (const by of parts) {
    const next = advance(state, stepOf(fact, by, at), record.rules);
    if (next.ok) return next;
    // Of several refusals the one of a part that is meant for this says most.
    if (refused === undefined || refused.kind === "not-your-role") refused = next.rejection;
  }
  return reject(refused ?? { kind: "not-your-role", verb: fact.verb });
}

/** Reporters who could be called and were not, since the last answer. */
async function uncalledReporters(work: UnitOfWork, state: Case): Promise<number> {
  const said = await callbacksSince(work, state);
  const contacts = await contactsOf(work, state.reporters);
  return state.reporters.filter((id) => contacts.get(id)?.isKnown === true && !said.has(id)).length;
}

/** Who handles a case neither closes it nor sends it back, in whatever other part he may stand. */
function judgesOwnAnswer(
  { matter }: CaseRecord,
  state: Case,
  seat: Seat,
  verb: Verb,
): CaseRejection | undefined {
  if (verb !== "close" && verb !== "rework") return undefined;
  const unit = unitsAt(seat, matter).find((one) => isHandler(one, state));
  return unit === undefined ? undefined : { kind: "handler-may-not-close", unit };
}

/** The discipline office that looks on: the first of the pack's that the case does not exclude. */
export function overseerOf({ version, state }: CaseRecord): string | undefined {
  return version.routing.pack.units.find(
    ({ id, kind }) => kind === "supervision" && !state?.excludes.includes(id),
  )?.id;
}

/** The step as the log keeps it: what was asked, by whom, when; the words stay outside. */
function stepOf(fact: StepFact, by: Actor, at: string): Step {
  const { as: _, unit: __, words: ___, deskId: ____, ...asked } = fact;
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), by, at } as unknown as Step;
}

/** A unit that is named must be one that can handle: not an emergency number, not the overseer. */
async function unknownUnit(
  work: UnitOfWork,
  { version }: CaseRecord,
  fact: StepFact,
): Promise<string | undefined> {
  const { lead, co = [], supervisor, proposes, units = [], to } = fact;
  const named = [lead, ...co, supervisor, proposes, ...units, to].filter(
    (unit) => unit !== undefined,
  );
  if (named.length === 0) return undefined;
  const names = await unitNames(work, version.routing.pack);
  return named.find(
    (unit) => !names.isKnown(unit) || ["emergency", "supervision"].includes(names.of(unit).kind),
  );
}

/** The desk that was asked for, or the least loaded; sticky to the first one when the case returns. */
async function deskOf(
  work: UnitOfWork,
  { matter }: CaseRecord,
  { lead = "", deskId }: StepFact,
): Promise<Result<string | undefined, ComplaintRefusal>> {
  const desks = await allDesks(work);
  if (deskId !== undefined) {
    const found = desksFor(desks, lead, matter).some(({ id }) => id === deskId);
    return found ? accept(deskId) : reject({ kind: "not-found", what: "desk" });
  }
  const first = matter.deskId ?? undefined;
  return accept(balancedDesk(desks, lead, matter, matter.id, first)?.unit);
}
