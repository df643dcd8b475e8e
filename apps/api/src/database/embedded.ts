import { rmdir } from "node:fs/promises";
import type pg from "pg";
import { connectionTo, makeCluster, type Role, readPasswords } from "./cluster.ts";
import { endOtherSessions, hold, stopSeconds } from "./hold.ts";
import { announceHolder, forgetHolder } from "./holder.ts";
import { findPlace, type Log, sharedFolder } from "./place.ts";
import type { Connection } from "./pool.ts";
import { stopServer } from "./postmaster.ts";

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
  const holding = (): ReturnType<typeof hold> =>
    hold(place, passwords, {
      dataFolder: options.dataFolder,
      log,
      settings: options.settings ?? {},
      patienceSeconds: options.patienceSeconds ?? 3,
    });

  let held = await holding();
  let isHeld = true;
  let url: string | undefined;
  let stopping: Promise<void> | undefined;
  let regaining: Promise<void> = Promise.resolve();
  const { promise: lost, resolve: tellLost } = Promise.withResolvers<Error>();

  const watch = (): void => {
    held.session.once("end", () => {
      if (stopping !== undefined) return;
      // The server crashed and took its sessions along: the same way in, from the beginning.
      log("与数据库的连接中断,正在恢复 · the database went away, opening it again");
      isHeld = false;
      regaining = regain().catch(tellLost);
    });
  };
  const regain = async (): Promise<void> => {
    held = await holding();
    isHeld = true;
    watch();
    letGoOfLoop(held.session);
    await announceHolder(place, url);
  };
  watch();
  await announceHolder(place);
  if (held.adopted) {
    log("接管了上次遗留的数据库 · took over the database that a killed process left running");
    // Should it fail, the server has just gone, and all its sessions with it.
    await endOtherSessions(held.session).catch(() => {});
  }
  letGoOfLoop(held.session);

  const stop = async (): Promise<void> => {
    await regaining;
    // Somebody else's server by now, or none.
    if (!isHeld) return;
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

/** The session lives as long as the process, but is no reason for it to live. */
function letGoOfLoop(session: pg.Client): void {
  (session as pg.Client & { unref(): void }).unref();
}
