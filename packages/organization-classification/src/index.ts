export {
  type AssignedBy,
  type Assignment,
  type AssignmentRejection,
  assign,
  inEffect,
} from "./assignment.ts";
export {
  type Alternative,
  type BodyFacts,
  type Classification,
  type Clause,
  classify,
  type Evidence,
  type ReviewReason,
} from "./classify.ts";
export { type Mapped, mapped } from "./crosswalk.ts";
export {
  classifyEstate,
  type EstateAnswer,
  type EstateFacts,
  type EstateRulesRejection,
  type PreparedEstateRules,
  prepareEstates,
} from "./estate.ts";
export type {
  ClassRow,
  EstateRow,
  EstateRules,
  FlagRow,
  ModeRow,
  OriginRow,
} from "./estate-rules.ts";
export type { Lexicon } from "./lexicon.ts";
export {
  type PreparedExclusion,
  type PreparedScheme,
  prepare,
  type SchemeRejection,
} from "./prepare.ts";
export type {
  Crosswalk,
  Exclusion,
  FieldName,
  LexiconRule,
  Mention,
  Scheme,
  Source,
  Term,
  Title,
} from "./rules.ts";
