import { compareInstants, localDateAt } from "@xinyi/calendar";
import { closeVoting as close, openVoting as open, ruleFor } from "@xinyi/committee-voting";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import { carryResolution } from "../processes/carry-resolution.ts";
import { askForResultFiles } from "../processes/publish-result.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { settleVoices } from "./cast.ts";
import type { CountFact } from "./count.ts";
import { strangerAmong } from "./deliveries.ts";
import { loadLaw, rulesOfMotion } from "./law.ts";
import { sheetsOf } from "./paper.ts";
import type { MeetingRefusal } from "./refusals.ts";
import { type MotionResultWire, resolutionIdOf, resultsOf } from "./results.ts";
import { preparationOf, refuseUnless, votersOf } from "./roll.ts";
import { lockMeeting, type MeetingRow, type MotionRow, motionsOf, statusOf } from "./store.ts";
import { storeVerdict, type VerdictRow } from "./verdicts.ts";
import { type MeetingWire, meetingFacts, meetingWire } from "./view.ts";

/** The course of a vote: opened, closed, voted on a second time, published, looked at again. */

type Answer = Promise<Result<Done<MeetingWire>, MeetingRefusal>>;

export async function openVoting(work: UnitOfWork, estateId: string, id: string): Answer {
  const row = await lockMeeting(work, estateId, id);
  if (!row) return reject({ kind: "not-found", what: "meeting" });
  const status = statusOf(row);
  if (status !== "convened") return reject({ kind: "meeting-status", status, wanted: "convened" });
  const { rules } = await loadLaw(work, row.lawHash);
  const facts = meetingFacts(row, await motionsOf(work, id));
  const opened = open(facts, work.now, await preparationOf(work, row), rules);
  if (!opened.ok) return named(opened.rejection);
  await event(work, id, "opened");
  return done(work, estateId, id, { rollHash: row.namedHash });
}

/** Closes the vote, and any second ballot whose time is over. What co-owners said is settled first. */
export async function closeVoting(work: UnitOfWork, estateId: string, id: string): Answer {
  const row = await lockMeeting(work, estateId, id);
  const refusal = refuseUnless(row, ["open", "closed"]);
  if (!row || refusal) return reject(refusal ?? { kind: "not-found", what: "meeting" });
  const law = await loadLaw(work, row.lawHash);
  const motions = await motionsOf(work, id);
  const running = motions.filter(({ closedAt }) => closedAt === null);
  if (running.length === 0)
    return reject({ kind: "meeting-status", status: "closed", wanted: "open" });
  if (row.closedAt === null) {
    const facts = { ...meetingFacts(row, motions), status: "open" as const };
    const closed = close({ ...facts, rollHash: row.namedHash ?? "" }, work.now);
    if (!closed.ok) return named(closed.rejection);
    await event(work, id, "closed");
  }
  for (const motion of running) {
    if (compareInstants(work.now, motion.closesAt) < 0) {
      return reject({ kind: "still-open", closesAt: motion.closesAt });
    }
    await settleVoices(work, row, motion, law);
    await insertRows(work.client, "voting.motion_close", [
      {
        district_id: work.districtId,
        motion_id: motion.id,
        closed_by: work.personId,
        closed_at: work.now,
      },
    ]);
  }
  return done(work, estateId, id, { motions: running.length });
}

/**
 * The second ballot that the law opens in the same meeting: the first one's verdict is drawn and
 * stays, and the motion is put again under the rule that the law names.
 */
export async function openSecondBallot(
  work: UnitOfWork,
  estateId: string,
  id: string,
  motionId: string,
  closesAtGiven: string,
): Answer {
  const row = await lockMeeting(work, estateId, id);
  const refusal = refuseUnless(row, ["closed"]);
  if (!row || refusal) return reject(refusal ?? { kind: "not-found", what: "meeting" });
  const motions = await motionsOf(work, id);
  const first = motions.find((motion) => motion.id === motionId);
  if (first === undefined) return reject({ kind: "not-found", what: "motion" });
  const closesAt = new Date(closesAtGiven).toISOString();
  if (compareInstants(closesAt, work.now) <= 0) return reject({ kind: "closes-before-it-opens" });
  if (first.closedAt === null) return reject({ kind: "still-open", closesAt: first.closesAt });
  const waiting = await sheetsWaiting(work, id);
  if (waiting > 0) return reject({ kind: "papers-waiting", sheets: waiting });
  const law = await loadLaw(work, row.lawHash);
  const decided = await storeVerdict(work, row, first, law, await votersOf(work, id));
  if (!decided.ok) return decided;
  const { status, next } = decided.value.verdict;
  const step = next.find(({ kind }) => kind === "second-ballot");
  const isTaken = motions.some(({ follows }) => follows === motionId);
  if (step === undefined || isTaken) return reject({ kind: "further-vote-not-open", status });
  const rules = rulesOfMotion(law, { matter: first.matter, toRule: step.rule });
  if (!rules.ok) return rules;
  const rule = ruleFor(first.matter, rules.value);
  if (!rule.ok) return rule;
  await insertRows(work.client, "voting.motion", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      meeting_id: id,
      ordinal: motions.length + 1,
      matter: first.matter,
      to_rule: step.rule,
      title: first.title,
      words: first.words,
      secrecy: first.secrecy,
      subject: first.subject,
      ballot: "second",
      follows: motionId,
      opens_at: work.now,
      closes_at: closesAt,
    },
  ]);
  return done(work, estateId, id, { motionId, rule: step.rule });
}

