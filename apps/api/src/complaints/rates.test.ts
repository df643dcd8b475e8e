import { afterAll, beforeAll, expect, test } from "vitest";
import { type ComplaintWorld, complaintWorld, post } from "./testing.ts";

let world: ComplaintWorld;
const rates = async (query = "from=2026-04-01&to=2026-06-30") =>
  (await world.triage.get(`${world.base}/complaint-rates?${query}`)).body;

beforeAll(async () => {
  world = await complaintWorld();
});
afterAll(() => world.close());

/** Filed on the tenth of April, answered on a day, rated and closed. */
async function played(phone: string, answerOn: string, rating?: string): Promise<string> {
  world.clock.set("2026-04-10T02:00:00.000Z");
  const { id, trackingCode } = await world.report({ phone });
  const step = (caller: typeof world.company, body: object) =>
    caller.send("POST", `${world.base}/cases/${id}/steps`, body);
  await step(world.company, { verb: "accept" });
  world.clock.set(`${answerOn}T02:00:00.000Z`);
  await step(world.company, { verb: "answer", words: "办好了" });
  if (rating !== undefined) {
    await post(world, `${world.publicBase}/tracked/${trackingCode}/steps`, {
      verb: "rate",
      rating,
    });
    const closing = rating === "satisfied" ? { verb: "close" } : { verb: "rework", words: "重办" };
    await step(world.hotline, closing);
  }
  return id;
}

test("with nothing received there is no rate, and none is made up", async () => {
  const { whole, units } = await rates();
  expect(whole.response).toEqual({ part: 0, whole: 0, rate: null, low: null, high: null });
  expect(units).toEqual([]);
});

test("each rate counts what its own name says, with an exact interval", async () => {
  await played("13900000001", "2026-04-20", "satisfied");
  await played("13900000002", "2026-04-21", "satisfied");
  await played("13900000003", "2026-04-22", "unsatisfied");
  // Due on the sixth of May: one answered late, one not at all.
  await played("13900000004", "2026-05-08");
  world.clock.set("2026-04-10T02:00:00.000Z");
  await world.report({ phone: "13900000005" });
  world.clock.set("2026-05-20T02:00:00.000Z");
  const { whole, units, unclocked, confidence } = await rates();
  expect([whole.cases, unclocked, confidence]).toEqual([5, 0, "0.95"]);
  expect(whole.response).toMatchObject({ part: 3, whole: 5 });
  expect(whole.resolution).toMatchObject({ part: 2, whole: 3 });
  // The third was sent back to be done again, and is unsatisfied until he says otherwise.
  expect(whole.satisfaction).toMatchObject({ part: 2, whole: 3 });
  expect(Number(whole.response.low)).toBeLessThan(0.6);
  expect(Number(whole.response.high)).toBeGreaterThan(0.6);
  expect(units.map((one: { unit: { id: string } }) => one.unit.id)).toEqual(["property-company"]);
});

test("a period counts by the day of receipt in the district", async () => {
  expect((await rates("from=2026-04-11&to=2026-06-30")).whole.cases).toBe(0);
  expect((await rates("from=2026-04-10&to=2026-04-10")).whole.cases).toBe(5);
  world.clock.set("2026-05-31T16:30:00.000Z");
  await world.report({ phone: "13900000006" });
  // Half past midnight on the first of June, there.
  expect((await rates("from=2026-06-01&to=2026-06-01")).whole.cases).toBe(1);
  expect(
    (await rates(`from=2026-04-10&to=2026-04-10&estateId=${world.otherEstate}`)).whole.cases,
  ).toBe(0);
});
