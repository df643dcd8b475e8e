import { afterAll, beforeAll, expect, test } from "vitest";
import { type ComplaintWorld, complaintWorld } from "../complaints/testing.ts";
import { sweepDeadlines } from "./sweep-deadlines.ts";

let world: ComplaintWorld;
let id: string;
const card = async () => (await world.triage.get(`${world.base}/cases/${id}`)).body;

beforeAll(async () => {
  world = await complaintWorld();
  ({ id } = await world.report());
});
afterAll(() => world.close());

// Received on Friday 10 April; fifteen working days, with the holiday and its make-up day: 6 May.
const at = (day: string) => `${day}T02:00:00.000Z`;

test("on the day nothing is due, and half way the grid is told", async () => {
  expect(await sweepDeadlines(world.ports)).toEqual({ looked: 1, reminded: 0, escalated: 0 });
  world.clock.set(at("2026-04-22"));
  expect(await sweepDeadlines(world.ports)).toEqual({ looked: 1, reminded: 0, escalated: 1 });
  expect(await card()).toMatchObject({ level: 1, lead: { id: "property-company" } });
});

test("a second sweep, and eight at once, do nothing twice", async () => {
  expect(await sweepDeadlines(world.ports)).toMatchObject({ reminded: 0, escalated: 0 });
  world.clock.set(at("2026-05-06"));
  const sweeps = await Promise.all(Array.from({ length: 8 }, () => sweepDeadlines(world.ports)));
  const sum = (of: "reminded" | "escalated") => sweeps.reduce((all, one) => all + one[of], 0);
  expect([sum("reminded"), sum("escalated")]).toEqual([1, 1]);
  expect(await card()).toMatchObject({ level: 2, overdueDays: 0 });
});

test("past the due day it rises along the ladder, and whoever it rose to may read it", async () => {
  expect((await world.street.get(`${world.base}/cases/${id}`)).status).toBe(404);
  world.clock.set(at("2026-05-14"));
  expect(await sweepDeadlines(world.ports)).toEqual({ looked: 1, reminded: 0, escalated: 2 });
  const now = await card();
  // Saturday the ninth is a make-up day.
  expect(now).toMatchObject({ level: 4, overdueDays: 7 });
  const raised = now.timeline.filter((one: { verb: string }) => one.verb === "escalate");
  expect(
    raised.map((one: { level: number; to: { id: string } }) => [one.level, one.to.id]),
  ).toEqual([
    [1, "general-1"],
    [2, "community"],
    [3, "street"],
    [4, "housing-department"],
  ]);
  expect(now.timeline.map((one: { verb: string }) => one.verb)).toContain("remind");
  expect((await world.street.get(`${world.base}/cases/${id}`)).status).toBe(200);
  const late = await world.triage.get(`${world.base}/cases?queue=overdue`);
  expect(late.body.cases.map((one: { id: string }) => one.id)).toEqual([id]);
});

test("a called unit that does not come is told once, by its own clock in hours", async () => {
  const made = await world.report({ phone: "13900000002" });
  await world.company.send("POST", `${world.base}/cases/${made.id}/steps`, {
    verb: "join",
    units: ["community"],
  });
  world.clock.set("2026-05-15T01:59:00.000Z");
  expect((await sweepDeadlines(world.ports)).reminded).toBe(0);
  world.clock.set("2026-05-15T02:01:00.000Z");
  expect((await sweepDeadlines(world.ports)).reminded).toBe(1);
  expect((await sweepDeadlines(world.ports)).reminded).toBe(0);
});

test("a sweep that is killed between two cases is taken up by the next", async () => {
  for (let one = 0; one < 4; one += 1) await world.report({ phone: `1390000030${one}` });
  world.clock.set(at("2026-06-30"));
  let asked = 0;
  const half = await sweepDeadlines(world.ports, () => {
    asked += 1;
    return asked > 3;
  });
  const rest = await sweepDeadlines(world.ports);
  expect(half.escalated).toBeGreaterThan(0);
  expect(rest.escalated).toBeGreaterThan(0);
  const levels = await world.database.owner.query(
    `select case_id, array_agg((step ->> 'level')::int order by ordinal) as levels
       from complaints.case_event where step ->> 'verb' = 'escalate' group by case_id`,
  );
  for (const { levels: taken } of levels.rows) {
    expect(taken).toEqual([...new Set(taken)].sort());
  }
  expect((await sweepDeadlines(world.ports)).escalated).toBe(0);
});

test("beyond the published calendar nothing is guessed", async () => {
  world.clock.set(at("2027-03-01"));
  expect(await sweepDeadlines(world.ports)).toMatchObject({ reminded: 0, escalated: 0 });
  expect((await card()).clock).toBeNull();
});
