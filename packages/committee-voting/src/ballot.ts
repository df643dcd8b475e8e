import { compareInstants, type Instant } from "@xinyi/calendar";
import { canonicalJson, hashOf, leafHash } from "@xinyi/merkle-log";
import { accept, type Result, reject, unreachable } from "@xinyi/result";
import type { BallotPolicy, RollPolicy } from "./pack.ts";
import type { Choice } from "./representation.ts";
import type { Roll } from "./roll.ts";

export type Channel = "electronic" | "paper";

/** One voter's ballot on one motion. It belongs to a head, never to a unit. */
export interface Ballot {
  readonly id: string;
  readonly voterId: string;
  readonly choice: Choice;
  readonly channel: Channel;
  readonly castAt: Instant;
  /** Set when cast under someone's authority. */
  readonly proxyId?: string;
  /** Cast by the voter personally at the meeting. */
  readonly isInPerson?: boolean;
  /** The ballot this one takes the place of. */
  readonly replaces?: string;
}

/** The ballots of one motion, a list that only grows. */
export interface BallotBox {
  readonly motion: string;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly ballots: readonly Ballot[];
  /** Ballots that stay in the log and lost their force while the vote was open. */
  readonly fallen?: readonly Fallen[];
}

/** A ballot of a unit sold where the law lets the buyer vote anew, or under a proxy refused later. */
export interface Fallen {
  readonly ballotId: string;
  readonly because: "sold" | "proxy-refused";
}

/** Why a ballot does not enter the box, in order of precedence. */
export type BallotRejection =
  | { readonly kind: "not-open-yet"; readonly opensAt: Instant }
  | { readonly kind: "closed"; readonly closesAt: Instant }
  | { readonly kind: "unknown-voter"; readonly voterId: string }
  | { readonly kind: "barred"; readonly voterId: string; readonly because: string }
  | { readonly kind: "ballot-id-used"; readonly id: string }
  | { readonly kind: "already-voted"; readonly ballotId: string }
  | { readonly kind: "change-not-allowed" }
  | { readonly kind: "nothing-to-replace"; readonly voterId: string };

/** Who is on the roll and who of them may not vote. */
export interface Electorate {
  readonly roll: Roll;
  readonly barred?: Readonly<Record<string, string>>;
}

/** An empty box for a motion. */
export function openBox(motion: string, opensAt: Instant, closesAt: Instant): BallotBox {
  return { motion, opensAt, closesAt, ballots: [] };
}

/**
 * Puts a ballot in the box. One ballot for each voter and channel; a second
 * on the other channel is kept, and the declared rule settles the clash at the
 * count, since paper is entered after the vote.
 */
export function castBallot(
  box: BallotBox,
  ballot: Ballot,
  electorate: Electorate,
): Result<BallotBox, BallotRejection> {
  const refusal = refuseBallot(box, ballot, electorate);
  if (refusal !== undefined) return reject(refusal);
  const earlier = unfallen(box).find(
    (cast) => cast.voterId === ballot.voterId && cast.channel === ballot.channel,
  );
  if (earlier !== undefined) return reject({ kind: "already-voted", ballotId: earlier.id });
  return accept({ ...box, ballots: [...box.ballots, ballot] });
}

/** Puts a changed mind in the box, where the law or the bylaws let one change it. */
export function replaceBallot(
  box: BallotBox,
  ballot: Ballot,
  electorate: Electorate,
  policy: BallotPolicy,
): Result<BallotBox, BallotRejection> {
  const refusal = refuseBallot(box, ballot, electorate);
  if (refusal !== undefined) return reject(refusal);
  if (policy.change === "never") return reject({ kind: "change-not-allowed" });
  const earlier = standing(box).filter((cast) => cast.voterId === ballot.voterId);
  const replaced = earlier.find((cast) => cast.channel === ballot.channel);
  if (replaced === undefined)
    return reject({ kind: "nothing-to-replace", voterId: ballot.voterId });
  return accept({ ...box, ballots: [...box.ballots, { ...ballot, replaces: replaced.id }] });
}

/** A ballot that does not count, and the one that stands in its place, if any. */
export interface SetAside {
  readonly ballot: Ballot;
  readonly because: "replaced" | "clash" | "clash-void" | Fallen["because"];
  readonly by?: string;
}

/**
 * The one ballot of each voter that counts. Settled by the moment of casting,
 * then by id, so that no order of listing changes the answer.
 */
