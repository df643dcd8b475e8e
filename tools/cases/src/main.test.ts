import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const home = join(dirname(fileURLToPath(import.meta.url)), "..");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "xinyi-cases-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function cases(...args: readonly string[]) {
  const main = join(home, "src", "main.ts");
  const env = { ...process.env, INIT_CWD: folder };
  const ran = spawnSync(process.execPath, [main, ...args], { encoding: "utf8", env });
  return { code: ran.status, lines: ran.stdout.trimEnd().split("\n") };
}

function file(name: string, content: unknown): string {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  writeFileSync(join(folder, name), text);
  return name;
}

const example = {
  id: "X1",
  kind: "books",
  pack: "cn-community-trust",
  on: "2026-01-01",
  source: "made for this test",
  given: { steps: [] },
  expect: { balances: {} },
};

test.each([
  ["a suite nobody has", { ...example }, "astrology", "X1: suite:"],
  ["a case without a source", { ...example, source: undefined }, "trust-accounting", "X1: source:"],
  ["a member the form lacks", { ...example, extra: 1 }, "trust-accounting", "X1:"],
])("%s is a failure that names the case", (_, one, suite, start) => {
  const { code, lines } = cases(file("one.json", { suite, cases: [one] }));
  expect(code).toBe(1);
  expect(lines[0]).toMatch(new RegExp(`^${start}`));
  expect(lines.at(-1)).toBe("0 passed, 1 failed");
});

test("the same id twice in a file is a failure", () => {
  const name = file("twice.json", { suite: "astrology", cases: [example, example] });
  expect(cases(name).lines).toContain("X1: this id stands twice in the file");
});

test.each([
  ["a file that is not there", "absent.json", undefined, "cannot be read (ENOENT)"],
  ["a file that is not JSON", "broken.json", '{"suite": ', "not JSON"],
  ["a file of another form", "other.json", "[]", "not a case file"],
])("%s is named in a sentence", (_, name, content, sentence) => {
  if (content !== undefined) file(name, content);
  const { code, lines } = cases(name);
  expect(code).toBe(1);
  expect(lines[0]).toContain(`${name}: ${sentence}`);
  expect(lines.at(-1)).toBe("0 passed, 1 failed");
});

const district = {
  "pack.json": {
    id: "test-town",
    version: "1.0.0",
    kind: "place",
    level: "province",
    title: { zh: "某地", en: "A town" },
    parent: "cn",
  },
};
const vote = {
  ...example,
  kind: "verdict",
  pack: "test-town",
  given: {
    matter: "hire-manager",
    tallies: {
      total: { area: "100", heads: "10" },
      participating: { area: "100", heads: "10" },
      for: { area: "51", heads: "6" },
    },
  },
  expect: { status: "passed" },
};

test("a district holds its own pack to its own cases", () => {
  mkdirSync(join(folder, "packs", "test-town"), { recursive: true });
  file("packs/test-town/pack.json", district["pack.json"]);
  const name = file("town.json", { suite: "committee-voting", cases: [vote] });
  expect(cases(name).lines.at(-1)).toBe("0 passed, 1 failed");
  expect(cases("--packs", "packs", name).lines).toEqual(["1 passed, 0 failed"]);
});

test("a faulty pack is refused with its place", () => {
  mkdirSync(join(folder, "bad", "test-town"), { recursive: true });
  file("bad/test-town/pack.json", { ...district["pack.json"], level: "galaxy" });
  const { code, lines } = cases("--packs", "bad", "town.json");
  expect(code).toBe(1);
  expect(lines[0]).toContain("test-town/pack.json: level");
});

test("help is printed without running anything", () => {
  const { code, lines } = cases("--help");
  expect(code).toBe(0);
  expect(lines[0]).toBe("npm run cases -- FILE…");
});

test("the list of cases that must pass only grows", ({ skip }) => {
  const path = "tools/cases/passing.json";
  const git = spawnSync("git", ["show", `HEAD:${path}`], { cwd: home, encoding: "utf8" });
  if (git.status !== 0) skip("no git history here to compare with");
  const before: readonly string[] = JSON.parse(git.stdout);
  const now: readonly string[] = JSON.parse(readFileSync(join(home, "passing.json"), "utf8"));
  expect(now).toEqual(expect.arrayContaining([...before]));
});
