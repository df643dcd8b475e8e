import { z } from "@hono/zod-openapi";
import { CivilDate, estateParams, Id, Money, Month, Sha256, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

const base = "/api/districts/{districtId}/estates/{estateId}" as const;
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});

export const ClosingItem = z
  .object({
    kind: z.string().openapi({ example: "bank-agrees" }),
    standing: z.enum(["done", "blocking", "noted"]),
    count: z.int().nullable(),
    amount: Money.nullable(),
  })
  .openapi("ClosingItem");

export const Seal = z
  .object({
    month: Month,
    sealedBy: z.string(),
    sealedAt: Timestamp,
    headSequence: z.int(),
    headHash: Sha256,
    trialBalanceHash: Sha256,
    noted: z.array(z.string()),
    countersignedBy: z.string().nullable(),
    countersignedAt: Timestamp.nullable(),
    mayCountersign: z.boolean(),
  })
  .openapi("Seal");

export const readChecklist = operation("books:read", {
  operationId: "readClosingChecklist",
  method: "get",
  path: `${base}/closing-checklist`,
  tags: ["closing"],
  summary: "月末清单 · what stands between a month and its seal",
  request: { params: estateParams, query: z.object({ month: Month }) },
  responses: {
    200: json(
      z.object({ month: Month, isSealed: z.boolean(), items: z.array(ClosingItem) }),
      "The questions, those that block first",
    ),
  },
});

export const listSeals = operation("books:read", {
  operationId: "listSeals",
  method: "get",
  path: `${base}/seals`,
  tags: ["closing"],
  summary: "已封账的月份 · sealed months",
  request: { params: estateParams },
  responses: { 200: json(z.object({ seals: z.array(Seal) }), "Newest first") },
});

export const sealMonth = operation("period:close", {
  operationId: "sealMonth",
  method: "post",
  path: `${base}/seals`,
  tags: ["closing"],
  summary: "封账 · seal a month",
  request: { params: estateParams, body: body(z.object({ month: Month })) },
  responses: { 201: json(Seal, "The seal") },
});

export const countersign = operation("period:close", {
  operationId: "countersignSeal",
  method: "post",
  path: `${base}/seals/{month}/countersignature`,
  tags: ["closing"],
  summary: "另一方会签封账 · a person of the other party stands for a sealed month",
  request: { params: estateParams.extend({ month: Month }) },
  responses: { 201: json(Seal, "The seal, countersigned") },
});

export const closeYear = operation("period:close", {
  operationId: "closeYear",
  method: "post",
  path: `${base}/year-closings`,
  tags: ["closing"],
  summary: "年结 · close a year",
  request: {
    params: estateParams,
    body: body(z.object({ year: z.int().min(2000).max(2999) })),
  },
  responses: { 201: json(z.object({ year: z.int(), entryIds: z.array(Id) }), "What was posted") },
});

export const HandOver = z
  .object({
    bookId: Id,
    successorBookId: Id,
    successor: z.string(),
    occurredOn: CivilDate,
    headSequence: z.int(),
    headHash: Sha256,
    packSha256: Sha256,
    manifestSha256: Sha256,
    publicKey: z.string().openapi({ description: "Ed25519, SPKI in DER, base64" }),
    resolutionId: z.string(),
    handedOverAt: Timestamp,
  })
  .openapi("HandOver");

export const listHandOvers = operation("books:read", {
  operationId: "listHandOvers",
  method: "get",
  path: `${base}/hand-overs`,
  tags: ["closing"],
  summary: "账目移交 · books handed over to another trustee",
  request: { params: estateParams },
  responses: { 200: json(z.object({ handOvers: z.array(HandOver) }), "Newest first") },
});

export const handOver = operation("mandate:record", {
  operationId: "handOver",
  method: "post",
  path: `${base}/hand-overs`,
  tags: ["closing"],
  summary: "凭决议移交账目 · hand the books over by a resolution",
  request: {
    params: estateParams,
    body: body(
      z.object({
        successor: z.string().trim().min(1).max(120),
        occurredOn: CivilDate,
        reason: z.string().trim().min(1).max(500),
        mandateId: Id,
      }),
    ),
  },
  responses: { 201: json(HandOver, "The hand-over, with the hash of its pack") },
});

export const readPack = operation("roll:read", {
  operationId: "readHandOverPack",
  method: "get",
  path: `${base}/hand-overs/{bookId}/pack`,
  tags: ["closing"],
  summary: "移交包(签名)· the signed pack of a hand-over",
  request: { params: estateParams.extend({ bookId: Id }) },
  responses: {
    200: {
      description: "The pack as it was made; docs/decisions tell how it is verified",
      content: { "application/json": { schema: z.string().openapi({ format: "binary" }) } },
    },
  },
});
