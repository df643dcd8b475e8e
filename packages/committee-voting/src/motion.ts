import { accept, type Result, reject } from "@xinyi/result";
import type { BallotBox, SetAside } from "./ballot.ts";
import type { Count } from "./count.ts";
import { type Roll, rollHash } from "./roll.ts";
import { type Matter, ruleFor, rulesAfter, type VotingRules } from "./rules.ts";
import { type Attendance, countVote } from "./tally.ts";
import { decideVerdict, type Verdict } from "./verdict.ts";
import { barVoters, type VoterClasses, weighRoll } from "./weights.ts";

/** Everything on record about one motion when it is decided: the roll as it was frozen, uncut. */
export interface MotionTaken {
  readonly matter: Matter;
  /** The rule of a further vote, where this is one: a second ballot, a reconvened meeting. */
  readonly toRule?: string;
  readonly roll: Roll;
  /** The frozen roll's hash, where it was worked out before. */
  readonly rollHash?: string;
  /** Voters in the classes that the law bars, takes out or weighs otherwise. */
  readonly classes?: VoterClasses;
  readonly box: BallotBox;
  readonly attendance?: readonly Attendance[];
  readonly delivered?: readonly string[];
  readonly objecting?: readonly string[];
  /** What the count rests on beside ballots: notice, silence, events, consents, days. */
  readonly facts?: Omit<Count, "tallies" | "scales" | "rollHash" | "groups">;
}

/** A motion decided, with the count it was drawn from. */
export interface MotionDecided {
  readonly verdict: Verdict;
  readonly count: Count;
  readonly setAside: readonly SetAside[];
}

/** Why nothing can be counted: the law does not say what a ballot counts as. */
export type MotionRejection = { readonly kind: "no-ballot-policy" };

/**
 * From a frozen roll and a box to the verdict, in the order the law works:
 * who is barred, what each weighs, what was said, what it comes to. The one
 * way for whoever counts, first or again.
 */
export function decideMotion(
  taken: MotionTaken,
  law: VotingRules,
): Result<MotionDecided, MotionRejection> {
  if (law.ballot === undefined) return reject({ kind: "no-ballot-policy" });
  const after =
    taken.toRule === undefined ? accept(law) : rulesAfter(taken.matter, taken.toRule, law);
  // A way that the law does not open leaves the matter without a rule, and it is held.
  const rules = after.ok ? after.value : { ...law, rules: {} };
  const { classes = {}, matter } = taken;
  const rule = ruleFor(matter, rules);
  const bars = rules.eligibility?.value ?? [];
  const { roll, barred } = barVoters(taken.roll, bars, classes, rule.ok ? rule.value.id : "");
  const { box, attendance, delivered, objecting } = taken;
  const { count: counted, setAside } = countVote(
    {
      roll: weighRoll(roll, rules.weights?.value ?? [], classes),
      rollHash: taken.rollHash ?? rollHash(taken.roll),
      barred,
      box,
      ...(attendance === undefined ? {} : { attendance }),
      ...(delivered === undefined ? {} : { delivered }),
      ...(objecting === undefined ? {} : { objecting }),
    },
    law.ballot.value,
  );
  const count = { ...taken.facts, ...counted };
  return accept({ verdict: decideVerdict(matter, count, rules), count, setAside });
}
