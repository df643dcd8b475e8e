import { afterAll, beforeAll, expect, test } from "vitest";
import { type Caller, changeFirstPassword, type TestApp, testApp } from "../testing.ts";

let world: TestApp;
let base: string;
let estate: string;
let manager: Caller;
let member: Caller;
let cashier: Caller;

beforeAll(async () => {
  world = await testApp();
  base = `/api/districts/${world.districtId}`;
  estate = await newEstate("虚构一期");
  [manager, member, cashier] = await Promise.all([
    hire("company-manager"),
    hire("committee-member"),
    hire("company-cashier"),
  ]);
});
afterAll(() => world.close());

async function newEstate(name: string): Promise<string> {
  const made = await world.admin.send("POST", `${base}/estates`, {
    name,
    communityName: "虚构社区",
    contactPhone: "028-00000000",
    bookOpenedOn: "2025-01-01",
  });
  return made.body.id;
}

async function hire(roleId: string): Promise<Caller> {
  const username = `p-${roleId}`;
  const added = await world.admin.send("POST", `${base}/estates/${estate}/members`, {
    username,
    personName: roleId,
    roleId,
  });
  const password = added.body.oneTimePassword;
  return changeFirstPassword(world.app, await world.signIn(username, password), {
    currentPassword: password,
  });
}

const here = (id = estate) => `${base}/estates/${id}/governance`;
const send = async (path: string, body: unknown, caller = world.admin) => {
  const answer = await caller.send("POST", path, body);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer.body;
};
const refused = async (path: string, body: unknown, caller = world.admin) => {
  const answer = await caller.send("POST", path, body);
  return `${answer.status} ${String(answer.body.type).split(":").at(-1)}`;
};

async function mandate(resolutionId: string, subject: string): Promise<string> {
  const stored = await manager.send(
    "POST",
    `${base}/estates/${estate}/vouchers`,
    `决议 ${resolutionId}`,
    {
      type: "text/plain",
    },
  );
  const recorded = await send(
    `${base}/estates/${estate}/mandates`,
    { resolutionId, resolvedOn: "2026-02-20", subject, scanSha256: stored.body.sha256 },
    manager,
  );
  return recorded.id;
}
const confirm = (id: string) =>
  send(`${base}/estates/${estate}/mandates/${id}/confirmation`, undefined, member);

const resettled = {
  housing: "resettlement",
  deliveredAfterRule: true,
  deliveredYear: 2024,
  households: 300,
};

test("nothing known is told as nothing known: no class, no advice", async () => {
  const { body } = await world.admin.get(here());
  expect(body).toMatchObject({
    factsVersion: 0,
    currentMode: "none",
    light: { tone: "idle", because: "unknown" },
    answer: { reportingClass: "undetermined", recommendedMode: "none", verified: false },
  });
});

test("facts are versions; origin and flags are kept apart and flags have their days", async () => {
  const facts = { ...resettled, problems: ["环境卫生"], lawsuits: 2 };
  const fact = { facts, asOf: "2026-01-31", source: "街道调查", basedOn: 0 };
  const first = await send(`${here()}/facts`, fact);
  expect(first.answer).toMatchObject({
    origin: "resettlement",
    reportingClass: "dispute",
    mandatory: true,
  });
  expect(await refused(`${here()}/facts`, fact)).toBe("409 changed-meanwhile");
  const wrong = { ...fact, basedOn: 1, facts: { satisfactionRate: 90 } };
  expect(await refused(`${here()}/facts`, wrong)).toBe("400 malformed-request");
  const settled = {
    ...fact,
    basedOn: 1,
    asOf: "2026-03-15",
    facts: { ...facts, lawsuits: 0 },
    source: "法院结案",
  };
  const second = await send(`${here()}/facts`, settled);
  expect(second.answer).toMatchObject({ origin: "resettlement", reportingClass: "resettlement" });
  const flags = second.flags.map((one: { flag: string; from: string; to: string | null }) => [
    one.flag,
    one.from,
    one.to,
  ]);
  expect(flags).toEqual([
    ["problem", "2026-01-31", null],
    ["dispute", "2026-01-31", "2026-03-15"],
  ]);
});

