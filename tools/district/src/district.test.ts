import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parentOf, skeletonOf } from "./skeleton.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "district-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const run = (program: "new" | "main", path: string) => {
  const file = fileURLToPath(new URL(`./${program}.ts`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, path], {
    cwd: home,
    env: { ...process.env, INIT_CWD: home },
    encoding: "utf8",
  });
  return { status, text: stdout + stderr };
};
const edit = (file: string, change: (value: ReturnType<typeof JSON.parse>) => unknown) => {
  const path = join(home, "packs/cn-sc-yanjiang", file);
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, "utf8")))));
};

test("a new pack stands under the nearest that ships", () => {
  expect(parentOf("cn-sc-yanjiang")).toBe("cn-sc");
  expect(parentOf("cn-sc-chengdu-jinjiang")).toBe("cn-sc-chengdu");
  expect(() => skeletonOf("atlantis")).toThrow("begins with no pack");
  expect(() => skeletonOf("cn-sc")).toThrow("ships already");
  expect(() => skeletonOf("CN SC")).toThrow("lower-case");
});

test("a skeleton is sound in form, and its examples fail until they are replaced", () => {
  expect(run("new", "packs/cn-sc-yanjiang")).toMatchObject({ status: 0 });
  expect(run("new", "packs/cn-sc-yanjiang")).toMatchObject({ status: 1 });
  const checked = run("main", "packs");
  expect(checked.text).toContain("0 passed, 2 failed");
  expect(checked.text).toContain('expected "passed", actual "hold"');
  expect(checked.status).toBe(1);
});

test("a district that writes its own matter, with a source and its case, passes", () => {
  run("new", "packs/cn-sc-yanjiang");
  const matter = [
    { from: "2025-01-01", source: "区规〔2024〕1号 第三条", verified: true, value: "ordinary" },
  ];
  edit("voting.json", () => ({ matters: { "our-own-matter": matter } }));
  edit("cases/voting.json", ({ suite, cases }) => ({ suite, cases: cases.slice(1) }));
  expect(run("main", "packs")).toMatchObject({ status: 0, text: "1 passed, 0 failed\n" });
});

test("a bar that the law does not let a district move is an error with its path", () => {
  run("new", "packs/cn-sc-yanjiang");
  const value = { op: "moreThan", axis: "heads", tally: "for", base: "cast", share: [1, 2] };
  const adopt = [{ from: "2025-01-01", source: "区规〔2024〕1号", verified: true, value }];
  edit("voting.json", () => ({ rules: { ordinary: { adopt } } }));
  const checked = run("main", "packs");
  expect(checked.text).toContain("error: rules/ordinary/adopt: override-not-allowed");
  expect(checked.status).toBe(1);
});
