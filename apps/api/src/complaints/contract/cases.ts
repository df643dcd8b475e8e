import { z } from "@hono/zod-openapi";
import { CivilDate, districtParams, Id, Timestamp } from "../../wire/common.ts";
import { json, operation } from "../../wire/operation.ts";
import {
  base,
  body,
  CaseState,
  ComplaintChannel,
  ComplaintReceipt,
  caseParams,
  cursorPage,
  Rating,
  Report,
  RoutingUnit,
  Similar,
} from "./parts.ts";
import { CaseStep } from "./steps.ts";

/** The desk of those who work on complaints. Whoever may not see a case is told it does not exist. */

const summary = {
  id: Id,
  number: z.string(),
  category: z.string(),
  categoryZh: z.string(),
  categoryEn: z.string(),
  state: CaseState,
  class: z.string(),
  channel: ComplaintChannel,
  estateId: Id.nullable(),
  estateName: z.string().nullable(),
  receivedAt: Timestamp,
  lead: z.union([RoutingUnit, z.null()]),
  desk: z.object({ id: Id, title: z.string() }).nullable(),
  queue: z
    .enum(["front", "ordinary"])
    .nullable()
    .openapi({ description: "of triage, if it waits there" }),
  dueOn: CivilDate.nullable().openapi({
    description: "null: ended, redirected, or past the published calendar",
  }),
  overdueDays: z.int(),
  isPaused: z.boolean(),
  level: z.int().openapi({ description: "how far it has risen along the grid" }),
  cycle: z.int(),
  reporterCount: z.int(),
  isConfidential: z.boolean(),
};

export const CaseSummary = z.object(summary).openapi("CaseSummary");

const CalledUnit = z.object({
  unit: RoutingUnit,
  calledAt: Timestamp,
  dueAt: Timestamp,
  reportedAt: Timestamp.nullable(),
  isLate: z.boolean(),
});

export const CaseClock = z
  .object({
    since: Timestamp,
    dueOn: CivilDate,
    dueAt: Timestamp.nullable(),
    amount: z.int(),
    unit: z.string(),
    elapsedDays: z.int(),
    usedDays: z.int(),
    pausedDays: z.int(),
    extendedDays: z.int(),
    overdueDays: z.int(),
    isPaused: z.boolean(),
    replaced: z.array(CivilDate).openapi({ description: "earlier due days, moved by extensions" }),
    answeredAt: Timestamp.nullable(),
    mediationDueOn: CivilDate.nullable(),
    called: z.array(CalledUnit),
  })
  .openapi("CaseClock");

export const TimelineStep = z
  .object({
    ordinal: z.int(),
    verb: z.string(),
    at: Timestamp,
    role: z.string(),
    unit: z.union([RoutingUnit, z.null()]).openapi({ description: "which unit acted, if one did" }),
    personName: z.string().nullable().openapi({ description: "who of the staff did it" }),
    to: z.union([RoutingUnit, z.null()]).openapi({
      description: "the unit it was given, proposed or raised to",
    }),
    units: z.array(RoutingUnit),
    words: z.string().nullable(),
    class: z.string().nullable(),
    days: z.int().nullable(),
    level: z.int().nullable(),
    rating: z.union([Rating, z.null()]),
    outcome: z.string().nullable(),
    other: z.object({ id: Id, number: z.string() }).nullable(),
    isFinal: z.boolean(),
  })
  .openapi("CaseTimelineStep");

