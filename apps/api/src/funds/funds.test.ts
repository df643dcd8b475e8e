import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BookWorld, bookWorld, cny, kindOf } from "../closing/testing.ts";

// One month of an estate whose money is of several kinds, each kept in its own fund.
let it: BookWorld;
let lines: ReadonlyMap<string, { id: string; state: string }>;
const get = (way: string) => it.cashier.get(`${it.path}/${way}`);
const book = (reference: string, booking: object, change: object = {}) =>
  it.cashier.send("POST", `${it.path}/bank-lines/${lines.get(reference)?.id}/booking`, {
    booking,
    reason: "测试",
    ...change,
  });
const act = (one: object, amount: string) =>
  it.cashier.send("POST", `${it.path}/fund-acts`, {
    act: one,
    occurredOn: "2026-03-20",
    amount: cny(amount),
    reason: "测试",
  });
const unit = (number: string) => it.units.get(number) ?? "";
async function fund(id: string) {
  const { funds } = (await get("fund-balances")).body;
  return funds.find((one: { fund: string }) => one.fund === id);
}

beforeAll(async () => {
  it = await bookWorld("2026-04-25T02:00:00.000Z");
  for (const [name, amount] of [
    ["ordinary", "1000.00"],
    ["charity", "500.00"],
  ]) {
    const opened = await it.cashier.send("POST", `${it.path}/openings`, {
      occurredOn: "2025-12-31",
      fund: name,
      amount: cny(amount ?? ""),
      reason: "期初",
    });
    expect(opened.status, JSON.stringify(opened.body)).toBe(201);
  }
  lines = await it.statement({
    opening: "1500.00",
    closing: "5000.00",
    from: "2026-03-01",
    on: "2026-03-31",
    lines: [
      ["ADVERT", "300.00", "2026-03-02"],
      ["RENT", "1000.00", "2026-03-03"],
      ["WATER", "80.00", "2026-03-04"],
      ["DEPOSIT", "200.00", "2026-03-05"],
      ["BOX", "-100.00", "2026-03-06"],
      ["BOX2", "-40.00", "2026-03-21"],
      ["WATERCO", "-90.00", "2026-03-08"],
      ["BACK", "-150.00", "2026-03-22"],
      ["TOREPAIR", "-250.00", "2026-03-23"],
      ["FEE", "100.00", "2026-03-10", "1-101"],
      ["GOV", "50.00", "2026-03-24"],
      ["PAIDON", "-50.00", "2026-03-25"],
    ],
  });
});
afterAll(() => it.world.close());

