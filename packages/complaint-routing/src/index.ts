export {
  type CaseDue,
  type ClockFacts,
  type ClockRejection,
  type ComplaintClass,
  type ComplaintLaw,
  type ComplaintTerms,
  caseDeadline,
  type ExtensionRule,
  extensionRefused,
  type Pause,
  termsOn,
} from "./case-deadline.ts";
export { type DayCount, type Due, dayCount, dueAt, type TimeLimit } from "./deadline.ts";
export {
  type Clock,
  clockFor,
  dayAt,
  workingDaysAfter,
  workingDaysBetween,
} from "./working-days.ts";
