import type { z } from "@hono/zod-openapi";
import {
  type BallotReceipt,
  ballotForm,
  countedBallots,
  type PublishedVote,
  receiptFor,
  rollForm,
  votesStillNeeded,
} from "@xinyi/committee-voting";
import { accept, type Result } from "@xinyi/result";
import type { UnitOfWork } from "../unit-of-work.ts";
import { boxOf } from "./box.ts";
import { standingsOf, standingWire } from "./cast.ts";
import { decide, gather } from "./count.ts";
import { layersOf, loadLaw } from "./law.ts";
import { sheetsOf } from "./paper.ts";
import type { MeetingRefusal } from "./refusals.ts";
import type { LiveCount, MeetingResult, MotionResult } from "./result-contract.ts";
import { pseudonymOf, rollOf, rollSummary, votersOf } from "./roll.ts";
import { type MeetingRow, type MotionRow, motionsOf } from "./store.ts";
import { talliesWire, verdictsOf } from "./verdicts.ts";

export type MotionResultWire = z.infer<typeof MotionResult>;
export type MeetingResultWire = z.infer<typeof MeetingResult>;
type LiveCountWire = z.infer<typeof LiveCount>;

/** The number under which a resolution is cited: year, meeting, motion. */
export function resolutionIdOf(
  meeting: Pick<MeetingRow, "heldOn" | "number">,
  motion: Pick<MotionRow, "ordinal">,
): string {
  return `${meeting.heldOn.slice(0, 4)}-${meeting.number}-${motion.ordinal}`;
}

/** The verdicts drawn so far, one line a motion: the latest, with those it stands in for. */
export async function resultsOf(
  work: UnitOfWork,
  meeting: MeetingRow,
): Promise<readonly MotionResultWire[]> {
  const motions = await motionsOf(work, meeting.id);
  const verdicts = Map.groupBy(
    await verdictsOf(
      work,
      motions.map(({ id }) => id),
    ),
    ({ motionId }) => motionId,
  );
  const mandates = await work.client.query(
    `select motion_id as "motionId", mandate_id as "mandateId" from trust.mandate_vote
      where motion_id = any($1)`,
    [motions.map(({ id }) => id)],
  );
  const mandateOf = new Map(mandates.rows.map(({ motionId, mandateId }) => [motionId, mandateId]));
  return motions.flatMap((motion): MotionResultWire[] => {
    const drawn = verdicts.get(motion.id) ?? [];
    const latest = drawn.at(-1);
    if (latest === undefined) return [];
    return [
      {
        motionId: motion.id,
        ordinal: motion.ordinal,
        title: motion.title,
        matter: motion.matter,
        secrecy: motion.secrecy,
        ballot: motion.ballot,
        follows: motion.follows,
        subject: motion.subject,
        resolutionId: resolutionIdOf(meeting, motion),
        verdict: latest.verdict as unknown as MotionResultWire["verdict"],
        tallies: latest.tallies,
        ballots: motion.ballots,
        setAside: latest.setAside,
        logRoot: latest.logRoot,
        logSize: latest.logSize,
        decidedAt: latest.decidedAt,
        earlier: drawn
          .slice(0, -1)
          .map(({ verdict, decidedAt }) => ({ status: verdict.status, decidedAt })),
        mandateId: mandateOf.get(motion.id) ?? null,
      },
    ];
  });
}

export async function meetingResult(
  work: UnitOfWork,
  meeting: MeetingRow,
): Promise<MeetingResultWire | undefined> {
  const { closedAt, namedHash, secretHash } = meeting;
  if (closedAt === null || namedHash === null || secretHash === null) return undefined;
  const law = await loadLaw(work, meeting.lawHash);
  const roll = await rollSummary(work, meeting, law);
  return {
    meetingId: meeting.id,
    number: meeting.number,
    title: meeting.title,
    estateName: meeting.estateName,
    place: meeting.place,
    heldOn: meeting.heldOn,
    noticeServedOn: meeting.noticeServedOn,
    closingRule: meeting.closingRule,
    closedAt,
    publishedAt: meeting.publishedAt,
    namedRollHash: namedHash,
    secretRollHash: secretHash,
    voters: roll.voters,
    thinPseudonyms: roll.thinPseudonyms,
    results: [...(await resultsOf(work, meeting))],
  };
}

