import { z } from "@hono/zod-openapi";
import { Entry } from "../books/contract.ts";
import { Estate } from "../registry/contract.ts";
import {
  CivilDate,
  estateParams,
  Id,
  listPage,
  Money,
  Month,
  next,
  Sha256,
  Timestamp,
} from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

/** Everything a notice is computed from: facts only, no name of a resident. */
export const DisclosureFacts = z
  .object({
    estate: Estate,
    month: Month,
    notice: z
      .object({
        id: Id,
        code: z.string(),
        version: z.int(),
        publishedFrom: CivilDate,
        publishedTo: CivilDate,
        publicUrl: z.string(),
        isLocalUrl: z.boolean(),
        previousVersionCode: z.string().nullable(),
      })
      .nullable(),
    chart: z.object({ id: z.string(), version: z.string() }),
    openingBalances: z.array(
      z.object({
        account: z.string(),
        fund: z.string(),
        sub: z.string().nullable(),
        amount: Money,
      }),
    ),
    entries: z.array(Entry),
    headSequence: z.int(),
    headHash: Sha256,
  })
  .openapi("DisclosureFacts");

export const readDisclosureFacts = operation("books:read", {
  operationId: "readDisclosureFacts",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/disclosure-facts",
  tags: ["disclosure"],
  summary: "公示所依据的事实 · the facts a notice is computed from",
  request: { params: estateParams, query: z.object({ month: Month, noticeId: Id.optional() }) },
  responses: { 200: json(DisclosureFacts, "Facts") },
});

export const Notice = z
  .object({
    id: Id,
    month: Month,
    version: z.int(),
    code: z.string(),
    state: z.enum(["requested", "published", "failed", "replaced"]),
    detail: z.record(z.string(), z.unknown()),
    requestedAt: Timestamp,
    publishedFrom: CivilDate,
    publishedTo: CivilDate,
    headHash: Sha256,
    pageUrl: z.string(),
    pdfUrl: z.string(),
  })
  .openapi("Notice");

export const publishNotice = operation("notice:publish", {
  operationId: "publishNotice",
  method: "post",
  path: "/api/districts/{districtId}/estates/{estateId}/notices",
  tags: ["disclosure"],
  summary: "发布收支公示 · publish the month's notice",
  request: {
    params: estateParams,
    body: {
      required: true,
      content: { "application/json": { schema: z.object({ month: Month }) } },
    },
  },
  responses: { 202: json(Notice, "The notice, being made; read it again until it is published") },
});

export const listNotices = operation("books:read", {
  operationId: "listNotices",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/notices",
  tags: ["disclosure"],
  summary: "公示列表 · notices",
  request: { params: estateParams, query: listPage },
  responses: { 200: json(z.object({ notices: z.array(Notice), next }), "Notices, newest first") },
});

export const readNotice = operation("books:read", {
  operationId: "readNotice",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/notices/{noticeId}",
  tags: ["disclosure"],
  summary: "一份公示 · one notice",
  request: { params: estateParams.extend({ noticeId: Id }) },
  responses: { 200: json(Notice, "The notice") },
});
