import { sha256Hex } from "@xinyi/merkle-log";
import { judge, type Tallies } from "./condition.ts";
import type { ElectionPolicy, TieBreak } from "./pack.ts";
import type { Axis } from "./quantity.ts";
import { ruleFor, type Sourced, type VotingRules } from "./rules.ts";

/** Someone on the ballot, with the votes for them on every axis. */
export interface Candidate {
  readonly id: string;
  readonly for: Readonly<Record<Axis, bigint>>;
}

/** The facts of an election: seats, turn-out, candidates in the order of the ballot. */
export interface ElectionCount {
  readonly seats: number;
  readonly minimumMembers?: number;
  /** The by-election rules' own tie-break; the pack's applies where this is absent. */
  readonly tieBreak?: readonly TieBreak[];
  /** Published before the draw; without it a tie by lot stays a tie. */
  readonly seed?: string;
  readonly total: Readonly<Record<Axis, bigint>>;
  readonly participating: Readonly<Record<Axis, bigint>>;
  readonly candidates: readonly Candidate[];
}

/**
 * Who is elected. `tie` is an answer, not an accident: `tied` are all that are
 * level across the last seat, `elected` only those above them. Alternates are
 * the qualified who were not elected, in rank order.
 */
export interface ElectionResult {
  readonly status: "formed" | "not-formed" | "tie" | "hold" | "input-error";
  readonly elected: readonly string[];
  readonly alternates: readonly string[];
  readonly unqualified: readonly string[];
  readonly tied: readonly string[];
  readonly vacant: number;
  readonly hasQuorum?: boolean;
  readonly source?: string;
}

/**
 * Qualify, then rank: each candidate must carry the bar alone, the qualified
 * rank by votes, and the committee is formed if enough seats are filled. The
 * electing assembly needs its quorum.
 */
export function decideElection(count: ElectionCount, rules: VotingRules): ElectionResult {
  const policy = rules.election;
  if (policy === undefined) return nobody("hold", count);
  const { value } = policy;
  const tallies: Tallies = { total: count.total, participating: count.participating };
  const quorum = quorumOf(value, tallies, rules);
  if (quorum === undefined) return nobody("hold", count);
  if (isImpossible(count)) return nobody("input-error", count);
  const answers = count.candidates.map((candidate) => ({
    candidate,
    answer: judge(value.qualify, { tallies: { ...tallies, for: candidate.for } }, rules.scales),
  }));
  if (answers.some(({ answer }) => answer.met === undefined)) return nobody("hold", count);
  const unqualified = answers.filter(({ answer }) => !answer.met).map((a) => a.candidate.id);
  if (!quorum) {
    return { ...nobody("not-formed", count), unqualified, hasQuorum: false, source: policy.source };
  }
  const qualified = answers.filter(({ answer }) => answer.met).map((a) => a.candidate);
  return { ...fillSeats(qualified, count, policy), unqualified, hasQuorum: true };
}

/** The qualified in rank order; those that no agreed rule separates stand in one group. */
export function rankCandidates(
  candidates: readonly Candidate[],
  orders: readonly TieBreak[],
  seed?: string,
): readonly (readonly Candidate[])[] {
  const groups: Candidate[][] = [];
  const sorted = [...candidates].sort((left, right) => byOrders(left, right, orders, seed));
  for (const candidate of sorted) {
    const last = groups.at(-1);
    const head = last?.[0];
    if (head !== undefined && byOrders(head, candidate, orders, seed) === 0) last?.push(candidate);
    else groups.push([candidate]);
  }
  return groups;
}

function fillSeats(
  qualified: readonly Candidate[],
  count: ElectionCount,
  policy: Sourced<ElectionPolicy>,
): ElectionResult {
  const { rankBy, tieBreak, formedAbove } = policy.value;
  const groups = rankCandidates(
    qualified,
    [...rankBy, ...(count.tieBreak ?? tieBreak)],
    count.seed,
  );
  const elected: string[] = [];
  let tied: readonly string[] = [];
  for (const group of groups) {
    if (elected.length + group.length <= count.seats) elected.push(...group.map(({ id }) => id));
    else {
      if (elected.length < count.seats) tied = group.map(({ id }) => id);
      break;
    }
  }
  const alternates = groups
    .flat()
    .map(({ id }) => id)
    .filter((id) => !elected.includes(id));
  const enough =
    elected.length * formedAbove[1] > count.seats * formedAbove[0] &&
    elected.length >= (count.minimumMembers ?? 0);
  return {
    status: tied.length > 0 ? "tie" : enough ? "formed" : "not-formed",
    elected,
    alternates,
    unqualified: [],
    tied,
    vacant: count.seats - elected.length,
    source: policy.source,
  };
}

function byOrders(
  left: Candidate,
  right: Candidate,
  orders: readonly TieBreak[],
  seed: string | undefined,
): number {
  for (const order of orders) {
    if (order === "lot") {
      if (seed === undefined || left.id === right.id) continue;
      // Anyone can repeat the draw: the lower hash of seed and candidate goes first.
      return sha256Hex(`${seed}\n${left.id}`) < sha256Hex(`${seed}\n${right.id}`) ? -1 : 1;
    }
    const difference = (right.for[order] ?? 0n) - (left.for[order] ?? 0n);
    if (difference !== 0n) return difference > 0n ? 1 : -1;
  }
  return 0;
}

function quorumOf(
  policy: ElectionPolicy,
  tallies: Tallies,
  rules: VotingRules,
): boolean | undefined {
  const rule = ruleFor(policy.matter, rules);
  if (!rule.ok) return undefined;
  const quorum = rule.value.quorum?.value;
  if (quorum === undefined) return true;
  return judge(quorum.condition, { tallies }, rules.scales, quorum.check === "when-counted").met;
}

function isImpossible({ participating, total, candidates }: ElectionCount): boolean {
  const exceeds = (
    part: Readonly<Record<Axis, bigint>>,
    whole: Readonly<Record<Axis, bigint>>,
  ): boolean =>
    Object.entries(part).some(([axis, amount]) => {
      const most = whole[axis];
      return most !== undefined && amount > most;
    });
  return exceeds(participating, total) || candidates.some((one) => exceeds(one.for, participating));
}

function nobody(status: ElectionResult["status"], { seats }: ElectionCount): ElectionResult {
  return { status, elected: [], alternates: [], unqualified: [], tied: [], vacant: seats };
}
