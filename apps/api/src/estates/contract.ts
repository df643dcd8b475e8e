import { z } from "@hono/zod-openapi";
import { CivilDate, districtParams, estateParams, Id, Money, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";
import { conversionSteps } from "./conversion.ts";

const here = "/api/districts/{districtId}/estates/{estateId}/governance" as const;
const all = "/api/districts/{districtId}/governance" as const;
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});
const Words = z.string().trim().min(1).max(2000);
const Mode = z.string().regex(/^[a-z][a-z-]{1,40}$/);
const rate = z.number().min(0).max(1).optional();
const count = z.int().min(0).optional();
const year = z.int().min(1000).max(9999).optional();

/** What is known of an estate; the mode it is run in is not a fact here but its own history. */
export const EstateFacts = z
  .object({
    housing: z
      .enum(["commodity", "resettlement", "rural-concentrated", "reformed-public", "mixed"])
      .optional(),
    land: z.string().max(60).optional(),
    builtYear: year,
    deliveredYear: year,
    occupiedYear: year,
    households: count,
    courtyards: count,
    householdsPerCourtyard: z.array(z.int().min(0)).max(500).optional(),
    adjacentCourtyards: z.boolean().optional(),
    courtyardConsents: z.array(z.boolean()).max(500).optional(),
    deliveredAfterRule: z.boolean().optional(),
    problems: z.array(z.string().max(100)).max(50).optional(),
    committee: z.string().max(60).optional(),
    disputesPer1000Households: z.number().min(0).optional(),
    lawsuits: count,
    feeCollectionRate: rate,
    feeCollectionRateResettlement: rate,
    feeCollectionRateMarket: rate,
    satisfactionRate: rate,
    disclosureOnTimeRate: rate,
    commonIncomeDisclosed: z.boolean().optional(),
    contractEndsInMonths: z.number().optional(),
    subsidised: z.boolean().optional(),
    collectiveIncomeShare: rate,
    villageSubsidiary: z.boolean().optional(),
    resettlementShare: rate,
    trustVote: z.enum(["passed", "failed"]).optional(),
  })
  .openapi("EstateFacts");

export const Light = z.object({
  tone: z.enum(["good", "waiting", "bad", "idle"]),
  because: z.string(),
});
export const EstateAnswer = z
  .object({
    rules: z.string(),
    verified: z
      .boolean()
      .openapi({ description: "whether the rules were read in an official text" }),
    origin: z.string(),
    flags: z.array(z.string()),
    reportingClass: z.string(),
    recommendedMode: z.string(),
    mandatory: z.boolean().openapi({ description: "an order of the rules, not advice" }),
    because: z.object({ origin: z.string(), reportingClass: z.string(), mode: z.string() }),
    blockers: z.array(z.string()),
    nextSteps: z.array(z.string()),
  })
  .openapi("EstateAnswer");

const Step = z.enum(conversionSteps.map(({ step }) => step));
export const Conversion = z
  .object({
    id: Id,
    fromMode: z.string(),
    toMode: z.string(),
    begunOn: CivilDate,
    steps: z.array(
      z.object({
        step: Step,
        needs: z.array(z.string()),
        doneOn: CivilDate.nullable(),
        note: z.string().nullable(),
        recordedBy: z.string().nullable(),
      }),
    ),
    bank: z
      .object({
        name: z.string(),
        appliedOn: CivilDate,
        openedOn: CivilDate,
        waivedFees: z.array(z.string()),
      })
      .nullable(),
    days: z.object({
      voteToAccount: z.int().nullable(),
      bank: z.int().nullable(),
      whole: z.int().nullable(),
    }),
    isOpen: z.boolean(),
  })
  .openapi("Conversion");

