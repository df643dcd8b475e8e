import {
  addDays,
  addMonths,
  firstDayOf,
  type LocalDate,
  localDateAt,
  monthOf,
} from "@xinyi/calendar";
import { accept, type Result } from "@xinyi/result";
import { stringify } from "csv-stringify/sync";
import { insertRows } from "../database/insert.ts";
import { assignCode, giveOpinion } from "../organizations/classification.ts";
import * as commons from "../organizations/commons.ts";
import { reportFigure } from "../organizations/counts.ts";
import { importOrganizations } from "../organizations/import.ts";
import * as life from "../organizations/life.ts";
import { addOrganization } from "../organizations/register.ts";
import { organizationsOf } from "../organizations/store.ts";
import type { Ports } from "../ports.ts";
import type { Refusal } from "../refusal.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { demoOrganizations } from "./organization-rows.ts";

type Command<Answer> = (work: UnitOfWork) => Promise<Result<Done<Answer>, Refusal>>;
export type Step = <Answer>(
  key: string,
  estateId: string | undefined,
  command: Command<Answer>,
) => Promise<Answer>;

/** What the article counts; the demonstration makes as many rows, and the screens count those. */
const filed = 126;
const members = 35;
const incubated = 22;
/** Leads that are not filed; some of them are members all the same. */
const leads = 6;

/**
 * A street's organizations as they came to be, by the commands of every day: a list taken in, filed
 * by name, visited, some brought to 用 and 统, a salon each month, rooms, needs and services.
 */
export async function loadOrganizations(ports: Ports, step: Step): Promise<void> {
  const today = localDateAt(ports.clock.now(), "Asia/Shanghai");
  const ago = (days: number) => addDays(today, -days);
  await step("organizations:list", undefined, (work) =>
    importOrganizations(work, listCsv(), {
      on: ago(400),
      source: "街道台账（演示）",
    }),
  );
  const bodies = await step("organizations:ids", undefined, async (work) => {
    const { organizations } = await organizationsOf(work, {
      limit: 500,
      kind: "community-organization",
    });
    const ids = organizations.map(({ id, name, code, outcome }) => ({ id, name, code, outcome }));
    return accept({ answer: ids, facts: { count: ids.length } });
  });
  const federation = await step("organizations:federation", undefined, (work) =>
    addOrganization(
      work,
      special("虚构街道社区社会组织联合会", "federation", "枢纽型服务平台", ago(400)),
    ),
  );
  const company = await step("organizations:company", undefined, (work) =>
    addOrganization(
      work,
      special("虚构村集体物业服务公司", "village-company", "承接片区信托制物业服务", ago(300)),
    ),
  );
  await step("organizations:enterprise", undefined, (work) =>
    addOrganization(work, {
      ...special("虚构社区社会企业", "social-enterprise", "社区食堂与便民维修", ago(280)),
      publicBenefitShare: "0.300",
    }),
  );
  const filedBodies = bodies.slice(0, filed);
  await step("organizations:filing", undefined, (work) =>
    each(filedBodies, async ({ id }, at) => {
      const on = ago(390 - (at % 60));
      const applied = await life.fileOrganization(work, id, {
        step: "apply",
        on,
        rules: "sc-2023",
        form: "society",
        naturalFounders: 3,
        members: 12 + (at % 20),
      });
      if (!applied.ok) return applied;
      const basis = "街道备案审查意见（演示）";
      return life.fileOrganization(work, id, {
        step: "file",
        on: addDays(on, 12),
        rules: "sc-2023",
        basis,
      });
    }),
  );
  await step("organizations:visits", undefined, (work) =>
    each(filedBodies, ({ id }, at) =>
      life.recordContact(work, id, {
        kind: "visit",
        on: ago(20 + (at % 300)),
        topic: "走访了解需求",
      }),
    ),
  );
  await step("organizations:activities", undefined, (work) =>
    each(
      filedBodies.filter((_, at) => at % 3 !== 2),
      ({ id }, at) =>
        life.recordContact(work, id, {
          kind: "activity",
          on: ago(5 + (at % 200)),
          topic: "日常活动",
          participants: 8 + (at % 25),
        }),
    ),
  );
  // Membership is counted by itself: most members are filed, five are not.
  const memberBodies = [...filedBodies.slice(0, members - 5), ...bodies.slice(filed, filed + 5)];
  await step("organizations:members", undefined, (work) =>
    each(memberBodies, ({ id }, at) =>
      life.joinFederation(work, id, {
        federationId: federation.organization.id,
        from: ago(350 - at),
      }),
    ),
  );
  await step("organizations:stages", undefined, (work) => moveOn(work, filedBodies, today));
  await step("organizations:incubation", undefined, (work) => incubate(work, filedBodies, ago));
  await step("organizations:words", undefined, (work) => decide(work, bodies));
  await step("organizations:salons", undefined, (work) => meet(work, filedBodies, today));
  await step("organizations:commons", undefined, (work) =>
    share(work, filedBodies, company.organization.id, ago),
  );
  await step("organizations:reported", undefined, report);
}