describe("every fund keeps its own money", () => {
  test("a receipt goes out of suspense into the fund it belongs to", async () => {
    expect(lines.get("ADVERT")?.state).toBe("suspense");
    const booked = await book("ADVERT", { as: "common-income", of: "advert" });
    expect(booked.status, JSON.stringify(booked.body)).toBe(201);
    expect(booked.body.state).toBe("matched");
    expect(kindOf(await book("ADVERT", { as: "common-income", of: "advert" }))).toBe("wrong-state");
    expect(kindOf(await book("RENT", { as: "common-cost", of: "x" }))).toBe("wrong-direction");
    await book("RENT", { as: "rent", collectiveShare: "0.4" });
    await book("WATER", { as: "collect", of: "water" });
    await book("DEPOSIT", { as: "deposit", unitId: unit("1-102") });
    expect((await fund("common")).cash).toEqual(cny("900.00"));
    // 400.00 of the rent, water, the deposit, and the government's money that still waits.
    expect((await fund("pass-through")).cash).toEqual(cny("730.00"));
    expect((await fund("charity")).cash).toEqual(cny("500.00"));
    for (const { balanced } of (await get("fund-balances")).body.funds) expect(balanced).toBe(true);
  });

  test("what is paid on beyond what was collected is the ordinary fund's loss", async () => {
    const paid = await book("WATERCO", { as: "remit", of: "water" }, { payee: "自来水公司" });
    expect(paid.status, JSON.stringify(paid.body)).toBe(201);
    const { accounts } = await fund("ordinary");
    expect(
      accounts.find(({ account }: { account: string }) => account === "expenses:line-loss").amount,
    ).toEqual(cny("10.00"));
  });

  test("a deposit cannot fall below zero, and its floor is shown", async () => {
    const deducted = await act(
      {
        do: "deduct-deposit",
        unitId: unit("1-102"),
        head: "repairs",
        voucherSha256: await it.store("修"),
      },
      "50.00",
    );
    expect(deducted.status, JSON.stringify(deducted.body)).toBe(201);
    const tooMuch = await act(
      {
        do: "deduct-deposit",
        unitId: unit("1-102"),
        head: "repairs",
        voucherSha256: await it.store("修"),
      },
      "150.01",
    );
    expect(kindOf(tooMuch)).toBe("overdrawn");
    expect((await book("BACK", { as: "deposit-return", unitId: unit("1-102") })).status).toBe(201);
    const held = (await fund("pass-through")).accounts.find(
      ({ account }: { account: string }) => account === "liabilities:deposit",
    );
    expect(held).toBeUndefined();
    const bank = (await fund("common")).accounts[0];
    expect(bank).toMatchObject({ account: "assets:bank:trust", floor: "never-credit" });
  });

  test("the box is filled up to what it was set to, and for no other amount", async () => {
    expect(kindOf(await book("BOX2", { as: "petty-top-up" }))).toBe("no-imprest");
    expect((await book("BOX", { as: "petty-float" })).status).toBe(201);
    const spent = await act(
      {
        do: "petty-spend",
        head: "repairs",
        payee: "五金店",
        voucherNumber: "P1",
        voucherSha256: await it.store("灯泡"),
      },
      "30.00",
    );
    expect(spent.status, JSON.stringify(spent.body)).toBe(201);
    const wrong = await book("BOX2", { as: "petty-top-up" });
    expect(wrong.body.facts).toEqual({ line: "-40.00", due: "-30.00" });
    await act(
      {
        do: "petty-spend",
        head: "repairs",
        payee: "五金店",
        voucherNumber: "P2",
        voucherSha256: await it.store("螺丝"),
      },
      "10.00",
    );
    expect((await book("BOX2", { as: "petty-top-up" })).status).toBe(201);
    expect((await get("fund-balances")).body.imprest).toEqual(cny("100.00"));
  });

  test("common income moves to the maintenance money only by a resolution, by area", async () => {
    const refused = await book("TOREPAIR", {
      as: "appropriation",
      mandateId: await it.mandate("fee-relief"),
    });
    expect(kindOf(refused)).toBe("mandate-for-other-subject");
    const mandateId = await it.mandate("appropriation");
    const moved = await book("TOREPAIR", { as: "appropriation", mandateId });
    expect(moved.status, JSON.stringify(moved.body)).toBe(201);
    expect(await fund("maintenance")).toMatchObject({ cash: cny("250.00"), balanced: true });
    const { rows } = await it.world.database.owner.query(
      "select u.number, p.amount_minor::text as amount from trust.posting p join registry.unit u on u.id::text = p.sub where p.account = 'liabilities:maintenance' order by 1",
    );
    expect(rows).toEqual([
      { number: "1-101", amount: "-7143" },
      { number: "1-102", amount: "-14286" },
      { number: "1-103", amount: "-3571" },
    ]);
    expect((await act({ do: "maintenance-interest" }, "2.50")).status).toBe(201);
    const repair = await act(
      {
        do: "maintenance-spend",
        mandateId: await it.mandate("maintenance-spending"),
        payee: "电梯公司",
        voucherNumber: "M1",
        voucherSha256: await it.store("电梯"),
      },
      "9999.00",
    );
    expect(kindOf(repair)).toBe("overdrawn");
  });

  test("as of a day before, nothing of it stands", async () => {
    const { funds } = (await get("fund-balances?occurredOn=2026-01-31")).body;
    const cash = funds.map(({ fund: id, cash: { amount } }: never) => `${id} ${amount}`);
    expect(cash).toContain("ordinary 1000.00");
    expect(cash).toContain("common 0.00");
  });
});

describe("first pay, then the subsidy", () => {
  const grant = async (change: object = {}) =>
    it.cashier.send("POST", `${it.path}/subsidy-batches`, {
      period: "2026-03",
      rate: "0.5",
      authority: "街道办",
      evidenceSha256: await it.store("拨付文件"),
      ...change,
    });
  const standing = async (number: string) => {
    const { units } = (await get("subsidy-eligible?period=2026-03")).body;
    return units.find((one: { unitNumber: string }) => one.unitNumber === number)?.standing;
  };

  test("is granted only for a period that is paid, once", async () => {
    await it.cashier.send("POST", `${it.path}/bill-runs`, { month: "2026-03" });
    expect([await standing("1-101"), await standing("1-102")]).toEqual(["eligible", "not-paid"]);
    const unpaid = await grant({ unitIds: [unit("1-101"), unit("1-102")] });
    expect(kindOf(unpaid)).toBe("period-not-paid");
    const granted = await grant();
    expect(granted.status, JSON.stringify(granted.body)).toBe(201);
    expect(granted.body).toMatchObject({ granted: 1, total: cny("50.00") });
    expect(await standing("1-101")).toBe("granted");
    expect(kindOf(await grant())).toBe("nobody-eligible");
  });

  test("is paid on only after it has come", async () => {
    const early = await book("PAIDON", { as: "subsidy-payment", unitId: unit("1-101") });
    expect(kindOf(early)).toBe("overdrawn");
    expect((await book("GOV", { as: "subsidy" })).status).toBe(201);
    const paid = await book("PAIDON", { as: "subsidy-payment", unitId: unit("1-101") });
    expect(paid.status, JSON.stringify(paid.body)).toBe(201);
    expect((await get("subsidy-batches")).body).toMatchObject({
      receivable: cny("0.00"),
      due: cny("0.00"),
    });
  });

  test("ends with the payment it stood on", async () => {
    // For another period, so that nothing of it has been paid on yet.
    await it.cashier.send("POST", `${it.path}/bill-runs`, { month: "2026-02" });
    const more = await it.statement({
      opening: "5000.00",
      closing: "5080.00",
      from: "2026-04-01",
      on: "2026-04-25",
      lines: [
        ["FEE2", "100.00", "2026-04-01", "1-101"],
        ["COST", "-20.00", "2026-04-25"],
      ],
    });
    lines = more;
    await grant({ period: "2026-02", unitIds: [unit("1-101")] });
    expect((await get("subsidy-batches")).body.due).toEqual(cny("50.00"));
    const { lines: booked } = (await get("bank-lines?state=matched")).body;
    const entryId = booked.find((one: { id: string }) => one.id === more.get("FEE2")?.id).entryId;
    const reversed = await it.cashier.send("POST", `${it.path}/entries/${entryId}/reversal`, {
      occurredOn: "2026-04-02",
      reason: "退票",
    });
    expect(reversed.status, JSON.stringify(reversed.body)).toBe(201);
    const after = (await get("subsidy-batches")).body;
    expect(after.due).toEqual(cny("0.00"));
    expect(after.batches[0]).toMatchObject({ granted: 1, ended: 1, total: cny("0.00") });
  });
});

