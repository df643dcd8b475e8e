import { matchedRules } from "@xinyi/decision-table";
import { type Hit, longestMatches } from "./lexicon.ts";
import { isFound, placeOf, unitsOf } from "./pattern.ts";
import type { PreparedScheme } from "./prepare.ts";
import type { EvidenceField, FieldName, LexiconRule } from "./rules.ts";
import { type NormalText, normalize } from "./text.ts";

/** What is known of a body: its name, what it says it does, what is recorded and logged of it. */
export interface BodyFacts {
  readonly name: string;
  readonly description: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  readonly activities?: readonly LoggedActivity[];
}

/** What was done: a topic and on how many occasions. */
export interface LoggedActivity {
  readonly topic: string;
  readonly occasions: number;
}

/** One finding: the words as written, where they stand, and what they did. */
export interface Evidence {
  readonly rule: string;
  readonly field: EvidenceField;
  /** UTF-16 offsets into the field as written, end excluded; nought to nought where there is no text. */
  readonly span: readonly [number, number];
  readonly text: string;
  /** Points added to the term; 0 for who a body is, for a repetition, and for what is negated. */
  readonly effect: number;
  readonly term?: string;
  readonly subject?: string;
  readonly negated?: true;
  readonly source: string;
}

export type Texts = Readonly<Record<FieldName, NormalText>>;

export const FIELDS: readonly FieldName[] = ["name", "description"];
/** What a word of a place's name is worth: enough to be seen, too little to decide. */
const PLACE_POINT = 1;
const PAUSE = /[,。;:、!?,.;:!?]/;

export function textsOf({ name, description }: BodyFacts): Texts {
  return { name: normalize(name), description: normalize(description) };
}

/** Everything that speaks for a term or says who a body is, in the order of the fields. */
export function evidenceOf(
  facts: BodyFacts,
  texts: Texts,
  prepared: PreparedScheme,
): readonly Evidence[] {
  return [
    ...FIELDS.flatMap((field) => wordsIn(field, facts[field], texts[field], prepared)),
    ...patternsIn(facts, prepared),
    ...attributesOf(facts, prepared),
    ...activitiesOf(facts, prepared),
  ];
}

function wordsIn(
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

/** Patterns read name and description as one text; a match belongs to the field it begins in. */
function patternsIn(facts: BodyFacts, { scheme, patterns }: PreparedScheme): readonly Evidence[] {
  if (patterns.length === 0) return [];
  const joined = unitsOf(`${facts.name} ${facts.description}`);
  return patterns.flatMap(({ rule, pattern, except }): readonly Evidence[] => {
    if (!isFound(pattern, joined) || (except !== undefined && isFound(except, joined))) return [];
    const place = placeOf(pattern, joined);
    if (place === undefined) throw new Error(`found nowhere: ${rule.pattern}`);
    const [from, to] = place;
    const shift = facts.name.length + 1;
    const field = from < shift ? "name" : "description";
    const span =
      field === "name"
        ? ([from, Math.min(to, facts.name.length)] as const)
        : ([from - shift, to - shift] as const);
    const effect = rule.weight * scheme.fieldWeights[field];
    return [found(rule, field, span, facts[field].slice(...span), effect)];
  });
}

function attributesOf(
  facts: BodyFacts,
  { scheme, attributeTable }: PreparedScheme,
): readonly Evidence[] {
  if (attributeTable === undefined) return [];
  const rules = scheme.attributeRules ?? [];
  const { attributes = {} } = facts;
  const asked = Object.entries(scheme.attributes ?? {}).map(([name, type]) => {
    const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    return [name, typeof value === type ? value : null] as const;
  });
  const effect = scheme.fieldWeights.attributes ?? 1;
  return matchedRules(Object.fromEntries(asked), attributeTable).map((at) => {
    const rule = rules[at - 1]!;
    const text = Object.keys(rule.when)
      .map((name) => `${name} = ${attributes[name] ?? "?"}`)
      .join(", ");
    return found(rule, "attributes", [0, 0], text, rule.weight * effect);
  });
}

function activitiesOf(facts: BodyFacts, { scheme }: PreparedScheme): readonly Evidence[] {
  const { activities = [] } = facts;
  const all = activities.reduce((sum, { occasions }) => sum + occasions, 0);
  if (all === 0) return [];
  const effect = scheme.fieldWeights.activities ?? 1;
  return (scheme.activityRules ?? []).flatMap((rule) => {
    const of = activities.filter(({ topic }) => rule.topics.includes(topic));
    const part = of.reduce((sum, { occasions }) => sum + occasions, 0);
    const [numerator, denominator] = rule.atLeast;
    if (part === 0 || part * denominator < all * numerator) return [];
    const topics = of.map(({ topic }) => topic).join(", ");
    return [found(rule, "activities", [0, 0], `${topics}: ${part}/${all}`, rule.weight * effect)];
  });
}

function found(
  { id, term, subject, source }: Pick<LexiconRule, "id" | "term" | "subject" | "source">,
  field: EvidenceField,
  span: readonly [number, number],
  text: string,
  effect: number,
): Evidence {
  return {
    rule: id,
    field,
    span,
    text,
    effect: term === undefined ? 0 : effect,
    ...(term === undefined ? {} : { term }),
    ...(subject === undefined ? {} : { subject }),
    source,
  };
}
