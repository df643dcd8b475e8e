import { afterAll, beforeAll, expect, test } from "vitest";
import { openApiDocument } from "../app.ts";
import { type Caller, callerOf, changeFirstPassword, type TestApp, testApp } from "../testing.ts";

// Role × operation × tenant, generated from the published document: an operation that is added
// stands here by itself, and one whose permission this table does not know fails.

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly permission: string;
}

const roles = [
  "administrator",
  "company-cashier",
  "company-manager",
  "committee-member",
  "auditor",
  "street-officer",
  "resident",
  "discipline-reader",
] as const;
const supervisors = ["auditor", "street-officer", "discipline-reader"];
const staff = ["company-cashier", "company-manager", "committee-member"];

const expected: Readonly<Record<string, readonly string[]>> = {
  public: [...roles, "nobody"],
  session: roles,
  "estate:create": ["administrator"],
  "estate:read": roles,
  "roll:import": ["administrator", "company-cashier"],
  "roll:read": ["administrator", ...staff, "auditor"],
  "people:manage": ["administrator"],
  "people:read": ["administrator", "auditor", "discipline-reader"],
  "books:read": ["administrator", ...staff, ...supervisors],
  "books:write": ["company-cashier"],
  "period:close": ["company-cashier", "company-manager", "committee-member"],
  "bank:import": ["company-cashier"],
  "bank:read": [...staff, ...supervisors],
  "notice:publish": staff,
  "voucher:store": staff,
  "mandate:record": ["company-manager", "committee-member"],
  "budget:write": ["company-cashier", "company-manager"],
  "payee:write": ["company-cashier", "company-manager"],
  "order:propose": ["company-cashier", "company-manager"],
  "order:approve": ["company-manager", "committee-member"],
  "own:read": ["resident"],
  "meeting:read": [
    "administrator",
    "company-manager",
    "committee-member",
    ...supervisors,
    "resident",
  ],
  "meeting:convene": ["committee-member", "street-officer"],
  "roll:object": ["committee-member", "street-officer", "resident"],
  "ballot:record": ["committee-member", "street-officer"],
  "ballot:cast": ["resident"],
  "count:watch": ["committee-member", "street-officer", "auditor"],
  "rules:upload": ["administrator"],
  "slip:issue": ["administrator", "committee-member"],
  // The audit log and the watch over all estates are the district's: a role for one estate does
  // not open them.
  "audit:read": ["administrator"],
  "district:watch": ["administrator"],
  "watch:set": ["administrator"],
  // The desks of complaints are the district's; who handles a case is decided case by case.
  "case:intake": [],
  "case:callback": [],
  "case:watch": ["administrator"],
  "routing:read": ["administrator"],
  "routing:edit": ["administrator"],
  // The register of organizations is the district's; how an estate is run is written estate by estate.
  "organization:read": ["administrator"],
  "organization:write": ["administrator"],
  "organization:classify": ["administrator"],
  "governance:write": ["administrator", "street-officer"],
};

let world: TestApp;
let callers: Map<string, Caller>;
let home: { district: string; estate: string };
let foreign: { district: string; estate: string };

beforeAll(async () => {
  world = await testApp();
  const estates = [];
  for (const name of ["甲小区", "乙小区"]) {
    const made = await world.admin.send("POST", `/api/districts/${world.districtId}/estates`, {
      name,
      communityName: "甲社区",
      contactPhone: "028-00000000",
      bookOpenedOn: "2026-01-01",
    });
    estates.push(made.body.id as string);
  }
  home = { district: world.districtId, estate: estates[0] ?? "" };
  foreign = { district: world.districtId, estate: estates[1] ?? "" };
  callers = new Map([
    ["administrator", world.admin],
    ["nobody", callerOf(world.app, "")],
  ]);
  for (const roleId of roles.slice(1)) {
    const username = `person-${roleId}`;
    // Nobody is put into an owner's role: he comes in by a slip.
    const isOwner = roleId === "resident";
    const added = await world.admin.send(
      "POST",
      `/api/districts/${home.district}/estates/${home.estate}/members`,
      { username, personName: "某人", roleId: isOwner ? "auditor" : roleId },
    );
    if (isOwner) await makeOwner(added.body.member.assignmentId);
    const password = added.body.oneTimePassword;
    const first = await world.signIn(username, password);
    callers.set(roleId, await changeFirstPassword(world.app, first, { currentPassword: password }));
  }
});
afterAll(() => world.close());

async function makeOwner(assignmentId: string): Promise<void> {
  await world.admin.send(
    "POST",
    `/api/districts/${home.district}/estates/${home.estate}/roll-imports?from=2026-01-01`,
    "楼栋,房号,建筑面积,业主,电话,物业费标准\n1,1-1-101,89.47,张三,13800000001,1.50\n",
    { type: "text/csv" },
  );
  await world.database.owner.query(
    `with made as (update registry.role_assignment set role_id = 'resident' where id = $1
       returning person_id)
     update registry.ownership set person_id = made.person_id from made`,
    [assignmentId],
  );
}

function operations(): readonly Operation[] {
  const document = openApiDocument(world.app);
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { operationId: string; "x-permission"?: string }>).map(
      ([method, operation]) => ({
        id: operation.operationId,
        method,
        path,
        permission: operation["x-permission"] ?? "missing",
      }),
    ),
  );
}

