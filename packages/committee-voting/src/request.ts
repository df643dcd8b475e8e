import { judge, type LeafAnswer } from "./condition.ts";
import type { Axis } from "./quantity.ts";
import type { VotingRules } from "./rules.ts";

/** Owners who ask for a meeting, and the provision they rely on. */
export interface MeetingRequest {
  readonly basis: string;
  readonly total: Readonly<Record<Axis, bigint>>;
  readonly requesters: Readonly<Record<Axis, bigint>>;
}

/** Whether the meeting must be called; `undefined` while it cannot be told. */
export interface RequestAnswer {
  readonly valid: boolean | undefined;
  readonly reason?: "unknown-basis" | "not-counted" | "input-error";
  readonly leaves: readonly LeafAnswer[];
  readonly source?: string;
  readonly verified?: boolean;
}

/** Judges a request for a meeting by the provision named, never by a similar one. */
export function decideRequest(request: MeetingRequest, rules: VotingRules): RequestAnswer {
  const { basis, total, requesters } = request;
  const provision = Object.hasOwn(rules.requests, basis) ? rules.requests[basis] : undefined;
  if (provision === undefined) return { valid: undefined, reason: "unknown-basis", leaves: [] };
  const exceeds = Object.entries(requesters).some(([axis, amount]) => {
    const most = total[axis];
    return most !== undefined && amount > most;
  });
  if (exceeds) return { valid: false, reason: "input-error", leaves: [] };
  const { source, verified } = provision;
  const tallies = { total, requesting: requesters };
  const answer = judge(provision.value, { tallies }, rules.scales);
  return {
    valid: answer.met,
    ...(answer.met === undefined ? { reason: "not-counted" as const } : {}),
    leaves: answer.leaves,
    source,
    verified,
  };
}
