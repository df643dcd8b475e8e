import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { connectionTo, type Passwords } from "./cluster.ts";
import { AlreadyOpenError, livingHolder } from "./holder.ts";
import type { Log, Place } from "./place.ts";
import { type Connection, openClient } from "./pool.ts";
import {
  dropStalePidFile,
  isAlive,
  makeSocketFolder,
  readPidFile,
  type StartOutcome,
  spawnServer,
  stopServer,
} from "./postmaster.ts";

/** The data, held: the session that has the lock, and the server it is in. */
export interface Held {
  readonly session: pg.Client;
  readonly socketFolder: string;
  readonly adopted: boolean;
}

export interface HoldOptions {
  readonly dataFolder: string;
  readonly log: Log;
  readonly settings: Readonly<Record<string, string>>;
  readonly patienceSeconds: number;
}

/** "Xinyi" in ASCII: the advisory lock of whoever has this cluster open. */
const lockKey = 0x58696e7969;
const giveUpSeconds = 60;
const unreachableSeconds = 3;

/** How long a server may take to stop in order before it is stopped at once. */
export const stopSeconds = 60;

/**
 * Goes round until the lock is ours: connects where the cluster says its server listens, and where
 * nobody answers starts one. Of two that start at once, or of one that comes while another stops,
 * each sees only states of this loop.
 */
export async function hold(
  place: Place,
  passwords: Passwords,
  options: HoldOptions,
): Promise<Held> {
  const patience = options.patienceSeconds * 1000;
  let started: { readonly pid: number; outcome?: StartOutcome; failure?: Error } | undefined;
  let deadline = performance.now() + giveUpSeconds * 1000;
  let unreachableSince: number | undefined;
  let complaint = "";

  for (; performance.now() < deadline; await sleep(25)) {
    const pidFile = await readPidFile(place);
    if (pidFile?.socketFolder) {
      const door = await knock(connectionTo(pidFile.socketFolder, passwords, "superuser"));
      if (door.kind === "failed") throw startFailure(place, door.error.message);
      if (door.kind === "busy") {
        // Recovery after a crash may take long; the server says that it is at work.
        deadline = performance.now() + giveUpSeconds * 1000;
        complaint = door.error.message;
        continue;
      }
      if (door.kind === "open") {
        const lock = await takeLock(door.session, patience);
        if (lock === "taken") {
          return {
            session: door.session,
            socketFolder: pidFile.socketFolder,
            adopted: started?.pid !== pidFile.pid,
          };
        }
        await door.session.end().catch(() => {});
        if (lock === "refused") {
          throw new AlreadyOpenError(options.dataFolder, await livingHolder(place));
        }
        continue;
      }
    }
    if (pidFile && (await isAlive(place, pidFile))) {
      unreachableSince ??= performance.now();
      const silent = performance.now() - unreachableSince > unreachableSeconds * 1000;
      if (!silent || pidFile.status !== "ready") continue;
      // It runs, but its socket is gone, so that the lock cannot be asked: who opened it, must.
      const holder = await livingHolder(place);
      if (holder) throw new AlreadyOpenError(options.dataFolder, holder);
      options.log("重启失联的数据库 · restarting a database whose socket vanished");
      await stopServer(place, stopSeconds);
      unreachableSince = undefined;
      continue;
    }
    unreachableSince = undefined;
    if (started?.failure) throw started.failure;
    if (started && !started.outcome) continue;
    if (started?.outcome?.kind === "ended") {
      complaint = started.outcome.log;
      // In order means on request: whoever took the lock in our server has stopped it again.
      const isStopped = started.outcome.code === 0;
      if (!isStopped && !isTransient(complaint)) throw startFailure(place, complaint);
      await dropStalePidFile(place);
      started = undefined;
      await sleep(200);
      continue;
    }
    started = await begin(place, options.settings);
  }
  throw startFailure(place, complaint);
}

async function begin(
  place: Place,
  settings: Readonly<Record<string, string>>,
): Promise<{ readonly pid: number; outcome?: StartOutcome; failure?: Error }> {
  const server = await spawnServer(place, await makeSocketFolder(place), settings);
  const started: { readonly pid: number; outcome?: StartOutcome; failure?: Error } = {
    pid: server.pid,
  };
  server.ended.then(
    (outcome) => {
      started.outcome = outcome;
    },
    (error: Error) => {
      started.failure = error;
    },
  );
  return started;
}

/**
 * Whether another start may well succeed: a predecessor is still dying, or two starts met over the
 * lock files in the cluster and in the socket's folder, which a stopping one may just have removed.
 */
function isTransient(log: string): boolean {
  if (/Permission denied|No space left|Read-only file system/.test(log)) return false;
  return (
    log.includes("lock file") ||
    log.includes("pre-existing shared memory block") ||
    log.includes("could not create any Unix-domain sockets")
  );
}

function startFailure(place: Place, log: string): Error {
  return new Error(
    `数据库无法启动,日志见 ${place.serverLog}。 The database did not start; its log is ${place.serverLog}:\n${log}`,
  );
}

type Door =
  | { readonly kind: "open"; readonly session: pg.Client }
  | { readonly kind: "busy" | "nobody" | "failed"; readonly error: Error };

/** Tries to connect once and says who answered. */
async function knock(connection: Connection): Promise<Door> {
  const session = openClient({
    ...connection,
    connectionTimeoutMillis: 5000,
  });
  // Later errors of this session are followed by its end, which is what is watched.
  session.on("error", () => {});
  try {
    await session.connect();
    return { kind: "open", session };
  } catch (failure) {
    const error = failure as Error & { code?: string };
    await session.end().catch(() => {});
    if (error.code === "ENOENT" || error.code === "ECONNREFUSED") return { kind: "nobody", error };
    // Starting up, shutting down, full, or cut off in between: it is alive and will be asked again.
    const transient = ["57P03", "57P01", "53300", "ECONNRESET", "EPIPE", "EAGAIN"];
    if (transient.includes(error.code ?? "") || /timeout|terminated/i.test(error.message)) {
      return { kind: "busy", error };
    }
    return { kind: "failed", error };
  }
}

/**
 * Takes the lock of this cluster. A predecessor that was killed loses it when the server notices
 * that its connection closed, which takes a moment; one that lives keeps it.
 */
async function takeLock(
  session: pg.Client,
  patience: number,
): Promise<"taken" | "refused" | "cut-off"> {
  const until = performance.now() + patience;
  try {
    for (;;) {
      const { rows } = await session.query<{ taken: boolean }>(
        "select pg_try_advisory_lock($1) as taken",
        [lockKey],
      );
      if (rows[0]?.taken) return "taken";
      if (performance.now() > until) return "refused";
      await sleep(50);
    }
  } catch {
    return "cut-off";
  }
}

/** What a killed predecessor left running must not reach the data after us. */
export async function endOtherSessions(session: pg.Client): Promise<void> {
  await session.query(
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
}
