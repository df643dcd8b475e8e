import { fileURLToPath } from "node:url";
import { schemeFor } from "@xinyi/jurisdictions";
import { type PreparedScheme, prepare, type Scheme } from "@xinyi/organization-classification";
import { answerOrganizationType } from "@xinyi/organization-classification/cases";
import { expect, test } from "vitest";
import { type Case, readCases } from "./case.ts";

const file = fileURLToPath(new URL("../cases/classification.json", import.meta.url));
const bodies = readCases(file).cases.filter(({ kind }) => kind === "organization-type");
const found = schemeFor("caotang-5");
if (!found.ok) throw new Error(found.rejection.kind);
const { scheme } = found.value;

const nameOf = ({ given }: Case) => String((given as { readonly name: unknown }).name);
const textOf = (one: Case) => JSON.stringify(one.given);
const isSourced = (word: string) => scheme.sources.some(({ text }) => text.includes(word));
const isIn = (word: string, texts: readonly string[]) =>
  texts.filter((text) => text.includes(word));

test("no word is there for the sake of one case's name", () => {
  // A word that one name has and no source knows would be an answer learned by heart.
  const names = bodies.map(nameOf);
  const learned = scheme.rules
    .flatMap(({ words }) => words)
    .filter((word) => !isSourced(word) && isIn(word, names).length === 1);
  expect(learned).toEqual([]);
});

/** The scheme without the words that only this case has and no source names. */
function without(one: Case): PreparedScheme {
  const others = bodies.filter((other) => other !== one).map(textOf);
  const keeps = (word: string) =>
    isSourced(word) || !textOf(one).includes(word) || isIn(word, others).length > 0;
  const rules = scheme.rules
    .map((rule) => ({ ...rule, words: rule.words.filter(keeps) }))
    .filter(({ words }) => words.length > 0);
  const left: Scheme = { ...scheme, rules };
  const made = prepare(left);
  if (!made.ok) throw new Error(JSON.stringify(made.rejection));
  return made.value;
}

test("leaving out each case's own words is reported, a confident error counted apart", () => {
  const wrong = bodies.flatMap((one) => {
    const answer = answerOrganizationType(one.given, without(one));
    if (!answer.ok) throw new Error(one.id);
    const { primary, needsReview } = answer.value;
    const others = one.expect.alternatives;
    const isRight =
      primary === one.expect.primary ||
      (one.expect.needsReview === true &&
        needsReview === true &&
        Array.isArray(others) &&
        others.includes(primary));
    return isRight ? [] : [{ id: one.id, primary, isConfident: needsReview === false }];
  });
  const confident = wrong.filter(({ isConfident }) => isConfident);
  console.info(
    `leave one out: ${bodies.length - wrong.length} of ${bodies.length} right, ` +
      `${wrong.length} wrong (${wrong.map(({ id }) => id).join(" ")}), ` +
      `${confident.length} of them without asking for review`,
  );
  expect(confident).toEqual([]);
});
