import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { inject } from "vitest";
import "./harness-setup.ts";
import { roleNames } from "./cluster.ts";
import { migrate } from "./migrations.ts";
import { type Connection, openClient, openPool } from "./pool.ts";
import { ensureDatabase, ensureRoles } from "./roles.ts";

/** A database of a test's own, with every migration applied and no rows but theirs. */
export interface TestDatabase {
  readonly name: string;
  /** As `xinyi_owner`, which owns the tables. */
  readonly owner: pg.Pool;
  /** As `xinyi_app`, as the running application connects. */
  readonly app: pg.Pool;
  connection(role: "superuser" | "owner" | "app"): Connection;
  /** Ends both pools and removes the database. */
  drop(): Promise<void>;
}

const migrationsFolder = join(
  fileURLToPath(new URL(".", import.meta.url)),
  ...["..", "..", "migrations"],
);

/** The same on every worker of a run, which share the two roles of one server. */
const rolePassword = "only-in-tests";

/** The connection of a superuser to the server of this run, for tests of the cluster itself. */
export function testServer(): { readonly superuser: Connection; readonly run: string } {
  return inject("testServer");
}

/** A copy of the migrated template, made in a fraction of a second. Drop it in `afterAll`. */
export async function freshDatabase(): Promise<TestDatabase> {
  return await databaseFrom(await template());
}

/** A database with the two roles and nothing else in it, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<TestDatabase> {
  await withSuperuser(ensureTestRoles);
  return await databaseFrom("template0");
}

async function databaseFrom(source: string): Promise<TestDatabase> {
  const name = `${testServer().run}_${randomBytes(6).toString("hex")}`;
  await withSuperuser((client) =>
    client.query(`create database ${name} template ${source} owner ${roleNames.owner}`),
  );
  const connection = (role: "superuser" | "owner" | "app"): Connection => connectionTo(role, name);
  const owner = openPool(connection("owner"), { size: 4 });
  const app = openPool(connection("app"), { size: 8 });
  return {
    name,
    owner,
    app,
    connection,
    drop: async () => {
      await Promise.all([owner.end(), app.end()]);
      await withSuperuser((client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

let ready: Promise<string> | undefined;

/** The name of the migrated template; made by whichever worker comes first. */
function template(): Promise<string> {
  ready ??= makeTemplate();
  return ready;
}

async function makeTemplate(): Promise<string> {
  const name = `${testServer().run}_template`;
  await withSuperuser(async (client) => {
    await client.query("select pg_advisory_lock(7001)");
    await ensureTestRoles(client);
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 1) return;
    const making = `${name}_making`;
    await client.query(`drop database if exists ${making} with (force)`);
    await ensureDatabase(client, making);
    const owner = openPool(connectionTo("owner", making), { size: 1 });
    try {
      await migrate(owner, migrationsFolder);
    } finally {
      await owner.end();
    }
    await client.query(`alter database ${making} rename to ${name}`);
  });
  return name;
}

async function ensureTestRoles(client: pg.Client): Promise<void> {
  await client.query("select pg_advisory_lock(7002)");
  await ensureRoles(client, { owner: rolePassword, app: rolePassword });
  await client.query("select pg_advisory_unlock(7002)");
}

function connectionTo(role: "superuser" | "owner" | "app", database: string): Connection {
  const { superuser } = testServer();
  const at: Connection = superuser.connectionString
    ? fromUrl(superuser.connectionString)
    : superuser;
  if (role === "superuser") return { ...at, database };
  return { ...at, database, user: roleNames[role], password: rolePassword };
}

/** The parts of a connection string, since one would win over the parts set beside it. */
function fromUrl(url: string): Connection {
  const { host, port, user, password } = new pg.Client({ connectionString: url });
  return { host, port, ...(user ? { user } : {}), ...(password ? { password } : {}) };
}

async function withSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = openClient(testServer().superuser);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
