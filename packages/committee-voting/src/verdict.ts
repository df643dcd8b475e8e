import { addDays, addMonths, daysBetween, type LocalDate } from "@xinyi/calendar";
import {
  type Condition,
  type ConditionAnswer,
  judge,
  type LeafAnswer,
  type Share,
  type Tallies,
  type TallyName,
} from "./condition.ts";
import {
  type Count,
  type DeemedOutcome,
  type InputError,
  inputErrors,
  withDeemed,
} from "./count.ts";
import type { Aftermath, DecidingBody, Fallback } from "./pack.ts";
import { type Axis, formatQuantity, type Scale } from "./quantity.ts";
import {
  type HoldReason,
  type Matter,
  type PackRef,
  type Rule,
  ruleFor,
  type Sourced,
  type VotingRules,
} from "./rules.ts";

export type VerdictStatus =
  | "passed"
  | "failed"
  | "no-quorum"
  | "procedure-defect"
  | "passed-pending"
  | "second-vote-available"
  | "lapsed"
  | "hold"
  | "input-error";

/** One condition of the rule beside what was reached. Amounts are decimals of the axis' unit. */
export interface VerdictCondition {
  readonly part: "quorum" | "adopt" | "consents" | "second-ballot";
  readonly op: string;
  readonly axis?: Axis;
  readonly tally?: TallyName;
  readonly base?: TallyName;
  readonly share?: Share;
  readonly group?: string;
  /** The least that is enough; of a cap on opposition, the most that is allowed. */
  readonly required?: string;
  readonly reached?: string;
  readonly baseAmount?: string;
  /** How far off; `0` when met. */
  readonly shortfall?: string;
  readonly met?: boolean;
  readonly onBoundary?: boolean;
  readonly source: string;
  readonly verified: boolean;
  readonly pack: string;
}

export type VerdictReason =
  | HoldReason
  | InputError
  | { readonly kind: "tally-missing"; readonly tally: string }
  | { readonly kind: "nothing-published" }
  | {
      readonly kind: "notice-too-short";
      readonly required: number;
      readonly given: number;
      readonly source: string;
    };

/** A way on for a motion that was not carried, as an event under its own rule. */
export interface NextStep {
  readonly kind: Fallback["kind"];
  readonly rule: string;
  readonly within?: string;
  readonly source: string;
}

/** A value the verdict rests on that nobody has read in its official text. */
export interface Unverified {
  readonly path: string;
  readonly source: string;
  readonly pack: string;
  readonly note?: string;
}

/**
 * The answer to a vote, complete enough to be printed, stored and derived
 * again. `failed` says that the motion was not carried, never that its
 * opposite was.
 */
export interface Verdict {
  readonly status: VerdictStatus;
  /** The status without any deemed vote. */
  readonly strictStatus: VerdictStatus;
  readonly matter: Matter;
  readonly rule?: string;
  readonly body?: DecidingBody;
  readonly conditions: readonly VerdictCondition[];
  readonly reasons: readonly VerdictReason[];
  readonly deemed?: DeemedOutcome;
  readonly next: readonly NextStep[];
  readonly pendingUntil?: LocalDate;
  readonly challenge?: {
    readonly months: number;
    readonly from: "knowledge" | "resolution";
    readonly until?: LocalDate;
    readonly source: string;
  };
  readonly unverified: readonly Unverified[];
  readonly on: LocalDate;
  readonly packs: readonly PackRef[];
  readonly rollHash?: string;
}

type Scales = Readonly<Record<Axis, Scale>>;

/** A status with what led to it, before it is dressed for the reader. */
interface Ruling {
  readonly status: VerdictStatus;
  readonly conditions: readonly VerdictCondition[];
  readonly reasons: readonly VerdictReason[];
  readonly next: readonly NextStep[];
  readonly pendingUntil?: LocalDate;
}

/**
 * Draws the verdict on a matter from a count, exactly and independent of any
 * order. Precedence: input-error, hold, no-quorum, second-vote-available,
 * failed, procedure-defect, lapsed, passed-pending, passed.
 */
