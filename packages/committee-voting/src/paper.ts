import { accept, type Result, reject } from "@xinyi/result";
import type { Ballot } from "./ballot.ts";
import type { Choice } from "./representation.ts";

/** A paper ballot as one person read it from the sheet or its scan. */
export interface PaperEntry {
  readonly ballotId: string;
  readonly voterId: string;
  readonly choice: Choice;
  /** Hash of the scan that both persons looked at. */
  readonly scan: string;
  readonly enteredBy: string;
}

/** Why two entries do not make a ballot, in order of precedence. */
export type PaperRejection =
  | { readonly kind: "same-person"; readonly enteredBy: string }
  | {
      readonly kind: "entries-differ";
      readonly fields: readonly ("ballotId" | "voterId" | "choice" | "scan")[];
    };

const READ = ["ballotId", "voterId", "choice", "scan"] as const;

/**
 * Two persons read the same sheet, neither seeing what the other entered; only
 * what both read alike becomes a ballot. A third reading settles a difference
 * by agreeing with one of the two.
 */
export function matchEntries(
  first: PaperEntry,
  second: PaperEntry,
  castAt: string,
): Result<Ballot, PaperRejection> {
  if (first.enteredBy === second.enteredBy) {
    return reject({ kind: "same-person", enteredBy: first.enteredBy });
  }
  const fields = READ.filter((field) => first[field] !== second[field]);
  if (fields.length > 0) return reject({ kind: "entries-differ", fields });
  const { ballotId, voterId, choice } = first;
  return accept({ id: ballotId, voterId, choice, channel: "paper", castAt });
}