export const CaseCard = z
  .object({
    ...summary,
    version: z.int().openapi({ description: "of the log; also the ETag" }),
    place: z.string().nullable(),
    text: z.string().nullable(),
    isAnonymous: z.boolean(),
    reporters: z.array(
      z.object({
        id: Id,
        name: z.string().nullable(),
        phone: z.string().nullable(),
        callback: z
          .enum(["satisfied", "unsatisfied", "not-reached"])
          .nullable()
          .openapi({ description: "since the last answer" }),
      }),
    ),
    route: z.object({
      disposition: z.enum(["dispatch", "redirect", "triage"]),
      tier: z.string().nullable(),
      rule: z.string().nullable(),
      basis: z.string().nullable(),
      reason: z.string().nullable(),
      packId: z.string(),
      packVersion: z.string(),
      packHash: z.string(),
    }),
    co: z.array(RoutingUnit),
    supervisor: z.union([RoutingUnit, z.null()]),
    excludes: z.array(RoutingUnit),
    clock: z.union([CaseClock, z.null()]),
    objections: z.int(),
    isFinal: z.boolean(),
    isMediating: z.boolean(),
    rating: z.union([Rating, z.null()]),
    mergedInto: z.object({ id: Id, number: z.string() }).nullable(),
    timeline: z.array(TimelineStep),
    may: z
      .array(z.string())
      .openapi({ description: "verbs that the caller may do now, decided by the same rules" }),
  })
  .openapi("CaseCard");

export const listCases = operation("session", {
  operationId: "listCases",
  method: "get",
  path: `${base}/cases`,
  tags: ["complaints"],
  summary: "诉求列表 · the cases the caller may see",
  request: {
    params: districtParams,
    query: cursorPage.extend({
      queue: z.enum(["all", "triage", "mine", "overdue", "callback"]).default("all").openapi({
        description:
          "triage: to be assigned or decided · mine: of the caller's desks · overdue: late and open, longest first · callback: answered, to be called back and closed",
      }),
      state: CaseState.optional(),
      category: z.string().max(80).optional(),
      unit: z.string().max(80).optional().openapi({ description: "the lead" }),
      estateId: Id.optional(),
      number: z.string().max(40).optional(),
    }),
  },
  responses: {
    200: json(z.object({ cases: z.array(CaseSummary), next: z.string().nullable() }), "A page"),
  },
});

export const recordComplaint = operation("case:intake", {
  operationId: "recordComplaint",
  method: "post",
  path: `${base}/cases`,
  tags: ["complaints"],
  summary: "代录诉求(来电、来信、来访)· take a complaint down for someone",
  request: {
    params: districtParams,
    body: body(
      Report.extend({
        channel: z.enum(["phone", "paper", "visit"]),
        receivedAt: Timestamp.optional().openapi({ description: "when a letter came in" }),
        proposal: z
          .object({ confidence: z.number().min(0).max(1) })
          .optional()
          .openapi({ description: "the category is a classifier's proposal" }),
      }),
    ),
  },
  responses: { 201: json(ComplaintReceipt, "Taken") },
});

export const readCase = operation("session", {
  operationId: "readCase",
  method: "get",
  path: `${base}/cases/{caseId}`,
  tags: ["complaints"],
  summary: "诉求卡片 · one case, its clocks and its timeline",
  request: { params: caseParams },
  responses: { 200: json(CaseCard, "The case; its version is also in ETag") },
});

export const stepCase = operation("session", {
  operationId: "stepCase",
  method: "post",
  path: `${base}/cases/{caseId}/steps`,
  tags: ["complaints"],
  summary: "办理一步 · one step: the state machine decides who may",
  request: { params: caseParams, body: body(CaseStep) },
  responses: {
    201: json(
      z.object({ id: Id, version: z.int(), state: CaseState }).openapi("CaseStepDone"),
      "Done; read the case again for the rest",
    ),
  },
});

export const recordCallback = operation("case:callback", {
  operationId: "recordCallback",
  method: "post",
  path: `${base}/cases/{caseId}/callbacks`,
  tags: ["complaints"],
  summary: "回访 · what one reporter said when called back",
  request: {
    params: caseParams,
    body: body(
      z.object({
        reporterId: Id,
        outcome: z.enum(["satisfied", "unsatisfied", "not-reached"]),
        note: z.string().trim().max(1000).optional(),
      }),
    ),
  },
  responses: {
    201: json(
      z.object({ id: Id, version: z.int(), state: CaseState }).openapi("CallbackDone"),
      "Kept; the rating counts once every reporter was called",
    ),
  },
});

