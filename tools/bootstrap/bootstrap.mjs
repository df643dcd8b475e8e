#!/usr/bin/env node
// From a fresh clone with only Node and npm to a running command.
// No dependencies: it puts the pinned package manager into .tools, installs the
// workspace, builds it, and hands over to one command on the pinned Node.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const windows = process.platform === "win32";

/** What runs after set-up: the file on the pinned Node, and whether it needs the build. */
const commands = {
  launch: ["apps/api/dist/main.js", true],
  verify: ["tools/verify/src/main.ts", false],
  cases: ["tools/cases/src/main.ts", true],
  report: ["apps/reporting/dist/main.js", true],
  demo: ["tools/demo/src/main.ts", true],
  soak: ["tools/soak/src/main.ts", true],
};

const [name, ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`bootstrap: unknown command "${name}"; one of ${Object.keys(commands).join(", ")}`);
  process.exit(2);
}
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 12)) {
  console.error(
    `Xinyi needs Node 20.12 or later; this is ${process.version}. 请安装 Node 20 或更新版本。`,
  );
  process.exit(2);
}

const pin = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager;
const tools = join(root, ".tools", pin.replace("@", "-"));

// npm hands its own settings down as npm_config_*; pnpm must not inherit them.
const env = Object.fromEntries(Object.entries(process.env).filter(([k]) => !/^npm_/i.test(k)));
env.PATH = [
  join(root, "node_modules", ".bin"),
  join(tools, "node_modules", ".bin"),
  env.PATH ?? "",
].join(delimiter);
env.TURBO_TELEMETRY_DISABLED ??= "1";
env.DO_NOT_TRACK ??= "1";

/** Runs one step quietly; its output is shown only when it fails. */
function step(title, cmd, argv) {
  const quiet = !process.env.CI && name === "launch" ? "pipe" : "inherit";
  const output = name === "launch" ? quiet : ["ignore", 2, 2];
  if (title) console.error(title);
  const run = spawnSync(cmd, argv, {
    cwd: root,
    env,
    stdio: output,
    shell: windows,
    maxBuffer: 1 << 28,
  });
  if (run.error) throw run.error;
  if (run.status !== 0) {
    if (run.stdout) process.stderr.write(run.stdout);
    if (run.stderr) process.stderr.write(run.stderr);
    console.error(`bootstrap: "${cmd} ${argv.join(" ")}" failed (${run.status ?? run.signal}).`);
    process.exit(run.status || 1);
  }
}

/** The lockfile and manifests last installed, so that a second start skips the installer. */
function installedStamp() {
  const hash = createHash("sha256");
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"];
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

const pnpmInstaller = join(tools, "node_modules", "pnpm", "install.js");
if (!existsSync(join(tools, "ready"))) {
  mkdirSync(tools, { recursive: true });
  // --ignore-scripts: pnpm's own install.js is called below, whatever npm's setting is.
  const flags = ["--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"];
  step(`[1/3] ${pin} …`, "npm", ["install", "--prefix", tools, ...flags, "--loglevel=error", pin]);
  step("", process.execPath, [pnpmInstaller]);
  writeFileSync(join(tools, "ready"), pin);
}

const stampFile = join(root, "node_modules", ".installed");
const stamp = installedStamp();
if (!existsSync(stampFile) || readFileSync(stampFile, "utf8") !== stamp) {
  step("[2/3] dependencies · 安装依赖 …", "pnpm", [
    "install",
    "--frozen-lockfile",
    "--prefer-offline",
  ]);
  writeFileSync(stampFile, stamp);
}
const [file, needsBuild] = command;
if (needsBuild) {
  step("[3/3] build · 构建 …", "turbo", ["run", "build", "--output-logs=errors-only"]);
}

// The pinned Node comes from npm on Linux; elsewhere the host's own serves.
const pinned = join(root, "node_modules", ".bin", "node");
const node = existsSync(pinned) ? pinned : process.execPath;
const child = spawn(node, [join(root, file), ...args], { cwd: root, env, stdio: "inherit" });
// The child ends first and in its own order; this process only waits for it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    if (signal !== "SIGINT") child.kill(signal);
  });
}
child.on("exit", (code, signal) => {
  process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
});
