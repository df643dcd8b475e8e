import { z } from "@hono/zod-openapi";
import { districtParams, Id, page, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

export const AuditRecord = z
  .object({
    id: Id,
    at: Timestamp,
    personId: Id,
    personMasked: z.string(),
    estateId: Id.nullable(),
    command: z.string(),
    requestId: z.string(),
    facts: z.record(z.string(), z.unknown()),
  })
  .openapi("AuditRecord");

export const listAudit = operation("audit:read", {
  operationId: "listAudit",
  method: "get",
  path: "/api/districts/{districtId}/audit",
  tags: ["audit"],
  summary: "操作日志 · the audit log",
  request: { params: districtParams, query: page.extend({ estateId: Id.optional() }) },
  responses: {
    200: json(
      z.object({ records: z.array(AuditRecord), next: z.string().nullable() }),
      "Newest first",
    ),
  },
});
