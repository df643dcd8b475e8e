import { type Hit, longestMatches, occurrences } from "./lexicon.ts";
import type { PreparedExclusion, PreparedMention, PreparedScheme } from "./prepare.ts";
import type { FieldName, Scheme } from "./rules.ts";
import { type NormalText, normalize } from "./text.ts";

/** What is known of a body: its name and what it says it does. */
export type BodyFacts = Readonly<Record<FieldName, string>>;

/** One finding: the words as written, where they stand, and what they did. */
export interface Evidence {
  readonly rule: string;
  readonly field: FieldName;
  /** UTF-16 offsets into the field as written, end excluded. */
  readonly span: readonly [number, number];
  readonly text: string;
  /** Points added to the term; 0 for who a body is, for a repetition, and for what is negated. */
  readonly effect: number;
  readonly term?: string;
  readonly subject?: string;
  readonly negated?: true;
  readonly source: string;
}

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

const FIELDS: readonly FieldName[] = ["name", "description"];
/** What a word of a place's name is worth: enough to be seen, too little to decide. */
const PLACE_POINT = 1;
const PAUSE = /[,。;:、!?,.;:!?]/;

/**
 * What kind of body this is under a scheme, and why. The same facts and scheme
 * give the same answer, byte for byte. It never guesses: without a word of
 * evidence the answer is `insufficient`; a clear exclusion answers with its clause.
 */
export function classify(facts: BodyFacts, prepared: PreparedScheme): Classification {
  const texts = { name: normalize(facts.name), description: normalize(facts.description) };
  const evidence = FIELDS.flatMap((field) =>
    evidenceIn(field, facts[field], texts[field], prepared),
  );
  const excluded = prepared.exclusions.filter((one) => isMet(one, texts));
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

function evidenceIn(
  field: FieldName,
  written: string,
  text: NormalText,
  { scheme, words, ruleOf, negations, harmlessFrom, placeMarks }: PreparedScheme,
): readonly Evidence[] {
  const turning = longestMatches(text.characters, negations).filter(
    ({ literal }) => literal < harmlessFrom,
  );
  const counted = new Set<number>();
  const hits = longestMatches(text.characters, words);
  const marks = field === "name" ? placeMarks : [];
  return hits.map((hit) => {
    const { literal, from, to } = hit;
    const { id, term, subject, weight, evenNegated, source } = ruleOf[literal]!;
    const negated =
      evenNegated !== true &&
      turning.some(
        (no) =>
          no.to <= from &&
          from - no.to <= scheme.negation.window &&
          !text.characters.slice(no.to, from).some((one) => PAUSE.test(one)),
      );
    const counts = term !== undefined && !negated && !counted.has(literal);
    const isPlace = namesPlace(hit, hits, text.characters, marks);
    if (counts && !isPlace) counted.add(literal);
    const span = [text.spans[from]![0], text.spans[to - 1]![1]] as const;
    return {
      rule: id,
      field,
      span,
      text: written.slice(...span),
      effect: counts ? (isPlace ? PLACE_POINT : weight * scheme.fieldWeights[field]) : 0,
      ...(term === undefined ? {} : { term }),
      ...(subject === undefined ? {} : { subject }),
      ...(negated ? { negated } : {}),
      source,
    };
  });
}

/** Whether a mark follows that is not itself the beginning of another word: 健身广场舞 names no place. */
function namesPlace(
  { to }: Hit,
  hits: readonly Hit[],
  characters: readonly string[],
  marks: readonly (readonly string[])[],
): boolean {
  if (!marks.some((mark) => mark.every((one, at) => characters[to + at] === one))) return false;
  return !hits.some(({ from }) => from === to);
}

function ranking(
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
  const { openTerm, thresholds, rules } = prepared.scheme;
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
  const asking = new Set(rules.filter(({ review }) => review).map(({ id }) => id));
  const asks = evidence.some(
    ({ rule, term, effect }) => effect > 0 && term === first.code && asking.has(rule),
  );
  if (asks) reasons.push("rule-asks");
  return reasons;
}

type Texts = Readonly<Record<FieldName, NormalText>>;

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

function clauseOf({ exclusion: { id, clause, source } }: PreparedExclusion): Clause {
  return { exclusion: id, clause, source };
}
