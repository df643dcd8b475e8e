import {
  type BodyFacts,
  type Evidence,
  evidenceOf,
  FIELDS,
  type Texts,
  textsOf,
} from "./evidence.ts";
import { occurrences } from "./lexicon.ts";
import type { PreparedExclusion, PreparedMentions, PreparedScheme } from "./prepare.ts";
import type { FieldName } from "./rules.ts";

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
  { places, absorbing }: PreparedScheme,
): readonly Alternative[] {
  const own = new Map<string, number>();
  const absorbed = new Map<string, ReadonlySet<string>>();
  for (const { rule, term, effect } of evidence) {
    if (term === undefined || effect === 0) continue;
    own.set(term, (own.get(term) ?? 0) + effect);
    const other = absorbing.get(rule);
    if (other !== undefined && other !== term) {
      absorbed.set(term, new Set([...(absorbed.get(term) ?? []), other]));
    }
  }
  const rank = (code: string) => places.get(code) ?? Number.MAX_SAFE_INTEGER;
  return [...own]
    .map(([code, points]) => {
      const others = [...(absorbed.get(code) ?? [])];
      return { code, score: others.reduce((sum, one) => sum + (own.get(one) ?? 0), points) };
    })
    .sort((one, other) => other.score - one.score || rank(one.code) - rank(other.code));
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
  const asks = evidence.some(
    ({ rule, term, effect }) => effect > 0 && term === first.code && prepared.asking.has(rule),
  );
  if (asks) reasons.push("rule-asks");
  return reasons;
}

/** The exclusions that apply, in the order of the scheme. */
export function excludedBy(
  texts: Texts,
  { exclusions, mentions }: PreparedScheme,
): readonly PreparedExclusion[] {
  const met = new Set(FIELDS.flatMap((field) => metIn(field, texts[field].characters, mentions)));
  if (met.size === 0) return [];
  return exclusions.filter(
    ({ all, none }) => all.every((at) => met.has(at)) && !none.some((at) => met.has(at)),
  );
}

/** The mentions that a field meets: one of their words anywhere in it, or at its end. */
function metIn(
  field: FieldName,
  characters: readonly string[],
  { words, namedBy, list }: PreparedMentions,
): readonly number[] {
  return occurrences(characters, words).flatMap(({ literal, to }) =>
    namedBy[literal]!.filter((mention) => {
      const { field: wanted, at } = list[mention]!;
      return (wanted === "any" || wanted === field) && (at !== "end" || to === characters.length);
    }),
  );
}

export function clauseOf({ exclusion: { id, clause, source } }: PreparedExclusion): Clause {
  return { exclusion: id, clause, source };
}