function listCsv(): Uint8Array {
  const rows = demoOrganizations(filed + leads).map((one) => [
    one.name,
    one.description,
    one.community,
    one.foundedOn,
    String(one.members),
  ]);
  const head = ["名称", "主要活动", "社区", "成立日期", "人数"];
  return new TextEncoder().encode(stringify([head, ...rows]));
}

function special(name: string, kind: string, description: string, foundOn: LocalDate) {
  return { name, kind, description, community: "虚构一社区", leadSource: "街道（演示）", foundOn };
}

/** One after another in one transaction; the first refusal ends it. */
async function each<Item>(
  items: readonly Item[],
  act: (item: Item, at: number) => Promise<Result<unknown, Refusal>>,
): Promise<Result<Done<null>, Refusal>> {
  for (const [at, item] of items.entries()) {
    const done = await act(item, at);
    if (!done.ok) return done;
  }
  return accept({ answer: null, facts: { count: items.length } });
}

interface Body {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly outcome: string | null;
}

/** Each body as far as its tests carry it: a refusal of the next stage is where it stays. */
async function moveOn(work: UnitOfWork, bodies: readonly Body[], today: LocalDate) {
  for (const { id } of bodies) {
    for (const stage of ["built", "used", "united"] as const) {
      const moved = await life.moveOrganization(work, id, { stage, on: today });
      if (!moved.ok) break;
    }
  }
  return accept({ answer: null, facts: { count: bodies.length } });
}

async function incubate(
  work: UnitOfWork,
  bodies: readonly Body[],
  ago: (days: number) => LocalDate,
) {
  return each(bodies.slice(0, incubated), async ({ id }, at) => {
    const begun = await life.beginIncubation(work, id, { mentor: "虚构导师", from: ago(300 - at) });
    if (!begun.ok || at % 4 === 3) return begun;
    const end = { to: ago(100 - at), outcome: "passed", note: "章程、账目、活动齐备" } as const;
    return life.endIncubation(work, id, String(begun.value.incubationId), end);
  });
}

/** A few of those the engine asked about have been decided by a person already. */
async function decide(work: UnitOfWork, bodies: readonly Body[]) {
  const asked = bodies.filter(({ outcome }) => outcome === "needs-review").slice(0, 6);
  const second = work.ports.ids.next();
  await insertRows(work.client, "registry.person", [
    { district_id: work.districtId, id: second, account_id: null, name: "虚构复核人", phone: null },
  ]);
  const schemeId = "caotang-5";
  return each(asked, async ({ id, code }, at) => {
    const word = { code: code ?? "other", reason: "走访所见与名称相符", basis: "走访记录（演示）" };
    const given = await assignCode(work, id, { schemeId, ...word, supersedes: null });
    // Three were coded again by another person, one of them differently: it comes back.
    if (!given.ok || at > 2) return given;
    const opinion = at === 2 ? "mutual-aid" : word.code;
    return giveOpinion({ ...work, personId: second }, id, { schemeId, code: opinion });
  });
}