export function decideVerdict(matter: Matter, count: Count, rules: VotingRules): Verdict {
  const about = {
    matter,
    on: rules.on,
    packs: rules.packs,
    ...(count.rollHash === undefined ? {} : { rollHash: count.rollHash }),
  };
  const nothing = { conditions: [], next: [], unverified: [] };
  const errors = inputErrors(count);
  if (errors.length > 0) {
    const status = "input-error";
    return { status, strictStatus: status, reasons: errors, ...nothing, ...about };
  }
  const named = ruleFor(matter, rules);
  if (!named.ok) {
    return {
      status: "hold",
      strictStatus: "hold",
      reasons: [named.rejection],
      ...nothing,
      ...about,
    };
  }
  const rule = named.value;
  const scales = count.scales ?? rules.scales;
  const strict = ruleOn(count.tallies, count, rule, scales);
  const deemed = withDeemed(count, rules.deemed, scales);
  const ruling = rulingWithDeemed(strict, deemed, count, rule, scales);
  return {
    status: ruling.status,
    strictStatus: strict.status,
    ...about,
    rule: rule.id,
    body: rule.body.value,
    conditions: ruling.conditions,
    reasons: ruling.reasons,
    ...(deemed.outcome === undefined ? {} : { deemed: deemed.outcome }),
    next: ruling.next,
    ...(ruling.pendingUntil === undefined ? {} : { pendingUntil: ruling.pendingUntil }),
    ...challengeOf(rule, count),
    unverified: unverifiedIn(matter, rule, rules, deemed.outcome),
  };
}

function rulingWithDeemed(
  strict: Ruling,
  deemed: ReturnType<typeof withDeemed>,
  count: Count,
  rule: Rule,
  scales: Scales,
): Ruling {
  switch (deemed.outcome?.kind) {
    case "counted":
      return ruleOn(deemed.tallies, count, rule, scales);
    case "undecided":
      return { ...strict, status: "hold", reasons: deemed.outcome.missing.map(missingTally) };
    default:
      return strict;
  }
}

function ruleOn(tallies: Tallies, count: Count, rule: Rule, scales: Scales): Ruling {
  const evidence = { ...count, tallies };
  const quorum = judgeQuorum(rule, evidence, scales);
  const adopt = judge(rule.adopt.value, evidence, scales);
  const consents =
    rule.consents === undefined ? undefined : judge(rule.consents.value, evidence, scales);
  const conditions = [
    ...(rule.quorum === undefined ? [] : dress("quorum", quorum, rule.quorum, scales)),
    ...dress("adopt", adopt, rule.adopt, scales),
    ...(rule.consents === undefined || consents === undefined
      ? []
      : dress("consents", consents, rule.consents, scales)),
  ];
  const missing = [quorum, adopt, ...(consents === undefined ? [] : [consents])].flatMap((part) =>
    part.met === undefined ? part.leaves.flatMap((leaf) => leaf.missing ?? []) : [],
  );
  const held = (reasons: readonly VerdictReason[]): Ruling => ({
    status: "hold",
    conditions,
    reasons,
    next: [],
  });
  if (missing.length > 0) return held([...new Set(missing)].sort().map(missingTally));
  if (adopt.leaves.length === 0) return held([{ kind: "nothing-published" }]);
  if (quorum.met === false) {
    return { status: "no-quorum", conditions, reasons: [], next: stepsAfter("no-quorum", rule) };
  }
  const carried = adopt.met === true || isSettledTie(adopt, rule, count);
  if (!carried) return notCarried(evidence, rule, scales, conditions);
  if (consents?.met === false) return { status: "failed", conditions, reasons: [], next: [] };
  return carriedRuling(evidence, rule, scales, conditions);
}

function judgeQuorum(rule: Rule, count: Count, scales: Scales): ConditionAnswer {
  if (rule.quorum === undefined) return { met: true, leaves: [] };
  const { check, condition, afterEvent } = rule.quorum.value;
  const relaxed = afterEvent !== undefined && (count.events?.includes(afterEvent.event) ?? false);
  return judge(relaxed ? afterEvent.condition : condition, count, scales, check === "when-counted");
}

