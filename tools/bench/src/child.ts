import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface Ran {
  readonly seconds: number;
  /** The most memory it held, in MB; absent where the machine does not tell. */
  readonly peakMb?: number;
  readonly output: string;
}

/** Runs a program to its end; throws, with what it printed, when it fails. */
export async function timed(command: string, args: readonly string[]): Promise<Ran> {
  const began = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let errors = "";
  let peakKb = 0;
  child.stdout.on("data", (part) => {
    output += part;
  });
  child.stderr.on("data", (part) => {
    errors += part;
  });
  // The kernel keeps the highest mark itself; it only has to be read before the end.
  const watch = setInterval(() => {
    peakKb = Math.max(peakKb, highMark(child.pid));
  }, 10);
  const code = await new Promise<number | null>((ended, fail) => {
    child.once("error", fail);
    child.once("close", ended);
  });
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${errors.slice(0, 2000)}`);
  const seconds = (performance.now() - began) / 1000;
  return { seconds, ...(peakKb > 0 && { peakMb: Math.round(peakKb / 1024) }), output };
}

function highMark(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Whether a program is installed here. */
export async function isInstalled(command: string): Promise<boolean> {
  return timed(command, ["--version"]).then(
    () => true,
    () => false,
  );
}
