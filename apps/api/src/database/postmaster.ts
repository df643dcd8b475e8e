import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readFile,
  rename,
  rm,
  stat,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { as, canWrite, giveTo } from "./account.ts";
import { program } from "./binaries.ts";
import type { Place } from "./place.ts";
import { commandLine } from "./process-table.ts";

/** What a running server writes about itself into its cluster. */
export interface PidFile {
  readonly pid: number;
  readonly socketFolder: string;
  /** `starting`, `ready`, `stopping` or `standby`; empty while the file is being written. */
  readonly status: string;
}

export type StartOutcome =
  | { readonly kind: "running"; readonly pid: number }
  | { readonly kind: "ended"; readonly code: number | null; readonly log: string };

/** Kept below the 103 bytes that macOS allows a socket's path, the shortest of all. */
const socketPathAtMost = 100;
const logAtMostBytes = 8 * 1024 * 1024;

const pidFileOf = (place: Pick<Place, "cluster">): string => join(place.cluster, "postmaster.pid");

/** Reads postmaster.pid; `undefined` when there is none. A server of the past may have left it. */
export async function readPidFile(place: Pick<Place, "cluster">): Promise<PidFile | undefined> {
  const text = await readFile(pidFileOf(place), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split("\n");
  return {
    pid: Number(lines[0]),
    socketFolder: lines[4]?.trim() ?? "",
    status: lines[7]?.trim() ?? "",
  };
}

/** Whether the number in the file is a living server of this very cluster. */
export async function isAlive(place: Pick<Place, "cluster">, pidFile: PidFile): Promise<boolean> {
  // Every server of ours is started with its cluster among its arguments.
  return (await commandLine(pidFile.pid))?.includes(` -D ${place.cluster} -c `) ?? false;
}

/**
 * Removes a pid file whose process is certainly not a server of this cluster. PostgreSQL asks only
 * whether some process has the number; after a kill that may be a stranger or an uncollected body.
 */
export async function dropStalePidFile(place: Place): Promise<void> {
  const pidFile = await readPidFile(place);
  if (!pidFile || (await isAlive(place, pidFile))) return;
  const path = pidFileOf(place);
  const aside = `${path}.stale-${process.pid}`;
  await rename(path, aside).catch(() => {});
  const text = await readFile(aside, "utf8").catch(() => "");
  // Another start may have written its own in between; that one goes back.
  if (text !== "" && Number(text.split("\n")[0]) !== pidFile.pid) {
    await link(aside, path).catch(() => {});
  }
  await rm(aside, { force: true });
}

/**
 * Spawns the server in a process group of its own, so that Ctrl-C in a terminal reaches only the
 * launcher, which stops it in order. It outlives the launcher and does not hold its event loop.
 * Settings stand on the command line, because an adopted cluster's files may be of another version.
 */
export async function spawnServer(
  place: Place,
  socketFolder: string,
  settings: Readonly<Record<string, string>>,
): Promise<{ readonly pid: number; readonly ended: Promise<StartOutcome> }> {
  await rotateLog(place);
  const log = await open(place.serverLog, "a", 0o600);
  await giveTo(place.account, place.serverLog);
  const from = (await log.stat()).size;
  const all: Record<string, string> = {
    listen_addresses: "",
    unix_socket_directories: `"${socketFolder}"`,
    unix_socket_permissions: "0700",
    port: "5432",
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    timezone: "UTC",
    log_timezone: "UTC",
    // Neither statements nor the rows they failed on enter the log: both hold personal data.
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_checkpoints: "off",
    ...settings,
  };
  const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  try {
    const child = spawn(program(place.binaries, "postgres"), ["-D", place.cluster, ...options], {
      ...as(place.account),
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
    });
    const ended = new Promise<StartOutcome>((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code) => {
        readTail(place, from).then((text) => resolve({ kind: "ended", code, log: text }), reject);
      });
    });
    // Whoever waits for the start sees the failure; later nobody needs to.
    ended.catch(() => {});
    child.unref();
    return { pid: child.pid ?? 0, ended };
  } finally {
    await log.close();
  }
}

/**
 * Stops the server: first in order, ending its sessions and writing everything out; when that takes
 * too long at once, which the next start repairs from its log. Returns when it is gone.
 */
export async function stopServer(
  place: Pick<Place, "cluster" | "serverLog">,
  seconds: number,
): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    const pidFile = await readPidFile(place);
    if (!pidFile || !(await isAlive(place, pidFile))) return;
    process.kill(pidFile.pid, signal);
    const deadline = performance.now() + seconds * 1000;
    while (performance.now() < deadline) {
      if (!(await isAlive(place, pidFile))) return;
      await sleep(20);
    }
  }
  throw new Error(`数据库未能停止。 The database did not stop; see ${place.serverLog}.`);
}

/** The last lines the server wrote from this byte on, for the error that names them. */
export async function readTail(place: Place, from: number): Promise<string> {
  const text = await readFile(place.serverLog, "utf8").catch(() => "");
  return Buffer.from(text).subarray(from).toString("utf8").trim().split("\n").slice(-20).join("\n");
}

async function rotateLog(place: Place): Promise<void> {
  const { size } = await stat(place.serverLog).catch(() => ({ size: 0 }));
  if (size > logAtMostBytes) await rename(place.serverLog, `${place.serverLog}.1`);
}

/**
 * A short folder for the socket that only the server's account can enter, the same for the same
 * cluster. The temporary folder is open to all, so a folder somebody else put there is not used.
 */
export async function makeSocketFolder(place: Place): Promise<string> {
  const name = `xinyi-${createHash("sha256").update(place.cluster).digest("hex").slice(0, 12)}`;
  const candidates = [...new Set([tmpdir(), "/tmp"])].filter(
    (parent) =>
      Buffer.byteLength(join(parent, `${name}-000000`, ".s.PGSQL.5432")) < socketPathAtMost,
  );
  for (const parent of candidates) {
    const folder = join(parent, name);
    await mkdir(folder, { mode: 0o700 }).catch(() => {});
    if (await prepare(place, folder)) return folder;
    const other = await mkdtemp(join(parent, `${name}-`)).catch(() => undefined);
    if (other && (await prepare(place, other))) return other;
  }
  throw new Error(
    "找不到可用的临时目录存放数据库套接字,请设置较短的 TMPDIR。" +
      ` No temporary folder can hold the database's socket (tried ${candidates.join(", ")}): set TMPDIR to a short path.`,
  );
}

/** Makes the folder private to the server's account; `false` when it is somebody else's. */
async function prepare(place: Place, folder: string): Promise<boolean> {
  const server = place.account?.uid ?? process.getuid?.();
  const found = await lstat(folder).catch(() => undefined);
  if (!found?.isDirectory() || (found.uid !== server && found.uid !== process.getuid?.()))
    return false;
  await chmod(folder, 0o700);
  await giveTo(place.account, folder);
  return await canWrite(place.account, folder);
}
