import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Caller,
  changeFirstPassword,
  type TestApp,
  testApp,
  testPassword,
} from "../testing.ts";

// Three units over a quarter: prices by resolution, a meter, a shared cost, relief and lateness.
let world: TestApp;
let path: string;
let cashier: Caller;
let manager: Caller;
let member: Caller;
let street: Caller;
let voucher: string;
const cny = (amount: string) => ({ amount, currency: "CNY" });
const kindOf = (answer: { body: { type?: string } }) => answer.body.type?.split(":").at(-1);

async function person(username: string, roleId: string): Promise<Caller> {
  const added = await world.admin.send("POST", `${path}/members`, {
    username,
    personName: username,
    roleId,
  });
  const password = added.body.oneTimePassword;
  const first = await world.signIn(username, password);
  await changeFirstPassword(world.app, first, { currentPassword: password });
  return world.signIn(username, testPassword);
}

async function store(text: string): Promise<string> {
  const type = "application/octet-stream";
  return (await cashier.send("POST", `${path}/vouchers`, text, { type })).body.sha256;
}

let resolutions = 0;
async function mandate(subject: string): Promise<string> {
  resolutions += 1;
  const resolutionId = `R${resolutions}`;
  const scanSha256 = await store(`决议 ${resolutionId}`);
  const body = { resolutionId, resolvedOn: "2026-01-01", subject, scanSha256 };
  const recorded = await manager.send("POST", `${path}/mandates`, body);
  expect(recorded.status, JSON.stringify(recorded.body)).toBe(201);
  await member.send("POST", `${path}/mandates/${recorded.body.id}/confirmation`);
  return recorded.body.id;
}

async function tariff(change: Record<string, unknown>, by: Caller = manager) {
  const item = String(change.item ?? "service");
  const mandateId = await mandate(`tariff:${item}`);
  const body = { item, title: item, kind: "area", from: "2026-01-01", mandateId, ...change };
  return by.send("POST", `${path}/tariffs`, body);
}

const plan = async (month: string) => (await cashier.get(`${path}/bill-plan?month=${month}`)).body;
const run = (month: string, planHash?: string) =>
  cashier.send("POST", `${path}/bill-runs`, { month, ...(planHash && { planHash }) });
const bills = async (month: string) =>
  (await cashier.get(`${path}/bills?month=${month}`)).body.bills;
const unitIds = new Map<string, string>();

beforeAll(async () => {
  world = await testApp();
  const made = await world.admin.send("POST", `/api/districts/${world.districtId}/estates`, {
    name: "甲小区",
    communityName: "甲社区",
    contactPhone: "028-00000000",
    bookOpenedOn: "2026-01-01",
  });
  path = `/api/districts/${world.districtId}/estates/${made.body.id}`;
  cashier = await person("cashier", "company-cashier");
  manager = await person("manager", "company-manager");
  member = await person("member", "committee-member");
  street = await person("street", "street-officer");
  const roll = `房号,面积,业主,电话,单价
1-101,89.47,张三,13800000001,1.50
1-102,100.00,李四,13800000002,1.50
1-103,50.00,王五,13800000003,1.50
`;
  const imported = await cashier.send("POST", `${path}/roll-imports?from=2026-01-01`, roll, {
    type: "text/csv",
  });
  expect(imported.body, JSON.stringify(imported.body)).toMatchObject({ created: 3 });
  for (const { id, number } of (await cashier.get(`${path}/units`)).body.units) {
    unitIds.set(number, id);
  }
  voucher = await store("电费发票");
});
afterAll(() => world.close());

