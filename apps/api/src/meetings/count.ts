import { type LocalDate, localDateAt } from "@xinyi/calendar";
import {
  type Attendance,
  type ConsentGiven,
  decideMotion,
  type MotionDecided,
  type MotionTaken,
  ruleFor,
  type VotingRules,
} from "@xinyi/committee-voting";
import { accept, type Result } from "@xinyi/result";
import type { UnitOfWork } from "../unit-of-work.ts";
import { boxOf } from "./box.ts";
import { type Law, rulesOfMotion } from "./law.ts";
import type { MeetingRefusal } from "./refusals.ts";
import { pseudonymOf, rollOf, type VoterRow } from "./roll.ts";
import type { MeetingRow, MotionRow } from "./store.ts";

/** A fact that someone recorded beside the ballots, as it came in. */
export type CountFact =
  | { readonly kind: "event"; readonly event: string }
  | { readonly kind: "tie-broken"; readonly for: "for" | "against" }
  | { readonly kind: "approved"; readonly by: string }
  | {
      readonly kind: "consent";
      readonly of: string;
      readonly members: number;
      readonly given: number;
    }
  | { readonly kind: "minutes-served"; readonly on: string }
  | { readonly kind: "known"; readonly on: string }
  | { readonly kind: "objections"; readonly voterIds: readonly string[] };

/** What is counted beside roll and box, under pseudonyms: stored with the verdict and published. */
export type Beside = Omit<MotionTaken, "matter" | "roll" | "rollHash" | "box">;

/** A motion with everything that is on record about it. */
export interface Taken {
  readonly taken: MotionTaken;
  readonly beside: Beside;
  readonly rules: VotingRules;
}

/** Gathers what a motion is decided on; every figure is the package's to draw from it. */
export async function gather(
  work: UnitOfWork,
  meeting: MeetingRow,
  motion: MotionRow,
  law: Law,
  voters: readonly VoterRow[],
): Promise<Result<Taken, MeetingRefusal>> {
  const rules = rulesOfMotion(law, motion);
  if (!rules.ok) return rules;
  const names = new Map(voters.map((voter) => [voter.id, pseudonymOf(voter, motion.secrecy)]));
  const name = (voterId: string) => names.get(voterId) ?? voterId;
  const roll = rollOf(voters, motion.secrecy, rules.value);
  const rollHash = motion.secrecy === "named" ? meeting.namedHash : meeting.secretHash;
  const beside = await besideOf(work, meeting, motion, rules.value, name);
  const taken: MotionTaken = {
    ...beside,
    matter: motion.matter,
    roll,
    ...(rollHash === null ? {} : { rollHash }),
    box: await boxOf(work, motion),
  };
  return accept({ taken, beside, rules: rules.value });
}

/** Counts and decides a motion as it stands, by the package. */
export function decide({ taken }: Taken, law: Law): Result<MotionDecided, MeetingRefusal> {
  return decideMotion(taken, law.rules);
}

async function besideOf(
  work: UnitOfWork,
  meeting: MeetingRow,
  motion: MotionRow,
  rules: VotingRules,
  name: (voterId: string) => string,
): Promise<Beside> {
  const attendance = await attendanceOf(work, meeting.id, name);
  const classes = await classesOf(work, meeting.id, name);
  const records = await factsOf(work, motion.id);
  const delivered =
    meeting.silenceClause === null ? undefined : await deliveredTo(work, meeting.id, name);
  const objectors = records.findLast((fact) => fact.kind === "objections");
  const asksObjections = hasObjectionWindow(motion, rules);
  return {
    ...(motion.toRule === null ? {} : { toRule: motion.toRule }),
    ...(Object.keys(classes).length === 0 ? {} : { classes }),
    ...(attendance.length === 0 ? {} : { attendance }),
    ...(delivered === undefined ? {} : { delivered }),
    ...(asksObjections ? { objecting: (objectors?.voterIds ?? []).map(name) } : {}),
    facts: {
      ...recorded(records),
      ...(delivered === undefined
        ? {}
        : {
            deemed: {
              bylawClause: true,
              deliveryProof: delivered.length > 0,
              warningPrinted: meeting.silenceWarned,
            },
          }),
      notice: {
        servedOn: meeting.noticeServedOn as LocalDate,
        heldOn: meeting.heldOn as LocalDate,
      },
      ballot: motion.ballot,
      asOf: localDateAt(work.now, meeting.zone),
    },
  };
}

