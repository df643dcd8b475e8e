import type { SubsidyRejection } from "@xinyi/trust-accounting";
import type { BankRefusal } from "../bank/refusals.ts";
import type { ApiRefusal } from "../refusal.ts";

export type SubsidyRefusal =
  | BankRefusal
  | ApiRefusal
  | SubsidyRejection
  | { readonly kind: "nobody-eligible"; readonly period: string };
