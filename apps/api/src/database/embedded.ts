import { rmdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import {
  databaseName,
  makeCluster,
  type Passwords,
  type Role,
  readPasswords,
  roleNames,
} from "./cluster.ts";
import { AlreadyOpenError, announceHolder, forgetHolder, livingHolder } from "./holder.ts";
import { findPlace, type Log, type Place, sharedFolder } from "./place.ts";
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

export interface EmbeddedOptions {
  /** The folder that holds everything of this installation; the cluster goes to `postgres` in it. */
  readonly dataFolder: string;
  /** Told, in a sentence, what takes time or lies where nobody would look. */
  readonly log: Log;
  /** Server settings over our own; for throw-away clusters in tests only. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How long a predecessor may take to let go of the data; 3 seconds when absent. */
  readonly patienceSeconds?: number;
  /** Where a root process puts what its server cannot reach in the data folder. */
  readonly sharedFolder?: string;
}

export interface EmbeddedServer {
  /** How to connect as one of the roles; to `xinyi`, or as superuser to `postgres`, when not told. */
  connection(role: Role, database?: string): Connection;
  /** Whether the server was already running, left over from a process that was killed. */
  readonly adopted: boolean;
  /** Tells where this process serves, for the message that a second start shows. */
  announce(url: string): Promise<void>;
  /** Resolves, with the reason, when the server is gone and could not be started again. */
  readonly lost: Promise<Error>;
  /** Stops the server in order; end the pools first. May be called more than once. */
  stop(): Promise<void>;
}

/** "Xinyi" in ASCII: the advisory lock of whoever has this cluster open. */
const lockKey = 0x58696e7969;
const giveUpSeconds = 60;
const unreachableSeconds = 3;
const stopSeconds = 60;

/**
 * Opens the embedded PostgreSQL of a data folder: makes the cluster if there is none, starts the
 * server or adopts one that a killed process left, and holds the data against a second opening.
 *
 * The database itself is the arbiter. A session-level advisory lock, on a connection that lives as
 * long as this process, is free exactly when no living process has the data open; no file that a
 * kill leaves behind can say otherwise. Throws `AlreadyOpenError` when another process has it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { log } = options;
  const place = await findPlace(options.dataFolder, log, options.sharedFolder ?? sharedFolder);
  if ((await makeCluster(place)) === "made") {
    log(`已建立数据库 · made a new database in ${place.folder}`);
  }
  const passwords = await readPasswords(place);
  let held = await hold(place, passwords, options);
  if (held.adopted) {
    log("接管了上次遗留的数据库 · took over the database that a killed process left running");
    await endOtherSessions(held.session);
  }
  let url: string | undefined;
  let stopping: Promise<void> | undefined;
  let regaining: Promise<void> = Promise.resolve();
  const { promise: lost, resolve: giveUp } = Promise.withResolvers<Error>();

  const watch = (): void => {
    // Held as long as the process lives, but no reason for it to live.
    (held.session as pg.Client & { unref(): void }).unref();
    held.session.once("end", () => {
      if (stopping !== undefined) return;
      // The server crashed and takes its sessions along: the same way in, from the beginning.
      log("与数据库的连接中断,正在恢复 · the database went away, opening it again");
      regaining = regain().catch(giveUp);
    });
  };
  const regain = async (): Promise<void> => {
    held = await hold(place, passwords, options);
    watch();
    await announceHolder(place, url);
  };
  watch();
  await announceHolder(place);

  const stop = async (): Promise<void> => {
    await regaining;
    // While the lock is still ours: with the server goes the right to touch what a successor uses.
    await forgetHolder(place);
    await stopServer(place, stopSeconds);
    await held.session.end().catch(() => {});
    // Only when empty: a successor's socket may be in it already.
    await rmdir(held.socketFolder).catch(() => {});
  };
  return {
    connection: (role, database) => connectionTo(held.socketFolder, passwords, role, database),
    adopted: held.adopted,
    announce: (at) => {
      url = at;
      return announceHolder(place, at);
    },
    lost,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** The data, held: the session that has the lock, and the server it is in. */
interface Held {
  readonly session: pg.Client;
  readonly socketFolder: string;
  readonly adopted: boolean;
}

function connectionTo(
  socketFolder: string,
  passwords: Passwords,
  role: Role,
  database?: string,
): Connection {
  return {
    host: socketFolder,
    port: 5432,
    user: roleNames[role],
    password: passwords[role],
    database: database ?? (role === "superuser" ? "postgres" : databaseName),
  };
}

/**
 * Goes round until the lock is ours: connects where the cluster says its server listens, and where
 * nobody answers starts one. Of two that start at once, or of one that comes while another stops,
 * each sees only states of this loop.
 */
async function hold(place: Place, passwords: Passwords, options: EmbeddedOptions): Promise<Held> {
  const patience = (options.patienceSeconds ?? 3) * 1000;
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
      if (!isTransient(complaint)) throw startFailure(place, complaint);
      await dropStalePidFile(place);
      started = undefined;
      await sleep(200);
      continue;
    }
    started = await begin(place, options.settings ?? {});
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

/** A predecessor that is still dying: its lock file, or its shared memory, goes in a moment. */
function isTransient(log: string): boolean {
  return (
    /lock file ".*" already exists/.test(log) ||
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
async function endOtherSessions(session: pg.Client): Promise<void> {
  await session.query(
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
}
