import { afterAll, beforeAll, expect, test } from "vitest";
import { callerOf, type TestApp, testApp, testPassword } from "../testing.ts";

let world: TestApp;
beforeAll(async () => {
  world = await testApp();
});
afterAll(() => world.close());

const signIn = (username: string, password: string, headers: Record<string, string> = {}) =>
  world.app.request("/api/session", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ username, password }),
  });

test("a wrong password and an unknown name are answered alike", async () => {
  const wrong = await signIn("admin", "not the password");
  const unknown = await signIn("nobody-here", "not the password");
  const [first, second] = (await Promise.all([wrong.json(), unknown.json()])) as {
    type: string;
  }[];
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(first?.type).toBe("urn:xinyi:problem:wrong-credentials");
  expect({ ...first, requestId: "" }).toEqual({ ...second, requestId: "" });
});

test("the session's cookie is closed to scripts and to other sites", async () => {
  const signedIn = await signIn("admin", testPassword);
  const cookie = signedIn.headers.getSetCookie().join("\n").toLowerCase();
  expect(cookie).toContain("httponly");
  expect(cookie).toContain("samesite=strict");
});

test("guessing is stopped, with the time to wait", async () => {
  for (let guess = 0; guess < 10; guess++) await signIn("guessed", `guess number ${guess}`);
  const stopped = await signIn("guessed", "one more guess");
  expect(stopped.status).toBe(429);
  expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("a header that claims another address gives no new guesses", async () => {
  const claim = (guess: number) => ({
    "x-forwarded-for": `10.0.0.${guess}`,
    "x-real-ip": `10.0.0.${guess}`,
  });
  for (let guess = 0; guess < 10; guess++) await signIn("claimed", `guess ${guess}`, claim(guess));
  expect((await signIn("claimed", "one more", claim(11))).status).toBe(429);
});

test("a first password opens nothing but its own change", async () => {
  const added = await world.admin.send("POST", `/api/districts/${world.districtId}/estates`, {
    name: "甲小区",
    communityName: "甲社区",
    contactPhone: "028-00000000",
    bookOpenedOn: "2026-01-01",
  });
  const path = `/api/districts/${world.districtId}/estates/${added.body.id}`;
  const member = await world.admin.send("POST", `${path}/members`, {
    username: "newcomer",
    personName: "新人",
    roleId: "auditor",
  });
  const fresh = await world.signIn("newcomer", member.body.oneTimePassword);
  const refused = await fresh.get(path);
  expect(refused.body.type).toBe("urn:xinyi:problem:password-change-required");
  const short = await fresh.send("POST", "/api/session/password", {
    currentPassword: member.body.oneTimePassword,
    newPassword: "short",
  });
  expect(short.status).toBe(400);
  const wrong = await fresh.send("POST", "/api/session/password", {
    currentPassword: "not the present one",
    newPassword: testPassword,
  });
  expect(wrong.status).toBe(401);
});

test("the one-time password of a new member is not told again to a retry", async () => {
  const estates = await world.admin.get(`/api/districts/${world.districtId}/estates`);
  const path = `/api/districts/${world.districtId}/estates/${estates.body.estates[0].id}`;
  const body = { username: "told-once", personName: "某人", roleId: "auditor" };
  const first = await world.admin.send("POST", `${path}/members`, body, {
    key: "member-told-once",
  });
  const again = await world.admin.send("POST", `${path}/members`, body, {
    key: "member-told-once",
  });
  expect(first.body.oneTimePassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){4}$/);
  expect(again.body).toEqual({ ...first.body, oneTimePassword: null });
});

test("a write from another site is refused, and one without a key is malformed", async () => {
  const path = `/api/districts/${world.districtId}/estates`;
  const body = { name: "x", communityName: "y", contactPhone: "028-0", bookOpenedOn: "2026-01-01" };
  const foreign = await world.admin.send("POST", path, body, {
    headers: { origin: "https://evil.example" },
  });
  expect(foreign.body.type).toBe("urn:xinyi:problem:foreign-origin");
  const keyless = await world.app.request(path, {
    method: "POST",
    headers: { cookie: world.admin.cookie, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const problem = (await keyless.json()) as { errors: { pointer: string }[] };
  expect(keyless.status).toBe(400);
  expect(problem.errors[0]?.pointer).toBe("/idempotency-key");
});

test("signing out ends the session on the server", async () => {
  const signedIn = await world.signIn("admin", testPassword);
  expect((await signedIn.get("/api/session")).status).toBe(200);
  expect((await signedIn.send("DELETE", "/api/session")).status).toBe(204);
  expect((await signedIn.get("/api/session")).status).toBe(401);
});

test("passwords are stored as hashes alone, and no name stands beside them", async () => {
  const { rows } = await world.database.owner.query(
    `select a.password, u.name from identity.account a join identity."user" u on u.id = a."userId"`,
  );
  for (const row of rows) {
    expect(row.password).not.toContain(testPassword);
    expect(row.password.length).toBeGreaterThan(64);
    expect(row.name).toBe("");
  }
});

test("an unknown address is a problem too, with its request's id", async () => {
  const lost = await callerOf(world.app, world.admin.cookie).get("/api/nothing-here");
  expect(lost.status).toBe(404);
  expect(lost.body.requestId).toBe(lost.headers.get("x-request-id"));
});