/** A fact the count rests on; recorded, never replaced, and open to everyone in the recount file. */
export async function recordCountFact(
  work: UnitOfWork,
  estateId: string,
  id: string,
  motionId: string,
  fact: CountFact,
): Promise<Result<Done<{ recordedAt: string }>, MeetingRefusal>> {
  const row = await lockMeeting(work, estateId, id);
  const refusal = refuseUnless(row, ["convened", "open", "closed", "published"]);
  if (refusal) return reject(refusal);
  const motion = (await motionsOf(work, id)).find((one) => one.id === motionId);
  if (motion === undefined) return reject({ kind: "not-found", what: "motion" });
  if (fact.kind === "objections") {
    const stranger = await strangerAmong(work, id, fact.voterIds);
    if (stranger !== undefined) return reject({ kind: "unknown-voter", voterId: stranger });
  }
  await insertRows(work.client, "voting.count_fact", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      motion_id: motionId,
      fact,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return accept({
    answer: { recordedAt: work.now },
    facts: { meetingId: id, motionId, fact: fact.kind },
  });
}

/** Publishes what came of the meeting: every motion decided, and those carried on their way. */
export async function publishResult(work: UnitOfWork, estateId: string, id: string): Answer {
  const row = await lockMeeting(work, estateId, id);
  const refusal = refuseUnless(row, ["closed"]);
  if (!row || refusal) return reject(refusal ?? { kind: "not-found", what: "meeting" });
  const motions = await motionsOf(work, id);
  if (motions.some(({ closedAt }) => closedAt === null)) {
    return reject({ kind: "second-ballot-running" });
  }
  const waiting = await sheetsWaiting(work, id);
  if (waiting > 0) return reject({ kind: "papers-waiting", sheets: waiting });
  const law = await loadLaw(work, row.lawHash);
  const voters = await votersOf(work, id);
  for (const motion of motions) {
    // From the day it hangs out, everyone can know of it: the time to challenge it begins.
    await knowFrom(work, motion, localDateAt(work.now, row.zone));
    const decided = await storeVerdict(work, row, motion, law, voters);
    if (!decided.ok) return decided;
    await carry(work, row, motion, decided.value);
  }
  await event(work, id, "published");
  await askForResultFiles(work, estateId, id);
  return done(work, estateId, id, { motions: motions.length });
}

/** Decides again what was pending, once its time is over or a fact came in. */
export async function reviewVerdict(
  work: UnitOfWork,
  estateId: string,
  id: string,
  motionId: string,
): Promise<Result<Done<MotionResultWire>, MeetingRefusal>> {
  const row = await lockMeeting(work, estateId, id);
  const refusal = refuseUnless(row, ["published"]);
  if (!row || refusal) return reject(refusal ?? { kind: "not-found", what: "meeting" });
  const motion = (await motionsOf(work, id)).find((one) => one.id === motionId);
  if (motion === undefined) return reject({ kind: "not-found", what: "motion" });
  const law = await loadLaw(work, row.lawHash);
  const decided = await storeVerdict(work, row, motion, law, await votersOf(work, id));
  if (!decided.ok) return decided;
  await carry(work, row, motion, decided.value);
  await askForResultFiles(work, estateId, id);
  const answer = (await resultsOf(work, row)).find((one) => one.motionId === motionId);
  if (!answer) throw new Error("the verdict just drawn is not visible");
  return accept({ answer, facts: { meetingId: id, motionId, status: answer.verdict.status } });
}

async function carry(
  work: UnitOfWork,
  meeting: MeetingRow,
  motion: MotionRow,
  { verdict }: VerdictRow,
): Promise<void> {
  if (motion.subject === null || verdict.status !== "passed") return;
  await carryResolution(work, {
    estateId: meeting.estateId,
    motionId: motion.id,
    resolutionId: resolutionIdOf(meeting, motion),
    resolvedOn: localDateAt(motion.closedAt ?? work.now, meeting.zone),
    subject: motion.subject,
    document: { meeting: meeting.title, motion: motion.title, words: motion.words, verdict },
  });
}

async function knowFrom(work: UnitOfWork, motion: MotionRow, on: string): Promise<void> {
  const { rowCount } = await work.client.query(
    "select 1 from voting.count_fact where motion_id = $1 and fact ->> 'kind' = 'known'",
    [motion.id],
  );
  if (rowCount) return;
  await insertRows(work.client, "voting.count_fact", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      motion_id: motion.id,
      fact: { kind: "known", on },
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
}

async function sheetsWaiting(work: UnitOfWork, meetingId: string): Promise<number> {
  const open = ["waits-for-second", "differs"];
  return (await sheetsOf(work, meetingId)).filter(({ status }) => open.includes(status)).length;
}

async function event(work: UnitOfWork, meetingId: string, kind: string): Promise<void> {
  await insertRows(work.client, "voting.meeting_event", [
    {
      district_id: work.districtId,
      meeting_id: meetingId,
      kind,
      person_id: work.personId,
      at: work.now,
    },
  ]);
}

/** The package's `wrong-status` under a name of its own, since others speak of states too. */
function named<Rejection extends { readonly kind: string }>(
  rejection: Rejection,
): Result<never, Exclude<Rejection, { kind: "wrong-status" }> | MeetingRefusal> {
  if (rejection.kind === "wrong-status" && "status" in rejection) {
    return reject({ kind: "meeting-status", status: String(rejection.status), wanted: "open" });
  }
  return reject(rejection as Exclude<Rejection, { kind: "wrong-status" }>);
}

async function done(
  work: UnitOfWork,
  estateId: string,
  id: string,
  facts: Readonly<Record<string, unknown>>,
): Answer {
  const answer = await meetingWire(work, estateId, id);
  return accept({ answer, facts: { meetingId: id, ...facts } });
}
