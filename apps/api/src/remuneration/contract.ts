import { z } from "@hono/zod-openapi";
import { CivilDate, estateParams, Id, Money, Month, Sha256, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

const base = "/api/districts/{districtId}/estates/{estateId}" as const;
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});
const Mark = z.string().regex(/^\d{1,6}(\.\d{1,3})?$/);

export const RemunerationMonth = z
  .object({
    month: Month,
    actId: Id,
    amount: Money,
    held: Money.openapi({ description: "not payable until the marks are recorded" }),
    linesTotal: Money,
    rate: z.string(),
    appraisalShare: z.string().nullable(),
    resolutionId: z.string(),
    earned: Money.nullable().openapi({ description: "of the held part; null: no marks yet" }),
  })
  .openapi("RemunerationMonth", { description: "linesTotal × rate ÷ 12, rounded once" });

export const Marks = z
  .object({
    id: Id,
    month: Month,
    score: z.string(),
    outOf: z.string(),
    scanSha256: Sha256,
    recordedBy: z.string(),
    recordedAt: Timestamp,
    confirmedBy: z.string().nullable(),
    earned: Money.nullable(),
    mayConfirm: z.boolean(),
  })
  .openapi("Marks");

export const readRemuneration = operation("books:read", {
  operationId: "readRemuneration",
  method: "get",
  path: `${base}/remuneration`,
  tags: ["remuneration"],
  summary: "受托人酬金与考评 · the trustee's fee, month by month, and the marks",
  request: { params: estateParams },
  responses: {
    200: json(
      z.object({
        payable: Money,
        months: z.array(RemunerationMonth),
        marks: z.array(Marks),
      }),
      "Newest first",
    ),
  },
});

export const accrue = operation("books:write", {
  operationId: "accrueRemuneration",
  method: "post",
  path: `${base}/remuneration`,
  tags: ["remuneration"],
  summary: "计提当月酬金 · accrue a month of the fee as it was adopted",
  request: {
    params: estateParams,
    body: body(z.object({ month: Month, occurredOn: CivilDate.optional() })),
  },
  responses: { 201: json(RemunerationMonth, "The month") },
});

export const recordMarks = operation("mandate:record", {
  operationId: "recordMarks",
  method: "post",
  path: `${base}/marks`,
  tags: ["remuneration"],
  summary: "登记考评分数(第一人)· record a month's marks, the first of two people",
  request: {
    params: estateParams,
    body: body(z.object({ month: Month, score: Mark, outOf: Mark, scanSha256: Sha256 })),
  },
  responses: { 201: json(Marks, "The marks, waiting for the second person") },
});

export const confirmMarks = operation("mandate:record", {
  operationId: "confirmMarks",
  method: "post",
  path: `${base}/marks/{marksId}/confirmation`,
  tags: ["remuneration"],
  summary: "核对考评分数(第二人)· confirm the marks; what they do not earn is taken out again",
  request: { params: estateParams.extend({ marksId: Id }) },
  responses: { 201: json(Marks, "The marks, confirmed") },
});
