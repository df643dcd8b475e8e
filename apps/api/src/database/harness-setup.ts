import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "./embedded.ts";
import type { Connection } from "./pool.ts";
import { isAlive, readPidFile, stopServer } from "./postmaster.ts";
import { commandLine } from "./process-table.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A superuser's connection to the server of this run, and a name no other run uses. */
    testServer: { readonly superuser: Connection; readonly run: string };
  }
}

const prefix = "xinyi-test-";

/**
 * One server per run of the tests: the one TEST_DATABASE_URL names (a superuser of a PostgreSQL 15
 * or later that may be thrown away), else an embedded one in a temporary folder, without fsync.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = `xinyi_test_${process.pid}`;
  const url = process.env.TEST_DATABASE_URL;
  if (url) {
    project.provide("testServer", { superuser: { connectionString: url }, run });
    return () => dropAll(url, run);
  }
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  // As root the server runs as another account, which must be able to enter.
  await chmod(folder, 0o755);
  const server = await startEmbedded({
    dataFolder: folder,
    log: () => {},
    settings: { fsync: "off", full_page_writes: "off", synchronous_commit: "off" },
  });
  project.provide("testServer", { superuser: server.connection("superuser"), run });
  return async () => {
    await server.stop();
    const elsewhere = await readFile(join(folder, "postgres.elsewhere"), "utf8").catch(() => "");
    if (elsewhere) await rm(elsewhere.trim(), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
}

/** What tests left on a server that outlives them. */
async function dropAll(url: string, run: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "select datname as name from pg_database where starts_with(datname, $1)",
    [run],
  );
  for (const { name } of rows) await client.query(`drop database ${name} with (force)`);
  await client.end();
}

/** Ends and removes the servers of earlier runs that were killed before they could. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(/^xinyi-test-(\d+)-/.exec(name)?.[1]);
    if (!pid || (await commandLine(pid)) !== undefined) continue;
    const folder = join(tmpdir(), name, "postgres");
    const place = { cluster: join(folder, "cluster"), serverLog: join(folder, "server.log") };
    const pidFile = await readPidFile(place);
    if (pidFile && (await isAlive(place, pidFile))) await stopServer(place, 10);
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
  }
}
