import { afterAll, beforeAll, expect, test } from "vitest";
import { transaction } from "./database/transaction.ts";
import { type TestApp, testApp } from "./testing.ts";

// What the running application may do to the ledger, asked of the database itself as that role.
let world: TestApp;
let bookId: string;

beforeAll(async () => {
  world = await testApp();
  const estate = await world.admin.send("POST", `/api/districts/${world.districtId}/estates`, {
    name: "甲小区",
    communityName: "甲社区",
    contactPhone: "028-00000000",
    bookOpenedOn: "2026-01-01",
  });
  bookId = estate.body.bookId;
  const cashier = await world.admin.send(
    "POST",
    `/api/districts/${world.districtId}/estates/${estate.body.id}/members`,
    { username: "cashier1", personName: "出纳", roleId: "company-cashier" },
  );
  const signedIn = await world.signIn("cashier1", cashier.body.oneTimePassword);
  const { changeFirstPassword } = await import("./testing.ts");
  const caller = await changeFirstPassword(world.app, signedIn, {
    currentPassword: cashier.body.oneTimePassword,
  });
  const posted = await caller.send(
    "POST",
    `/api/districts/${world.districtId}/estates/${estate.body.id}/openings`,
    {
      occurredOn: "2026-01-01",
      fund: "ordinary",
      amount: { amount: "100.00", currency: "CNY" },
      reason: "期初",
    },
  );
  expect(posted.status).toBe(201);
});
afterAll(() => world.close());

const asApp = (sql: string, district = world.districtId) =>
  transaction(world.database.app, { district }, (client) => client.query(sql));

test.each([
  ["update trust.entry set occurred_on = '2026-02-01'"],
  ["delete from trust.entry"],
  ["truncate trust.entry cascade"],
  ["update trust.posting set amount_minor = 1"],
  ["delete from trust.posting"],
  ["truncate trust.posting"],
  ["update trust.book set currency = 'EUR'"],
  ["delete from trust.reference"],
  ["delete from operations.audit"],
  ["update operations.idempotency set status = 500"],
  ["alter table trust.entry disable trigger all"],
  ["alter table trust.entry disable row level security"],
  ["drop table trust.posting"],
  ["set role xinyi_owner"],
])("the runtime role is refused: %s", async (sql) => {
  await expect(asApp(sql)).rejects.toMatchObject({
    code: expect.stringMatching(/^(42501|42P01)$/),
  });
});

test("even the owner's own slip is stopped on the ledger", async () => {
  await expect(
    world.database.owner.query("update trust.entry set occurred_on = occurred_on"),
  ).rejects.toThrow("append-only");
  await expect(world.database.owner.query("truncate trust.posting")).rejects.toThrow("append-only");
});

const newEntry = (sequence: number, previous: string) => `
  with made as (select gen_random_uuid() as id), form as (select id, jsonb_build_object(
      'id', id, 'book', '${bookId}', 'sequence', ${sequence}, 'occurredOn', '2026-01-02',
      'previous', ${previous})::text as text from made)
  insert into trust.entry (district_id, id, book_id, sequence, act_id, occurred_on, recorded_at,
      actor_id, form, previous_hash, hash)
    select '${world.districtId}', id, '${bookId}', ${sequence}, id, '2026-01-02', '2026-01-02T00:00:00Z',
      id, text, ${previous}, encode(sha256(convert_to(text, 'UTF8')), 'hex') from form returning id`;

const head = "(select hash from trust.entry order by sequence desc limit 1)";

test("an entry that does not balance fails at commit", async () => {
  const unbalanced = transaction(
    world.database.app,
    { district: world.districtId },
    async (client) => {
      const { rows } = await client.query(newEntry(2, head));
      await client.query(
        `insert into trust.posting (district_id, entry_id, ordinal, book_id, account, fund, amount_minor)
         values ($1, $2, 0, $3, 'assets:bank:trust', 'ordinary', 500),
                ($1, $2, 1, $3, 'income:fee', 'ordinary', -499)`,
        [world.districtId, rows[0].id, bookId],
      );
    },
  );
  await expect(unbalanced).rejects.toThrow("out of balance in fund ordinary by 1");
});

test("an entry without postings fails at commit", async () => {
  await expect(asApp(newEntry(2, head))).rejects.toThrow("has no postings");
});

test("a balanced pair of lines cannot be slipped under an old entry", async () => {
  const slipped = transaction(
    world.database.app,
    { district: world.districtId },
    async (client) => {
      const { rows } = await client.query("select id from trust.entry limit 1");
      await client.query(
        `insert into trust.posting (district_id, entry_id, ordinal, book_id, account, fund, amount_minor)
         values ($1, $2, 7, $3, 'assets:bank:trust', 'ordinary', 500),
                ($1, $2, 8, $3, 'income:fee', 'ordinary', -500)`,
        [world.districtId, rows[0].id, bookId],
      );
    },
  );
  await expect(slipped).rejects.toMatchObject({ code: "23514" });
});

test("an entry that does not continue the chain fails at once", async () => {
  await expect(asApp(newEntry(2, "repeat('0', 64)"))).rejects.toThrow("does not follow the head");
  await expect(asApp(newEntry(3, head))).rejects.toThrow("does not follow the head");
});

test("an entry whose hash is not its form's fails at once", async () => {
  const forged = newEntry(2, head).replace(
    "encode(sha256(convert_to(text, 'UTF8')), 'hex')",
    "repeat('a', 64)",
  );
  await expect(asApp(forged)).rejects.toMatchObject({ code: "23514" });
});

test("another district's rows are invisible and cannot be written", async () => {
  const other = world.ports.ids.next();
  await world.database.owner.query(
    `insert into registry.district (id, division_code, name, zone, created_at)
     values ($1, '510105', '青羊区', 'Asia/Shanghai', now())`,
    [other],
  );
  for (const table of [
    "trust.entry",
    "trust.posting",
    "registry.estate",
    "registry.person",
    "operations.audit",
  ]) {
    const seen = await asApp(`select count(*)::int as rows from ${table}`, other);
    expect(seen.rows[0].rows, table).toBe(0);
    const own = await asApp(`select count(*)::int as rows from ${table}`);
    expect(own.rows[0].rows, table).toBeGreaterThan(0);
  }
  const none = await world.database.app.query("select count(*)::int as rows from trust.entry");
  expect(none.rows[0].rows).toBe(0);
  const intruding = asApp(
    `insert into registry.community (district_id, id, name) values ('${world.districtId}', gen_random_uuid(), '越界')`,
    other,
  );
  await expect(intruding).rejects.toThrow("row-level security");
});

test("every table with a district is behind row security", async () => {
  const { rows } = await world.database.owner.query(
    `select c.oid::regclass::text as table, c.relrowsecurity
        and exists (select from pg_policy p where p.polrelid = c.oid) as isolated
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id'
      where c.relkind in ('r', 'p') and not a.attisdropped`,
  );
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(({ isolated }) => !isolated)).toEqual([]);
});
