import { addDays, type LocalDate, localDateAt } from "@xinyi/calendar";
import { accept, type Result } from "@xinyi/result";
import { storeVoucher } from "../bank/vouchers.ts";
import { insertRows } from "../database/insert.ts";
import * as governance from "../estates/commands.ts";
import { setTarget } from "../estates/overview.ts";
import { confirmMandate, recordMandate } from "../mandates/commands.ts";
import { organizationsOf } from "../organizations/store.ts";
import type { Ports } from "../ports.ts";
import { postConversionOpening, switchMode } from "../processes/switch-mode.ts";
import type { Refusal } from "../refusal.ts";
import { createEstate } from "../registry/commands.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { type DemoEstate, demoConversion, demoEstates } from "./organization-rows.ts";
import type { Step } from "./organizations.ts";

/**
 * Estates of every class with what is known of them and how they are run. Nineteen pilots: 胜天小区,
 * seventeen that were found in trust, and one whose conversion is told to the end.
 */
export async function loadEstates(ports: Ports, step: Step, firstEstate: string): Promise<void> {
  const today = localDateAt(ports.clock.now(), "Asia/Shanghai");
  await step("governance:first", firstEstate, async (work) => {
    const facts = {
      housing: "rural-concentrated",
      deliveredYear: 2022,
      occupiedYear: 2023,
      households: 120,
      feeCollectionRate: 0.93,
      satisfactionRate: 0.9,
      disclosureOnTimeRate: 1,
    };
    const known = await recordFacts(work, firstEstate, facts, today);
    if (!known.ok) return known;
    return governance.recordFirstMode(work, firstEstate, {
      mode: "trust",
      from: "2024-03-01",
      note: "演示：试点起始",
      isPilot: true,
    });
  });
  await step("governance:estates", undefined, (work) => found(work, demoEstates, today));
  await convert(step, today);
  await step("governance:targets", undefined, async (work) => {
    for (const [reportingClass, estateCount] of [
      ["resettlement", 9],
      ["rural-concentrated", 6],
      ["old", 6],
      ["new", 3],
    ] as const) {
      const set = await setTarget(work, { reportingClass, estateCount, byOn: addDays(today, 300) });
      if (!set.ok) return set;
    }
    return accept({ answer: null, facts: {} });
  });
}

type Answer = Promise<Result<Done<unknown>, Refusal>>;

async function recordFacts(work: UnitOfWork, estateId: string, facts: object, asOf: LocalDate) {
  const source = "街道调查（演示）";
  return governance.recordFacts(work, estateId, { facts, asOf, source, basedOn: 0 });
}

async function found(work: UnitOfWork, estates: readonly DemoEstate[], today: LocalDate): Answer {
  const { organizations } = await organizationsOf(work, { kind: "village-company", limit: 1 });
  const companyId = organizations[0]?.id;
  let managed = 0;
  for (const one of estates) {
    const id = await open(work, one, today);
    if (!id.ok) return id;
    // A village's company serves a stretch of several estates, each with a book of its own.
    if (companyId && one.mode === "trust" && managed < 3) {
      managed += 1;
      const contract = `片区服务合同 ${managed} 号（演示）`;
      const fact = { organizationId: companyId, contract, from: addDays(today, -200) };
      const given = await governance.setProvider(work, id.value, fact);
      if (!given.ok) return given;
    }
  }
  return accept({ answer: null, facts: { count: estates.length } });
}

async function open(
  work: UnitOfWork,
  one: DemoEstate,
  today: LocalDate,
): Promise<Result<string, Refusal>> {
  const made = await createEstate(work, {
    name: one.name,
    communityName: one.community,
    contactPhone: "028-00000000",
    bookOpenedOn: addDays(today, -500),
    currency: "CNY",
  });
  if (!made.ok) return made;
  const { id } = made.value.answer;
  if (Object.keys(one.facts).length > 0) {
    const known = await recordFacts(work, id, one.facts, today);
    if (!known.ok) return known;
  }
  if (one.mode !== "none") {
    const fact = { mode: one.mode, from: addDays(today, -400), note: "建档时的状况（演示）" };
    const mode = await governance.recordFirstMode(work, id, { ...fact, isPilot: one.isPilot });
    if (!mode.ok) return mode;
  }
  return accept(id);
}

