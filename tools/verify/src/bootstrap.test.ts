import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { root } from "./run.ts";

// A small project in a folder with a space in its name, already set up, whose
// test command is a program of this test's choice.
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "xinyi boot-"));
  write("package.json", JSON.stringify({ packageManager: "pnpm@1.2.3" }));
  write("pnpm-lock.yaml", "lock");
  write("pnpm-workspace.yaml", "workspace");
  write(".tools/pnpm-1.2.3/ready", "pnpm@1.2.3");
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"]) {
    hash.update(readFileSync(join(folder, file)));
  }
  write("node_modules/.installed", hash.digest("hex"));
  mkdirSync(join(folder, "tools", "bootstrap"), { recursive: true });
  copyFileSync(
    join(root, "tools", "bootstrap", "bootstrap.mjs"),
    join(folder, "tools", "bootstrap", "bootstrap.mjs"),
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function boot(...args: readonly string[]): ChildProcess {
  const file = join(folder, "tools", "bootstrap", "bootstrap.mjs");
  const { XINYI_HOST_NODE: _, ...env } = process.env;
  return spawn(process.execPath, [file, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
}

async function end(
  child: ChildProcess,
): Promise<{ code: number | null; out: string; err: string }> {
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    err += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, out, err };
}

const program = "tools/verify/src/main.ts";

test("hands over the arguments and gives back the exit code", async () => {
  write(program, "console.log(JSON.stringify(process.argv.slice(2))); process.exit(7);");
  const { code, out, err } = await end(boot("verify", "a b", "--help"));
  expect({ code, out, err }).toEqual({ code: 7, out: '["a b","--help"]\n', err: "" });
});

test("tells the program which Node the user has", async () => {
  write(program, "console.log(process.env.XINYI_HOST_NODE);");
  expect((await end(boot("verify"))).out.trim()).toBe(process.execPath);
});

describe.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s", (signal) => {
  test("reaches the program, whose own end is awaited", async () => {
    write(
      program,
      `process.on("${signal}", () => setTimeout(() => { console.log("closed"); process.exit(0); }, 200));
       setInterval(() => {}, 1000);
       console.log("ready");`,
    );
    const child = boot("verify");
    child.stdout?.once("data", () => child.kill(signal));
    const { code, out } = await end(child);
    expect({ code, out }).toEqual({ code: 0, out: "ready\nclosed\n" });
  });

  test("that ends the program is told in the exit code", async () => {
    write(program, 'setInterval(() => {}, 1000); console.log("ready");');
    const child = boot("verify");
    child.stdout?.once("data", () => child.kill(signal));
    const { code } = await end(child);
    expect(code).toBe(128 + { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }[signal]);
  });
});

test("a set-up that fails says why, and npm test still ends with its line", async () => {
  write(".tools/pnpm-1.2.3/node_modules/.bin/pnpm", "#!/bin/sh\necho no network >&2\nexit 3\n");
  chmodSync(join(folder, ".tools/pnpm-1.2.3/node_modules/.bin/pnpm"), 0o755);
  write("pnpm-lock.yaml", "changed");
  const { code, out, err } = await end(boot("verify"));
  expect({ code, out }).toEqual({ code: 3, out: "0 passed, 1 failed\n" });
  expect(err).toContain("no network");
});

test("an unknown command is refused", async () => {
  const { code, err } = await end(boot("dance"));
  expect(code).toBe(2);
  expect(err).toContain('unknown command "dance"');
});
