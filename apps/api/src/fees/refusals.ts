import type {
  AssessmentRejection,
  MeterRejection,
  NoImprest,
  NoWeights,
} from "@xinyi/trust-accounting";
import type { MandateRefusal } from "../mandates/refusals.ts";

/** Every refusal of fees: the package's own, then those of keeping their rules in a store. */
export type FeeRefusal =
  | MandateRefusal
  | AssessmentRejection
  | MeterRejection
  | NoWeights
  | NoImprest
  | { readonly kind: "plan-changed"; readonly planHash: string }
  | { readonly kind: "item-of-another-kind"; readonly item: string; readonly wanted: string }
  | { readonly kind: "no-item"; readonly item: string }
  | { readonly kind: "no-late-rule"; readonly until: string }
  | { readonly kind: "day-in-future"; readonly on: string };
