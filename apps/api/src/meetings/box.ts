import {
  type Ballot,
  type BallotBox,
  ballotForm,
  ballotLeaf,
  barVoters,
  castBallot,
  type Fallen,
  openBox,
  replaceBallot,
  ruleFor,
} from "@xinyi/committee-voting";
import { canonicalJson } from "@xinyi/merkle-log";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { type Law, rulesOfMotion } from "./law.ts";
import type { MeetingRefusal } from "./refusals.ts";
import { pseudonymOf, rollOf, type VoterRow } from "./roll.ts";
import type { MeetingRow, MotionRow } from "./store.ts";

type Reads = Pick<UnitOfWork, "client">;

/** A ballot on its way into a box: what was said, how, and when. */
export interface Said {
  readonly choice: Ballot["choice"];
  readonly channel: Ballot["channel"];
  readonly castAt: string;
  readonly proxyId?: string;
  readonly isInPerson?: boolean;
}

export interface Cast {
  readonly motionId: string;
  readonly ballotId: string;
  readonly position: number;
  readonly leaf: string;
}

/** The box of a motion, whole or only what one voter put in it, in the order of the log. */
export async function boxOf(
  work: Reads,
  motion: Pick<MotionRow, "id" | "opensAt" | "closesAt">,
  voterId?: string,
): Promise<BallotBox> {
  const { rows } = await work.client.query(
    `select b.form, f.because, b.id from voting.ballot b
       left join voting.fallen f on f.ballot_id = b.id
      where b.motion_id = $1 and ($2::uuid is null or b.voter_id = $2) order by b.position`,
    [motion.id, voterId ?? null],
  );
  const fallen = rows.flatMap(({ id, because }): Fallen[] =>
    because === null ? [] : [{ ballotId: id, because }],
  );
  return {
    ...openBox(motion.id, motion.opensAt, motion.closesAt),
    ballots: rows.map(({ form }) => JSON.parse(form) as Ballot),
    ...(fallen.length === 0 ? {} : { fallen }),
  };
}

/**
 * Puts one voter's ballot in the box of one motion, or hears from the package why not. Of the box
 * only what this voter put there is loaded: no other ballot bears on it. Call it under the
 * meeting's lock, which keeps positions without a gap.
 */
export async function putInBox(
  work: UnitOfWork,
  meeting: MeetingRow,
  motion: MotionRow,
  law: Law,
  voter: VoterRow,
  said: Said,
): Promise<Result<Cast, MeetingRefusal>> {
  if (motion.verdictStatus !== null) return reject({ kind: "motion-decided" });
  if (meeting.openedAt === null) {
    return reject({ kind: "meeting-status", status: "convened", wanted: "open" });
  }
  const rules = rulesOfMotion(law, motion);
  if (!rules.ok) return rules;
  const policy = rules.value.ballot?.value;
  if (policy === undefined) return reject({ kind: "no-ballot-policy" });
  const rule = ruleFor(motion.matter, rules.value);
  const electorate = barVoters(
    rollOf([voter], motion.secrecy, rules.value),
    rules.value.eligibility?.value ?? [],
    await classesOf(work, voter, motion),
    rule.ok ? rule.value.id : "",
  );
  const box = await boxOf(work, motion, voter.id);
  const ballot: Ballot = {
    id: work.ports.ids.next(),
    voterId: pseudonymOf(voter, motion.secrecy),
    ...said,
  };
  const cast = castBallot(box, ballot, electorate);
  const isChange = !cast.ok && cast.rejection.kind === "already-voted";
  const put =
    isChange && said.channel === "electronic" && policy.change === "until-close"
      ? replaceBallot(box, ballot, electorate, policy)
      : cast;
  if (!put.ok) return put;
  const kept = put.value.ballots.at(-1) ?? ballot;
  return accept(await append(work, motion, voter, kept, box.fallen !== undefined));
}

async function append(
  work: UnitOfWork,
  motion: MotionRow,
  voter: VoterRow,
  ballot: Ballot,
  isAnew: boolean,
): Promise<Cast> {
  const { rows } = await work.client.query(
    "select coalesce(max(position), -1)::int + 1 as next from voting.ballot where motion_id = $1",
    [motion.id],
  );
  const position = rows[0].next as number;
  const leaf = ballotLeaf(ballot);
  await insertRows(work.client, "voting.ballot", [
    {
      district_id: work.districtId,
      motion_id: motion.id,
      position,
      id: ballot.id,
      voter_id: voter.id,
      choice: ballot.choice,
      channel: ballot.channel,
      replaces: ballot.replaces ?? null,
      is_anew: isAnew,
      form: canonicalJson(ballotForm(ballot)),
      leaf,
      cast_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return { motionId: motion.id, ballotId: ballot.id, position, leaf };
}

async function classesOf(work: Reads, voter: VoterRow, motion: MotionRow) {
  const { rows } = await work.client.query(
    "select class from voting.voter_class where voter_id = $1",
    [voter.id],
  );
  const name = pseudonymOf(voter, motion.secrecy);
  return Object.fromEntries(rows.map((row) => [row.class as string, [name]]));
}

/** Marks a voter's ballots on a motion as fallen; they stay in the log. */
export async function letFall(
  work: UnitOfWork,
  ballotIds: readonly string[],
  because: Fallen["because"],
): Promise<void> {
  await work.client.query(
    `insert into voting.fallen (district_id, ballot_id, because, recorded_by, recorded_at)
     select $1, unnest($2::uuid[]), $3, $4, $5 on conflict do nothing`,
    [work.districtId, ballotIds, because, work.personId, work.now],
  );
}
