import { barVoters, countedBallots, jointVoice, ruleFor } from "@xinyi/committee-voting";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { boxOf, type Cast, putInBox } from "./box.ts";
import { type Law, loadLaw, rulesOfMotion } from "./law.ts";
import { nomineeOf, proxiesOf } from "./proxies.ts";
import type { MeetingRefusal } from "./refusals.ts";
import {
  pseudonymOf,
  refuseUnless,
  rollOf,
  type VoterRow,
  voterColumns,
  votersOf,
} from "./roll.ts";
import {
  lockMeeting,
  type MeetingRow,
  type MotionRow,
  motionsOf,
  stateOf,
  statusOf,
} from "./store.ts";

type Choice = "for" | "against" | "abstain";

/** Why a person may vote for a voter of the roll. */
export interface Standing {
  readonly voter: VoterRow;
  readonly via: "owner" | "proxy" | "buyer";
  readonly proxyId?: string;
  /** Motions on which a buyer has stepped into the seller's place. */
  readonly soldOn: ReadonlySet<string>;
}

/** Every voter the caller may vote for: as owner, under an admitted proxy, or as a buyer. */
export async function standingsOf(
  work: UnitOfWork,
  meeting: MeetingRow,
  law: Law,
): Promise<readonly Standing[]> {
  const held = await proxiesHeld(work, meeting, law);
  const sold = await salesOf(work, meeting.id);
  const bought = sold.flatMap(({ voterId, buyers }) =>
    buyers.includes(work.personId) ? [voterId] : [],
  );
  const { rows } = await work.client.query(
    `${voterColumns} where meeting_id = $1 and (owners ? $2 or id = any($3)) order by ordinal`,
    [meeting.id, work.personId, [...held.keys(), ...bought]],
  );
  return (rows as VoterRow[]).map((voter): Standing => {
    const soldOn = new Set(
      sold
        .filter(({ voterId }) => voterId === voter.id)
        .flatMap(({ outcomes }) =>
          outcomes.flatMap(({ motionId, mayVote }) => (mayVote === "buyer" ? [motionId] : [])),
        ),
    );
    if (bought.includes(voter.id)) return { voter, via: "buyer", soldOn };
    if (voter.owners.includes(work.personId)) return { voter, via: "owner", soldOn };
    return { voter, via: "proxy", proxyId: held.get(voter.id) ?? "", soldOn };
  });
}

/** Admitted proxies by the voter they speak for; the whole roll is only read where there is one. */
async function proxiesHeld(
  work: UnitOfWork,
  meeting: MeetingRow,
  law: Law,
): Promise<ReadonlyMap<string, string>> {
  const any = await work.client.query(
    "select 1 from voting.proxy where meeting_id = $1 and holder_person_id = $2 limit 1",
    [meeting.id, work.personId],
  );
  if (!any.rowCount) return new Map();
  const proxies = await proxiesOf(work, meeting.id, law, await votersOf(work, meeting.id));
  return new Map(
    proxies.flatMap(({ id, voterId, holderPersonId, refusedBecause }) =>
      holderPersonId === work.personId && refusedBecause === null ? [[voterId, id]] : [],
    ),
  );
}

async function salesOf(work: Pick<UnitOfWork, "client">, meetingId: string) {
  const { rows } = await work.client.query(
    `select voter_id as "voterId", outcomes, buyers from voting.sale where meeting_id = $1`,
    [meetingId],
  );
  return rows as {
    voterId: string;
    outcomes: { motionId: string; mayVote: string }[];
    buyers: string[];
  }[];
}

/** A buyer votes only where the seller's voice has passed to him, and a seller only where not. */
const mayVoteOn = ({ via, soldOn }: Standing, motionId: string) =>
  via === "buyer" ? soldOn.has(motionId) : !soldOn.has(motionId);

export interface CastWire {
  readonly voterId: string;
  readonly ballots: Cast[];
  readonly voices: { motionId: string; waitsBecause: string }[];
}

/**
 * Casts one voter's ballots. All go in, or none: a refusal on one motion leaves the others as they
 * were, and the caller is told. Of several owners each says his own; it becomes the voter's ballot
 * once the law makes it so.
 */
