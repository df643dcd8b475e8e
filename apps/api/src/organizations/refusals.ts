import type { AssignmentRejection } from "@xinyi/organization-classification";
import type { ApiRefusal } from "../refusal.ts";
import type { FilingRejection } from "./filing.ts";
import type { RegisterFileFault } from "./register-csv.ts";
import type { StageRejection } from "./stage.ts";

export type OrganizationRefusal =
  | ApiRefusal
  | FilingRejection
  | StageRejection
  | RegisterFileFault
  | Extract<
      AssignmentRejection,
      { kind: "reason-missing" | "must-supersede" | "nothing-superseded" }
    >
  | { readonly kind: "credit-code-wrong"; readonly problem: string }
  | { readonly kind: "resident-number-wrong"; readonly problem: string }
  | { readonly kind: "changed-meanwhile"; readonly given: number; readonly current: number }
  | { readonly kind: "number-taken"; readonly number: string }
  | { readonly kind: "no-federation" }
  | { readonly kind: "member-already" }
  | { readonly kind: "incubated-already" }
  | { readonly kind: "ends-before-it-begins"; readonly from: string; readonly to: string }
  | { readonly kind: "in-the-future"; readonly on: string }
  | { readonly kind: "space-taken" }
  | { readonly kind: "not-a-need-and-an-offer" }
  | { readonly kind: "matched-already" }
  | { readonly kind: "code-not-of-scheme"; readonly code: string }
  | { readonly kind: "own-word" }
  | { readonly kind: "opinion-given-already" }
  | { readonly kind: "scheme-faulty"; readonly problems: readonly string[] }
  | { readonly kind: "scheme-version-taken"; readonly version: string }
  | { readonly kind: "scheme-applied-already"; readonly version: string }
  | { readonly kind: "dry-run-outdated"; readonly expected: number; readonly found: number };
