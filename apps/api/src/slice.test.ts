import { formatAmount } from "@xinyi/money";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoDistrict } from "./demo/generate.ts";
import { type Caller, changeFirstPassword, type TestApp, testApp } from "./testing.ts";

// One estate from an empty database to a notice asked for: every step as a person's click sends it.
const demo = demoDistrict(7);
let world: TestApp;
let cashier: Caller;
let estate: string;
let path: string;

beforeAll(async () => {
  world = await testApp();
  const created = await world.admin.send("POST", `/api/districts/${world.districtId}/estates`, {
    name: "胜天小区",
    communityName: "三星镇胜天村",
    contactPhone: demo.estate.contactPhone,
    bookOpenedOn: demo.estate.bookOpenedOn,
  });
  expect(created.status).toBe(201);
  estate = created.body.id;
  path = `/api/districts/${world.districtId}/estates/${estate}`;
  const added = await world.admin.send("POST", `${path}/members`, {
    username: "cashier1",
    personName: "演示出纳",
    roleId: "company-cashier",
  });
  expect(added.status).toBe(201);
  const password = added.body.oneTimePassword;
  const first = await world.signIn("cashier1", password);
  cashier = await changeFirstPassword(world.app, first, { currentPassword: password });
});
afterAll(() => world.close());

test("an opening balance is posted once, whatever the retries", async () => {
  const body = {
    occurredOn: demo.opening.occurredOn,
    fund: "ordinary",
    amount: { amount: "38260.55", currency: "CNY" },
    reason: "期初余额",
  };
  const first = await cashier.send("POST", `${path}/openings`, body, { key: "opening-1" });
  const again = await cashier.send("POST", `${path}/openings`, body, { key: "opening-1" });
  expect(first.status).toBe(201);
  expect(again.headers.get("idempotent-replay")).toBe("true");
  expect(again.body).toEqual(first.body);
  const other = { ...body, amount: { amount: "1.00", currency: "CNY" } };
  const reused = await cashier.send("POST", `${path}/openings`, other, { key: "opening-1" });
  expect(reused.status).toBe(422);
  expect(reused.body.type).toBe("urn:xinyi:problem:idempotency-key-reused");
});

test("a roll with faults keeps its good rows and returns the bad ones marked", async () => {
  const send = () =>
    cashier.send("POST", `${path}/roll-imports?from=2026-01-01`, demo.rollWithFaults.csv, {
      type: "text/csv",
    });
  const imported = await send();
  expect(imported.status).toBe(200);
  expect(imported.body.created).toBe(demo.rollWithFaults.goodRows);
  expect(imported.body.faults.length).toBeGreaterThanOrEqual(demo.rollWithFaults.badRows);
  expect(imported.body.markedCsv).toContain("问题");
  const again = await send();
  expect(again.body).toMatchObject({
    created: 0,
    changed: 0,
    unchanged: demo.rollWithFaults.goodRows,
  });
  const units = await cashier.get(`${path}/units`);
  expect(units.body.units).toHaveLength(demo.units.length);
  expect(units.body.units[0].ownersMasked[0]).toMatch(/^.\*+$/);
});

test("a month is billed once per unit, each line rounded once", async () => {
  const run = await cashier.send("POST", `${path}/bill-runs`, { month: "2026-01" });
  expect(run.status).toBe(201);
  expect(run.body).toMatchObject({ billed: demo.units.length, alreadyBilled: 0, withoutRate: [] });
  const again = await cashier.send("POST", `${path}/bill-runs`, { month: "2026-01" });
  expect(again.body).toMatchObject({ billed: 0, alreadyBilled: demo.units.length });
  const outside = await cashier.send("POST", `${path}/bill-runs`, {
    month: "2026-01",
    occurredOn: "2026-02-01",
  });
  expect(outside.body.type).toBe("urn:xinyi:problem:bill-outside-month");
});

const importXml = (xml: string) =>
  cashier.send("POST", `${path}/bank-statements`, xml, { type: "application/xml" });

test("a statement is booked once and what nobody can place waits in suspense", async () => {
  const [january] = demo.months;
  const first = await importXml(january?.statementXml ?? "");
  expect(first.status).toBe(200);
  expect(first.body.booked).toBe(january?.movements.length);
  expect(first.body.suspense).toBeGreaterThan(0);
  expect(first.body.statements[0].gap.amount).toBe("0.00");
  const again = await importXml(january?.statementXml ?? "");
  expect(again.body).toMatchObject({ booked: 0, alreadyBooked: january?.movements.length });
  const summary = await cashier.get(`${path}/summary?month=2026-01`);
  expect(summary.body.suspense.lines).toBe(first.body.suspense);
});

test("who only reads sees no payer's name, account or remark", async () => {
  const added = await world.admin.send("POST", `${path}/members`, {
    username: "auditor1",
    personName: "演示审计",
    roleId: "auditor",
  });
  const password = added.body.oneTimePassword;
  const first = await world.signIn("auditor1", password);
  const auditor = await changeFirstPassword(world.app, first, { currentPassword: password });
  const { lines } = (await auditor.get(`${path}/bank-lines?state=suspense`)).body;
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line.payerName ?? "某*").toMatch(/^.\*{1,3}$/);
    expect(line.payerAccount ?? "****").toMatch(/^\*{4}/);
    expect(line.remark).toBeNull();
  }
  const told = (await cashier.get(`${path}/bank-lines?state=suspense`)).body.lines;
  expect(told.some((line: { remark: string | null }) => line.remark !== null)).toBe(true);
});

