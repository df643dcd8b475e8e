import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, changeFirstPassword, type TestApp, testApp } from "../testing.ts";

let world: TestApp;
let base: string;
beforeAll(async () => {
  world = await testApp();
  base = `/api/districts/${world.districtId}`;
});
afterAll(() => world.close());

const send = async (path: string, body: unknown, caller: Caller = world.admin) => {
  const answer = await caller.send("POST", `${base}${path}`, body);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer.body;
};
const refused = async (path: string, body: unknown, caller: Caller = world.admin) => {
  const answer = await caller.send("POST", `${base}${path}`, body);
  return `${answer.status} ${String(answer.body.type).split(":").at(-1)}`;
};
const get = async (path: string) => (await world.admin.get(`${base}${path}`)).body;

const body = (name: string, description: string) => ({
  name,
  description,
  community: "虚构社区",
  leadSource: "社区走访",
  foundOn: "2026-01-10",
});
const add = async (name: string, description: string) =>
  (await send("/organizations", body(name, description))).organization.id as string;

/** A second officer of the district, for what takes two people. */
async function officer(username: string): Promise<Caller> {
  const estate = await send("/estates", {
    name: `${username}小区`,
    communityName: "虚构社区",
    contactPhone: "028-00000000",
    bookOpenedOn: "2026-01-01",
  });
  const added = await world.admin.send("POST", `${base}/estates/${estate.id}/members`, {
    username,
    personName: "第二人",
    roleId: "street-officer",
  });
  await world.database.owner.query(
    "update registry.role_assignment set estate_id = null where id = $1",
    [added.body.member.assignmentId],
  );
  const password = added.body.oneTimePassword;
  return changeFirstPassword(world.app, await world.signIn(username, password), {
    currentPassword: password,
  });
}

