import { afterAll, beforeAll, expect, test } from "vitest";
import { changeFirstPassword, type TestApp, testApp } from "../testing.ts";

let world: TestApp;
let watchPath: string;
let path: string;

beforeAll(async () => {
  world = await testApp();
  watchPath = `/api/districts/${world.districtId}/watch`;
  for (const name of ["甲小区", "没有开账的小区"]) {
    const made = await world.admin.send("POST", `/api/districts/${world.districtId}/estates`, {
      name,
      communityName: "甲社区",
      contactPhone: "028-00000000",
      bookOpenedOn: "2026-03-31",
    });
    if (name === "甲小区") path = `/api/districts/${world.districtId}/estates/${made.body.id}`;
  }
  const added = await world.admin.send("POST", `${path}/members`, {
    username: "cashier",
    personName: "出纳",
    roleId: "company-cashier",
  });
  const currentPassword = added.body.oneTimePassword;
  const first = await world.signIn("cashier", currentPassword);
  const cashier = await changeFirstPassword(world.app, first, { currentPassword });
  const opening = { occurredOn: "2026-03-31", fund: "ordinary", reason: "期初余额" };
  const amount = { amount: "100.00", currency: "CNY" };
  await cashier.send("POST", `${path}/openings`, { ...opening, amount });
});
afterAll(() => world.close());

const watch = async () => (await world.admin.get(watchPath)).body;
const kindsOf = (body: { lines: { kind: string }[] }) => body.lines.map(({ kind }) => kind);

test("an estate that has just begun is late with nothing", async () => {
  expect(await watch()).toMatchObject({ on: "2026-04-10", estates: 2, lines: [], left: 0 });
});

test("what passes its bar appears, worst first, with its date and its estate", async () => {
  world.clock.set("2026-06-10T02:00:00.000Z");
  const body = await watch();
  expect(kindsOf(body)).toEqual(["month-not-closed", "month-not-published", "statement-missing"]);
  expect(body.lines[0]).toMatchObject({
    estateName: "甲小区",
    month: "2026-04",
    since: "2026-05-01",
    value: 40,
    bar: 15,
    count: 2,
  });
  expect(body.lines[2]).toMatchObject({ since: "2026-03-31", value: 71, bar: 40 });
});

test("a district sets its own bars, from a day on", async () => {
  const set = (value: number, from: string) =>
    world.admin.send("POST", `${watchPath}/bars`, { kind: "month-not-closed", value, from });
  expect((await set(60, "2026-06-09")).status).toBe(400);
  expect((await set(60, "2026-06-11")).status).toBe(201);
  expect(kindsOf(await watch())).toContain("month-not-closed");
  world.clock.set("2026-06-11T02:00:00.000Z");
  const body = await watch();
  expect(kindsOf(body)).not.toContain("month-not-closed");
  expect(body.bars).toContainEqual({ kind: "month-not-closed", value: 60 });
});