/** Not carried, unless the law opens a second ballot in the same meeting. */
function notCarried(
  count: Count,
  rule: Rule,
  scales: Scales,
  conditions: readonly VerdictCondition[],
): Ruling {
  const fallback = rule.fallback;
  const second = fallback?.value.find((step) => step.kind === "second-ballot");
  const failed: Ruling = {
    status: "failed",
    conditions,
    reasons: [],
    next: stepsAfter("failed", rule),
  };
  if (fallback === undefined || second === undefined || count.ballot === "second") return failed;
  const open = judge(second.precondition ?? { all: [] }, count, scales);
  const all = [...conditions, ...dress("second-ballot", open, fallback, scales)];
  if (open.met === undefined && !isRuledOut(second.precondition, count, scales)) {
    const missing = open.leaves.flatMap((leaf) => leaf.missing ?? []);
    return { status: "hold", conditions: all, reasons: missing.map(missingTally), next: [] };
  }
  if (open.met !== true) return { ...failed, conditions: all };
  const next = [nextStep(second, fallback.source)];
  return { status: "second-vote-available", conditions: all, reasons: [], next };
}

/** A precondition of which one part has failed is closed, whatever was not counted. */
function isRuledOut(condition: Condition | undefined, count: Count, scales: Scales): boolean {
  return (
    condition !== undefined &&
    "all" in condition &&
    condition.all.some((part) => judge(part, count, scales).met === false)
  );
}

function carriedRuling(
  count: Count,
  rule: Rule,
  scales: Scales,
  conditions: readonly VerdictCondition[],
): Ruling {
  const short = shortNotice(rule, count);
  if (short !== undefined) {
    const status = rule.notice?.value.kind === "definition" ? "failed" : "procedure-defect";
    return { status, conditions, reasons: [short], next: [] };
  }
  let pendingUntil: LocalDate | undefined;
  let isPending = false;
  for (const step of rule.after?.value ?? []) {
    const outcome = afterwards(step, count, scales);
    if (outcome.kind === "lapsed") return { status: "lapsed", conditions, reasons: [], next: [] };
    if (outcome.kind === "stands") continue;
    isPending = true;
    const { until } = outcome;
    if (until !== undefined && (pendingUntil === undefined || until > pendingUntil)) {
      pendingUntil = until;
    }
  }
  const status = isPending ? "passed-pending" : "passed";
  return {
    status,
    conditions,
    reasons: [],
    next: [],
    ...(pendingUntil === undefined ? {} : { pendingUntil }),
  };
}

type Afterwards =
  | { readonly kind: "stands" }
  | { readonly kind: "lapsed" }
  | { readonly kind: "pending"; readonly until?: LocalDate };

function afterwards(step: Aftermath, count: Count, scales: Scales): Afterwards {
  switch (step.kind) {
    case "challenge":
      return { kind: "stands" };
    case "approval":
      return count.approvedBy?.includes(step.by) ? { kind: "stands" } : { kind: "pending" };
    case "measure": {
      if (count.measured === undefined) {
        const held = count.notice?.heldOn;
        return held === undefined
          ? { kind: "pending" }
          : { kind: "pending", until: addDays(held, 7 * step.weeks) };
      }
      const later = judge(step.condition, { ...count, tallies: count.measured }, scales);
      return later.met === undefined
        ? { kind: "pending" }
        : { kind: later.met ? "stands" : "lapsed" };
    }
    case "objection": {
      const served = count.minutesServedOn;
      const until = served === undefined ? undefined : addDays(served, step.days);
      const objected = judge(step.lapsesIf, count, scales);
      if (objected.met === true) return { kind: "lapsed" };
      const isOver = until !== undefined && count.asOf !== undefined && count.asOf > until;
      // Nobody is taken to have kept silent before the objections were counted.
      if (isOver && objected.met === false) return { kind: "stands" };
      return { kind: "pending", ...(until === undefined ? {} : { until }) };
    }
  }
}

/** A level vote that the law lets someone or something settle, and that was settled for the motion. */
function isSettledTie(adopt: ConditionAnswer, rule: Rule, count: Count): boolean {
  if (count.tieBroken !== "for" || (rule.tie?.value ?? "none") === "none") return false;
  return adopt.leaves
    .filter((leaf) => leaf.met === false)
    .every((leaf) => leaf.leaf.op === "outnumbers" && leaf.onBoundary === true);
}

