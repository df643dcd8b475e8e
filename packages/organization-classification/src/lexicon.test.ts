import fc from "fast-check";
import { expect, test } from "vitest";
import { lexiconOf, longestMatches, occurrences } from "./lexicon.ts";

const chars = (text: string) => [...text];

test("the longest that begins at a place wins and uses up what it covers", () => {
  const lexicon = lexiconOf(["心理", "心理健康", "健康操"].map(chars));
  expect(longestMatches(chars("心理健康操"), lexicon)).toEqual([{ literal: 1, from: 0, to: 4 }]);
});

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 4 });

test("finds what a search for each literal finds", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { maxLength: 8 }),
      fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 30 }),
      (literals, text) => {
        const found = occurrences(chars(text), lexiconOf(literals.map(chars)));
        const expected = literals.flatMap((literal, at) =>
          [...text].flatMap((_, from) =>
            text.startsWith(literal, from)
              ? [{ literal: at, from, to: from + literal.length }]
              : [],
          ),
        );
        const key = (hit: object) => JSON.stringify(hit);
        expect(found.map(key).sort()).toEqual(expected.map(key).sort());
      },
    ),
  );
});

test("a long text of nothing but near misses is read once per character", () => {
  const lexicon = lexiconOf([chars(`${"a".repeat(50)}b`)]);
  let steps = 0;
  const counting = new Proxy(lexicon.nodes, {
    get: (nodes, key) => {
      steps += 1;
      return Reflect.get(nodes, key);
    },
  });
  const text = chars("a".repeat(10_000));
  expect(occurrences(text, { nodes: counting })).toEqual([]);
  expect(steps).toBeLessThan(text.length * 10);
});