const nowhere = "01931f6e-5f1a-7c3a-9d57-0d4a3c0e9a11";

/** Only whether the door opens: the request itself is empty, so an open door answers 400 or 404. */
async function knock(caller: Caller, operation: Operation, place: typeof home): Promise<string> {
  const path = operation.path
    .replace("{districtId}", place.district)
    .replace("{estateId}", place.estate)
    .replace(/\{sha256\}/, "0".repeat(64))
    .replace(/\{\w+\}/g, nowhere);
  const answer =
    operation.method === "get"
      ? await caller.get(path)
      : await caller.send(operation.method.toUpperCase(), path, undefined);
  const kind = String(answer.body?.type ?? "")
    .split(":")
    .at(-1);
  if (kind === "not-signed-in") return "closed";
  if (kind === "not-allowed") return "closed";
  if (kind === "not-found" && ["estate", "district"].includes(answer.body.facts?.what))
    return "hidden";
  return "open";
}

// Signing out in the middle would close every door behind it.
const isHarmless = (operation: Operation) => operation.id !== "signOut";

test("every operation names a permission of the table", () => {
  for (const operation of operations()) {
    expect(expected, operation.id).toHaveProperty([operation.permission]);
  }
  expect(operations().length).toBeGreaterThan(30);
});

test("every route that answers stands in the document", () => {
  const listed = new Set(
    operations().map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
  );
  const unlisted = world.app.routes
    .filter(({ path, method }) => path.startsWith("/api/") && method !== "ALL")
    .map(({ path, method }) => `${method.toLowerCase()} ${path}`)
    .filter((route) => !listed.has(route));
  expect([...new Set(unlisted)]).toEqual([]);
});

test.each([...roles, "nobody"])("at home %s opens exactly its own doors", async (role) => {
  for (const operation of operations().filter(isHarmless)) {
    const caller = callers.get(role);
    const isOpen = expected[operation.permission]?.includes(role) ?? false;
    const needsDistrict =
      operation.path.includes("{districtId}") && !operation.path.includes("{estateId}");
    const knocked = await knock(caller as Caller, operation, home);
    // A role for one estate opens no door of the whole district, but the list of its own estates.
    const opens =
      isOpen &&
      (!needsDistrict ||
        role === "administrator" ||
        ["public", "session"].includes(operation.permission));
    expect(knocked === "open", `${role} ${operation.id}: ${knocked}`).toBe(opens);
  }
});

test.each(roles.slice(1))("at another estate %s finds nothing there", async (role) => {
  const guarded = operations().filter(
    ({ path, permission }) => path.includes("{estateId}") && permission !== "public",
  );
  for (const operation of guarded) {
    const knocked = await knock(callers.get(role) as Caller, operation, foreign);
    expect(knocked, `${role} ${operation.id}`).toBe("hidden");
  }
});

test("in another district nobody finds anything", async () => {
  const other = world.ports.ids.next();
  await world.database.owner.query(
    `insert into registry.district (id, division_code, name, zone, created_at)
     values ($1, '510105', '青羊区', 'Asia/Shanghai', now())`,
    [other],
  );
  const guarded = operations().filter(
    ({ path, permission }) => path.includes("{districtId}") && permission !== "public",
  );
  for (const role of roles) {
    for (const operation of guarded) {
      const place = { district: other, estate: home.estate };
      const knocked = await knock(callers.get(role) as Caller, operation, place);
      expect(knocked, `${role} ${operation.id}`).toBe("hidden");
    }
  }
});

test("a job's token reads the books of its own estate until it ends, and nothing else", async () => {
  const token = world.ports.jobTokens.issue({
    districtId: home.district,
    estateId: home.estate,
    personId: nowhere,
    expiresAt: "2026-04-10T02:01:00.000Z",
  });
  const ask = async (path: string) => {
    const response = await world.app.request(path, {
      headers: { authorization: `Bearer ${token}` },
    });
    return response.status;
  };
  const base = (estate: string) => `/api/districts/${home.district}/estates/${estate}`;
  expect(await ask(`${base(home.estate)}/entries`)).toBe(200);
  expect(await ask(`${base(foreign.estate)}/entries`)).toBe(403);
  expect(await ask(`${base(home.estate)}/members`)).toBe(403);
  world.clock.set("2026-04-10T02:01:00.000Z");
  expect(await ask(`${base(home.estate)}/entries`)).toBe(401);
  world.clock.set("2026-04-10T02:00:00.000Z");
});

test("a role that ends closes every door with the next request", async () => {
  const added = await world.admin.send(
    "POST",
    `/api/districts/${home.district}/estates/${home.estate}/members`,
    { username: "leaver", personName: "离任者", roleId: "auditor" },
  );
  const password = added.body.oneTimePassword;
  const leaver = await changeFirstPassword(world.app, await world.signIn("leaver", password), {
    currentPassword: password,
  });
  const path = `/api/districts/${home.district}/estates/${home.estate}`;
  expect((await leaver.get(`${path}/summary?month=2026-01`)).status).toBe(200);
  await world.admin.send("DELETE", `${path}/members/${added.body.member.assignmentId}`);
  expect((await leaver.get(`${path}/summary?month=2026-01`)).status).toBe(401);
});
