import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./run.ts";

const folder = join(root, ".changeset");
const files = readdirSync(folder).filter((file) => file.endsWith(".md") && file !== "README.md");

/** "Rule" changes what the law says here; it names the law and the dates it touches. */
const firstWord = /^(Rule|New|Repair|Inside): \S/;

test("a change is told in a sentence that begins with its kind", () => {
  const told = files.map((file) => {
    const body = readFileSync(join(folder, file), "utf8").split(/^---$/m)[2]?.trim() ?? "";
    return { file, begins: firstWord.test(body) };
  });
  expect(told).toEqual(files.map((file) => ({ file, begins: true })));
});
