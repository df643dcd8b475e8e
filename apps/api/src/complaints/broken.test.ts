import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../app.ts";
import { callerOf } from "../testing.ts";
import { type ComplaintWorld, complaintWorld, post } from "./testing.ts";

// The server's connection is ended from outside in the middle of a command, at each of its writes.
let world: ComplaintWorld;
beforeAll(async () => {
  world = await complaintWorld();
});
afterAll(() => world.close());

/** The same application, whose connection is killed just before the nth write of a command. */
function breakingAt(nth: number) {
  const { pool } = world.ports;
  const state = { writes: 0, killed: 0 };
  const breaking = new Proxy(pool, {
    get(target, name) {
      if (name !== "connect")
        return Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name);
      return async () => {
        const client = await target.connect();
        const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
        const { release } = client;
        client.release = (broken) => {
          client.query = query as typeof client.query;
          client.release = release;
          return release.call(client, broken);
        };
        client.query = (async (...given: unknown[]) => {
          const isWrite = /^\s*(insert|update) .*complaints\./is.test(String(given[0]));
          if (isWrite) state.writes += 1;
          if (isWrite && state.writes === nth && state.killed === 0) {
            state.killed += 1;
            const { rows } = (await query("select pg_backend_pid() as pid")) as {
              rows: { pid: number }[];
            };
            await world.database.owner.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
          }
          return query(...given);
        }) as typeof client.query;
        return client;
      };
    },
  });
  const app = createApp({ ...world.ports, pool: breaking });
  return { app, state };
}

/** Everything that stands of complaints, counted. */
async function counts(): Promise<unknown> {
  const { rows } = await world.database.owner.query(
    `select (select count(*) from complaints.matter)::int as matters,
       (select count(*) from complaints.case_event)::int as events,
       (select count(*) from complaints.case_index)::int as index,
       (select count(*) from complaints.words)::int as words,
       (select count(*) from complaints.reporter)::int as reporters,
       (select count(*) from complaints.callback)::int as callbacks,
       (select count(*) from operations.idempotency)::int as keys`,
  );
  return rows[0];
}

test("a filing that breaks off at any of its writes leaves nothing, and the same key files it once", async () => {
  const report = {
    category: "cleaning",
    estateId: world.estate,
    text: "楼道",
    phone: "13900000001",
    name: "张三",
    place: "三栋",
  };
  let nth = 0;
  for (;;) {
    nth += 1;
    const key = `break-file-${nth}`;
    const before = await counts();
    const { app, state } = breakingAt(nth);
    const broken = await post(
      { app, ports: world.ports },
      `${world.publicBase}/complaints`,
      report,
      key,
    );
    if (state.killed === 0) {
      expect(broken.status).toBe(201);
      break;
    }
    expect(broken.status).toBe(500);
    expect(await counts()).toEqual(before);
    const first = await post(world, `${world.publicBase}/complaints`, report, key);
    const again = await post(world, `${world.publicBase}/complaints`, report, key);
    expect([first.status, again.body]).toEqual([201, first.body]);
  }
  expect(nth).toBeGreaterThan(6);
});

test("a step that breaks off leaves the case where it stood, and can be taken again", async () => {
  for (const nth of [1, 2, 3]) {
    const { id } = await world.report({ phone: `139000001${nth}0` });
    await world.company.send("POST", `${world.base}/cases/${id}/steps`, { verb: "accept" });
    const before = await counts();
    const { app, state } = breakingAt(nth);
    const path = `${world.base}/cases/${id}/steps`;
    const answer = { verb: "answer", words: "办好了" };
    const caller = callerOf(app, world.company.cookie);
    const broken = await caller.send("POST", path, answer, { key: `break-step-${nth}` });
    expect([broken.status, state.killed]).toEqual([500, 1]);
    expect(await counts()).toEqual(before);
    const taken = await world.company.send("POST", path, answer, { key: `break-step-${nth}` });
    expect(taken.body).toMatchObject({ state: "answered", version: 4 });
  }
});

test("a merger that breaks off between its two cases merges neither", async () => {
  const parent = await world.report({ phone: "13900000201" });
  const child = await world.report({ phone: "13900000202" });
  const before = await counts();
  const path = `${world.base}/cases/${child.id}/merger`;
  for (const nth of [2, 3, 4]) {
    const { app, state } = breakingAt(nth);
    const caller = callerOf(app, world.triage.cookie);
    const broken = await caller.send("POST", path, { into: parent.id });
    expect([broken.status, state.killed]).toEqual([500, 1]);
    expect(await counts()).toEqual(before);
  }
  const done = await world.triage.send("POST", path, { into: parent.id });
  expect(done.body.state).toBe("merged");
});
