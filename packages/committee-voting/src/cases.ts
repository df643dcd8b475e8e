import { accept, type Result, reject } from "@xinyi/result";
import type {
  CommitteeCase,
  ElectionCase,
  FiguresByAxis,
  RequestCase,
  RollCase,
  TalliesWire,
  ThresholdCase,
  VerdictCase,
} from "./case-facts.ts";
import { decideCommittee } from "./committee.ts";
import type { Tallies, TallyName } from "./condition.ts";
import type { Count } from "./count.ts";
import { decideElection } from "./election.ts";
import { voteFromTallies } from "./generate.ts";
import { leastParticipation, leastUnder } from "./needed.ts";
import { type Axis, formatQuantity, parseQuantity } from "./quantity.ts";
import { decideRequest } from "./request.ts";
import { rollFrom, type Unit } from "./roll.ts";
import type { VotingRules } from "./rules.ts";
import {
  CommitteeCaseSchema,
  ElectionCaseSchema,
  RequestCaseSchema,
  RollCaseSchema,
  ThresholdCaseSchema,
  VerdictCaseSchema,
} from "./schema.ts";
import { countVote } from "./tally.ts";
import { decideVerdict } from "./verdict.ts";

/** What one case answers: the fields its kind may expect, as plain JSON. */
export type CaseAnswer = Readonly<Record<string, unknown>>;

export type CaseRejection =
  | { readonly kind: "unknown-kind"; readonly name: string }
  | { readonly kind: "malformed"; readonly path: string; readonly message: string }
  | { readonly kind: "not-a-quantity"; readonly axis: Axis; readonly text: string };

type Answerer = (given: unknown, rules: VotingRules) => Result<CaseAnswer, CaseRejection>;

const ANSWERERS: Readonly<Record<string, Answerer>> = {
  verdict: answering(VerdictCaseSchema, answerVerdict),
  threshold: answering(ThresholdCaseSchema, answerThreshold),
  roll: answering(RollCaseSchema, answerRoll),
  election: answering(ElectionCaseSchema, answerElection),
  "committee-decision": answering(CommitteeCaseSchema, answerCommittee),
  "meeting-request": answering(RequestCaseSchema, answerRequest),
};

/** The kinds of case this suite knows; any other is a failure, not a skip. */
export const caseKinds: readonly string[] = Object.keys(ANSWERERS);

/**
 * Answers the `given` of one case under rules already resolved for its pack
 * and day. A kind or a field that the suite does not know is refused; figures
 * that cannot be true are answered with `input-error`.
 */
export function answerCase(
  kind: string,
  given: unknown,
  rules: VotingRules,
): Result<CaseAnswer, CaseRejection> {
  const answerer = Object.hasOwn(ANSWERERS, kind) ? ANSWERERS[kind] : undefined;
  return answerer === undefined
    ? reject({ kind: "unknown-kind", name: kind })
    : answerer(given, rules);
}

/**
 * Answers a verdict case the long way round: a roll and ballots that add up to
 * its tallies, counted again. `undefined` where no ballots can: figures that
 * cannot be true, tallies left out on purpose, or a matter of consents.
 */
export function recountCase(wire: unknown, rules: VotingRules): CaseAnswer | undefined {
  const parsed = VerdictCaseSchema.safeParse(wire);
  if (!parsed.success) return undefined;
  const stated = countOf(parsed.data, rules);
  if (!stated.ok) return undefined;
  const direct = decideVerdict(parsed.data.matter, stated.value, rules);
  if (direct.status === "input-error" || direct.status === "hold") return undefined;
  const vote = voteFromTallies(stated.value, rules);
  if (!vote.ok || rules.ballot === undefined) return undefined;
  const { count } = countVote(vote.value, rules.ballot.value);
  const { tallies: given, groups: _, ...facts } = stated.value;
  // Objections come in after the vote and on no ballot.
  const objecting = given.objecting === undefined ? {} : { objecting: given.objecting };
  const tallies = { ...count.tallies, ...objecting };
  return { ...decideVerdict(parsed.data.matter, { ...facts, ...count, tallies }, rules) };
}

/** The count that a verdict case describes. */
export function countOf(given: VerdictCase, rules: VotingRules): Result<Count, CaseRejection> {
  const { facts } = given;
  const tallies = talliesOf(given.tallies, rules);
  if (!tallies.ok) return tallies;
  const measured = facts?.measured === undefined ? undefined : talliesOf(facts.measured, rules);
  if (measured !== undefined && !measured.ok) return measured;
  const groups = groupsOf(facts?.groups ?? {}, rules);
  if (!groups.ok) return groups;
  const { measured: _, groups: __, ...plain } = facts ?? {};
  return accept({
    ...plain,
    tallies: tallies.value,
    groups: groups.value,
    ...(measured === undefined ? {} : { measured: measured.value }),
  });
}

interface Parser<T> {
  safeParse(input: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[];
        };
      };
}

function answering<T>(
  schema: Parser<T>,
  answer: (given: T, rules: VotingRules) => Result<CaseAnswer, CaseRejection>,
): Answerer {
  return (given, rules) => {
    const parsed = schema.safeParse(given);
    if (parsed.success) return answer(parsed.data, rules);
    const issue = parsed.error.issues[0];
    const path = issue?.path.map(String).join("/") ?? "";
    return reject({ kind: "malformed", path, message: issue?.message ?? "not as described" });
  };
}

