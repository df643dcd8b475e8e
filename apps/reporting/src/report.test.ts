import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { Failure } from "./failure.ts";
import { districtId, estate, facts } from "./fixtures/facts.ts";
import { fakeApi, token } from "./fixtures/fake-api.ts";
import { publicMeeting } from "./fixtures/vote-wire.ts";
import { countAgain } from "./recount/steps.ts";
import { runReport } from "./report.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Stands for what the build lays beside the program. */
function recountFolder(): URL {
  const folder = mkdtempSync(join(tmpdir(), "xinyi-recount-"));
  folders.push(folder);
  writeFileSync(join(folder, "recount.js"), "script");
  writeFileSync(join(folder, "recount.css"), "style");
  return pathToFileURL(`${folder}/`);
}

/** Runs a report against an API of this process. */
async function run(command: string, env: Record<string, string> = { XINYI_TOKEN: token }) {
  const folder = mkdtempSync(join(tmpdir(), "xinyi-report-"));
  folders.push(folder);
  const files: string[] = [];
  const asked: string[] = [];
  await runReport(command.split(" "), {
    env,
    folder,
    recountFolder: recountFolder(),
    fetch: fakeApi(asked),
    now: () => "2026-02-03T02:15:00Z",
    print: () => {},
    tell: (event) => {
      if ("file" in event) files.push(event.file);
    },
  });
  const content = (file: string) => readFileSync(join(folder, file), "utf8");
  return { files, asked, content, folder };
}

const job = `notice --district ${districtId} --estate ${estate.id} --period 2026-01`;
const signIn = { XINYI_USERNAME: "cashier", XINYI_PASSWORD: "correct horse" };

describe("a notice for the API", () => {
  test("makes its page, its print, the estate's page and its card, and tells each", async () => {
    const made = await run(`${job} --notice ${facts.notice?.id} --format pdf,html --out job`);
    const folder = join(made.folder, "job");
    expect(made.files.toSorted()).toEqual([
      `e/${estate.id}.html`,
      `e/${estate.id}.json`,
      "n/482913305571.html",
      "n/482913305571.pdf",
    ]);
    expect(readdirSync(folder, { recursive: true }).map(String)).toEqual(
      expect.arrayContaining(made.files),
    );
    expect(readFileSync(join(folder, "n/482913305571.pdf")).subarray(0, 5).toString()).toBe(
      "%PDF-",
    );
    expect(made.content("job/n/482913305571.html")).toContain("19,663.36");
  });

  test("asks for nothing but this estate's own", async () => {
    const { asked } = await run(`${job} --notice ${facts.notice?.id} --format html`);
    expect(asked.length).toBeGreaterThan(0);
    for (const one of asked) {
      expect(one).toContain(`GET /api/districts/${districtId}/estates/${estate.id}/`);
    }
  });

  test("puts no file where a code would lead out of the folder", async () => {
    const api = fakeApi();
    const leading = async (request: Request) => {
      const answer = await api(request);
      if (!request.url.includes("disclosure-facts")) return answer;
      return Response.json({ ...facts, notice: { ...facts.notice, code: "../../etc/motd" } });
    };
    const world = { env: { XINYI_TOKEN: token }, fetch: leading, folder: "/nowhere" };
    const ran = runReport(`${job} --notice ${facts.notice?.id}`.split(" "), {
      ...world,
      recountFolder: recountFolder(),
      now: () => "2026-02-03T02:15:00Z",
      print: () => {},
      tell: () => {},
    });
    await expect(ran).rejects.toThrow("不能用作文件名");
  });
});

