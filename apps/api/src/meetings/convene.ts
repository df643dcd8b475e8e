import { isLocalDate, localDateAt } from "@xinyi/calendar";
import { convene, type NextStep, type Verdict } from "@xinyi/committee-voting";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { type BylawsWire, lawFor, pinLaw, rulesOfMotion } from "./law.ts";
import type { MeetingRefusal } from "./refusals.ts";
import { type MeetingWire, meetingWire } from "./view.ts";

export interface NewMotion {
  readonly matter: string;
  readonly title: string;
  readonly words?: string | undefined;
  readonly secrecy: "named" | "secret";
  readonly subject?: string | undefined;
  readonly follows?: string | undefined;
}

export interface NewMeeting {
  readonly title: string;
  readonly place: string;
  readonly noticeServedOn: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly closingRule?: string | undefined;
  readonly bylaws?: BylawsWire | undefined;
  readonly silence?: { readonly bylawClause: string; readonly warningPrinted: boolean } | undefined;
  readonly reconvenes?: string | undefined;
  readonly motions: readonly NewMotion[];
}

/**
 * Calls a meeting: its law is the place's on the day the vote begins, pinned word for word. Each
 * motion is put to the package; a motion that follows another goes under the rule that the first
 * one's verdict opened, and under no other.
 */
export async function conveneMeeting(
  work: UnitOfWork,
  estateId: string,
  fact: NewMeeting,
): Promise<Result<Done<MeetingWire>, MeetingRefusal>> {
  const estates = await work.client.query("select zone from registry.estate where id = $1", [
    estateId,
  ]);
  const zone = estates.rows[0]?.zone;
  if (zone === undefined) return reject({ kind: "not-found", what: "estate" });
  const opensAt = new Date(fact.opensAt).toISOString();
  const closesAt = new Date(fact.closesAt).toISOString();
  const { noticeServedOn } = fact;
  if (!isLocalDate(noticeServedOn)) return reject({ kind: "malformed-request" });
  const heldOn = localDateAt(opensAt, zone);
  const law = await lawFor(work, fact.place, heldOn, fact.bylaws);
  if (!law.ok) return law;
  const id = work.ports.ids.next();
  const rows: Record<string, unknown>[] = [];
  for (const [at, motion] of fact.motions.entries()) {
    const step = await stepTo(work, estateId, motion, fact.reconvenes);
    if (!step.ok) return step;
    const toRule = step.value?.rule ?? null;
    const rules = rulesOfMotion(law.value, { matter: motion.matter, toRule });
    if (!rules.ok) return rules;
    const facts = { id, matters: [motion.matter], noticeServedOn, heldOn, opensAt, closesAt };
    const convened = convene(facts, rules.value);
    if (!convened.ok) return convened;
    rows.push({
      district_id: work.districtId,
      id: work.ports.ids.next(),
      meeting_id: id,
      ordinal: at + 1,
      matter: motion.matter,
      to_rule: toRule,
      title: motion.title,
      words: motion.words ?? null,
      secrecy: motion.secrecy,
      subject: motion.subject ?? null,
      ballot: "first",
      follows: motion.follows ?? null,
      opens_at: opensAt,
      closes_at: closesAt,
    });
  }
  await pinLaw(work, law.value);
  await work.client.query("select pg_advisory_xact_lock(hashtextextended($1, 13))", [estateId]);
  const last = await work.client.query(
    "select coalesce(max(number), 0)::int + 1 as next from voting.meeting where estate_id = $1",
    [estateId],
  );
  await insertRows(work.client, "voting.meeting", [
    {
      district_id: work.districtId,
      id,
      estate_id: estateId,
      number: last.rows[0].next,
      title: fact.title,
      place: fact.place,
      law_hash: law.value.hash,
      notice_served_on: noticeServedOn,
      held_on: heldOn,
      opens_at: opensAt,
      closes_at: closesAt,
      closing_rule: fact.closingRule ?? null,
      silence_clause: fact.silence?.bylawClause ?? null,
      silence_warned: fact.silence?.warningPrinted ?? false,
      reconvenes: fact.reconvenes ?? null,
      convened_by: work.personId,
      convened_at: work.now,
    },
  ]);
  await insertRows(work.client, "voting.motion", rows);
  return accept({
    answer: await meetingWire(work, estateId, id),
    facts: { meetingId: id, lawHash: law.value.hash, motions: rows.length },
  });
}

/** The further vote that the earlier motion's verdict opened, if this motion is one. */
async function stepTo(
  work: UnitOfWork,
  estateId: string,
  motion: NewMotion,
  reconvenes: string | undefined,
): Promise<Result<NextStep | undefined, MeetingRefusal>> {
  if (motion.follows === undefined) return accept(undefined);
  const { rows } = await work.client.query(
    `select o.matter, v.verdict, exists (select from voting.motion n where n.follows = o.id) as taken
       from voting.motion o join voting.meeting m on m.id = o.meeting_id
       left join lateral (select verdict from voting.verdict v where v.motion_id = o.id
         order by v.ordinal desc limit 1) v on true
      where o.id = $1 and m.estate_id = $2 and m.id = $3`,
    [motion.follows, estateId, reconvenes ?? null],
  );
  const [earlier] = rows as { matter: string; verdict: Verdict | null; taken: boolean }[];
  if (!earlier) return reject({ kind: "not-found", what: "motion" });
  if (earlier.verdict === null) return reject({ kind: "motion-not-decided" });
  const step = earlier.verdict.next.find(({ kind }) => kind !== "second-ballot");
  if (step === undefined || earlier.taken || earlier.matter !== motion.matter) {
    return reject({ kind: "further-vote-not-open", status: earlier.verdict.status });
  }
  return accept(step);
}