function answerVerdict(given: VerdictCase, rules: VotingRules): Result<CaseAnswer, CaseRejection> {
  const count = countOf(given, rules);
  // A figure that is no amount at all is a wrong input, not a wrong case.
  if (!count.ok)
    return accept({
      status: "input-error",
      strictStatus: "input-error",
      reasons: [count.rejection],
    });
  return accept({ ...decideVerdict(given.matter, count.value, rules) });
}

function answerThreshold(
  given: ThresholdCase,
  rules: VotingRules,
): Result<CaseAnswer, CaseRejection> {
  const total = figuresOf(given.total, rules);
  if (!total.ok) return accept({ status: "input-error" });
  const least = leastParticipation(given.matter, total.value, rules);
  return accept(
    least.ok ? { participating: least.value } : { status: "hold", reasons: [least.rejection] },
  );
}

function answerRoll(given: RollCase, rules: VotingRules): Result<CaseAnswer, CaseRejection> {
  if (rules.roll === undefined) return accept({ status: "hold" });
  const roll = rollFrom(unitsOf(given), rules.roll.value, rules.scales);
  if (!roll.ok) return accept({ status: "input-error", reasons: [roll.rejection] });
  const { totals, scales, areaSource, voters } = roll.value;
  const area = scales.area;
  const ordinary = rules.rules.ordinary;
  return accept({
    heads: String(voters.length),
    ...(area === undefined ? {} : { area: formatQuantity(totals.area ?? 0n, area) }),
    quorum: ordinary === undefined ? {} : leastUnder(ordinary, totals, rules),
    areaSource,
  });
}

function answerElection(
  given: ElectionCase,
  rules: VotingRules,
): Result<CaseAnswer, CaseRejection> {
  const total = figuresOf(given.total, rules);
  const participating = figuresOf(given.participating, rules);
  if (!total.ok || !participating.ok) return accept({ status: "input-error" });
  const candidates: { id: string; for: Readonly<Record<Axis, bigint>> }[] = [];
  for (const candidate of given.candidates) {
    const votes = figuresOf(candidate.for, rules);
    if (!votes.ok) return accept({ status: "input-error" });
    candidates.push({ id: candidate.id, for: votes.value });
  }
  const count = { ...given, total: total.value, participating: participating.value, candidates };
  return accept({ ...decideElection(count, rules) });
}

function answerCommittee(
  given: CommitteeCase,
  rules: VotingRules,
): Result<CaseAnswer, CaseRejection> {
  return accept({ ...decideCommittee(given, rules) });
}

function answerRequest(given: RequestCase, rules: VotingRules): Result<CaseAnswer, CaseRejection> {
  const total = figuresOf(given.total, rules);
  const requesters = figuresOf(given.requesters, rules);
  if (!total.ok || !requesters.ok) return accept({ valid: false, reason: "input-error" });
  const request = { basis: given.basis, total: total.value, requesters: requesters.value };
  const { valid, reason } = decideRequest(request, rules);
  return accept({ valid, reason });
}

function unitsOf(given: RollCase): readonly Unit[] {
  return given.units.flatMap((unit, at) => {
    const many = unit.count ?? 1;
    return Array.from({ length: many }, (_, nth): Unit => {
      const id = unit.id !== undefined && many === 1 ? unit.id : `${unit.id ?? at + 1}-${nth + 1}`;
      const owner = unit.owner === "each-own" ? `owner of ${id}` : unit.owner;
      return {
        id,
        owners: unit.owners ?? (owner === undefined ? [] : [owner]),
        ...(unit.state === undefined ? {} : { state: unit.state }),
        ...(unit.area === undefined ? {} : { area: String(unit.area) }),
        ...(unit.areas === undefined ? {} : { areas: texts(unit.areas) }),
      };
    });
  });
}

function texts(figures: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(figures).map(([key, figure]) => [key, String(figure)]));
}

/** Only axes the place knows are read; another place's axis is no concern of its rules. */
function figuresOf(
  figures: FiguresByAxis,
  rules: VotingRules,
): Result<Readonly<Record<Axis, bigint>>, CaseRejection> {
  const read: Record<Axis, bigint> = {};
  for (const [axis, figure] of Object.entries(figures)) {
    const scale = rules.scales[axis];
    if (scale === undefined) continue;
    const parsed = parseQuantity(String(figure), scale);
    if (!parsed.ok) return reject({ kind: "not-a-quantity", axis, text: String(figure) });
    read[axis] = parsed.value;
  }
  return accept(read);
}

function talliesOf(wire: TalliesWire, rules: VotingRules): Result<Tallies, CaseRejection> {
  const tallies: Partial<Record<TallyName, Readonly<Record<Axis, bigint>>>> = {};
  for (const [name, figures] of Object.entries(wire)) {
    const read = figuresOf(figures, rules);
    if (!read.ok) return read;
    tallies[name as TallyName] = read.value;
  }
  return accept(tallies);
}

function groupsOf(
  groups: Readonly<Record<string, Readonly<Record<string, TalliesWire>>>>,
  rules: VotingRules,
): Result<Readonly<Record<string, Readonly<Record<string, Tallies>>>>, CaseRejection> {
  const read: Record<string, Record<string, Tallies>> = {};
  for (const [by, members] of Object.entries(groups)) {
    for (const [group, wire] of Object.entries(members)) {
      const tallies = talliesOf(wire, rules);
      if (!tallies.ok) return tallies;
      read[by] = { ...read[by], [group]: tallies.value };
    }
  }
  return accept(read);
}
