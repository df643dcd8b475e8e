import { accept, type Result, reject } from "@xinyi/result";
import { type Lexicon, lexiconOf } from "./lexicon.ts";
import type { Exclusion, LexiconRule, Mention, Scheme } from "./rules.ts";
import { normalize } from "./text.ts";

/** Why a scheme cannot be asked, with the place of the fault. */
export type SchemeRejection =
  | { readonly kind: "unknown-term"; readonly at: string; readonly term: string }
  | { readonly kind: "unknown-source"; readonly at: string; readonly source: string }
  | { readonly kind: "empty-word"; readonly at: string }
  | { readonly kind: "word-twice"; readonly at: string; readonly word: string };

/** A scheme ready to be asked: its words compiled once. */
export interface PreparedScheme {
  readonly scheme: Scheme;
  readonly words: Lexicon;
  readonly ruleOf: readonly LexiconRule[];
  readonly negations: Lexicon;
  /** Which of the negation lexicon's literals are phrases that turn nothing. */
  readonly harmlessFrom: number;
  readonly exclusions: readonly PreparedExclusion[];
  readonly placeMarks: readonly (readonly string[])[];
}

export interface PreparedExclusion {
  readonly exclusion: Exclusion;
  readonly mentions: readonly PreparedMention[];
  readonly none: readonly PreparedMention[];
}

export interface PreparedMention {
  readonly mention: Mention;
  readonly words: Lexicon;
}

/** Compiles a scheme; refused if a rule names a term or source it lacks, or a word is empty or twice. */
export function prepare(scheme: Scheme): Result<PreparedScheme, SchemeRejection> {
  const fault = faultOf(scheme);
  if (fault !== undefined) return reject(fault);
  const { negation } = scheme;
  return accept({
    scheme,
    words: compiled(scheme.rules.flatMap(({ words }) => words)),
    ruleOf: scheme.rules.flatMap((rule) => rule.words.map(() => rule)),
    negations: compiled([...negation.words, ...negation.except]),
    harmlessFrom: negation.words.length,
    exclusions: scheme.exclusions.map((exclusion) => ({
      exclusion,
      mentions: exclusion.all.map(preparedMention),
      none: (exclusion.none ?? []).map(preparedMention),
    })),
    placeMarks: (scheme.placeMarks ?? []).map((mark) => normalize(mark).characters),
  });
}

function preparedMention(mention: Mention): PreparedMention {
  return { mention, words: compiled(mention.words) };
}

function compiled(words: readonly string[]): Lexicon {
  return lexiconOf(words.map((word) => normalize(word).characters));
}

function faultOf(scheme: Scheme): SchemeRejection | undefined {
  const terms = new Set(scheme.terms.map(({ code }) => code));
  const sources = new Set(scheme.sources.map(({ id }) => id));
  if (!terms.has(scheme.openTerm)) {
    return { kind: "unknown-term", at: "openTerm", term: scheme.openTerm };
  }
  const seen = new Set<string>();
  for (const { id, term, absorbs, source, words } of scheme.rules) {
    const at = `rules/${id}`;
    const strange = [term, absorbs].find((code) => code !== undefined && !terms.has(code));
    if (strange !== undefined) return { kind: "unknown-term", at, term: strange };
    if (!sources.has(source)) return { kind: "unknown-source", at, source };
    for (const word of words) {
      const key = normalize(word).characters.join("");
      if (key === "") return { kind: "empty-word", at };
      if (seen.has(key)) return { kind: "word-twice", at, word };
      seen.add(key);
    }
  }
  const lone = scheme.exclusions.find(({ source }) => !sources.has(source));
  if (lone === undefined) return undefined;
  return { kind: "unknown-source", at: `exclusions/${lone.id}`, source: lone.source };
}
