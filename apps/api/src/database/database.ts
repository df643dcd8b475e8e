import type pg from "pg";
import { databaseName } from "./cluster.ts";
import { type EmbeddedServer, startEmbedded } from "./embedded.ts";
import { migrate } from "./migrations.ts";
import type { Log } from "./place.ts";
import { type Connection, openPool } from "./pool.ts";
import { refuseUnsafeRole } from "./role-guard.ts";
import { ensureDatabase, ensureRoles } from "./roles.ts";

export interface DatabaseOptions {
  /** Where the embedded server keeps its data; not touched when `foreign` is given. */
  readonly dataFolder: string;
  /** A server of one's own, by its two connection strings: the runtime's and the migrations'. */
  readonly foreign?: { readonly url: string; readonly migrationUrl: string };
  readonly migrationsFolder: string;
  readonly log: Log;
  /** Told when an idle connection breaks; the pool replaces it by itself. */
  readonly onIdleError?: (error: Error) => void;
}

/** The database, migrated and safe to run on. */
export interface Database {
  /** As the runtime role. */
  readonly pool: pg.Pool;
  /** How to connect as the runtime role, for the sign-in library's own pool. */
  readonly runtime: Connection;
  /** The migrations newly applied. */
  readonly migrated: readonly string[];
  /** Whether an embedded server was found running, left over by a killed process. */
  readonly adopted: boolean;
  /** Tells where this process serves, for the message that a second start shows. */
  announce(url: string): Promise<void>;
  /** Resolves when an embedded server is gone for good; never with a foreign one. */
  readonly lost: Promise<Error>;
  /** Ends the pool and stops an embedded server, in this order. */
  close(): Promise<void>;
}

/**
 * Opens the database this process runs on: the embedded one, or the server the settings name.
 * Migrates as the owner, then goes on as the runtime role alone, after making sure that it is
 * bound by the rules the database keeps.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const server = options.foreign ? undefined : await openEmbedded(options);
  const { app, owner } = server ?? foreignConnections(options.foreign);
  let pool: pg.Pool | undefined;
  try {
    const migrations = openPool(owner, { size: 1 });
    const migrated = await migrate(migrations, options.migrationsFolder).finally(() =>
      migrations.end(),
    );
    pool = openPool(app, options.onIdleError ? { onIdleError: options.onIdleError } : {});
    await refuseUnsafeRole(pool);
    return {
      pool,
      runtime: app,
      migrated,
      adopted: server?.embedded.adopted ?? false,
      announce: async (url) => server?.embedded.announce(url),
      lost: server?.embedded.lost ?? new Promise(() => {}),
      close: async () => {
        if (!pool?.ended) await pool?.end();
        await server?.embedded.stop();
      },
    };
  } catch (error) {
    await pool?.end();
    await server?.embedded.stop();
    throw error;
  }
}

interface Connections {
  readonly app: Connection;
  readonly owner: Connection;
}

async function openEmbedded(
  options: DatabaseOptions,
): Promise<Connections & { readonly embedded: EmbeddedServer }> {
  const embedded = await startEmbedded(options);
  const app = embedded.connection("app");
  const owner = embedded.connection("owner");
  const superuser = openPool(embedded.connection("superuser"), { size: 1 });
  try {
    await ensureRoles(superuser, {
      owner: String(owner.password),
      app: String(app.password),
    });
    await ensureDatabase(superuser, databaseName);
  } catch (error) {
    await embedded.stop();
    throw error;
  } finally {
    await superuser.end();
  }
  return { embedded, app, owner };
}

function foreignConnections(foreign: DatabaseOptions["foreign"]): Connections {
  return {
    app: { connectionString: foreign?.url ?? "" },
    owner: { connectionString: foreign?.migrationUrl ?? "" },
  };
}
