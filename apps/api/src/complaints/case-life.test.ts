import { afterAll, beforeAll, expect, test } from "vitest";
import type { Caller } from "../testing.ts";
import { ask, type ComplaintWorld, complaintWorld, post } from "./testing.ts";

let world: ComplaintWorld;

beforeAll(async () => {
  world = await complaintWorld();
});
afterAll(() => world.close());

const step = (caller: Caller, id: string, body: object, headers?: Record<string, string>) =>
  caller.send("POST", `${world.base}/cases/${id}/steps`, body, headers ? { headers } : {});
const card = async (caller: Caller, id: string) =>
  (await caller.get(`${world.base}/cases/${id}`)).body;
const kindOf = (answer: { body: { type?: string } }) => answer.body.type?.split(":").at(-1);

test("a report is routed by rule, due by law, handled, called back and closed", async () => {
  const { id, number, trackingCode, disposition } = await world.report();
  expect(disposition).toBe("dispatch");
  const filed = await card(world.company, id);
  expect(filed).toMatchObject({
    number,
    state: "dispatched",
    lead: { id: "property-company", titleZh: "物业服务企业" },
    desk: { title: "property-company 班组" },
    route: { tier: "estate", rule: "services", packId: "jianyang-demo" },
    clock: { amount: 15, unit: "working-day", dueOn: "2026-05-06", overdueDays: 0 },
  });
  expect(filed.may).toEqual(expect.arrayContaining(["accept", "object", "extend", "join"]));
  expect(filed.may).not.toContain("dispatch");
  expect(filed.may).not.toContain("answer");
  // Whom to call is told once the unit has accepted.
  expect(filed.reporters[0].phone).toBeNull();
  expect((await step(world.company, id, { verb: "accept" })).status).toBe(201);
  expect((await card(world.company, id)).reporters[0].phone).toBe("13900000001");
  const answered = await step(world.company, id, { verb: "answer", words: "已安排每日清扫" });
  expect(answered.body).toMatchObject({ state: "answered", version: 4 });

  const own = await step(world.company, id, { verb: "close" });
  expect([own.status, kindOf(own)]).toEqual([403, "handler-may-not-close"]);
  const early = await step(world.hotline, id, { verb: "close" });
  expect([early.status, kindOf(early)]).toEqual([409, "reporters-not-called"]);

  const tracked = await ask(world, `${world.publicBase}/tracked/${trackingCode}`);
  expect(tracked.body).toMatchObject({
    number,
    state: "answered",
    answer: "已安排每日清扫",
    may: expect.arrayContaining(["rate"]),
  });
  const rated = await post(world, `${world.publicBase}/tracked/${trackingCode}/steps`, {
    verb: "rate",
    rating: "satisfied",
  });
  expect(rated.body).toMatchObject({ state: "callback", rating: "satisfied" });
  const closed = await step(world.hotline, id, { verb: "close" });
  expect(closed.body).toMatchObject({ state: "closed" });
  const ended = await card(world.triage, id);
  expect(ended.timeline.map((one: { verb: string }) => one.verb)).toEqual([
    "file",
    "dispatch",
    "accept",
    "answer",
    "rate",
    "close",
  ]);
});

test("an objection goes to triage and moves no clock; who objected does not decide it", async () => {
  const { id } = await world.report({ phone: "13900000002" });
  const before = (await card(world.company, id)).clock.dueOn;
  const objected = await step(world.company, id, {
    verb: "object",
    proposes: "community",
    words: "楼道由社区负责",
  });
  expect(objected.body.state).toBe("objected");
  const queue = await world.triage.get(`${world.base}/cases?queue=triage`);
  expect(queue.body.cases.map((one: { id: string }) => one.id)).toContain(id);
  const own = await step(world.company, id, { verb: "dispatch", lead: "community" });
  expect(kindOf(own)).toBe("not-your-role");
  const decided = await step(world.triage, id, { verb: "dispatch", lead: "community" });
  expect(decided.body.state).toBe("dispatched");
  const now = await card(world.community, id);
  expect(now).toMatchObject({ lead: { id: "community" }, objections: 1 });
  expect(now.clock.dueOn).toBe(before);
  // The company has no part in it any more, and nothing says that the case exists.
  const gone = await world.company.get(`${world.base}/cases/${id}`);
  expect([gone.status, kindOf(gone)]).toEqual([404, "not-found"]);
});

test("a department's duty is not dispatched to the grassroots, and nobody unknown leads", async () => {
  const { id } = await world.report({ category: "price", phone: "13900000003" });
  const low = await step(world.triage, id, { verb: "dispatch", lead: "community" });
  expect([low.status, kindOf(low)]).toEqual([422, "not-for-grassroots"]);
  const unknown = await step(world.triage, id, { verb: "dispatch", lead: "nobody-here" });
  expect(kindOf(unknown)).toBe("unknown-unit");
  const fire = await step(world.triage, id, { verb: "dispatch", lead: "119" });
  expect(kindOf(fire)).toBe("unknown-unit");
});

