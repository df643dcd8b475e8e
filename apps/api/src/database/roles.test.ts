import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyDatabase, freshDatabase, type TestDatabase } from "./harness.ts";
import { openClient, openPool } from "./pool.ts";
import { refuseUnsafeRole } from "./role-guard.ts";
import { ensureDatabase, ensureRoles } from "./roles.ts";

let database: TestDatabase;
const made: string[] = [];

beforeEach(async () => {
  database = await emptyDatabase();
});
afterEach(async () => {
  for (const role of made.splice(0))
    await asSuperuser(`drop owned by ${role}`, `drop role ${role}`);
  await database.drop();
});

async function asSuperuser(...statements: readonly string[]): Promise<void> {
  const client = openClient(database.connection("superuser"));
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A login role of this test's own. The server's roles are shared, so its name is unlike others. */
async function makeRole(attributes: string): Promise<string> {
  const role = `test_role_${database.name.slice(-12)}_${made.length}`;
  made.push(role);
  await asSuperuser(
    `create role ${role} login password 'only-in-tests' ${attributes}`,
    `grant connect, create on database ${database.name} to ${role}`,
  );
  return role;
}

async function guard(role: string): Promise<void> {
  const pool = openPool({
    ...database.connection("app"),
    user: role,
    password: "only-in-tests",
  });
  try {
    await refuseUnsafeRole(pool);
  } finally {
    await pool.end();
  }
}

test("the runtime role that the launcher makes is safe, also after all migrations", async () => {
  await refuseUnsafeRole(database.app);
  const whole = await freshDatabase();
  await refuseUnsafeRole(whole.app).finally(() => whole.drop());
});

test("refuses the owner, and says what it owns", async () => {
  await database.owner.query("create table mine (id int)");
  await expect(refuseUnsafeRole(database.owner)).rejects.toThrow(/xinyi_owner owns table mine/);
  await expect(refuseUnsafeRole(database.owner)).rejects.toThrow(/DATABASE_MIGRATION_URL/);
});

test("refuses the superuser", async () => {
  const pool = openPool(database.connection("superuser"));
  await expect(refuseUnsafeRole(pool)).rejects.toThrow(/is a superuser/);
  await pool.end();
});

test.each([
  ["bypassrls", /bypasses row security/],
  ["createrole", /may create roles/],
  ["replication", /may copy the whole server/],
])("refuses a role with %s", async (attribute, fault) => {
  await expect(guard(await makeRole(attribute))).rejects.toThrow(fault);
});

test("refuses a role that owns one view, and accepts it once it owns nothing", async () => {
  const role = await makeRole("");
  await guard(role);
  await asSuperuser(
    "create view public.seen as select 1",
    `alter view public.seen owner to ${role}`,
  );
  await expect(guard(role)).rejects.toThrow(/owns view seen/);
});

test.each(["in role xinyi_owner", "noinherit in role xinyi_owner"])(
  "refuses a role that may act as one that owns tables (%s)",
  async (membership) => {
    await database.owner.query("create table theirs (id int)");
    await expect(guard(await makeRole(membership))).rejects.toThrow(
      /xinyi_owner owns table theirs/,
    );
  },
);

test("refuses a role that may write all tables by a predefined role", async () => {
  await expect(guard(await makeRole("in role pg_write_all_data"))).rejects.toThrow(
    /pg_write_all_data may write every table/,
  );
});

test("takes rights back that somebody gave the runtime role", async () => {
  const extra = await makeRole("");
  await asSuperuser(`grant ${extra} to xinyi_app`, "alter role xinyi_app createdb");
  const superuser = openPool(database.connection("superuser"), { size: 1 });
  const password = "only-in-tests";
  await ensureRoles(superuser, { owner: password, app: password });
  await ensureDatabase(superuser, database.name);
  const { rows } = await superuser.query(
    "select rolcreatedb, pg_has_role('xinyi_app', $1, 'member') as member from pg_roles where rolname = 'xinyi_app'",
    [extra],
  );
  expect(rows).toEqual([{ rolcreatedb: false, member: false }]);
  await superuser.end();
});
