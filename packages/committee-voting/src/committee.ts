import { fractionOf } from "./condition.ts";
import type { CommitteePolicy } from "./pack.ts";
import type { VotingRules } from "./rules.ts";
import { leastThatMeets, meets, type Threshold } from "./threshold.ts";

/** A committee's session and vote. Every member has one vote, the chair too, and no proxy. */
export interface CommitteeCount {
  readonly seats: number;
  readonly inOffice: number;
  readonly present: number;
  readonly for: number;
  readonly against?: number;
  readonly abstain?: number;
  /** What the committee's own rules call "all members", where they say. */
  readonly base?: CommitteePolicy["base"];
  readonly bar?: CommitteePolicy["bar"];
}

export interface CommitteeDecision {
  readonly status: "passed" | "failed" | "no-quorum" | "hold" | "input-error";
  readonly base?: number;
  readonly presentRequired?: number;
  readonly forRequired?: number;
  readonly source?: string;
  readonly verified?: boolean;
}

/** A committee's decision: enough members there, and enough of them for it. */
export function decideCommittee(count: CommitteeCount, rules: VotingRules): CommitteeDecision {
  const policy = rules.committee;
  const votes = count.for + (count.against ?? 0) + (count.abstain ?? 0);
  if (votes > count.present || count.present > count.inOffice || count.inOffice > count.seats) {
    return { status: "input-error" };
  }
  if (policy === undefined) return { status: "hold" };
  const { value, source, verified } = policy;
  const base = (count.base ?? value.base) === "seats" ? count.seats : count.inOffice;
  const quorum: Threshold = { kind: value.quorum.op, share: fractionOf(value.quorum.share) };
  const isStrict = (count.bar ?? value.bar) === "more-than-half";
  const bar: Threshold = { kind: isStrict ? "moreThan" : "atLeast", share: [1n, 2n] };
  const whole = BigInt(base);
  const deciding = value.decidedBy === "all" ? whole : BigInt(count.present);
  const about = {
    base,
    presentRequired: Number(leastThatMeets(whole, quorum, 1n)),
    forRequired: Number(leastThatMeets(deciding, bar, 1n)),
    source,
    verified,
  };
  if (!meets(BigInt(count.present), whole, quorum)) return { status: "no-quorum", ...about };
  return { status: meets(BigInt(count.for), deciding, bar) ? "passed" : "failed", ...about };
}
