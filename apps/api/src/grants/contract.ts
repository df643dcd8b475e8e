import { z } from "@hono/zod-openapi";
import { BankLine } from "../bank/contract.ts";
import { CivilDate, estateParams, Id, listPage, Money, next, Sha256 } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

const Words = z.string().trim().min(1).max(200);
const Fund = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

export const GrantStage = z
  .object({
    stage: z.int(),
    title: z.string(),
    amount: Money,
    dueOn: CivilDate,
    status: z.enum(["planned", "proved", "accepted", "paid"]),
    evidenceSha256: Sha256.nullable(),
    provedBy: z.string().nullable(),
    acceptedBy: z.string().nullable(),
  })
  .openapi("GrantStage");

export const Grant = z
  .object({
    id: Id,
    fund: z.string(),
    recipient: z.string(),
    purpose: z.string(),
    decisionSha256: Sha256,
    recordedBy: z.string(),
    confirmedBy: z.string().nullable(),
    status: z.enum(["proposed", "awarded", "withdrawn"]),
    awarded: Money,
    paid: Money,
    stages: z.array(GrantStage),
  })
  .openapi("Grant");

export const PurposeFund = z
  .object({
    fund: z.string(),
    given: Money.openapi({ description: "all gifts for this purpose, less what was reversed" }),
    gifts: z.int(),
    promised: Money.openapi({ description: "awarded and not paid yet" }),
    free: Money.openapi({ description: "at the bank and promised to nobody" }),
  })
  .openapi("PurposeFund");

const base = "/api/districts/{districtId}/estates/{estateId}" as const;
const one = `${base}/grants/{grantId}` as const;
const grantParams = estateParams.extend({ grantId: Id });
const stageParams = grantParams.extend({ stage: z.coerce.number().int().min(1).max(99) });
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});

export const listGrants = operation("books:read", {
  operationId: "listGrants",
  method: "get",
  path: `${base}/grants`,
  tags: ["grants"],
  summary: "资助项目与专项基金 · grants with their stages, and the funds they come from",
  request: { params: estateParams, query: listPage },
  responses: {
    200: json(
      z.object({ grants: z.array(Grant), next, funds: z.array(PurposeFund) }),
      "Grants, newest first",
    ),
  },
});

export const bookGift = operation("books:write", {
  operationId: "bookGift",
  method: "post",
  path: `${base}/bank-lines/{lineId}/gift`,
  tags: ["grants"],
  summary: "把银行流水记为定向捐赠 · book a bank line as a gift for a purpose",
  request: {
    params: estateParams.extend({ lineId: Id }),
    body: body(
      z.object({
        fund: Fund,
        wish: Words.openapi({ description: "what the giver wants it used for" }),
      }),
    ),
  },
  responses: { 201: json(BankLine, "The line, booked") },
});

export const proposeGrant = operation("books:write", {
  operationId: "proposeGrant",
  method: "post",
  path: `${base}/grants`,
  tags: ["grants"],
  summary: "登记资助决定(第一人)· record the decision on a grant, the first of two people",
  request: {
    params: estateParams,
    body: body(
      z.object({
        fund: Fund,
        recipient: Words,
        purpose: Words,
        decisionSha256: Sha256,
        stages: z
          .array(z.object({ title: Words, amount: Money, dueOn: CivilDate }))
          .min(1)
          .max(20),
      }),
    ),
  },
  responses: { 201: json(Grant, "The grant, waiting for the second person") },
});

export const awardGrant = operation("mandate:record", {
  operationId: "awardGrant",
  method: "post",
  path: `${one}/award`,
  tags: ["grants"],
  summary: "核对并授予(第二人)· award a grant: its money is promised from now on",
  request: { params: grantParams },
  responses: { 201: json(Grant, "The grant, awarded") },
});

export const proveStage = operation("books:write", {
  operationId: "proveGrantStage",
  method: "post",
  path: `${one}/stages/{stage}/proof`,
  tags: ["grants"],
  summary: "提交阶段成果 · the proof that a stage is done",
  request: { params: stageParams, body: body(z.object({ evidenceSha256: Sha256 })) },
  responses: { 201: json(Grant, "The grant") },
});

export const acceptStage = operation("mandate:record", {
  operationId: "acceptGrantStage",
  method: "post",
  path: `${one}/stages/{stage}/acceptance`,
  tags: ["grants"],
  summary: "验收阶段成果(另一人)· another person accepts the proof",
  request: { params: stageParams },
  responses: { 201: json(Grant, "The grant") },
});

export const payStage = operation("books:write", {
  operationId: "payGrantStage",
  method: "post",
  path: `${one}/stages/{stage}/payment`,
  tags: ["grants"],
  summary: "以银行流水确认拨付 · tie an accepted stage to the bank line that paid it",
  request: { params: stageParams, body: body(z.object({ lineId: Id })) },
  responses: { 201: json(Grant, "The grant") },
});
