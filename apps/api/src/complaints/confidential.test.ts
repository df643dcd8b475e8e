import { afterAll, beforeAll, expect, test } from "vitest";
import { transaction } from "../database/transaction.ts";
import type { Caller } from "../testing.ts";
import { type ComplaintWorld, complaintWorld, type Reported } from "./testing.ts";

// Who sees what: an open case of one unit, and one that is confidential by rule.
let world: ComplaintWorld;
let open: Reported;
let confidential: Reported;
let callers: Readonly<Record<string, Caller>>;

beforeAll(async () => {
  world = await complaintWorld();
  open = await world.report({ phone: "13900000001", name: "张三" });
  confidential = await world.report({
    category: "vulnerable.visit",
    text: "独居老人需要探访",
    phone: "13900000002",
    name: "李四",
  });
  const { company, community, street, housing, bystander, admin } = world;
  const { triage, hotline, supervisor, discipline } = world;
  callers = {
    triage,
    hotline,
    supervisor,
    discipline,
    company,
    community,
    street,
    housing,
    bystander,
    administrator: admin,
  };
});
afterAll(() => world.close());

const mayRead: Readonly<Record<string, readonly ("open" | "confidential")[]>> = {
  triage: ["open", "confidential"],
  hotline: ["open", "confidential"],
  supervisor: ["open", "confidential"],
  discipline: ["open"],
  company: ["open"],
  community: ["confidential"],
  street: [],
  housing: [],
  bystander: [],
  administrator: [],
};

test.each(Object.keys(mayRead))(
  "%s reads exactly what concerns him, and lists no more",
  async (name) => {
    const caller = callers[name] as Caller;
    const both = { open, confidential };
    for (const [which, { id }] of Object.entries(both)) {
      const allowed = mayRead[name]?.includes(which as "open") ?? false;
      for (const part of ["", "/route", "/duplicates", "/candidates"]) {
        const { status } = await caller.get(`${world.base}/cases/${id}${part}`);
        expect(status, `${name} ${which} ${part}`).toBe(allowed ? 200 : 404);
      }
      const step = await caller.send("POST", `${world.base}/cases/${id}/steps`, { verb: "accept" });
      if (!allowed) expect(step.status, `${name} steps on ${which}`).toBe(404);
    }
    for (const queue of ["all", "mine", "triage", "overdue", "callback"]) {
      const { body } = await caller.get(`${world.base}/cases?queue=${queue}`);
      const seen = body.cases.map((one: { id: string }) => one.id);
      expect(seen.includes(open.id) && !mayRead[name]?.includes("open")).toBe(false);
      expect(seen.includes(confidential.id) && !mayRead[name]?.includes("confidential")).toBe(
        false,
      );
      if (queue === "all") expect(seen).toHaveLength(mayRead[name]?.length ?? 0);
    }
  },
);

test("a query that forgets to ask who may see it finds no confidential row", async () => {
  const counts = await transaction(
    world.database.app,
    { district: world.districtId, readOnly: true },
    async (client) => {
      const found = [];
      for (const table of ["matter", "case_event", "words", "case_index"]) {
        const { rows } = await client.query(
          `select count(*)::int as n, coalesce(bool_or(is_confidential), false) as any from complaints.${table}`,
        );
        found.push([table, rows[0].n > 0, rows[0].any]);
      }
      return found;
    },
  );
  expect(counts).toEqual([
    ["matter", true, false],
    ["case_event", true, false],
    ["words", true, false],
    ["case_index", true, false],
  ]);
});

test("another district sees nothing at all, entitled or not", async () => {
  const rows = await transaction(
    world.database.app,
    { district: world.ports.ids.next(), readOnly: true },
    async (client) => {
      await client.query("select set_config('xinyi.confidential', 'all', true)");
      return (await client.query("select 1 from complaints.matter")).rows;
    },
  );
  expect(rows).toEqual([]);
});

test("a confidential case is nobody's duplicate, no hot issue, and merges with nothing", async () => {
  for (let at = 0; at < 6; at += 1) {
    await world.report({ category: "vulnerable.visit", phone: `1390000020${at}` });
  }
  const hot = await world.triage.get(`${world.base}/hot-issues`);
  expect(JSON.stringify(hot.body)).not.toContain("vulnerable");
  const alike = await world.triage.get(`${world.base}/cases/${confidential.id}/duplicates`);
  expect(alike.body.similar).toEqual([]);
  const merged = await world.triage.send("POST", `${world.base}/cases/${confidential.id}/merger`, {
    into: open.id,
  });
  expect(merged.body.type).toBe("urn:xinyi:problem:confidential-not-merged");
});

test("a hot issue counts different people: one who writes ninety times is one", async () => {
  for (let at = 0; at < 9; at += 1) {
    await world.report({ category: "parking", phone: "13900000300" });
    // Somebody who leaves nothing may be anybody, the same one again included.
    await world.report({ category: "parking", phone: undefined });
  }
  const hot = async () => (await world.triage.get(`${world.base}/hot-issues`)).body;
  expect((await hot()).issues).toEqual([]);
  for (let at = 1; at < 5; at += 1) {
    await world.report({ category: "parking", phone: `1390000030${at}` });
  }
  const { leastReporters, issues } = await hot();
  expect(leastReporters).toBe(5);
  expect(issues).toHaveLength(1);
  expect(issues[0]).toMatchObject({ category: "parking", place: "胜天小区", reporters: 5 });
});

test("anonymous means that the handler is not told, even after accepting", async () => {
  const { id } = await world.report({ isAnonymous: true, phone: "13900000401", name: "王五" });
  await world.company.send("POST", `${world.base}/cases/${id}/steps`, { verb: "accept" });
  const told = (await world.company.get(`${world.base}/cases/${id}`)).body;
  expect(told.reporters[0]).toMatchObject({ name: null, phone: null });
  const hotline = (await world.hotline.get(`${world.base}/cases/${id}`)).body;
  expect(hotline.reporters[0]).toMatchObject({ name: "王五", phone: "13900000401" });
});

test("what people wrote can be deleted, and the case still reads", async () => {
  const { id } = await world.report({ phone: "13900000501" });
  await transaction(world.database.app, { district: world.districtId }, (client) =>
    client.query("delete from complaints.words where case_id = $1", [id]),
  );
  const { body, status } = await world.triage.get(`${world.base}/cases/${id}`);
  expect([status, body.text, body.state]).toEqual([200, null, "dispatched"]);
});

test("who answers and who judges are never one: a hotline officer at the handling desk", async () => {
  const desk = await world.newDesk("property-company", { estateId: world.estate, capacity: 0 });
  const both = await world.person("bothhats", "hotline-officer", [desk]);
  const { id } = await world.report({ phone: "13900000601" });
  const steps = `${world.base}/cases/${id}/steps`;
  await both.send("POST", steps, { verb: "accept" });
  await both.send("POST", steps, { verb: "answer", words: "好了" });
  const card = (await both.get(`${world.base}/cases/${id}`)).body;
  for (const verb of ["close", "rework", "callback"]) expect(card.may).not.toContain(verb);
  const refused = [
    await both.send("POST", steps, { verb: "close" }),
    await both.send("POST", steps, { verb: "rework", words: "重办" }),
    await both.send("POST", `${world.base}/cases/${id}/callbacks`, {
      reporterId: card.reporters[0].id,
      outcome: "satisfied",
    }),
  ];
  for (const { body } of refused) {
    expect(body.type).toBe("urn:xinyi:problem:handler-may-not-close");
  }
});
