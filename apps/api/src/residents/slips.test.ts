import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { softAuthenticator } from "../session/soft-authenticator.ts";
import { type Caller, callerOf, changeFirstPassword, type TestApp, testApp } from "../testing.ts";
import { slipEvidence } from "./evidence.ts";

let world: TestApp;
let path: string;
let estateId: string;
let committee: Caller;
const folder = mkdtempSync(join(tmpdir(), "xinyi-fake-reporting-"));

/** Stands in for reporting: the "sheet" is the facts it was handed, so that a test reads the code. */
const fakeReporting = `
import { writeFileSync } from "node:fs";
let facts = "";
for await (const part of process.stdin) facts += part;
writeFileSync("slips.pdf", facts);
console.log(JSON.stringify({ file: "slips.pdf" }));
`;
const roll = `楼栋,房号,建筑面积,业主,电话,物业费标准
1,1-1-101,89.47,张三,13800000001,1.50
1,1-1-102,75.00,李四,13800000002,1.50
1,1-1-103,75.00,李四,13800000002,1.50
`;

beforeAll(async () => {
  world = await testApp();
  const program = join(folder, "reporting.mjs");
  writeFileSync(program, fakeReporting);
  Object.assign(world.ports.settings, { reportingProgram: program });
  const made = await world.admin.send("POST", `/api/districts/${world.districtId}/estates`, {
    name: "甲小区",
    communityName: "甲社区",
    contactPhone: "028-00000000",
    bookOpenedOn: "2026-01-01",
  });
  estateId = made.body.id;
  path = `/api/districts/${world.districtId}/estates/${estateId}`;
  const taken = await world.admin.send("POST", `${path}/roll-imports?from=2026-01-01`, roll, {
    type: "text/csv",
  });
  expect(taken.body.faults).toEqual([]);
  committee = await staff("committee-member");
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => world.clock.set("2026-04-10T02:00:00.000Z"));

let count = 0;
async function staff(roleId: string): Promise<Caller> {
  const username = `staff-${++count}`;
  const added = await world.admin.send("POST", `${path}/members`, {
    username,
    personName: `职员${count}`,
    roleId,
  });
  const password = added.body.oneTimePassword;
  return changeFirstPassword(world.app, await world.signIn(username, password), {
    currentPassword: password,
  });
}

const owners = async () => (await committee.get(`${path}/owner-doors`)).body.owners;

async function print(who: number) {
  const personId = (await owners())[who].personId;
  const issued = await committee.send("POST", `${path}/slips`, { personIds: [personId] });
  expect(issued.status).toBe(201);
  const facts = JSON.parse(Buffer.from(issued.body.sheetPdf, "base64").toString());
  return { personId, slipId: issued.body.slips[0].slipId, sheet: facts.sheets[0] };
}

const post = (to: string, body: unknown, cookie = "") =>
  callerOf(world.app, cookie).send("POST", to, body);
const use = (code: string, pin = "274913") => post("/api/residents/slip/use", { code, pin });
const kind = (answer: { body: { type: string } }) => answer.body.type.split(":").at(-1);
const cookiesOf = (answer: { headers: Headers }) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
const deviceOf = (cookies: string) => /xinyi\.device=[^;]+/.exec(cookies)?.[0] ?? "";
const enter = (cookie: string, pin: string) => post("/api/residents/session", { pin }, cookie);

test("an owner comes in by a slip and reads what is his own", async () => {
  const { sheet, slipId } = await print(1);
  expect(sheet).toMatchObject({
    ownerName: "李四",
    unitNumbers: ["1-1-102", "1-1-103"],
    lastDay: "2026-05-10",
  });
  expect(sheet.link).toBe(`http://localhost:8080/resident/#/slip/${sheet.code}`);
  const look = await post("/api/residents/slip", { code: sheet.code });
  expect(look.body).toEqual({
    estateName: "甲小区",
    ownerMasked: "李*",
    unitNumbers: ["1-1-102", "1-1-103"],
    lastDay: "2026-05-10",
  });

  const used = await use(sheet.code);
  expect(used.status).toBe(200);
  expect(used.body).toMatchObject({
    door: "slip",
    districts: [{ roles: [{ roleId: "resident" }] }],
  });
  const device = used.headers.getSetCookie().find((one) => one.startsWith("xinyi.device"));
  expect(device).toMatch(/HttpOnly/);
  expect(device).toMatch(/SameSite=Strict/);
  expect(device).toMatch(/Path=\/api\/residents/);

  const owner = callerOf(world.app, cookiesOf(used));
  const home = await owner.get(`${path}/own`);
  expect(home.body).toMatchObject({
    personName: "李四",
    units: [{ number: "1-1-102" }, { number: "1-1-103", owed: { amount: "0.00" } }],
    cameInWith: { printedBy: "职员1" },
  });
  expect((await owner.get(`${path}/units`)).status).toBe(403);
  expect((await owner.get(`${path}/entries`)).status).toBe(403);

  const again = await enter(deviceOf(cookiesOf(used)), "274913");
  expect(again.status).toBe(200);
  const handed = await committee.send("POST", `${path}/slips/${slipId}/handover`, {
    manner: "in-person",
    on: "2026-04-10",
  });
  expect(handed.status).toBe(201);
});

test("bills and what was paid stand in the owner's account, another's unit does not", async () => {
  const cashier = await staff("company-cashier");
  await cashier.send("POST", `${path}/bill-runs`, { month: "2026-03" });
  const { sheet } = await print(0);
  const owner = callerOf(world.app, cookiesOf(await use(sheet.code)));
  const home = await owner.get(`${path}/own`);
  const [unit] = home.body.units;
  expect(unit).toMatchObject({ number: "1-1-101", owed: { amount: "134.21", currency: "CNY" } });
  const account = await owner.get(`${path}/own/units/${unit.id}/account`);
  expect(account.body).toMatchObject({
    lines: [{ kind: "bill", month: "2026-03", amount: { amount: "134.21" }, isReversed: false }],
    next: null,
  });
  const units = await world.admin.get(`${path}/units`);
  const foreign = units.body.units.find((one: { number: string }) => one.number === "1-1-102");
  expect((await owner.get(`${path}/own/units/${foreign.id}/account`)).status).toBe(404);
});

test("every owner reads all money in and out, but not whose fee came in", async () => {
  const cashier = await staff("company-cashier");
  const amount = { amount: "5000.00", currency: "CNY" };
  const opening = { occurredOn: "2026-01-01", fund: "ordinary", amount, reason: "期初余额" };
  await cashier.send("POST", `${path}/openings`, opening);
  const { sheet } = await print(0);
  const owner = callerOf(world.app, cookiesOf(await use(sheet.code)));
  const { body } = await owner.get(`${path}/own/book`);
  expect(body).toMatchObject({ moneyNow: amount, orders: [], next: null });
  expect(body.movements).toMatchObject([{ amount, occurredOn: "2026-01-01", payee: null }]);
  const balance = (code: string, value: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${value}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-04-09</Dt></Dt></Bal>`;
  const receipt = (reference: string, value: string, unit: string) =>
    `<Ntry><Amt Ccy="CNY">${value}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-04-09</Dt></BookgDt><AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>${unit} 物业费</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-04-09T00:00:00</CreDtTm></GrpHdr><Stmt><Id>S</Id><Acct><Id><Othr><Id>TRUST1</Id></Othr></Id><Ccy>CNY</Ccy></Acct>${balance("OPBD", "5000.00")}${balance("CLBD", "5246.71")}${receipt("A", "134.21", "1-1-101")}${receipt("B", "112.50", "1-1-102")}</Stmt></BkToCstmrStmt></Document>`;
  const imported = await cashier.send("POST", `${path}/bank-statements`, xml, {
    type: "application/xml",
  });
  expect(imported.status, JSON.stringify(imported.body)).toBe(200);
  const later = (await owner.get(`${path}/own/book`)).body;
  expect(later.moneyNow.amount).toBe("5246.71");
  // A fee is area times rate: a single amount would name its unit, so a month is one line.
  const [fees] = later.movements;
  expect(fees).toMatchObject({ count: 2, amount: { amount: "246.71" } });
  expect(JSON.stringify(later)).not.toMatch(/134\.21|1-1-101/);
  expect((await cashier.get(`${path}/own/book`)).status).toBe(403);
});

test("a slip is used once, even by two at the same instant", async () => {
  const { sheet } = await print(0);
  const both = await Promise.all([use(sheet.code), use(sheet.code, "903174")]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(kind(await use(sheet.code))).toBe("slip-used");
});

test("a slip is good through its last day, and no day longer", async () => {
  const { sheet } = await print(0);
  world.clock.set("2026-05-10T15:59:00.000Z");
  expect((await post("/api/residents/slip", { code: sheet.code })).status).toBe(200);
  world.clock.set("2026-05-10T16:00:00.000Z");
  expect(kind(await use(sheet.code))).toBe("slip-expired");
});

test("a lost phone is a new slip: the old one, its phone and its sessions are out at once", async () => {
  const first = await print(0);
  const cookies = cookiesOf(await use(first.sheet.code));
  const lost = callerOf(world.app, cookies);
  expect((await lost.get(`${path}/own`)).status).toBe(200);
  const unused = await print(0);
  expect((await lost.get(`${path}/own`)).status).toBe(401);
  expect(kind(await enter(deviceOf(cookies), "274913"))).toBe("device-unknown");
  const second = await print(0);
  expect(kind(await use(unused.sheet.code))).toBe("slip-voided");
  expect((await use(second.sheet.code)).status).toBe(200);
});

test("the PIN opens on its own phone alone, and guessing is stopped for good", async () => {
  const { sheet } = await print(0);
  const device = deviceOf(cookiesOf(await use(sheet.code)));
  expect(kind(await enter("", "274913"))).toBe("device-unknown");
  const forged = device.replace(/\.[\w-]{43}$/, `.${"A".repeat(43)}`);
  expect(kind(await enter(forged, "274913"))).toBe("wrong-pin");

  const wrong = await enter(device, "111112");
  expect(wrong.body.facts).toEqual({ attemptsLeft: 3 });
  for (let guess = 0; guess < 3; guess++) await enter(device, "111113");
  expect(kind(await enter(device, "274913"))).toBe("too-many-attempts");
  // What is counted is counted in the database: another process would say the same.
  const { rows } = await world.database.owner.query("select points from identity.attempt");
  expect(rows.map(({ points }) => points)).toContain(6);

  for (let hour = 0; hour < 4; hour++) {
    world.clock.set(`2026-04-11T0${hour}:00:00.000Z`);
    for (let guess = 0; guess < 5; guess++) await enter(device, "111113");
  }
  world.clock.set("2026-04-12T02:00:00.000Z");
  expect(kind(await enter(device, "274913"))).toBe("device-unknown");
});

test("right guesses between give their tries back", async () => {
  const { sheet } = await print(0);
  const device = deviceOf(cookiesOf(await use(sheet.code)));
  for (let day = 0; day < 8; day++) {
    for (let guess = 0; guess < 4; guess++) await enter(device, "111113");
    expect((await enter(device, "274913")).status).toBe(200);
  }
});

test.each(["111111", "123456", "987654"])("the PIN %s is too simple", async (pin) => {
  const { sheet } = await print(0);
  expect(kind(await use(sheet.code, pin))).toBe("pin-too-simple");
  expect((await use(sheet.code)).status).toBe(200);
});

test("digits guessed at are stopped by where they come from", async () => {
  expect(kind(await use("000000000000"))).toBe("slip-unknown");
  const bucket = "slip:local";
  for (let guess = 0; guess < 100; guess++) {
    await world.ports.attempts.take(bucket, { points: 100, seconds: 900 });
  }
  expect(kind(await use("000000000001"))).toBe("too-many-attempts");
  await world.ports.attempts.forget(bucket);
});

test("neither digits nor PIN stand anywhere in the database or the audit log", async () => {
  const { sheet } = await print(0);
  await use(sheet.code, "650281");
  const { rows } = await world.database.owner.query(
    `select s::text as text from identity.slip s union all select d::text from identity.device d
     union all select a::text from operations.audit a union all select i::text from operations.idempotency i`,
  );
  for (const { text } of rows) {
    expect(text).not.toContain(sheet.code);
    expect(text).not.toContain("650281");
  }
});

test("who was not given a slip, who was, and who came in; and it counts as evidence", async () => {
  const { personId, slipId } = await print(1);
  const before = (await owners()).find((one: { personId: string }) => one.personId === personId);
  expect(before.slip).toMatchObject({ slipId, printedBy: "职员1", handedBy: null, usedAt: null });
  const handOver = (on: string) =>
    committee.send("POST", `${path}/slips/${slipId}/handover`, { manner: "letterbox", on });
  expect(kind(await handOver("2026-04-09"))).toBe("handed-over-before-printed");
  expect(kind(await handOver("2026-04-11"))).toBe("handed-over-in-future");
  const both = await Promise.all([handOver("2026-04-10"), handOver("2026-04-10")]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const client = await world.database.app.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('xinyi.district', $1, true)", [world.districtId]);
    const work = {
      client,
      districtId: world.districtId,
      personId,
      now: world.clock.now(),
      ports: world.ports,
    };
    const evidence = (await slipEvidence(work, estateId)).get(personId);
    expect(evidence).toMatchObject({
      handedOn: "2026-04-10",
      manner: "letterbox",
      handedBy: "职员1",
    });
  } finally {
    await client.query("rollback");
    client.release();
  }
  const audit = await world.admin.get(`/api/districts/${world.districtId}/audit?limit=500`);
  const commands = audit.body.records.map((record: { command: string }) => record.command);
  for (const command of ["issueSlips", "handOverSlip", "useSlip"]) {
    expect(commands).toContain(command);
  }
});

test("who has sold is out with the next request", async () => {
  const { sheet } = await print(0);
  const owner = callerOf(world.app, cookiesOf(await use(sheet.code)));
  expect((await owner.get(`${path}/own`)).status).toBe(200);
  await world.admin.send(
    "POST",
    `${path}/roll-imports?from=2026-04-10`,
    roll.replace("张三,13800000001", "王五,13800000009"),
    { type: "text/csv" },
  );
  expect((await owner.get(`${path}/own`)).status).toBe(404);
});

test("an owner who is also new on the staff is not asked for a password he never used", async () => {
  const added = await world.admin.send("POST", `${path}/members`, {
    username: "new-staff",
    personName: "新人",
    roleId: "auditor",
  });
  const { rows } = await world.database.owner.query(
    `with staff as (select person_id from registry.role_assignment where id = $1)
     update registry.ownership set person_id = staff.person_id from staff where unit_id =
       (select id from registry.unit where number = '1-1-103') returning registry.ownership.person_id`,
    [added.body.member.assignmentId],
  );
  const personIds = [rows[0].person_id];
  const issued = await committee.send("POST", `${path}/slips`, { personIds });
  const facts = JSON.parse(Buffer.from(issued.body.sheetPdf, "base64").toString());
  const owner = callerOf(world.app, cookiesOf(await use(facts.sheets[0].code)));
  expect((await owner.get(`${path}/own`)).body).toMatchObject({ units: [{ number: "1-1-103" }] });
  expect((await owner.get(`${path}/entries`)).status).toBe(403);
});

test("a slip opens an owner's rights only, whatever else the person is", async () => {
  const { personId, sheet } = await print(1);
  await world.database.owner.query(
    `insert into registry.role_assignment (district_id, id, person_id, role_id, estate_id, from_at)
     values ($1, $2, $3, 'company-cashier', $4, '2026-01-01')`,
    [world.districtId, world.ports.ids.next(), personId, estateId],
  );
  const owner = callerOf(world.app, cookiesOf(await use(sheet.code)));
  expect((await owner.get(`${path}/own`)).status).toBe(200);
  expect((await owner.get(`${path}/entries`)).status).toBe(403);
});

test("a passkey instead of a PIN: set with the slip, good on every phone that keeps it", async () => {
  const { sheet } = await print(1);
  const asked = await post("/api/residents/slip/passkey-options", { code: sheet.code });
  const key = softAuthenticator();
  const passkey = key.create(asked.body.options);
  const neither = await post("/api/residents/slip/use", { code: sheet.code });
  expect(kind(neither)).toBe("malformed-request");
  const used = await post("/api/residents/slip/use", { code: sheet.code, passkey });
  expect(used.body).toMatchObject({ door: "slip", passkeys: 1 });
  expect(deviceOf(cookiesOf(used))).toBe("");

  const { options } = (await post("/api/session/passkey-options", undefined)).body;
  const entered = await post("/api/session/passkey", { passkey: key.get(options) });
  expect(entered.body).toMatchObject({ door: "slip" });
  const owner = callerOf(world.app, cookiesOf(entered));
  expect((await owner.get(`${path}/own`)).status).toBe(200);
  expect((await owner.get(`${path}/entries`)).status).toBe(403);

  await print(1);
  const later = (await post("/api/session/passkey-options", undefined)).body.options;
  const refused = await post("/api/session/passkey", { passkey: key.get(later) });
  expect(kind(refused)).toBe("passkey-unknown");
});

test("an owner says what he thinks of the budget on a page without scripts, once per sending", async () => {
  const cashier = await staff("company-cashier");
  const drafted = await cashier.send("POST", `${path}/budgets`, {
    year: 2026,
    lines: [{ line: "repairs", amount: { amount: "6000.00", currency: "CNY" } }],
    remunerationRate: "0.10",
  });
  const page = `/budgets/${drafted.body.id}`;
  const read = async (cookie = "") => {
    const response = await world.app.request(page, { headers: { cookie } });
    return { status: response.status, text: await response.text() };
  };
  expect((await read()).status).toBe(404);
  const publication = `${path}/budgets/${drafted.body.id}/publication`;
  const manager = await staff("company-manager");
  await manager.send("POST", publication, { closesOn: "2026-04-20" });
  const open = await read();
  expect(open.text).toContain("6,000.00");
  expect(open.text).not.toContain("<form");

  const { sheet } = await print(1);
  const cookie = cookiesOf(await use(sheet.code));
  const owner = callerOf(world.app, cookie);
  expect((await owner.get(`${path}/own`)).body.openBudgets).toMatchObject([{ year: 2026 }]);
  const form = await read(cookie);
  const key = /name="key" value="([^"]+)"/.exec(form.text)?.[1] ?? "";
  const say = (words: string, as = cookie, headers = {}) =>
    world.app.request(page, {
      method: "POST",
      headers: { cookie: as, "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams({ words, key }).toString(),
    });
  const words = "<script>绿化多少钱？</script>";
  const sent = await say(words);
  expect([sent.status, sent.headers.get("location")]).toEqual([303, `${page}?sent#said`]);
  // Sent twice by an impatient thumb: one comment.
  expect((await say(words)).status).toBe(303);
  const said = (await read()).text;
  expect(said.split("绿化多少钱").length).toBe(2);
  expect(said).toContain("&lt;script&gt;");
  expect(said).toContain("1-1-102 业主");
  expect(said).not.toContain("李四");

  expect((await say("x", "")).status).toBe(403);
  expect((await say(" ")).status).toBe(422);
  for (const origin of ["https://evil.example", "null"]) {
    expect((await say("x", cookie, { origin })).status).toBe(403);
  }
  world.clock.set("2026-04-21T02:00:00.000Z");
  const late = cookiesOf(await enter(deviceOf(cookie), "274913"));
  expect((await say("x", late)).status).toBe(409);
});
