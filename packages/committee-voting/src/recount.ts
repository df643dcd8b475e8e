import { type Inclusion, inclusionProof, rootOf, treeOf, verifyInclusion } from "@xinyi/merkle-log";
import { accept, type Result, reject } from "@xinyi/result";
import { type Ballot, type BallotBox, ballotLeaf } from "./ballot.ts";
import { decideMotion, type MotionRejection, type MotionTaken } from "./motion.ts";
import { type Axis, parseQuantity } from "./quantity.ts";
import { type Roll, rollHash, type Voter } from "./roll.ts";
import type { VotingRules } from "./rules.ts";
import type { Verdict } from "./verdict.ts";

/**
 * Everything a stranger needs to count a vote again: no name, no owner, only
 * the pseudonyms under which the roll was frozen. Weights are decimals.
 */
export interface PublishedVote extends Omit<MotionTaken, "roll" | "rollHash"> {
  readonly rollHash: string;
  readonly logRoot: string;
  readonly logSize: number;
  readonly roll: {
    readonly voters: readonly {
      readonly id: string;
      readonly units: readonly string[];
      /** Pseudonyms of who holds them, where a statute caps what one owner has. */
      readonly owners?: readonly string[];
      readonly building?: string;
      readonly weights: Readonly<Record<Axis, string>>;
    }[];
    readonly totals: Readonly<Record<Axis, string>>;
  };
}

/** Where the published files contradict themselves, in order of precedence. */
export type RecountRejection =
  | { readonly kind: "bad-weight"; readonly voterId: string; readonly axis: Axis }
  | { readonly kind: "totals-differ"; readonly axis: Axis }
  | { readonly kind: "roll-hash-differs"; readonly published: string; readonly found: string }
  | { readonly kind: "log-root-differs"; readonly published: string; readonly found: string }
  | MotionRejection;

/** Proof for one owner that their ballot stands in the published log as cast. */
export interface BallotReceipt extends Inclusion {
  readonly proof: readonly string[];
}

/** The root of the ballot log and its size, printed with the notice of result. */
export function logRoot(box: BallotBox): { readonly root: string; readonly size: number } {
  return { root: rootOf(treeOf(box.ballots.map(ballotLeaf))), size: box.ballots.length };
}

/** The receipt of a ballot in the box; `undefined` if it is not in it. */
export function receiptFor(box: BallotBox, ballotId: string): BallotReceipt | undefined {
  const index = box.ballots.findIndex(({ id }) => id === ballotId);
  const ballot = box.ballots[index];
  if (ballot === undefined) return undefined;
  const tree = treeOf(box.ballots.map(ballotLeaf));
  return {
    leaf: ballotLeaf(ballot),
    index,
    size: tree.size,
    root: rootOf(tree),
    proof: inclusionProof(tree, index),
  };
}

/** Whether a receipt shows this very ballot under the published root. */
export function holdsReceipt(ballot: Ballot, receipt: BallotReceipt, root: string): boolean {
  return (
    receipt.root === root &&
    receipt.leaf === ballotLeaf(ballot) &&
    verifyInclusion(receipt, receipt.proof)
  );
}

/**
 * Counts a published vote again and draws its verdict, after checking that
 * roll and log are the ones whose hashes were printed. Same files, same rules,
 * same verdict.
 */
export function recount(
  published: PublishedVote,
  rules: VotingRules,
): Result<Verdict, RecountRejection> {
  const roll = readRoll(published, rules);
  if (!roll.ok) return roll;
  const found = rollHash(roll.value);
  if (found !== published.rollHash) {
    return reject({ kind: "roll-hash-differs", published: published.rollHash, found });
  }
  const log = logRoot(published.box);
  if (log.root !== published.logRoot || log.size !== published.logSize) {
    return reject({ kind: "log-root-differs", published: published.logRoot, found: log.root });
  }
  const decided = decideMotion({ ...published, roll: roll.value }, rules);
  return decided.ok ? accept(decided.value.verdict) : decided;
}

function readRoll(published: PublishedVote, rules: VotingRules): Result<Roll, RecountRejection> {
  const voters: Voter[] = [];
  const sums: Record<Axis, bigint> = {};
  for (const { id, units, owners = [id], building, weights } of published.roll.voters) {
    const read: Record<Axis, bigint> = {};
    for (const [axis, text] of Object.entries(weights)) {
      const scale = rules.scales[axis];
      const weight = scale === undefined ? undefined : parseQuantity(text, scale);
      if (!weight?.ok) return reject({ kind: "bad-weight", voterId: id, axis });
      read[axis] = weight.value;
      sums[axis] = (sums[axis] ?? 0n) + weight.value;
    }
    voters.push({
      id,
      owners,
      units,
      ...(building === undefined ? {} : { building }),
      weights: read,
    });
  }
  for (const [axis, text] of Object.entries(published.roll.totals)) {
    const scale = rules.scales[axis];
    const total = scale === undefined ? undefined : parseQuantity(text, scale);
    if (!total?.ok || total.value !== (sums[axis] ?? 0n))
      return reject({ kind: "totals-differ", axis });
  }
  const unitCount = voters.reduce((sum, { units }) => sum + units.length, 0);
  return accept({ voters, totals: sums, scales: rules.scales, areaSource: {}, unitCount });
}
