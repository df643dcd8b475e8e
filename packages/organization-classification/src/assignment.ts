import type { LocalDate } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import type { Classification } from "./classify.ts";

/** Who gave a code: the engine with its answer, or a person with a reason and what it rests on. */
export type AssignedBy =
  | { readonly kind: "engine"; readonly answer: Classification }
  | {
      readonly kind: "person";
      readonly person: string;
      readonly reason: string;
      readonly basis: string;
    };

/** One code given to one body under one scheme; never changed, only superseded. */
export interface Assignment {
  readonly id: string;
  readonly subject: string;
  readonly scheme: string;
  readonly code: string;
  readonly by: AssignedBy;
  readonly from: LocalDate;
  readonly supersedes?: string;
}

export type AssignmentRejection =
  | { readonly kind: "id-taken"; readonly id: string }
  | { readonly kind: "reason-missing" }
  | { readonly kind: "not-of-the-answer"; readonly code: string }
  | { readonly kind: "nothing-superseded"; readonly id: string }
  | { readonly kind: "must-supersede"; readonly id: string }
  | { readonly kind: "before-its-predecessor"; readonly from: LocalDate };

/**
 * Appends an assignment. What an engine assigns must be its own answer; a person
 * gives a reason and a basis. Each hand keeps its own line under a scheme: an engine
 * never supersedes a person's word, and both stay readable side by side.
 */
export function assign(
  record: readonly Assignment[],
  next: Assignment,
): Result<readonly Assignment[], AssignmentRejection> {
  const { by, code } = next;
  if (record.some(({ id }) => id === next.id)) return reject({ kind: "id-taken", id: next.id });
  if (by.kind === "person" && (by.reason.trim() === "" || by.basis.trim() === "")) {
    return reject({ kind: "reason-missing" });
  }
  if (by.kind === "engine" && !("primary" in by.answer && by.answer.primary === code)) {
    return reject({ kind: "not-of-the-answer", code });
  }
  const current = currentOf(record, next.subject, next.scheme, by.kind);
  if (current === undefined && next.supersedes !== undefined) {
    return reject({ kind: "nothing-superseded", id: next.supersedes });
  }
  if (current !== undefined && next.supersedes !== current.id) {
    return reject({ kind: "must-supersede", id: current.id });
  }
  if (current !== undefined && next.from < current.from) {
    return reject({ kind: "before-its-predecessor", from: current.from });
  }
  return accept([...record, next]);
}

/** What holds for a body under a scheme: a person's word before the engine's. */
export function inEffect(
  record: readonly Assignment[],
  subject: string,
  scheme: string,
): Assignment | undefined {
  return (
    currentOf(record, subject, scheme, "person") ?? currentOf(record, subject, scheme, "engine")
  );
}

function currentOf(
  record: readonly Assignment[],
  subject: string,
  scheme: string,
  kind: AssignedBy["kind"],
): Assignment | undefined {
  return [...record]
    .reverse()
    .find((one) => one.subject === subject && one.scheme === scheme && one.by.kind === kind);
}
