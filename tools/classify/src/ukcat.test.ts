import { readScheme } from "@xinyi/jurisdictions";
import { labelsOf } from "@xinyi/organization-classification";
import { expect, test } from "vitest";
import { fixtureRows } from "./fixtures.ts";
import { schemeOfTags } from "./tag-table.ts";

const tags = fixtureRows("ukcat");
const sample = fixtureRows("sample");
const read = readScheme("ukcat", schemeOfTags("ukcat", tags));
if (!read.ok) throw new Error(JSON.stringify(read.rejection));
const scheme = read.value;

test("the public table of tags, run over its sample, counts what its own project counts", () => {
  expect(scheme.patterns).toHaveLength(241);
  expect(sample).toHaveLength(4203);
  const asked = new Set(scheme.patterns.map(({ rule }) => rule.term));
  let [truePositives, falsePositives, falseNegatives] = [0, 0, 0];
  for (const { name = "", activities = "", UKCAT = "" } of sample) {
    const answer = labelsOf({ name, description: activities }, scheme);
    const found = answer.outcome === "labelled" ? answer.labels.map(({ code }) => code) : [];
    const coded = new Set(UKCAT.split(";").filter((code) => asked.has(code)));
    const right = found.filter((code) => coded.has(code)).length;
    truePositives += right;
    falsePositives += found.length - right;
    falseNegatives += coded.size - right;
  }
  expect({ truePositives, falsePositives, falseNegatives }).toEqual({
    truePositives: 5924,
    falsePositives: 11_723,
    falseNegatives: 3680,
  });
});

test("every label rests on a place in the text that its own pattern covers", () => {
  for (const { name = "", activities = "" } of sample.slice(0, 500)) {
    const answer = labelsOf({ name, description: activities }, scheme);
    if (answer.outcome !== "labelled") continue;
    for (const { field, span, text } of answer.evidence) {
      const written = field === "name" ? name : activities;
      expect(written.slice(...span)).toBe(text);
      expect(text).not.toBe("");
    }
    expect(new Set(answer.evidence.map(({ term }) => term)).size).toBe(answer.labels.length);
  }
});
