import { expect, test } from "vitest";
import estates from "../schemas/estates.json" with { type: "json" };
import schemeForm from "../schemas/scheme.json" with { type: "json" };
import { scheme } from "./fixtures/scheme.ts";
import { decodeBody, decodeEstate, decodeScheme, jsonSchemas } from "./schema.ts";

test("the schemas that ship say what the code reads; if not: node scripts/write-schemas.mjs", () => {
  const made = JSON.parse(JSON.stringify(jsonSchemas()));
  expect({ "scheme.json": schemeForm, "estates.json": estates }).toEqual(made);
});

test("a scheme keeps its content when written and read again", () => {
  expect(decodeScheme(JSON.parse(JSON.stringify(scheme)))).toEqual({ ok: true, value: scheme });
});

test.each([
  ["a pattern instead of words", { ...scheme, rules: [{ pattern: "(a+)+$" }] }, "rules/0/words"],
  ["a day that does not exist", { ...scheme, validFrom: "2024-02-30" }, "validFrom"],
  ["no scheme at all", null, ""],
])("%s is named with its place", (_, content, path) => {
  const read = decodeScheme(content);
  expect(read.ok ? [] : read.rejection.map((issue) => issue.path)).toContain(path);
});

test("facts that are not of their form are refused", () => {
  expect(decodeBody({ name: "a" }).ok).toBe(false);
  expect(decodeEstate({ feeCollectionRate: 93 }).ok).toBe(false);
  expect(decodeEstate({ housing: "castle" }).ok).toBe(false);
});
