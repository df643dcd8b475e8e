import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type DatabaseOptions, openDatabase } from "./database.ts";
import { emptyDatabase } from "./harness.ts";
import type { Connection } from "./pool.ts";
import { readPidFile } from "./postmaster.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "xinyi-database-"));
  await mkdir(join(folder, "migrations", "0001-fruit"), { recursive: true });
  await writeFile(
    join(folder, "migrations", "0001-fruit", "up.sql"),
    "create table public.fruit (name text); grant select, insert on public.fruit to xinyi_app;",
  );
  await writeFile(join(folder, "migrations", "0001-fruit", "notes.md"), "Why.\n");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const options = (): DatabaseOptions => ({
  dataFolder: join(folder, "data"),
  migrationsFolder: join(folder, "migrations"),
  log: () => {},
});

function urlOf({ host, port, user, password, database }: Connection): string {
  const query = new URLSearchParams({ host: String(host), port: String(port) });
  return `postgres://${user}:${encodeURIComponent(String(password))}@/${database}?${query}`;
}

test("a foreign server: migrates by one role and runs by the other", async () => {
  const server = await emptyDatabase();
  const foreign = {
    url: urlOf(server.connection("app")),
    migrationUrl: urlOf(server.connection("owner")),
  };
  const database = await openDatabase({ ...options(), foreign });
  expect(database.migrated).toEqual(["0001-fruit"]);
  await database.pool.query("insert into fruit values ('pear')");
  await expect(database.pool.query("delete from fruit")).rejects.toThrow("permission denied");
  await database.close();

  const wrongWayRound = { url: foreign.migrationUrl, migrationUrl: foreign.migrationUrl };
  await expect(openDatabase({ ...options(), foreign: wrongWayRound })).rejects.toThrow(
    "xinyi_owner owns table fruit",
  );
  await server.drop();
});

test("the embedded server: from an empty folder to the runtime role, and again", async () => {
  await chmod(folder, 0o755);
  const first = await openDatabase(options());
  expect(first).toMatchObject({ migrated: ["0001-fruit"], adopted: false });
  const { rows } = await first.pool.query("select session_user as role");
  expect(rows).toEqual([{ role: "xinyi_app" }]);
  await first.pool.query("insert into fruit values ('pear')");
  await first.close();
  await first.close();

  const second = await openDatabase(options());
  expect(second.migrated).toEqual([]);
  expect((await second.pool.query("select name from fruit")).rows).toEqual([{ name: "pear" }]);
  await second.close();
});

test("a migration that fails leaves no server behind", async () => {
  await chmod(folder, 0o755);
  await writeFile(join(folder, "migrations", "0001-fruit", "up.sql"), "select no_such_column");
  await expect(openDatabase(options())).rejects.toThrow("0001-fruit (line 1)");
  const cluster = join(folder, "data", "postgres", "cluster");
  expect(await readPidFile({ cluster })).toBeUndefined();
});
