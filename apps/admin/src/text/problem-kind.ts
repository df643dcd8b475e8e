import { booksProblemsZh } from "./books.zh.ts";
import { commonsProblemsZh } from "./commons.zh.ts";
import { complaintProblemsZh } from "./complaints.zh.ts";
import { organizationProblemsZh } from "./organizations.zh.ts";
import { peopleProblemsZh } from "./people.zh.ts";
import { votesProblemsZh } from "./votes.zh.ts";

/** The kinds of a vertical whose sentences need no facts: its own file names them. */
const kindsIn = <Kind extends string>(words: Readonly<Record<Kind, string>>): readonly Kind[] =>
  Object.keys(words) as Kind[];

/** Sentences that need no facts, as the others are spoken. */
export function said<Kind extends string>(
  words: Readonly<Record<Kind, string>>,
): Readonly<Record<Kind, () => string>> {
  const spoken = Object.entries<string>(words).map(([kind, sentence]) => [kind, () => sentence]);
  return Object.fromEntries(spoken) as Record<Kind, () => string>;
}

/**
 * The refusals for which the console has a sentence of its own: the last part of a problem's
 * `type`. A kind that is not here is shown with the server's own title and detail.
 */
export const problemKinds = [
  "malformed-request",
  "not-signed-in",
  "wrong-credentials",
  "too-many-attempts",
  "password-change-required",
  "foreign-origin",
  "not-allowed",
  "not-found",
  "body-too-large",
  "wrong-media-type",
  "idempotency-key-reused",
  "name-taken",
  "already-a-member",
  "wrong-state",
  "currency-differs",
  "internal",
  "file-too-large",
  "file-empty",
  "doctype-refused",
  "too-many-elements",
  "too-deep",
  "malformed-xml",
  "truncated-xml",
  "unknown-encoding",
  "wrong-encoding",
  "not-camt053",
  "unsupported-version",
  "no-statement",
  "missing-element",
  "invalid-value",
  "unknown-currency",
  "other-currency-than-book",
  "other-currency-than-account",
  "too-many-decimals",
  "invalid-amount",
  "missing-balance",
  "duplicate-statement",
  "unbalanced",
  "overdrawn",
  "unknown-account",
  "period-sealed",
  "no-book",
  "unit-not-found",
  "reference-reused",
  "no-mandate",
  "negative-amount",
  "wrong-currency",
  "unknown-fund",
  "fund-without-equity",
  "fund-not-spendable",
  "nothing-in-suspense",
  "nothing-to-reverse",
  "already-reversed",
  "is-a-reversal",
  "bill-outside-month",
  "blank-amount",
  "not-a-decimal",
  "too-many-digits",
  "empty-file",
  "unknown-file-type",
  "not-a-table",
  "no-header",
  "duplicate-column",
  "too-many-rows",
  "other-account-than-book",
  "month-not-over",
  "nothing-to-disclose",
  "bank-reference-reused",
  "mandate-confirmed-already",
  "same-hand-twice",
  "mandate-not-confirmed",
  "mandate-for-other-subject",
  "mandate-used-already",
  "resolution-confirmed-before",
  "resolved-in-future",
  "line-twice",
  "closes-in-past",
  "budget-not-published",
  "consultation-open",
  "comments-unanswered",
  "no-budget",
  "over-budget",
  "no-policy",
  "policy-in-past",
  "delegate-is-self",
  "delegation-ends-before-it-begins",
  "may-not-initiate",
  "payee-is-approver",
  "proposer-may-not-approve",
  "holds-both-keys",
  "approved-already",
  "same-person",
  "key-delegated",
  "not-asked",
  "account-unchanged",
  "payee-account-changed",
  "payee-cooling-off",
  "order-exists",
  "unknown-order",
  "order-not-open",
  "order-changed",
  "order-expired",
  "order-required",
  "not-approved",
  "approvals-missing",
  "more-than-approved",
  "paid-before-approved",
  "paid-to-other-account",
  "factor-missing",
  "factor-enrolled-already",
  "wrong-code",
  "code-used-already",
  ...kindsIn(peopleProblemsZh),
  ...kindsIn(booksProblemsZh),
  ...kindsIn(commonsProblemsZh),
  ...kindsIn(organizationProblemsZh),
  ...kindsIn(complaintProblemsZh),
  ...kindsIn(votesProblemsZh),
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export function isProblemKind(kind: string): kind is ProblemKind {
  return (problemKinds as readonly string[]).includes(kind);
}

/** A refusal's facts as words for a sentence; what is missing reads as a dash. */
export interface Facts {
  text(name: string): string;
  /** A number of bytes in the unit people use. */
  bytes(name: string): string;
  /** Where in the file, in brackets; empty when the refusal names no place. */
  place(): string;
}

export function factsOf(
  given: Readonly<Record<string, unknown>> | undefined,
  atLine: (line: number) => string,
): Facts {
  const text = (name: string): string => {
    const value = given?.[name];
    if (Array.isArray(value)) return value.map(String).join("、");
    return value === undefined || value === null || value === "" ? "—" : String(value);
  };
  return {
    text,
    bytes: (name) => {
      const count = Number(given?.[name]);
      if (!Number.isFinite(count)) return "—";
      return count >= 1_048_576 ? `${Math.round(count / 1_048_576)} MB` : `${count} B`;
    },
    place: () => {
      const at = given?.at as { line?: unknown } | undefined;
      return typeof at?.line === "number" ? ` (${atLine(at.line)})` : "";
    },
  };
}
