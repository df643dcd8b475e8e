import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./run.ts";

const rows = readFileSync(join(root, "GLOSSARY.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| English"))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, english = "", chinese = "", meaning = "", source = "", code = ""]) => ({
    english,
    chinese,
    meaning,
    source,
    names: [...code.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ""),
  }));

const code = ["packages", "apps"].flatMap((folder) => sources(join(root, folder))).join("\n");

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return /^(node_modules|dist|fixtures)$/.test(entry.name) ? [] : sources(path);
    return /(?<!\.test)\.tsx?$/.test(entry.name) ? [readFileSync(path, "utf8")] : [];
  });
}

test("every term is said once, and whole", () => {
  const incomplete = rows.filter(
    ({ chinese, meaning, source, names }) => !chinese || !meaning || !source || names.length === 0,
  );
  expect(rows.length).toBeGreaterThan(40);
  expect(incomplete).toEqual([]);
  expect(new Set(rows.map(({ english }) => english)).size).toBe(rows.length);
});

describe("the name in code is a name in code", () => {
  test.each(rows.flatMap(({ names }) => names))("%s", (name) => {
    expect(new RegExp(`\\b${name}\\b`).test(code)).toBe(true);
  });
});
