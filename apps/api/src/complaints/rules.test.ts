import { deriveRouting } from "@xinyi/complaint-routing";
import { routingPackFor } from "@xinyi/jurisdictions";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ComplaintWorld, complaintWorld } from "./testing.ts";

let world: ComplaintWorld;
beforeAll(async () => {
  world = await complaintWorld();
});
afterAll(() => world.close());

const bundled = () => {
  const pack = routingPackFor("jianyang-demo");
  if (!pack.ok) throw new Error("the pack is gone");
  return structuredClone(pack.value) as unknown as {
    id: string;
    version: string;
    effectiveFrom: string;
    place?: string;
    tiers: { id: string; rules: { id: string; when: object; then: { lead?: string } }[] }[];
  };
};
const add = (body: unknown) => world.admin.send("POST", `${world.base}/routing-packs`, body);
const trial = async (facts: object, version?: string) => {
  const query = new URLSearchParams({ facts: JSON.stringify(facts) });
  if (version !== undefined) query.set("packVersionId", version);
  return (await world.triage.get(`${world.base}/route-trial?${query}`)).body;
};

test("a pack that errs is refused with every place, and nothing is kept", async () => {
  const pack = bundled();
  const rule = pack.tiers[4]?.rules[0];
  if (!rule) throw new Error("no rule");
  rule.then.lead = "no-such-unit";
  pack.tiers[4]?.rules.push({ ...structuredClone(rule), id: "again" });
  const refused = await add({ from: "upload", content: { ...pack, version: "2.0.0" } });
  expect(refused.status).toBe(422);
  expect(refused.body.type).toBe("urn:xinyi:problem:faulty-routing");
  const said = refused.body.facts.problems.join("\n");
  expect(said).toContain("estate/services");
  expect(said).toContain("unknown-unit");
  const shapeless = await add({ from: "upload", content: { ...bundled(), units: [{ id: 7 }] } });
  expect(shapeless.body.facts.problems.join("\n")).toContain("units");
  const { packs } = (await world.triage.get(`${world.base}/routing-packs`)).body;
  expect(packs).toHaveLength(1);
});

test("an edited pack is analyzed like a new one", async () => {
  const { packs } = (await world.triage.get(`${world.base}/routing-packs`)).body;
  const edit = (rules: unknown, version = "1.1.0") => ({
    from: "edit",
    base: packs[0].id,
    version,
    effectiveFrom: "2026-04-10",
    rules,
  });
  const rule = {
    id: "services",
    when: { category: ["cleaning", "greening", "security", "repair", "facilities"] },
    then: { disposition: "dispatch", lead: "community" },
    basis: "试点：由社区主办",
  };
  const unknown = await add(edit([{ ...rule, id: "nothing-like-it" }]));
  expect(unknown.body.type).toBe("urn:xinyi:problem:unknown-rule");
  const clash = { ...rule, when: { category: ["vulnerable.visit", "cleaning"] } };
  const overlapping = await add(edit([clash]));
  expect(overlapping.body.type).toBe("urn:xinyi:problem:faulty-routing");
  expect(overlapping.body.facts.problems.join()).toContain("rules-overlap");
  const drafted = await world.triage.send("POST", `${world.base}/routing-analysis`, edit([clash]));
  expect(drafted.body.problems.join()).toContain("rules-overlap");

  const before = await world.report();
  const taken = await add(edit([rule]));
  expect([taken.status, taken.body.isInForce, taken.body.analysis.isUsable]).toEqual([
    201,
    true,
    true,
  ]);
  const after = await world.report({ phone: "13900000002" });
  const leadOf = async (id: string) =>
    (await world.triage.get(`${world.base}/cases/${id}`)).body.lead.id;
  expect([await leadOf(before.id), await leadOf(after.id)]).toEqual([
    "property-company",
    "community",
  ]);
  // The earlier case is explained by the version of its own day.
  const why = (await world.triage.get(`${world.base}/cases/${before.id}/route`)).body;
  expect(why.decision).toMatchObject({ lead: { id: "property-company" }, packVersion: "1.0.0" });
  const again = await add(edit([rule]));
  expect(again.body.type).toBe("urn:xinyi:problem:pack-version-taken");
});

