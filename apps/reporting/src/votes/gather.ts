import type { Schema } from "@xinyi/api-client";
import type { Instant } from "@xinyi/calendar";
import type { Verdict } from "@xinyi/committee-voting";
import { answerOf, type Place } from "../connection.ts";
import { Failure } from "../failure.ts";
import { dateFrom } from "../wire.ts";
import type { MatterResult, ResultSheet } from "./result-sheet.ts";

type PublicMeeting = Schema<"PublicMeeting">;

const base = "/api/public/districts/{districtId}/estates/{estateId}/meetings/{meetingId}" as const;

/** A meeting as everybody may read it. */
export async function readMeeting(
  { client, path }: Place,
  meetingId: string,
): Promise<PublicMeeting> {
  return answerOf(await client.GET(base, { params: { path: { ...path, meetingId } } }));
}

/** The published file of one motion, handed on as it came: its hashes are of this very content. */
export async function readRecountFile(
  { client, path }: Place,
  meetingId: string,
  motionId: string,
): Promise<Schema<"RecountFile">> {
  return answerOf(
    await client.GET(`${base}/motions/{motionId}/recount.json`, {
      params: { path: { ...path, meetingId, motionId } },
    }),
  );
}

/** Everything a notice of result says, out of what the API answered; nothing is reckoned. */
export function resultSheetFrom(
  estate: Schema<"Estate">,
  meeting: PublicMeeting,
  made: { readonly url: string; readonly madeAt: Instant },
): ResultSheet {
  const { result } = meeting;
  if (result === null || result.publishedAt === null) {
    throw new Failure(`会议“${meeting.title}”还没有公布结果 · its result is not published yet`);
  }
  const [first] = result.results;
  return {
    estate,
    meeting: {
      id: meeting.id,
      title: meeting.title,
      number: `${meeting.heldOn.slice(0, 4)}-${meeting.number}`,
      closingRule: meeting.closingRule ?? undefined,
      noticeServedOn: dateFrom(meeting.noticeServedOn),
      opensAt: meeting.opensAt,
      closesAt: meeting.closesAt,
      publishedAt: result.publishedAt,
    },
    roll: {
      namedHash: result.namedRollHash,
      secretHash: result.secretRollHash,
      voters: result.voters,
      totals: first?.tallies.total ?? {},
      thin: result.thinPseudonyms,
    },
    matters: result.results.map((one): MatterResult => matterFrom(one, meeting)),
    url: made.url,
    isLocalUrl: isLocal(made.url),
    madeAt: made.madeAt,
  };
}

function matterFrom(
  result: NonNullable<PublicMeeting["result"]>["results"][number],
  meeting: PublicMeeting,
): MatterResult {
  return {
    id: result.motionId,
    number: result.ordinal,
    resolutionId: result.resolutionId,
    isSecondBallot: result.ballot === "second",
    title: result.title,
    text: meeting.motions.find(({ id }) => id === result.motionId)?.words ?? "",
    // Stored as the package drew it: the contract's shape is that of the package's own answer.
    verdict: result.verdict as unknown as Verdict,
    tallies: result.tallies,
    logRoot: result.logRoot,
    logSize: result.logSize,
  };
}

/** An address that leads nowhere from another machine. */
const isLocal = (url: string): boolean =>
  ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
