import {
  addDays,
  addMinutes,
  compareInstants,
  type Instant,
  type LocalDate,
} from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import { type CaseClockRejection, caseClock, extensionCount } from "./case-clock.ts";
import { type ClockRejection, extensionRefused } from "./case-deadline.ts";
import { applyStep, isHandler } from "./case-fold.ts";
import {
  type Actor,
  type Case,
  type CaseRules,
  lastStep,
  type State,
  type Step,
  type StepOf,
  type Verb,
} from "./case-log.ts";
import { isGrassroots, type UnitId } from "./rules.ts";
import { dayAt } from "./working-days.ts";

/** Why a step is not taken, in the order in which it is looked at. */
export type CaseRejection =
  | { readonly kind: "not-filed" }
  | { readonly kind: "already-filed" }
  | { readonly kind: "already-ended"; readonly state: State }
  | { readonly kind: "handler-may-not-close"; readonly unit: UnitId }
  | { readonly kind: "not-the-lead"; readonly lead: UnitId | null }
  | { readonly kind: "not-your-role"; readonly verb: Verb }
  | { readonly kind: "assignment-final"; readonly objections: number }
  | { readonly kind: "not-yet-accepted" }
  | { readonly kind: "not-answered" }
  | Extract<ClockRejection, { kind: "extension-after-expiry" | "extension-limit" }>
  | CaseClockRejection
  | { readonly kind: "earlier-than-log"; readonly last: Instant }
  | { readonly kind: "wrong-state"; readonly verb: Verb; readonly state: State }
  | { readonly kind: "excluded-unit"; readonly unit: UnitId }
  | { readonly kind: "not-for-grassroots"; readonly unit: UnitId }
  | { readonly kind: "final-too-early"; readonly objections: number; readonly from: number }
  | { readonly kind: "no-lead" }
  | { readonly kind: "no-proposal" }
  | { readonly kind: "objection-window-over"; readonly until: Instant }
  | { readonly kind: "reopen-window-over"; readonly until: LocalDate }
  | { readonly kind: "others-still-ask"; readonly reporters: number }
  | { readonly kind: "level-not-higher"; readonly level: number }
  | { readonly kind: "merged-into-itself" };

/** A case begins. */
export function fileCase(step: StepOf<"file">): Result<Case, CaseRejection> {
  const may = ["reporter", "hotline", "triage", "system"].includes(step.by.role);
  if (!may) return reject({ kind: "not-your-role", verb: "file" });
  return accept(applyStep(undefined, step));
}

/**
 * The next step of a case, or why it is not taken. Only the listed parts do a
 * thing: the lead handles, triage assigns, the hotline closes, the discipline
 * office reads and urges, and nobody is judge of an own answer. The log only
 * grows.
 */
export function advance(state: Case, step: Step, rules: CaseRules): Result<Case, CaseRejection> {
  const refused = refusalOf(state, step, rules);
  return refused === undefined ? accept(applyStep(state, step)) : reject(refused);
}

/** Takes a log step by step, each under the rules; says at which step (from 0) one was refused. */
export function replay(
  log: readonly Step[],
  rules: CaseRules,
): Result<Case, { readonly at: number; readonly because: CaseRejection }> {
  let state: Case | undefined;
  for (const [at, step] of log.entries()) {
    const next = take(state, step, rules);
    if (!next.ok) return reject({ at, because: next.rejection });
    state = next.value;
  }
  return state === undefined ? reject({ at: 0, because: { kind: "not-filed" } }) : accept(state);
}

function take(state: Case | undefined, step: Step, rules: CaseRules): Result<Case, CaseRejection> {
  if (state === undefined) {
    return step.verb === "file" ? fileCase(step) : reject({ kind: "not-filed" });
  }
  return advance(state, step, rules);
}

/**
 * Puts a case into another that is about the same matter. The child ends, with
 * its reporter, its call-back, its excluded units and its due day kept by the
 * parent. An open parent has no parent itself, so that no circle can form.
 */
export function mergeCases(
  child: Case,
  parent: Case,
  { by, at }: { readonly by: Actor; readonly at: Instant },
  rules: CaseRules,
): Result<{ readonly child: Case; readonly parent: Case }, CaseRejection> {
  if (child.id === parent.id) return reject({ kind: "merged-into-itself" });
  const clock = caseClock(child, at, rules);
  if (!clock.ok) return clock;
  const { reporters, excludes, departmentsOnly } = child;
  const { dueOn } = clock.value.due;
  const merged = advance(child, { verb: "merge", into: parent.id, by, at }, rules);
  if (!merged.ok) return merged;
  const kept = { child: child.id, reporters, excludes, departmentsOnly, dueOn };
  const absorbed = advance(parent, { verb: "absorb", ...kept, by, at }, rules);
  return absorbed.ok ? accept({ child: merged.value, parent: absorbed.value }) : absorbed;
}

