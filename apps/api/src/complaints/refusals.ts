import type {
  CaseClockRejection,
  CaseRejection,
  OverrideRejection,
} from "@xinyi/complaint-routing";
import type { ComplaintRulesRejection, RoutingPackRejection } from "@xinyi/jurisdictions";
import type { ApiRefusal } from "../refusal.ts";

/** Refusals of the rules: which version holds, and what is wrong with a new one. */
export type RulesRefusal =
  | ApiRefusal
  | ComplaintRulesRejection
  | RoutingPackRejection
  | OverrideRejection
  | { readonly kind: "no-routing"; readonly on: string }
  | { readonly kind: "pack-version-taken"; readonly version: string }
  | { readonly kind: "pack-names-no-place" };

/** Refusals of a case: the package's own, and what only the register and the desks know. */
export type ComplaintRefusal =
  | RulesRefusal
  | CaseRejection
  | CaseClockRejection
  | { readonly kind: "unknown-unit"; readonly unit: string }
  | { readonly kind: "received-in-future"; readonly receivedAt: string }
  | { readonly kind: "reporters-not-called"; readonly reporters: number }
  | { readonly kind: "confidential-not-merged" }
  | { readonly kind: "case-changed"; readonly version: number }
  | SealedRefusal;

/**
 * What an accusation against an official is answered, by whichever door it came: where to take it,
 * and proof that it was brought. The words were dropped; the hash is of `salt` and the words, and
 * only the sender has both.
 */
export interface SealedRefusal {
  readonly kind: "sealed-matter";
  readonly number: string;
  readonly address: string;
  readonly hours: string;
  readonly recipient: string | null;
  readonly receiptId: string;
  readonly sha256: string;
  readonly salt: string;
  readonly at: string;
}