describe("the trustee's fee", () => {
  test("is what was adopted, and the marks of two people decide the held part", async () => {
    const drafted = await it.cashier.send("POST", `${it.path}/budgets`, {
      year: 2026,
      lines: [{ line: "repairs", amount: cny("12000.00") }],
      remunerationRate: "0.10",
      appraisalShare: "0.3",
    });
    expect(drafted.body).toMatchObject({ appraisalShare: "0.3" });
    const id = drafted.body.id;
    await it.manager.send("POST", `${it.path}/budgets/${id}/publication`, {
      closesOn: "2026-04-25",
    });
    const accrue = (month: string) => it.cashier.send("POST", `${it.path}/remuneration`, { month });
    expect(kindOf(await accrue("2026-03"))).toBe("no-budget");
    const adopted = await it.manager.send("POST", `${it.path}/budgets/${id}/adoption`, {
      mandateId: await it.mandate("budget:2026"),
    });
    expect(adopted.status, JSON.stringify(adopted.body)).toBe(201);
    const month = await accrue("2026-03");
    // 12,000.00 × 0.10 ÷ 12, of which 30 % wait for the marks.
    expect(month.body).toMatchObject({ amount: cny("100.00"), held: cny("30.00"), earned: null });
    expect(kindOf(await accrue("2026-03"))).toBe("already-accrued");
    expect((await get("remuneration")).body.payable).toEqual(cny("70.00"));

    const scanSha256 = await it.store("考评表");
    const marks = await it.manager.send("POST", `${it.path}/marks`, {
      month: "2026-03",
      score: "80",
      outOf: "100",
      scanSha256,
    });
    expect(marks.status, JSON.stringify(marks.body)).toBe(201);
    const confirm = (by = it.member) =>
      by.send("POST", `${it.path}/marks/${marks.body.id}/confirmation`);
    expect(kindOf(await confirm(it.manager))).toBe("same-hand-twice");
    expect((await confirm()).body).toMatchObject({ earned: cny("24.00"), confirmedBy: "member" });
    expect(kindOf(await confirm())).toBe("already-appraised");
    expect((await get("remuneration")).body.payable).toEqual(cny("94.00"));
    const tooHigh = await it.manager.send("POST", `${it.path}/marks`, {
      month: "2026-03",
      score: "101",
      outOf: "100",
      scanSha256,
    });
    expect(kindOf(tooHigh)).toBe("already-appraised");
  });

  test("is not taken back under the marks that stand on it", async () => {
    const { months } = (await get("remuneration")).body;
    const { rows } = await it.world.database.owner.query(
      "select id from trust.entry where act_id = $1",
      [months[0].actId],
    );
    const reversed = await it.cashier.send("POST", `${it.path}/entries/${rows[0].id}/reversal`, {
      occurredOn: "2026-03-31",
      reason: "x",
    });
    expect(kindOf(reversed)).toBe("wrong-state");
  });

  test("and every other payment out needs an order once the owners have said so", async () => {
    const { preset } = (await get("access-policies")).body;
    const set = await it.manager.send("POST", `${it.path}/access-policies`, {
      from: "2026-04-25",
      mandateId: await it.mandate("access-policy"),
      policy: preset,
    });
    expect(set.status, JSON.stringify(set.body)).toBe(201);
    const refused = await book("COST", { as: "common-cost", of: "advert" });
    expect([kindOf(refused), refused.body.facts.head]).toEqual(["order-required", "common-cost"]);
  });
});