export async function castBallots(
  work: UnitOfWork,
  estateId: string,
  meetingId: string,
  fact: {
    readonly voterId: string;
    readonly choices: readonly { motionId: string; choice: Choice }[];
  },
): Promise<Result<Done<CastWire>, MeetingRefusal>> {
  const row = await lockMeeting(work, estateId, meetingId);
  const refusal = refuseUnless(row, ["open", "closed"]);
  if (!row || refusal) return reject(refusal ?? { kind: "not-found", what: "meeting" });
  const law = await loadLaw(work, row.lawHash);
  const standing = (await standingsOf(work, row, law)).find(
    ({ voter }) => voter.id === fact.voterId,
  );
  if (standing === undefined) return reject({ kind: "not-your-ballot", voterId: fact.voterId });
  const motions = await motionsOf(work, meetingId);
  const ballots: Cast[] = [];
  const voices: CastWire["voices"] = [];
  const seen = new Set<string>();
  for (const { motionId, choice } of fact.choices) {
    const motion = motions.find(({ id }) => id === motionId);
    if (motion === undefined) return reject({ kind: "not-found", what: "motion" });
    if (seen.has(motionId)) return reject({ kind: "motion-twice", motionId });
    seen.add(motionId);
    if (!mayVoteOn(standing, motionId)) {
      return reject({ kind: "not-your-ballot", voterId: fact.voterId });
    }
    const said = await speak(work, row, motion, law, standing, choice);
    if (!said.ok) return said;
    if ("leaf" in said.value) ballots.push(said.value);
    else voices.push(said.value);
  }
  const { voterId } = fact;
  // Who voted stands in the audit; what was voted stands in the box alone.
  const facts = { meetingId, voterId, ballots: ballots.length, voices: voices.length };
  return accept({ answer: { voterId, ballots, voices }, facts });
}

async function speak(
  work: UnitOfWork,
  meeting: MeetingRow,
  motion: MotionRow,
  law: Law,
  { voter, via, proxyId }: Standing,
  choice: Choice,
): Promise<Result<Cast | { motionId: string; waitsBecause: string }, MeetingRefusal>> {
  const castAt = work.now;
  const said = { choice, channel: "electronic" as const, castAt };
  if (via === "proxy" && proxyId !== undefined) {
    return putInBox(work, meeting, motion, law, voter, { ...said, proxyId });
  }
  if (via === "buyer" || voter.owners.length === 1) {
    return putInBox(work, meeting, motion, law, voter, said);
  }
  const policy = law.rules.coOwners?.value;
  if (policy === undefined) return reject({ kind: "no-co-owner-rule", place: law.place });
  const nominee = await nomineeOf(work, voter.id);
  if (policy === "nominated" && nominee !== undefined && nominee !== work.personId) {
    return reject({ kind: "not-the-nominee" });
  }
  const before = await voicesOf(work, motion.id, voter.id);
  const own = { owner: work.personId, choice };
  const votes = [...before.filter(({ owner }) => owner !== work.personId), own];
  const joint = jointVoice(voter.owners, votes, policy, nominee);
  const isFinal = policy === "nominated" || votes.length === voter.owners.length;
  if (joint.kind === "voice" && isFinal) {
    return putInBox(work, meeting, motion, law, voter, { ...said, choice: joint.choice });
  }
  if (joint.kind === "none" && policy === "nominated") {
    return reject({ kind: "not-the-nominee" });
  }
  if (before.some(({ owner }) => owner === work.personId)) {
    return reject({ kind: "already-voted", ballotId: voter.id });
  }
  // The box must be open for a voice as it is for a ballot.
  const trial = await wouldTake(work, meeting, motion, law, voter, castAt);
  if (!trial.ok) return trial;
  await insertRows(work.client, "voting.voice", [
    {
      district_id: work.districtId,
      motion_id: motion.id,
      voter_id: voter.id,
      person_id: work.personId,
      choice,
      said_at: castAt,
    },
  ]);
  const waitsBecause = joint.kind === "none" ? joint.reason : "others-may-speak";
  return accept({ motionId: motion.id, waitsBecause });
}

/** Whether the box would take a ballot of this voter now; nothing is put in. */
async function wouldTake(
  work: UnitOfWork,
  meeting: MeetingRow,
  motion: MotionRow,
  law: Law,
  voter: VoterRow,
  castAt: string,
): Promise<Result<undefined, MeetingRefusal>> {
  await work.client.query("savepoint trial");
  const said = { choice: "abstain", channel: "electronic", castAt } as const;
  const put = await putInBox(work, meeting, motion, law, voter, said);
  await work.client.query("rollback to savepoint trial");
  return put.ok ? accept(undefined) : put;
}

async function voicesOf(work: Pick<UnitOfWork, "client">, motionId: string, voterId: string) {
  const { rows } = await work.client.query(
    `select person_id as owner, choice, said_at as "saidAt" from voting.voice
      where motion_id = $1 and voter_id = $2 order by said_at, person_id`,
    [motionId, voterId],
  );
  return rows as { owner: string; choice: Choice; saidAt: string }[];
}

/**
 * At the end of a vote, what co-owners have said becomes their ballot where the law makes one of
 * it; what does not stays on record as said and counts nowhere.
 */
