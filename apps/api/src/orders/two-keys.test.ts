import { generateSync } from "otplib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Caller,
  changeFirstPassword,
  type TestApp,
  testApp,
  testPassword,
} from "../testing.ts";

// From a resolution to a payment that the bank has made, by five people; and every third way refused.
let world: TestApp;
let path: string;
let cashier: Caller;
let manager: Caller;
let member: Caller;
let second: Caller;
let both: Caller;
let voucher: string;
const secrets = new Map<Caller, string>();
/** A change of whatever there is; what was seen before it is the matter of its own test. */
const anyState = { headers: { "if-match": "*" } };
const cny = (amount: string) => ({ amount, currency: "CNY" });
const kindOf = (answer: { body: { type?: string } }) => answer.body.type?.split(":").at(-1);

async function person(username: string, name: string, ...roles: string[]): Promise<Caller> {
  let password: string | null = null;
  for (const roleId of roles) {
    const added = await world.admin.send("POST", `${path}/members`, {
      username,
      personName: name,
      roleId,
    });
    expect(added.status).toBe(201);
    password ??= added.body.oneTimePassword;
  }
  const first = await world.signIn(username, password ?? "");
  await changeFirstPassword(world.app, first, { currentPassword: password ?? "" });
  return world.signIn(username, testPassword);
}

async function enrol(caller: Caller): Promise<void> {
  const enrolment = await caller.send("POST", "/api/session/totp");
  expect(enrolment.status).toBe(200);
  expect(enrolment.body.qrSvg).toContain("<svg");
  secrets.set(caller, enrolment.body.secret);
  const confirmed = await caller.send("POST", "/api/session/totp/confirmation", {
    code: codeOf(caller),
  });
  expect(confirmed.body).toMatchObject({ hasTotp: true });
}

/** The code an authenticator shows at the application's own present. */
function codeOf(caller: Caller, offsetSeconds = 0): string {
  const epoch = Math.floor(Date.parse(world.clock.now()) / 1000) + offsetSeconds;
  return generateSync({ secret: secrets.get(caller) ?? "", epoch });
}

/** A later half minute: a code is taken once, so each approval waits for the next. */
function later(seconds = 60): void {
  world.clock.set(new Date(Date.parse(world.clock.now()) + seconds * 1000).toISOString());
}

async function store(text: string): Promise<string> {
  const stored = await cashier.send("POST", `${path}/vouchers`, text, {
    type: "application/octet-stream",
  });
  expect(stored.status).toBe(201);
  return stored.body.sha256;
}

async function mandate(resolutionId: string, subject: string): Promise<string> {
  const scanSha256 = await store(`决议 ${resolutionId}`);
  const resolvedOn = "2026-04-01";
  const body = { resolutionId, resolvedOn, subject, scanSha256 };
  const recorded = await manager.send("POST", `${path}/mandates`, body);
  expect(recorded.status).toBe(201);
  const confirmed = await member.send("POST", `${path}/mandates/${recorded.body.id}/confirmation`);
  expect(confirmed.status).toBe(201);
  return recorded.body.id;
}

async function budget(year: number, lines: Record<string, string>): Promise<string> {
  const drafted = await cashier.send("POST", `${path}/budgets`, {
    year,
    lines: Object.entries(lines).map(([line, amount]) => ({ line, amount: cny(amount) })),
    remunerationRate: "0.10",
  });
  expect(drafted.status).toBe(201);
  return drafted.body.id;
}

let serial = 0;
async function order(change: Record<string, unknown> = {}, by: Caller = cashier) {
  serial += 1;
  return by.send("POST", `${path}/payment-orders`, {
    payeeId: payee,
    amount: cny(`${serial}.00`),
    line: "repairs",
    purpose: "3 号楼水管",
    voucherSha256: voucher,
    isEmergency: false,
    ...change,
  });
}

async function approve(by: Caller, id: string, hash: string, code?: string) {
  later();
  return by.send("POST", `${path}/payment-orders/${id}/approvals`, {
    hash,
    code: code ?? codeOf(by),
  });
}