const ENDED: readonly State[] = ["closed", "withdrawn", "merged"];
const ANSWERED: readonly State[] = ["answered", "callback"];
const LEAD_VERBS: readonly Verb[] = ["accept", "object", "answer", "askPerson"];

type Role = Actor["role"];

/** Who may do what; a verb of the lead's is looked at before. */
const ROLES: Readonly<
  Record<Exclude<Verb, "accept" | "object" | "answer" | "askPerson" | "file">, readonly Role[]>
> = {
  dispatch: ["triage", "supervisor", "system"],
  personAnswers: ["reporter", "hotline"],
  reclassify: ["triage", "supervisor"],
  extend: ["unit", "triage", "supervisor"],
  join: ["unit", "triage", "supervisor"],
  mediate: ["unit", "triage", "reporter"],
  escalate: ["system", "supervisor"],
  supervise: ["supervision"],
  rate: ["reporter"],
  close: ["hotline"],
  rework: ["hotline"],
  withdraw: ["reporter"],
  merge: ["triage", "supervisor"],
  absorb: ["triage", "supervisor"],
  reopen: ["reporter", "supervisor"],
};

function refusalOf(state: Case, step: Step, rules: CaseRules): CaseRejection | undefined {
  const { verb } = step;
  if (verb === "file") return { kind: "already-filed" };
  if (ENDED.includes(state.state) && !(verb === "reopen" && state.state === "closed")) {
    return { kind: "already-ended", state: state.state };
  }
  return (
    roleRefusal(state, step) ?? orderRefusal(state, step, rules) ?? ownRefusal(state, step, rules)
  );
}

function roleRefusal(state: Case, { verb, by }: Step): CaseRejection | undefined {
  const unit = unitOf(by);
  if (verb === "close" && unit !== undefined && isHandler(unit, state)) {
    return { kind: "handler-may-not-close", unit };
  }
  const isLead = by.role === "unit" && by.unit === state.lead;
  const asLead = LEAD_VERBS.includes(verb) || (verb === "extend" && !isOffice(by));
  if (asLead && !isLead) return { kind: "not-the-lead", lead: state.lead ?? null };
  if (asLead || verb === "file" || isLeadVerb(verb)) return undefined;
  const isStranger = by.role === "reporter" && !state.reporters.includes(by.person);
  if (!ROLES[verb].includes(by.role) || isStranger) return { kind: "not-your-role", verb };
  return undefined;
}

function isLeadVerb(verb: Verb): verb is "accept" | "object" | "answer" | "askPerson" {
  return LEAD_VERBS.includes(verb);
}

function isOffice({ role }: Actor): boolean {
  return role === "triage" || role === "supervisor";
}

function unitOf(by: Actor): UnitId | undefined {
  return "unit" in by ? by.unit : undefined;
}

/** What the published list of refusals names, in its order. */
function orderRefusal(state: Case, step: Step, rules: CaseRules): CaseRejection | undefined {
  const { verb } = step;
  const { objections } = state;
  if (verb === "object" && (state.isFinal || objections >= rules.lifecycle.objections.limit)) {
    return { kind: "assignment-final", objections };
  }
  if ((verb === "answer" || verb === "askPerson") && !state.isAccepted) {
    return { kind: "not-yet-accepted" };
  }
  if (verb === "rate" || verb === "close" || verb === "rework") {
    if (!ANSWERED.includes(state.state)) return { kind: "not-answered" };
  }
  return verb === "extend" ? extendRefusal(state, step.at, rules) : undefined;
}

function extendRefusal(state: Case, at: Instant, rules: CaseRules): CaseRejection | undefined {
  const clock = caseClock(state, at, rules);
  if (!clock.ok) return clock.rejection;
  const { dueOn } = clock.value.due;
  const granted = extensionCount(state.log);
  return extensionRefused(at, dueOn, granted, rules.terms.extension, rules.clock);
}

/** In which states a verb makes sense; those not named, in every open state. */
const STATES: Partial<Readonly<Record<Verb, readonly State[]>>> = {
  dispatch: ["received", "dispatched", "objected", "rework", "reopened"],
  accept: ["dispatched", "objected", "rework", "reopened"],
  object: ["dispatched", "reopened"],
  askPerson: ["accepted", "rework"],
  personAnswers: ["waiting-person"],
  answer: ["accepted", "waiting-person", "rework"],
  rate: ["answered"],
  reopen: ["closed"],
  extend: ["dispatched", "objected", "accepted", "waiting-person", "rework", "reopened"],
  join: ["dispatched", "objected", "accepted", "waiting-person", "rework", "reopened"],
  mediate: ["dispatched", "objected", "accepted", "waiting-person", "rework", "reopened"],
};