describe("a report for a person", () => {
  test("signs in, finds the only district and the estate by its name", async () => {
    const { files, asked } = await run("statement --estate 胜天小区 --period 2026-01", signIn);
    expect(files).toEqual(["statement-2026-01.csv"]);
    expect(asked[0]).toBe("POST /api/session");
  });

  test("a month without a notice gives a draft under another name", async () => {
    const api = fakeApi();
    const folder = mkdtempSync(join(tmpdir(), "xinyi-report-"));
    folders.push(folder);
    await runReport("notice --estate 胜天小区 --period 2026-01 --format html".split(" "), {
      env: signIn,
      folder,
      recountFolder: recountFolder(),
      fetch: async (request) =>
        request.url.endsWith("/notices") ? Response.json({ notices: [] }) : api(request),
      now: () => "2026-02-03T02:15:00Z",
      print: () => {},
      tell: () => {},
    });
    expect(readdirSync(folder)).toEqual(["notice-2026-01-draft.html"]);
  });

  test("gathers the journal page by page", async () => {
    const { files, asked, content } = await run(
      "journal --estate 胜天小区 --until 2026-03",
      signIn,
    );
    expect(files).toEqual(["journal-until-2026-03.hledger"]);
    expect(asked.filter((one) => one.includes("/entries"))).toHaveLength(2);
    const ids = content("journal-until-2026-03.hledger").match(/; id:/g);
    expect(ids).toHaveLength(facts.entries.length);
  });

  test.each([
    ["statement --estate 别处 --period 2026-01", signIn, "找不到小区“别处”"],
    ["statement --estate 胜天小区 --period 2026-01", {}, "XINYI_USERNAME"],
    [
      "statement --estate 胜天小区 --period 2026-01",
      { ...signIn, XINYI_PASSWORD: "wrong" },
      "用户名或密码不对",
    ],
    ["statement --estate 胜天小区 --period 2026-13", signIn, "应为月份"],
    ["statement --estate 胜天小区", signIn, "--period"],
    ["statement --period 2026-01", signIn, "--estate"],
    ["statement --estate x --period 2026-01 --format xlsx", signIn, "没有“xlsx”格式"],
    ["balance --estate x", signIn, "不认识的报表"],
    ["notice --estate x --colour red", signIn, "--help"],
  ])("%s with %j is refused in words", async (command, env, words) => {
    const refused = run(command, env);
    await expect(refused).rejects.toThrow(Failure);
    await expect(refused).rejects.toThrow(new RegExp(words));
  });

  test("says where it looked when nobody answers", async () => {
    const ran = runReport(job.split(" "), {
      env: { XINYI_TOKEN: token, XINYI_URL: "http://localhost:1" },
      folder: tmpdir(),
      recountFolder: recountFolder(),
      fetch: () => Promise.reject(new TypeError("fetch failed")),
      now: () => "2026-02-03T02:15:00Z",
      print: () => {},
      tell: () => {},
    });
    await expect(ran).rejects.toThrow("连不上 http://localhost:1");
  });
});

describe("the program", () => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const start = (...args: string[]) =>
    spawnSync(process.execPath, [main, ...args], { encoding: "utf8", env: {} });

  test("tells how to use it", () => {
    const { status, stdout } = start("--help");
    expect(status).toBe(0);
    expect(stdout).toContain("npm run report -- journal");
  });

  test("ends with 2 on wrong usage, with a sentence and no stack", () => {
    const { status, stderr } = start("notice");
    expect(status).toBe(2);
    expect(stderr).toContain("请用 --estate 指明小区");
    expect(stderr).not.toContain("at ");
  });
});

describe("a result for the API", () => {
  const [first, second] = publicMeeting.result?.results ?? [];
  const result = `result --district ${districtId} --estate ${estate.id} --meeting ${publicMeeting.id} --url https://xinyi.example/v/${publicMeeting.id} --out job`;

  test("makes page, print, a file to recount each motion, and the page that counts", async () => {
    const { files, content, folder } = await run(result);
    expect(files.toSorted()).toEqual(
      [
        "recount/index.html",
        "recount/recount.css",
        "recount/recount.js",
        `v/${publicMeeting.id}.html`,
        `v/${publicMeeting.id}.pdf`,
        `v/${first?.motionId}.json`,
        `v/${second?.motionId}.json`,
      ].toSorted(),
    );
    const page = content(`job/v/${publicMeeting.id}.html`);
    expect(page).toContain("参与不足，表决不成立");
    expect(page).toContain(`/recount/?motion=${first?.motionId}`);
    // The published file is the one that was answered, and counts again to what was published.
    const again = countAgain(readFileSync(join(folder, `job/v/${first?.motionId}.json`), "utf8"));
    expect(again.steps.every(({ isSo }) => isSo)).toBe(true);
    expect(again.verdict?.status).toBe("passed");
  });

  test("is refused while nothing is published", async () => {
    const open = result.replace(publicMeeting.id, publicMeeting.id.replace("910", "911"));
    await expect(run(open)).rejects.toThrow("还没有公布结果");
  });
});
