import type { LocalDate } from "@xinyi/calendar";
import type { Money } from "@xinyi/money";
import type {
  ApprovalRejection,
  ExecutionRejection,
  InitiationRejection,
  OrderRejection,
  PolicyRejection,
  ProposalRejection,
} from "@xinyi/trust-accounting";
import type { MandateRefusal } from "../mandates/refusals.ts";
import type { PasskeyRefusal } from "../session/passkeys.ts";
import type { FactorRefusal } from "../session/totp.ts";
import type { MatchRefusal } from "../wire/etag.ts";

/** Every refusal of a payment order, in the order they are looked at. */
export type OrderRefusal =
  | MandateRefusal
  | FactorRefusal
  | PasskeyRefusal
  | MatchRefusal
  | { readonly kind: "assertion-used-already" }
  | { readonly kind: "malformed-request" }
  | { readonly kind: "no-policy"; readonly on: LocalDate }
  | InitiationRejection
  | PolicyRejection
  | { readonly kind: "order-changed"; readonly hash: string }
  | { readonly kind: "order-expired"; readonly lastDay: LocalDate }
  | { readonly kind: "payee-account-changed"; readonly payeeId: string }
  | { readonly kind: "payee-cooling-off"; readonly payableFrom: LocalDate }
  | { readonly kind: "no-budget"; readonly year: number }
  | { readonly kind: "paid-before-approved"; readonly approvedOn: LocalDate }
  | { readonly kind: "paid-to-other-account"; readonly accountMasked: string }
  | { readonly kind: "approvals-missing"; readonly missing: number; readonly limit: Money }
  | OrderRejection
  | ProposalRejection
  | ApprovalRejection
  | ExecutionRejection;
