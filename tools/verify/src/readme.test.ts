import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./run.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
/** What is for users goes through the bootstrap; the rest is for those who work on the code. */
const commands = Object.keys(scripts).filter((name) => scripts[name]?.includes("bootstrap.mjs"));

test.each(commands)("the README says what npm %s does", (name) => {
  const typed = name === "start" || name === "test" ? `npm ${name}` : `npm run ${name}`;
  expect(readme).toContain(typed);
});

const pages = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];

describe("what a page points at is there", () => {
  test.each(pages)("%s", (page) => {
    const text = readFileSync(join(root, page), "utf8");
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, to]) => to);
    const missing = links.filter((to) => !existsSync(join(root, dirname(page), to ?? "")));
    expect(missing).toEqual([]);
  });
});