/** The count as it stands, for those who may watch it; nothing of it is kept. */
export async function liveCount(
  work: UnitOfWork,
  meeting: MeetingRow,
): Promise<Result<LiveCountWire[], MeetingRefusal>> {
  const law = await loadLaw(work, meeting.lawHash);
  const voters = await votersOf(work, meeting.id);
  const sheets = (await sheetsOf(work, meeting.id)).filter(
    ({ status }) => status === "waits-for-second" || status === "differs",
  ).length;
  const counts: LiveCountWire[] = [];
  for (const motion of await motionsOf(work, meeting.id)) {
    const gathered = await gather(work, meeting, motion, law, voters);
    if (!gathered.ok) return gathered;
    const decided = decide(gathered.value, law);
    if (!decided.ok) return decided;
    const { verdict, count, setAside } = decided.value;
    const needed = votesStillNeeded(motion.matter, count, gathered.value.rules);
    const { ballots } = gathered.value.taken.box;
    const voices = await work.client.query(
      `select count(distinct v.voter_id)::int as waiting from voting.voice v where v.motion_id = $1
         and not exists (select from voting.ballot b where b.motion_id = v.motion_id and b.voter_id = v.voter_id)`,
      [motion.id],
    );
    counts.push({
      motionId: motion.id,
      title: motion.title,
      verdict: verdict as unknown as LiveCountWire["verdict"],
      tallies: talliesWire(count, law),
      stillNeeded: needed.ok ? { ...needed.value } : {},
      electronic: ballots.filter(({ channel }) => channel === "electronic").length,
      paper: ballots.filter(({ channel }) => channel === "paper").length,
      setAside: setAside.length,
      sheetsWaiting: sheets,
      voicesWaiting: voices.rows[0].waiting,
    });
  }
  return accept(counts);
}

/** Proof for the caller that each of his ballots stands in its log as cast. */
export async function ownReceipts(work: UnitOfWork, meeting: MeetingRow) {
  const law = await loadLaw(work, meeting.lawHash);
  const policy = law.rules.ballot?.value;
  const receipts = [];
  const standings = await standingsOf(work, meeting, law);
  for (const motion of await motionsOf(work, meeting.id)) {
    const names = standings.map(({ voter }) => pseudonymOf(voter, motion.secrecy));
    const box = await boxOf(work, motion);
    const own = box.ballots.filter(({ voterId }) => names.includes(voterId));
    const { setAside } =
      policy === undefined ? { setAside: [] } : countedBallots({ ...box, ballots: own }, policy);
    const aside = new Map(setAside.map(({ ballot, because }) => [ballot.id, because]));
    for (const ballot of own) {
      const receipt = receiptFor(box, ballot.id);
      if (receipt === undefined) throw new Error(`ballot ${ballot.id} has left its box`);
      receipts.push({
        motionId: motion.id,
        title: motion.title,
        ballotId: ballot.id,
        choice: ballot.choice,
        channel: ballot.channel,
        castAt: ballot.castAt,
        standing: standingWire(aside.get(ballot.id)),
        published: ballotForm(ballot) as Record<string, string | boolean>,
        receipt: wired(receipt),
      });
    }
  }
  return receipts;
}

const wired = ({ proof, ...rest }: BallotReceipt) => ({ ...rest, proof: [...proof] });

/**
 * The published file of one motion: law, roll, ballots and what else was counted, as they were
 * when the verdict was drawn. Where a statute caps what one owner has, who holds with whom is told
 * under names that begin anew in every file.
 */
export async function recountFile(work: UnitOfWork, meeting: MeetingRow, motion: MotionRow) {
  const drawn = (await verdictsOf(work, [motion.id])).at(-1);
  if (drawn === undefined) return undefined;
  const law = await loadLaw(work, meeting.lawHash);
  const { on, layers } = await layersOf(work, meeting.lawHash);
  const voters = await votersOf(work, meeting.id);
  const form = rollForm(rollOf(voters, motion.secrecy, law.rules)) as PublishedVote["roll"];
  const vote: PublishedVote = {
    ...drawn.taken,
    matter: motion.matter,
    rollHash: drawn.verdict.rollHash ?? "",
    logRoot: drawn.logRoot,
    logSize: drawn.logSize,
    roll: law.rules.weights === undefined ? form : withHolders(form, voters, motion.secrecy),
    box: await boxOf(work, motion),
  };
  return {
    form: "xinyi-recount-1" as const,
    title: `${meeting.title} · ${motion.title}`,
    on,
    layers: [...layers],
    vote,
    verdict: drawn.verdict as unknown as MotionResultWire["verdict"],
  };
}

function withHolders(
  roll: PublishedVote["roll"],
  voters: Awaited<ReturnType<typeof votersOf>>,
  secrecy: MotionRow["secrecy"],
): PublishedVote["roll"] {
  const owners = new Map(
    voters.map((voter) => [pseudonymOf(voter, secrecy), [...voter.owners].sort().join("+")]),
  );
  const names = new Map<string, string>();
  return {
    ...roll,
    voters: roll.voters.map((voter) => {
      const holders = owners.get(voter.id) ?? voter.id;
      if (!names.has(holders)) names.set(holders, `h${names.size + 1}`);
      return { ...voter, owners: [names.get(holders) ?? holders] };
    }),
  };
}
