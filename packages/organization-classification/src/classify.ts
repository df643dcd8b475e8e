import {
  type BodyFacts,
  type Evidence,
  evidenceOf,
  FIELDS,
  type Texts,
  textsOf,
} from "./evidence.ts";
import { occurrences } from "./lexicon.ts";
import type { PreparedExclusion, PreparedMention, PreparedScheme } from "./prepare.ts";
import type { FieldName, Scheme } from "./rules.ts";

export type ReviewReason =
  | "only-who"
  | "open-term"
  | "name-and-activities-disagree"
  | "alike"
  | "too-little"
  | "rule-asks"
  | "exclusion-possible"
  | "exclusion-likely";

export interface Alternative {
  readonly code: string;
  readonly score: number;
}

interface Found {
  readonly scheme: string;
  /** Other terms with points, the highest first. A score is a sum of points, not a probability. */
  readonly alternatives: readonly Alternative[];
  readonly evidence: readonly Evidence[];
}

export interface Clause {
  readonly exclusion: string;
  readonly clause: string;
  readonly source: string;
}

export type Classification =
  | (Found & { readonly outcome: "classified"; readonly primary: string; readonly score: number })
  | (Found & {
      readonly outcome: "needs-review";
      readonly primary: string;
      readonly score: number;
      readonly reasons: readonly ReviewReason[];
      readonly clauses: readonly Clause[];
    })
  | (Found & {
      readonly outcome: "out-of-scope";
      readonly clauses: readonly Clause[];
      readonly needsReview: boolean;
    })
  | (Found & { readonly outcome: "insufficient"; readonly missing: readonly FieldName[] });

/**
 * What kind of body this is under a scheme, and why. The same facts and scheme
 * give the same answer, byte for byte. It never guesses: without a word of
 * evidence the answer is `insufficient`; a clear exclusion answers with its clause.
 */
export function classify(facts: BodyFacts, prepared: PreparedScheme): Classification {
  const texts = textsOf(facts);
  const evidence = evidenceOf(facts, texts, prepared);
  const excluded = excludedBy(texts, prepared);
  const ranked = ranking(evidence, prepared);
  const label = `${prepared.scheme.id}@${prepared.scheme.version}`;
  const deciding = excluded.filter(({ exclusion }) => exclusion.strength !== "possible");
  if (deciding.length > 0) {
    const needsReview = deciding.every(({ exclusion }) => exclusion.strength === "likely");
    const clauses = deciding.map(clauseOf);
    return {
      outcome: "out-of-scope",
      scheme: label,
      clauses,
      needsReview,
      alternatives: ranked,
      evidence,
    };
  }
  if (evidence.length === 0 && excluded.length === 0) {
    const missing = FIELDS.filter((field) => texts[field].characters.length === 0);
    return { outcome: "insufficient", scheme: label, missing, alternatives: [], evidence };
  }
  const { openTerm } = prepared.scheme;
  const first = ranked[0] ?? { code: openTerm, score: 0 };
  const alternatives = ranked.slice(1);
  const found = { scheme: label, primary: first.code, score: first.score, alternatives, evidence };
  const reasons = reasonsFor(first, alternatives, evidence, prepared);
  if (excluded.length > 0) reasons.push("exclusion-possible");
  if (reasons.length === 0) return { outcome: "classified", ...found };
  return { outcome: "needs-review", ...found, reasons, clauses: excluded.map(clauseOf) };
}

/** The terms with points, the highest first; of equal ones the one that takes precedence. */
export function ranking(
  evidence: readonly Evidence[],
  { scheme }: PreparedScheme,
): readonly Alternative[] {
  const rank = (code: string) => scheme.precedence.indexOf(code) + 1 || Number.MAX_SAFE_INTEGER;
  return scheme.terms
    .map(({ code }) => ({ code, score: pointsOf(code, evidence, scheme) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || rank(one.code) - rank(other.code));
}

/** The points of a term, and of what its rules absorb where they speak. */
function pointsOf(code: string, evidence: readonly Evidence[], scheme: Scheme): number {
  const speaking = new Set(evidence.flatMap(({ rule, effect }) => (effect > 0 ? [rule] : [])));
  const counted = new Set([code]);
  for (const { id, term, absorbs } of scheme.rules) {
    if (term === code && absorbs !== undefined && speaking.has(id)) counted.add(absorbs);
  }
  return evidence.reduce(
    (sum, { term, effect }) => (term !== undefined && counted.has(term) ? sum + effect : sum),
    0,
  );
}

function reasonsFor(
  first: Alternative,
  others: readonly Alternative[],
  evidence: readonly Evidence[],
  prepared: PreparedScheme,
): ReviewReason[] {
  const { openTerm, thresholds } = prepared.scheme;
  if (first.score === 0) return ["only-who"];
  const reasons: ReviewReason[] = [];
  if (first.code === openTerm) reasons.push("open-term");
  if (first.score < thresholds.accept) reasons.push("too-little");
  if (first.score - (others[0]?.score ?? 0) < thresholds.margin) reasons.push("alike");
  const [name, description] = FIELDS.map((field) =>
    ranking(
      evidence.filter((one) => one.field === field),
      prepared,
    ),
  );
  const agrees = name?.some(({ code }) => description?.some((one) => one.code === code));
  if (name?.length && description?.length && !agrees) reasons.push("name-and-activities-disagree");
  const asking = new Set(rulesOf(prepared.scheme).flatMap((one) => (one.review ? [one.id] : [])));
  const asks = evidence.some(
    ({ rule, term, effect }) => effect > 0 && term === first.code && asking.has(rule),
  );
  if (asks) reasons.push("rule-asks");
  return reasons;
}

function rulesOf(scheme: Scheme): readonly { readonly id: string; readonly review?: true }[] {
  const { rules, patterns = [], attributeRules = [], activityRules = [] } = scheme;
  return [...rules, ...patterns, ...attributeRules, ...activityRules];
}

/** The exclusions that apply, in the order of the scheme. */
export function excludedBy(
  texts: Texts,
  { exclusions }: PreparedScheme,
): readonly PreparedExclusion[] {
  return exclusions.filter((one) => isMet(one, texts));
}

function isMet({ mentions, none }: PreparedExclusion, texts: Texts): boolean {
  return (
    mentions.every((one) => isMentioned(one, texts)) && !none.some((one) => isMentioned(one, texts))
  );
}

function isMentioned({ mention, words }: PreparedMention, texts: Texts): boolean {
  const fields = mention.field === "any" ? FIELDS : [mention.field];
  return fields.some((field) => {
    const { characters } = texts[field];
    const hits = occurrences(characters, words);
    return mention.at === "end" ? hits.some(({ to }) => to === characters.length) : hits.length > 0;
  });
}

export function clauseOf({ exclusion: { id, clause, source } }: PreparedExclusion): Clause {
  return { exclusion: id, clause, source };
}