describe("a run over a month", () => {
  test("is seen first, posted as it was seen, and only once", async () => {
    const seen = await plan("2026-01");
    // 89.47 × 1.5 = 134.205, half up; with 150.00 and 75.00.
    expect(seen).toMatchObject({ bills: 3, total: cny("359.21"), difference: cny("359.21") });
    expect(seen.changed[0]).toMatchObject({ unitNumber: "1-102", before: cny("0.00") });
    const wrong = await run("2026-01", "0".repeat(64));
    expect(wrong.status).toBe(409);
    expect(wrong.body.facts.planHash).toBe(seen.planHash);
    expect((await run("2026-01", seen.planHash)).body).toMatchObject({ billed: 3 });
    expect((await run("2026-01")).body).toMatchObject({ billed: 0, alreadyBilled: 3 });
  });

  test("takes a resolution's price from its day on, by days, and shows the difference", async () => {
    const stranger = await tariff({ from: "2026-02-15", rate: "2.00" }, cashier);
    expect(kindOf(stranger)).toBe("not-allowed");
    const set = await tariff({ from: "2026-02-15", rate: "2.00", title: "物业费" });
    expect(set.status, JSON.stringify(set.body)).toBe(201);
    const seen = await plan("2026-02");
    // 100 × (14 × 1.5 + 14 × 2) ÷ 28 = 175.00, where January had 150.00.
    expect(
      seen.changed.find((line: { unitNumber: string }) => line.unitNumber === "1-102"),
    ).toMatchObject({ amount: cny("175.00"), before: cny("150.00"), difference: cny("25.00") });
    await run("2026-02", seen.planHash);
    expect(await bills("2026-02")).toHaveLength(3);
    // A roll that comes later does not undo what the owners resolved.
    await cashier.send(
      "POST",
      `${path}/roll-imports?from=2026-03-01`,
      "房号,面积,业主,电话,单价\n1-102,100.00,李四,13800000002,9.99\n",
      { type: "text/csv" },
    );
    const march = await plan("2026-03");
    expect(
      march.changed.find((line: { unitNumber: string }) => line.unitNumber === "1-102"),
    ).toMatchObject({ amount: cny("200.00") });
  });

  test("charges meters by what was used, and never a reading twice", async () => {
    expect((await tariff({ item: "water", kind: "metered", rate: "3.03" })).status).toBe(201);
    const read = (readOn: string, reading: string) =>
      cashier.send("POST", `${path}/meter-readings`, {
        item: "water",
        readOn,
        readings: [{ unitNumber: "1-101", reading }],
      });
    expect((await read("2026-01-31", "100")).status).toBe(201);
    await read("2026-03-20", "112.345");
    expect(kindOf(await read("2027-03-20", "112.345"))).toBe("day-in-future");
    const seen = await plan("2026-03");
    expect(seen.items).toContainEqual({
      item: "water",
      title: "water",
      bills: 1,
      total: cny("37.41"),
    });
    expect((await run("2026-03", seen.planHash)).status).toBe(201);
    expect((await plan("2026-03")).bills).toBe(0);
    expect((await plan("2026-04")).items.map(({ item }: { item: string }) => item)).toEqual([
      "service",
    ]);
    const backwards = await read("2026-04-02", "90");
    expect(backwards.status).toBe(201);
    expect((await plan("2026-04")).faults).toEqual([
      { unitNumber: "1-101", item: "water", kind: "reading-goes-back" },
    ]);
    // Read anew the same day: the later record stands.
    world.clock.set("2026-04-10T02:01:00.000Z");
    await read("2026-04-02", "113");
    expect((await plan("2026-04")).faults).toEqual([]);
  });

  test("splits a shared cost to the fen", async () => {
    const set = await tariff({ item: "lift-power", kind: "shared", split: "equal" });
    expect(set.status).toBe(201);
    const cost = await cashier.send("POST", `${path}/shared-costs`, {
      item: "lift-power",
      month: "2026-04",
      amount: cny("100.00"),
      voucherSha256: voucher,
    });
    expect(cost.status).toBe(201);
    await run("2026-04", (await plan("2026-04")).planHash);
    const shares = (await bills("2026-04")).filter(
      ({ item }: { item: string }) => item === "lift-power",
    );
    expect(shares.map(({ amount }: { amount: object }) => amount)).toEqual([
      cny("33.34"),
      cny("33.33"),
      cny("33.33"),
    ]);
    expect((await plan("2026-04")).bills).toBe(0);
  });

  test("every bill can be reckoned again from what was known when it was made", async () => {
    for (const month of ["2026-01", "2026-02", "2026-03", "2026-04"]) {
      for (const bill of await bills(month)) {
        expect(bill, `${month} ${bill.unitNumber} ${bill.item}`).toMatchObject({ agrees: true });
      }
    }
    // A price that comes later for an earlier day changes no bill that stands.
    world.clock.set("2026-04-11T02:00:00.000Z");
    await tariff({ from: "2026-01-01", rate: "9.00" });
    expect((await bills("2026-01")).every(({ agrees }: { agrees: boolean }) => agrees)).toBe(true);
    // What does not agree is told, not hidden.
    const { rows } = await world.database.owner.query(
      "select entry_id from trust.bill where item = 'water' limit 1",
    );
    await world.database.owner.query("alter table trust.bill disable trigger append_only");
    await world.database.owner.query("update trust.bill set amount_minor = 1 where entry_id = $1", [
      rows[0].entry_id,
    ]);
    const water = (await bills("2026-03")).find(({ item }: { item: string }) => item === "water");
    expect(water).toMatchObject({ agrees: false, recomputed: cny("37.41") });
  });
});

