import { z } from "@hono/zod-openapi";
import { CivilDate, estateParams, Id, listPage, Money, next, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

const Year = z.coerce.number().int().min(2000).max(2999);
const Words = z.string().trim().min(1).max(2000);

export const BudgetComment = z
  .object({
    id: Id,
    unitNumber: z.string().nullable(),
    words: z.string().nullable().openapi({ description: "null where it was erased" }),
    recordedAt: Timestamp,
    answer: z.string().nullable(),
    answeredAt: Timestamp.nullable(),
  })
  .openapi("BudgetComment");

export const PlanCheck = z
  .object({
    linesTotal: Money,
    remuneration: Money,
    planned: Money,
    expectedBilled: Money,
    collected: Money,
    billed: Money,
    expectedCollection: Money.nullable(),
    margin: Money.nullable(),
    standing: z.enum(["within", "beyond", "no-collection-yet"]),
  })
  .openapi("PlanCheck", { description: "以收定支:expectedBilled × collected ÷ billed" });

export const BudgetDraft = z
  .object({
    id: Id,
    year: z.int(),
    version: z.int(),
    lines: z.array(
      z.object({ line: z.string(), titleZh: z.string(), titleEn: z.string(), amount: Money }),
    ),
    remunerationRate: z.string(),
    appraisalShare: z.string().nullable(),
    draftedBy: z.string(),
    draftedAt: Timestamp,
    closesOn: CivilDate.nullable(),
    comments: z.array(BudgetComment),
    adoption: z
      .object({ sequence: z.int(), resolutionId: z.string(), adoptedAt: Timestamp })
      .nullable(),
    check: PlanCheck,
  })
  .openapi("BudgetDraft");

export const LineStanding = z
  .object({
    line: z.string(),
    titleZh: z.string(),
    titleEn: z.string(),
    adopted: Money,
    spent: Money,
    committed: Money,
    available: Money,
    usedPercent: z.int().nullable().openapi({ description: "spent + committed, cut" }),
  })
  .openapi("LineStanding");

const base = "/api/districts/{districtId}/estates/{estateId}/budgets" as const;
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});
const draftParams = estateParams.extend({ draftId: Id });

export const listBudgets = operation("books:read", {
  operationId: "listBudgets",
  method: "get",
  path: base,
  tags: ["budget"],
  summary: "预算各稿 · drafts and adopted versions of the budget",
  request: { params: estateParams, query: listPage.extend({ year: Year }) },
  responses: { 200: json(z.object({ drafts: z.array(BudgetDraft), next }), "Newest first") },
});

export const readBudgetStanding = operation("books:read", {
  operationId: "readBudgetStanding",
  method: "get",
  path: `${base}/standing`,
  tags: ["budget"],
  summary: "预算执行 · what each line of the adopted budget has left",
  request: { params: estateParams, query: z.object({ year: Year }) },
  responses: {
    200: json(z.object({ year: z.int(), lines: z.array(LineStanding) }), "Lines as adopted"),
  },
});

export const draftBudget = operation("budget:write", {
  operationId: "draftBudget",
  method: "post",
  path: base,
  tags: ["budget"],
  summary: "编制预算草案 · draft a year's budget",
  request: {
    params: estateParams,
    body: body(
      z.object({
        year: z.int().min(2000).max(2999),
        lines: z
          .array(z.object({ line: z.string().min(1).max(60), amount: Money }))
          .min(1)
          .max(100),
        remunerationRate: z.string().regex(/^0(\.\d{1,6})?$/),
        appraisalShare: z
          .string()
          .regex(/^(0(\.\d{1,6})?|1)$/)
          .optional()
          .openapi({ description: "the part of the fee that hangs on the marks" }),
      }),
    ),
  },
  responses: { 201: json(BudgetDraft, "The draft") },
});

export const publishBudget = operation("budget:write", {
  operationId: "publishBudget",
  method: "post",
  path: `${base}/{draftId}/publication`,
  tags: ["budget"],
  summary: "公开征求意见 · lay a draft open for comments",
  request: { params: draftParams, body: body(z.object({ closesOn: CivilDate })) },
  responses: { 201: json(BudgetDraft, "The draft, open") },
});

export const commentOnBudget = operation("budget:write", {
  operationId: "commentOnBudget",
  method: "post",
  path: `${base}/{draftId}/comments`,
  tags: ["budget"],
  summary: "登记业主意见 · record an owner's comment",
  request: { params: draftParams, body: body(z.object({ unitId: Id.optional(), words: Words })) },
  responses: { 201: json(BudgetDraft, "The draft with the comment") },
});

export const answerComment = operation("budget:write", {
  operationId: "answerComment",
  method: "post",
  path: `${base}/{draftId}/comments/{commentId}/answer`,
  tags: ["budget"],
  summary: "答复业主意见 · answer a comment",
  request: {
    params: draftParams.extend({ commentId: Id }),
    body: body(z.object({ words: Words })),
  },
  responses: { 201: json(BudgetDraft, "The draft with the answer") },
});

export const adoptBudget = operation("mandate:record", {
  operationId: "adoptBudget",
  method: "post",
  path: `${base}/{draftId}/adoption`,
  tags: ["budget"],
  summary: "凭决议通过预算 · adopt a draft by a resolution",
  request: { params: draftParams, body: body(z.object({ mandateId: Id })) },
  responses: { 201: json(BudgetDraft, "The draft, adopted") },
});
