import type { BookRefusal } from "../books/refusals.ts";
import type { StatementFault } from "../imports/camt053.ts";
import type { ApiRefusal } from "../refusal.ts";

export type BankRefusal =
  | BookRefusal
  | ApiRefusal
  | StatementFault
  | { readonly kind: "order-required"; readonly head: string }
  | {
      readonly kind: "bank-reference-reused";
      readonly reference: string;
      readonly bookedOn: string;
      readonly bookedBefore: string;
    }
  | {
      readonly kind: "other-account-than-book";
      readonly expected: string;
      readonly found: string;
    };