export const mergeCase = operation("session", {
  operationId: "mergeCase",
  method: "post",
  path: `${base}/cases/{caseId}/merger`,
  tags: ["complaints"],
  summary: "并案 · put a case into another that is about the same",
  request: {
    params: caseParams,
    body: body(z.object({ into: Id, note: z.string().trim().max(1000).optional() })),
  },
  responses: {
    201: json(
      z.object({ id: Id, version: z.int(), state: CaseState }).openapi("MergerDone"),
      "Merged; its reporter is called back with the other's",
    ),
  },
});

export const listDuplicates = operation("session", {
  operationId: "listDuplicates",
  method: "get",
  path: `${base}/cases/{caseId}/duplicates`,
  tags: ["complaints"],
  summary: "可能的重复 · cases that may be about the same",
  request: { params: caseParams },
  responses: { 200: json(z.object({ similar: z.array(Similar) }), "Suggestions, likeliest first") },
});

export const listHotIssues = operation("case:watch", {
  operationId: "listHotIssues",
  method: "get",
  path: `${base}/hot-issues`,
  tags: ["complaints"],
  summary: "热点 · troubles that many different people have",
  request: { params: districtParams },
  responses: {
    200: json(
      z.object({
        leastReporters: z.int(),
        days: z.int(),
        issues: z.array(
          z
            .object({
              place: z.string(),
              estateId: Id.nullable(),
              category: z.string(),
              categoryZh: z.string(),
              categoryEn: z.string(),
              reporters: z.int(),
              heat: z.int(),
              cases: z.array(z.object({ id: Id, number: z.string(), state: CaseState })),
            })
            .openapi("HotIssue"),
        ),
      }),
      "Hottest first",
    ),
  },
});

const Estimate = z
  .object({
    part: z.int(),
    whole: z.int(),
    rate: z.string().nullable(),
    low: z.string().nullable(),
    high: z.string().nullable(),
  })
  .openapi("RateEstimate");

const rates = {
  cases: z.int(),
  response: Estimate,
  resolution: Estimate,
  satisfaction: Estimate,
};

export const ComplaintRates = z
  .object({
    from: CivilDate,
    to: CivilDate,
    asOf: Timestamp,
    confidence: z.string(),
    whole: z.object(rates),
    units: z.array(z.object({ unit: RoutingUnit, ...rates })),
    unclocked: z.int().openapi({ description: "cases left out: past the published calendar" }),
  })
  .openapi("ComplaintRates");

export const readComplaintRates = operation("case:watch", {
  operationId: "readComplaintRates",
  method: "get",
  path: `${base}/complaint-rates`,
  tags: ["complaints"],
  summary:
    "响应率、解决率、满意率 · the three rates with counts and exact intervals, from the logs",
  request: {
    params: districtParams,
    query: z.object({ from: CivilDate, to: CivilDate, estateId: Id.optional() }),
  },
  responses: {
    200: json(ComplaintRates, "By the unit that leads, for cases received in the period"),
  },
});

const binary = { schema: z.string().openapi({ format: "binary" }) };

export const fileOfRates = operation("case:watch", {
  operationId: "fileOfRates",
  method: "get",
  path: `${base}/complaint-rates/file`,
  tags: ["complaints"],
  summary: "三率统计表(打印版、网页、表格)· the rates as a sheet, a page or a table",
  request: {
    params: districtParams,
    query: z.object({
      from: CivilDate,
      to: CivilDate,
      estateId: Id.optional(),
      format: z.enum(["pdf", "html", "csv"]),
    }),
  },
  responses: {
    200: {
      description: "The file, made when it is asked for",
      content: { "application/pdf": binary, "text/html": binary, "text/csv": binary },
    },
  },
});