test("every payment is explained, and the book then stands where the bank stands", async () => {
  const [january] = demo.months;
  for (const spending of january?.spendings ?? []) {
    const stored = await cashier.send("POST", `${path}/vouchers`, spending.voucherText, {
      type: "application/octet-stream",
    });
    expect(stored.status).toBe(201);
    const lines = await cashier.get(`${path}/bank-lines?state=unexplained`);
    const line = lines.body.lines.find(
      (one: { reference: string }) => one.reference === spending.ref,
    );
    const explained = await cashier.send("POST", `${path}/bank-lines/${line.id}/spending`, {
      head: spending.head,
      payee: spending.payee.name,
      purpose: spending.purpose,
      voucherNumber: spending.voucherNumber,
      voucherSha256: stored.body.sha256,
    });
    expect(explained.status).toBe(201);
    expect(explained.body.state).toBe("explained");
  }
  const summary = await cashier.get(`${path}/summary?month=2026-01`);
  const statements = await cashier.get(`${path}/bank-statements`);
  expect(summary.body.unexplained.lines).toBe(0);
  for (const head of summary.body.spendingByHead) expect(head.titleZh).toMatch(/^[一-龥]/);
  const heads = await cashier.get(`${path}/heads`);
  for (const head of heads.body.heads) expect(head.titleZh).toMatch(/^[一-龥]/);
  expect(summary.body.bankBalance).toEqual(statements.body.statements[0].closing);
  expect(summary.body.closing).toEqual(summary.body.bankBalance);
  // What was there before the month is its opening, not its income.
  expect(summary.body.opening.amount).toBe(formatAmount(demo.opening.amount));
  expect(summary.body.opening).toEqual(statements.body.statements[0].opening);
});

test("a receipt in suspense is matched by a person, and a mistake is reversed", async () => {
  const lines = await cashier.get(`${path}/bank-lines?state=suspense`);
  const units = await cashier.get(`${path}/units`);
  const [line] = lines.body.lines;
  const body = {
    unitId: units.body.units[0].id,
    occurredOn: "2026-01-31",
    reason: "业主来电认领",
  };
  const matched = await cashier.send("POST", `${path}/bank-lines/${line.id}/match`, body);
  expect(matched.body.state).toBe("matched");
  const twice = await cashier.send("POST", `${path}/bank-lines/${line.id}/match`, body);
  expect(twice.status).toBe(409);

  const reversal = await cashier.send("POST", `${path}/entries/${matched.body.entryId}/reversal`, {
    occurredOn: "2026-01-31",
    reason: "认错了房号",
  });
  expect(reversal.status).toBe(201);
  const back = await cashier.get(`${path}/bank-lines?state=suspense`);
  expect(back.body.lines.map((one: { id: string }) => one.id)).toContain(line.id);
  const right = await cashier.send("POST", `${path}/bank-lines/${line.id}/match`, {
    ...body,
    unitId: units.body.units[1].id,
  });
  expect(right.body).toMatchObject({ state: "matched", unitNumber: units.body.units[1].number });
});

test("a receipt the bank takes back is reversed on that day", async () => {
  const later = demo.months.slice(1);
  for (const month of later) {
    await cashier.send("POST", `${path}/bill-runs`, { month: month.month });
    expect((await importXml(month.statementXml)).status).toBe(200);
  }
  const bounced = await cashier.get(`${path}/bank-lines?state=bounced`);
  // The receipt and what took it back.
  expect(bounced.body.lines).toHaveLength(2);
});

test("a statement with a gap is booked and the gap is told", async () => {
  await cashier.send("POST", `${path}/bill-runs`, { month: demo.gapMonth.month });
  const imported = await importXml(demo.gapMonth.statementXml);
  expect(imported.status).toBe(200);
  expect(imported.body.statements[0].gap.amount).not.toBe("0.00");
});

test("a statement of another currency is refused whole, with the place", async () => {
  const xml = (demo.months[0]?.statementXml ?? "").replaceAll("CNY", "EUR");
  const refused = await importXml(xml);
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({
    type: "urn:xinyi:problem:other-currency-than-book",
    facts: { expected: "CNY", found: "EUR" },
  });
});

test("the chain of the whole book verifies", async () => {
  const chain = await cashier.get(`${path}/chain`);
  expect(chain.body).toMatchObject({ intact: true, brokenAt: null });
  expect(chain.body.headSequence).toBeGreaterThan(demo.units.length * 4);
});

test("a notice is asked for, numbered, and not before its month is over", async () => {
  const early = await cashier.send("POST", `${path}/notices`, { month: "2026-04" });
  expect(early.body.type).toBe("urn:xinyi:problem:month-not-over");
  const first = await cashier.send("POST", `${path}/notices`, { month: "2026-01" });
  expect(first.status).toBe(202);
  expect(first.body).toMatchObject({ version: 1, state: "requested" });
  expect(first.body.code).toMatch(/^\d{12}$/);
  const second = await cashier.send("POST", `${path}/notices`, { month: "2026-01" });
  expect(second.body.version).toBe(2);
  const facts = await cashier.get(
    `${path}/disclosure-facts?month=2026-01&noticeId=${first.body.id}`,
  );
  expect(facts.body.notice.code).toBe(first.body.code);
  // What is posted after the notice was asked for is not in it.
  const later = { fund: "common", amount: { amount: "5.00", currency: "CNY" }, reason: "补记" };
  await cashier.send("POST", `${path}/openings`, { occurredOn: "2026-01-15", ...later });
  const same = await cashier.get(
    `${path}/disclosure-facts?month=2026-01&noticeId=${first.body.id}`,
  );
  expect(same.body).toEqual(facts.body);
  expect(same.body.headHash).toBe(first.body.headHash);
  const text = JSON.stringify(facts.body);
  for (const unit of demo.units.slice(0, 20)) expect(text).not.toContain(unit.owner);
});
