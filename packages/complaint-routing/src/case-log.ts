import type { Instant, LocalDate } from "@xinyi/calendar";
import type { ComplaintClass, ComplaintTerms } from "./case-deadline.ts";
import type { LifecycleRules, RoutingPack, UnitId } from "./rules.ts";
import type { Clock } from "./working-days.ts";

export type CaseId = string;
export type PersonId = string;

/** In which part someone acts. A name or an account never enters a case, only an id. */
export type Actor =
  | { readonly role: "reporter"; readonly person: PersonId }
  | { readonly role: "unit"; readonly unit: UnitId }
  | { readonly role: "triage" | "hotline" | "supervisor" | "system" }
  /** The discipline office: it reads and urges, it handles nothing. */
  | { readonly role: "supervision"; readonly unit: UnitId };

interface Made {
  readonly by: Actor;
  readonly at: Instant;
}

/** What can happen to a case, as the log keeps it. Free text stays outside, beside the log. */
export type Step = Made &
  (
    | {
        readonly verb: "file";
        readonly id: CaseId;
        readonly class: ComplaintClass;
        /** The grids that cover the place, along which it may rise. */
        readonly grids?: readonly UnitId[];
        readonly excludes?: readonly UnitId[];
        /** Decided by a statutory tier: no assignment may name the grassroots. */
        readonly departmentsOnly?: boolean;
      }
    | {
        readonly verb: "dispatch";
        readonly lead: UnitId;
        readonly co?: readonly UnitId[];
        readonly supervisor?: UnitId;
        readonly final?: boolean;
      }
    | { readonly verb: "accept" }
    | { readonly verb: "object"; readonly proposes: UnitId }
    | { readonly verb: "askPerson" }
    | { readonly verb: "personAnswers" }
    | { readonly verb: "reclassify"; readonly class: ComplaintClass }
    | { readonly verb: "extend"; readonly days?: number }
    /** The lead or the street calls units; a called unit reports in with the same verb and names none. */
    | { readonly verb: "join"; readonly units?: readonly UnitId[] }
    | { readonly verb: "mediate"; readonly outcome?: MediationOutcome }
    | { readonly verb: "escalate"; readonly level: number; readonly to: UnitId }
    | { readonly verb: "supervise" }
    | { readonly verb: "answer" }
    | { readonly verb: "rate"; readonly rating: Rating }
    | { readonly verb: "close" }
    | { readonly verb: "rework" }
    | { readonly verb: "withdraw" }
    | { readonly verb: "merge"; readonly into: CaseId }
    /** Written into the parent when a child is merged into it; nothing of the child is lost. */
    | {
        readonly verb: "absorb";
        readonly child: CaseId;
        readonly reporters: readonly PersonId[];
        readonly excludes: readonly UnitId[];
        readonly departmentsOnly: boolean;
        /** The child's due day, which the parent's may not pass. */
        readonly dueOn: LocalDate;
      }
    | { readonly verb: "reopen" }
  );

export type Verb = Step["verb"];
export type StepOf<V extends Verb> = Extract<Step, { readonly verb: V }>;

export type Rating = "satisfied" | "unsatisfied";

/** A refusal never counts against a party; `extended` needs both to agree. */
export type MediationOutcome = "begun" | "extended" | "settled" | "refused";

export type State =
  | "received"
  | "dispatched"
  | "objected"
  | "accepted"
  | "waiting-person"
  | "answered"
  | "callback"
  | "rework"
  | "closed"
  | "withdrawn"
  | "merged"
  | "reopened";

/** A unit called to help, with its own clock in hours. */
export interface CalledUnit {
  readonly unit: UnitId;
  readonly calledAt: Instant;
  readonly reportedAt?: Instant;
}

/** A case: its log, and what the log comes to. Never a remaining time: that is counted on reading. */
export interface Case {
  readonly id: CaseId;
  readonly log: readonly Step[];
  readonly state: State;
  readonly class: ComplaintClass;
  readonly grids: readonly UnitId[];
  readonly excludes: readonly UnitId[];
  readonly departmentsOnly: boolean;
  /** Everyone who brought it, those of merged cases with them; each is called back. */
  readonly reporters: readonly PersonId[];
  /** Exactly one from the first dispatch on. */
  readonly lead?: UnitId;
  readonly co: readonly UnitId[];
  readonly supervisor?: UnitId;
  readonly called: readonly CalledUnit[];
  /** The lead has accepted this assignment in this cycle. */
  readonly isAccepted: boolean;
  readonly isFinal: boolean;
  readonly objections: number;
  readonly rating?: Rating;
  /** From 1; a reopening begins the next. */
  readonly cycle: number;
  readonly level: number;
  readonly isMediating: boolean;
  readonly mergedInto?: CaseId;
}

/** What a case is held to: the district's rules, the place's time limits, and its days. */
export interface CaseRules {
  readonly lifecycle: LifecycleRules;
  readonly units: RoutingPack["units"];
  readonly terms: ComplaintTerms;
  readonly clock: Clock;
}

/** The latest step that did one of these things. */
export function lastStep<V extends Verb>(
  log: readonly Step[],
  ...verbs: readonly V[]
): StepOf<V> | undefined {
  const is = (step: Step): step is StepOf<V> => (verbs as readonly Verb[]).includes(step.verb);
  return log.filter(is).at(-1);
}
