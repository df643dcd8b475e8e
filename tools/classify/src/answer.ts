import {
  type Classification,
  type Clause,
  classify,
  type Evidence,
  type Labelling,
  labelsOf,
  mapped,
  type PreparedScheme,
} from "@xinyi/organization-classification";
import type { Row } from "./bodies.ts";

/** What is written beside each line that came. */
export const ADDED = [
  "line",
  "outcome",
  "code",
  "label",
  "score",
  "needs_review",
  "reasons",
  "clauses",
  "alternatives",
  "in_other_schemes",
  "evidence",
  "problem",
] as const;

/** One row a finding, for the sheet of reasons. */
export const REASONS = [
  "line",
  "name",
  "rule",
  "field",
  "from",
  "to",
  "text",
  "term",
  "points",
  "negated",
  "source",
] as const;

export interface Answered {
  readonly outcome: string;
  readonly needsReview: boolean;
  readonly added: readonly (string | number)[];
  readonly reasons: readonly (readonly (string | number)[])[];
}

/** What one line comes back with: the answer and its reasons, or what is wrong with it. */
export function answered(row: Row, prepared: PreparedScheme): Answered {
  if ("problem" in row) {
    const added = [row.line, "bad-row", "", "", "", "", "", "", "", "", "", row.problem];
    return { outcome: "bad-row", needsReview: false, added, reasons: [] };
  }
  const { scheme } = prepared;
  const spoken =
    scheme.mode === "multi"
      ? severalOf(labelsOf(row.facts, prepared))
      : oneOf(classify(row.facts, prepared), prepared);
  const labels = spoken.codes.map(
    (code) => scheme.terms.find((term) => term.code === code)?.label.zh ?? code,
  );
  const added = [
    row.line,
    spoken.outcome,
    spoken.codes.join(";"),
    labels.join(";"),
    spoken.scores.join(";"),
    spoken.needsReview ? "yes" : "no",
    spoken.reasons.join(";"),
    spoken.clauses.map(({ clause }) => clause).join(";"),
    spoken.alternatives.join(";"),
    spoken.others.join(";"),
    spoken.evidence.map(({ text, rule }) => `${text} (${rule})`).join("; "),
    "",
  ];
  const reasons = spoken.evidence.map(
    ({ rule, field, span, text, term = "", effect, negated, source }) => [
      row.line,
      row.facts.name,
      rule,
      field,
      ...span,
      text,
      term,
      effect,
      negated ? "yes" : "",
      source,
    ],
  );
  const clauses = spoken.clauses.map(({ exclusion, clause, source }) => [
    row.line,
    row.facts.name,
    exclusion,
    "",
    "",
    "",
    clause,
    "out-of-scope",
    "",
    "",
    source,
  ]);
  return {
    outcome: spoken.outcome,
    needsReview: spoken.needsReview,
    added,
    reasons: [...reasons, ...clauses],
  };
}

interface Spoken {
  readonly outcome: string;
  readonly codes: readonly string[];
  readonly scores: readonly number[];
  readonly needsReview: boolean;
  readonly reasons: readonly string[];
  readonly clauses: readonly Clause[];
  readonly alternatives: readonly string[];
  readonly others: readonly string[];
  readonly evidence: readonly Evidence[];
}

const NOTHING = { codes: [], scores: [], reasons: [], clauses: [], alternatives: [], others: [] };

function oneOf(answer: Classification, { scheme }: PreparedScheme): Spoken {
  const { outcome, evidence } = answer;
  const alternatives = answer.alternatives.map(({ code, score }) => `${code} ${score}`);
  const others = Object.entries(mapped(answer, scheme)).map(
    ([to, { code, relation }]) => `${to}:${code} (${relation})`,
  );
  const found = { ...NOTHING, outcome, evidence, alternatives, others };
  switch (answer.outcome) {
    case "out-of-scope":
      return { ...found, needsReview: answer.needsReview, clauses: answer.clauses };
    case "insufficient":
      return { ...found, needsReview: true, reasons: answer.missing.map((one) => `no ${one}`) };
    default:
      return {
        ...found,
        codes: [answer.primary],
        scores: [answer.score],
        needsReview: answer.outcome === "needs-review",
        reasons: answer.outcome === "needs-review" ? answer.reasons : [],
        clauses: answer.outcome === "needs-review" ? answer.clauses : [],
      };
  }
}

function severalOf(answer: Labelling): Spoken {
  const { outcome } = answer;
  if (outcome === "insufficient") {
    return { ...NOTHING, outcome, evidence: [], needsReview: true };
  }
  const { evidence, clauses, needsReview } = answer;
  const labels = answer.outcome === "labelled" ? answer.labels : [];
  return {
    ...NOTHING,
    outcome,
    evidence,
    clauses,
    needsReview,
    codes: labels.map(({ code }) => code),
    scores: labels.map(({ score }) => score),
  };
}
