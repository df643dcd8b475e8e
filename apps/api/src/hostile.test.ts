import { afterAll, beforeAll, expect, test } from "vitest";
import { demoDistrict } from "./demo/generate.ts";
import { type Caller, changeFirstPassword, type TestApp, testApp } from "./testing.ts";

// What an enemy or a broken program sends: each meets a problem document with its own kind, and
// leaves the book as it was.
const demo = demoDistrict(3);
const statement = demo.months[0]?.statementXml ?? "";
let world: TestApp;
let cashier: Caller;
let path: string;

beforeAll(async () => {
  world = await testApp();
  const created = await world.admin.send("POST", `/api/districts/${world.districtId}/estates`, {
    name: "甲小区",
    communityName: "甲社区",
    contactPhone: "028-00000000",
    bookOpenedOn: "2026-01-01",
  });
  path = `/api/districts/${world.districtId}/estates/${created.body.id}`;
  const added = await world.admin.send("POST", `${path}/members`, {
    username: "cashier1",
    personName: "出纳",
    roleId: "company-cashier",
  });
  const password = added.body.oneTimePassword;
  cashier = await changeFirstPassword(world.app, await world.signIn("cashier1", password), {
    currentPassword: password,
  });
});
afterAll(() => world.close());

const bank = (body: unknown) =>
  cashier.send("POST", `${path}/bank-statements`, body, { type: "application/xml" });
const roll = (body: unknown) =>
  cashier.send("POST", `${path}/roll-imports?from=2026-01-01`, body, { type: "text/csv" });
const kindOf = (answer: { body: { type?: string } }) => answer.body.type?.split(":").at(-1);

test.each([
  [
    "an external entity",
    `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>`,
    "doctype-refused",
  ],
  [
    "a billion laughs",
    `<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>`,
    "doctype-refused",
  ],
  ["a truncated file", statement.slice(0, statement.length / 2), "truncated-xml"],
  ["an amount of 1e400", statement.replace(/>2400\.00</, ">1e400<"), "invalid-amount"],
  ["a negative amount", statement.replace(/>2400\.00</, ">-2400.00<"), "invalid-amount"],
  ["a page of HTML", "<html><body>请登录</body></html>", "not-camt053"],
  ["no XML at all", "not xml", "malformed-xml"],
  ["nothing", "", "file-empty"],
  [
    "another encoding than declared",
    new Uint8Array([0x3c, 0x3f, 0xb2, 0xe2, 0xca, 0xd4]),
    undefined,
  ],
  ["nesting without end", "<a>".repeat(100_000), undefined],
])("a bank statement that is %s is refused and books nothing", async (_, body, kind) => {
  const before = await cashier.get(`${path}/chain`);
  const refused = await bank(body);
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.status).toBeLessThan(500);
  if (kind !== undefined) expect(kindOf(refused)).toBe(kind);
  expect(refused.body.title).toMatch(/[一-龥].* · /);
  expect((await cashier.get(`${path}/chain`)).body).toEqual(before.body);
});

test("fifty megabytes are refused before they are read", async () => {
  const refused = await bank(new Uint8Array(50 * 1024 * 1024));
  expect(refused.status).toBe(413);
  expect(kindOf(refused)).toBe("body-too-large");
  expect(refused.body.facts.limitBytes).toBe(20 * 1024 * 1024);
});

test("a cell that a spreadsheet would run comes back harmless", async () => {
  const csv =
    '楼栋,房号,面积,业主,电话,费率\n1栋,1-101,89.47,=HYPERLINK("http://evil"),,1.50\n1栋,1-102,80.00,乙演竹,,1.50\n';
  const imported = await roll(csv);
  expect(imported.body).toMatchObject({ created: 1 });
  expect(imported.body.faults).toHaveLength(1);
  expect(imported.body.markedCsv).not.toMatch(/(^|[,"\n])=/);
});

test("a spreadsheet file instead of a CSV is named as one", async () => {
  const refused = await roll(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]));
  expect(kindOf(refused)).toBe("not-a-table");
});

test.each([
  [{ amount: "1e400", currency: "CNY" }],
  [{ amount: "１２.００", currency: "CNY" }],
  [{ amount: "0.001", currency: "CNY" }],
  [{ amount: "10.00", currency: "XXX" }],
  [{ amount: 10, currency: "CNY" }],
  [{ amount: "99999999999999999999", currency: "CNY" }],
  [{ amount: "-5.00", currency: "CNY" }],
])("an opening of %j is refused", async (amount) => {
  const refused = await cashier.send("POST", `${path}/openings`, {
    occurredOn: "2026-01-01",
    fund: "ordinary",
    amount,
    reason: "x",
  });
  expect([400, 422]).toContain(refused.status);
  expect(refused.body.type).toMatch(/^urn:xinyi:problem:/);
});

test("JSON that is none, and fields that are none of ours, change nothing", async () => {
  const broken = await cashier.send("POST", `${path}/bill-runs`, "{oops", {});
  expect(broken.status).toBe(400);
  const nul = await cashier.send("POST", `${path}/openings`, {
    occurredOn: "2026-01-01",
    fund: "ordinary",
    amount: { amount: "1.00", currency: "CNY" },
    reason: "\u0000",
  });
  expect(nul.status).toBe(400);
  const extra = await cashier.send("POST", `${path}/bill-runs`, {
    month: "2026-13",
    districtId: "x",
  });
  expect(extra.status).toBe(400);
  expect(extra.body.errors[0].pointer).toBe("/month");
});

test("a voucher that is a web page is refused, and one that is kept never runs", async () => {
  const page = await cashier.send("POST", `${path}/vouchers`, "<script>alert(1)</script>", {
    type: "application/octet-stream",
  });
  expect(kindOf(page)).toBe("unknown-file-type");
  const kept = await cashier.send("POST", `${path}/vouchers`, "发票 2026-001", {
    type: "application/octet-stream",
  });
  const read = await world.app.request(`${path}/vouchers/${kept.body.sha256}`, {
    headers: { cookie: cashier.cookie },
  });
  expect(await read.text()).toBe("发票 2026-001");
  expect(read.headers.get("x-content-type-options")).toBe("nosniff");
});

test("two writers with one key at the same instant do it once", async () => {
  const body = {
    occurredOn: "2026-01-01",
    fund: "ordinary",
    amount: { amount: "10.00", currency: "CNY" },
    reason: "同一键",
  };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      cashier.send("POST", `${path}/openings`, body, { key: "same-instant" }),
    ),
  );
  expect(new Set(answers.map((one) => one.body.id)).size).toBe(1);
  expect(answers.filter((one) => one.headers.get("idempotent-replay") === null)).toHaveLength(1);
});

test("writers with keys of their own queue up, and the chain has no fork", async () => {
  const write = (at: number) =>
    cashier.send("POST", `${path}/openings`, {
      occurredOn: "2026-01-01",
      fund: "ordinary",
      amount: { amount: `${at + 1}.00`, currency: "CNY" },
      reason: "并发",
    });
  const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => write(at)));
  expect(answers.map((one) => one.status)).toEqual(Array(12).fill(201));
  expect((await cashier.get(`${path}/chain`)).body.intact).toBe(true);
});
