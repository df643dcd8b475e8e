import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readCaseReport, readCruise, readTurbo, readVitest } from "./reports.ts";
import { type Ran, reports, root, run, tail } from "./run.ts";
import { failed, type Tally } from "./tally.ts";

export interface Stage {
  readonly name: string;
  /** The stages without which this one can tell nothing. */
  readonly needs: readonly string[];
  readonly run: () => Promise<Tally>;
}

/** The zones in which the pure packages must give the same answers. */
const zones = ["UTC", "Asia/Shanghai", "America/Los_Angeles"] as const;

/** Every stage that has something to check in this checkout, the quickest to tell first. */
export function stages(): readonly Stage[] {
  const base = baseOfChange();
  const list: (Stage | false | undefined | "")[] = [
    { name: "format and lint", needs: [], run: formatAndLint },
    { name: "types", needs: [], run: () => turbo("types", "typecheck") },
    { name: "build", needs: [], run: () => turbo("build", "build") },
    { name: "dependency rules", needs: [], run: dependencyRules },
    { name: "dead code", needs: [], run: deadCode },
    ...zones.map((zone) => ({
      name: `pure packages, ${zone}`,
      needs: [],
      run: () => vitest(`pure-${zone.replace("/", "-")}`, "pure", { TZ: zone }),
    })),
    { name: "cases", needs: [], run: cases },
    { name: "apps and tools", needs: [], run: () => vitest("apps", "apps") },
    {
      name: "published packages",
      needs: ["build"],
      run: () => vitest("packages", "packages"),
    },
    hasScript("apps/api", "openapi") && {
      name: "published interface",
      needs: ["build"],
      run: publishedInterface,
    },
    base && { name: "changesets", needs: [], run: () => changesets(base) },
    hasScript("tools/stories", "stories") && {
      name: "browser stories",
      needs: ["build"],
      run: stories,
    },
  ];
  return list.filter((stage) => typeof stage === "object");
}

/** Whether a part of the project is there yet; what is not there is not listed. */
function hasScript(folder: string, script: string): boolean {
  const file = join(root, folder, "package.json");
  if (!existsSync(file)) return false;
  const { scripts } = JSON.parse(readFileSync(file, "utf8")) as { scripts?: object };
  return scripts !== undefined && script in scripts;
}

/** The commit a change is compared with; none where there is no history or nothing has changed. */
function baseOfChange(): string | undefined {
  const wanted = process.env.XINYI_BASE ?? "origin/main";
  const git = (...args: string[]) => spawnSync("git", args, { cwd: root, encoding: "utf8" });
  const base = git("merge-base", wanted, "HEAD");
  const head = git("rev-parse", "HEAD");
  if (base.status !== 0 || head.status !== 0 || base.stdout === head.stdout) return undefined;
  return base.stdout.trim();
}

async function formatAndLint(): Promise<Tally> {
  const ran = await run("lint", "biome", ["check", "--error-on-warnings", "--max-diagnostics=40"]);
  return byExitCode("biome check", ran);
}

async function turbo(name: string, task: string): Promise<Tally> {
  const args = ["run", task, "--summarize", "--output-logs=errors-only", "--continue"];
  const ran = await run(name, "turbo", args);
  const summary = /Summary:\s+(\S.*\.json)/.exec(ran.output)?.[1]?.trim() ?? "";
  return agreeing(readTurbo(summary, task, root, ran.output), ran);
}

async function dependencyRules(): Promise<Tally> {
  const folders = ["packages", "apps", "tools"].filter((folder) => existsSync(join(root, folder)));
  const file = join(reports, "dependency-rules.json");
  const args = [...folders, "--config", ".dependency-cruiser.cjs"];
  const ran = await run("dependency-rules", "depcruise", [
    ...args,
    "--output-type",
    "json",
    "--output-to",
    file,
  ]);
  return agreeing(readCruise(file, ran.output), ran);
}

/** Files, exports and dependencies that nothing uses (knip.json says where uses begin). */
async function deadCode(): Promise<Tally> {
  const ran = await run("dead-code", "knip", ["--no-progress", "--no-config-hints"]);
  return byExitCode("nothing is unused", ran);
}

async function vitest(
  name: string,
  project: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Tally> {
  const file = join(reports, `${name}.json`);
  const args = ["run", "--project", project, "--reporter=json", `--outputFile=${file}`];
  const ran = await run(name, "vitest", args, env);
  return agreeing(readVitest(file, root, ran.output), ran);
}

/** The worked examples that must hold, each one check. */
async function cases(): Promise<Tally> {
  const file = join(reports, "cases.json");
  const main = join("tools", "cases", "src", "main.ts");
  const ran = await run("cases", process.execPath, [main, "--report", file]);
  return agreeing(readCaseReport(file, ran.output), ran);
}

/** The committed openapi.json must be what the routes say. */
async function publishedInterface(): Promise<Tally> {
  const args = ["--filter", "@xinyi/api", "run", "openapi", "--check"];
  return byExitCode("openapi.json", await run("openapi", "pnpm", args));
}

/** A changed package needs a sentence for those who use it. */
async function changesets(base: string): Promise<Tally> {
  return byExitCode(
    "changeset status",
    await run("changesets", "changeset", ["status", "--since", base]),
  );
}

/** People's ways through the product, in a real browser. */
async function stories(): Promise<Tally> {
  const file = join(reports, "stories.json");
  const ran = await run("stories", "pnpm", ["--filter", "@xinyi/stories", "run", "stories"]);
  return agreeing(readVitest(file, root, ran.output), ran);
}

/** One check, for a tool whose whole answer is yes or no. */
function byExitCode(name: string, ran: Ran): Tally {
  if (ran.code === 0) return { passed: 1, failures: [], skipped: [] };
  return failed(name, tail(ran.output, 80));
}

/** A runner that ends in failure while its report tells of none is itself a failure. */
function agreeing(tally: Tally, ran: Ran): Tally {
  if (ran.code === 0 || tally.failures.length > 0) return tally;
  const silent = { name: `the runner ended with ${ran.code}`, detail: tail(ran.output, 40) };
  return { ...tally, failures: [silent] };
}
