import type { CaseStep } from "./queries.ts";

export type Verb = CaseStep["verb"];

/** What each step asks of whoever takes it, in the order it is asked. */
export type StepField =
  | "lead"
  | "co"
  | "supervisor"
  | "desk"
  | "final"
  | "proposes"
  | "class"
  | "days"
  | "units"
  | "outcome"
  | "level"
  | "to"
  | "words"
  | "note";

export const fieldsOf: Readonly<Record<Verb, readonly StepField[]>> = {
  dispatch: ["lead", "desk", "co", "supervisor", "final", "note"],
  accept: [],
  answer: ["words"],
  askPerson: ["words"],
  personAnswers: ["words"],
  object: ["proposes", "words"],
  extend: ["days", "words"],
  reclassify: ["class", "words"],
  join: ["units", "note"],
  mediate: ["outcome", "note"],
  escalate: ["level", "to", "words"],
  close: ["note"],
  rework: ["words"],
  reopen: ["words"],
  supervise: ["words"],
};

/** In the order in which a case lives, so that the next thing to do stands first. */
export const verbs = Object.keys(fieldsOf) as readonly Verb[];

/** What the form holds; which of it is asked depends on the verb. */
export interface StepGiven {
  readonly lead?: string;
  readonly co?: readonly string[];
  readonly supervisor?: string;
  readonly desk?: string;
  readonly final?: boolean;
  readonly proposes?: string;
  readonly class?: string;
  readonly days?: string;
  readonly units?: readonly string[];
  readonly outcome?: "begun" | "extended" | "settled" | "refused";
  readonly level?: string;
  readonly to?: string;
  readonly words?: string;
  readonly note?: string;
}

/** The step as it is sent: what was left empty is left out. */
export function stepFrom(verb: Verb, given: StepGiven): CaseStep {
  const words = given.words ?? "";
  const note = given.note?.trim() ? { words: given.note } : {};
  const listed = (name: "co" | "units", ids: readonly string[] | undefined) =>
    ids === undefined || ids.length === 0 ? {} : { [name]: [...ids] };
  switch (verb) {
    case "dispatch":
      return {
        verb,
        lead: given.lead ?? "",
        ...listed("co", given.co),
        ...(given.supervisor ? { supervisor: given.supervisor } : {}),
        ...(given.desk ? { deskId: given.desk } : {}),
        ...(given.final === true ? { final: true } : {}),
        ...note,
      };
    case "accept":
      return { verb };
    case "object":
      return { verb, proposes: given.proposes ?? "", words };
    case "reclassify":
      return { verb, class: given.class ?? "", words };
    case "extend":
      return { verb, ...(given.days ? { days: Number(given.days) } : {}), words };
    case "join":
      return { verb, ...listed("units", given.units), ...note };
    case "mediate":
      return { verb, outcome: given.outcome ?? "begun", ...note };
    case "escalate":
      return { verb, level: Number(given.level), to: given.to ?? "", words };
    case "close":
      return { verb, ...note };
    default:
      return { verb, words };
  }
}