export async function settleVoices(
  work: UnitOfWork,
  meeting: MeetingRow,
  motion: MotionRow,
  law: Law,
): Promise<void> {
  const policy = law.rules.coOwners?.value;
  if (policy === undefined) return;
  const waiting = await work.client.query(
    "select distinct voter_id as id from voting.voice where motion_id = $1",
    [motion.id],
  );
  const ids = new Set(waiting.rows.map(({ id }) => id as string));
  if (ids.size === 0) return;
  for (const voter of await votersOf(work, meeting.id)) {
    if (!ids.has(voter.id)) continue;
    const votes = await voicesOf(work, motion.id, voter.id);
    const joint = jointVoice(voter.owners, votes, policy, await nomineeOf(work, voter.id));
    const castAt = votes.at(-1)?.saidAt ?? work.now;
    if (joint.kind === "none") continue;
    const said = { choice: joint.choice, channel: "electronic", castAt } as const;
    // Refused where the voter has voted meanwhile: that ballot stands, and nothing is lost by it.
    await putInBox(work, meeting, motion, law, voter, said);
  }
}

/** The ballots the caller may cast, with what was cast for each voter so far. */
export async function ownBallotsWire(work: UnitOfWork, meeting: MeetingRow) {
  const law = await loadLaw(work, meeting.lawHash);
  const policy = law.rules.ballot?.value;
  const motions = await motionsOf(work, meeting.id);
  const ballots = [];
  for (const standing of await standingsOf(work, meeting, law)) {
    const { voter, via } = standing;
    const nominee = await nomineeOf(work, voter.id);
    const wired = [];
    let barred: string | null = null;
    for (const motion of motions) {
      if (!mayVoteOn(standing, motion.id)) continue;
      const box = await boxOf(work, motion, voter.id);
      const aside = new Map(
        policy === undefined
          ? []
          : countedBallots(box, policy).setAside.map(({ ballot, because }) => [ballot.id, because]),
      );
      const voice = (await voicesOf(work, motion.id, voter.id)).find(
        ({ owner }) => owner === work.personId,
      );
      barred ??= await barredBecause(work, motion, law, voter);
      const isOpen =
        stateOf(motion, meeting) === "open" &&
        work.now >= motion.opensAt &&
        work.now < motion.closesAt;
      wired.push({
        motionId: motion.id,
        title: motion.title,
        words: motion.words,
        matter: motion.matter,
        opensAt: motion.opensAt,
        closesAt: motion.closesAt,
        isOpen,
        mayChange: isOpen && policy?.change === "until-close",
        ballots: box.ballots.map(({ id, choice, channel, castAt }) => ({
          ballotId: id,
          choice,
          channel,
          castAt,
          standing: standingWire(aside.get(id)),
        })),
        voice:
          voice === undefined || box.ballots.length > 0
            ? null
            : { choice: voice.choice, waitsBecause: "others-may-speak" },
      });
    }
    ballots.push({
      voterId: voter.id,
      units: [...voter.units],
      weights: { ...voter.weights },
      paperNumber: voter.paperNumber,
      isBarredBecause: barred,
      isJoint: via === "owner" && voter.owners.length > 1,
      isNominee: nominee === work.personId,
      via,
      motions: wired,
    });
  }
  return {
    status: statusOf(meeting),
    silenceWarning: meeting.silenceClause,
    closingRule: meeting.closingRule,
    ballots,
  };
}

/** What became of a ballot, in the words of the wire. */
export function standingWire(because: string | undefined) {
  if (because === undefined) return "counts" as const;
  return because === "sold" || because === "proxy-refused"
    ? ("fallen" as const)
    : (because as "replaced" | "clash" | "clash-void");
}

async function barredBecause(
  work: Pick<UnitOfWork, "client">,
  motion: MotionRow,
  law: Law,
  voter: VoterRow,
): Promise<string | null> {
  const rules = rulesOfMotion(law, motion);
  if (!rules.ok) return null;
  const { rows } = await work.client.query(
    "select class from voting.voter_class where voter_id = $1",
    [voter.id],
  );
  const name = pseudonymOf(voter, motion.secrecy);
  const classes = Object.fromEntries(rows.map((row) => [row.class as string, [name]]));
  const rule = ruleFor(motion.matter, rules.value);
  const bars = rules.value.eligibility?.value ?? [];
  const electorate = barVoters(
    rollOf([voter], motion.secrecy, rules.value),
    bars,
    classes,
    rule.ok ? rule.value.id : "",
  );
  const isGone = electorate.roll.voters.length === 0;
  return electorate.barred[name] ?? (isGone ? (Object.keys(classes)[0] ?? null) : null);
}
