import type { BookRefusal } from "../books/refusals.ts";
import type { MandateRefusal } from "../mandates/refusals.ts";
import type { ApiRefusal } from "../refusal.ts";
import type { ConversionRejection } from "./conversion.ts";

export type GovernanceRefusal =
  | ApiRefusal
  | BookRefusal
  | MandateRefusal
  | ConversionRejection
  | { readonly kind: "changed-meanwhile"; readonly given: number; readonly current: number }
  | { readonly kind: "in-the-future"; readonly on: string }
  | { readonly kind: "mode-recorded-already"; readonly mode: string }
  | { readonly kind: "no-first-mode" }
  | { readonly kind: "same-mode"; readonly mode: string }
  | { readonly kind: "before-present-mode"; readonly from: string; readonly present: string }
  | { readonly kind: "before-resolution"; readonly from: string; readonly resolvedOn: string }
  | { readonly kind: "conversion-open-already" }
  | { readonly kind: "bank-part-missing" }
  | { readonly kind: "not-a-provider"; readonly organizationKind: string };
