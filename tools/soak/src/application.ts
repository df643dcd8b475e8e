import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** The running application, in processes of its own, as `npm start` runs it. */
export interface Application {
  readonly url: string;
  /** What it printed up to being ready. */
  readonly printed: readonly string[];
  readonly startedInMs: number;
  /** Kills Node alone; the database goes on by itself. */
  killNode(): Promise<void>;
  /** Kills Node, the database and everything either started, in this order of chance. */
  killTree(inOrder: (pids: readonly number[]) => readonly number[]): Promise<number>;
  /** Asks it to stop and waits; the code it ended with. */
  stop(): Promise<number | null>;
  /** Tells what was loaded into it before itself, and waits until that has heard. */
  tell(message: object): Promise<void>;
}

export interface Place {
  readonly program: string;
  readonly dataFolder: string;
  /** A module to load into the process first, and what it is to find in its environment. */
  readonly preload?: { readonly module: string; readonly environment: Record<string, string> };
}

const readySeconds = 120;

/** Starts the application on the data folder and waits until it says that it is ready. */
export async function start(place: Place): Promise<Application> {
  const began = performance.now();
  const { preload } = place;
  const before = preload === undefined ? [] : ["--import", preload.module];
  const child = spawn(process.execPath, [...before, place.program], {
    env: {
      ...process.env,
      ...preload?.environment,
      XINYI_DATA: place.dataFolder,
      XINYI_DEMO: "off",
      PORT: "0",
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "pipe", "pipe", ...(preload === undefined ? [] : (["ipc"] as const))],
  });
  const ended = once(child, "exit");
  const printed: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    if (input !== null) createInterface({ input }).on("line", (line) => printed.push(line));
  }
  let over = false;
  void ended.then(() => {
    over = true;
  });
  const address = (): string | undefined =>
    printed.map((line) => /http:\/\/localhost:\d+/.exec(line)?.[0]).find(Boolean);
  const isReady = (): boolean => printed.at(-1)?.includes("Ctrl-C") ?? false;
  while (!(isReady() && address())) {
    if (over || performance.now() - began > readySeconds * 1000) {
      child.kill("SIGKILL");
      throw new Error(`the application did not start:\n${printed.slice(-30).join("\n")}`);
    }
    await sleep(10);
  }
  return {
    url: address() ?? "",
    printed: [...printed],
    startedInMs: Math.round(performance.now() - began),
    killNode: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    killTree: async (inOrder) => {
      const pids = await treeOf(child, place.dataFolder);
      for (const pid of inOrder(pids)) kill(pid);
      await ended;
      return pids.length;
    },
    stop: async () => {
      child.kill("SIGTERM");
      const [code] = (await ended) as [number | null];
      return code;
    },
    tell: async (message) => {
      const heard = once(child, "message");
      child.send(message);
      await heard;
    },
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It died of another's death in between.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The number of the database's first process, if it left its note. */
export function databasePid(dataFolder: string): number | undefined {
  const elsewhere = join(dataFolder, "postgres.elsewhere");
  const home = existsSync(elsewhere) ? readFileSync(elsewhere, "utf8").trim() : dataFolder;
  const file = join(home, "postgres", "cluster", "postmaster.pid");
  return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : undefined;
}

/** Node, the database, which may have been left by an earlier Node, and all that they started. */
async function treeOf(child: ChildProcess, dataFolder: string): Promise<readonly number[]> {
  const parents = await parentsOfAll();
  const found = new Set<number>([child.pid ?? 0]);
  const database = databasePid(dataFolder);
  if (database !== undefined && parents.has(database)) found.add(database);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}

/** Every process of this machine with its parent. */
async function parentsOfAll(): Promise<ReadonlyMap<number, number>> {
  const parents = new Map<number, number>();
  if (process.platform === "linux") {
    for (const name of await readdir("/proc")) {
      if (!/^\d+$/.test(name)) continue;
      const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
      // The name in brackets may hold spaces; the parent is the second field after it.
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      if (parent) parents.set(Number(name), parent);
    }
    return parents;
  }
  const ps = spawn("ps", ["-A", "-o", "pid=,ppid="], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: ps.stdout })) {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    if (pid && parent) parents.set(pid, parent);
  }
  return parents;
}