test("pausing, extending and reclassifying keep what was used and paused", async () => {
  world.clock.set("2026-04-13T02:00:00.000Z");
  const { id, trackingCode } = await world.report({ phone: "13900000004" });
  await step(world.company, id, { verb: "accept" });
  await step(world.company, id, { verb: "askPerson", words: "是几单元？" });
  world.clock.set("2026-04-16T02:00:00.000Z");
  const paused = await card(world.company, id);
  expect(paused.clock).toMatchObject({
    isPaused: true,
    elapsedDays: 3,
    pausedDays: 3,
    usedDays: 0,
  });
  const tracked = await ask(world, `${world.publicBase}/tracked/${trackingCode}`);
  expect(tracked.body.question).toBe("是几单元？");
  await post(world, `${world.publicBase}/tracked/${trackingCode}/steps`, {
    verb: "reply",
    text: "三单元",
  });
  const resumed = await card(world.company, id);
  expect(resumed.clock).toMatchObject({ isPaused: false, pausedDays: 3 });
  const extended = await step(world.company, id, { verb: "extend", words: "需要更换设备" });
  expect(extended.status).toBe(201);
  const again = await step(world.company, id, { verb: "extend", words: "再延" });
  expect(kindOf(again)).toBe("extension-limit");
  const longer = await card(world.company, id);
  expect(longer.clock.extendedDays).toBe(5);
  expect(longer.clock.replaced).toEqual([resumed.clock.dueOn]);
  await step(world.triage, id, { verb: "reclassify", class: "help", words: "求助" });
  const help = await card(world.company, id);
  expect(help.clock).toMatchObject({ amount: 7, pausedDays: 3, elapsedDays: 3 });
  world.clock.set("2026-04-10T02:00:00.000Z");
});

test("called units have hours of their own; supervision urges and handles nothing", async () => {
  const { id } = await world.report({ phone: "13900000005" });
  await step(world.company, id, { verb: "join", units: ["street"], words: "请街道协调" });
  const called = await card(world.street, id);
  expect(called.clock.called[0]).toMatchObject({ unit: { id: "street" }, isLate: false });
  const came = await step(world.street, id, { verb: "join" });
  expect(came.status).toBe(201);
  expect((await card(world.company, id)).clock.called[0].reportedAt).not.toBeNull();
  const urged = await step(world.discipline, id, { verb: "supervise", words: "请加快办理" });
  expect(urged.status).toBe(201);
  const handled = await step(world.discipline, id, { verb: "dispatch", lead: "community" });
  expect(kindOf(handled)).toBe("not-your-role");
  expect((await card(world.discipline, id)).may).toEqual(["supervise"]);
});

test("a merger loses no reporter: each is called back, and the least content one counts", async () => {
  const parent = await world.report({ phone: "13900000006", category: "greening" });
  const child = await world.report({ phone: "13900000007", category: "greening" });
  const similar = await world.triage.get(`${world.base}/cases/${child.id}/duplicates`);
  expect(similar.body.similar.map((one: { id: string }) => one.id)).toEqual([parent.id]);
  const merged = await world.triage.send("POST", `${world.base}/cases/${child.id}/merger`, {
    into: parent.id,
  });
  expect(merged.body.state).toBe("merged");
  await step(world.company, parent.id, { verb: "accept" });
  await step(world.company, parent.id, { verb: "answer", words: "已补种" });
  const both = await card(world.hotline, parent.id);
  expect(both.reporters).toHaveLength(2);
  const call = (reporterId: string, outcome: string) =>
    world.hotline.send("POST", `${world.base}/cases/${parent.id}/callbacks`, {
      reporterId,
      outcome,
    });
  const first = await call(both.reporters[0].id, "satisfied");
  expect(first.body.state).toBe("answered");
  const second = await call(both.reporters[1].id, "unsatisfied");
  expect(second.body.state).toBe("callback");
  expect((await card(world.hotline, parent.id)).rating).toBe("unsatisfied");
  const back = await step(world.hotline, parent.id, { verb: "rework", words: "补种未成活" });
  expect(back.body.state).toBe("rework");
  const tracked = await ask(world, `${world.publicBase}/tracked/${child.trackingCode}`);
  expect(tracked.body).toMatchObject({ state: "rework", mergedIntoNumber: parent.number });
});

