export {
  type AssignedBy,
  type Assignment,
  type AssignmentRejection,
  assign,
  inEffect,
} from "./assignment.ts";
export {
  type Alternative,
  type Classification,
  type Clause,
  classify,
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
export type { BodyFacts, Evidence, LoggedActivity } from "./evidence.ts";
export { type Labelling, labelsOf } from "./label.ts";
export type { Lexicon } from "./lexicon.ts";
export type { Pattern } from "./pattern.ts";
export type { PatternRejection } from "./pattern-reader.ts";
export {
  type PreparedExclusion,
  type PreparedMentions,
  type PreparedPattern,
  type PreparedScheme,
  prepare,
  type SchemeRejection,
} from "./prepare.ts";
export { type ReasonOfChange, type Reclassification, reclassify } from "./reclassify.ts";
export type {
  ActivityRule,
  AttributeRule,
  AttributeType,
  Crosswalk,
  EvidenceField,
  Exclusion,
  FieldName,
  LexiconRule,
  Mention,
  PatternRule,
  Scheme,
  Source,
  Term,
  Title,
} from "./rules.ts";
