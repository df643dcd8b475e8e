import {
  type Ballot,
  type BallotReceipt,
  countedBallots,
  holdsReceipt,
  type PublishedVote,
  receiptFor,
  recount,
  resolveVoting,
  type SetAside,
  type Verdict,
  type VotingLayer,
  type VotingRules,
} from "@xinyi/committee-voting";
import { decodeVotingLayer } from "@xinyi/committee-voting/schema";
import { canonicalJson } from "@xinyi/merkle-log";

/** One motion as it was published: the law it was judged by, roll and ballots, and the verdict. */
export interface RecountFile {
  readonly form: "xinyi-recount-1";
  readonly on: VotingRules["on"];
  readonly title?: string;
  readonly layers: readonly {
    readonly id: string;
    readonly version: string;
    readonly level: VotingLayer["level"];
    readonly hash: string;
    readonly voting: unknown;
  }[];
  readonly vote: PublishedVote;
  readonly verdict: Verdict;
}

/** What is done, in this order; a step that fails ends the count. */
export type StepKind = "file" | "packs" | "rules" | "roll" | "log" | "verdict";

export interface Step {
  readonly kind: StepKind;
  readonly isSo: boolean;
  /** What was published and what was found, or why it could not be read. */
  readonly published?: string;
  readonly found?: string;
}

export interface Outcome {
  readonly steps: readonly Step[];
  readonly file?: RecountFile;
  readonly verdict?: Verdict;
}

/** Counts a published motion again, step by step, and compares every hash and the verdict. */
export function countAgain(text: string): Outcome {
  const file = readFile(text);
  if (file === undefined) return { steps: [{ kind: "file", isSo: false }] };
  const steps: Step[] = [{ kind: "file", isSo: true }];
  const failed = (step: Step): Outcome => ({ steps: [...steps, step], file });

  const layers: VotingLayer[] = [];
  for (const { id, version, level, hash, voting } of file.layers) {
    const layer = decodeVotingLayer({ id, version, level }, voting);
    if (!layer.ok) return failed({ kind: "packs", isSo: false, published: id });
    if (layer.value.hash !== hash) {
      return failed({ kind: "packs", isSo: false, published: hash, found: layer.value.hash });
    }
    layers.push(layer.value);
  }
  steps.push({ kind: "packs", isSo: true, found: layers.map(named).join(" → ") });

  const rules = resolveVoting(layers, file.on);
  if (!rules.ok) return failed({ kind: "rules", isSo: false, found: rules.rejection.kind });
  steps.push({ kind: "rules", isSo: true, found: file.on });

  const again = recount(file.vote, rules.value);
  if (!again.ok) {
    const { rejection } = again;
    if (rejection.kind === "log-root-differs") steps.push(rollStep(file));
    return failed({
      kind: rejection.kind === "log-root-differs" ? "log" : "roll",
      isSo: false,
      ...("published" in rejection
        ? { published: rejection.published, found: rejection.found }
        : { found: rejection.kind }),
    });
  }
  steps.push(rollStep(file), { kind: "log", isSo: true, found: file.vote.logRoot });
  const verdict = again.value;
  const isSo = canonicalJson(judged(verdict)) === canonicalJson(judged(file.verdict));
  steps.push({ kind: "verdict", isSo, published: file.verdict.status, found: verdict.status });
  return { steps, file, verdict };
}

const rollStep = ({ vote }: RecountFile): Step => ({
  kind: "roll",
  isSo: true,
  found: vote.rollHash,
});

const named = ({ id, version }: VotingLayer): string => `${id} ${version}`;

/** What the verdict says; through JSON, where an absent value is absent. */
const judged = ({ status, strictStatus, rule, body, conditions }: Verdict): unknown =>
  JSON.parse(JSON.stringify({ status, strictStatus, rule, body, conditions }));

function readFile(text: string): RecountFile | undefined {
  try {
    const read = JSON.parse(text) as RecountFile;
    const isWhole =
      read.form === "xinyi-recount-1" &&
      Array.isArray(read.layers) &&
      Array.isArray(read.vote.box.ballots) &&
      Array.isArray(read.vote.roll.voters) &&
      typeof read.verdict.status === "string";
    return isWhole ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a ballot of the log counts, or why it does not. */
export type Standing = "counts" | SetAside["because"];

/** One ballot in the published log: found under its root, and what became of it at the count. */
export type BallotFound =
  | { readonly kind: "not-found" }
  | { readonly kind: "not-proved" }
  | {
      readonly kind: "found";
      readonly ballot: Ballot;
      readonly position: number;
      readonly of: number;
      readonly standing: Standing;
    };

/**
 * Looks for a ballot by the number on its receipt, or takes the whole receipt
 * as it was handed out. The log has grown since a ballot was cast, so that its
 * receipt of then is held to the ballot, and the path to the printed root is
 * found anew.
 */
export function checkBallot(file: RecountFile, asked: string): BallotFound {
  const { box, logRoot } = file.vote;
  const handed = readReceipt(asked);
  const id = handed?.published.id ?? asked.trim();
  if (handed !== undefined && !isWhole(handed)) return { kind: "not-proved" };
  const ballot = box.ballots.find((one) => one.id === id);
  const receipt = receiptFor(box, id);
  if (ballot === undefined || receipt === undefined) return { kind: "not-found" };
  const isOther = handed !== undefined && handed.receipt.leaf !== receipt.leaf;
  if (isOther || !holdsReceipt(ballot, receipt, logRoot)) return { kind: "not-proved" };
  const standing = standingOf(file, id);
  return { kind: "found", ballot, position: receipt.index + 1, of: receipt.size, standing };
}

interface HandedReceipt {
  readonly published: Ballot;
  readonly receipt: BallotReceipt;
}

/** The receipt is of this very ballot and holds under the root it names. */
const isWhole = ({ published, receipt }: HandedReceipt): boolean =>
  holdsReceipt(published, receipt, receipt.root);

function readReceipt(text: string): HandedReceipt | undefined {
  if (!text.trim().startsWith("{")) return undefined;
  try {
    const read = JSON.parse(text) as HandedReceipt;
    return typeof read.published.id === "string" && Array.isArray(read.receipt.proof)
      ? read
      : undefined;
  } catch {
    return undefined;
  }
}

function standingOf({ vote, layers, on }: RecountFile, id: string): Standing {
  const decoded = layers.flatMap(({ voting, ...head }) => {
    const layer = decodeVotingLayer(head, voting);
    return layer.ok ? [layer.value] : [];
  });
  const rules = resolveVoting(decoded, on);
  const policy = rules.ok ? rules.value.ballot?.value : undefined;
  if (policy === undefined) return "counts";
  const { setAside } = countedBallots(vote.box, policy);
  return setAside.find(({ ballot }) => ballot.id === id)?.because ?? "counts";
}
