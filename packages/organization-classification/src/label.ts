import { type Alternative, type Clause, clauseOf, excludedBy, ranking } from "./classify.ts";
import { type BodyFacts, type Evidence, evidenceOf, FIELDS, textsOf } from "./evidence.ts";
import type { PreparedScheme } from "./prepare.ts";
import type { FieldName } from "./rules.ts";

/** Every term a body bears under a scheme of mode `multi`, and what each rests on. */
export type Labelling =
  | {
      readonly outcome: "labelled";
      readonly scheme: string;
      /** Terms whose points reach the threshold, the highest first. */
      readonly labels: readonly Alternative[];
      readonly evidence: readonly Evidence[];
      readonly needsReview: boolean;
      readonly clauses: readonly Clause[];
    }
  | {
      readonly outcome: "out-of-scope";
      readonly scheme: string;
      readonly clauses: readonly Clause[];
      readonly evidence: readonly Evidence[];
      readonly needsReview: boolean;
    }
  | {
      readonly outcome: "insufficient";
      readonly scheme: string;
      readonly missing: readonly FieldName[];
    };

/**
 * All that a body is under a scheme. No term takes anything from another; without a term
 * that reaches the threshold a person must look. Without any evidence nothing is guessed.
 */
export function labelsOf(facts: BodyFacts, prepared: PreparedScheme): Labelling {
  const texts = textsOf(facts);
  const evidence = evidenceOf(facts, texts, prepared);
  const excluded = excludedBy(texts, prepared);
  const { id, version, thresholds } = prepared.scheme;
  const scheme = `${id}@${version}`;
  const clauses = excluded.map(clauseOf);
  const deciding = excluded.filter(({ exclusion }) => exclusion.strength !== "possible");
  if (deciding.length > 0) {
    const needsReview = deciding.every(({ exclusion }) => exclusion.strength === "likely");
    return {
      outcome: "out-of-scope",
      scheme,
      clauses: deciding.map(clauseOf),
      evidence,
      needsReview,
    };
  }
  if (evidence.length === 0 && excluded.length === 0) {
    const missing = FIELDS.filter((field) => texts[field].characters.length === 0);
    return { outcome: "insufficient", scheme, missing };
  }
  const labels = ranking(evidence, prepared).filter(({ score }) => score >= thresholds.accept);
  const needsReview = labels.length === 0 || excluded.length > 0;
  return { outcome: "labelled", scheme, labels, evidence, needsReview, clauses };
}
