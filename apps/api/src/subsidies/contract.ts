import { z } from "@hono/zod-openapi";
import { CivilDate, estateParams, Id, Money, Month, Sha256, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

const base = "/api/districts/{districtId}/estates/{estateId}" as const;
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});

export const Batch = z
  .object({
    id: Id,
    period: Month,
    rate: z.string(),
    authority: z.string(),
    evidenceSha256: Sha256,
    recordedAt: Timestamp,
    granted: z.int(),
    ended: z.int().openapi({ description: "grants whose period is no longer paid" }),
    total: Money.openapi({ description: "of the grants that stand" }),
  })
  .openapi("SubsidyBatch");

export const listSubsidies = operation("roll:read", {
  operationId: "listSubsidies",
  method: "get",
  path: `${base}/subsidy-batches`,
  tags: ["subsidies"],
  summary: "先缴后补批次 · subsidies, granted only for paid periods",
  request: { params: estateParams },
  responses: {
    200: json(
      z.object({
        batches: z.array(Batch),
        receivable: Money.openapi({ description: "granted and not yet come from the government" }),
        due: Money.openapi({ description: "granted and not yet paid on to households" }),
        units: z.array(z.object({ unitId: Id, unitNumber: z.string(), amount: Money })),
      }),
      "Batches, newest first, and what is due",
    ),
  },
});

export const readEligible = operation("roll:read", {
  operationId: "readSubsidyEligible",
  method: "get",
  path: `${base}/subsidy-eligible`,
  tags: ["subsidies"],
  summary: "某月可补贴的住户 · who has paid a period and may be granted its subsidy",
  request: { params: estateParams, query: z.object({ period: Month }) },
  responses: {
    200: json(
      z.object({
        units: z.array(
          z.object({
            unitId: Id,
            unitNumber: z.string(),
            billed: Money,
            standing: z.enum(["eligible", "granted", "not-paid"]),
          }),
        ),
      }),
      "Units billed for the period",
    ),
  },
});

export const grantBatch = operation("books:write", {
  operationId: "grantSubsidies",
  method: "post",
  path: `${base}/subsidy-batches`,
  tags: ["subsidies"],
  summary: "按批次确认补贴 · grant a batch on the government's paper",
  request: {
    params: estateParams,
    body: body(
      z.object({
        period: Month,
        rate: z.string().regex(/^(0\.\d{1,6}|1)$/),
        authority: z.string().trim().min(1).max(120),
        evidenceSha256: Sha256,
        unitIds: z.array(Id).min(1).max(5000).optional(),
      }),
    ),
  },
  responses: { 201: json(Batch, "The batch") },
});

export const creditSubsidies = operation("books:write", {
  operationId: "creditSubsidies",
  method: "post",
  path: `${base}/subsidy-credits`,
  tags: ["subsidies"],
  summary: "补贴抵物业费 · credit subsidies that have come to the households' fees",
  request: {
    params: estateParams,
    body: body(z.object({ occurredOn: CivilDate, unitIds: z.array(Id).min(1).max(5000) })),
  },
  responses: { 201: json(z.object({ credited: z.int(), total: Money }), "What was credited") },
});
