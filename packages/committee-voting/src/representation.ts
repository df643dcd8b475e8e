import { unreachable } from "@xinyi/result";
import { fractionOf } from "./condition.ts";
import type { CoOwnerPolicy, ProxyPolicy } from "./pack.ts";
import type { Roll } from "./roll.ts";
import { meets } from "./threshold.ts";

export type Choice = "for" | "against" | "abstain" | "blank" | "invalid";

/** What one of several owners said, and the part of the unit that is theirs. */
export interface CoOwnerVote {
  readonly owner: string;
  readonly choice: Choice;
  readonly interest?: bigint;
}

/** The one voice of several owners, or why there is none. */
export type JointVoice =
  | { readonly kind: "voice"; readonly choice: Choice }
  | { readonly kind: "none"; readonly reason: CoOwnerDefect };

export type CoOwnerDefect =
  | "nobody-voted"
  | "not-the-nominee"
  | "no-nominee"
  | "divided"
  | "somebody-missing"
  | "no-majority-in-interest";

/**
 * Brings the votes of a unit's owners to one, as the law says. `owners` stand
 * in the order of the register, which `first-named` reads.
 */
export function jointVoice(
  owners: readonly string[],
  votes: readonly CoOwnerVote[],
  policy: CoOwnerPolicy,
  nominee?: string,
): JointVoice {
  const own = votes.filter((vote) => owners.includes(vote.owner));
  const [first] = own;
  if (first === undefined) return { kind: "none", reason: "nobody-voted" };
  const isUnanimous = own.every((vote) => vote.choice === first.choice);
  switch (policy) {
    case "nominated": {
      if (owners.length === 1) return voice(first.choice);
      if (nominee === undefined) return none("no-nominee");
      const named = own.find((vote) => vote.owner === nominee);
      return named === undefined ? none("not-the-nominee") : voice(named.choice);
    }
    case "first-named": {
      // A named co-owner goes before the register's order.
      const order = nominee === undefined ? owners : [nominee, ...owners];
      const heard = order.flatMap((owner) => own.filter((vote) => vote.owner === owner));
      return voice((heard[0] ?? first).choice);
    }
    case "unitary":
      return isUnanimous ? voice(first.choice) : none("divided");
    case "unanimous": {
      const isComplete = owners.every((owner) => own.some((vote) => vote.owner === owner));
      if (!isComplete) return none("somebody-missing");
      return isUnanimous ? voice(first.choice) : none("divided");
    }
    case "one-present-casts-all":
      return own.length === 1 ? voice(first.choice) : byInterest(own, own);
    case "majority-in-interest":
      return byInterest(own, owners.length === own.length ? own : undefined);
    default:
      return unreachable(policy);
  }
}

/** An authority to vote for another, with the reasons a law may ask for. */
export interface ProxyAuthority {
  readonly id: string;
  readonly holder: string;
  /** The holder's own entry on the roll, if the holder is an owner. */
  readonly holderVoterId?: string;
  readonly voterId: string;
  /** What the holder is to the owner: `spouse`, `owner`, `tenant`, `anyone` … */
  readonly relation: string;
  readonly isWritten: boolean;
  readonly receivedAt: string;
}

export interface RefusedProxy {
  readonly proxy: ProxyAuthority;
  readonly reason:
    | "unknown-voter"
    | "not-written"
    | "not-permitted"
    | "second-proxy"
    | "over-the-limit"
    | "holder-over-the-limit";
}

/**
 * Which proxies may vote. They are taken in the order received, then by id, so
 * that the answer does not depend on how they are listed. What is over the
 * limit is dropped, or brings down all of its holder's, as the law says.
 */
export function admitProxies(
  proxies: readonly ProxyAuthority[],
  roll: Roll,
  policy: ProxyPolicy,
): { readonly admitted: readonly ProxyAuthority[]; readonly refused: readonly RefusedProxy[] } {
  const admitted: ProxyAuthority[] = [];
  const refused: RefusedProxy[] = [];
  const voters = new Map(roll.voters.map((voter) => [voter.id, voter]));
  const sorted = [...proxies].sort((left, right) => {
    const [a, b] = [`${left.receivedAt} ${left.id}`, `${right.receivedAt} ${right.id}`];
    return a < b ? -1 : 1;
  });
  for (const proxy of sorted) {
    const reason = refuse(proxy, admitted, voters, roll, policy);
    if (reason === undefined) admitted.push(proxy);
    else refused.push({ proxy, reason });
  }
  if (policy.onExcess === "drop-excess") return { admitted, refused };
  const fallen = new Set(
    refused.filter(({ reason }) => reason === "over-the-limit").map(({ proxy }) => proxy.holder),
  );
  const lost = admitted.filter(({ holder }) => fallen.has(holder));
  return {
    admitted: admitted.filter(({ holder }) => !fallen.has(holder)),
    refused: [
      ...refused,
      ...lost.map((proxy) => ({ proxy, reason: "holder-over-the-limit" as const })),
    ],
  };
}

function refuse(
  proxy: ProxyAuthority,
  admitted: readonly ProxyAuthority[],
  voters: ReadonlyMap<string, Roll["voters"][number]>,
  roll: Roll,
  policy: ProxyPolicy,
): RefusedProxy["reason"] | undefined {
  if (!voters.has(proxy.voterId)) return "unknown-voter";
  if (policy.written && !proxy.isWritten) return "not-written";
  if (!policy.who.includes("anyone") && !policy.who.includes(proxy.relation))
    return "not-permitted";
  if (admitted.some(({ voterId }) => voterId === proxy.voterId)) return "second-proxy";
  const carried = [...admitted.filter(({ holder }) => holder === proxy.holder), proxy];
  const isInCount = policy.maxCount === undefined ? undefined : carried.length <= policy.maxCount;
  const isInShare =
    policy.maxShares === undefined
      ? undefined
      : policy.maxShares.every(({ axis, share }) => {
          const held = [...carried.map(({ voterId }) => voterId), proxy.holderVoterId ?? ""];
          const weight = held.reduce((sum, id) => sum + (voters.get(id)?.weights[axis] ?? 0n), 0n);
          return !meets(weight, roll.totals[axis] ?? 0n, {
            kind: "moreThan",
            share: fractionOf(share),
          });
        });
  const limits = [isInCount, isInShare].filter((limit) => limit !== undefined);
  const isWithin =
    limits.length === 0 ||
    (policy.maxOf === "lesser" ? limits.every(Boolean) : limits.some(Boolean));
  return isWithin ? undefined : "over-the-limit";
}

/** More than half of the interest; without stated interests, of the heads. */
function byInterest(
  votes: readonly CoOwnerVote[],
  complete: readonly CoOwnerVote[] | undefined,
): JointVoice {
  if (complete === undefined && votes.some((vote) => vote.interest === undefined)) {
    return none("somebody-missing");
  }
  const weights = new Map<Choice, bigint>();
  for (const { choice, interest } of votes) {
    weights.set(choice, (weights.get(choice) ?? 0n) + (interest ?? 1n));
  }
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0n);
  const winner = [...weights].find(([, weight]) => weight * 2n > whole);
  return winner === undefined ? none("no-majority-in-interest") : voice(winner[0]);
}

function voice(choice: Choice): JointVoice {
  return { kind: "voice", choice };
}

function none(reason: CoOwnerDefect): JointVoice {
  return { kind: "none", reason };
}