export function countedBallots(
  box: BallotBox,
  policy: BallotPolicy,
): { readonly counted: readonly Ballot[]; readonly setAside: readonly SetAside[] } {
  const left = standing(box);
  const ids = new Set(left.map(({ id }) => id));
  const fallen = new Map(box.fallen?.map(({ ballotId, because }) => [ballotId, because]));
  const successors = new Map(box.ballots.map(({ id, replaces }) => [replaces, id]));
  const setAside: SetAside[] = box.ballots
    .filter(({ id }) => !ids.has(id))
    .map((ballot) => {
      const because = fallen.get(ballot.id) ?? "replaced";
      const by = successors.get(ballot.id);
      return { ballot, because, ...(by === undefined ? {} : { by }) };
    });
  const byVoter = new Map<string, Ballot[]>();
  for (const ballot of left) {
    const own = byVoter.get(ballot.voterId);
    if (own === undefined) byVoter.set(ballot.voterId, [ballot]);
    else own.push(ballot);
  }
  const counted: Ballot[] = [];
  for (const ballots of byVoter.values()) {
    const chosen = settle(ballots, policy);
    if (chosen !== undefined) counted.push(chosen);
    for (const ballot of ballots) {
      if (ballot.id === chosen?.id) continue;
      setAside.push(
        chosen === undefined || chosen.choice === "invalid"
          ? { ballot, because: "clash-void" }
          : { ballot, because: "clash", by: chosen.id },
      );
    }
  }
  return { counted, setAside };
}

/** A sale while the vote is open: what becomes of the seller's ballot, and who may vote now. */
export interface SaleOutcome {
  readonly ballot: "none" | "stands" | "falls";
  readonly mayVote: "nobody-anew" | "seller" | "buyer";
}

/**
 * The roll stays frozen; the buyer can only step into the seller's place, and
 * only for everything the seller stood on the roll for. A seller who keeps a
 * unit keeps the head.
 */
export function settleSale(
  box: BallotBox,
  voter: { readonly id: string; readonly units: readonly string[] },
  soldUnits: readonly string[],
  policy: RollPolicy["soldMidVote"],
): SaleOutcome {
  const hasVoted = standing(box).some(({ voterId }) => voterId === voter.id);
  const isAllSold = voter.units.every((unit) => soldUnits.includes(unit));
  if (!isAllSold) {
    return hasVoted
      ? { ballot: "stands", mayVote: "nobody-anew" }
      : { ballot: "none", mayVote: "seller" };
  }
  if (!hasVoted) return { ballot: "none", mayVote: "buyer" };
  return policy === "earlier-ballot-stands"
    ? { ballot: "stands", mayVote: "nobody-anew" }
    : { ballot: "falls", mayVote: "buyer" };
}

/** What a ballot says in the published log: the voter under a pseudonym, no name. */
export function ballotForm(ballot: Ballot): unknown {
  const { id, voterId, choice, channel, castAt, proxyId, isInPerson, replaces } = ballot;
  return {
    id,
    voterId,
    choice,
    channel,
    castAt,
    ...(proxyId === undefined ? {} : { proxyId }),
    ...(isInPerson === undefined ? {} : { isInPerson }),
    ...(replaces === undefined ? {} : { replaces }),
  };
}

/** The leaf of the ballot log: one for each ballot, in the order they entered the box. */
export function ballotLeaf(ballot: Ballot): string {
  return leafHash(canonicalJson(ballotForm(ballot)));
}

/** One hash over the whole box, whatever order it is listed in. */
export function boxHash(box: BallotBox): string {
  return hashOf([...box.ballots].map(ballotLeaf).sort());
}

function refuseBallot(
  box: BallotBox,
  ballot: Ballot,
  { roll, barred }: Electorate,
): BallotRejection | undefined {
  if (compareInstants(ballot.castAt, box.opensAt) < 0) {
    return { kind: "not-open-yet", opensAt: box.opensAt };
  }
  // Until the moment of closing, and not at it: no ballot is in two votes.
  if (compareInstants(ballot.castAt, box.closesAt) >= 0) {
    return { kind: "closed", closesAt: box.closesAt };
  }
  const { voterId } = ballot;
  if (!roll.voters.some(({ id }) => id === voterId)) return { kind: "unknown-voter", voterId };
  const because = barred?.[voterId];
  if (because !== undefined) return { kind: "barred", voterId, because };
  if (box.ballots.some(({ id }) => id === ballot.id))
    return { kind: "ballot-id-used", id: ballot.id };
  return undefined;
}

function standing(box: BallotBox): readonly Ballot[] {
  const replaced = new Set(box.ballots.map(({ replaces }) => replaces));
  return unfallen(box).filter(({ id }) => !replaced.has(id));
}

function unfallen(box: BallotBox): readonly Ballot[] {
  if (box.fallen === undefined) return box.ballots;
  const fallen = new Set(box.fallen.map(({ ballotId }) => ballotId));
  return box.ballots.filter(({ id }) => !fallen.has(id));
}

function settle(ballots: readonly Ballot[], policy: BallotPolicy): Ballot | undefined {
  const sorted = [...ballots].sort(
    (left, right) => compareInstants(left.castAt, right.castAt) || (left.id < right.id ? -1 : 1),
  );
  const [first] = sorted;
  switch (policy.clash) {
    case "first-counts":
      return first;
    case "last-counts":
      return sorted.at(-1);
    case "paper-counts":
      return sorted.find(({ channel }) => channel === "paper") ?? first;
    case "electronic-counts":
      return sorted.find(({ channel }) => channel === "electronic") ?? first;
    case "invalid-if-different":
      return first === undefined || sorted.every(({ choice }) => choice === first.choice)
        ? first
        : { ...first, choice: "invalid" };
    default:
      return unreachable(policy.clash);
  }
}
