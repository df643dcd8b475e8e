import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import type { Ports } from "../ports.ts";

/** Longer than any report takes; a child that hangs must not hold up the others. */
export const limitMs = 120_000;

export interface ReportingJob {
  /** Where the child writes its files; nothing else is its to write. */
  readonly folder: string;
  readonly args: readonly string[];
  /** To read one estate with; none where all it needs is handed in. */
  readonly token?: string;
  /** Facts on standard input: what must stand in no argument, environment or file. */
  readonly input?: string;
}

/** Runs reporting once; names of the files the child says it made, relative to the job's folder. */
export async function runReporting(ports: Ports, job: ReportingJob): Promise<readonly string[]> {
  const child = spawn(process.execPath, [ports.settings.reportingProgram, ...job.args], {
    cwd: job.folder,
    // Nothing but what it needs: no database address, no secret of ours.
    env: {
      PATH: process.env.PATH,
      TMPDIR: tmpdir(),
      XINYI_URL: ports.selfUrl(),
      ...(job.token !== undefined && { XINYI_TOKEN: job.token }),
    },
    stdio: ["pipe", "pipe", "pipe"],
    timeout: limitMs,
  });
  const lines: string[] = [];
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => lines.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-4000);
  });
  // A child that ends before it has read everything breaks the pipe; its exit code says why.
  child.stdin.on("error", () => {});
  child.stdin.end(job.input ?? "");
  const code = await new Promise<number | null>((resolve, fail) => {
    child.once("error", fail);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`reporting ended with ${code}: ${errors.trim()}`);
  return lines
    .join("")
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .flatMap((line) => {
      const event = JSON.parse(line) as { file?: string };
      return event.file === undefined ? [] : [event.file];
    });
}
