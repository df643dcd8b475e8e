import type { Case } from "./case.ts";
import type { Comparison } from "./compare.ts";
import { type Packs, shippedPacks } from "./packs.ts";
import { classification } from "./suites/classification.ts";
import { committeeVoting } from "./suites/committee-voting.ts";
import { complaintRouting } from "./suites/complaint-routing.ts";
import { decisionTable } from "./suites/decision-table.ts";
import { trustAccounting } from "./suites/trust-accounting.ts";

/** What a package says to one case: its fields, or that it does not know what is asked. */
export type Answer =
  | { readonly kind: "answered"; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly kind: "unknown"; readonly what: string };

/** One kind of case: the fields it may assert, how each compares, and who answers. */
export interface Kind {
  readonly fields: Readonly<Record<string, Comparison>>;
  readonly answer: (example: Case, packs: Packs) => Answer;
}

/** The kinds of one suite. */
export type Suite = Readonly<Record<string, Kind>>;

/** All that can be asked, and the packs that may be named in asking. */
export interface Known {
  readonly suites: Readonly<Record<string, Suite>>;
  readonly packs: Packs;
}

/** Every suite of the project. */
export const suites: Known["suites"] = {
  classification,
  "committee-voting": committeeVoting,
  "complaint-routing": complaintRouting,
  "decision-table": decisionTable,
  "trust-accounting": trustAccounting,
};

export const shipped: Known = { suites, packs: shippedPacks };
