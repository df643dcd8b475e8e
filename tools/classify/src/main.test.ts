import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { rowsOf } from "./tag-table.ts";

const folder = mkdtempSync(join(tmpdir(), "classify-"));
afterAll(() => rmSync(folder, { recursive: true }));

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
const run = (...args: string[]) =>
  new Promise<Ran>((done) => {
    const { INIT_CWD: _, ...env } = process.env;
    const child = execFile(
      process.execPath,
      [main, ...args],
      { cwd: folder, env },
      (_e, out, err) => done({ code: child.exitCode, stdout: out, stderr: err }),
    );
  });
const sheet = (name: string) => rowsOf(readFileSync(join(folder, name), "utf8"));
const bodies = [
  "编号,名称,主要活动",
  "1,芳邻路邻里互助队,邻里互助",
  '2,"没有结束的引号,',
  "3,草堂合唱团,合唱",
  "4,多了,一列,的",
  "5,某某有限公司,",
  ...Array.from({ length: 60 }, (_, at) => `${at + 6},第${at}巡逻队,治安巡逻`),
];
const text = `${bodies.join("\r\n")}\r\n`;

test("every line comes back, the bad ones marked, the good ones with answer and reasons", async () => {
  writeFileSync(join(folder, "bodies.csv"), text);
  const { code, stdout } = await run("bodies.csv");
  expect(code).toBe(1);
  expect(stdout).toContain("classified    62");
  expect(stdout).toContain("bad-row       2");
  const rows = sheet("bodies.classified.csv");
  expect(rows.map(({ line }) => Number(line))).toEqual(bodies.slice(1).map((_, at) => at + 2));
  expect(rows.filter(({ problem }) => problem).map(({ line, problem }) => [line, problem])).toEqual(
    [
      ["3", "unclosed-quote"],
      ["5", "4 cells, 3 headings"],
    ],
  );
  expect(rows[0]).toMatchObject({ 编号: "1", code: "mutual-aid", label: "居民互助" });
  expect(rows[0]?.in_other_schemes).toContain("sichuan-4:charity (broad)");
  expect(rows[4]).toMatchObject({ outcome: "out-of-scope", code: "", needs_review: "no" });
  const reasons = sheet("bodies.reasons.csv");
  expect(reasons[0]).toMatchObject({
    line: "2",
    field: "name",
    text: "邻里互助",
    from: "3",
    to: "7",
  });
  const withReason = new Set(reasons.map(({ line }) => line));
  expect(
    rows.filter((row) => !withReason.has(row.line ?? "")).map(({ outcome }) => outcome),
  ).toEqual(["bad-row", "bad-row"]);
});

test("the encoding of older programs is read as well", async () => {
  // 草堂合唱团 in GB18030.
  const name = [0xb2, 0xdd, 0xcc, 0xc3, 0xba, 0xcf, 0xb3, 0xaa, 0xcd, 0xc5];
  writeFileSync(join(folder, "gb.csv"), Buffer.from([...Buffer.from("name\n"), ...name]));
  expect((await run("gb.csv")).code).toBe(0);
  expect(sheet("gb.classified.csv")[0]).toMatchObject({
    name: "草堂合唱团",
    code: "culture-sport",
  });
});

test("a stranger's folder of packs is used, a faulty one refused with its place", async () => {
  writeFileSync(join(folder, "two.csv"), "org,does\nBath Swans,care of animals\nX,\n");
  const packs = fileURLToPath(new URL("../../../examples/packs", import.meta.url));
  const columns = ["--name", "org", "--description", "does"];
  const good = await run("two.csv", "--packs", packs, "--scheme", "icnptso", ...columns);
  expect(good.code).toBe(0);
  expect(sheet("two.classified.csv")[0]).toMatchObject({ code: "E21" });
  mkdirSync(join(folder, "packs", "own"), { recursive: true });
  writeFileSync(join(folder, "packs", "own", "scheme.json"), '{"id":"own"}');
  const bad = await run("two.csv", "--packs", "packs", "--scheme", "own", ...columns);
  expect([bad.code, bad.stderr]).toEqual([1, expect.stringContaining("own: version:")]);
});

test.each([
  [["nowhere.csv"], 1, "ENOENT"],
  [["two.csv"], 1, "no column for the name"],
  [["two.csv", "--scheme", "none", "--name", "org"], 1, "no scheme none; there are caotang-5"],
  [[], 2, "give one file"],
  [["--colour"], 2, "--colour"],
])("%j is refused in a sentence", async (args, code, sentence) => {
  writeFileSync(join(folder, "two.csv"), "org,does\nBath Swans,care of animals\n");
  const ran = await run(...args);
  expect([ran.code, ran.stderr]).toEqual([code, expect.stringContaining(sentence)]);
});
