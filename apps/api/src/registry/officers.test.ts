import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, changeFirstPassword, type TestApp, testApp } from "../testing.ts";

describe("officers of a whole district", () => {
  let world: TestApp;
  let base: string;
  let estate: string;

  beforeAll(async () => {
    world = await testApp();
    base = `/api/districts/${world.districtId}`;
    const made = await world.admin.send("POST", `${base}/estates`, {
      name: "胜天小区",
      communityName: "胜天社区",
      contactPhone: "028-00000000",
      bookOpenedOn: "2026-01-01",
    });
    estate = made.body.id;
  });
  afterAll(() => world?.close());

  const appoint = (by: Caller, username: string, roleId: string) =>
    by.send("POST", `${base}/officers`, { username, personName: `某${username}`, roleId });
  const signedIn = async (username: string, password: string) =>
    changeFirstPassword(world.app, await world.signIn(username, password), {
      currentPassword: password,
    });

  test("one who is appointed acts in every estate, until the role ends", async () => {
    const added = await appoint(world.admin, "triage", "triage-officer");
    expect(added.status).toBe(201);
    expect(added.body.member).toMatchObject({ roleId: "triage-officer", estateId: null });
    const officer = await signedIn("triage", added.body.oneTimePassword);
    expect((await officer.get(`${base}/routing-packs`)).status).toBe(200);
    const members = await world.admin.get(`${base}/estates/${estate}/members`);
    expect(members.body.members).toContainEqual(
      expect.objectContaining({ username: "triage", estateId: null }),
    );
    const { assignmentId } = added.body.member;
    expect((await world.admin.send("DELETE", `${base}/officers/${assignmentId}`)).status).toBe(204);
    expect((await officer.get(`${base}/routing-packs`)).status).toBe(401);
  });

  test("who keeps one estate's books is not given all of them", async () => {
    const refused = await appoint(world.admin, "greedy", "company-cashier");
    expect(refused.status).toBe(404);
    expect((await appoint(world.admin, "owner", "resident")).status).toBe(404);
  });

  test("nobody of one estate appoints for the district, and an estate ends no officer", async () => {
    const added = await appoint(world.admin, "watch", "case-supervisor");
    const { assignmentId } = added.body.member;
    const here = `${base}/estates/${estate}/members/${assignmentId}`;
    expect((await world.admin.send("DELETE", here)).status).toBe(404);
    const officer = await signedIn("watch", added.body.oneTimePassword);
    expect((await appoint(officer, "friend", "administrator")).status).toBe(403);
  });
});
