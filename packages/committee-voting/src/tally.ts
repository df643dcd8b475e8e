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
  /** Voters who objected in writing to what was carried; given only where the law counts them. */
  readonly objecting?: readonly string[];
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

/**
 * What one voter did, as far as a tally can tell, in one small number: few
 * differ, however many vote, and those who acted alike are added up together.
 */
type Conduct = number;

const ATTENDS = 1;
const IN_PERSON = 2;
const BARRED = 4;
const DELIVERED = 8;
const OBJECTS = 16;
/** The choice stands above the five marks; nil is none. */
const CHOICE_BIT = 5;
const CHOICES: readonly (Choice | undefined)[] = [
  undefined,
  "for",
  "against",
  "abstain",
  "blank",
  "invalid",
];

/** The weights of all who acted alike, in the order of the roll's axes. */
type Parties = Map<Conduct, bigint[]>;

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
  const whole: Parties = new Map();
  const buildings = new Map<string, Parties>();
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
  const names: readonly TallyName[] = [
    ...COUNTED,
    ...(vote.delivered === undefined ? [] : (["deemed"] as const)),
    ...(vote.objecting === undefined ? [] : (["objecting"] as const)),
  ];
  const groups = [...buildings].map(
    ([id, parties]) => [id, sumOf(parties, axes, policy, names)] as const,
  );
  const count: Count = {
    // The roll's own total: a law may drop weight from the votes and leave the whole.
    tallies: { ...sumOf(whole, axes, policy, names), total: roll.totals },
    scales: roll.scales,
    rollHash: vote.rollHash ?? rollHash(roll),
    ...(vote.axes === undefined ? {} : { axes: vote.axes }),
    ...(groups.length === 0 ? {} : { groups: { building: Object.fromEntries(groups) } }),
  };
  return { count, setAside };
}

function conductIn(vote: VoteTaken, counted: readonly Ballot[]): (voter: Voter) => Conduct {
  const marks = new Map<string, Conduct>();
  const mark = (voterId: string, bits: Conduct): void => {
    marks.set(voterId, (marks.get(voterId) ?? 0) | bits);
  };
  for (const { voterId, isInPerson } of vote.attendance ?? []) {
    mark(voterId, isInPerson ? ATTENDS | IN_PERSON : ATTENDS);
  }
  for (const voterId of vote.delivered ?? []) mark(voterId, DELIVERED);
  for (const voterId of vote.objecting ?? []) mark(voterId, OBJECTS);
  for (const voterId of Object.keys(vote.barred ?? {})) mark(voterId, BARRED);
  for (const { voterId, choice, isInPerson } of counted) {
    mark(voterId, (CHOICES.indexOf(choice) << CHOICE_BIT) | (isInPerson === true ? IN_PERSON : 0));
  }
  return ({ id }) => marks.get(id) ?? 0;
}

function join(parties: Parties, voter: Voter, conduct: Conduct, axes: readonly Axis[]): void {
  let weights = parties.get(conduct);
  if (weights === undefined) {
    weights = axes.map(() => 0n);
    parties.set(conduct, weights);
  }
  for (let at = 0; at < axes.length; at += 1) {
    weights[at] = (weights[at] ?? 0n) + (voter.weights[axes[at] ?? ""] ?? 0n);
  }
}

/** The tallies that a voter of this conduct counts in. */
function talliesOf(conduct: Conduct, policy: BallotPolicy): ReadonlySet<TallyName> {
  const choice = CHOICES[conduct >> CHOICE_BIT];
  const attends = (conduct & ATTENDS) !== 0;
  const isInPerson = (conduct & IN_PERSON) !== 0;
  const names = new Set<TallyName>(["total"]);
  if ((conduct & BARRED) === 0) names.add("eligible");
  if (attends || isInPerson) names.add("present");
  if (isInPerson) names.add("inPerson");
  if ((conduct & OBJECTS) !== 0) names.add("objecting");
  if (choice === undefined) {
    // Undelivered is never deemed; who came and kept silent was there to speak.
    return (conduct & DELIVERED) !== 0 && !attends ? names.add("deemed") : names;
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
  parties: Parties,
  axes: readonly Axis[],
  policy: BallotPolicy,
  names: readonly TallyName[],
): Sums {
  const sums: Sums = {};
  for (const name of names) sums[name] = Object.fromEntries(axes.map((axis) => [axis, 0n]));
  for (const [conduct, weights] of parties) {
    for (const name of talliesOf(conduct, policy)) {
      const sum = sums[name];
      if (sum === undefined) continue;
      for (const [at, axis] of axes.entries()) sum[axis] = (sum[axis] ?? 0n) + (weights[at] ?? 0n);
    }
  }
  return sums;
}
