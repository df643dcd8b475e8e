import { describe, expect, test } from "vitest";
import { scheme as small } from "./fixtures/scheme.ts";
import { classify, labelsOf, prepare, type Scheme } from "./index.ts";

const said = { source: "usage", weight: 2 };
const scheme: Scheme = {
  ...small,
  mode: "multi",
  fieldWeights: { ...small.fieldWeights, attributes: 1, activities: 3 },
  patterns: [
    { id: "p/dance", term: "culture", pattern: String.raw`\bdanc(e|ing)\b`, ...said },
    { id: "p/watch", term: "safety", pattern: "night watch", except: "tower", ...said },
  ],
  attributes: { members: "number", founder: "string" },
  attributeRules: [
    { id: "a/police", term: "safety", when: { founder: '"police"', members: ">= 3" }, ...said },
  ],
  activityRules: [
    { id: "l/dance", term: "culture", topics: ["dance", "song"], atLeast: [1, 2], ...said },
  ],
};
const made = prepare(scheme);
if (!made.ok) throw new Error(JSON.stringify(made.rejection));
const prepared = made.value;
const nothing = { name: "", description: "" };

describe("a body", () => {
  test("bears every label that reaches the threshold", () => {
    const answer = labelsOf({ name: "Dancing", description: "and a Night  watch" }, prepared);
    expect(answer).toMatchObject({ outcome: "labelled", needsReview: false });
    const both = { name: "Dancing", description: "and a night watch" };
    expect(labelsOf(both, prepared)).toMatchObject({
      labels: [
        { code: "safety", score: 6 },
        { code: "culture", score: 4 },
      ],
      evidence: [
        { rule: "p/dance", field: "name", span: [0, 7], text: "Dancing", effect: 4 },
        { rule: "p/watch", field: "description", span: [6, 17], text: "night watch", effect: 6 },
      ],
    });
  });

  test("is not labelled by a pattern whose exception is there", () => {
    const answer = labelsOf({ name: "Night watch", description: "of the Tower" }, prepared);
    expect(answer).toEqual({ outcome: "insufficient", scheme: "small@1.0.0", missing: [] });
  });

  test("speaks by what is recorded of it", () => {
    const attributes = { members: 3, founder: "police" };
    expect(classify({ ...nothing, attributes }, prepared).evidence).toEqual([
      {
        rule: "a/police",
        field: "attributes",
        span: [0, 0],
        text: "founder = police, members = 3",
        effect: 2,
        term: "safety",
        source: "usage",
      },
    ]);
    const few = { members: 2, founder: "police" };
    expect(classify({ ...nothing, attributes: few }, prepared).evidence).toEqual([]);
    const unread = { members: "3", founder: "police" };
    expect(classify({ ...nothing, attributes: unread }, prepared).evidence).toEqual([]);
  });

  test("speaks by what it did: a share of half is enough, less is not", () => {
    const log = (dance: number, other: number) => [
      { topic: "dance", occasions: dance },
      { topic: "talk", occasions: other },
    ];
    const answer = classify({ ...nothing, activities: log(2, 2) }, prepared);
    expect(answer).toMatchObject({ outcome: "classified", primary: "culture", score: 6 });
    expect(answer.evidence[0]).toMatchObject({ field: "activities", text: "dance: 2/4" });
    expect(classify({ ...nothing, activities: log(2, 3) }, prepared).evidence).toEqual([]);
  });
});

test("a scheme is refused where a pattern, an attribute or its test cannot be read", () => {
  const refusal = (change: Partial<Scheme>) => {
    const answer = prepare({ ...scheme, ...change });
    return answer.ok ? "accepted" : answer.rejection;
  };
  const [pattern] = scheme.patterns ?? [];
  const [attribute] = scheme.attributeRules ?? [];
  if (pattern === undefined || attribute === undefined) throw new Error("the scheme has both");
  expect(refusal({ patterns: [{ ...pattern, pattern: "(?<=a)b" }] })).toMatchObject({
    kind: "faulty-pattern",
    at: "patterns/p/dance",
    because: { kind: "not-linear", at: 0 },
  });
  expect(refusal({ patterns: [{ ...pattern, except: "(" }] })).toMatchObject({
    at: "patterns/p/dance/except",
  });
  expect(refusal({ attributeRules: [{ ...attribute, when: { age: "> 1" } }] })).toEqual({
    kind: "unknown-attribute",
    at: "attributeRules/a/police",
    attribute: "age",
  });
  expect(refusal({ attributeRules: [{ ...attribute, when: { members: ">" } }] })).toMatchObject({
    kind: "faulty-tests",
  });
  expect(refusal({ patterns: [{ ...pattern, term: "none" }] })).toMatchObject({
    kind: "unknown-term",
    at: "patterns/p/dance",
  });
});
