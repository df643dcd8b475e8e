import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isFound, patternOf, placeOf, unitsOf } from "./pattern.ts";

const made = (text: string) => {
  const pattern = patternOf(text);
  if (!pattern.ok) throw new Error(JSON.stringify(pattern.rejection));
  return pattern.value;
};
const refusal = (text: string) => {
  const pattern = patternOf(text);
  return pattern.ok ? "accepted" : pattern.rejection;
};

describe("a pattern", () => {
  test.each([
    [String.raw`\b(cats?|felines?)\b`, "The CATS of Bath", [4, 8]],
    [String.raw`\bcat\b`, "concatenate", undefined],
    ["friends of .* (school|hospital)", "Friends of St. Mary school", [0, 26]],
    [String.raw`B\.?(A\.?)?M\.?E`, "for bame groups", [4, 8]],
    ["caf[eé]", "CAFÉ", [0, 4]],
    ["a{2,3}", "xaaaax", [1, 4]],
    ["(before|after)+ school", "beforeafter school", [0, 18]],
    ["^ab$", "ab", [0, 2]],
    ["^ab$", "cab", undefined],
    ["舞蹈|广场舞?", "跳广场舞", [1, 4]],
    [String.raw`multi[\W ]+ethnic`, "multi - ethnic", [0, 14]],
    ["[^a-c]x", "axbxdx", [4, 6]],
  ] as const)("%s in %s", (text, searched, place) => {
    expect(placeOf(made(text), unitsOf(searched))).toEqual(place);
    expect(isFound(made(text), unitsOf(searched))).toBe(place !== undefined);
  });

  test.each([
    ["(?=a)b", { kind: "not-linear", at: 0, what: "look around or named group" }],
    [String.raw`(a)\1`, { kind: "not-linear", at: 3, what: "reference back" }],
    ["a(b", { kind: "unreadable-pattern", at: 1, what: "unclosed group" }],
    ["a)b", { kind: "unreadable-pattern", at: 1, what: "unopened group" }],
    ["*a", { kind: "unreadable-pattern", at: 0, what: "nothing to repeat" }],
    ["[z-a]", { kind: "unreadable-pattern", at: 4, what: "range" }],
    ["[ab", { kind: "unreadable-pattern", at: 0, what: "unclosed class" }],
    ["a*", { kind: "matches-empty-text" }],
    ["a|", { kind: "matches-empty-text" }],
    ["((a{99}){99}){99}", { kind: "pattern-too-large", most: 4000, size: 2950499 }],
  ])("%s is refused", (text, rejection) => {
    expect(refusal(text)).toMatchObject(rejection);
  });

  test("that would take a backtracker for ever is read once through", () => {
    const bad = made("(a+)+(b|ab)+$");
    const text = unitsOf("a".repeat(20_000));
    expect(isFound(bad, text)).toBe(false);
    expect(bad.table.rows.length).toBeLessThan(10);
  });

  test("of more state sets than the memory holds still answers", () => {
    const wide = made("a.{11}b");
    const letters = fc.sample(fc.constantFrom("a", "c"), { numRuns: 20_000, seed: 7 }).join("");
    expect(isFound(wide, unitsOf(letters))).toBe(false);
    expect(isFound(wide, unitsOf(`${letters}a${"c".repeat(11)}b`))).toBe(true);
    expect(wide.table.rows.length).toBeLessThanOrEqual(2000);
  });
});

const leaf = fc.constantFrom("a", "b", "[ab]", ".", "[^b]", String.raw`\w`, String.raw`\b`, "é");
const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.tuple(tie("pattern"), tie("pattern")).map(([one, other]) => one + other),
    fc.tuple(tie("pattern"), tie("pattern")).map(([one, other]) => `(${one}|${other})`),
    fc
      .tuple(tie("pattern"), fc.constantFrom("*", "+", "?", "{2}", "{1,2}"))
      .filter(([one]) => !one.endsWith("b"))
      .map(([one, times]) => `(${one})${times}`),
  ),
}));

test("is found where the language's own engine finds it, from the same start", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "B", " ", "c", "É"), maxLength: 12 });
  fc.assert(
    fc.property(pattern, text, (written, searched) => {
      const own = patternOf(written);
      fc.pre(own.ok);
      const theirs = new RegExp(written, "i").exec(searched);
      expect(isFound(own.value, unitsOf(searched))).toBe(theirs !== null);
      expect(placeOf(own.value, unitsOf(searched))?.[0]).toBe(theirs?.index);
    }),
    { numRuns: 2000 },
  );
});
