import type { LocalDate } from "@xinyi/calendar";
import { accept, type Result } from "@xinyi/result";
import { type Classification, classify } from "./classify.ts";
import { mapped } from "./crosswalk.ts";
import { classifyEstate, type PreparedEstateRules } from "./estate.ts";
import type { PreparedScheme } from "./prepare.ts";
import { decodeBody, decodeEstate, type FormIssue } from "./schema.ts";

/** What one worked case answers: the fields its kind may expect, as plain JSON. */
export type CaseAnswer = Readonly<Record<string, unknown>>;

/** A body's type in one word: what has no evidence is the open class, for a person to look at. */
export function answerOrganizationType(
  given: unknown,
  prepared: PreparedScheme,
): Result<CaseAnswer, readonly FormIssue[]> {
  const facts = decodeBody(given);
  if (!facts.ok) return facts;
  const { scheme } = prepared;
  const answer = classify(facts.value, prepared);
  const codes = Object.entries(mapped(answer, scheme)).map(([to, { code }]) => [to, code]);
  return accept({
    ...inOneWord(answer, scheme.openTerm),
    alternatives: answer.alternatives.map(({ code }) => code),
    mapped: Object.fromEntries(codes),
  });
}

/** An estate's origin, flags, class and recommended mode on a day. */
export function answerEstate(
  given: unknown,
  on: LocalDate,
  prepared: PreparedEstateRules,
): Result<CaseAnswer, readonly FormIssue[]> {
  const facts = decodeEstate(given);
  return facts.ok ? accept({ ...classifyEstate(facts.value, on, prepared) }) : facts;
}

function inOneWord(answer: Classification, openTerm: string): CaseAnswer {
  switch (answer.outcome) {
    case "classified":
      return { primary: answer.primary, needsReview: false };
    case "needs-review":
      return { primary: answer.primary, needsReview: true };
    case "out-of-scope":
      return { primary: "out-of-scope", needsReview: answer.needsReview };
    default:
      return { primary: openTerm, needsReview: true };
  }
}