export const Governance = z
  .object({
    estateId: Id,
    name: z.string(),
    communityName: z.string(),
    facts: EstateFacts,
    factsVersion: z.int().openapi({ description: "0 while nothing is recorded" }),
    factsAsOf: CivilDate.nullable(),
    factsSource: z.string().nullable(),
    currentMode: z.string(),
    answer: EstateAnswer,
    light: Light,
    flags: z.array(
      z.object({
        flag: z.string(),
        from: CivilDate,
        to: CivilDate.nullable(),
        evidence: z.string(),
      }),
    ),
    modes: z.array(
      z.object({
        ordinal: z.int(),
        mode: z.string(),
        from: CivilDate,
        resolutionId: z.string().nullable(),
        mandateId: Id.nullable(),
        recommendedMode: z.string().nullable().openapi({
          description: "what the rules advised on the day the owners decided",
        }),
        note: z.string(),
        isPilot: z.boolean(),
        recordedBy: z.string(),
        recordedAt: Timestamp,
      }),
    ),
    conversions: z.array(Conversion),
    provider: z
      .object({
        organizationId: Id,
        name: z.string(),
        kind: z.string(),
        contract: z.string(),
        from: CivilDate,
        otherEstates: z.array(z.string()),
      })
      .nullable(),
  })
  .openapi("Governance");

export const EstateStanding = z
  .object({
    estateId: Id,
    name: z.string(),
    communityName: z.string(),
    households: z.int().nullable(),
    origin: z.string(),
    reportingClass: z.string(),
    flags: z.array(z.string()),
    currentMode: z.string(),
    since: CivilDate.nullable(),
    recommendedMode: z.string(),
    mandatory: z.boolean(),
    isPilot: z.boolean(),
    isConverting: z.boolean(),
    light: Light,
  })
  .openapi("EstateStanding");
export const Coverage = z
  .object({
    reportingClass: z.string(),
    estates: z.int(),
    trust: z.int(),
    lights: z.object({ good: z.int(), waiting: z.int(), bad: z.int(), idle: z.int() }),
    target: z.int().nullable(),
    targetBy: CivilDate.nullable(),
  })
  .openapi("Coverage");
export const GovernanceOverview = z
  .object({
    asOf: CivilDate,
    rules: z.string(),
    verified: z.boolean(),
    estates: z.array(EstateStanding),
    coverage: z.array(Coverage),
    pilots: z.int(),
    conversions: z.object({
      open: z.int(),
      finished: z.int(),
      medianVoteToAccount: z.int().nullable(),
      medianBank: z.int().nullable(),
    }),
  })
  .openapi("GovernanceOverview");

export const readOverview = operation("district:watch", {
  operationId: "readGovernanceOverview",
  method: "get",
  path: all,
  tags: ["governance"],
  summary: "全市小区总览 · all estates with their lights, and coverage per class",
  request: { params: districtParams },
  responses: { 200: json(GovernanceOverview, "Reckoned today from the latest facts") },
});

export const setTarget = operation("governance:write", {
  operationId: "setGovernanceTarget",
  method: "post",
  path: `${all}/targets`,
  tags: ["governance"],
  summary: "扩面计划 · how many estates of a class by when",
  request: {
    params: districtParams,
    body: body(
      z.object({
        reportingClass: z.string().regex(/^[a-z][a-z-]{1,40}$/),
        byOn: CivilDate,
        estateCount: z.int().min(0).max(100_000),
      }),
    ),
  },
  responses: { 201: json(GovernanceOverview, "The overview") },
});

export const readMap = operation("district:watch", {
  operationId: "readDistrictMap",
  method: "get",
  path: `${all}/map`,
  tags: ["governance"],
  summary: "运营方提供的地图 · the map the operator supplies, if any",
  request: { params: districtParams },
  responses: {
    200: json(
      z.object({
        places: z
          .array(
            z.object({
              name: z.string(),
              rings: z.array(z.array(z.tuple([z.number(), z.number()]))),
              point: z.tuple([z.number(), z.number()]).nullable(),
            }),
          )
          .nullable(),
      }),
      "Outlines by name, longitude first",
    ),
  },
});

export const readGovernance = operation("estate:read", {
  operationId: "readGovernance",
  method: "get",
  path: here,
  tags: ["governance"],
  summary: "小区治理档案 · what kind of estate, how it is run, and what is advised",
  request: { params: estateParams },
  responses: { 200: json(Governance, "The estate") },
});

