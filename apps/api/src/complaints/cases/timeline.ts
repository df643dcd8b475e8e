import type { Actor, Step } from "@xinyi/complaint-routing";
import type { UnitOfWork } from "../../unit-of-work.ts";
import type { UnitNames } from "../rules/units.ts";
import { type CaseRecord, type LoggedStep, wordsKey } from "./store.ts";

type Numbers = ReadonlyMap<string, { id: string; number: string }>;

const nothing = {
  unit: null,
  personName: null,
  to: null,
  units: [],
  words: null,
  class: null,
  days: null,
  level: null,
  rating: null,
  outcome: null,
  other: null,
  isFinal: false,
} as const;

/** The log as a person reads it, with the reminders that were sent between its steps. */
export async function timelineOf(
  work: UnitOfWork,
  { matter, log }: CaseRecord,
  names: UnitNames,
  words: ReadonlyMap<string, string>,
  numbers: Numbers,
) {
  const { rows } = await work.client.query(
    "select kind, unit, at from complaints.reminder where case_id = $1 order by at, kind, unit",
    [matter.id],
  );
  const steps = log.map((logged) => ({
    ...stepWire(logged, names, numbers),
    words: words.get(wordsKey(matter.id, logged.ordinal, "words")) ?? null,
  }));
  const reminders = rows.map((row) => ({
    ...nothing,
    units: [],
    ordinal: 0,
    verb: row.kind as string,
    at: row.at as string,
    role: "system",
    to: row.unit === "" ? null : names.of(row.unit),
  }));
  return [...steps, ...reminders].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || a.ordinal - b.ordinal,
  );
}

function stepWire({ ordinal, step, personName }: LoggedStep, names: UnitNames, numbers: Numbers) {
  const { verb, at, by } = step;
  return {
    ...nothing,
    ordinal,
    verb: verb as string,
    at,
    role: by.role as string,
    unit: names.maybe(unitOf(by)),
    personName,
    to: names.maybe(toIn(step)),
    units: names.all(unitsIn(step)),
    class: "class" in step ? step.class : null,
    days: verb === "extend" ? (step.days ?? null) : null,
    level: verb === "escalate" ? step.level : null,
    rating: verb === "rate" ? step.rating : null,
    outcome: verb === "mediate" ? (step.outcome ?? "begun") : null,
    other: otherCase(step, numbers),
    isFinal: verb === "dispatch" && step.final === true,
  };
}

function unitOf(by: Actor): string | undefined {
  return "unit" in by ? by.unit : undefined;
}

function toIn(step: Step): string | undefined {
  if (step.verb === "dispatch") return step.lead;
  if (step.verb === "object") return step.proposes;
  return step.verb === "escalate" ? step.to : undefined;
}

function unitsIn(step: Step): readonly string[] {
  if (step.verb === "dispatch") return step.co ?? [];
  return step.verb === "join" ? (step.units ?? []) : [];
}

function otherCase(step: Step, numbers: Numbers) {
  const id = step.verb === "merge" ? step.into : step.verb === "absorb" ? step.child : undefined;
  return (id === undefined ? undefined : numbers.get(id)) ?? null;
}
