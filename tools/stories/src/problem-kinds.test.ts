import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { zh } from "../../../apps/admin/src/text/zh.ts";

const api = (file: string) =>
  readFileSync(fileURLToPath(new URL(`../../../apps/api/src/${file}`, import.meta.url)), "utf8");

const found = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, kind]) => kind);

/** The apps never import each other, so the words and the refusals meet here. */
describe("the console has a sentence of its own", () => {
  test("for every refusal in the API's problem table", () => {
    const kinds = found(api("problem-table.ts"), /^ {2}"?([a-z][a-z0-9-]*)"?: \[/gm);
    expect(kinds.length).toBeGreaterThan(50);
    expect(kinds.filter((kind) => !Object.hasOwn(zh.problems, kind ?? ""))).toEqual([]);
  });

  test("for every fault a row of the roll can have", () => {
    const kinds = found(api("imports/roll-words.ts"), /case "([a-z-]+)":/g);
    expect(kinds.length).toBeGreaterThan(8);
    expect(kinds.filter((kind) => !Object.hasOwn(zh.roll.faultKinds, kind ?? ""))).toEqual([]);
  });
});
