import { addDays, daysBetween, type LocalDate } from "@xinyi/calendar";
import { type Condition, type ConditionAnswer, judge, type Tallies } from "./condition.ts";
import type { Count, InputError } from "./count.ts";
import type { Aftermath, Fallback } from "./pack.ts";
import type { Axis, Scale } from "./quantity.ts";
import type { HoldReason, Rule, Sourced } from "./rules.ts";
import { dress, type VerdictCondition } from "./verdict-condition.ts";

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

type Scales = Readonly<Record<Axis, Scale>>;

/** A status with what led to it, before it is dressed for the reader. */
export interface Ruling {
  readonly status: VerdictStatus;
  readonly conditions: readonly VerdictCondition[];
  readonly reasons: readonly VerdictReason[];
  readonly next: readonly NextStep[];
  readonly pendingUntil?: LocalDate;
}

/** One rule put to one count: the status, and all that led to it. */
export function ruleOn(tallies: Tallies, count: Count, rule: Rule, scales: Scales): Ruling {
  const evidence = { ...count, tallies };
  const quorum = judgeQuorum(rule, evidence, scales);
  const adopt = judge(rule.adopt.value, evidence, scales);
  const consents = judgeSlot(rule.consents, evidence, scales);
  const conditions = [
    ...dress("quorum", quorum, rule.quorum, scales),
    ...dress("adopt", adopt, rule.adopt, scales),
    ...dress("consents", consents, rule.consents, scales),
  ];
  const missing = [quorum, adopt, consents].flatMap((part) =>
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
  if (consents.met === false) return { status: "failed", conditions, reasons: [], next: [] };
  return carriedRuling(evidence, rule, scales, conditions);
}

/** What the rule does not ask for stands by itself. */
const UNASKED: ConditionAnswer = { met: true, leaves: [] };

function judgeSlot(
  slot: Sourced<Condition> | undefined,
  evidence: Count,
  scales: Scales,
): ConditionAnswer {
  return slot === undefined ? UNASKED : judge(slot.value, evidence, scales);
}

function judgeQuorum(rule: Rule, count: Count, scales: Scales): ConditionAnswer {
  if (rule.quorum === undefined) return UNASKED;
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

export function missingTally(tally: string): VerdictReason {
  return { kind: "tally-missing", tally };
}
