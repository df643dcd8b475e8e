import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "../testing.ts";
import { loadDemo } from "./load.ts";

let world: TestApp;
let base: string;
beforeAll(async () => {
  world = await testApp();
  world.clock.set("2026-06-10T08:00:00.000Z");
  base = `/api/districts/${world.districtId}`;
  const { rows } = await world.database.owner.query(
    "select person_id from registry.role_assignment where role_id = 'administrator'",
  );
  const personId = rows[0].person_id;
  await loadDemo(world.ports, world.districtId, personId);
});
afterAll(() => world.close());

const keys = async (
  queue: string,
): Promise<{ category: string; state: string; overdueDays: number }[]> =>
  (await world.admin.get(`${base}/cases?queue=${queue}&limit=200`)).body.cases;

test("the demonstration's desk has something for everyone who looks at it", async () => {
  const all = await keys("all");
  const states = new Set(all.map(({ state }) => state));
  for (const state of [
    "received",
    "dispatched",
    "objected",
    "accepted",
    "waiting-person",
    "answered",
    "rework",
    "closed",
    "redirected",
  ]) {
    expect(states).toContain(state);
  }
  expect((await keys("triage")).map(({ category }) => category).sort()).toEqual([
    "fees.dispute",
    "other",
    "security",
  ]);
  const late = await keys("overdue");
  expect(late.map(({ category }) => category).slice(0, 2)).toEqual(["repair", "facilities"]);
  const hot = await world.admin.get(`${base}/hot-issues`);
  expect(hot.body.issues[0]).toMatchObject({ category: "parking", reporters: 6 });
  const rates = await world.admin.get(`${base}/complaint-rates?from=2026-04-01&to=2026-06-10`);
  expect(rates.body.whole.cases).toBeGreaterThan(15);
  expect(rates.body.whole.resolution.part).toBeGreaterThan(3);
});

test("late cases have risen along the ladder, day by day", async () => {
  const [late] = (await world.admin.get(`${base}/cases?queue=overdue`)).body.cases;
  const card = (await world.admin.get(`${base}/cases/${late.id}`)).body;
  const raised = card.timeline.filter((one: { verb: string }) => one.verb === "escalate");
  expect(raised.map((one: { level: number }) => one.level)).toEqual([1, 2, 3, 4]);
  expect(new Set(raised.map((one: { at: string }) => one.at)).size).toBe(4);
});
