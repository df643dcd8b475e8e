import type { FundWithoutEquity, NoImprest, NoWeights } from "@xinyi/trust-accounting";
import type { BankRefusal } from "../bank/refusals.ts";
import type { MandateRefusal } from "../mandates/refusals.ts";

export type FundRefusal =
  | BankRefusal
  | MandateRefusal
  | FundWithoutEquity
  | NoImprest
  | NoWeights
  | { readonly kind: "amount-differs"; readonly line: string; readonly due: string }
  | { readonly kind: "wrong-direction"; readonly as: string };
