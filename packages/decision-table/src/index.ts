export {
  type Analysis,
  type AnalysisLimits,
  analyze,
  type Gap,
  type Overlap,
} from "./analysis.ts";
export {
  type CompiledTable,
  type CompileRejection,
  compile,
  decide,
  matchedRules,
  ruleFor,
} from "./compile.ts";
export {
  type Answer,
  type ChangedRegion,
  compare,
  type Difference,
  type DifferenceLimits,
  type DifferenceRejection,
} from "./difference.ts";
export type { FeelFault } from "./feel.ts";
export { interpret } from "./naive.ts";
export type { Decision } from "./policy.ts";
export type { Region } from "./region.ts";
export {
  type Aggregation,
  type HitPolicy,
  type Input,
  type Output,
  type ReadTable,
  type Rule,
  readTable,
  type Table,
  type TableRejection,
  type TreeNode,
  type UnknownName,
} from "./table.ts";
export { type Change, explain, type LookedAt, type Loss, type Trace } from "./trace.ts";
export type { ColumnType, Facts, Plain, PlainContext, TemporalType } from "./value.ts";