describe("the register", () => {
  test("a body that is found is classified at once, with the words that say so", async () => {
    const card = await send("/organizations", body("虚构舞蹈队", "广场舞、合唱排练"));
    const [engine] = card.assignments;
    expect(card.organization).toMatchObject({
      stage: "found",
      standing: "unlisted",
      code: "culture-sport",
    });
    expect(engine.hand).toBe("engine");
    for (const { field, from, to, text } of engine.evidence) {
      expect(engine[field].slice(from, to)).toBe(text);
    }
    expect(engine.evidence.length).toBeGreaterThan(0);
    expect(engine.mapped["sichuan-4"]).toMatchObject({ code: "culture-sport" });
  });

  test("a new version of its words is answered anew; the old answer keeps the old text", async () => {
    const id = await add("虚构读书会", "读书、诗词朗诵");
    const card = await send(`/organizations/${id}/profiles`, {
      name: "虚构巡逻队",
      description: "夜间治安巡逻、消防隐患排查",
      community: "虚构社区",
      basedOn: 1,
    });
    expect(card.organization.code).toBe("public-safety");
    expect(card.assignments.map((one: { name: string }) => one.name)).toEqual([
      "虚构巡逻队",
      "虚构读书会",
    ]);
    expect(card.assignments[0].supersedes).toBe(card.assignments[1].id);
    expect(await refused(`/organizations/${id}/profiles`, { ...body("x", ""), basedOn: 1 })).toBe(
      "409 changed-meanwhile",
    );
  });

  test("a wrong credit code stands only with a person's reason", async () => {
    const id = await add("虚构服务中心", "居家养老服务");
    const good = await send(`/organizations/${id}/credit-codes`, { code: "51510105mj00002020" });
    expect(good.creditCode).toMatchObject({ code: "51510105MJ00002020", problem: null });
    const wrong = { code: "91350203M0001QAY9B" };
    expect(await refused(`/organizations/${id}/credit-codes`, wrong)).toBe("422 credit-code-wrong");
    const card = await send(`/organizations/${id}/credit-codes`, {
      ...wrong,
      acceptedBecause: "执照原件如此,已电话核实",
    });
    expect(card.creditCode).toMatchObject({ problem: "wrong-check", recordedBy: "管理员" });
  });

  test("of a resident number nothing is left but a keyed hash and four characters", async () => {
    const [one, other] = [await add("虚构甲队", "合唱"), await add("虚构乙队", "太极拳")];
    const number = "51018519850615007X";
    const leader = { name: "甲", residentNumber: number, from: "2026-01-01" };
    await send(`/organizations/${one}/leaders`, leader);
    const card = await send(`/organizations/${other}/leaders`, leader);
    expect(card.leaders[0]).toMatchObject({
      identityMasked: "**************007X",
      alsoLeads: ["虚构甲队"],
    });
    const wrong = { ...leader, residentNumber: "510185198506150071" };
    expect(await refused(`/organizations/${one}/leaders`, wrong)).toBe("422 resident-number-wrong");
    const dump = await world.database.owner.query(
      "select (select string_agg(l::text, ' ') from organizations.leader l) || (select string_agg(a::text, ' ') from operations.audit a) || (select string_agg(i::text, ' ') from operations.idempotency i) as all",
    );
    expect(dump.rows[0].all).not.toContain(number.slice(0, 14));
    const erased = await world.admin.send(
      "DELETE",
      `${base}/organizations/${other}/leaders/${card.leaders[0].id}`,
    );
    expect(erased.status).toBe(204);
  });

  test("a list comes in once, and its faulty rows come back marked without the number", async () => {
    const csv = [
      "名称,主要活动,社区,成立日期,负责人,身份证号",
      "虚构消防志愿队,消防隐患排查,导入社区,2024-08-01,乙,51018519850615007X",
      "虚构坏日期队,合唱,导入社区,2024-13-01,,",
      "虚构坏号队,合唱,导入社区,,丙,510185198506150071",
      "=cmd(),合唱,导入社区,,,",
    ].join("\n");
    const importCsv = async () =>
      (
        await world.admin.send(
          "POST",
          `${base}/organizations/imports?on=2026-02-01&source=${encodeURIComponent("街道台账")}`,
          csv,
          { type: "text/csv" },
        )
      ).body;
    const first = await importCsv();
    expect(first).toMatchObject({ accepted: 1, created: 1, unchanged: 0 });
    expect(first.faults.map((one: { kind: string }) => one.kind)).toEqual([
      "not-a-date",
      "resident-number-wrong",
      "formula",
    ]);
    expect(first.faults[1].value).toBe("***");
    expect(first.markedCsv).toContain("问题");
    expect(await importCsv()).toMatchObject({ created: 0, unchanged: 1 });
    const list = await get(`/organizations?q=${encodeURIComponent("虚构消防")}`);
    expect(list.organizations).toMatchObject([{ code: "public-safety", leadSource: "街道台账" }]);
  });

  test("pages do not lose or repeat anybody", async () => {
    const all = await get("/organizations?limit=500");
    const seen: string[] = [];
    let cursor = "";
    do {
      const one = await get(`/organizations?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...one.organizations.map(({ id }: { id: string }) => id));
      cursor = one.next ?? "";
    } while (cursor !== "");
    expect(seen).toEqual(all.organizations.map(({ id }: { id: string }) => id));
    expect(all.total).toBe(seen.length);
  });
});

describe("filing, stages and the federation", () => {
  test("from 找 to 统, each stage on its tests; membership is not filing", async () => {
    const id = await add("虚构乒乓球队", "乒乓球训练和比赛");
    const federation = (
      await send("/organizations", { ...body("虚构联合会", "枢纽"), kind: "federation" })
    ).organization.id;
    expect(await refused(`/organizations/${id}/stages`, { stage: "built", on: "2026-02-01" })).toBe(
      "422 stage-test-not-met",
    );
    await send(`/organizations/${id}/memberships`, {
      federationId: federation,
      from: "2026-02-01",
    });
    let card = await get(`/organizations/${id}`);
    expect(card.organization).toMatchObject({ isMember: true, standing: "unlisted" });
    const step = (more: object) => ({ on: "2026-02-02", ...more });
    await send(
      `/organizations/${id}/filing-steps`,
      step({ step: "apply", form: "society", naturalFounders: 3, members: 12 }),
    );
    expect(await refused(`/organizations/${id}/filing-steps`, step({ step: "file" }))).toBe(
      "422 local-rule-not-supplied",
    );
    card = await send(
      `/organizations/${id}/filing-steps`,
      step({ step: "file", basis: "街道审查意见" }),
    );
    expect(card.organization).toMatchObject({ standing: "filed", filingNumber: "2026-0001" });
    await send(`/organizations/${id}/stages`, { stage: "built", on: "2026-02-02" });
    await send(`/organizations/${id}/contacts`, {
      kind: "activity",
      on: "2026-03-01",
      topic: "友谊赛",
      participants: 20,
    });
    await send(`/organizations/${id}/stages`, { stage: "used", on: "2026-03-01" });
    card = await send(`/organizations/${id}/stages`, { stage: "united", on: "2026-03-02" });
    expect(card.organization.stage).toBe("united");
    await send(`/organizations/${id}/memberships/${card.memberships[0].id}/end`, {
      to: "2026-04-01",
    });
    expect((await get(`/organizations/${id}`)).stageFailing).toEqual(["member"]);
  });

  test("a street's numbers are its own and never given twice", async () => {
    const id = await add("虚构羽毛球队", "羽毛球");
    const steps = (body: object) =>
      send(`/organizations/${id}/filing-steps`, { on: "2026-02-03", ...body });
    await steps({
      step: "apply",
      rules: "gd-2022",
      form: "society",
      naturalFounders: 3,
      members: 12,
    });
    const number = { step: "file", on: "2026-02-03", rules: "gd-2022", number: "2026-0001" };
    expect(await refused(`/organizations/${id}/filing-steps`, number)).toBe("409 number-taken");
    const card = await steps({ step: "file", rules: "gd-2022" });
    expect(card.organization.filingNumber).toBe("2026-0002");
    expect(card.filing[1].tests.map((one: { outcome: string }) => one.outcome)).toEqual([
      "met",
      "met",
      "met",
    ]);
  });

  test("incubation is entered and left with its result", async () => {
    const id = await add("虚构助学队", "助学");
    await send(`/organizations/${id}/incubations`, { mentor: "虚构导师", from: "2026-01-01" });
    const again = { mentor: "另一位", from: "2026-02-01" };
    expect(await refused(`/organizations/${id}/incubations`, again)).toBe("409 incubated-already");
    const { incubations } = await get(`/organizations/${id}`);
    const end = { to: "2026-03-01", outcome: "passed", note: "章程、账目、三次活动齐备" };
    const card = await send(`/organizations/${id}/incubations/${incubations[0].id}/end`, end);
    expect(card.incubations[0]).toMatchObject({ outcome: "passed", to: "2026-03-01" });
  });
});

describe("what bodies share", () => {
  test("a month that is over without a salon raises the alarm", async () => {
    const meet = (heldOn: string) =>
      send("/gatherings", { kind: "salon", heldOn, topic: "基层治理", place: "社区社会组织之家" });
    await meet("2026-01-15");
    const { salons } = await meet("2026-03-12");
    expect(salons.map((one: { state: string }) => one.state)).toEqual([
      "held",
      "missed",
      "held",
      "open",
    ]);
  });

  test("a joint meeting leaves actions that are done or overdue", async () => {
    const id = await add("虚构物业监督队", "监督物业、收集议题");
    const all = await send("/gatherings", {
      kind: "joint-meeting",
      heldOn: "2026-03-01",
      topic: "党建联席会议",
      place: "街道",
      attended: [id],
      actions: [
        { words: "公布议题清单", organizationId: id, dueOn: "2026-03-20" },
        { words: "落实场地", dueOn: "2026-05-01" },
      ],
    });
    const meeting = all.gatherings.find((one: { kind: string }) => one.kind === "joint-meeting");
    expect(meeting.actions.map((one: { isOverdue: boolean }) => one.isOverdue)).toEqual([
      true,
      false,
    ]);
    const done = { on: "2026-04-01", note: "已张贴" };
    const path = `/gatherings/${meeting.id}/actions/${meeting.actions[0].id}/done`;
    const after = await send(path, done);
    const changed = after.gatherings.find((one: { id: string }) => one.id === meeting.id);
    expect(changed.actions[0]).toMatchObject({ doneOn: "2026-04-01", isOverdue: false });
    expect(await refused(path, done)).toBe("404 not-found");
  });

  test("a room goes to one body at a time; a need meets one offer of its kind", async () => {
    const id = await add("虚构书画社", "书画");
    const { spaces } = await send("/spaces", {
      name: "一楼东厅",
      community: "虚构社区",
      areaSquareMetres: "86.5",
      offeredBy: "虚构社区居委会",
      offeredFrom: "2026-01-01",
    });
    expect(spaces[0].areaSquareMetres).toBe("86.50");
    const allot = { organizationId: id, agreement: "用房协议一号", from: "2026-02-01" };
    await send(`/spaces/${spaces[0].id}/allotments`, allot);
    expect(await refused(`/spaces/${spaces[0].id}/allotments`, allot)).toBe("409 space-taken");
    const exchange = (side: string, category: string) =>
      send("/exchanges", {
        side,
        category,
        words: "六十套桌椅",
        community: "虚构社区",
        from: "2026-02-01",
      });
    await exchange("offer", "skill");
    await exchange("offer", "goods");
    const { exchanges } = await exchange("need", "goods");
    const need = exchanges.find((one: { side: string }) => one.side === "need");
    expect(need.candidates).toHaveLength(1);
    const wrong = exchanges.find((one: { category: string }) => one.category === "skill");
    const match = (offerId: string) => ({ offerId, on: "2026-02-02" });
    expect(await refused(`/exchanges/${need.id}/match`, match(wrong.id))).toBe(
      "422 not-a-need-and-an-offer",
    );
    await send(`/exchanges/${need.id}/match`, match(need.candidates[0]));
    expect(await refused(`/exchanges/${need.id}/match`, match(need.candidates[0]))).toBe(
      "409 matched-already",
    );
  });

  test("services are listed by the walk to them", async () => {
    const id = await add("虚构助餐站", "助餐");
    const service = (name: string, walkingMinutes: number) => ({
      organizationId: id,
      name,
      description: "午餐",
      address: "虚构路 1 号",
      hours: "每日 11:00–13:00",
      fees: "每份 10 元",
      phone: "028-00000000",
      walkingMinutes,
      from: "2026-01-01",
    });
    await send("/services", service("远处助餐", 25));
    await send("/services", service("楼下助餐", 5));
    const { services } = await get("/services?walkingMinutes=15");
    expect(services.map((one: { name: string }) => one.name)).toEqual(["楼下助餐"]);
  });

  test("figures are counted; what was only reported keeps its bound and source", async () => {
    const counts = await send("/organizations/reported-figures".replace("/organizations", ""), {
      key: "grid-teams",
      value: 154,
      bound: "exact",
      asOf: "2024-11-20",
      source: "报道,2024-11-20",
    });
    const list = await get("/organizations?standing=filed&limit=1");
    expect(counts.filed).toBe(list.total);
    expect(counts.reported).toEqual([
      {
        key: "grid-teams",
        value: 154,
        bound: "exact",
        asOf: "2024-11-20",
        source: "报道,2024-11-20",
      },
    ]);
  });
});

describe("the register in the words of others", () => {
  const file = async (name: string) => {
    const answer = await world.admin.get(`${base}/organization-exports/${name}`);
    expect(answer.status, name).toBe(200);
    return typeof answer.body === "string" ? JSON.parse(answer.body) : answer.body;
  };

  test("bodies on file and members are given out, leads and persons are not", async () => {
    const csv = (await world.admin.get(`${base}/organization-exports/register.csv`)).body as string;
    expect(csv).toContain("虚构乒乓球队");
    expect(csv).not.toContain("虚构读书会");
    const popolo = await file("popolo.json");
    const names = popolo.organizations.map(({ name }: { name: string }) => name);
    expect(names).toContain("虚构联合会");
    expect(popolo.memberships).toHaveLength(1);
    expect(popolo.persons).toEqual([]);
    expect(JSON.stringify(popolo)).not.toContain("007X");
  });

  test("services go out as HSDS and schema.org; what cannot be said is named", async () => {
    const hsds = await file("hsds.json");
    const left = await file("left-out.json");
    const offered = JSON.stringify(hsds).includes("楼下助餐");
    // The body that gives it is a lead, not on file: its service stays out, and is named for it.
    expect(offered).toBe(false);
    expect(left["hsds.json"].map(({ because }: { because: string }) => because)).toContain(
      "unknown-body",
    );
    expect(await file("360giving.json")).toBeNull();
    const graph = (await file("schema-org.json"))["@graph"];
    expect(graph.some(({ name }: { name: string }) => name === "虚构乒乓球队")).toBe(true);
  });
});

describe("classification", () => {
  test("a person's word stands beside the engine's, and two persons do not overwrite each other", async () => {
    const id = await add("虚构先锋队", "党员志愿者队伍");
    const queue = await get("/organization-reviews?limit=200");
    const item = queue.items.find(
      (one: { organization: { id: string } }) => one.organization.id === id,
    );
    expect(item).toMatchObject({ why: "engine-asks", person: null });
    const word = {
      schemeId: "caotang-5",
      code: "mutual-aid",
      reason: "走访得知每周结对探访独居老人",
      basis: "走访记录",
      supersedes: null,
    };
    expect(await refused(`/organizations/${id}/assignments`, { ...word, code: "nonsense" })).toBe(
      "422 code-not-of-scheme",
    );
    const card = await send(`/organizations/${id}/assignments`, word);
    expect(card.organization).toMatchObject({ code: "mutual-aid", hand: "person" });
    expect(card.assignments.map((one: { hand: string }) => one.hand).sort()).toEqual([
      "engine",
      "person",
    ]);
    expect(await refused(`/organizations/${id}/assignments`, { ...word, code: "daily-life" })).toBe(
      "409 must-supersede",
    );
    const after = await get("/organization-reviews?limit=200");
    expect(
      after.items.map((one: { organization: { id: string } }) => one.organization.id),
    ).not.toContain(id);
  });

  test("a second person codes blind; where they differ the body comes back, and agreement is counted", async () => {
    const second = await officer("second");
    const word = (code: string) => ({
      schemeId: "caotang-5",
      code,
      reason: "看过活动记录",
      basis: "活动记录",
      supersedes: null,
    });
    const [alike, apart] = [await add("虚构邻里队", "志愿者"), await add("虚构暖心队", "志愿者")];
    await send(`/organizations/${alike}/assignments`, word("mutual-aid"));
    await send(`/organizations/${apart}/assignments`, word("mutual-aid"));
    const own = { schemeId: "caotang-5", code: "mutual-aid" };
    expect(await refused(`/organizations/${alike}/opinions`, own)).toBe("403 own-word");
    const blind = (await second.get(`${base}/organization-reviews?second=true`)).body;
    const shown = blind.items.find(
      (one: { organization: { id: string } }) => one.organization.id === alike,
    );
    expect(shown).toMatchObject({ person: null, engine: null, organization: { code: null } });
    await send(`/organizations/${alike}/opinions`, own, second);
    await send(`/organizations/${apart}/opinions`, { ...own, code: "daily-life" }, second);
    expect(await refused(`/organizations/${alike}/opinions`, own, second)).toBe(
      "409 opinion-given-already",
    );
    const queue = await get("/organization-reviews?limit=200");
    const disputed = queue.items.filter((one: { why: string }) => one.why === "disputed");
    expect(disputed.map((one: { organization: { id: string } }) => one.organization.id)).toEqual([
      apart,
    ]);
    expect((await get("/organization-reviews/agreement")).reviewers).toMatchObject({
      pairs: 2,
      same: 1,
    });
  });

  test("a new version first shows who would change and why; a person applies it", async () => {
    const id = await add("虚构某某组", "做一种新奇玩意");
    const source = fileURLToPath(
      new URL("../../../../packages/jurisdictions/packs/caotang-5/scheme.json", import.meta.url),
    );
    const shipped = JSON.parse(readFileSync(source, "utf8"));
    const before = (await get(`/organizations/${id}`)).organization;
    const content = {
      ...shipped,
      version: "99.0.0",
      rules: [
        ...shipped.rules,
        {
          id: "district/new-toy",
          term: "culture-sport",
          words: ["新奇玩意"],
          weight: 6,
          source: "usage",
        },
      ],
    };
    const faulty = { content: { ...content, terms: [] }, reason: "试" };
    expect(await refused("/schemes/caotang-5/versions", faulty)).toBe("422 scheme-faulty");
    await send("/schemes/caotang-5/versions", { content, reason: "新增词语" });
    const difference = await get("/schemes/caotang-5/versions/99.0.0/difference");
    expect(difference.rules).toEqual([
      { what: "words", at: "district/new-toy", before: null, after: "新奇玩意" },
    ]);
    expect(difference.changes).toMatchObject([
      {
        organizationId: id,
        because: ["+新奇玩意"],
        after: { code: "culture-sport" },
        personHolds: false,
      },
    ]);
    expect((await get(`/organizations/${id}`)).organization).toEqual(before);
    const path = "/schemes/caotang-5/versions/99.0.0/application";
    expect(await refused(path, { expectedChanges: 7 })).toBe("409 dry-run-outdated");
    const applied = await send(path, { expectedChanges: 1 });
    expect(applied).toMatchObject({ version: "99.0.0" });
    const card = await get(`/organizations/${id}`);
    expect(card.organization.code).toBe("culture-sport");
    expect(card.assignments.map((one: { schemeVersion: string }) => one.schemeVersion)).toEqual([
      "99.0.0",
      shipped.version,
    ]);
    expect(await refused(path, { expectedChanges: 0 })).toBe("409 scheme-applied-already");
  });

  test("nothing of a word once given can be changed, not even by the owner of the tables", async () => {
    for (const table of ["assignment", "opinion", "profile", "filing_step"]) {
      await expect(
        world.database.owner.query(`delete from organizations.${table}`),
      ).rejects.toThrow("append-only");
    }
  });
});
