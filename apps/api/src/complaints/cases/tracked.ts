import { advance, type Case, type Step } from "@xinyi/complaint-routing";
import { accept, type Result, reject } from "@xinyi/result";
import type { Done, UnitOfWork } from "../../unit-of-work.ts";
import type { ComplaintRefusal } from "../refusals.ts";
import { categoryTitle, unitNames } from "../rules/units.ts";
import { callbacksSince, keepCallback, lastAnswer } from "./callbacks.ts";
import { clockAt } from "./clock.ts";
import { seeConfidential } from "./confidential.ts";
import { appendStep, type CaseRecord, loadCase, lockCase, wordsKey, wordsOf } from "./store.ts";

/** What a reporter sees of his own complaint, and what he may do about it. */

/** What a reporter asks for. */
export type ReporterStepFact =
  | {
      readonly verb: "rate";
      readonly rating: "satisfied" | "unsatisfied";
      readonly note?: string | undefined;
    }
  | { readonly verb: "reply"; readonly text: string }
  | { readonly verb: "withdraw" }
  | { readonly verb: "reopen"; readonly reason: string };

/** The case of a tracking code, by its hash: the code itself is kept nowhere. */
export async function caseByHash(work: UnitOfWork, hash: string): Promise<string | undefined> {
  // Whoever holds the code is entitled; until it is found nothing confidential is shown to anyone.
  await seeConfidential(work, "all");
  const { rows } = await work.client.query(
    "select id from complaints.matter where tracking_hash = $1",
    [hash],
  );
  const id = rows[0]?.id as string | undefined;
  await seeConfidential(work, id === undefined ? "none" : { cases: [id] });
  return id;
}

/** The caller's own complaints, newest first, from below a place in the list. */
export async function ownCases(
  work: UnitOfWork,
  {
    limit,
    before,
  }: { readonly limit: number; readonly before?: readonly (string | number)[] | undefined },
): Promise<readonly { readonly id: string; readonly receivedAt: string }[]> {
  await seeConfidential(work, "all");
  const { rows } = await work.client.query(
    `select m.id, m.received_at as "receivedAt" from complaints.matter m
       join complaints.reporter r on r.id = m.reporter_id
      where r.person_id = $1 and ($2::timestamptz is null or (m.received_at, m.id) < ($2, $3))
      order by m.received_at desc, m.id desc limit $4`,
    [work.personId, before?.[0] ?? null, before?.[1] ?? null, limit + 1],
  );
  await seeConfidential(work, { cases: rows.map(({ id }) => id) });
  return rows;
}

interface Followed {
  /** What the reporter brought. */
  readonly own: CaseRecord;
  /** The case that his is handled in: itself, or the one it was merged into. */
  readonly live: CaseRecord;
}

async function follow(work: UnitOfWork, id: string, lock: boolean): Promise<Followed | undefined> {
  if (lock) await lockCase(work, id);
  const own = await loadCase(work, id);
  if (!own) return undefined;
  let live = own;
  // Mergers form no circle, so that this ends; a parent that is confidential stays unseen.
  while (live.state?.mergedInto !== undefined) {
    const next: string = live.state.mergedInto;
    if (lock) await lockCase(work, next);
    const parent = await loadCase(work, next);
    if (!parent) break;
    live = parent;
  }
  return { own, live };
}

