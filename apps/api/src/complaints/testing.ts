import {
  type Answer,
  type Caller,
  changeFirstPassword,
  type TestApp,
  testApp,
} from "../testing.ts";

/** For tests only: a district with its rules, two estates, the offices and the desks. */
export interface ComplaintWorld extends TestApp {
  readonly base: string;
  readonly publicBase: string;
  readonly estate: string;
  readonly otherEstate: string;
  readonly triage: Caller;
  readonly hotline: Caller;
  readonly supervisor: Caller;
  readonly discipline: Caller;
  readonly company: Caller;
  readonly street: Caller;
  readonly community: Caller;
  readonly housing: Caller;
  /** A role for one estate and no seat at any desk. */
  readonly bystander: Caller;
  newDesk(unitId: string, options?: DeskOptions): Promise<string>;
  person(username: string, roleId: string, desks?: readonly string[]): Promise<Caller>;
  report(fields?: Readonly<Record<string, unknown>>): Promise<Reported>;
}

export interface DeskOptions {
  readonly estateId?: string;
  readonly capacity?: number;
  readonly isOnDuty?: boolean;
  readonly categories?: readonly string[];
}

export interface Reported {
  readonly id: string;
  readonly number: string;
  readonly trackingCode: string;
  readonly disposition: string;
}

export async function complaintWorld(): Promise<ComplaintWorld> {
  const world = await testApp();
  const base = `/api/districts/${world.districtId}`;
  const publicBase = `/api/public/districts/${world.districtId}`;
  const [estate, otherEstate] = await Promise.all(
    ["胜天小区", "草堂小区"].map(async (name) => {
      const made = await world.admin.send("POST", `${base}/estates`, {
        name,
        communityName: "胜天社区",
        contactPhone: "028-00000000",
        bookOpenedOn: "2026-01-01",
      });
      return made.body.id as string;
    }),
  );
  if (estate === undefined || otherEstate === undefined) throw new Error("no estates");
  await expectStatus(
    201,
    world.admin.send("POST", `${base}/routing-packs`, { from: "bundled", id: "jianyang-demo" }),
  );
  for (const [id, title] of [
    ["micro-1", "第一微网格"],
    ["general-1", "第一网格"],
  ]) {
    const grid = { id, title, estateId: estate };
    await expectStatus(201, world.admin.send("POST", `${base}/grids`, grid));
  }

  const newDesk = async (unitId: string, options: DeskOptions = {}): Promise<string> => {
    const desk = { unitId, title: `${unitId} 班组`, capacity: 10, isOnDuty: true, ...options };
    return (await expectStatus(201, world.admin.send("POST", `${base}/desks`, desk))).body.id;
  };
  const person = async (username: string, roleId: string, desks: readonly string[] = []) => {
    const added = await expectStatus(
      201,
      world.admin.send("POST", `${base}/estates/${estate}/members`, {
        username,
        personName: `某${username}`,
        roleId: isDistrictRole(roleId) ? "auditor" : roleId,
      }),
    );
    if (isDistrictRole(roleId)) await makeDistrictWide(world, username, roleId);
    for (const desk of desks) {
      await expectStatus(
        201,
        world.admin.send("POST", `${base}/desks/${desk}/members`, { username }),
      );
    }
    const password = added.body.oneTimePassword;
    const first = await world.signIn(username, password);
    return changeFirstPassword(world.app, first, { currentPassword: password });
  };
  const anonymous = await world.app.request(`${publicBase}/discipline-channel`);
  if (anonymous.status !== 200) throw new Error("the public door is shut");
  const report = async (fields: Readonly<Record<string, unknown>> = {}): Promise<Reported> => {
    const done = await post(world, `${publicBase}/complaints`, {
      category: "cleaning",
      estateId: estate,
      text: "三单元楼道一周没有打扫",
      phone: "13900000001",
      ...fields,
    });
    if (done.status !== 201) throw new Error(JSON.stringify(done.body));
    return done.body;
  };
  return {
    ...world,
    base,
    publicBase,
    estate,
    otherEstate,
    newDesk,
    person,
    report,
    triage: await person("triage", "triage-officer"),
    hotline: await person("hotline", "hotline-officer"),
    supervisor: await person("supervisor", "case-supervisor"),
    discipline: await person("discipline", "discipline-reader"),
    company: await person("company", "company-manager", [
      await newDesk("property-company", { estateId: estate }),
    ]),
    street: await person("street", "street-officer", [await newDesk("street")]),
    community: await person("community", "auditor", [await newDesk("community")]),
    housing: await person("housing", "auditor", [await newDesk("housing-department")]),
    bystander: await person("bystander", "committee-member"),
  };
}

const isDistrictRole = (roleId: string): boolean =>
  [
    "triage-officer",
    "hotline-officer",
    "case-supervisor",
    "discipline-reader",
    "street-officer",
  ].includes(roleId);

/** Instead of the role that brought the account: a role of the whole district. */
async function makeDistrictWide(world: TestApp, username: string, roleId: string): Promise<void> {
  await world.database.owner.query(
    `update registry.role_assignment a set role_id = $2, estate_id = null
       from registry.person p join identity."user" u on u.id = p.account_id
      where a.person_id = p.id and u.username = $1`,
    [username, roleId],
  );
}

/** A write without an account, as the residents' page sends it. */
export async function post(
  { app, ports }: Pick<TestApp, "app" | "ports">,
  path: string,
  body: unknown,
  key: string = ports.ids.next(),
): Promise<Answer> {
  const response = await app.request(path, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** A page read without an account. */
export async function ask({ app }: Pick<TestApp, "app">, path: string): Promise<Answer> {
  const response = await app.request(path);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function expectStatus<Answer extends { status: number; body: unknown }>(
  status: number,
  answer: Promise<Answer>,
): Promise<Answer> {
  const got = await answer;
  if (got.status !== status) throw new Error(`${got.status}: ${JSON.stringify(got.body)}`);
  return got;
}
