import { type CompiledTable, type CompileRejection, compile } from "@xinyi/decision-table";
import { accept, type Result, reject } from "@xinyi/result";
import { type Lexicon, lexiconOf } from "./lexicon.ts";
import { type Pattern, patternOf } from "./pattern.ts";
import type { PatternRejection } from "./pattern-reader.ts";
import type { Exclusion, LexiconRule, Mention, PatternRule, Scheme } from "./rules.ts";
import { normalize } from "./text.ts";

/** Why a scheme cannot be asked, with the place of the fault. */
export type SchemeRejection =
  | { readonly kind: "unknown-term"; readonly at: string; readonly term: string }
  | { readonly kind: "unknown-source"; readonly at: string; readonly source: string }
  | { readonly kind: "empty-word"; readonly at: string }
  | { readonly kind: "word-twice"; readonly at: string; readonly word: string }
  | { readonly kind: "unknown-attribute"; readonly at: string; readonly attribute: string }
  | { readonly kind: "faulty-tests"; readonly at: string; readonly because: CompileRejection }
  | { readonly kind: "faulty-pattern"; readonly at: string; readonly because: PatternRejection };

/** A scheme ready to be asked: its words compiled once. */
export interface PreparedScheme {
  readonly scheme: Scheme;
  readonly words: Lexicon;
  readonly ruleOf: readonly LexiconRule[];
  readonly negations: Lexicon;
  /** Which of the negation lexicon's literals are phrases that turn nothing. */
  readonly harmlessFrom: number;
  readonly exclusions: readonly PreparedExclusion[];
  readonly mentions: PreparedMentions;
  /** Ids of the rules where a person must look. */
  readonly asking: ReadonlySet<string>;
  /** By rule: the term whose points count for the rule's own term as well. */
  readonly absorbing: ReadonlyMap<string, string>;
  /** By code: its place among terms that score alike. */
  readonly places: ReadonlyMap<string, number>;
  readonly placeMarks: readonly (readonly string[])[];
  readonly patterns: readonly PreparedPattern[];
  /** The tests of the attribute rules, row by row; none where there is no such rule. */
  readonly attributeTable?: CompiledTable;
}

export interface PreparedPattern {
  readonly rule: PatternRule;
  readonly pattern: Pattern;
  readonly except?: Pattern;
}

/** An exclusion whose mentions are places in the list of all mentions. */
export interface PreparedExclusion {
  readonly exclusion: Exclusion;
  readonly all: readonly number[];
  readonly none: readonly number[];
}

/** The words of all mentions, found in one pass; of each word, which mentions name it. */
export interface PreparedMentions {
  readonly words: Lexicon;
  readonly namedBy: readonly (readonly number[])[];
  readonly list: readonly Mention[];
}

/**
 * Compiles a scheme; refused if a rule names a term, source or attribute it lacks, a word is
 * empty or twice, or a pattern is not sure to be matched in linear time.
 */
export function prepare(scheme: Scheme): Result<PreparedScheme, SchemeRejection> {
  const fault = faultOf(scheme);
  if (fault !== undefined) return reject(fault);
  const { negation } = scheme;
  const patterns = preparedPatterns(scheme.patterns ?? []);
  if (!patterns.ok) return patterns;
  const attributeTable = attributeTableOf(scheme);
  if (!attributeTable.ok) return attributeTable;
  return accept({
    scheme,
    words: compiled(scheme.rules.flatMap(({ words }) => words)),
    ruleOf: scheme.rules.flatMap((rule) => rule.words.map(() => rule)),
    negations: compiled([...negation.words, ...negation.except]),
    harmlessFrom: negation.words.length,
    ...preparedExclusions(scheme.exclusions),
    asking: new Set(everyRule(scheme).flatMap(({ id, review }) => (review ? [id] : []))),
    absorbing: new Map(
      scheme.rules.flatMap(({ id, absorbs }) => (absorbs === undefined ? [] : [[id, absorbs]])),
    ),
    places: new Map(
      [...new Set([...scheme.precedence, ...scheme.terms.map(({ code }) => code)])].map(
        (code, at) => [code, at],
      ),
    ),
    placeMarks: (scheme.placeMarks ?? []).map((mark) => normalize(mark).characters),
    patterns: patterns.value,
    ...(attributeTable.value === undefined ? {} : { attributeTable: attributeTable.value }),
  });
}

