import { createHash, createPublicKey, createVerify } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type SoftAuthenticator, softAuthenticator } from "../session/soft-authenticator.ts";
import {
  type Caller,
  callerOf,
  changeFirstPassword,
  type TestApp,
  testApp,
  testPassword,
} from "../testing.ts";

let world: TestApp;
let path: string;
let cashier: Caller;
let manager: Caller;
let member: Caller;
let second: Caller;
let payee: string;
let voucher: string;
const keys = new Map<Caller, SoftAuthenticator>();
const cny = (amount: string) => ({ amount, currency: "CNY" });
const kindOf = (answer: { body: { type?: string } }) => answer.body.type?.split(":").at(-1);
const keyOf = (caller: Caller) => keys.get(caller) as SoftAuthenticator;

async function person(username: string, roleId: string): Promise<Caller> {
  const added = await world.admin.send("POST", `${path}/members`, {
    username,
    personName: username,
    roleId,
  });
  const currentPassword = added.body.oneTimePassword;
  return changeFirstPassword(world.app, await world.signIn(username, currentPassword), {
    currentPassword,
  });
}

const optionsFor = (caller: Caller, currentPassword = testPassword) =>
  caller.send("POST", "/api/session/passkeys/options", { currentPassword });

async function addPasskey(caller: Caller): Promise<void> {
  const key = softAuthenticator();
  const { options } = (await optionsFor(caller)).body;
  const added = await caller.send("POST", "/api/session/passkeys", {
    passkey: key.create(options),
  });
  expect(added.body, JSON.stringify(added.body)).toMatchObject({ passkeys: 1 });
  keys.set(caller, key);
}

async function store(text: string): Promise<string> {
  const type = "application/octet-stream";
  return (await cashier.send("POST", `${path}/vouchers`, text, { type })).body.sha256;
}

async function mandate(resolutionId: string, subject: string): Promise<string> {
  const scanSha256 = await store(`决议 ${resolutionId}`);
  const body = { resolutionId, resolvedOn: "2026-04-01", subject, scanSha256 };
  const { id } = (await manager.send("POST", `${path}/mandates`, body)).body;
  await member.send("POST", `${path}/mandates/${id}/confirmation`);
  return id;
}