/** From remuneration to trust: each step by the command that does it, the resolution by two people. */
async function convert(step: Step, today: LocalDate): Promise<void> {
  const ago = (days: number) => addDays(today, -days);
  const estateId = await step("conversion:estate", undefined, async (work) => {
    const id = await open(work, demoConversion, ago(120));
    return id.ok ? accept({ answer: id.value, facts: {} }) : id;
  });
  await step("conversion:course", estateId, async (work): Answer => {
    const begun = await governance.beginConversion(work, estateId, {
      toMode: "trust",
      on: ago(90),
    });
    if (!begun.ok) return begun;
    const conversionId = begun.value.answer.conversions[0]?.id ?? "";
    const take = (name: StepName, on: LocalDate, note: string, more: object = {}) =>
      governance.doConversionStep(work, estateId, conversionId, { step: name, on, note, ...more });
    const before = [
      ["party-framework", 85, "成立工作专班"],
      ["survey-and-accounts", 70, "公布三年账目"],
      ["publicity", 60, "院坝会三场"],
    ] as const;
    for (const [name, days, note] of before) {
      const taken = await take(name, ago(days), `${note}（演示）`);
      if (!taken.ok) return taken;
    }
    const mandateId = await resolved(work, estateId, ago(50));
    if (!mandateId.ok) return mandateId;
    const switched = await switchMode(work, estateId, {
      mode: "trust",
      from: ago(30),
      mandateId: mandateId.value,
      note: "业主大会决定（演示）",
      isPilot: true,
    });
    if (!switched.ok) return switched;
    const contract = await take("contract-and-budget", ago(42), "合同与首年预算公示（演示）");
    if (!contract.ok) return contract;
    const bank = { name: "虚构农商银行", appliedOn: ago(46), waivedFees: ["开户费", "账户管理费"] };
    const account = await take("bank-account", ago(43), "双密码账户开立（演示）", { bank });
    if (!account.ok) return account;
    const opening = await postConversionOpening(work, estateId, conversionId, {
      on: ago(35),
      reason: "原物业移交余额（演示）",
      balances: [{ fund: "ordinary", amount: { amount: "86420.50", currency: "CNY" } }],
    });
    if (!opening.ok) return opening;
    return take("hand-over", ago(30), "资料、账目、钥匙移交清单（演示）");
  });
}

type StepName = Parameters<typeof governance.doConversionStep>[3]["step"];

/** A resolution recorded by one made-up person and confirmed by another. */
async function resolved(
  work: UnitOfWork,
  estateId: string,
  on: LocalDate,
): Promise<Result<string, Refusal>> {
  const hands = [];
  // One of the company, one of the committee: no resolution stands on one side alone.
  for (const [name, roleId] of [
    ["虚构登记人", "company-manager"],
    ["虚构核对人", "committee-member"],
  ] as const) {
    const id = work.ports.ids.next();
    await insertRows(work.client, "registry.person", [
      { district_id: work.districtId, id, account_id: null, name, phone: null },
    ]);
    await insertRows(work.client, "registry.role_assignment", [
      {
        district_id: work.districtId,
        id: work.ports.ids.next(),
        person_id: id,
        role_id: roleId,
        estate_id: estateId,
        from_at: work.now,
        to_at: null,
      },
    ]);
    hands.push({ ...work, personId: id });
  }
  const [first = work, second = work] = hands;
  const text = "业主大会决议（演示）：将管理模式变更为信托制。";
  const scan = await storeVoucher(first, estateId, new TextEncoder().encode(text));
  if (!scan.ok) return scan;
  const recorded = await recordMandate(first, estateId, {
    resolutionId: "演〔示〕1 号",
    resolvedOn: on,
    subject: "governance-mode:trust",
    scanSha256: scan.value.answer.sha256,
  });
  if (!recorded.ok) return recorded;
  const confirmed = await confirmMandate(second, estateId, recorded.value.answer.id);
  return confirmed.ok ? accept(recorded.value.answer.id) : confirmed;
}
