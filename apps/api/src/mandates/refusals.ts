import type { ConfirmationRejection, MandateRejection } from "@xinyi/trust-accounting";
import type { BookRefusal } from "../books/refusals.ts";
import type { ApiRefusal } from "../refusal.ts";

export type MandateRefusal =
  | BookRefusal
  | ApiRefusal
  | ConfirmationRejection
  | MandateRejection
  | { readonly kind: "same-party-twice" }
  | { readonly kind: "resolution-confirmed-before"; readonly resolutionId: string }
  | { readonly kind: "resolved-in-future"; readonly resolvedOn: string };