let serial = 0;
async function order(change: Record<string, unknown> = {}) {
  serial += 1;
  const answer = await cashier.send("POST", `${path}/payment-orders`, {
    payeeId: payee,
    amount: cny(`${serial}.00`),
    line: "repairs",
    purpose: "水管",
    voucherSha256: voucher,
    ...change,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as { id: string; hash: string };
}

const signed = async (by: Caller, id: string) => {
  const { options } = (await by.get(`${path}/payment-orders/${id}/approval-options`)).body;
  return keyOf(by).get(options);
};
const approve = (by: Caller, id: string, hash: string, passkey: object) =>
  by.send("POST", `${path}/payment-orders/${id}/approvals`, { hash, passkey });

beforeAll(async () => {
  world = await testApp();
  const created = await world.admin.send("POST", `/api/districts/${world.districtId}/estates`, {
    name: "通行密钥小区",
    communityName: "甲社区",
    contactPhone: "028-00000000",
    bookOpenedOn: "2026-01-01",
  });
  path = `/api/districts/${world.districtId}/estates/${created.body.id}`;
  cashier = await person("cashier", "company-cashier");
  manager = await person("manager", "company-manager");
  member = await person("member", "committee-member");
  second = await person("second", "committee-member");
  for (const one of [manager, member, second]) await addPasskey(one);
  voucher = await store("发票");
  const opening = { occurredOn: "2026-01-01", fund: "ordinary", amount: cny("9000.00") };
  await cashier.send("POST", `${path}/openings`, { ...opening, reason: "期初余额" });
  const drafted = await cashier.send("POST", `${path}/budgets`, {
    year: 2026,
    lines: [{ line: "repairs", amount: cny("6000.00") }],
    remunerationRate: "0.10",
  });
  const budget = `${path}/budgets/${drafted.body.id}`;
  await manager.send("POST", `${budget}/publication`, { closesOn: "2026-04-10" });
  await manager.send("POST", `${budget}/adoption`, {
    mandateId: await mandate("1", "budget:2026"),
  });
  const { preset } = (await cashier.get(`${path}/access-policies`)).body;
  const mandateId = await mandate("2", "access-policy");
  const policy = { from: "2026-04-10", mandateId, policy: preset };
  expect((await manager.send("POST", `${path}/access-policies`, policy)).status).toBe(201);
  const account = { bankName: "农商银行", number: "6222000000001234" };
  payee = (await cashier.send("POST", `${path}/payees`, { name: "甲维修部", ...account })).body.id;
});
afterAll(() => world.close());

test("a passkey signs in, and its challenge is answered once", async () => {
  const nobody = callerOf(world.app, "");
  const { options } = (await nobody.send("POST", "/api/session/passkey-options")).body;
  expect(options.rpId).toBe("localhost");
  const passkey = keyOf(member).get(options);
  const entered = await nobody.send("POST", "/api/session/passkey", { passkey });
  expect(entered.body).toMatchObject({ username: "member", door: "password" });
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  expect((await callerOf(world.app, cookie).get(`${path}/entries`)).status).toBe(200);
  const replayed = await nobody.send("POST", "/api/session/passkey", { passkey });
  expect(kindOf(replayed)).toBe("passkey-challenge-gone");
});

test("a challenge is good for five minutes, and an unknown passkey for nothing", async () => {
  const nobody = callerOf(world.app, "");
  const ask = async () => (await nobody.send("POST", "/api/session/passkey-options")).body.options;
  const late = keyOf(member).get(await ask());
  world.clock.set("2026-04-10T02:05:00.000Z");
  expect(kindOf(await nobody.send("POST", "/api/session/passkey", { passkey: late }))).toBe(
    "passkey-challenge-gone",
  );
  world.clock.set("2026-04-10T02:00:00.000Z");
  const unknown = softAuthenticator().get(await ask());
  expect(kindOf(await nobody.send("POST", "/api/session/passkey", { passkey: unknown }))).toBe(
    "passkey-unknown",
  );
});

test("who adds a passkey proves again who he is, and a passkey in use is not joined", async () => {
  expect(kindOf(await optionsFor(cashier, "not the password"))).toBe("wrong-credentials");
  expect(kindOf(await optionsFor(member))).toBe("factor-missing");
  expect(kindOf(await member.send("POST", "/api/session/totp"))).toBe("factor-enrolled-already");
  const { options } = (await optionsFor(cashier)).body;
  const passkey = softAuthenticator().create(options, "https://evil.example");
  const foreign = await cashier.send("POST", "/api/session/passkeys", { passkey });
  expect(kindOf(foreign)).toBe("passkey-not-verified");
  // The challenge of one account answered by another.
  const again = (await optionsFor(cashier)).body.options;
  const stolen = softAuthenticator().create(again);
  expect(kindOf(await second.send("POST", "/api/session/passkeys", { passkey: stolen }))).toBe(
    "passkey-challenge-gone",
  );
});

test("two passkeys of two parties open an order; what they signed can be checked again", async () => {
  const { id, hash } = await order();
  expect((await approve(manager, id, hash, await signed(manager, id))).status).toBe(201);
  const opened = await approve(member, id, hash, await signed(member, id));
  expect(opened.body).toMatchObject({ status: "approved", approvals: [{ factor: "passkey" }, {}] });
  const { rows } = await world.database.owner.query(
    `select a.*, v.form from trust.approval_assertion a join trust.payment_order_version v
       using (district_id, order_id, version) where a.order_id = $1`,
    [id],
  );
  expect(rows).toHaveLength(2);
  for (const row of rows) {
    // By hand, from what is kept alone: the challenge is the hash of the order's canonical form.
    const { challenge } = JSON.parse(row.client_data_json.toString());
    const formHash = createHash("sha256").update(row.form).digest("base64url");
    expect(challenge).toBe(formHash);
    const clientHash = createHash("sha256").update(row.client_data_json).digest();
    const check = createVerify("sha256").update(row.authenticator_data).update(clientHash);
    expect(check.verify(es256(row.public_key), row.signature)).toBe(true);
  }
});

test("an assertion is used once, for its own order, by its own person", async () => {
  const one = await order();
  const two = await order();
  const assertion = await signed(member, one.id);
  expect(kindOf(await approve(second, one.id, one.hash, assertion))).toBe("passkey-not-yours");
  expect((await approve(member, one.id, one.hash, assertion)).status).toBe(201);
  expect(kindOf(await approve(member, one.id, one.hash, assertion))).toBe("approved-already");
  expect(kindOf(await approve(member, two.id, two.hash, assertion))).toBe("passkey-not-verified");
  expect((await approve(member, two.id, two.hash, await signed(member, two.id))).status).toBe(201);
});

test("a payee swapped between two approvals makes both signatures worthless", async () => {
  const other = await cashier.send("POST", `${path}/payees`, {
    name: "乙维修部",
    bankName: "农商银行",
    number: "6222000000005678",
  });
  const terms = { amount: cny("88.00"), purpose: "水管", line: "repairs", voucherSha256: voucher };
  const { id, hash } = await order(terms);
  await approve(manager, id, hash, await signed(manager, id));
  const before = await signed(member, id);
  const changed = await cashier.send(
    "POST",
    `${path}/payment-orders/${id}/versions`,
    {
      ...terms,
      payeeId: other.body.id,
    },
    { headers: { "if-match": "*" } },
  );
  expect(changed.body).toMatchObject({ version: 2, approvals: [] });
  expect(kindOf(await approve(member, id, hash, before))).toBe("order-changed");
  expect(kindOf(await approve(member, id, changed.body.hash, before))).toBe("passkey-not-verified");
  const anew = await approve(member, id, changed.body.hash, await signed(member, id));
  expect(anew.body).toMatchObject({ missing: [{ party: "trustee", missing: 1 }] });
});

test("approving twice at the same instant is one approval", async () => {
  const { id, hash } = await order();
  const assertions = [await signed(member, id), await signed(member, id), await signed(member, id)];
  const all = await Promise.all(assertions.map((one) => approve(member, id, hash, one)));
  expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
  const { rows } = await world.database.owner.query(
    "select count(*)::int as n from trust.approval_assertion where order_id = $1",
    [id],
  );
  expect(rows[0].n).toBe(1);
});

test.each([
  ["another site", { origin: "https://evil.example" }],
  ["a machine without its person", { isVerified: false }],
] as const)("a signature from %s is refused", async (_, changes) => {
  const { id, hash } = await order();
  const { options } = (await member.get(`${path}/payment-orders/${id}/approval-options`)).body;
  const passkey = keyOf(member).get(options, changes);
  expect(kindOf(await approve(member, id, hash, passkey))).toBe("passkey-not-verified");
});

test("one factor, not none and not two; and a passkey given up opens nothing", async () => {
  const { id, hash } = await order();
  const at = `${path}/payment-orders/${id}/approvals`;
  expect(kindOf(await second.send("POST", at, { hash }))).toBe("malformed-request");
  const passkey = await signed(second, id);
  const both = await second.send("POST", at, { hash, passkey, code: "123456" });
  expect(kindOf(both)).toBe("malformed-request");
  const ended = await second.send("DELETE", `/api/session/passkeys/${keyOf(second).id}`);
  expect(ended.status).toBe(204);
  expect(kindOf(await approve(second, id, hash, passkey))).toBe("passkey-unknown");
});

test("the street sees which payment waits for whom, and since when", async () => {
  await order({ amount: cny("66.00") });
  const at = `/api/districts/${world.districtId}/watch`;
  const waiting = (body: { lines: { kind: string }[] }) =>
    body.lines.filter(({ kind }) => kind === "order-waiting");
  expect(waiting((await world.admin.get(at)).body)).toEqual([]);
  world.clock.set("2026-04-19T02:00:00.000Z");
  expect(waiting((await world.admin.get(at)).body)[0]).toMatchObject({
    estateName: "通行密钥小区",
    titleZh: "甲维修部",
    since: "2026-04-10",
    value: 9,
    bar: 7,
  });
  world.clock.set("2026-04-10T02:00:00.000Z");
});

test("what came in by a slip opens no payment, even of the same person", async () => {
  const { id, hash } = await order();
  const passkey = await signed(member, id);
  await world.database.owner.query("update identity.passkey set door = 'slip' where id = $1", [
    passkey.id,
  ]);
  expect(kindOf(await approve(member, id, hash, passkey))).toBe("passkey-not-yours");
  await world.database.owner.query("update identity.passkey set door = 'password' where id = $1", [
    passkey.id,
  ]);
});

/** The key of a COSE map as node reads it: x and y stand at fixed places in what ES256 writes. */
function es256(cose: Buffer) {
  const x = cose.subarray(10, 42).toString("base64url");
  const y = cose.subarray(45, 77).toString("base64url");
  return createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
}
