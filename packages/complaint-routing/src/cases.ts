import { accept, type Result, reject } from "@xinyi/result";
import { advance, type CaseRejection, fileCase } from "./case.ts";
import { caseDeadline } from "./case-deadline.ts";
import type { Actor, Case, CaseRules, Step, Verb } from "./case-log.ts";
import { dueAt } from "./deadline.ts";
import { route } from "./route.ts";
import type { RoutingPack } from "./rules.ts";
import { type CaseForms, type CaseStep, decodeCase, type FormIssue } from "./schema.ts";
import type { Routing } from "./tables.ts";

/** What one worked case answers: the fields its kind may expect, as plain JSON. */
export type CaseAnswer = Readonly<Record<string, unknown>>;

export type CaseProblem =
  | { readonly kind: "malformed"; readonly issues: readonly FormIssue[] }
  | { readonly kind: "unknown-verb"; readonly verb: string }
  | { readonly kind: "step-refused"; readonly step: number; readonly because: CaseRejection };

/** A due day or moment, or the error that none can be told. */
export function answerDeadline(
  given: unknown,
  { clock }: Pick<CaseRules, "clock">,
): Result<CaseAnswer, CaseProblem> {
  return reading("deadline", given, ({ receivedAt, term }) => {
    const due = dueAt(receivedAt, term, clock);
    return accept(due.ok ? due.value : { error: due.rejection.kind });
  });
}

/** The due day of a case under a place's time limits. */
export function answerCaseDeadline(
  given: unknown,
  { terms, clock }: Pick<CaseRules, "terms" | "clock">,
): Result<CaseAnswer, CaseProblem> {
  return reading("case-deadline", given, ({ extension, ...facts }) => {
    const extensions = extension === undefined ? [] : [extension];
    const due = caseDeadline({ ...facts, extensions }, terms, clock);
    return accept(due.ok ? { dueOn: due.value.dueOn } : { refused: due.rejection.kind });
  });
}

/** Where the pack sends these facts. */
export function answerRoute(given: unknown, routing: Routing): Result<CaseAnswer, CaseProblem> {
  return reading("route", given, (facts) => {
    const decision = route(facts, routing);
    const { disposition, textStored, excludes } = decision;
    const said = { disposition, textStored, excludes, co: [] };
    switch (decision.disposition) {
      case "dispatch": {
        const { lead, co, supervisor } = decision;
        return accept({ ...said, lead, co, supervisor });
      }
      case "triage":
        return accept({ ...said, queue: decision.queue });
      default:
        return accept({ ...said, to: decision.to, lead: decision.to });
    }
  });
}

/** The state after the last step, or why the last was refused; an earlier refusal is a fault of the case. */
export function answerLifecycle(given: unknown, rules: CaseRules): Result<CaseAnswer, CaseProblem> {
  return reading("lifecycle", given, ({ steps }) => {
    let state: Case | undefined;
    for (const [at, wire] of steps.entries()) {
      const step = stepFrom(wire, rules);
      if (step === undefined) return reject({ kind: "unknown-verb", verb: wire.verb });
      const next: Result<Case, CaseRejection> =
        state !== undefined
          ? advance(state, step, rules)
          : step.verb === "file"
            ? fileCase(step)
            : reject({ kind: "not-filed" });
      if (next.ok) state = next.value;
      else if (at === steps.length - 1) return accept({ refused: next.rejection.kind });
      else return reject({ kind: "step-refused", step: at + 1, because: next.rejection });
    }
    return accept({ state: state?.state });
  });
}

function reading<Kind extends keyof CaseForms>(
  kind: Kind,
  given: unknown,
  answer: (facts: CaseForms[Kind]) => Result<CaseAnswer, CaseProblem>,
): Result<CaseAnswer, CaseProblem> {
  const read = decodeCase(kind, given);
  return read.ok ? answer(read.value) : reject({ kind: "malformed", issues: read.rejection });
}

const OFFICES: readonly string[] = ["triage", "hotline", "supervisor", "system"];

/** In which part someone acts whom a case names by one word. */
function actorNamed(name: string, units: RoutingPack["units"]): Actor {
  if (name === "resident") return { role: "reporter", person: name };
  if (OFFICES.includes(name)) return { role: name as "triage" };
  const kind = units.find(({ id }) => id === name)?.kind;
  return kind === "supervision"
    ? { role: "supervision", unit: name }
    : { role: "unit", unit: name };
}

function stepFrom(wire: CaseStep, { units, lifecycle }: CaseRules): Step | undefined {
  const { verb, at, lead = "", final, proposes = "", rating } = wire;
  const made = { by: actorNamed(wire.by, units), at };
  const plain: readonly string[] = PLAIN_VERBS;
  if (plain.includes(verb)) return { verb: verb as (typeof PLAIN_VERBS)[number], ...made };
  switch (verb) {
    case "file":
      return { verb, id: "case", class: lifecycle.defaultClass, ...made };
    case "dispatch":
      return { verb, lead, ...(final === undefined ? {} : { final }), ...made };
    case "object":
      return { verb, proposes, ...made };
    case "rate":
      return rating === undefined ? undefined : { verb, rating, ...made };
    case "merge":
      return { verb, into: "parent", ...made };
    default:
      return undefined;
  }
}

const PLAIN_VERBS = [
  "accept",
  "askPerson",
  "personAnswers",
  "extend",
  "join",
  "mediate",
  "supervise",
  "answer",
  "close",
  "rework",
  "withdraw",
  "reopen",
] as const satisfies readonly Verb[];
