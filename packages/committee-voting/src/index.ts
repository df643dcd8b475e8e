// What is counted, and how a bar is written.

export {
  type Ballot,
  type BallotBox,
  type BallotRejection,
  ballotForm,
  ballotLeaf,
  boxHash,
  type Channel,
  castBallot,
  countedBallots,
  type Electorate,
  type Fallen,
  openBox,
  replaceBallot,
  type SaleOutcome,
  type SetAside,
  settleSale,
} from "./ballot.ts";
export { type CommitteeCount, type CommitteeDecision, decideCommittee } from "./committee.ts";
export {
  type Bar,
  type Cap,
  type Condition,
  type ConditionAnswer,
  type Consent,
  type ConsentGiven,
  type EachGroup,
  type Evidence,
  type Floor,
  judge,
  type Leaf,
  type LeafAnswer,
  leavesOf,
  type Outnumbers,
  type Share,
  type ShareOrCount,
  type Tallies,
  type TallyName,
} from "./condition.ts";
// What was decided.
export {
  type Count,
  type DeemedEvidence,
  type DeemedOutcome,
  type DeemedReason,
  type InputError,
  inputErrors,
  type NoticeServed,
} from "./count.ts";
export {
  type Candidate,
  decideElection,
  type ElectionCount,
  type ElectionResult,
  rankCandidates,
} from "./election.ts";
export { type LayerRejection, resolveVoting, valuesOf } from "./layers.ts";
export { checkVotingLayers, type Finding } from "./lint.ts";
// The course of a vote.
export {
  type CloseRejection,
  type ConveneRejection,
  closeVoting,
  convene,
  type Meeting,
  type OpenRejection,
  openVoting,
  type Preparation,
  type PublishRejection,
  publish,
  type ReadinessItem,
  readinessOf,
} from "./meeting.ts";
export {
  decideMotion,
  type MotionDecided,
  type MotionRejection,
  type MotionTaken,
} from "./motion.ts";
export { leastParticipation, leastUnder, type StillNeeded, votesStillNeeded } from "./needed.ts";
// The law as data: a pack, its layers, and what they resolve to.
export type {
  Aftermath,
  BallotPolicy,
  CommitteePolicy,
  CoOwnerPolicy,
  Dated,
  DecidingBody,
  DeemedPolicy,
  DeemedPrecondition,
  ElectionPolicy,
  EligibilityBar,
  Fallback,
  Figure,
  Level,
  Notice,
  Override,
  ProxyPolicy,
  Quorum,
  RollPolicy,
  RuleEntry,
  TieBreak,
  UnitState,
  VoteTie,
  VotingLayer,
  VotingPack,
  WeightTransform,
} from "./pack.ts";
export { matchEntries, type PaperEntry, type PaperRejection } from "./paper.ts";
export {
  type Axis,
  type AxisDefinition,
  formatQuantity,
  parseQuantity,
  type QuantityRejection,
  type Scale,
  scaleOf,
} from "./quantity.ts";
// Counting again.
export {
  type BallotReceipt,
  holdsReceipt,
  logRoot,
  type PublishedVote,
  type RecountRejection,
  receiptFor,
  recount,
} from "./recount.ts";
export {
  admitProxies,
  type Choice,
  type CoOwnerDefect,
  type CoOwnerVote,
  type JointVoice,
  jointVoice,
  type ProxyAuthority,
  type RefusedProxy,
} from "./representation.ts";
export { decideRequest, type MeetingRequest, type RequestAnswer } from "./request.ts";
// Who votes.
export {
  type Correction,
  type CorrectionEntry,
  type CorrectionRejection,
  correctRoll,
  DEVELOPER,
  type Roll,
  type RollRejection,
  rollForm,
  rollFrom,
  rollHash,
  thinPseudonyms,
  type Unit,
  type Voter,
} from "./roll.ts";
export {
  type HoldReason,
  type Matter,
  type PackRef,
  type Rule,
  ruleFor,
  rulesAfter,
  type Sourced,
  type VotingRules,
} from "./rules.ts";
export type { NextStep, VerdictReason, VerdictStatus } from "./ruling.ts";
export { type Attendance, type Counted, countVote, type VoteTaken } from "./tally.ts";
export {
  type Fraction,
  greatestBelow,
  isOnBoundary,
  leastThatMeets,
  meets,
  type Threshold,
} from "./threshold.ts";
export { decideVerdict, type Unverified, type Verdict } from "./verdict.ts";
export type { VerdictCondition } from "./verdict-condition.ts";
export { type BarredRoll, barVoters, type VoterClasses, weighRoll } from "./weights.ts";
