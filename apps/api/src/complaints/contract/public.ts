import { z } from "@hono/zod-openapi";
import { CivilDate, districtParams, Id, Sha256, Timestamp } from "../../wire/common.ts";
import { json, operation } from "../../wire/operation.ts";
import {
  base,
  body,
  CaseState,
  ComplaintCategory,
  ComplaintReceipt,
  cursorPage,
  DisciplineChannel,
  keyed,
  publicBase,
  Rating,
  Report,
  RoutingUnit,
  SealedReceipt,
} from "./parts.ts";

/** What a resident asks and does: with a tracking code and no account, or signed in. */

export const listPublicDistricts = operation("public", {
  operationId: "listPublicDistricts",
  method: "get",
  path: "/api/public/districts",
  tags: ["complaints"],
  summary: "可以反映问题的区县 · districts where a complaint can be made",
  responses: {
    200: json(
      z.object({ districts: z.array(z.object({ id: Id, name: z.string() })) }),
      "Districts with routing rules in force",
    ),
  },
});

export const readReportForm = operation("public", {
  operationId: "readReportForm",
  method: "get",
  path: `${publicBase}/report-form`,
  tags: ["complaints"],
  summary: "诉求表单所需 · all that the page to report needs",
  request: { params: districtParams },
  responses: {
    200: json(
      z
        .object({
          districtName: z.string(),
          categories: z.array(ComplaintCategory),
          classes: z.array(
            z.object({
              id: z.string(),
              titleZh: z.string(),
              titleEn: z.string(),
              amount: z.int(),
              unit: z.string(),
              isVerified: z.boolean(),
            }),
          ),
          defaultClass: z.string(),
          estates: z.array(z.object({ id: Id, name: z.string(), communityName: z.string() })),
          discipline: DisciplineChannel,
        })
        .openapi("ReportForm"),
      "Categories, estates, classes with their time limits, and the discipline office's channel",
    ),
  },
});

export const reportPublicly = operation("public", {
  operationId: "reportPublicly",
  method: "post",
  path: `${publicBase}/complaints`,
  tags: ["complaints"],
  summary: "反映问题(不需登录)· report without an account",
  request: { params: districtParams, headers: keyed, body: body(Report) },
  responses: { 201: json(ComplaintReceipt, "Taken, with the code to follow it by") },
});

export const TrackedComplaint = z
  .object({
    id: Id,
    number: z.string(),
    category: z.string(),
    categoryZh: z.string(),
    categoryEn: z.string(),
    state: CaseState,
    text: z.string().nullable(),
    place: z.string().nullable(),
    estateName: z.string().nullable(),
    receivedAt: Timestamp,
    lead: z.union([RoutingUnit, z.null()]),
    dueOn: CivilDate.nullable(),
    isPaused: z.boolean(),
    overdueDays: z.int(),
    question: z.string().nullable().openapi({ description: "asked of the reporter, unanswered" }),
    answer: z.string().nullable(),
    rating: z.union([Rating, z.null()]),
    mergedIntoNumber: z.string().nullable(),
    redirect: z.object({ to: RoutingUnit, basis: z.string() }).nullable(),
    steps: z.array(
      z.object({ verb: z.string(), at: Timestamp, unit: z.union([RoutingUnit, z.null()]) }),
    ),
    may: z
      .array(z.enum(["rate", "reply", "withdraw", "reopen"]))
      .openapi({ description: "what the reporter may do now" }),
  })
  .openapi("TrackedComplaint");

const trackingParams = districtParams.extend({
  code: z.string().regex(/^[a-z0-9]{20}$/),
});

export const ReporterStep = z
  .discriminatedUnion("verb", [
    z.object({
      verb: z.literal("rate"),
      rating: Rating,
      note: z.string().trim().max(1000).optional(),
    }),
    z.object({ verb: z.literal("reply"), text: z.string().trim().min(1).max(4000) }),
    z.object({ verb: z.literal("withdraw") }),
    z.object({ verb: z.literal("reopen"), reason: z.string().trim().min(1).max(1000) }),
  ])
  .openapi("ReporterStep");

export const trackComplaint = operation("public", {
  operationId: "trackComplaint",
  method: "get",
  path: `${publicBase}/tracked/{code}`,
  tags: ["complaints"],
  summary: "凭查询码看进度 · follow a complaint by its code",
  request: { params: trackingParams },
  responses: { 200: json(TrackedComplaint, "Where it stands") },
});

export const stepTracked = operation("public", {
  operationId: "stepTracked",
  method: "post",
  path: `${publicBase}/tracked/{code}/steps`,
  tags: ["complaints"],
  summary: "凭查询码评价、补充、撤回或重开 · rate, reply, withdraw or reopen",
  request: { params: trackingParams, headers: keyed, body: body(ReporterStep) },
  responses: { 200: json(TrackedComplaint, "Where it stands now") },
});

export const readDisciplineChannel = operation("public", {
  operationId: "readDisciplineChannel",
  method: "get",
  path: `${publicBase}/discipline-channel`,
  tags: ["complaints"],
  summary: "纪检监察机关自有渠道 · the discipline office's own channel",
  request: { params: districtParams },
  responses: { 200: json(DisciplineChannel, "Number, address, hours, key") },
});

export const keepSealedHash = operation("public", {
  operationId: "keepSealedHash",
  method: "post",
  path: `${publicBase}/sealed-receipts`,
  tags: ["complaints"],
  summary: "只留密封件的哈希与时间 · keep the hash and the time of a sealed letter, nothing else",
  request: {
    params: districtParams,
    headers: keyed,
    body: body(z.strictObject({ sha256: Sha256 })),
  },
  responses: { 201: json(SealedReceipt, "The receipt") },
});

export const fileComplaint = operation("session", {
  operationId: "fileComplaint",
  method: "post",
  path: `${base}/my-complaints`,
  tags: ["complaints"],
  summary: "反映问题(已登录)· report as a signed-in resident",
  request: { params: districtParams, body: body(Report) },
  responses: { 201: json(ComplaintReceipt, "Taken") },
});

export const listMyComplaints = operation("session", {
  operationId: "listMyComplaints",
  method: "get",
  path: `${base}/my-complaints`,
  tags: ["complaints"],
  summary: "我的诉求 · my complaints, newest first",
  request: { params: districtParams, query: cursorPage },
  responses: {
    200: json(
      z.object({ complaints: z.array(TrackedComplaint), next: z.string().nullable() }),
      "A page of them",
    ),
  },
});

export const stepMyComplaint = operation("session", {
  operationId: "stepMyComplaint",
  method: "post",
  path: `${base}/my-complaints/{caseId}/steps`,
  tags: ["complaints"],
  summary: "评价、补充、撤回或重开 · rate, reply, withdraw or reopen",
  request: { params: districtParams.extend({ caseId: Id }), body: body(ReporterStep) },
  responses: { 200: json(TrackedComplaint, "Where it stands now") },
});
