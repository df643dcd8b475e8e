import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { emptyDatabase, freshDatabase, type TestDatabase } from "./harness.ts";
import { MigrationError, migrate } from "./migrations.ts";

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await emptyDatabase();
  folder = await mkdtemp(join(tmpdir(), "xinyi-migrations-"));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, up: string, check?: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, "up.sql"), up);
  await writeFile(join(folder, name, "notes.md"), "Why.\n");
  if (check !== undefined) await writeFile(join(folder, name, "check.sql"), check);
}

async function appliedNames(): Promise<string[]> {
  const { rows } = await database.owner.query("select name from public.migrations order by name");
  return rows.map(({ name }) => name as string);
}

async function tables(): Promise<string[]> {
  const { rows } = await database.owner.query(
    "select tablename from pg_tables where schemaname = 'public' order by 1",
  );
  return rows.map(({ tablename }) => tablename as string);
}

test("applies each once, in order, and goes on from there", async () => {
  await write("0001-fruit", "create table fruit (name text);");
  await write("0002-colour", "alter table fruit add colour text; create table tree (height int);");
  expect(await migrate(database.owner, folder)).toEqual(["0001-fruit", "0002-colour"]);
  expect(await migrate(database.owner, folder)).toEqual([]);
  await write("0003-root", "create table root (depth int);");
  expect(await migrate(database.owner, folder)).toEqual(["0003-root"]);
  expect(await tables()).toEqual(["fruit", "migrations", "root", "tree"]);
});

test("processes that start together apply each once", async () => {
  await write("0001-fruit", "create table fruit (name text);");
  await write("0002-tree", "create table tree (height int);");
  const both = await Promise.all([
    migrate(database.owner, folder),
    migrate(database.owner, folder),
    migrate(database.owner, folder),
  ]);
  expect(both.flat().sort()).toEqual(["0001-fruit", "0002-tree"]);
});

test("refuses an applied migration that changed, by its name", async () => {
  await write("0001-fruit", "create table fruit (name text);");
  await migrate(database.owner, folder);
  await write("0001-fruit", "create table fruit (name text, colour text);");
  await write("0002-tree", "create table tree (height int);");
  await expect(migrate(database.owner, folder)).rejects.toThrow(/^0001-fruit: .*Changed after/);
  expect(await appliedNames()).toEqual(["0001-fruit"]);
});

test("does not take other line ends for a change", async () => {
  await write("0001-fruit", "create table fruit (\n  name text\n);\n");
  await migrate(database.owner, folder);
  await write("0001-fruit", "create table fruit (\r\n  name text\r\n);\r\n");
  expect(await migrate(database.owner, folder)).toEqual([]);
});

test("refuses an applied migration that went missing, by its name", async () => {
  await write("0001-fruit", "create table fruit (name text);");
  await write("0002-tree", "create table tree (height int);");
  await migrate(database.owner, folder);
  await rm(join(folder, "0002-tree"), { recursive: true });
  await expect(migrate(database.owner, folder)).rejects.toThrow(/^0002-tree: .*missing/);
});

test("refuses a renamed one and one numbered before what is applied", async () => {
  await write("0001-fruit", "create table fruit (name text);");
  await write("0003-root", "create table root (depth int);");
  await migrate(database.owner, folder);
  await write("0002-tree", "create table tree (height int);");
  await expect(migrate(database.owner, folder)).rejects.toThrow(/^0002-tree: .*before 0003-root/);
  await rm(join(folder, "0002-tree"), { recursive: true });
  await rename(join(folder, "0003-root"), join(folder, "0003-roots"));
  await expect(migrate(database.owner, folder)).rejects.toThrow(/^0003-root: .*missing/);
});

test("a failing statement, a found fault or its own commit leaves nothing of the migration", async () => {
  await write("0001-fruit", "create table fruit (name text);\nselect no_such_column;");
  await expect(migrate(database.owner, folder)).rejects.toThrow(
    /^0001-fruit \(line 2\): .*no_such/,
  );
  await write(
    "0001-fruit",
    "create table fruit (name text);",
    "select 1 where false; select 'fruit has no key' as fault;",
  );
  await expect(migrate(database.owner, folder)).rejects.toThrow(/check\.sql found .*has no key/);
  await write("0001-fruit", "savepoint one; create table fruit (name text); rollback; begin;", "");
  await expect(migrate(database.owner, folder)).rejects.toThrow(/ends the transaction/);
  expect(await tables()).toEqual([]);
});

test("refuses a folder that is not a numbered list with notes", async () => {
  await write("0001-fruit", "select 1;");
  await write("0001-tree", "select 1;");
  await expect(migrate(database.owner, folder)).rejects.toThrow(MigrationError);
  await rm(join(folder, "0001-tree"), { recursive: true });
  await rm(join(folder, "0001-fruit", "notes.md"));
  await expect(migrate(database.owner, folder)).rejects.toThrow("notes.md is missing");
});

test("the application's own migrations apply, and the runtime role can do nothing to their record", async () => {
  const whole = await freshDatabase();
  afterAll(() => whole.drop());
  const { rows } = await whole.owner.query("select count(*) from public.migrations");
  expect(rows[0].count).toBeGreaterThan(0n);
  await expect(whole.app.query("delete from public.migrations")).rejects.toThrow(
    "permission denied",
  );
});
