import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "./index.ts";
import vectors from "./vectors.json" with { type: "json" };

test.each(vectors.canonical)("$source", ({ json, form }) => {
  expect(canonicalJson(JSON.parse(json))).toBe(form);
});

test.each(vectors.numbers)("the number $bits is $form", ({ bits, form }) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  expect(canonicalJson(view.getFloat64(0))).toBe(form);
});

test.each([
  ["$: undefined has no JSON form", undefined],
  ["$.amount: undefined has no JSON form", { amount: undefined }],
  ["$.postings[1].minor: bigint has no JSON form", { postings: [{}, { minor: 1n }] }],
  // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested
  ["$[0]: undefined has no JSON form", [, 1]],
  ["$: function has no JSON form", () => 1],
  ["$: NaN is not a JSON number", Number.NaN],
  ["$[0]: -Infinity is not a JSON number", [Number.NEGATIVE_INFINITY]],
  ["$: half a surrogate pair", "\ud83d"],
  ["$: half a surrogate pair", { "\ude00": 1 }],
  ["$.on: not a plain object", { on: new Date(0) }],
  ["$: not a plain object", new Map([["a", 1]])],
])("throws %j", (message, value) => {
  expect(() => canonicalJson(value)).toThrow(new TypeError(message));
});

test("an object without a prototype is plain data too", () => {
  expect(canonicalJson(Object.assign(Object.create(null), { b: 1, a: 2 }))).toBe('{"a":2,"b":1}');
});

describe("laws", () => {
  const values = fc.jsonValue({ stringUnit: "binary", maxDepth: 4 });

  test("it agrees with the reference implementation", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
    );
  });

  test("it reads back as the same value, and is its own canonical form", () => {
    fc.assert(
      fc.property(values, (value) => {
        const form = canonicalJson(value);
        expect(JSON.parse(form)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(form))).toBe(form);
      }),
    );
  });

  test("the order in which members were written is irrelevant", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), values), (object) => {
        const reversed = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(object));
      }),
    );
  });
});
