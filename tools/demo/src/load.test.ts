import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { demoDistrict } from "@xinyi/api/demo";
import { afterEach, expect, test } from "vitest";
import { loadDemo } from "./load.ts";

const demo = demoDistrict(1);
const account = { username: "admin", password: "a long password" };
const home = "/api/districts/d1/estates/e1";

interface Asked {
  readonly what: string;
  readonly key: string | undefined;
  readonly cookie: string | undefined;
  readonly body: string;
}

let running: Server | undefined;
afterEach(() => {
  running?.close();
});

/** A server that says what the published interface says, and remembers what it was asked. */
async function serverWith(permissions: readonly string[], estates: readonly object[] = []) {
  const asked: Asked[] = [];
  const session = (username: string, mustChangePassword = false) => ({
    username,
    mustChangePassword,
    districts: [{ districtId: "d1", name: "简阳市", roles: [{ estateId: null, permissions }] }],
  });
  const answers = (what: string, body: string): unknown => {
    if (what === "POST /api/session") {
      const { username } = JSON.parse(body);
      return session(username, username !== account.username);
    }
    if (what === "POST /api/session/password") return session("demo-cashier");
    if (what.endsWith("GET /api/districts/d1/estates")) return { estates };
    if (what.startsWith("GET")) {
      const spendings = demo.months.flatMap((month) => month.spendings);
      return { lines: spendings.map(({ ref }) => ({ id: `line-${ref}`, reference: ref })) };
    }
    if (what.endsWith("/estates")) return { id: "e1", name: "胜天小区" };
    if (what.endsWith("/members")) return { oneTimePassword: "once upon a time" };
    if (what.endsWith("/vouchers")) return { sha256: "00" };
    if (what.includes("/roll-imports")) return { accepted: 120, faults: [] };
    return { billed: 120, booked: 0, matched: 0, suspense: 0, bounced: 0 };
  };
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => {
      const body = Buffer.concat(pieces).toString();
      const what = `${request.method} ${request.url}`;
      const { cookie } = request.headers;
      asked.push({ what, key: request.headers["idempotency-key"] as string, cookie, body });
      response.setHeader("set-cookie", `s=${asked.length === 1 ? "first" : "later"}; HttpOnly`);
      response.end(JSON.stringify(answers(what, body)));
    });
  });
  running = server;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: new URL(`http://127.0.0.1:${port}`), asked };
}

test("whoever may book takes everything in, month after month", async () => {
  const { url, asked } = await serverWith(["books:write"], [{ id: "e1", name: "胜天小区" }]);
  const said: string[] = [];
  await loadDemo(url, account, demo, (line) => said.push(line));
  expect(asked.slice(0, 7).map(({ what }) => what)).toEqual([
    "POST /api/session",
    "GET /api/districts/d1/estates",
    `POST ${home}/roll-imports?from=2026-01-01`,
    `POST ${home}/openings`,
    `POST ${home}/bill-runs`,
    `POST ${home}/bank-statements`,
    `GET ${home}/bank-lines?state=unexplained`,
  ]);
  const explained = asked.filter(({ what }) => what.endsWith("/spending"));
  expect(explained).toHaveLength(demo.months.flatMap(({ spendings }) => spendings).length);
  expect(JSON.parse(explained[0]!.body)).toEqual({
    head: "cleaning",
    payee: "演示保洁服务有限公司",
    purpose: "1月保洁服务费",
    voucherNumber: "2026-01-001",
    voucherSha256: "00",
  });
  expect(asked[1]!.cookie).toBe("s=first");
  expect(said.at(-1)).toContain("2026-03: 120 bills");
});

test("every write has a key of its own, the same in the next run", async () => {
  const keys: (string | undefined)[][] = [];
  for (let run = 0; run < 2; run += 1) {
    const { url, asked } = await serverWith(["books:write"]);
    await loadDemo(url, account, demo, () => {});
    const writes = asked.filter(({ what }) => what.startsWith("POST /api/districts"));
    keys.push(writes.map(({ key }) => key));
  }
  expect(keys[0]).toEqual(keys[1]);
  expect(new Set(keys[0]).size).toBe(keys[0]?.length);
  expect(keys[0]?.every((key) => (key?.length ?? 0) >= 8)).toBe(true);
});

test("an administrator, who may not book, adds a cashier who does", async () => {
  const { url, asked } = await serverWith(["estate:create", "people:manage"]);
  await loadDemo(url, account, demo, () => {});
  const member = asked.findIndex(({ what }) => what === `POST ${home}/members`);
  expect(asked.slice(member, member + 4).map(({ what }) => what)).toEqual([
    `POST ${home}/members`,
    "POST /api/session",
    "POST /api/session/password",
    `POST ${home}/openings`,
  ]);
  expect(JSON.parse(asked[member + 1]!.body)).toEqual({
    username: "demo-cashier",
    password: "once upon a time",
  });
});
