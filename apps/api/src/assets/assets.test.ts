import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BookWorld, bookWorld, cny, kindOf } from "../closing/testing.ts";

// A shop of the courtyard is let; its rent is split between the owners and the collective.
let world: BookWorld;
let contractSha256: string;
let shop: string;
let leaseId: string;
let lines: Awaited<ReturnType<BookWorld["statement"]>>;

const register = (change: object = {}) =>
  world.cashier.send("POST", `${world.path}/assets`, {
    number: "A-01",
    name: "一号商铺",
    kind: "shop",
    place: "1 栋底楼",
    area: "42.50",
    collectiveShare: "0.3",
    heldSince: "2025-06-01",
    ...change,
  });
const lease = (change: object = {}) =>
  world.cashier.send("POST", `${world.path}/assets/${shop}/leases`, {
    tenant: "甲便利店",
    from: "2026-04-20",
    to: "2026-12-31",
    rent: cny("3000.00"),
    dueDay: 5,
    contractSha256,
    ...change,
  });
const standing = async () =>
  (await world.cashier.get(`${world.path}/assets`)).body.assets[0].leases[0].standing;

beforeAll(async () => {
  world = await bookWorld("2026-05-10T02:00:00.000Z");
  contractSha256 = await world.store("租约");
  lines = await world.statement({
    opening: "0.00",
    closing: "3900.01",
    from: "2026-04-20",
    on: "2026-05-06",
    lines: [
      ["B1", "1100.01", "2026-04-20", "商铺租金"],
      ["B2", "2900.00", "2026-05-06", "商铺租金"],
      ["B3", "-100.00", "2026-05-06"],
    ],
  });
});
afterAll(() => world.world.close());

describe("the register of what is held in common", () => {
  test("takes an asset up once, with the share of what it earns", async () => {
    const made = await register();
    expect(made.body).toMatchObject({ area: "42.50", collectiveShare: "0.3", leases: [] });
    shop = made.body.id;
    expect(kindOf(await register())).toBe("number-taken");
    expect((await register({ number: "A-02", collectiveShare: "1.1" })).status).toBe(400);
  });

  test("lets it to one tenant at a time, with the contract", async () => {
    expect(kindOf(await lease({ contractSha256: "0".repeat(64) }))).toBe("not-found");
    expect(kindOf(await lease({ to: "2026-04-19" }))).toBe("day-outside-lease");
    expect(kindOf(await lease({ rent: cny("0.00") }))).toBe("negative-amount");
    const made = await lease();
    expect(made.status).toBe(201);
    leaseId = made.body.leases[0].id;
    // 11 of 30 days of April, and all of May since the fifth.
    expect(await standing()).toEqual({
      due: cny("4100.00"),
      received: cny("0.00"),
      open: cny("4100.00"),
      ahead: cny("0.00"),
      openSince: "2026-04-20",
    });
    const second = await lease({ from: "2026-12-31", to: "2027-06-30" });
    expect(kindOf(second)).toBe("lease-overlaps");
  });

  test("books a line as rent, split to the fen, once; and counts it no more when it is reversed", async () => {
    const receipts = `${world.path}/leases/${leaseId}/receipts`;
    const first = { lineId: lines.get("B1")?.id, reason: "四月租金" };
    const booked = await world.cashier.send("POST", receipts, first);
    expect(booked.body).toMatchObject({ state: "matched" });
    const again = await world.cashier.send("POST", receipts, first);
    expect(kindOf(again)).toBe("wrong-state");
    const out = { lineId: lines.get("B3")?.id, reason: "不是租金" };
    expect(kindOf(await world.cashier.send("POST", receipts, out))).toBe("wrong-direction");
    const journal = await world.cashier.get(`${world.path}/entries?month=2026-04`);
    const rent = journal.body.entries.find(({ id }: { id: string }) => id === booked.body.entryId);
    // 1100.01 × 0.3 = 330.003
    expect(
      rent.postings.map((line: { account: string; amount: object }) => [line.account, line.amount]),
    ).toEqual([
      ["assets:bank:trust", cny("330.00")],
      ["liabilities:collective", cny("-330.00")],
      ["assets:bank:trust", cny("770.01")],
      ["income:common", cny("-770.01")],
    ]);
    await world.cashier.send("POST", receipts, { lineId: lines.get("B2")?.id, reason: "五月" });
    expect(await standing()).toMatchObject({
      received: cny("4000.01"),
      open: cny("99.99"),
      openSince: "2026-05-05",
    });
    const reversal = `${world.path}/entries/${booked.body.entryId}/reversal`;
    await world.cashier.send("POST", reversal, { occurredOn: "2026-05-10", reason: "记错" });
    expect(await standing()).toMatchObject({ received: cny("2900.00"), openSince: "2026-05-05" });
  });

  test("keeps an asset while it is let, and lets nothing that has gone", async () => {
    const retirement = { retiredOn: "2026-05-10", reason: "拆除" };
    const target = `${world.path}/assets/${shop}/retirement`;
    expect(kindOf(await world.cashier.send("POST", target, retirement))).toBe("asset-let");
    const end = `${world.path}/leases/${leaseId}/end`;
    const early = { lastDay: "2026-04-19", reason: "退租" };
    expect(kindOf(await world.cashier.send("POST", end, early))).toBe("day-outside-lease");
    const ended = await world.cashier.send("POST", end, { lastDay: "2026-05-09", reason: "退租" });
    // 9 of 31 days of May.
    expect(ended.body.leases[0]).toMatchObject({
      isEnded: true,
      to: "2026-05-09",
      standing: { due: cny("1970.97") },
    });
    const twice = { lastDay: "2026-05-08", reason: "退租" };
    expect(kindOf(await world.cashier.send("POST", end, twice))).toBe("lease-ended");
    const gone = await world.cashier.send("POST", target, retirement);
    expect(gone.body).toMatchObject({ retiredOn: "2026-05-10", retiredBecause: "拆除" });
    expect(kindOf(await lease({ from: "2026-06-01" }))).toBe("asset-retired");
  });

  test("is written by who keeps the books alone", async () => {
    const refused = await world.member.send("POST", `${world.path}/assets`, {});
    expect([refused.status, (await world.member.get(`${world.path}/assets`)).status]).toEqual([
      403, 200,
    ]);
  });
});