function shortNotice(rule: Rule, count: Count): VerdictReason | undefined {
  if (rule.notice === undefined || count.notice === undefined) return undefined;
  const given = daysBetween(count.notice.servedOn, count.notice.heldOn);
  const required = rule.notice.value.days;
  if (given >= required) return undefined;
  return { kind: "notice-too-short", required, given, source: rule.notice.source };
}

function stepsAfter(status: "failed" | "no-quorum", rule: Rule): readonly NextStep[] {
  const { fallback } = rule;
  if (fallback === undefined) return [];
  return fallback.value
    .filter((step) => step.kind !== "second-ballot")
    .filter((step) => step.when === "either" || step.when === status)
    .map((step) => nextStep(step, fallback.source));
}

function nextStep(step: Fallback, source: string): NextStep {
  return {
    kind: step.kind,
    rule: step.toRule,
    ...(step.within === undefined ? {} : { within: step.within }),
    source,
  };
}

function challengeOf(rule: Rule, count: Count): Pick<Verdict, "challenge"> {
  const step = rule.after?.value.find((after) => after.kind === "challenge");
  if (rule.after === undefined || step === undefined) return {};
  const from = step.from === "knowledge" ? count.knownOn : count.notice?.heldOn;
  const until = from === undefined ? {} : { until: addMonths(from, step.months) };
  const { months } = step;
  return { challenge: { months, from: step.from, ...until, source: rule.after.source } };
}

function dress(
  part: VerdictCondition["part"],
  answer: ConditionAnswer,
  value: Sourced<unknown>,
  scales: Scales,
): readonly VerdictCondition[] {
  const { source, verified, pack } = value;
  return answer.leaves.map((leaf) => ({
    part,
    ...dressLeaf(leaf, scales),
    source,
    verified,
    pack,
  }));
}

function dressLeaf(
  answer: LeafAnswer,
  scales: Scales,
): Omit<VerdictCondition, "part" | "source" | "verified" | "pack"> {
  const { leaf } = answer;
  const scale = (leaf.op === "consent" ? undefined : scales[leaf.axis]) ?? { perOne: 1n, step: 1n };
  const amount = (key: string, units: bigint | undefined): Record<string, string> =>
    units === undefined ? {} : { [key]: formatQuantity(units, scale) };
  const { reached, required, met } = answer;
  const gap =
    reached === undefined || required === undefined
      ? undefined
      : reached < required
        ? required - reached
        : reached - required;
  return {
    op: leaf.op,
    ...(leaf.op === "consent" ? { tally: "for" as const } : { axis: leaf.axis, tally: leaf.tally }),
    ...("base" in leaf ? { base: leaf.base } : {}),
    ...("other" in leaf ? { base: leaf.other } : {}),
    ...("share" in leaf ? { share: leaf.share } : {}),
    ...(answer.group === undefined ? {} : { group: answer.group }),
    ...amount("required", required),
    ...amount("reached", reached),
    ...amount("baseAmount", answer.base),
    ...amount("shortfall", met === true ? 0n : gap),
    ...(met === undefined ? {} : { met }),
    ...(answer.onBoundary === undefined ? {} : { onBoundary: answer.onBoundary }),
  };
}

function unverifiedIn(
  matter: Matter,
  rule: Rule,
  rules: VotingRules,
  deemed: DeemedOutcome | undefined,
): readonly Unverified[] {
  const { id: _, ...slots } = rule;
  const used: [string, Sourced<unknown> | undefined][] = [
    [`matters/${matter}`, rules.matters[matter]],
    ...Object.entries(slots).map(([slot, value]): [string, Sourced<unknown>] => [
      `rules/${rule.id}/${slot}`,
      value,
    ]),
    ["deemed", deemed === undefined ? undefined : rules.deemed],
  ];
  return used.flatMap(([path, value]) =>
    value === undefined || value.verified
      ? []
      : [
          {
            path,
            source: value.source,
            pack: value.pack,
            ...(value.note === undefined ? {} : { note: value.note }),
          },
        ],
  );
}

function missingTally(tally: string): VerdictReason {
  return { kind: "tally-missing", tally };
}
