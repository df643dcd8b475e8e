import { advance, type Case, isHandler, type Rating } from "@xinyi/complaint-routing";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../../database/insert.ts";
import type { Done, UnitOfWork } from "../../unit-of-work.ts";
import type { ComplaintRefusal } from "../refusals.ts";
import { type Seat, unitsAt } from "./access.ts";
import { openCase, type StepDone } from "./open-case.ts";
import { appendStep, type CaseRecord, keepWords } from "./store.ts";

export interface CallbackFact {
  readonly reporterId: string;
  readonly outcome: Rating | "not-reached";
  readonly note?: string | undefined;
}

export type Callbacks = ReadonlyMap<string, CallbackFact["outcome"]>;

/** What each reporter said since the last answer; the latest call counts. */
export async function callbacksSince(work: UnitOfWork, state: Case): Promise<Callbacks> {
  const { rows } = await work.client.query(
    `select distinct on (reporter_id) reporter_id, outcome from complaints.callback
      where case_id = $1 and answer_ordinal = $2
      order by reporter_id, (outcome = 'not-reached'), at desc, id desc`,
    [state.id, lastAnswer(state)],
  );
  return new Map(rows.map((row) => [row.reporter_id, row.outcome]));
}

/** The place in the log, from 1, of the answer that call-backs are about; 0 where there is none. */
export function lastAnswer({ log }: Case): number {
  return log.findLastIndex(({ verb }) => verb === "answer") + 1;
}

/** The hotline called somebody: what he said is kept, and counts once nobody is left to call. */
export async function recordCallback(
  work: UnitOfWork,
  seat: Seat,
  id: string,
  fact: CallbackFact,
): Promise<Result<Done<StepDone>, ComplaintRefusal>> {
  const record = await openCase(work, seat, id, true);
  if (!record) return reject({ kind: "not-found", what: "case" });
  const { state, matter } = record;
  if (!state) return reject({ kind: "wrong-state", state: "redirected", wanted: "answered" });
  const unit = unitsAt(seat, matter).find((one) => isHandler(one, state));
  if (unit !== undefined) return reject({ kind: "handler-may-not-close", unit });
  return keepCallback(work, record, state, fact, work.personId);
}

/**
 * Keeps one reporter's word and, when every reporter was called, takes the step `rate`: with
 * "unsatisfied" if one of them is, since a merged complaint is only as good as for its least
 * content reporter. Somebody who was not reached says nothing for the others.
 */
export async function keepCallback(
  work: UnitOfWork,
  { matter, rules }: CaseRecord,
  state: Case,
  { reporterId, outcome, note }: CallbackFact,
  personId: string | null,
): Promise<Result<Done<StepDone>, ComplaintRefusal>> {
  if (!state.reporters.includes(reporterId)) return reject({ kind: "not-found", what: "reporter" });
  if (state.state !== "answered") return reject({ kind: "not-answered" });
  const callbackId = work.ports.ids.next();
  await insertRows(work.client, "complaints.callback", [
    {
      district_id: work.districtId,
      id: callbackId,
      case_id: matter.id,
      answer_ordinal: lastAnswer(state),
      reporter_id: reporterId,
      outcome,
      person_id: personId,
      at: work.now,
      is_confidential: matter.isConfidential,
    },
  ]);
  if (note !== undefined && note !== "") {
    await keepWords(work, matter, lastAnswer(state), `callback ${callbackId}`, note);
  }
  const said = await callbacksSince(work, state);
  const rated = ratingOf(state, said);
  let next = state;
  if (rated !== undefined) {
    const by = { role: "reporter", person: rated.reporterId } as const;
    const step = { verb: "rate", rating: rated.rating, by, at: work.now } as const;
    const taken = advance(state, step, rules);
    if (!taken.ok) return taken;
    next = taken.value;
    await appendStep(work, matter, next, { personId });
  }
  const answer = { id: matter.id, version: next.log.length, state: next.state };
  return accept({ answer, facts: { caseId: matter.id, callbackId, outcome } });
}

function ratingOf(
  { reporters }: Case,
  said: Callbacks,
): { readonly reporterId: string; readonly rating: Rating } | undefined {
  if (reporters.some((reporter) => !said.has(reporter))) return undefined;
  for (const rating of ["unsatisfied", "satisfied"] as const) {
    const reporterId = reporters.find((reporter) => said.get(reporter) === rating);
    if (reporterId !== undefined) return { reporterId, rating };
  }
  return undefined;
}
