import type { MoneyWireRejection } from "@xinyi/money";
import type {
  CommonRejection,
  FundNotSpendable,
  FundWithoutEquity,
  NothingInSuspense,
  ReversalRejection,
} from "@xinyi/trust-accounting";

/** Every refusal of the books: the package's own, then those of keeping them in a store. */
export type BookRefusal =
  | CommonRejection
  | FundWithoutEquity
  | FundNotSpendable
  | NothingInSuspense
  | ReversalRejection
  | MoneyWireRejection
  | { readonly kind: "wrong-state"; readonly state: string; readonly wanted: string }
  | { readonly kind: "no-book"; readonly estateId: string }
  | { readonly kind: "bill-outside-month"; readonly month: string; readonly occurredOn: string }
  | { readonly kind: "unit-not-found"; readonly unitId: string };