export async function trackedOf(work: UnitOfWork, id: string) {
  const followed = await follow(work, id, false);
  if (!followed) return undefined;
  const { own, live } = followed;
  const { matter, version } = own;
  const names = await unitNames(work, version.routing.pack);
  const words = await wordsOf(work, [matter.id, live.matter.id]);
  const clock = clockAt(live, work.now);
  const title = categoryTitle(version, matter.category);
  const { state } = live;
  const wordsAt = (record: CaseRecord, ordinal: number, field: string): string | null =>
    words.get(wordsKey(record.matter.id, ordinal, field)) ?? null;
  const { decision } = matter;
  const asked = state?.log.findLastIndex(({ verb }) => verb === "askPerson") ?? -1;
  const answered = state ? lastAnswer(state) : 0;
  const isOpen = state !== undefined && !["closed", "withdrawn"].includes(state.state);
  return {
    id: matter.id,
    number: matter.number,
    category: matter.category,
    categoryZh: title.zh,
    categoryEn: title.en,
    state: state?.state ?? ("redirected" as const),
    text: wordsAt(own, 1, "text"),
    place: wordsAt(own, 1, "place"),
    estateName: matter.estateName,
    receivedAt: matter.receivedAt,
    lead: names.maybe(state?.lead),
    dueOn: isOpen ? ((clock?.due.dueOn as string | undefined) ?? null) : null,
    isPaused: clock?.isPaused ?? false,
    overdueDays: isOpen ? (clock?.overdueDays ?? 0) : 0,
    question: state?.state === "waiting-person" ? wordsAt(live, asked + 1, "words") : null,
    answer: answered === 0 ? null : wordsAt(live, answered, "words"),
    rating: state?.rating ?? null,
    mergedIntoNumber: live === own ? null : live.matter.number,
    redirect:
      decision.disposition === "redirect"
        ? { to: names.of(decision.to), basis: decision.basis }
        : null,
    steps: (state?.log ?? []).filter(isTold).map((step) => ({
      verb: step.verb as string,
      at: step.at,
      unit: names.maybe(step.verb === "dispatch" ? step.lead : unitOf(step)),
    })),
    may: state === undefined ? [] : await mayDo(work, live, state, matter.reporterId),
  };
}

/** What the reporter is told of: not what units and offices say to one another. */
const isTold = ({ verb }: Step): boolean =>
  !["supervise", "object", "join", "absorb", "escalate"].includes(verb);

const unitOf = ({ by }: Step): string | undefined => (by.role === "unit" ? by.unit : undefined);

type May = "rate" | "reply" | "withdraw" | "reopen";

async function mayDo(
  work: UnitOfWork,
  { rules }: CaseRecord,
  state: Case,
  reporterId: string,
): Promise<May[]> {
  const by = { role: "reporter", person: reporterId } as const;
  const said = await callbacksSince(work, state);
  const hasRated = ["satisfied", "unsatisfied"].includes(said.get(reporterId) ?? "");
  const verbs = { reply: "personAnswers", withdraw: "withdraw", reopen: "reopen" } as const;
  const tried = (["reply", "withdraw", "reopen"] as const).filter(
    (may) => advance(state, { verb: verbs[may], by, at: work.now }, rules).ok,
  );
  return [...(state.state === "answered" && !hasRated ? (["rate"] as const) : []), ...tried];
}

/** A step by the reporter himself, in the case that his is handled in. */
export async function stepByReporter(
  work: UnitOfWork,
  id: string,
  fact: ReporterStepFact,
): Promise<Result<Done<{ readonly id: string }>, ComplaintRefusal>> {
  const followed = await follow(work, id, true);
  if (!followed) return reject({ kind: "not-found", what: "case" });
  const { own, live } = followed;
  const { state, matter } = live;
  if (!state) return reject({ kind: "wrong-state", state: "redirected", wanted: "open" });
  const person = own.matter.reporterId;
  if (fact.verb === "rate") {
    const { rating: outcome, note } = fact;
    const kept = await keepCallback(work, live, state, { reporterId: person, outcome, note }, null);
    return kept.ok ? accept({ answer: { id }, facts: kept.value.facts }) : kept;
  }
  const verb = fact.verb === "reply" ? "personAnswers" : fact.verb;
  const step = { verb, by: { role: "reporter", person }, at: work.now } as const;
  const next = advance(state, step, live.rules);
  if (!next.ok) return next;
  const words =
    fact.verb === "reply" ? fact.text : fact.verb === "reopen" ? fact.reason : undefined;
  await appendStep(work, matter, next.value, { personId: null, words });
  return accept({ answer: { id }, facts: { caseId: matter.id, verb } });
}
