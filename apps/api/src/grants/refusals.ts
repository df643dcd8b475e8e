import type { FundNotRestricted } from "@xinyi/trust-accounting";
import type { FundRefusal } from "../funds/refusals.ts";

export type GrantRefusal =
  | FundRefusal
  | FundNotRestricted
  | { readonly kind: "grant-awarded-already"; readonly grantId: string }
  | { readonly kind: "grant-not-awarded"; readonly grantId: string }
  | { readonly kind: "stage-proved-already"; readonly stage: number }
  | { readonly kind: "stage-not-proved"; readonly stage: number }
  | { readonly kind: "stage-accepted-already"; readonly stage: number }
  | { readonly kind: "stage-not-accepted"; readonly stage: number }
  | { readonly kind: "stage-paid-already"; readonly stage: number }
  | { readonly kind: "earlier-stage-open"; readonly stage: number };
