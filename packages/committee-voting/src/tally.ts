import { type Ballot, type BallotBox, countedBallots, type SetAside } from "./ballot.ts";
import type { TallyName } from "./condition.ts";
import type { Count } from "./count.ts";
import type { BallotPolicy } from "./pack.ts";
import type { Axis } from "./quantity.ts";
import type { Choice } from "./representation.ts";
import { type Roll, rollHash, type Voter } from "./roll.ts";

/** Someone at the meeting who may not have voted. */
export interface Attendance {
  readonly voterId: string;
  readonly isInPerson: boolean;
}

/** A vote as it was taken: the roll, the box, who was there, whom the ballot reached. */
export interface VoteTaken {
  readonly roll: Roll;
  readonly barred?: Readonly<Record<string, string>>;
  readonly box: BallotBox;
  readonly attendance?: readonly Attendance[];
  /** Voters to whom delivery of the ballot is proven; given only where silence may count. */
  readonly delivered?: readonly string[];
  /** The hash under which this very roll was published; worked out where absent. */
  readonly rollHash?: string;
  /** The axes published with the result, where not all are. */
  readonly axes?: readonly Axis[];
}

/** A count with the ballots that were set aside, each with its reason. */
export interface Counted {
  readonly count: Count;
  readonly setAside: readonly SetAside[];
}

/** A ballot for or against is a vote cast, a valid one, and takes part. */
const VOTE: readonly TallyName[] = ["participating", "present", "cast", "valid"];

/** What one voter did, as far as a tally can tell. Few differ, however many vote. */
interface Conduct {
  readonly choice?: Choice;
  readonly attends: boolean;
  readonly isInPerson: boolean;
  readonly isBarred: boolean;
  readonly isDelivered: boolean;
}

/** The weights of all who acted alike, in the order of the roll's axes. */
interface Party {
  readonly conduct: Conduct;
  readonly weights: bigint[];
}

/**
 * Counts a vote exactly, on every axis of the roll and in every building. The
 * order of ballots, voters and attendance does not matter. Anything but for
 * and against counts where the pack's ballot policy says, and nowhere else.
 */
export function countVote(vote: VoteTaken, policy: BallotPolicy): Counted {
  const { roll } = vote;
  const axes = Object.keys(roll.totals);
  const { counted, setAside } = countedBallots(vote.box, policy);
  const conductOf = conductIn(vote, counted);
  const whole = new Map<string, Party>();
  const buildings = new Map<string, Map<string, Party>>();
  for (const voter of roll.voters) {
    const conduct = conductOf(voter);
    join(whole, voter, conduct, axes);
    if (voter.building === undefined) continue;
    let parties = buildings.get(voter.building);
    if (parties === undefined) {
      parties = new Map();
      buildings.set(voter.building, parties);
    }
    join(parties, voter, conduct, axes);
  }
  const isSilenceAsked = vote.delivered !== undefined;
  const groups = [...buildings].map(
    ([id, parties]) => [id, sumOf(parties, axes, policy, isSilenceAsked)] as const,
  );
  const count: Count = {
    // The roll's own total: a law may drop weight from the votes and leave the whole.
    tallies: { ...sumOf(whole, axes, policy, isSilenceAsked), total: roll.totals },
    scales: roll.scales,
    rollHash: vote.rollHash ?? rollHash(roll),
    ...(vote.axes === undefined ? {} : { axes: vote.axes }),
    ...(groups.length === 0 ? {} : { groups: { building: Object.fromEntries(groups) } }),
  };
  return { count, setAside };
}

function conductIn(vote: VoteTaken, counted: readonly Ballot[]): (voter: Voter) => Conduct {
  const chosen = new Map<string, Ballot>(counted.map((ballot) => [ballot.voterId, ballot]));
  const attendance = new Map((vote.attendance ?? []).map((one) => [one.voterId, one.isInPerson]));
  const delivered = new Set(vote.delivered ?? []);
  return ({ id }) => {
    const ballot = chosen.get(id);
    return {
      ...(ballot === undefined ? {} : { choice: ballot.choice }),
      attends: attendance.has(id),
      isInPerson: attendance.get(id) === true || ballot?.isInPerson === true,
      isBarred: vote.barred?.[id] !== undefined,
      isDelivered: delivered.has(id),
    };
  };
}

function join(
  parties: Map<string, Party>,
  voter: Voter,
  conduct: Conduct,
  axes: readonly Axis[],
): void {
  const { choice, attends, isInPerson, isBarred, isDelivered } = conduct;
  const key = `${choice} ${attends} ${isInPerson} ${isBarred} ${isDelivered}`;
  let party = parties.get(key);
  if (party === undefined) {
    party = { conduct, weights: axes.map(() => 0n) };
    parties.set(key, party);
  }
  for (const [at, axis] of axes.entries()) {
    party.weights[at] = (party.weights[at] ?? 0n) + (voter.weights[axis] ?? 0n);
  }
}

/** The tallies that a voter of this conduct counts in. */
function talliesOf(conduct: Conduct, policy: BallotPolicy): ReadonlySet<TallyName> {
  const { choice, attends, isInPerson, isBarred, isDelivered } = conduct;
  const names = new Set<TallyName>(["total"]);
  if (!isBarred) names.add("eligible");
  if (attends || isInPerson) names.add("present");
  if (isInPerson) names.add("inPerson");
  if (choice === undefined) {
    // Undelivered is never deemed; who came and kept silent was there to speak.
    return isDelivered && !attends ? names.add("deemed") : names;
  }
  const bases = choice === "for" || choice === "against" ? VOTE : policy[choice];
  for (const name of [choice, ...bases]) names.add(name);
  return names;
}

type Sums = Partial<Record<TallyName, Record<Axis, bigint>>>;

const COUNTED: readonly TallyName[] = [
  "total",
  "eligible",
  "present",
  "inPerson",
  "participating",
  "cast",
  "valid",
  "for",
  "against",
  "abstain",
  "blank",
  "invalid",
];

/** Every tally begins at nil: what was counted and found empty is not what was never counted. */
function sumOf(
  parties: ReadonlyMap<string, Party>,
  axes: readonly Axis[],
  policy: BallotPolicy,
  isSilenceAsked: boolean,
): Sums {
  const names: readonly TallyName[] = isSilenceAsked ? [...COUNTED, "deemed"] : COUNTED;
  const sums: Sums = {};
  for (const name of names) sums[name] = Object.fromEntries(axes.map((axis) => [axis, 0n]));
  for (const { conduct, weights } of parties.values()) {
    for (const name of talliesOf(conduct, policy)) {
      const sum = sums[name];
      if (sum === undefined) continue;
      for (const [at, axis] of axes.entries()) sum[axis] = (sum[axis] ?? 0n) + (weights[at] ?? 0n);
    }
  }
  return sums;
}
