import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * The command line of a living process, arguments separated by spaces; `undefined` when there is
 * none of this number, or only a dead one that nobody has collected.
 */
export async function commandLine(pid: number): Promise<string | undefined> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  if (process.platform === "linux") {
    const text = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    return text.replaceAll("\0", " ").trim() || undefined;
  }
  return await ps("command=", pid);
}

/**
 * What tells a process from a later one of the same number: its start, as the system counts it.
 * `undefined` when there is no such process.
 */
export async function startOf(pid: number): Promise<string | undefined> {
  if ((await commandLine(pid)) === undefined) return undefined;
  if (process.platform === "linux") {
    const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    // The name in brackets may hold spaces; the start is the 20th field after it.
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
  }
  return await ps("lstart=", pid);
}

async function ps(column: string, pid: number): Promise<string | undefined> {
  const { stdout } = await run("ps", ["-ww", "-o", column, "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return stdout.trim() || undefined;
}
