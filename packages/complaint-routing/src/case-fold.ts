import { unreachable } from "@xinyi/result";
import type { Actor, CalledUnit, Case, Step, StepOf } from "./case-log.ts";
import type { UnitId } from "./rules.ts";

/** What a log comes to. The log was checked step by step when it was written. */
export function caseFrom(log: readonly Step[]): Case {
  const state = log.reduce<Case | undefined>(applyStep, undefined);
  if (state === undefined) throw new Error("a case begins with its filing");
  return state;
}

/** Whether the unit handles the case: leads it, helps or was called to. */
export function isHandler(unit: UnitId, { lead, co, called }: Case): boolean {
  return unit === lead || co.includes(unit) || called.some((each) => each.unit === unit);
}

/** The case after a step that was found right. */
export function applyStep(state: Case | undefined, step: Step): Case {
  if (step.verb === "file") return filed(step);
  if (state === undefined) throw new Error(`${step.verb} before the case was filed`);
  return { ...changed(state, step), log: [...state.log, step] };
}

function filed(step: StepOf<"file">): Case {
  const { id, class: name, grids = [], excludes = [], departmentsOnly = false, by } = step;
  return {
    id,
    log: [step],
    state: "received",
    class: name,
    grids,
    excludes,
    departmentsOnly,
    reporters: by.role === "reporter" ? [by.person] : [],
    co: [],
    called: [],
    isAccepted: false,
    isFinal: false,
    objections: 0,
    cycle: 1,
    level: 0,
    isMediating: false,
  };
}

function changed(state: Case, step: Exclude<Step, { readonly verb: "file" }>): Case {
  switch (step.verb) {
    case "dispatch":
      return dispatched(state, step);
    case "accept":
      return { ...state, state: "accepted", isAccepted: true };
    case "object":
      return { ...state, state: "objected", objections: state.objections + 1 };
    case "askPerson":
      return { ...state, state: "waiting-person" };
    case "personAnswers":
      return { ...state, state: "accepted" };
    case "reclassify":
      return { ...state, class: step.class };
    case "extend":
    case "supervise":
      return state;
    case "join":
      return joined(state, step);
    case "mediate":
      return { ...state, isMediating: step.outcome !== "settled" && step.outcome !== "refused" };
    case "escalate":
      return { ...state, level: step.level };
    case "answer":
      return { ...state, state: "answered", isMediating: false };
    case "rate":
      return { ...state, state: "callback", rating: step.rating };
    case "close":
      return { ...state, state: "closed" };
    case "rework": {
      const { rating: _, ...rest } = state;
      return { ...rest, state: "rework" };
    }
    case "withdraw":
      return { ...state, state: "withdrawn", isMediating: false };
    case "merge":
      return { ...state, state: "merged", mergedInto: step.into, isMediating: false };
    case "absorb":
      return {
        ...state,
        reporters: joinedOnce(state.reporters, step.reporters),
        excludes: joinedOnce(state.excludes, step.excludes),
        departmentsOnly: state.departmentsOnly || step.departmentsOnly,
      };
    case "reopen": {
      const { rating: _, ...rest } = state;
      const fresh = { isAccepted: false, isFinal: false, objections: 0, level: 0, called: [] };
      return { ...rest, ...fresh, state: "reopened", cycle: state.cycle + 1 };
    }
    default:
      return unreachable(step);
  }
}

function dispatched(state: Case, step: StepOf<"dispatch">): Case {
  const { supervisor: _, ...rest } = state;
  const { lead, co = [], supervisor, final = false } = step;
  return {
    ...rest,
    state: "dispatched",
    lead,
    co: co.filter((unit) => unit !== lead),
    ...(supervisor === undefined ? {} : { supervisor }),
    isAccepted: false,
    isFinal: final,
  };
}

/** Units that are named are called; a unit that names none reports in, called or not. */
function joined(state: Case, { units = [], by, at }: StepOf<"join">): Case {
  const known = new Set(state.called.map(({ unit }) => unit));
  const fresh = units.filter((unit) => unit !== state.lead && !known.has(unit));
  const called = [...state.called, ...new Set(fresh)].map<CalledUnit>((each) =>
    typeof each === "string" ? { unit: each, calledAt: at } : each,
  );
  const reporting = units.length === 0 ? reportingUnit(by, state) : undefined;
  if (reporting === undefined) return { ...state, called };
  if (!known.has(reporting)) {
    return { ...state, called: [...called, { unit: reporting, calledAt: at, reportedAt: at }] };
  }
  return {
    ...state,
    called: called.map((each) =>
      each.unit === reporting && each.reportedAt === undefined ? { ...each, reportedAt: at } : each,
    ),
  };
}

function reportingUnit(by: Actor, { lead }: Case): UnitId | undefined {
  return by.role === "unit" && by.unit !== lead ? by.unit : undefined;
}

function joinedOnce<Item>(left: readonly Item[], right: readonly Item[]): readonly Item[] {
  return [...new Set([...left, ...right])];
}