test("the mode it was found in is recorded once; every other needs a confirmed resolution on it", async () => {
  const found = { mode: "remuneration", from: "2024-06-01", note: "物业合同", isPilot: false };
  await send(`${here()}/first-mode`, found);
  expect(await refused(`${here()}/first-mode`, found)).toBe("409 mode-recorded-already");
  const begun = await send(`${here()}/conversions`, { toMode: "trust", on: "2026-01-10" });
  expect(begun.conversions).toMatchObject([{ fromMode: "remuneration", isOpen: true }]);
  const conversion = begun.conversions[0].id;
  const step = (name: string, on: string, more = {}) => ({ step: name, on, note: "已办", ...more });
  for (const [name, on] of [
    ["party-framework", "2026-01-12"],
    ["survey-and-accounts", "2026-01-25"],
    ["publicity", "2026-02-05"],
  ] as const) {
    await send(`${here()}/conversions/${conversion}/steps`, step(name, on));
  }
  const bank = {
    bank: { name: "虚构农商银行", appliedOn: "2026-03-02", waivedFees: ["开户费", "账户管理费"] },
  };
  expect(
    await refused(
      `${here()}/conversions/${conversion}/steps`,
      step("bank-account", "2026-03-05", bank),
    ),
  ).toBe("409 conversion-step-needs");

  const other = await mandate("虚〔2026〕1号", "governance-mode:remuneration");
  await confirm(other);
  const right = await mandate("虚〔2026〕2号", "governance-mode:trust");
  const change = { mode: "trust", from: "2026-04-01", note: "业主大会决定", isPilot: true };
  const by = (mandateId: string) => ({ ...change, mandateId });
  expect(await refused(`${here()}/modes`, by(right))).toBe("409 mandate-not-confirmed");
  expect(await refused(`${here()}/modes`, by(other))).toBe("422 mandate-for-other-subject");
  await confirm(right);
  expect(await refused(`${here()}/modes`, { ...by(right), from: "2026-02-19" })).toBe(
    "422 before-resolution",
  );
  const switched = await send(`${here()}/modes`, by(right));
  expect(switched.modes).toMatchObject([
    { mode: "trust", recommendedMode: "trust", resolutionId: "虚〔2026〕2号", isPilot: true },
    { mode: "remuneration", resolutionId: null },
  ]);
  expect(await refused(`${here()}/modes`, { ...by(right), mode: "trust" })).toBe(
    "409 mandate-used-already",
  );
  expect(switched.conversions[0].steps[3]).toMatchObject({
    step: "owners-vote",
    doneOn: "2026-02-20",
  });

  await send(
    `${here()}/conversions/${conversion}/steps`,
    step("contract-and-budget", "2026-03-01"),
  );
  await send(`${here()}/conversions/${conversion}/steps`, step("bank-account", "2026-03-05", bank));
  const opening = {
    on: "2026-03-06",
    reason: "原物业移交",
    balances: [{ fund: "ordinary", amount: { amount: "12345.60", currency: "CNY" } }],
  };
  const path = `${here()}/conversions/${conversion}/opening`;
  expect(await refused(path, opening)).toBe("403 not-allowed");
  const wrong = {
    ...opening,
    balances: [
      ...opening.balances,
      { fund: "maintenance", amount: { amount: "1.00", currency: "CNY" } },
    ],
  };
  expect(await refused(path, wrong, cashier)).toBe("422 fund-without-equity");
  await send(path, opening, cashier);
  expect(await refused(path, opening, cashier)).toBe("409 conversion-step-done");
  const entries = (await cashier.get(`${base}/estates/${estate}/entries`)).body.entries;
  expect(entries.map((one: { reason: string }) => one.reason)).toEqual(["原物业移交"]);
  const done = await send(
    `${here()}/conversions/${conversion}/steps`,
    step("hand-over", "2026-03-20"),
  );
  expect(done.conversions[0]).toMatchObject({
    isOpen: false,
    bank: { name: "虚构农商银行", openedOn: "2026-03-05", waivedFees: ["开户费", "账户管理费"] },
    days: { voteToAccount: 13, bank: 3, whole: 69 },
  });
});

test("the overview counts classes, pilots, targets and days from rows", async () => {
  const second = await newEstate("虚构二期");
  await send(`${here(second)}/facts`, {
    facts: { housing: "commodity", builtYear: 1995, households: 120 },
    asOf: "2026-01-01",
    source: "街道调查",
    basedOn: 0,
  });
  await send(`${here(second)}/first-mode`, {
    mode: "lump-sum",
    from: "2020-01-01",
    note: "合同",
    isPilot: false,
  });
  const target = { reportingClass: "old", byOn: "2026-12-31", estateCount: 3 };
  const overview = await send(`${base}/governance/targets`, target);
  expect(overview).toMatchObject({
    pilots: 1,
    conversions: { finished: 1, medianVoteToAccount: 13, medianBank: 3 },
  });
  const of = (name: string) =>
    overview.coverage.find((one: { reportingClass: string }) => one.reportingClass === name);
  expect(of("old")).toMatchObject({ estates: 1, trust: 0, target: 3, lights: { waiting: 1 } });
  expect(of("resettlement")).toMatchObject({ estates: 1, trust: 1, lights: { waiting: 1 } });
  expect((await world.admin.get(`${base}/governance/map`)).body).toEqual({ places: null });
});

test("a village's company may manage several estates, and a federation none", async () => {
  const body = async (name: string, kind: string) =>
    (
      await send(`${base}/organizations`, {
        name,
        kind,
        description: "物业服务",
        community: "虚构社区",
        leadSource: "村集体",
        foundOn: "2026-01-01",
      })
    ).organization.id;
  const company = await body("虚构村集体物业公司", "village-company");
  const provide = (organizationId: string) => ({
    organizationId,
    contract: "合同一号",
    from: "2026-04-01",
  });
  await send(`${here()}/provider`, provide(company));
  const third = await newEstate("虚构三期");
  const answer = await send(`${here(third)}/provider`, provide(company));
  expect(answer.provider).toMatchObject({ name: "虚构村集体物业公司", otherEstates: ["虚构一期"] });
  const federation = await body("虚构联合会", "federation");
  expect(await refused(`${here()}/provider`, provide(federation))).toBe("422 not-a-provider");
});
