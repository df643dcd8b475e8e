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
 * Counts a vote exactly, on every axis of the roll and in every building. The
 * order of ballots, voters and attendance does not matter. Anything but for
 * and against counts where the pack's ballot policy says, and nowhere else.
 */
export function countVote(vote: VoteTaken, policy: BallotPolicy): Counted {
  const { roll } = vote;
  const { counted, setAside } = countedBallots(vote.box, policy);
  const chosen = new Map<string, Ballot>(counted.map((ballot) => [ballot.voterId, ballot]));
  const attendance = new Map((vote.attendance ?? []).map((one) => [one.voterId, one.isInPerson]));
  const delivered = vote.delivered === undefined ? undefined : new Set(vote.delivered);
  const axes = Object.keys(roll.totals);
  const isSilenceAsked = delivered !== undefined;
  const whole = emptySums(axes, isSilenceAsked);
  const buildings: Record<string, Sums> = {};
  for (const voter of roll.voters) {
    const names = talliesFor(voter, vote, chosen.get(voter.id), attendance, delivered, policy);
    addVoter(whole, voter, names, axes);
    if (voter.building === undefined) continue;
    const sums =
      (Object.hasOwn(buildings, voter.building) && buildings[voter.building]) ||
      emptySums(axes, isSilenceAsked);
    addVoter(sums, voter, names, axes);
    buildings[voter.building] = sums;
  }
  const count: Count = {
    // The roll's own total: a law may drop weight from the votes and leave the whole.
    tallies: { ...whole, total: roll.totals },
    scales: roll.scales,
    rollHash: rollHash(roll),
    ...(vote.axes === undefined ? {} : { axes: vote.axes }),
    ...(Object.keys(buildings).length === 0 ? {} : { groups: { building: buildings } }),
  };
  return { count, setAside };
}

function talliesFor(
  voter: Voter,
  vote: VoteTaken,
  ballot: Ballot | undefined,
  attendance: ReadonlyMap<string, boolean>,
  delivered: ReadonlySet<string> | undefined,
  policy: BallotPolicy,
): ReadonlySet<TallyName> {
  const names = new Set<TallyName>(["total"]);
  if (vote.barred?.[voter.id] === undefined) names.add("eligible");
  if (attendance.has(voter.id)) names.add("present");
  if (attendance.get(voter.id) === true) names.add("present").add("inPerson");
  if (ballot === undefined) {
    // Undelivered is never deemed; who came and kept silent was there to speak.
    if (delivered?.has(voter.id) && !attendance.has(voter.id)) names.add("deemed");
    return names;
  }
  for (const name of namesOf(ballot.choice, policy)) names.add(name);
  if (ballot.isInPerson === true) names.add("present").add("inPerson");
  return names;
}

function namesOf(choice: Choice, policy: BallotPolicy): readonly TallyName[] {
  return choice === "for" || choice === "against" ? [choice, ...VOTE] : [choice, ...policy[choice]];
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

/** Every tally at nil: what was counted and found empty is not what was never counted. */
function emptySums(axes: readonly Axis[], isSilenceAsked: boolean): Sums {
  const names: readonly TallyName[] = isSilenceAsked ? [...COUNTED, "deemed"] : COUNTED;
  const nil = (): Record<Axis, bigint> => Object.fromEntries(axes.map((axis) => [axis, 0n]));
  return Object.fromEntries(names.map((name) => [name, nil()]));
}

function addVoter(
  sums: Sums,
  voter: Voter,
  names: ReadonlySet<TallyName>,
  axes: readonly Axis[],
): void {
  for (const name of names) {
    const sum = sums[name];
    if (sum === undefined) continue;
    for (const axis of axes) sum[axis] = (sum[axis] ?? 0n) + (voter.weights[axis] ?? 0n);
  }
}
