import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BookWorld, bookWorld, cny, kindOf } from "../closing/testing.ts";

// Gifts for a purpose, and a grant that two people decide and that is paid stage by stage.
let world: BookWorld;
let lines: Awaited<ReturnType<BookWorld["statement"]>>;
let decisionSha256: string;
let grantId: string;

const propose = (change: object = {}) =>
  world.cashier.send("POST", `${world.path}/grants`, {
    fund: "charity",
    recipient: "甲社工服务中心",
    purpose: "独居老人探访",
    decisionSha256,
    stages: [
      { title: "启动", amount: cny("3000.00"), dueOn: "2026-06-01" },
      { title: "结项", amount: cny("2000.00"), dueOn: "2026-09-01" },
    ],
    ...change,
  });
const stage =
  (who: keyof Pick<BookWorld, "cashier" | "manager" | "member">) =>
  (ordinal: number, what: string, body?: object) =>
    world[who].send("POST", `${world.path}/grants/${grantId}/stages/${ordinal}/${what}`, body);
const funds = async () => (await world.cashier.get(`${world.path}/grants`)).body.funds;

beforeAll(async () => {
  world = await bookWorld("2026-05-10T02:00:00.000Z");
  decisionSha256 = await world.store("评审纪要");
  lines = await world.statement({
    opening: "0.00",
    closing: "2001.00",
    from: "2026-05-01",
    on: "2026-05-09",
    lines: [
      ["G1", "5000.00", "2026-05-01", "捐赠 独居老人"],
      ["G2", "2.00", "2026-05-02", "捐赠"],
      ["P1", "-3000.00", "2026-05-08"],
      ["P2", "-1.00", "2026-05-09"],
    ],
  });
});
afterAll(() => world.world.close());

describe("a gift for a purpose", () => {
  test("lies in the fund of its purpose, out of suspense, with the giver's wish", async () => {
    const target = `${world.path}/bank-lines/${lines.get("G1")?.id}/gift`;
    const wish = "用于独居老人";
    const ordinary = await world.cashier.send("POST", target, { fund: "ordinary", wish });
    expect(kindOf(ordinary)).toBe("fund-not-restricted");
    const booked = await world.cashier.send("POST", target, { fund: "charity", wish });
    expect(booked.body).toMatchObject({ state: "matched" });
    expect(kindOf(await world.cashier.send("POST", target, { fund: "charity", wish }))).toBe(
      "wrong-state",
    );
    const out = `${world.path}/bank-lines/${lines.get("P1")?.id}/gift`;
    expect(kindOf(await world.cashier.send("POST", out, { fund: "charity", wish }))).toBe(
      "wrong-direction",
    );
    expect(await funds()).toEqual([
      {
        fund: "charity",
        given: cny("5000.00"),
        gifts: 1,
        promised: cny("0.00"),
        free: cny("5000.00"),
      },
    ]);
  });
});

describe("a grant", () => {
  test("is recorded by one, promised by another, and only from what is free", async () => {
    expect(kindOf(await propose({ decisionSha256: "0".repeat(64) }))).toBe("not-found");
    const proposed = await propose();
    expect(proposed.body).toMatchObject({ status: "proposed", awarded: cny("5000.00") });
    grantId = proposed.body.id;
    const award = `${world.path}/grants/${grantId}/award`;
    expect((await world.cashier.send("POST", award)).status).toBe(403);
    const both = await world.world.admin.send("POST", `${world.path}/members`, {
      username: "cashier",
      personName: "cashier",
      roleId: "committee-member",
    });
    expect(both.status).toBe(201);
    // Whoever recorded it is one hand, whatever roles he holds.
    expect(kindOf(await world.cashier.send("POST", award))).toBe("same-hand-twice");
    const dear = await propose({
      stages: [{ title: "一次", amount: cny("5000.01"), dueOn: "2026-06-01" }],
    });
    const tooMuch = await world.member.send("POST", `${world.path}/grants/${dear.body.id}/award`);
    expect(kindOf(tooMuch)).toBe("overdrawn");
    const awarded = await world.member.send("POST", award);
    expect(awarded.body).toMatchObject({ status: "awarded", confirmedBy: "member" });
    expect(kindOf(await world.member.send("POST", award))).toBe("grant-awarded-already");
    expect(await funds()).toMatchObject([{ promised: cny("5000.00"), free: cny("0.00") }]);
  });

  test("is paid stage by stage, each after a proof that another person accepted", async () => {
    const lineId = lines.get("P1")?.id;
    const evidenceSha256 = await world.store("探访记录");
    const pay = (ordinal: number, line = lineId) =>
      stage("cashier")(ordinal, "payment", { lineId: line });
    expect(kindOf(await pay(1))).toBe("stage-not-accepted");
    expect(kindOf(await stage("member")(1, "acceptance"))).toBe("stage-not-proved");
    await stage("cashier")(1, "proof", { evidenceSha256 });
    expect(kindOf(await stage("cashier")(1, "proof", { evidenceSha256 }))).toBe(
      "stage-proved-already",
    );
    expect(kindOf(await stage("cashier")(1, "acceptance"))).toBe("same-hand-twice");
    const accepted = await stage("member")(1, "acceptance");
    expect(accepted.body.stages[0]).toMatchObject({ status: "accepted", acceptedBy: "member" });
    expect(kindOf(await pay(1, lines.get("P2")?.id))).toBe("amount-differs");
    const paid = await pay(1);
    expect(paid.body).toMatchObject({ paid: cny("3000.00"), stages: [{ status: "paid" }, {}] });
    expect(kindOf(await pay(1))).toBe("stage-paid-already");
    expect(await funds()).toMatchObject([{ promised: cny("2000.00"), free: cny("0.00") }]);
  });

  test("counts a payment no more that the bank returned, and can be paid again", async () => {
    const journal = await world.cashier.get(`${world.path}/entries?month=2026-05`);
    const paid = journal.body.entries.find(
      ({ spending }: { spending: { payee: string } | null }) =>
        spending?.payee === "甲社工服务中心",
    );
    const reversal = { occurredOn: "2026-05-10", reason: "银行退回" };
    await world.cashier.send("POST", `${world.path}/entries/${paid.id}/reversal`, reversal);
    const { body } = await world.cashier.get(`${world.path}/grants`);
    const grant = body.grants.find(({ id }: { id: string }) => id === grantId);
    expect(grant).toMatchObject({ paid: cny("0.00"), stages: [{ status: "accepted" }, {}] });
    const again = await stage("cashier")(1, "payment", { lineId: lines.get("P1")?.id });
    expect(again.body).toMatchObject({ paid: cny("3000.00") });
  });
});

test("a street fund keeps a book of its own by its own chart", async () => {
  const made = await world.world.admin.send("POST", world.path.replace(/\/[^/]+$/, ""), {
    name: "甲街道公益金",
    communityName: "甲街道",
    contactPhone: "028-00000000",
    bookOpenedOn: "2026-01-01",
    chart: "cn-street-charity",
  });
  expect(made.body).toMatchObject({ chart: "cn-street-charity", currency: "CNY" });
});
