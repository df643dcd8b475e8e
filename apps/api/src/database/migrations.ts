import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";

/** One step of the schema: a folder `NNNN-why` with its files read. */
export interface Migration {
  readonly name: string;
  readonly up: string;
  /** Queries that must return no row; each row they return is a fault. */
  readonly check: string | undefined;
  /** SHA-256 of `up.sql` with line ends as `\n`, in hex. */
  readonly sha256: string;
}

/** Thrown when what was applied and what the folder holds are not the same history. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

const namePattern = /^\d{4}-[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** "Xinyi" and one: the lock under which one process at a time migrates one database. */
const lockKey = 0x58696e7969 + 1;

/** Reads the migrations of a folder in their order. Numbers are unique; notes say why each is. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrations: Migration[] = [];
  for (const name of names) {
    if (!namePattern.test(name)) throw new MigrationError(`${name}: not named NNNN-why`);
    const number = name.slice(0, 4);
    if (migrations.at(-1)?.name.startsWith(number)) {
      throw new MigrationError(`${name}: number ${number} is taken twice`);
    }
    const up = await readText(join(folder, name, "up.sql"));
    if (up === undefined) throw new MigrationError(`${name}: up.sql is missing`);
    if (!(await readText(join(folder, name, "notes.md")))?.trim()) {
      throw new MigrationError(`${name}: notes.md is missing or empty`);
    }
    migrations.push({
      name,
      up,
      check: await readText(join(folder, name, "check.sql")),
      sha256: createHash("sha256").update(up).digest("hex"),
    });
  }
  return migrations;
}

/**
 * Brings the database to the state of the folder and returns the names newly applied. Each
 * migration is one transaction, together with its check and its row in `public.migrations`, under
 * a lock, so that processes starting together apply each once. Refused, by name: an applied
 * migration that changed or went missing, and a new one numbered before an applied one.
 */
export async function migrate(owner: pg.Pool, folder: string): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const applied: string[] = [];
  const client = await owner.connect();
  try {
    for (;;) {
      const name = await applyNext(client, migrations);
      if (name === undefined) return applied;
      applied.push(name);
    }
  } finally {
    // A migration may leave settings behind; no later work shall meet them.
    client.release(true);
  }
}

async function applyNext(
  client: pg.PoolClient,
  migrations: readonly Migration[],
): Promise<string | undefined> {
  await client.query("begin");
  try {
    await client.query("select pg_advisory_xact_lock($1)", [lockKey]);
    await client.query(
      `create table if not exists public.migrations (
         name text primary key, sha256 text not null, applied_at timestamptz not null)`,
    );
    const { rows } = await client.query<{ name: string; sha256: string }>(
      "select name, sha256 from public.migrations order by name",
    );
    const next = nextOf(migrations, rows);
    if (next) await apply(client, next);
    await client.query("commit");
    return next?.name;
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  }
}

/** The first migration not applied; throws where the two histories differ. */
function nextOf(
  migrations: readonly Migration[],
  applied: readonly { readonly name: string; readonly sha256: string }[],
): Migration | undefined {
  for (const [index, row] of applied.entries()) {
    const migration = migrations.find((candidate) => candidate.name === row.name);
    if (!migration) {
      throw new MigrationError(
        `${row.name}: 已执行的迁移不在目录中,程序可能比数据库旧。 Applied to the database but missing from the` +
          " folder: is this program older than its database?",
      );
    }
    if (migration.sha256 !== row.sha256) {
      throw new MigrationError(
        `${row.name}: 已执行的迁移被改动。 Changed after it was applied (${row.sha256.slice(0, 12)} then,` +
          ` ${migration.sha256.slice(0, 12)} now): restore it, and write a new migration for the change.`,
      );
    }
    const earlier = migrations[index];
    if (earlier && earlier.name !== row.name) {
      throw new MigrationError(
        `${earlier.name}: 编号早于已执行的 ${row.name}。 Numbered before ${row.name}, which is applied already:` +
          " give it the next free number.",
      );
    }
  }
  return migrations[applied.length];
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    const { id, at } = await now(client);
    await client.query(migration.up);
    await refuseOther(client, id, "up.sql");
    // Its own settings end with it: the check and the record run under the session's.
    await client.query("reset role; reset search_path");
    if (migration.check !== undefined) await check(client, migration.check);
    await refuseOther(client, id, "check.sql");
    await client.query(
      "insert into public.migrations (name, sha256, applied_at) values ($1, $2, $3)",
      [migration.name, migration.sha256, at],
    );
  } catch (failure) {
    const error = failure as Error & { position?: string };
    const line = error.position
      ? ` (line ${migration.up.slice(0, Number(error.position)).split("\n").length})`
      : "";
    throw new MigrationError(`${migration.name}${line}: ${error.message}`, { cause: failure });
  }
}

/** The transaction we are in, and the time by the server. */
async function now(client: pg.PoolClient): Promise<{ readonly id: string; readonly at: string }> {
  const { rows } = await client.query<{ id: string; at: string }>(
    "select pg_current_xact_id()::text as id, clock_timestamp() as at",
  );
  return rows[0]!;
}

async function refuseOther(client: pg.PoolClient, id: string, file: string): Promise<void> {
  if ((await now(client)).id !== id) throw new Error(`${file} ends the transaction itself`);
}

async function check(client: pg.PoolClient, text: string): Promise<void> {
  // Several statements give several results, one gives one.
  const answer = (await client.query(text)) as pg.QueryResult | pg.QueryResult[];
  for (const result of Array.isArray(answer) ? answer : [answer]) {
    const fault = result.rows[0] as unknown;
    if (fault !== undefined) {
      const shown = JSON.stringify(fault, (_, value: unknown) =>
        typeof value === "bigint" ? String(value) : value,
      );
      throw new Error(`check.sql found ${shown}`);
    }
  }
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, "utf8")).replaceAll("\r\n", "\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
