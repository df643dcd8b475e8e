export { advance, type CaseRejection, fileCase, mergeCases, replay } from "./case.ts";
export {
  type CalledClock,
  type CaseClock,
  type CaseClockRejection,
  caseClock,
} from "./case-clock.ts";
export {
  type CaseDue,
  type ClockFacts,
  type ClockRejection,
  type ComplaintClass,
  type ComplaintLaw,
  type ComplaintTerms,
  caseDeadline,
  type ExtensionRule,
  type Pause,
  termsOn,
} from "./case-deadline.ts";
export { caseFrom, isHandler } from "./case-fold.ts";
export type {
  Actor,
  CalledUnit,
  Case,
  CaseId,
  CaseRules,
  MediationOutcome,
  PersonId,
  Rating,
  State,
  Step,
  StepOf,
  Verb,
} from "./case-log.ts";
export { type DayCount, type Due, dayCount, dueAt, type TimeLimit } from "./deadline.ts";
export {
  type Dispatch,
  type GridChoice,
  gridFor,
  type MatterFacts,
  type PackRef,
  type Redirect,
  type RouteDecision,
  route,
  type Sealed,
  type Triage,
  type TriageReason,
} from "./route.ts";
export {
  type Cell,
  type Destination,
  type DuplicateRules,
  type Exclusion,
  type FactInput,
  isGrassroots,
  type LadderStep,
  type LifecycleRules,
  type RoutingPack,
  type RoutingRule,
  type Tier,
  type TriageQueue,
  type Unit,
  type UnitId,
} from "./rules.ts";
export { compilePack, type PackRejection, type Routing } from "./tables.ts";
export {
  type Clock,
  clockFor,
  dayAt,
  workingDaysAfter,
  workingDaysBetween,
} from "./working-days.ts";