function hasObjectionWindow(motion: MotionRow, rules: VotingRules): boolean {
  const rule = ruleFor(motion.matter, rules);
  return rule.ok && (rule.value.after?.value.some(({ kind }) => kind === "objection") ?? false);
}

function recorded(records: readonly CountFact[]): NonNullable<MotionTaken["facts"]> {
  const events = records.flatMap((fact) => (fact.kind === "event" ? [fact.event] : []));
  const approvedBy = records.flatMap((fact) => (fact.kind === "approved" ? [fact.by] : []));
  const consents: Record<string, ConsentGiven> = {};
  for (const fact of records) {
    if (fact.kind === "consent") consents[fact.of] = { of: fact.members, given: fact.given };
  }
  const tie = records.findLast((fact) => fact.kind === "tie-broken");
  const minutes = records.findLast((fact) => fact.kind === "minutes-served");
  const known = records.findLast((fact) => fact.kind === "known");
  return {
    ...(events.length === 0 ? {} : { events }),
    ...(approvedBy.length === 0 ? {} : { approvedBy }),
    ...(Object.keys(consents).length === 0 ? {} : { consents }),
    ...(tie === undefined ? {} : { tieBroken: tie.for }),
    ...(minutes === undefined ? {} : { minutesServedOn: minutes.on as LocalDate }),
    ...(known === undefined ? {} : { knownOn: known.on as LocalDate }),
  };
}

async function factsOf(
  work: Pick<UnitOfWork, "client">,
  motionId: string,
): Promise<readonly CountFact[]> {
  const { rows } = await work.client.query(
    "select fact from voting.count_fact where motion_id = $1 order by recorded_at, id",
    [motionId],
  );
  return rows.map(({ fact }) => fact as CountFact);
}

async function attendanceOf(
  work: Pick<UnitOfWork, "client">,
  meetingId: string,
  name: (voterId: string) => string,
): Promise<readonly Attendance[]> {
  const { rows } = await work.client.query(
    `select a.voter_id as id, bool_or(a.is_in_person) as "isInPerson" from voting.attendance a
       join voting.voter v on v.id = a.voter_id where v.meeting_id = $1
      group by a.voter_id, v.ordinal order by v.ordinal`,
    [meetingId],
  );
  return rows.map(({ id, isInPerson }) => ({ voterId: name(id), isInPerson }));
}

async function classesOf(
  work: Pick<UnitOfWork, "client">,
  meetingId: string,
  name: (voterId: string) => string,
): Promise<Record<string, readonly string[]>> {
  const { rows } = await work.client.query(
    `select c.class, array_agg(c.voter_id::text order by v.ordinal) as voters
       from voting.voter_class c join voting.voter v on v.id = c.voter_id
      where v.meeting_id = $1 group by c.class order by c.class`,
    [meetingId],
  );
  return Object.fromEntries(
    rows.map((row) => [row.class as string, (row.voters as string[]).map(name)]),
  );
}

/** Silence is only ever read into a ballot whose delivery is proven. */
async function deliveredTo(
  work: Pick<UnitOfWork, "client">,
  meetingId: string,
  name: (voterId: string) => string,
): Promise<readonly string[]> {
  const { rows } = await work.client.query(
    `select distinct d.voter_id as id from voting.delivery d
      where d.meeting_id = $1 and d.proof_sha256 is not null order by 1`,
    [meetingId],
  );
  return rows.map(({ id }) => name(id));
}