/** A salon on the tenth of each of the last twelve months, and of this one when it has come. */
async function meet(work: UnitOfWork, bodies: readonly Body[], today: LocalDate) {
  const topics = ["高质量发展", "基层治理", "志愿服务", "项目设计"];
  for (let back = 12; back >= 0; back -= 1) {
    const heldOn = addDays(firstDayOf(monthOf(addMonths(firstDayOf(monthOf(today)), -back))), 9);
    if (heldOn > today) continue;
    const held = await commons.recordGathering(work, {
      kind: "salon",
      heldOn,
      topic: `沙龙：${topics[back % topics.length]}`,
      place: "社区社会组织之家（演示）",
      minutes: "",
      attended: bodies.slice(back * 3, back * 3 + 12).map(({ id }) => id),
      actions: [],
    });
    if (!held.ok) return held;
  }
  return commons.recordGathering(work, {
    kind: "joint-meeting",
    heldOn: addDays(today, -24),
    topic: "党建联席会议",
    place: "街道会议室（演示）",
    minutes: "议定三件事。",
    attended: bodies.slice(0, 9).map(({ id }) => id),
    actions: [
      { words: "公布全年沙龙安排", dueOn: addDays(today, -10) },
      {
        words: "为两支队伍落实排练场地",
        organizationId: bodies.find(({ name }) => name.endsWith("合唱团"))?.id,
        dueOn: addDays(today, 14),
      },
      { words: "汇总各社区闲置空间", dueOn: addDays(today, 21) },
    ],
  });
}

async function share(
  work: UnitOfWork,
  bodies: readonly Body[],
  companyId: string,
  ago: (days: number) => LocalDate,
): Promise<Result<Done<unknown>, Refusal>> {
  const named = (ending: string) =>
    bodies.find(({ name }) => name.endsWith(ending))?.id ?? companyId;
  for (const [name, areaSquareMetres] of [
    ["一楼东厅", "86.50"],
    ["二楼活动室", "120.00"],
    ["院坝工具房", "18.20"],
  ] as const) {
    const offered = await commons.offerSpace(work, {
      name,
      community: "虚构二社区",
      areaSquareMetres,
      offeredBy: "虚构二社区居委会",
      offeredFrom: ago(200),
    });
    if (!offered.ok) return offered;
  }
  const { spaces } = await commons.spacesOf(work);
  const allotted = await commons.allotSpace(work, spaces[0]?.id ?? "", {
    organizationId: named("合唱团"),
    agreement: "用房协议 1 号（演示）",
    from: ago(150),
  });
  if (!allotted.ok) return allotted;
  for (const [side, category, words] of [
    ["offer", "goods", "六十套折叠桌椅"],
    ["offer", "skill", "摄影与剪辑"],
    ["need", "goods", "活动用桌椅二十套"],
    ["need", "space", "每周两晚排练场地"],
  ] as const) {
    const fact = { side, category, words, community: "虚构二社区", from: ago(40) };
    const recorded = await commons.recordExchange(work, fact);
    if (!recorded.ok) return recorded;
  }
  return each(
    [
      ["社区助餐", "午餐与送餐", 5, named("助餐服务站")],
      ["家电维修", "小家电上门维修", 12, named("家电维修队")],
      ["物业报修", "小区公共部位报修", 8, companyId],
    ] as const,
    ([name, description, walkingMinutes, organizationId]) =>
      commons.addService(work, {
        organizationId,
        name,
        description,
        address: "虚构二社区便民中心",
        hours: "每日 9:00–17:00",
        fees: "见现场价目",
        phone: "028-00000000",
        walkingMinutes,
        from: ago(120),
      }),
  );
}

/** Figures of the reports that nobody here has counted, with the day and the place they stand in. */
async function report(work: UnitOfWork): Promise<Result<Done<unknown>, Refusal>> {
  const source = "2024-11-20 报道（年份为推断）";
  const asOf = "2024-11-20";
  return each(
    [
      ["grid-teams", 154, "exact"],
      ["grid-projects", 295, "exact"],
      ["volunteers", 500, "at-least"],
      ["activities", 150, "at-least"],
      ["incubated-reported", 20, "at-least"],
    ] as const,
    ([key, value, bound]) => reportFigure(work, { key, value, bound, asOf, source }),
  );
}