test("a fact is tried: who would have it, why not another, and what would change it", async () => {
  const { packs } = (await world.triage.get(`${world.base}/routing-packs`)).body;
  const first = packs.at(-1).id;
  const explained = await trial(
    { category: "fees.dispute", bothPartiesAgreeToMediate: true },
    first,
  );
  expect(explained.decision).toMatchObject({
    disposition: "dispatch",
    lead: { id: "mediation-committee", titleZh: "人民调解委员会" },
    tier: "district",
    limit: "mediation",
  });
  expect(explained.tiers.map((one: { tier: string }) => one.tier)).toEqual([
    "safety",
    "confidential",
    "statutory",
    "district",
  ]);
  const change = explained.changes.find(
    (one: { fact: string; disposition: string }) =>
      one.fact === "bothPartiesAgreeToMediate" && one.disposition === "dispatch",
  );
  expect(change.unit.id).toBe("property-company");
  const then = await trial({ category: "fees.dispute", bothPartiesAgreeToMediate: false }, first);
  expect(then.decision.lead.id).toBe("property-company");
  const grid = await trial({ category: "noise", grids: ["micro-1", "general-1"] }, first);
  expect(grid.decision).toMatchObject({
    lead: { id: "general-1", titleZh: "第一网格" },
    grid: { precedence: ["dedicated", "general", "micro"] },
  });
  const doubtful = await trial(
    { category: "noise", proposedByModel: true, confidence: 0.6 },
    first,
  );
  expect(doubtful.decision).toMatchObject({ disposition: "triage", reason: "low-confidence" });
  const sealed = await trial(
    { category: "accusation.official", subject: "street-official" },
    first,
  );
  expect(sealed.decision).toMatchObject({ disposition: "sealed", isTextStored: false });
  expect(JSON.stringify(sealed.looked)).not.toContain("street-official");
  const nonsense = await world.triage.get(`${world.base}/route-trial?facts=%5B1%5D`);
  expect(nonsense.status).toBe(400);
});

test("rules derived from a second district's past requests are taken in and route there", async () => {
  const other = world.ports.ids.next();
  await world.database.owner.query(
    `insert into registry.district (id, division_code, name, zone, created_at)
     values ($1, '510105', '青羊区', 'Asia/Shanghai', now())`,
    [other],
  );
  const examples = ["noise", "lights", "water"].flatMap((type, at) =>
    ["A", "B"].map((place) => ({ type, descriptor: "x", place, agency: `agency-${at}` })),
  );
  const { pack } = deriveRouting(examples, {
    id: "qingyang",
    title: { zh: "青羊", en: "Qingyang" },
    effectiveFrom: "2026-01-01",
    source: "past requests",
  });
  // The administrator of the first district is a stranger in the second.
  const there = `/api/districts/${other}`;
  const content = { ...pack, place: "cn-sc" };
  const closed = await world.admin.send("POST", `${there}/routing-packs`, {
    from: "upload",
    content,
  });
  expect(closed.status).toBe(404);
  await world.database.owner.query(
    `insert into registry.person (district_id, id, account_id, name)
       select $1, gen_random_uuid(), id, '管理员' from identity."user" where username = 'admin'`,
    [other],
  );
  await world.database.owner.query(
    `insert into registry.role_assignment (district_id, id, person_id, role_id, from_at)
       select $1, gen_random_uuid(), id, 'administrator', '2026-01-01' from registry.person where district_id = $1`,
    [other],
  );
  const nowhere = await world.admin.send("POST", `${there}/routing-packs`, {
    from: "upload",
    content: pack,
  });
  expect(nowhere.body.type).toBe("urn:xinyi:problem:pack-names-no-place");
  const taken = await world.admin.send("POST", `${there}/routing-packs`, {
    from: "upload",
    content,
  });
  expect(taken.status).toBe(201);
  const facts = encodeURIComponent(JSON.stringify({ type: "lights", descriptor: "x", place: "B" }));
  const routed = await world.admin.get(`${there}/route-trial?facts=${facts}`);
  expect(routed.body.decision.lead.id).toBe("agency-1");
  const unseen = encodeURIComponent(JSON.stringify({ type: "flood" }));
  const gap = await world.admin.get(`${there}/route-trial?facts=${unseen}`);
  expect(gap.body.decision).toMatchObject({ disposition: "triage", reason: "no-rule" });
  // Two districts in one process, and neither knows the other's rules.
  expect((await trial({ category: "cleaning" })).decision.packId).toBe("jianyang-demo");
  const several = await world.app.request("/open311/v2/services.json");
  expect(several.status).toBe(400);
  const one = await world.app.request("/open311/v2/services.json?jurisdiction_id=510105");
  expect(
    ((await one.json()) as { service_code: string }[]).map((each) => each.service_code).sort(),
  ).toEqual(["lights", "noise", "other", "water"]);
});