function ownRefusal(state: Case, step: Step, rules: CaseRules): CaseRejection | undefined {
  const last = state.log.at(-1);
  if (last !== undefined && compareInstants(step.at, last.at) < 0) {
    return { kind: "earlier-than-log", last: last.at };
  }
  const states = STATES[step.verb];
  const resets = step.verb === "dispatch" && step.by.role === "supervisor";
  if (states !== undefined && !states.includes(state.state) && !resets) {
    return { kind: "wrong-state", verb: step.verb, state: state.state };
  }
  const acting = unitOf(step.by);
  if (acting !== undefined && state.excludes.includes(acting)) {
    return { kind: "excluded-unit", unit: acting };
  }
  switch (step.verb) {
    case "dispatch":
      return dispatchRefusal(state, step, rules);
    case "object":
      return objectionRefusal(state, step, rules);
    case "join":
      return namedRefusal(step.units ?? [], state, rules, false);
    case "escalate":
      if (step.level <= state.level) return { kind: "level-not-higher", level: state.level };
      return namedRefusal([step.to], state, rules, false);
    case "absorb":
      return absorbRefusal(state, step, rules);
    case "withdraw":
      if (state.reporters.length < 2) return undefined;
      return { kind: "others-still-ask", reporters: state.reporters.length };
    case "reopen":
      return reopenRefusal(state, step, rules);
    case "merge":
      return step.into === state.id ? { kind: "merged-into-itself" } : undefined;
    default:
      return undefined;
  }
}

/** Units named in a step: none that is excluded, and none of the grassroots for a department's duty. */
function namedRefusal(
  units: readonly UnitId[],
  state: Pick<Case, "excludes" | "departmentsOnly">,
  rules: CaseRules,
  asDuty: boolean,
): CaseRejection | undefined {
  const excluded = units.find((unit) => state.excludes.includes(unit));
  if (excluded !== undefined) return { kind: "excluded-unit", unit: excluded };
  const low =
    asDuty && state.departmentsOnly ? units.find((unit) => isGrassroots(unit, rules)) : undefined;
  return low === undefined ? undefined : { kind: "not-for-grassroots", unit: low };
}

function dispatchRefusal(
  state: Case,
  { lead, co = [], supervisor, final = false }: StepOf<"dispatch">,
  rules: CaseRules,
): CaseRejection | undefined {
  if (lead === "") return { kind: "no-lead" };
  const duty = namedRefusal([lead, ...co], state, rules, true);
  if (duty !== undefined) return duty;
  const watching = supervisor === undefined ? [] : [supervisor];
  const watched = namedRefusal(watching, state, rules, false);
  if (watched !== undefined) return watched;
  const from = rules.lifecycle.objections.finalFrom;
  const { objections } = state;
  return final && objections < from ? { kind: "final-too-early", objections, from } : undefined;
}

function objectionRefusal(
  state: Case,
  { proposes, at }: StepOf<"object">,
  { lifecycle }: CaseRules,
): CaseRejection | undefined {
  if (proposes === "") return { kind: "no-proposal" };
  const hours = lifecycle.objections.withinHours;
  const assigned = lastStep(state.log, "dispatch", "reopen");
  if (hours === undefined || assigned === undefined) return undefined;
  const until = addMinutes(assigned.at, hours * 60);
  return compareInstants(at, until) > 0 ? { kind: "objection-window-over", until } : undefined;
}

/** A child's excluded units and statutory duty hold for the parent, or it cannot take it. */
function absorbRefusal(
  state: Case,
  { excludes, departmentsOnly, child }: StepOf<"absorb">,
  rules: CaseRules,
): CaseRejection | undefined {
  if (child === state.id) return { kind: "merged-into-itself" };
  const { lead, co, supervisor, called } = state;
  const duty = [...(lead === undefined ? [] : [lead]), ...co];
  const others = [
    ...called.map(({ unit }) => unit),
    ...(supervisor === undefined ? [] : [supervisor]),
  ];
  const limits = { excludes, departmentsOnly };
  return namedRefusal(duty, limits, rules, true) ?? namedRefusal(others, limits, rules, false);
}

function reopenRefusal(
  state: Case,
  { by, at }: StepOf<"reopen">,
  { lifecycle, clock }: CaseRules,
): CaseRejection | undefined {
  const closed = lastStep(state.log, "close");
  const days = lifecycle.reopenWithinDays;
  if (by.role !== "reporter" || days === undefined || closed === undefined) return undefined;
  const until = addDays(dayAt(closed.at, clock), days);
  return dayAt(at, clock) > until ? { kind: "reopen-window-over", until } : undefined;
}
