export { type Analysis, type AnalysisLimits, analyze } from "./analysis.ts";
export { type CompiledTable, type CompileRejection, compile } from "./compile.ts";
export { decide, matchedRules, ruleFor } from "./decide.ts";
export {
  type Answer,
  type ChangedRegion,
  compare,
  type Difference,
  type DifferenceLimits,
  type DifferenceRejection,
} from "./difference.ts";
export type { FaultyOutput, OutsideValue, UnlistedOutput } from "./entry-findings.ts";
export type { FeelFault } from "./feel.ts";
export type { Gap } from "./gaps.ts";
export type { Contraction, Masked, Subsumed } from "./idle-rules.ts";
export { interpret } from "./naive.ts";
export type { Overlap } from "./overlaps.ts";
export type { Decision } from "./policy.ts";
export { readTable } from "./read-table.ts";
export type { Region } from "./region.ts";
export type {
  Aggregation,
  HitPolicy,
  Input,
  Output,
  ReadTable,
  Rule,
  Table,
  TableRejection,
  TreeNode,
  UnknownName,
} from "./table.ts";
export { type Change, explain, type LookedAt, type Loss, type Trace } from "./trace.ts";
export type { ColumnType, Facts, Plain, PlainContext, TemporalType } from "./value.ts";
