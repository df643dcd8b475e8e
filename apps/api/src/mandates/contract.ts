import { z } from "@hono/zod-openapi";
import { isMandateSubject } from "@xinyi/trust-accounting";
import { CivilDate, estateParams, Id, listPage, next, Sha256, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

export const Mandate = z
  .object({
    id: Id,
    resolutionId: z.string(),
    resolvedOn: CivilDate,
    subject: z.string().openapi({ example: "budget:2026" }),
    scanSha256: Sha256,
    recordedBy: z.string(),
    recordedAt: Timestamp,
    confirmedBy: z.string().nullable(),
    confirmedAt: Timestamp.nullable(),
    mayConfirm: z.boolean().openapi({ description: "whether the caller is another person" }),
    isUsed: z.boolean(),
  })
  .openapi("Mandate");

export const listMandates = operation("books:read", {
  operationId: "listMandates",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/mandates",
  tags: ["mandates"],
  summary: "业主大会决议 · resolutions of the owners",
  request: { params: estateParams, query: listPage },
  responses: { 200: json(z.object({ mandates: z.array(Mandate), next }), "Resolutions") },
});

export const recordMandate = operation("mandate:record", {
  operationId: "recordMandate",
  method: "post",
  path: "/api/districts/{districtId}/estates/{estateId}/mandates",
  tags: ["mandates"],
  summary: "登记决议(第一人)· record a resolution, the first of two people",
  request: {
    params: estateParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.object({
            resolutionId: z.string().trim().min(1).max(60),
            resolvedOn: CivilDate,
            subject: z.string().max(100).refine(isMandateSubject),
            scanSha256: Sha256,
          }),
        },
      },
    },
  },
  responses: { 201: json(Mandate, "The record, waiting for the second person") },
});

export const confirmMandate = operation("mandate:record", {
  operationId: "confirmMandate",
  method: "post",
  path: "/api/districts/{districtId}/estates/{estateId}/mandates/{mandateId}/confirmation",
  tags: ["mandates"],
  summary: "核对决议(第二人)· confirm a resolution, the second person",
  request: { params: estateParams.extend({ mandateId: Id }) },
  responses: { 201: json(Mandate, "The resolution, confirmed") },
});