let payee: string;
let lines = 0;
/** A statement with one payment in it; answers the line it became. */
async function paidByBank(amount: string, on: string, account = "6222000000001234") {
  lines += 1;
  const entry = `<Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt><AcctSvcrRef>OUT${lines}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Cdtr><Pty><Nm>甲维修部</Nm></Pty></Cdtr><CdtrAcct><Id><Othr><Id>${account}</Id></Othr></Id></CdtrAcct></RltdPties></TxDtls></NtryDtls></Ntry>`;
  const balance = (code: string, value: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${value}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>`;
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M${lines}</MsgId><CreDtTm>${on}T00:00:00</CreDtTm></GrpHdr><Stmt><Id>S${lines}</Id><Acct><Id><Othr><Id>TRUST1</Id></Othr></Id><Ccy>CNY</Ccy></Acct>${balance("OPBD", "100000.00")}${balance("CLBD", "100000.00")}${entry}</Stmt></BkToCstmrStmt></Document>`;
  const imported = await cashier.send("POST", `${path}/bank-statements`, xml, {
    type: "application/xml",
  });
  expect(imported.status, JSON.stringify(imported.body)).toBe(200);
  const found = await cashier.get(`${path}/bank-lines?state=unexplained`);
  const line = found.body.lines.find(
    (one: { reference: string }) => one.reference === `OUT${lines}`,
  );
  return line.id as string;
}

const run = (lineId: string, orderId: string) =>
  cashier.send("POST", `${path}/bank-lines/${lineId}/execution`, { orderId });
const standing = async () => {
  const answer = await cashier.get(`${path}/budgets/standing?year=2026`);
  return answer.body.lines.find((one: { line: string }) => one.line === "repairs");
};

beforeAll(async () => {
  world = await testApp();
  const created = await world.admin.send("POST", `/api/districts/${world.districtId}/estates`, {
    name: "两把钥匙小区",
    communityName: "甲社区",
    contactPhone: "028-00000000",
    bookOpenedOn: "2026-01-01",
  });
  path = `/api/districts/${world.districtId}/estates/${created.body.id}`;
  cashier = await person("cashier", "出纳", "company-cashier");
  manager = await person("manager", "经理", "company-manager");
  member = await person("member", "委员甲", "committee-member");
  second = await person("second", "委员乙", "committee-member");
  both = await person("both", "两头", "company-manager", "committee-member");
  for (const one of [manager, member, second, both]) await enrol(one);
  voucher = await store("发票");
  await cashier.send("POST", `${path}/openings`, {
    occurredOn: "2026-01-01",
    fund: "ordinary",
    amount: cny("100000.00"),
    reason: "期初余额",
  });
});
afterAll(() => world.close());

describe("a budget comes into force by a resolution that two people stand for", () => {
  let draft: string;
  let resolution: string;

  test("a resolution is recorded by one and confirmed by another", async () => {
    const scanSha256 = await store("决议 2026-1");
    const body = { resolutionId: "2026-1", resolvedOn: "2026-04-01", subject: "budget:2026" };
    const recorded = await manager.send("POST", `${path}/mandates`, { ...body, scanSha256 });
    resolution = recorded.body.id;
    const alone = await manager.send("POST", `${path}/mandates/${resolution}/confirmation`);
    expect([alone.status, kindOf(alone)]).toEqual([403, "same-hand-twice"]);
    // Two people of the one party are one party still.
    const byMember = await member.send("POST", `${path}/mandates`, {
      ...body,
      resolutionId: "2026-1a",
      scanSha256,
    });
    const oneParty = await second.send("POST", `${path}/mandates/${byMember.body.id}/confirmation`);
    expect([oneParty.status, kindOf(oneParty)]).toEqual([403, "same-party-twice"]);
    draft = await budget(2026, { repairs: "60000.00", cleaning: "20000.00" });
    await manager.send("POST", `${path}/budgets/${draft}/publication`, { closesOn: "2026-04-10" });
    const early = await manager.send("POST", `${path}/budgets/${draft}/adoption`, {
      mandateId: resolution,
    });
    expect(kindOf(early)).toBe("mandate-not-confirmed");
    const future = { ...body, resolvedOn: "2026-04-11", scanSha256 };
    expect(kindOf(await manager.send("POST", `${path}/mandates`, future))).toBe(
      "resolved-in-future",
    );
    const confirmed = await member.send("POST", `${path}/mandates/${resolution}/confirmation`);
    expect(confirmed.body).toMatchObject({ confirmedBy: "委员甲", isUsed: false });
  });

  test("what owners say is recorded and answered before anything is adopted", async () => {
    const adoption = { mandateId: resolution };
    const commented = await cashier.send("POST", `${path}/budgets/${draft}/comments`, {
      words: "绿化多少钱？",
    });
    const refused = await manager.send("POST", `${path}/budgets/${draft}/adoption`, adoption);
    expect(kindOf(refused)).toBe("comments-unanswered");
    const commentId = commented.body.comments[0].id;
    await cashier.send("POST", `${path}/budgets/${draft}/comments/${commentId}/answer`, {
      words: "含在保洁里。",
    });
    const adopted = await manager.send("POST", `${path}/budgets/${draft}/adoption`, adoption);
    expect(adopted.status).toBe(201);
    expect(adopted.body).toMatchObject({
      adoption: { sequence: 1, resolutionId: "2026-1" },
      check: { planned: cny("88000.00"), standing: "no-collection-yet" },
    });
    expect(await standing()).toMatchObject({
      adopted: cny("60000.00"),
      available: cny("60000.00"),
      usedPercent: 0,
    });
  });

  test("a resolution adopts once, and only the year it names", async () => {
    const next = await budget(2027, { repairs: "1.00" });
    await manager.send("POST", `${path}/budgets/${next}/publication`, { closesOn: "2026-04-10" });
    const other = await manager.send("POST", `${path}/budgets/${next}/adoption`, {
      mandateId: resolution,
    });
    expect(kindOf(other)).toBe("mandate-for-other-subject");
    const again = await budget(2026, { repairs: "70000.00" });
    await manager.send("POST", `${path}/budgets/${again}/publication`, { closesOn: "2026-04-10" });
    const used = await manager.send("POST", `${path}/budgets/${again}/adoption`, {
      mandateId: resolution,
    });
    expect(kindOf(used)).toBe("mandate-used-already");
  });
});

describe("who pays is set by the owners", () => {
  test("without a policy nothing is proposed", async () => {
    const added = await cashier.send("POST", `${path}/payees`, {
      name: "甲维修部",
      bankName: "农商银行",
      number: "6222 0000 0000 1234",
    });
    expect(added.status).toBe(201);
    expect(added.body.accounts[0]).toMatchObject({ numberMasked: "****1234", isCoolingOff: false });
    payee = added.body.id;
    expect(kindOf(await order())).toBe("no-policy");
  });

  test("it is set by a confirmed resolution, as data", async () => {
    const { preset } = (await cashier.get(`${path}/access-policies`)).body;
    const mandateId = await mandate("2026-2", "access-policy");
    const body = { from: "2026-04-10", mandateId, policy: preset };
    const past = await manager.send("POST", `${path}/access-policies`, {
      ...body,
      from: "2026-04-09",
    });
    expect(kindOf(past)).toBe("policy-in-past");
    const set = await manager.send("POST", `${path}/access-policies`, body);
    expect(set.body).toMatchObject({ isInForce: true, resolutionId: "2026-2" });
    const again = await manager.send("POST", `${path}/access-policies`, body);
    expect(kindOf(again)).toBe("mandate-used-already");
    expect(kindOf(await order({}, member))).toBe("not-allowed");
  });

  test("from then on a payment without an order is not booked, but the bank's own fee is", async () => {
    const line = await paidByBank("12.00", "2026-04-10");
    const explanation = { head: "repairs", payee: "某", purpose: "某", voucherNumber: "1" };
    const at = `${path}/bank-lines/${line}/spending`;
    expect(kindOf(await cashier.send("POST", at, explanation))).toBe("order-required");
    const fee = await cashier.send("POST", at, { ...explanation, head: "bank" });
    expect(fee.status, JSON.stringify(fee.body)).toBe(201);
  });
});

describe("no yuan moves without two keys", () => {
  test("two people of two parties open it, the bank pays it, the book shows it", async () => {
    const proposed = await order({ amount: cny("1234.50"), invoiceNumber: "FP-1" });
    expect(proposed.status, JSON.stringify(proposed.body)).toBe(201);
    const { id, hash } = proposed.body;
    expect(proposed.body).toMatchObject({
      status: "open",
      capital: "人民币壹仟贰佰叁拾肆元伍角整",
      accountMasked: "****1234",
      standing: { usedBefore: cny("0.00"), left: cny("58765.50") },
    });
    expect(await standing()).toMatchObject({ committed: cny("1234.50") });
    const first = await approve(manager, id, hash);
    expect(first.status, JSON.stringify(first.body)).toBe(201);
    const line = await paidByBank("1234.50", "2026-04-10");
    expect(kindOf(await run(line, id))).toBe("approvals-missing");
    const opened = await approve(member, id, hash);
    expect(opened.body).toMatchObject({ status: "approved", missing: [] });
    const executed = await run(line, id);
    expect(executed.body).toMatchObject({ status: "executed", paid: cny("1234.50") });
    expect(await standing()).toMatchObject({
      spent: cny("1234.50"),
      committed: cny("0.00"),
      available: cny("58765.50"),
    });
    const entries = await cashier.get(`${path}/entries?month=2026-04`);
    expect(entries.body.entries.at(-1).spending).toMatchObject({ payee: "甲维修部" });
    expect((await cashier.get(`${path}/chain`)).body.intact).toBe(true);
    expect(kindOf(await run(line, id))).toBe("wrong-state");
  });

  test("less may be paid than approved, never more, not before, not elsewhere", async () => {
    const open = async (amount: string) => {
      const { id, hash } = (await order({ amount: cny(amount) })).body;
      await approve(manager, id, hash);
      await approve(member, id, hash);
      return id as string;
    };
    const id = await open("500.00");
    expect(kindOf(await run(await paidByBank("500.01", "2026-04-10"), id))).toBe(
      "more-than-approved",
    );
    expect(kindOf(await run(await paidByBank("500.00", "2026-04-09"), id))).toBe(
      "paid-before-approved",
    );
    expect(
      kindOf(await run(await paidByBank("500.00", "2026-04-10", "6222000000009999"), id)),
    ).toBe("paid-to-other-account");
    const paid = await run(await paidByBank("499.00", "2026-04-10"), id);
    expect(paid.body).toMatchObject({ status: "executed", paid: cny("499.00") });
    expect((await standing()).committed).toEqual(cny("0.00"));
  });

  test("a code is taken once, and a wrong one never", async () => {
    const one = (await order()).body;
    const two = (await order()).body;
    later();
    const code = codeOf(member);
    const at = (id: string) => `${path}/payment-orders/${id}/approvals`;
    const wrong = code === "000000" ? "000001" : "000000";
    const refused = await member.send("POST", at(one.id), { hash: one.hash, code: wrong });
    expect(kindOf(refused)).toBe("wrong-code");
    const taken = await member.send("POST", at(one.id), { hash: one.hash, code });
    expect(taken.status).toBe(201);
    const replayed = await member.send("POST", at(two.id), { hash: two.hash, code });
    expect(kindOf(replayed)).toBe("code-used-already");
    const bound = await world.database.owner.query(
      "select count(*)::int as n from identity.totp_use where bound_to = $1",
      [one.hash],
    );
    expect(bound.rows[0].n).toBe(1);
  });

  test("the window is one step to each side and no more", async () => {
    const { id, hash } = (await order()).body;
    later(120);
    expect(kindOf(await approve(member, id, hash, codeOf(member, -120)))).toBe("wrong-code");
    later(120);
    expect((await approve(member, id, hash, codeOf(member, 90))).status).toBe(201);
  });

  test("a change between the two approvals voids the first, whatever changed", async () => {
    const other = await cashier.send("POST", `${path}/payees`, {
      name: "乙维修部",
      bankName: "农商银行",
      number: "6222000000005678",
    });
    const terms = {
      amount: cny("77.00"),
      purpose: "水管",
      line: "repairs",
      voucherSha256: voucher,
    };
    const changes = [
      { payeeId: other.body.id },
      { amount: cny("77.01") },
      { purpose: "水管 2" },
      { line: "cleaning" },
      { contract: "HT-1" },
      { invoiceNumber: "FP-9" },
      { voucherSha256: await store("另一张发票") },
    ];
    for (const change of changes) {
      const { id, hash } = (await order({ ...terms })).body;
      expect((await approve(manager, id, hash)).status).toBe(201);
      const changed = await cashier.send(
        "POST",
        `${path}/payment-orders/${id}/versions`,
        {
          payeeId: payee,
          ...terms,
          ...change,
        },
        anyState,
      );
      expect(changed.status, JSON.stringify(changed.body)).toBe(201);
      expect(changed.body).toMatchObject({ approvals: [], version: 2, status: "open" });
      expect(changed.body.hash).not.toBe(hash);
      expect(kindOf(await approve(member, id, hash))).toBe("order-changed");
      const anew = await approve(member, id, changed.body.hash);
      expect(anew.body).toMatchObject({
        status: "open",
        missing: [{ party: "trustee", missing: 1 }],
      });
      await cashier.send("POST", `${path}/payment-orders/${id}/void`, { reason: "试" }, anyState);
    }
  });

  test("nobody turns both keys, his own order's, or his own purse's", async () => {
    const byManager = (await order({}, manager)).body;
    expect(kindOf(await approve(manager, byManager.id, byManager.hash))).toBe(
      "proposer-may-not-approve",
    );
    const { id, hash } = (await order()).body;
    expect(kindOf(await approve(both, id, hash))).toBe("holds-both-keys");
    const { signatories } = (await cashier.get(`${path}/access-policies`)).body;
    const self = signatories.find((one: { name: string }) => one.name === "委员甲");
    const toMember = await cashier.send("POST", `${path}/payees`, {
      name: "委员甲",
      personId: self.personId,
      bankName: "农商银行",
      number: "6222000000007777",
    });
    const own = (await order({ payeeId: toMember.body.id })).body;
    expect(kindOf(await approve(member, own.id, own.hash))).toBe("payee-is-approver");
    expect((await approve(second, own.id, own.hash)).status).toBe(201);
    expect(kindOf(await approve(second, own.id, own.hash))).toBe("approved-already");
  });

  test("approving twice at the same instant is one approval, and so is paying", async () => {
    const { id, hash } = (await order()).body;
    await approve(manager, id, hash);
    later();
    const at = `${path}/payment-orders/${id}/approvals`;
    const together = await Promise.all(
      Array.from({ length: 6 }, () => member.send("POST", at, { hash, code: codeOf(member) })),
    );
    expect(together.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const card = await cashier.get(`${path}/payment-orders/${id}`);
    expect(card.body.approvals).toHaveLength(2);
    const amount = card.body.amount.amount;
    const banked = [await paidByBank(amount, "2026-04-10"), await paidByBank(amount, "2026-04-10")];
    const paid = await Promise.all(banked.map((line) => run(line, id)));
    expect(paid.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test("one code on two orders at the same instant opens one of them", async () => {
    const orders = [(await order()).body, (await order()).body];
    later();
    const code = codeOf(second);
    const sent = await Promise.all(
      orders.map(({ id, hash }) =>
        second.send("POST", `${path}/payment-orders/${id}/approvals`, { hash, code }),
      ),
    );
    expect(sent.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test("paying and changing at the same instant: what is paid is what was approved", async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const { id, hash, amount } = (await order()).body;
      await approve(manager, id, hash);
      await approve(member, id, hash);
      const line = await paidByBank(amount.amount, "2026-04-10");
      const change = {
        payeeId: payee,
        amount,
        line: "repairs",
        purpose: "改",
        voucherSha256: voucher,
      };
      const [paid, changed] = await Promise.all([
        run(line, id),
        cashier.send("POST", `${path}/payment-orders/${id}/versions`, change, anyState),
      ]);
      expect([paid.status, changed.status].sort()).toEqual([201, 409]);
      const card = (await cashier.get(`${path}/payment-orders/${id}`)).body;
      expect([card.status, card.version]).toEqual(
        paid.status === 201 ? ["executed", 1] : ["open", 2],
      );
    }
  });

  test("two orders that fit the line only one by one do not both fit at the same instant", async () => {
    const { available } = await standing();
    const sent = await Promise.all([order({ amount: available }), order({ amount: available })]);
    expect(sent.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect((await standing()).available).toEqual(cny("0.00"));
    const made = sent.find(({ status }) => status === 201)?.body.id;
    await cashier.send("POST", `${path}/payment-orders/${made}/void`, { reason: "试" }, anyState);
    expect((await standing()).available).toEqual(available);
  });

  test("from the bar on two of the committee are asked, and the card says which rule asks", async () => {
    const { id, hash, requirements } = (await order({ amount: cny("10000.00") })).body;
    expect(requirements[1]).toMatchObject({
      count: 2,
      because: [{ rule: "every-payment" }, { rule: "large-payment" }],
    });
    await approve(manager, id, hash);
    const first = await approve(member, id, hash);
    expect(first.body.missing).toEqual([{ party: "committee", missing: 1 }]);
    expect((await approve(second, id, hash)).body.status).toBe("approved");
  });

  test("who changes an order names what he saw, and is refused when it is no longer so", async () => {
    const { id } = (await order()).body;
    const at = `${path}/payment-orders/${id}`;
    const seen = await cashier.get(at);
    expect(seen.headers.get("etag")).toBe(seen.body.etag);
    const change = { payeeId: payee, amount: cny("3.21"), line: "repairs", purpose: "改" };
    const change1 = { ...change, voucherSha256: voucher };
    const send = (headers: Record<string, string>) =>
      cashier.send("POST", `${at}/versions`, change1, { headers });
    const blind = await send({});
    expect([blind.status, kindOf(blind)]).toEqual([428, "precondition-required"]);
    expect((await send({ "if-match": seen.body.etag })).status).toBe(201);
    const late = await send({ "if-match": seen.body.etag });
    expect([late.status, kindOf(late)]).toEqual([412, "precondition-failed"]);
    const current = (await cashier.get(at)).body.etag;
    expect(late.body.facts).toEqual({ current });
    // Two clerks who saw the same: one of them changes it.
    const both = await Promise.all([
      send({ "if-match": current }),
      cashier.send("POST", `${at}/void`, { reason: "试" }, { headers: { "if-match": current } }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 412]);
  });

  test("an order sent back waits for a change", async () => {
    const { id, hash } = (await order()).body;
    const back = await member.send(
      "POST",
      `${path}/payment-orders/${id}/return`,
      {
        reason: "发票抬头不对",
      },
      anyState,
    );
    expect(back.body).toMatchObject({ status: "sent-back", reason: "发票抬头不对" });
    expect(kindOf(await approve(manager, id, hash))).toBe("wrong-state");
  });

  test("an emergency skips the added approval, and is ratified once by its own resolution", async () => {
    const { id, hash, ratifyBy } = (await order({ amount: cny("12000.00"), isEmergency: true }))
      .body;
    expect(ratifyBy).toBe("2026-06-09");
    await approve(manager, id, hash);
    expect((await approve(member, id, hash)).body.status).toBe("approved");
    const mandateId = await mandate("2026-5", `ratification:${id}`);
    const ratified = await manager.send("POST", `${path}/payment-orders/${id}/ratification`, {
      mandateId,
    });
    expect(ratified.body).toMatchObject({ isRatified: true });
  });
});

describe("time passes", () => {
  test("a changed account cools off before anybody can approve it", async () => {
    const waiting = (await order()).body;
    const changed = await cashier.send(
      "POST",
      `${path}/payees/${payee}/accounts`,
      {
        bankName: "别家银行",
        number: "6222000000004321",
      },
      anyState,
    );
    expect(changed.body.accounts[1]).toMatchObject({
      payableFrom: "2026-04-17",
      isCoolingOff: true,
    });
    expect(kindOf(await approve(member, waiting.id, waiting.hash))).toBe("payee-account-changed");
    const { id, hash, isAccountChanged } = (await order()).body;
    expect(isAccountChanged).toBe(true);
    expect(kindOf(await approve(member, id, hash))).toBe("payee-cooling-off");
    world.clock.set("2026-04-17T02:00:00.000Z");
    expect((await approve(member, id, hash)).status).toBe(201);
  });

  test("a key is lent for a period, and turns in one hand only", async () => {
    const { signatories } = (await cashier.get(`${path}/access-policies`)).body;
    const to = signatories.find((one: { name: string }) => one.name === "委员乙");
    const lent = await member.send("POST", `${path}/delegations`, {
      toPersonId: to.personId,
      party: "committee",
      from: "2026-04-17",
      to: "2026-04-20",
    });
    expect(lent.status).toBe(201);
    const { id, hash } = (await order()).body;
    expect(kindOf(await approve(member, id, hash))).toBe("key-delegated");
    expect((await approve(second, id, hash)).status).toBe(201);
  });

  test("an order that nobody executed expires and frees its line", async () => {
    const before = await standing();
    const { id, lastDay } = (await order({ amount: cny("1000.00") })).body;
    expect(lastDay).toBe("2026-05-17");
    world.clock.set("2026-05-18T02:00:00.000Z");
    const card = await cashier.get(`${path}/payment-orders/${id}`);
    expect(card.body.status).toBe("expired");
    expect(kindOf(await approve(manager, id, card.body.hash))).toBe("order-expired");
    expect((await standing()).spent).toEqual(before.spent);
    expect((await standing()).committed).toEqual(cny("0.00"));
  });

  test("a card names the orders it resembles", async () => {
    const terms = { amount: cny("4000.00"), invoiceNumber: "FP-77" };
    const first = (await order({ ...terms, voucherSha256: await store("甲") })).body;
    const twin = (await order({ ...terms, voucherSha256: await store("乙") })).body;
    expect(twin.warnings.map(({ kind }: { kind: string }) => kind)).toEqual([
      "same-invoice",
      "same-amount",
    ]);
    expect(twin.warnings[0].orders[0].id).toBe(first.id);
    const third = (await order({ amount: cny("2000.00"), voucherSha256: await store("丙") })).body;
    expect(third.warnings).toMatchObject([{ kind: "split", together: cny("10000.00") }]);
  });
});

describe("the database refuses it too", () => {
  test("an execution without two keys, and a change of what was approved", async () => {
    const { id } = (await order()).body;
    const scoped = async (sql: string) => {
      const client = await world.database.owner.connect();
      try {
        await client.query("select set_config('xinyi.district', $1, false)", [world.districtId]);
        await client.query(sql);
      } finally {
        client.release(true);
      }
    };
    await expect(
      scoped(`insert into trust.order_event select district_id, order_id, 99, 'executed', version,
        written_by, written_at, '2026-05-18', null, (select id from trust.bank_line limit 1),
        order_id, 1, null from trust.payment_order_version where order_id = '${id}'`),
    ).rejects.toThrow("two keys");
    await expect(
      scoped(`update trust.payment_order_version set amount_minor = 1 where order_id = '${id}'`),
    ).rejects.toThrow("append-only");
    await expect(
      scoped(`insert into trust.order_approval select district_id, order_id, version, repeat('0', 64),
        written_by, 'trustee', null, 'totp', '2026-05-18', written_at
        from trust.payment_order_version where order_id = '${id}'`),
    ).rejects.toThrow("foreign key");
  });

  test("no account number and no secret stands where it cannot be erased", async () => {
    const { rows } = await world.database.owner.query(
      `select (select count(*)::int from trust.payment_order_version where form like '%6222000000%') as forms,
         (select count(*)::int from identity.totp where sealed = any($1)) as clear,
         (select count(*)::int from operations.idempotency where response::text like '%6222000000%') as kept`,
      [[...secrets.values()]],
    );
    expect(rows[0]).toEqual({ forms: 0, clear: 0, kept: 0 });
  });
});
