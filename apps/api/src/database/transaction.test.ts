import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase } from "./harness.ts";
import { transaction } from "./transaction.ts";

let database: TestDatabase;
const district = "0190aaaa-0000-7000-8000-000000000001";
const setting = "select coalesce(current_setting('xinyi.district', true), '') as district";

beforeAll(async () => {
  database = await emptyDatabase();
  await database.owner.query(
    `create table counter (id int primary key, value bigint not null);
     insert into counter values (1, 0), (2, 0);
     grant usage on schema public to xinyi_app;
     grant select, insert, update on counter to xinyi_app`,
  );
});
afterAll(() => database.drop());

async function counted(id: number): Promise<bigint> {
  return (await database.app.query("select value from counter where id = $1", [id])).rows[0].value;
}

test("sets the district for its own time only", async () => {
  const inside = await transaction(database.app, { district }, async (client) => {
    return (await client.query(setting)).rows[0].district as string;
  });
  expect(inside).toBe(district);
  for (let i = 0; i < 10; i++) {
    expect((await database.app.query(setting)).rows[0].district).toBe("");
  }
  await transaction(database.app, { district: null }, async (client) => {
    expect((await client.query(setting)).rows[0].district).toBe("");
  });
});

test("rolls back on a throw and passes it on", async () => {
  const fault = new Error("changed my mind");
  await expect(
    transaction(database.app, { district }, async (client) => {
      await client.query("update counter set value = 7 where id = 1");
      throw fault;
    }),
  ).rejects.toBe(fault);
  expect(await counted(1)).toBe(0n);
});

test("does not report a commit that PostgreSQL turned into a rollback", async () => {
  await expect(
    transaction(database.app, { district }, async (client) => {
      await client.query("update counter set value = 7 where id = 1");
      await client.query("select 1 / 0").catch(() => {});
    }),
  ).rejects.toThrow("rolled back");
  expect(await counted(1)).toBe(0n);
});

test("runs serialization failures and deadlocks again, until all succeed", async () => {
  const scope = { district, isolation: "serializable" } as const;
  const increments = Array.from({ length: 4 }, () =>
    transaction(database.app, scope, async (client) => {
      const { rows } = await client.query("select value from counter where id = 2");
      await client.query("update counter set value = $1 where id = 2", [rows[0].value + 1n]);
    }),
  );
  const outcomes = await Promise.allSettled(increments);
  const succeeded = outcomes.filter(({ status }) => status === "fulfilled").length;
  // Bounded, so some may give up; but none may be counted that did not happen.
  expect(succeeded).toBeGreaterThan(0);
  expect(await counted(2)).toBe(BigInt(succeeded));
});

test("gives up after five attempts", async () => {
  let attempts = 0;
  await expect(
    transaction(database.app, { district }, async (client) => {
      attempts++;
      await client.query("do $$ begin raise exception 'again' using errcode = '40001'; end $$");
    }),
  ).rejects.toThrow("again");
  expect(attempts).toBe(5);
});

test("refuses writing where only reading was asked for", async () => {
  await expect(
    transaction(database.app, { district, readOnly: true }, (client) =>
      client.query("update counter set value = 7 where id = 1"),
    ),
  ).rejects.toThrow("read-only");
});

test("survives a connection that is cut in the middle, and the pool with it", async () => {
  await expect(
    transaction(database.app, { district }, async (client) => {
      await client.query("update counter set value = 7 where id = 1");
      await client.query("select pg_terminate_backend(pg_backend_pid())");
    }),
  ).rejects.toThrow();
  expect(await counted(1)).toBe(0n);
});

test("columns arrive as exact values of the kind they are", async () => {
  const { rows } = await database.app.query(
    `select 9007199254740993::bigint as big, count(*) as count, date '2026-02-28' as day,
       timestamptz '2026-03-01 00:30:00+08' as at, 0.10::numeric as rate,
       array[1, null]::bigint[] as many, array[date '2026-02-28'] as days,
       array[timestamptz '2026-03-01 00:30:00.5+08'] as moments, '{}'::bigint[] as none from counter`,
  );
  expect(rows).toEqual([
    {
      big: 9007199254740993n,
      count: 2n,
      day: "2026-02-28",
      at: "2026-02-28T16:30:00Z",
      rate: "0.10",
      many: [1n, null],
      days: ["2026-02-28"],
      moments: ["2026-02-28T16:30:00.5Z"],
      none: [],
    },
  ]);
});