test("an emergency is told its number and kept with the reason; it has no life here", async () => {
  const done = await post(world, `${world.publicBase}/complaints`, {
    category: "safety.fire",
    estateId: world.estate,
    text: "二楼冒烟",
  });
  expect(done.body).toMatchObject({
    disposition: "redirect",
    redirect: { to: { id: "119", channel: "119" }, basis: expect.stringContaining("119") },
    dueOn: null,
  });
  expect(await card(world.triage, done.body.id)).toMatchObject({ state: "redirected", may: [] });
});

test("the same key is answered as the first time, with the code again, and files nothing", async () => {
  const body = { category: "repair", estateId: world.estate, text: "单元门坏了" };
  const first = await post(world, `${world.publicBase}/complaints`, body, "retry-key-1");
  const again = await post(world, `${world.publicBase}/complaints`, body, "retry-key-1");
  expect(again.body).toEqual(first.body);
  expect(again.headers.get("idempotent-replay")).toBe("true");
  const kept = await world.database.owner.query(
    "select response::text as text from operations.idempotency where key = 'retry-key-1'",
  );
  expect(kept.rows[0].text).not.toContain(first.body.trackingCode);
  expect(kept.rows[0].text).not.toContain("单元门坏了");
});

test("of steps sent at the same instant one is taken and the others see it", async () => {
  const { id } = await world.report({ phone: "13900000008" });
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => step(world.company, id, { verb: "accept" })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(new Set(answers.filter(({ status }) => status !== 201).map(kindOf))).toEqual(
    new Set(["wrong-state"]),
  );
  const stale = await step(
    world.company,
    id,
    { verb: "answer", words: "好了" },
    { "if-match": '"2"' },
  );
  expect([stale.status, kindOf(stale), stale.body.facts]).toEqual([
    409,
    "case-changed",
    { version: 3 },
  ]);
});

test("two mergers of the same two cases, each into the other, leave one open case", async () => {
  const a = await world.report({ phone: "13900000009", category: "facilities" });
  const b = await world.report({ phone: "13900000010", category: "facilities" });
  const merge = (child: string, into: string) =>
    world.triage.send("POST", `${world.base}/cases/${child}/merger`, { into });
  const answers = await Promise.all([merge(a.id, b.id), merge(b.id, a.id)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test("the least loaded desk on duty takes a matter, within its remit", async () => {
  const small = await world.newDesk("mediation-committee", { capacity: 1 });
  const large = await world.newDesk("mediation-committee", { capacity: 3 });
  await world.newDesk("mediation-committee", { capacity: 50, isOnDuty: false });
  await world.newDesk("mediation-committee", { capacity: 50, estateId: world.otherEstate });
  const facts = { bothPartiesAgreeToMediate: true };
  const desks: string[] = [];
  for (let at = 0; at < 8; at += 1) {
    const { id } = await world.report({
      category: "fees.dispute",
      facts,
      phone: `1390000010${at}`,
    });
    desks.push((await card(world.triage, id)).desk.id);
  }
  expect(desks.filter((id) => id === small)).toHaveLength(2);
  expect(desks.filter((id) => id === large)).toHaveLength(6);
});

test("the index says of every case what its log comes to", async () => {
  const { replay } = await import("@xinyi/complaint-routing");
  const { complaintRulesFor, routingPackFor } = await import("@xinyi/jurisdictions");
  const pack = routingPackFor("jianyang-demo");
  const place = complaintRulesFor("cn-sc", "2026-04-10");
  if (!pack.ok || !place.ok) throw new Error("the pack is gone");
  const { lifecycle, units } = pack.value;
  const rules = { lifecycle, units, terms: place.value.terms, clock: place.value.clock };
  const { rows } = await world.database.owner.query(
    `select i.case_id, i.state, i.lead, i.version, i.is_open,
       array(select e.step from complaints.case_event e where e.case_id = i.case_id order by e.ordinal) as log
     from complaints.case_index i where i.version > 0`,
  );
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    const replayed = replay(row.log, rules);
    expect(replayed.ok, JSON.stringify(replayed)).toBe(true);
    if (!replayed.ok) continue;
    const { state, lead, log } = replayed.value;
    expect([row.state, row.lead, row.version]).toEqual([state, lead ?? null, log.length]);
    expect(row.is_open).toBe(!["closed", "withdrawn", "merged"].includes(state));
  }
});

test("the log of a case cannot be changed by the application", async () => {
  const change = (sql: string) =>
    world.database.app.query(sql).then(
      () => "done",
      (error: Error) => error.message,
    );
  expect(await change("update complaints.case_event set at = now()")).toContain(
    "permission denied",
  );
  expect(await change("delete from complaints.matter")).toContain("permission denied");
  expect(await change("delete from complaints.callback")).toContain("permission denied");
});