export const recordFacts = operation("governance:write", {
  operationId: "recordEstateFacts",
  method: "post",
  path: `${here}/facts`,
  tags: ["governance"],
  summary: "登记小区情况(新版本)· what is known of the estate, a new version",
  request: {
    params: estateParams,
    body: body(
      z.object({
        facts: EstateFacts,
        asOf: CivilDate,
        source: Words,
        basedOn: z.int().min(0).openapi({ description: "the version that was seen" }),
      }),
    ),
  },
  responses: { 201: json(Governance, "The estate, answered anew") },
});

export const recordFirstMode = operation("governance:write", {
  operationId: "recordFirstMode",
  method: "post",
  path: `${here}/first-mode`,
  tags: ["governance"],
  summary: "登记现状模式(首次)· the mode the estate was found in",
  request: {
    params: estateParams,
    body: body(z.object({ mode: Mode, from: CivilDate, note: Words, isPilot: z.boolean() })),
  },
  responses: { 201: json(Governance, "The estate") },
});

export const switchMode = operation("governance:write", {
  operationId: "switchMode",
  method: "post",
  path: `${here}/modes`,
  tags: ["governance"],
  summary: "凭业主决议切换模式 · switch the mode by a confirmed resolution",
  request: {
    params: estateParams,
    body: body(
      z.object({
        mode: Mode,
        from: CivilDate,
        mandateId: Id,
        note: Words,
        isPilot: z.boolean().default(false),
      }),
    ),
  },
  responses: { 201: json(Governance, "The estate, decision and advice side by side") },
});

export const beginConversion = operation("governance:write", {
  operationId: "beginConversion",
  method: "post",
  path: `${here}/conversions`,
  tags: ["governance"],
  summary: "启动模式转型 · begin a conversion",
  request: { params: estateParams, body: body(z.object({ toMode: Mode, on: CivilDate })) },
  responses: { 201: json(Governance, "The estate") },
});

export const doConversionStep = operation("governance:write", {
  operationId: "doConversionStep",
  method: "post",
  path: `${here}/conversions/{conversionId}/steps`,
  tags: ["governance"],
  summary: "完成一步 · one step of a conversion; the vote and the opening have doors of their own",
  request: {
    params: estateParams.extend({ conversionId: Id }),
    body: body(
      z.object({
        step: z.enum([
          "party-framework",
          "survey-and-accounts",
          "publicity",
          "contract-and-budget",
          "bank-account",
          "hand-over",
        ]),
        on: CivilDate,
        note: Words,
        bank: z
          .object({
            name: z.string().trim().min(1).max(100),
            appliedOn: CivilDate,
            waivedFees: z.array(z.string().trim().min(1).max(100)).max(20).default([]),
          })
          .optional()
          .openapi({ description: "with the bank's part only: who, applied when, what it waived" }),
      }),
    ),
  },
  responses: { 201: json(Governance, "The estate") },
});

export const postConversionOpening = operation("books:write", {
  operationId: "postConversionOpening",
  method: "post",
  path: `${here}/conversions/{conversionId}/opening`,
  tags: ["governance"],
  summary: "期初余额入账 · opening balances go into the trust book",
  request: {
    params: estateParams.extend({ conversionId: Id }),
    body: body(
      z.object({
        on: CivilDate,
        reason: Words,
        balances: z
          .array(z.object({ fund: z.string().min(1).max(60), amount: Money }))
          .min(1)
          .max(20),
      }),
    ),
  },
  responses: { 201: json(Governance, "The estate; the entries stand in the journal") },
});

export const setProvider = operation("governance:write", {
  operationId: "setProvider",
  method: "post",
  path: `${here}/provider`,
  tags: ["governance"],
  summary: "确定服务单位 · which body manages the estate",
  request: {
    params: estateParams,
    body: body(z.object({ organizationId: Id, contract: Words, from: CivilDate })),
  },
  responses: { 201: json(Governance, "The estate") },
});
