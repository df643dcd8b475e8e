import {
  type BodyFacts,
  classify,
  type FieldName,
  type Mention,
  type PreparedScheme,
  type Scheme,
} from "@xinyi/organization-classification";
import { Engine, type NestedCondition } from "json-rules-engine";

/** An engine ready for one scheme: a body in, outcome, code and points out as one text. */
export interface Contestant {
  readonly name: string;
  readonly ask: (facts: BodyFacts) => string | Promise<string>;
}

const FIELDS = ["name", "description"] as const satisfies readonly FieldName[];
const PAUSE = /[,。;:、!?,.;:!?]/;

/** The engine of the package, which gives evidence with every answer. */
export function ours(prepared: PreparedScheme): Contestant {
  const ask = (facts: BodyFacts) => {
    const answer = classify(facts, prepared);
    switch (answer.outcome) {
      case "out-of-scope":
        return `${answer.outcome} ${answer.needsReview}`;
      case "insufficient":
        return answer.outcome;
      default:
        return `${answer.outcome} ${answer.primary} ${answer.score}`;
    }
  };
  return { name: "organization-classification, `classify`, with evidence", ask };
}

/** What one writes by hand: every word looked for in every text, one after the other. */
export function plainLoop(scheme: Scheme): Contestant {
  const words = [...new Set(scheme.rules.flatMap((rule) => rule.words))];
  const settle = settling(scheme);
  const ask = (facts: BodyFacts) => {
    const texts = plain(facts);
    const found = FIELDS.map((field) => words.filter((word) => texts[field].includes(word)));
    const met = scheme.exclusions.filter(
      ({ all, none = [] }) =>
        all.every((mention) => isMentioned(mention, texts)) &&
        !none.some((mention) => isMentioned(mention, texts)),
    );
    return settle(
      texts,
      found,
      met.map(({ id }) => id),
    );
  };
  return { name: "a plain loop over the words", ask };
}

/** The same rules as conditions of json-rules-engine: one for each word and field, one for each exclusion. */
export function jsonRules(scheme: Scheme): Contestant {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addOperator("mentions", (text: string, word: string) => text.includes(word));
  engine.addOperator("ends", (text: string, word: string) => text.endsWith(word));
  const words = [...new Set(scheme.rules.flatMap((rule) => rule.words))];
  for (const field of FIELDS) {
    for (const word of words) {
      engine.addRule({
        conditions: { all: [{ fact: field, operator: "mentions", value: word }] },
        event: { type: "word", params: { field, word } },
      });
    }
  }
  const condition = ({ field, words: wanted, at }: Mention): NestedCondition => ({
    any: (field === "any" ? FIELDS : [field]).flatMap((fact) =>
      wanted.map((value) => ({ fact, operator: at === "end" ? "ends" : "mentions", value })),
    ),
  });
  for (const { id, all, none = [] } of scheme.exclusions) {
    const nots = none.map((mention) => ({ not: condition(mention) }));
    engine.addRule({
      conditions: { all: [...all.map(condition), ...nots] },
      event: { type: "exclusion", params: { id } },
    });
  }
  const settle = settling(scheme);
  const ask = async (facts: BodyFacts) => {
    const texts = plain(facts);
    const { events } = await engine.run(texts);
    const found = FIELDS.map((field) =>
      events.flatMap(({ params }) => (params?.field === field ? [String(params.word)] : [])),
    );
    const met = events.flatMap(({ type, params }) =>
      type === "exclusion" ? [String(params?.id)] : [],
    );
    return settle(texts, found, met);
  };
  return { name: "json-rules-engine", ask };
}

type PlainTexts = Record<FieldName, string>;

function plain({ name, description }: BodyFacts): PlainTexts {
  const read = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s/g, "");
  return { name: read(name), description: read(description) };
}

function isMentioned({ field, words, at }: Mention, texts: PlainTexts): boolean {
  return (field === "any" ? FIELDS : [field]).some((one) =>
    words.some((word) => (at === "end" ? texts[one].endsWith(word) : texts[one].includes(word))),
  );
}

