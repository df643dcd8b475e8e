import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../../api.ts";
import type { Place } from "../session/session.tsx";

export type MeetingCard = Schema<"MeetingCard">;
export type OwnBallot = Schema<"OwnBallot">;
export type OwnReceipt = Schema<"OwnReceipt">;
export type Said = "for" | "against" | "abstain";

const base = "/api/districts/{districtId}/estates/{estateId}/meetings" as const;

export async function readMeetings(path: Place): Promise<readonly MeetingCard[]> {
  return (await answer(api.GET(base, { params: { path } }))).meetings;
}

export function readOwnBallots(path: Place, meetingId: string) {
  return answer(
    api.GET(`${base}/{meetingId}/own-ballots`, { params: { path: { ...path, meetingId } } }),
  );
}

export interface Casting {
  readonly voterId: string;
  readonly choices: readonly { readonly motionId: string; readonly choice: Said }[];
}

export function castBallots(
  path: Place,
  meetingId: string,
  { voterId, choices }: Casting,
  key: string,
): Promise<Schema<"CastAnswer">> {
  return answer(
    api.POST(`${base}/{meetingId}/ballots`, {
      params: { path: { ...path, meetingId }, header: { "idempotency-key": key } },
      body: { voterId, choices: [...choices] },
    }),
  );
}

export async function readReceipts(path: Place, meetingId: string): Promise<readonly OwnReceipt[]> {
  const reply = api.GET(`${base}/{meetingId}/receipts`, {
    params: { path: { ...path, meetingId } },
  });
  return (await answer(reply)).receipts;
}