function everyRule(scheme: Scheme): readonly { readonly id: string; readonly review?: true }[] {
  const { rules, patterns = [], attributeRules = [], activityRules = [] } = scheme;
  return [...rules, ...patterns, ...attributeRules, ...activityRules];
}

function preparedExclusions(
  exclusions: readonly Exclusion[],
): Pick<PreparedScheme, "exclusions" | "mentions"> {
  const list: Mention[] = [];
  const numbered = (mentions: readonly Mention[]) => mentions.map((one) => list.push(one) - 1);
  const prepared = exclusions.map((exclusion) => ({
    exclusion,
    all: numbered(exclusion.all),
    none: numbered(exclusion.none ?? []),
  }));
  const namedBy = new Map<string, number[]>();
  for (const [at, { words }] of list.entries()) {
    for (const word of words) {
      const key = normalize(word).characters.join("");
      namedBy.set(key, [...(namedBy.get(key) ?? []), at]);
    }
  }
  const words = compiled([...namedBy.keys()]);
  return { exclusions: prepared, mentions: { words, namedBy: [...namedBy.values()], list } };
}

function preparedPatterns(
  rules: readonly PatternRule[],
): Result<readonly PreparedPattern[], SchemeRejection> {
  const prepared: PreparedPattern[] = [];
  for (const rule of rules) {
    const pattern = patternOf(rule.pattern);
    const except = rule.except === undefined ? undefined : patternOf(rule.except);
    const at = `patterns/${rule.id}`;
    if (!pattern.ok) return reject({ kind: "faulty-pattern", at, because: pattern.rejection });
    if (except?.ok === false) {
      const because = except.rejection;
      return reject({ kind: "faulty-pattern", at: `${at}/except`, because });
    }
    prepared.push({
      rule,
      pattern: pattern.value,
      ...(except === undefined ? {} : { except: except.value }),
    });
  }
  return accept(prepared);
}

function attributeTableOf(scheme: Scheme): Result<CompiledTable | undefined, SchemeRejection> {
  const { attributes = {}, attributeRules = [] } = scheme;
  if (attributeRules.length === 0) return accept(undefined);
  for (const { id, when } of attributeRules) {
    const strange = Object.keys(when).find((name) => !Object.hasOwn(attributes, name));
    const at = `attributeRules/${id}`;
    if (strange !== undefined) return reject({ kind: "unknown-attribute", at, attribute: strange });
  }
  const inputs = Object.entries(attributes).map(([name, type]) => ({ name, type }));
  const made = compile({
    hitPolicy: "collect",
    inputs,
    outputs: [{ name: "row" }],
    rules: attributeRules.map(({ id, when }) => ({
      id,
      when: inputs.map(({ name }) => when[name] ?? "-"),
      then: [JSON.stringify(id)],
    })),
  });
  if (made.ok) return made;
  return reject({ kind: "faulty-tests", at: "attributeRules", because: made.rejection });
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
  for (const part of ["rules", "patterns", "attributeRules", "activityRules"] as const) {
    for (const rule of scheme[part] ?? []) {
      const at = `${part}/${rule.id}`;
      const named = [rule.term, "absorbs" in rule ? rule.absorbs : undefined];
      const strange = named.find((code) => code !== undefined && !terms.has(code));
      if (strange !== undefined) return { kind: "unknown-term", at, term: strange };
      if (!sources.has(rule.source)) return { kind: "unknown-source", at, source: rule.source };
    }
  }
  const orphan = scheme.terms.find(({ parent }) => parent !== undefined && !terms.has(parent));
  if (orphan?.parent !== undefined) {
    return { kind: "unknown-term", at: `terms/${orphan.code}`, term: orphan.parent };
  }
  for (const { scheme: to, relations } of scheme.crosswalks) {
    const strange = relations.find(({ from }) => !terms.has(from));
    if (strange) return { kind: "unknown-term", at: `crosswalks/${to}`, term: strange.from };
  }
  const seen = new Set<string>();
  for (const { id, words } of scheme.rules) {
    const at = `rules/${id}`;
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
