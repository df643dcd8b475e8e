import type { LocalDate } from "@xinyi/calendar";
import type { Title } from "./rules.ts";

/** One row: cells by input, each a unary test of the DMN standard; an input not named matches anything. */
export interface EstateRow {
  readonly id: string;
  readonly when: Readonly<Record<string, string>>;
}

export interface OriginRow extends EstateRow {
  readonly origin: string;
}

export interface FlagRow extends EstateRow {
  readonly flag: string;
}

export interface ClassRow extends EstateRow {
  readonly reportingClass: string;
}

/** A recommended mode; without one the current mode stays. `hard` rows are orders, not advice. */
export interface ModeRow extends EstateRow {
  readonly mode?: string;
  readonly hard?: true;
  readonly blockers: readonly string[];
  readonly nextSteps: readonly string[];
}

/** Where estates come from, how they stand and how they might be run, as ordered rows of data. */
export interface EstateRules {
  readonly id: string;
  readonly version: string;
  readonly title: Title;
  readonly issuer: string;
  readonly validFrom: LocalDate;
  readonly source: string;
  readonly verified: boolean;
  /** The first that applies; the last must apply always. */
  readonly origin: readonly OriginRow[];
  /** All that apply. */
  readonly flags: readonly FlagRow[];
  readonly reportingClass: readonly ClassRow[];
  readonly mode: readonly ModeRow[];
}
