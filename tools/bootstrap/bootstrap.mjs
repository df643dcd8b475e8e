#!/usr/bin/env node
// From a fresh clone with only Node and npm to a running command.
// No dependencies: it puts the pinned package manager into .tools, installs the
// workspace, builds it, and hands over to one command on the pinned Node.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const windows = process.platform === "win32";

/** What runs after set-up: the file on the pinned Node, and what must be built for it. */
const commands = {
  launch: ["apps/api/dist/main.js", "./apps/*"],
  verify: ["tools/verify/src/main.ts"],
  cases: ["tools/cases/src/main.ts", "@xinyi/cases..."],
  report: ["apps/reporting/dist/main.js", "@xinyi/reporting"],
  demo: ["tools/demo/src/main.ts", "@xinyi/demo..."],
  "new-district": ["tools/district/src/new.ts", "@xinyi/district..."],
  district: ["tools/district/src/main.ts", "@xinyi/cases..."],
  classify: ["tools/classify/src/main.ts", "@xinyi/classify..."],
  "derive-routing": ["tools/derive-routing/src/main.ts", "@xinyi/derive-routing..."],
  soak: ["tools/soak/src/main.ts", "./apps/*"],
  simulate: ["tools/simulate/src/main.ts", "./apps/*"],
  mutate: ["tools/mutate/src/main.ts", "./packages/*"],
  bench: ["tools/bench/src/main.ts", "./apps/*", "./packages/*"],
};

const [name, ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`bootstrap: unknown command "${name}"; one of ${Object.keys(commands).join(", ")}`);
  process.exit(2);
}
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 12)) {
  giveUp(
    `Xinyi needs Node 20.12 or later; this is ${process.version}. 请安装 Node 20.12 或更新版本。`,
  );
}

const pin = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager;
const tools = join(root, ".tools", pin.replace("@", "-"));

// npm hands its own settings down as npm_config_*; of those pnpm must inherit
// only where packages come from.
const env = Object.fromEntries(Object.entries(process.env).filter(([k]) => !/^npm_/i.test(k)));
const registry = process.env.npm_config_registry;
if (registry) env.pnpm_config_registry ??= registry;
env.PATH = [
  join(root, "node_modules", ".bin"),
  join(tools, "node_modules", ".bin"),
  process.env.PATH ?? "",
].join(delimiter);
env.TURBO_TELEMETRY_DISABLED ??= "1";
env.DO_NOT_TRACK ??= "1";
// The Node people have: packages promise to run on it, and their check uses it.
env.XINYI_HOST_NODE ??= process.execPath;

/** The one process that runs now; every signal goes to it, and its end is awaited. */
let child;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    // A terminal has sent Ctrl-C to the child too; a second one would look like impatience.
    if (signal === "SIGINT" && process.stdin.isTTY) return;
    child?.kill(signal);
  });
}

/** Ends with a sentence; for npm test also with the line that others read. */
function giveUp(sentence, code = 1) {
  console.error(sentence);
  if (name === "verify") console.log("0 passed, 1 failed");
  process.exit(code);
}

/** Starts a process and waits for its end. */
function run(cmd, argv, options) {
  return new Promise((resolve, fail) => {
    child = spawn(cmd, argv, { cwd: root, env, ...options });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => output.push(chunk));
    }
    child.on("error", fail);
    child.on("close", (code, signal) => {
      child = undefined;
      resolve({ code: code ?? 128 + (constants.signals[signal] ?? 0), output, signal });
    });
  });
}

/** One step of the set-up: one line, and its output only when it fails. */
async function step(title, cmd, argv, options = {}) {
  // A step that has nothing to do is not worth a line.
  const slow = setTimeout(() => console.error(title), 300);
  const stdio = ["ignore", "pipe", "pipe"];
  const { code, output, signal } = await run(cmd, argv, { stdio, shell: windows, ...options });
  clearTimeout(slow);
  if (code === 0) return;
  for (const chunk of output) process.stderr.write(chunk);
  const how = signal ? `was stopped (${signal})` : `failed (${code})`;
  giveUp(`bootstrap: "${[cmd, ...argv].join(" ")}" ${how}.`, code);
}

/** What the installed dependencies follow from, so that a second start skips the installer. */
function wanted() {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"]) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

const ready = join(tools, "ready");
if (!existsSync(ready)) {
  // Whatever a killed attempt left behind may look whole to npm.
  rmSync(tools, { recursive: true, force: true });
  mkdirSync(tools, { recursive: true });
  // --ignore-scripts: pnpm's own install.js is called below, whatever npm's setting is.
  const flags = ["--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"];
  await step(
    `[1/3] ${pin} …`,
    "npm",
    ["install", "--prefix", tools, ...flags, "--loglevel=error", pin],
    // The package manager of the machine runs with the machine's own settings.
    { env: process.env },
  );
  await step(`[1/3] ${pin} …`, process.execPath, [
    join(tools, "node_modules", "pnpm", "install.js"),
  ]);
  writeFileSync(ready, pin);
}

const installed = join(root, "node_modules", ".installed");
const stamp = wanted();
if (!existsSync(installed) || readFileSync(installed, "utf8") !== stamp) {
  await step("[2/3] dependencies · 安装依赖 …", "pnpm", [
    "install",
    "--frozen-lockfile",
    "--prefer-offline",
    // A half-made node_modules is replaced without a question nobody is there to answer.
    "--config.confirmModulesPurge=false",
  ]);
  writeFileSync(installed, stamp);
}

// The pinned Node comes from npm on Linux; elsewhere the host's own serves.
const pinned = join(root, "node_modules", ".bin", "node");
const node = existsSync(pinned) ? pinned : process.execPath;
if (node === process.execPath && major < 24) {
  giveUp(`Xinyi needs Node 24 on this system; this is ${process.version}. 请安装 Node 24。`);
}
const [file, built] = command;
if (built) {
  const flags = [`--filter=${built}`, "--output-logs=errors-only"];
  await step("[3/3] build · 构建 …", "turbo", ["run", "build", ...flags]);
}
const end = await run(node, [join(root, file), ...args], { stdio: "inherit" });
process.exit(end.code);