interface Hit {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** From the words found to outcome, code and points: written once more, from the rules' descriptions alone. */
function settling(scheme: Scheme) {
  const ruleOf = new Map(
    scheme.rules.flatMap((rule) => rule.words.map((word) => [word, rule] as const)),
  );
  const { negation, placeMarks = [], fieldWeights, thresholds, openTerm, precedence } = scheme;

  const pointsIn = (field: FieldName, text: string, found: readonly string[]) => {
    const hits = longest(text, found);
    const turning = longest(text, [...negation.words, ...negation.except]).filter(({ word }) =>
      negation.words.includes(word),
    );
    const seen = new Set<string>();
    return hits.flatMap(({ word, from, to }) => {
      const rule = ruleOf.get(word);
      if (rule === undefined) return [];
      const isNegated =
        rule.evenNegated !== true &&
        turning.some(
          (no) =>
            no.to <= from &&
            from - no.to <= negation.window &&
            !PAUSE.test(text.slice(no.to, from)),
        );
      const isPlace =
        field === "name" &&
        placeMarks.some((mark) => text.startsWith(mark, to)) &&
        !hits.some((hit) => hit.from === to);
      const counts = rule.term !== undefined && !isNegated && !seen.has(word);
      if (counts && !isPlace) seen.add(word);
      const points = counts ? (isPlace ? 1 : rule.weight * fieldWeights[field]) : 0;
      return [{ rule, field, points }];
    });
  };

  const totals = (spoken: ReturnType<typeof pointsIn>) =>
    scheme.terms
      .map(({ code }) => {
        const counted = new Set([code]);
        for (const { rule, points } of spoken) {
          if (points > 0 && rule.term === code && rule.absorbs) counted.add(rule.absorbs);
        }
        const score = spoken.reduce(
          (sum, { rule, points }) => sum + (counted.has(rule.term ?? "") ? points : 0),
          0,
        );
        return { code, score };
      })
      .filter(({ score }) => score > 0)
      .sort(
        (one, other) =>
          other.score - one.score || precedence.indexOf(one.code) - precedence.indexOf(other.code),
      );

  return (texts: PlainTexts, found: readonly (readonly string[])[], met: readonly string[]) => {
    const fields = FIELDS.map((field, at) => pointsIn(field, texts[field], found[at] ?? []));
    const spoken = fields.flat();
    const strengths = scheme.exclusions.flatMap((one) =>
      met.includes(one.id) ? [one.strength] : [],
    );
    if (strengths.some((strength) => strength !== "possible")) {
      return `out-of-scope ${!strengths.includes("certain")}`;
    }
    if (spoken.length === 0 && met.length === 0) return "insufficient";
    const [first = { code: openTerm, score: 0 }, second] = totals(spoken);
    const [name = [], does = []] = fields.map(totals);
    const disagree =
      name.length > 0 && does.length > 0 && !name.some((a) => does.some((b) => a.code === b.code));
    const asks =
      first.code === openTerm ||
      first.score < thresholds.accept ||
      first.score - (second?.score ?? 0) < thresholds.margin ||
      disagree ||
      met.length > 0 ||
      spoken.some(({ rule, points }) => points > 0 && rule.term === first.code && rule.review);
    return `${asks ? "needs-review" : "classified"} ${first.code} ${first.score}`;
  };
}

/** Of the words that are somewhere in a text, the longest at each place, from its start. */
function longest(text: string, words: readonly string[]): readonly Hit[] {
  const hits: Hit[] = [];
  for (let at = 0; at < text.length; ) {
    let best = "";
    for (const word of words) {
      if (word.length > best.length && text.startsWith(word, at)) best = word;
    }
    if (best !== "") hits.push({ word: best, from: at, to: at + best.length });
    at += Math.max(best.length, 1);
  }
  return hits;
}
