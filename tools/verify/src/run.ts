import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
export const reports = join(root, ".reports");

export interface Ran {
  /** 0 when the command succeeded; 128 and more when a signal ended it. */
  readonly code: number;
  readonly output: string;
}

/** The longest stage takes a few minutes on two slow processors; one that takes this long hangs. */
const patience = 20 * 60_000;

const running = new Set<ChildProcess>();

/**
 * Runs one command at the root and keeps all it prints in .reports/NAME.log.
 * The command leads its own process group, so that stopping it stops its children too.
 */
export function run(
  name: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env, FORCE_COLOR: "0", NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    running.add(child);
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    const clock = setTimeout(() => {
      chunks.push(Buffer.from(`\nstopped: it took more than ${patience / 60_000} minutes\n`));
      stop(child, "SIGKILL");
    }, patience);
    const end = (code: number, extra = "") => {
      clearTimeout(clock);
      running.delete(child);
      const output = Buffer.concat(chunks).toString("utf8") + extra;
      writeFileSync(join(reports, `${name}.log`), output);
      resolve({ code, output });
    };
    child.on("error", (error) => end(127, error.message));
    child.on("close", (code, signal) => end(code ?? (signal ? 130 : 1)));
  });
}

/** Stops whatever runs now, with all its children. */
export function stopAll(signal: NodeJS.Signals): void {
  for (const child of running) stop(child, signal);
}

function stop({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself in the meantime.
  }
}

/** An empty report folder: a report of an earlier run must never be counted for this one. */
export function clearReports(): void {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
}

/** The end of a long output, which is where tools say what went wrong. */
export function tail(text: string, lines: number): string {
  return text.trimEnd().split("\n").slice(-lines).join("\n");
}
