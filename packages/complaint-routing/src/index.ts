export {
  type AnalysisOptions,
  analyzePack,
  comparePacks,
  type FactRegion,
  type PackAnalysis,
  type PackFinding,
} from "./analysis.ts";
export {
  type Candidate,
  type Choice,
  type ChoiceFacts,
  type ChoiceRejection,
  chooseUnit,
} from "./balance.ts";
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
  type Ambiguity,
  type Derivation,
  type DeriveFacts,
  deriveRouting,
  type RoutingExample,
} from "./derive.ts";
export {
  type HotIssue,
  hotIssues,
  type MatterSummary,
  type Suggestion,
  suggestDuplicates,
} from "./duplicates.ts";
export { type DueAction, whatIsDue } from "./escalation.ts";
export {
  explainRoute,
  type Outcome,
  outcomeOf,
  type RouteChange,
  type RouteExplanation,
  type RuleLoss,
} from "./explanation.ts";
export { type RateEstimate, rateEstimate } from "./interval.ts";
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
export { type CaseOutcome, outcomeAt, type Rates, ratesOf } from "./satisfaction.ts";
export { compilePack, type PackRejection, type Routing } from "./tables.ts";
export { type OverrideRejection, overridePack, type PackOverride, packOn } from "./versions.ts";
export { type MatterRecord, publicCount, type Viewer, viewOf } from "./view.ts";
export {
  type Clock,
  clockFor,
  dayAt,
  workingDaysAfter,
  workingDaysBetween,
} from "./working-days.ts";
