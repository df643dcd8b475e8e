import { afterAll, beforeAll, expect, test } from "vitest";
import { transaction } from "../database/transaction.ts";
import { overviewOf } from "../estates/overview.ts";
import { agreementHere } from "../organizations/classification.ts";
import { countsHere } from "../organizations/counts.ts";
import { type TestApp, testApp } from "../testing.ts";
import { loadDemo } from "./load.ts";

let world: TestApp;
beforeAll(async () => {
  world = await testApp();
  const person = await world.database.owner.query("select id from registry.person limit 1");
  await loadDemo(world.ports, world.districtId, person.rows[0].id);
});
afterAll(() => world.close());

const read = <Answer>(query: (work: never) => Promise<Answer>) =>
  transaction(world.ports.pool, { district: world.districtId, readOnly: true }, (client) =>
    query({
      client,
      districtId: world.districtId,
      personId: world.districtId,
      now: world.ports.clock.now(),
      ports: world.ports,
    } as never),
  );

test("the demonstration counts as the articles do, from rows", async () => {
  const counts = await read(countsHere);
  expect(counts).toMatchObject({ filed: 126, members: 35, visited: 126 });
  expect(counts.incubated).toBeGreaterThanOrEqual(20);
  const types = counts.byCode.map(({ code }) => code);
  expect(types).toEqual(
    expect.arrayContaining([
      "mutual-aid",
      "daily-life",
      "culture-sport",
      "deliberation",
      "public-safety",
    ]),
  );
  expect(counts.byStage.map(({ stage }) => stage).sort()).toEqual([
    "built",
    "found",
    "united",
    "used",
  ]);
  expect(counts.salons.filter(({ state }) => state === "missed")).toEqual([]);
  expect(counts.salons.every(({ heldOn }) => heldOn.length <= 1)).toBe(true);
  expect(await read((work) => agreementHere(work, "caotang-5"))).toMatchObject({
    reviewers: { pairs: 3, same: 2 },
  });
  const reported = Object.fromEntries(counts.reported.map(({ key, value }) => [key, value]));
  expect(reported).toMatchObject({ "grid-teams": 154, "grid-projects": 295 });
});

test("nineteen pilots, five classes, and a conversion that was told to its end", async () => {
  const overview = await read(overviewOf);
  expect(overview.pilots).toBe(19);
  const classes = overview.coverage.filter(({ estates }) => estates > 0);
  expect(classes.map(({ reportingClass }) => reportingClass)).toEqual(
    expect.arrayContaining(["new", "resettlement", "old", "rural-concentrated", "dispute"]),
  );
  expect(overview.conversions).toEqual({
    open: 0,
    finished: 1,
    medianVoteToAccount: 7,
    medianBank: 3,
  });
  const tones = new Set(overview.estates.map(({ light }) => light.tone));
  expect([...tones].sort()).toEqual(["bad", "good", "idle", "waiting"]);
});
