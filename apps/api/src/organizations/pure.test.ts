import { expect, test } from "vitest";
import { agreementOf } from "./agreement.ts";
import { filingTests, openSteps, takeFilingStep } from "./filing.ts";
import { filingRules } from "./filing-rules.ts";
import { salonMonths, salonsFrom } from "./salons.ts";
import { failing, moveStage, stageTests } from "./stage.ts";

const guangdong = filingRules("gd-2022");
const sichuan = filingRules("sc-2023");
if (!guangdong || !sichuan) throw new Error("the packs of this test are gone");

const society = { form: "society", name: "虚构舞蹈队", naturalFounders: 3, members: 10 } as const;
const on = "2026-03-01";

test("Guangdong files a society of three founders and ten members, and not one of nine", () => {
  const file = (members: number) =>
    takeFilingStep(
      "applied",
      undefined,
      { step: "file", on },
      filingTests({ ...society, members }, guangdong),
    );
  expect(file(10)).toEqual({ ok: true, value: "filed" });
  expect(file(9)).toMatchObject({
    rejection: { kind: "filing-criteria-not-met", tests: ["members"] },
  });
  const unnamed = filingTests({ ...society, name: "虚构舞蹈协会" }, guangdong);
  expect(takeFilingStep("applied", undefined, { step: "file", on }, unnamed)).toMatchObject({
    rejection: { tests: ["name"] },
  });
});

test("one legal founder and two of staff make a service body; facts not given are not assumed", () => {
  const service = { form: "service", name: "虚构助餐站", legalFounders: 1, staff: 2 } as const;
  expect(filingTests(service, guangdong).map(({ outcome }) => outcome)).toEqual([
    "met",
    "met",
    "met",
  ]);
  expect(filingTests({ form: "service", name: "虚构助餐站" }, guangdong)[0]?.outcome).toBe(
    "unknown",
  );
});

test("where the local rule gives no number nothing is filed until somebody says on what", () => {
  const tests = filingTests(society, sichuan);
  const step = { step: "file", on } as const;
  expect(takeFilingStep("applied", undefined, step, tests)).toMatchObject({
    rejection: { kind: "local-rule-not-supplied", tests: ["founders", "members", "name"] },
  });
  const based = { ...step, basis: "街道备案审查意见 2026-1" };
  expect(takeFilingStep("applied", undefined, based, tests)).toEqual({ ok: true, value: "filed" });
});

test("steps keep their order and their days", () => {
  expect(takeFilingStep("listed", undefined, { step: "file", on }, [])).toMatchObject({
    rejection: { kind: "filing-step-not-open", standing: "listed" },
  });
  expect(takeFilingStep("filed", "2026-03-02", { step: "confirm", on }, [])).toMatchObject({
    rejection: { kind: "before-last-step" },
  });
  expect(takeFilingStep("filed", undefined, { step: "cancel", on }, [])).toMatchObject({
    rejection: { kind: "basis-missing" },
  });
  expect(openSteps("filed")).toEqual(["confirm", "sleep", "warn", "cancel", "register"]);
});

test("a body moves one stage on when its tests are met, and back with a reason only", () => {
  const facts = { hasLead: true, standing: "filed", isMember: false, isClassified: true } as const;
  const tests = stageTests(facts, "2026-03-01");
  expect(moveStage("found", "built", tests, undefined)).toEqual({ ok: true, value: "built" });
  expect(moveStage("found", "used", tests, undefined)).toMatchObject({
    rejection: { kind: "stage-skipped" },
  });
  expect(moveStage("built", "used", tests, undefined)).toMatchObject({
    rejection: { kind: "stage-test-not-met", tests: ["active"] },
  });
  const active = stageTests({ ...facts, activeOn: "2025-03-01" }, "2026-03-01");
  expect(moveStage("built", "used", active, undefined)).toEqual({ ok: true, value: "used" });
  expect(failing(stageTests({ ...facts, activeOn: "2025-02-28" }, "2026-03-01"), "used")).toEqual([
    "active",
  ]);
  expect(moveStage("used", "built", tests, " ")).toMatchObject({
    rejection: { kind: "stage-reason-missing" },
  });
  expect(moveStage("used", "built", tests, "全年没有活动")).toEqual({ ok: true, value: "built" });
});

test("a month without a salon is missed when it is over, not a day before", () => {
  const held = ["2026-01-15", "2026-03-20"] as const;
  const state = (today: "2026-02-28" | "2026-03-01") =>
    salonMonths(held, "2026-01", today).map((one) => one.state);
  expect(state("2026-02-28")).toEqual(["held", "open"]);
  expect(state("2026-03-01")).toEqual(["held", "missed", "held"]);
  expect(salonsFrom(held, "2026-03-01")).toBe("2026-01");
  expect(salonsFrom(["2020-01-01"], "2026-03-01")).toBe("2025-04");
});

test("agreement above chance, as Cohen reckons it", () => {
  const yes = ["a", "a"] as const;
  const no = ["b", "b"] as const;
  const split = [
    ["a", "b"],
    ["b", "a"],
  ] as const;
  // 20 and 15 alike, 5 and 10 apart: 0.7 observed, 0.5 by chance.
  const pairs = [
    ...Array(20).fill(yes),
    ...Array(5).fill(split[0]),
    ...Array(10).fill(split[1]),
    ...Array(15).fill(no),
  ];
  const agreement = agreementOf(pairs);
  expect(agreement).toMatchObject({ pairs: 50, same: 35 });
  expect(agreement.kappa).toBeCloseTo(0.4, 10);
  expect(agreementOf([]).kappa).toBeNull();
});
