import type { FundRefusal } from "../funds/refusals.ts";

export type AssetRefusal =
  | FundRefusal
  | { readonly kind: "number-taken"; readonly number: string }
  | { readonly kind: "asset-retired"; readonly retiredOn: string }
  | { readonly kind: "asset-let"; readonly leaseId: string; readonly until: string }
  | { readonly kind: "lease-overlaps"; readonly leaseId: string }
  | { readonly kind: "lease-ended"; readonly lastDay: string }
  | { readonly kind: "day-outside-lease"; readonly from: string; readonly to: string };