describe("claims", () => {
  const relief = async (change: Record<string, unknown>, subject = "fee-relief") =>
    cashier.send("POST", `${path}/reliefs`, {
      kind: "write-off",
      occurredOn: "2026-04-11",
      reason: "业主大会决定",
      mandateId: await mandate(subject),
      items: [{ unitId: unitIds.get("1-103"), amount: cny("10.00") }],
      ...change,
    });

  test("are reduced or given up only by a resolution about that, used once", async () => {
    expect(kindOf(await relief({}, "appropriation"))).toBe("mandate-for-other-subject");
    const mandateId = await mandate("fee-relief");
    const made = await relief({ mandateId });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(made.body.reliefs).toMatchObject([{ kind: "write-off", amount: cny("10.00") }]);
    expect(kindOf(await relief({ mandateId }))).toBe("mandate-used-already");
    const tooMuch = await relief({
      items: [{ unitId: unitIds.get("1-103"), amount: cny("99999.00") }],
    });
    expect(kindOf(tooMuch)).toBe("overdrawn");
    const noted = await relief({ kind: "credit-note" });
    expect(noted.status).toBe(201);
  });

  test("that are late cost what the rule of each day says, and no day twice", async () => {
    const latePlan = (until: string) => cashier.get(`${path}/late-charge-plan?until=${until}`);
    expect(kindOf(await latePlan("2026-04-10"))).toBe("no-late-rule");
    const rule = await manager.send("POST", `${path}/late-rules`, {
      from: "2026-01-01",
      yearlyRate: "0.0365",
      graceDays: 30,
      dayCount: 365,
      mandateId: await mandate("late-charge"),
    });
    expect(rule.status, JSON.stringify(rule.body)).toBe(201);
    const { body: seen } = await latePlan("2026-03-31");
    const january = seen.lines.find(
      (line: { unitNumber: string; month: string }) =>
        line.unitNumber === "1-102" && line.month === "2026-01",
    );
    // 1 February to 31 March: 59 days × 150.00 × 0.0001 a day = 0.885, half up.
    expect(january).toMatchObject({ from: "2026-02-01", to: "2026-03-31", amount: cny("0.89") });
    const post = (until: string, planHash: string) =>
      cashier.send("POST", `${path}/late-charges`, { until, occurredOn: "2026-04-11", planHash });
    expect((await post("2026-03-31", seen.planHash)).body).toMatchObject({
      posted: seen.lines.length,
    });
    expect((await latePlan("2026-03-31")).body.lines).toEqual([]);
    expect(kindOf(await post("2026-03-31", seen.planHash))).toBe("plan-changed");
    const next = (await latePlan("2026-04-10")).body.lines;
    expect(next.every(({ from }: { from: string }) => from >= "2026-04-01")).toBe(true);
  });

  test("stand by age, with the collection rate's two numbers, and name nobody", async () => {
    const { body } = await cashier.get(`${path}/arrears?on=2026-04-10`);
    const total = body.ages.find(({ age }: { age: string }) => age === "total");
    const sum = body.ages
      .filter(({ age }: { age: string }) => age !== "total")
      .reduce((all: number, { amount }: { amount: { amount: string } }) => {
        return all + Math.round(Number(amount.amount) * 100);
      }, 0);
    expect(sum).toBe(Math.round(Number(total.amount.amount) * 100));
    expect(body.thisYear).toMatchObject({ collected: cny("0.00"), unitsPaid: 0, basisPoints: 0 });
    expect(body.units).toHaveLength(3);
    expect(JSON.stringify(body)).not.toMatch(/张|李|王/);
    const watched = await street.get(`${path}/arrears?on=2026-04-10`);
    expect(watched.body.units).toBeNull();
    expect(watched.body.ages).toEqual(body.ages);
  });
});
