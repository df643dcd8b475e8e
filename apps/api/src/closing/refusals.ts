import type { ClosingRejection, FundWithoutEquity, OrdersOpen } from "@xinyi/trust-accounting";
import type { FeeRefusal } from "../fees/refusals.ts";

export type ClosingRefusal =
  | FeeRefusal
  | FundWithoutEquity
  | ClosingRejection
  | OrdersOpen
  | { readonly kind: "same-party"; readonly party: string }
  | { readonly kind: "sealed-already"; readonly month: string }
  | { readonly kind: "countersigned-already"; readonly month: string }
  | { readonly kind: "year-closed-already"; readonly year: number };
