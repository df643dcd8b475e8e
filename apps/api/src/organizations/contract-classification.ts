import { z } from "@hono/zod-openapi";
import { districtParams, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";
import {
  Assignment,
  base,
  body,
  bodyParams,
  Organization,
  OrganizationCard,
  Outcome,
  Words,
} from "./contract.ts";

const Code = z.string().trim().min(1).max(60);
const SchemeId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const Title = z.object({ zh: z.string(), en: z.string() });

export const assignCode = operation("organization:classify", {
  operationId: "assignCode",
  method: "post",
  path: `${base}/{organizationId}/assignments`,
  tags: ["classification"],
  summary: "人工归类(附理由与依据)· a person's word, with reason and basis",
  request: {
    params: bodyParams,
    body: body(
      z.object({
        schemeId: SchemeId,
        code: Code,
        reason: Words,
        basis: Words,
        supersedes: z.uuid().nullable().openapi({
          description: "the person's assignment that was seen; null where there was none",
        }),
      }),
    ),
  },
  responses: { 201: json(OrganizationCard, "The card, the engine's answer still beside it") },
});

export const giveOpinion = operation("organization:classify", {
  operationId: "giveOpinion",
  method: "post",
  path: `${base}/{organizationId}/opinions`,
  tags: ["classification"],
  summary: "第二人盲审 · a second person's code, given without seeing the first",
  request: { params: bodyParams, body: body(z.object({ schemeId: SchemeId, code: Code })) },
  responses: { 201: json(z.object({ agrees: z.boolean() }), "Whether both say the same") },
});

const reviews = "/api/districts/{districtId}/organization-reviews" as const;
export const QueueItem = z
  .object({
    organization: Organization,
    why: z.enum(["engine-asks", "changed-since", "disputed", "second-opinion"]),
    engine: Assignment.nullable(),
    person: Assignment.nullable().openapi({ description: "null while a second opinion is asked" }),
  })
  .openapi("ReviewItem");

export const listReviews = operation("organization:classify", {
  operationId: "listReviews",
  method: "get",
  path: reviews,
  tags: ["classification"],
  summary: "待复核 · what waits for a person",
  request: {
    params: districtParams,
    query: z.object({
      scheme: SchemeId.default("caotang-5"),
      second: z.enum(["true", "false"]).default("false"),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  responses: {
    200: json(z.object({ items: z.array(QueueItem), waiting: z.int() }), "The oldest first"),
  },
});

export const readAgreement = operation("organization:classify", {
  operationId: "readAgreement",
  method: "get",
  path: `${reviews}/agreement`,
  tags: ["classification"],
  summary: "复核一致性 · how far reviewers agree, with each other and with the engine",
  request: { params: districtParams, query: z.object({ scheme: SchemeId.default("caotang-5") }) },
  responses: {
    200: json(
      z.object({
        reviewers: z.object({ pairs: z.int(), same: z.int(), kappa: z.number().nullable() }),
        engine: z.object({ pairs: z.int(), same: z.int(), kappa: z.number().nullable() }),
      }),
      "Counts, and Cohen's kappa where it can be reckoned",
    ),
  },
});

const schemes = "/api/districts/{districtId}/schemes" as const;
export const schemeParams = districtParams.extend({ schemeId: SchemeId });
export const versionParams = schemeParams.extend({ version: z.string().regex(/^\d+\.\d+\.\d+$/) });

const Term = z.object({
  code: z.string(),
  label: Title,
  definition: z.string(),
  includes: z.array(z.string()),
  excludes: z.array(z.string()),
});
export const SchemeSummary = z
  .object({
    id: z.string(),
    title: Title,
    issuer: z.string(),
    version: z.string(),
    terms: z.array(Term),
    precedence: z.array(z.string()),
    openTerm: z.string(),
    thresholds: z.object({ accept: z.number(), margin: z.number() }),
    crosswalks: z.array(
      z.object({
        scheme: z.string(),
        relations: z.array(
          z.object({
            from: z.string(),
            subject: z.string().optional(),
            to: z.string(),
            relation: z.string(),
          }),
        ),
      }),
    ),
    versions: z.array(
      z.object({
        version: z.string(),
        reason: z.string().nullable(),
        proposedBy: z.string().nullable(),
        proposedAt: Timestamp.nullable(),
        appliedBy: z.string().nullable(),
        appliedAt: Timestamp.nullable(),
        isInEffect: z.boolean(),
      }),
    ),
    counts: z.array(z.object({ code: z.string(), count: z.int() })),
  })
  .openapi("SchemeSummary");

export const listSchemes = operation("organization:read", {
  operationId: "listSchemes",
  method: "get",
  path: schemes,
  tags: ["classification"],
  summary: "分类方案 · schemes and their versions",
  request: { params: districtParams },
  responses: { 200: json(z.object({ schemes: z.array(SchemeSummary) }), "Schemes") },
});

export const readSchemeContent = operation("organization:read", {
  operationId: "readSchemeContent",
  method: "get",
  path: `${schemes}/{schemeId}/versions/{version}`,
  tags: ["classification"],
  summary: "方案全文 · a scheme as data, whole",
  request: { params: versionParams },
  responses: {
    200: json(z.object({ content: z.record(z.string(), z.unknown()) }), "The scheme"),
  },
});

export const proposeScheme = operation("organization:classify", {
  operationId: "proposeScheme",
  method: "post",
  path: `${schemes}/{schemeId}/versions`,
  tags: ["classification"],
  summary: "提出新版本(不生效)· propose a version; nothing changes yet",
  request: {
    params: schemeParams,
    body: body(z.object({ content: z.record(z.string(), z.unknown()), reason: Words })),
  },
  responses: { 201: json(SchemeSummary, "The scheme with its versions") },
});

const Side = z.object({ outcome: Outcome, code: z.string().nullable() });
export const SchemeDifference = z
  .object({
    from: z.string(),
    to: z.string(),
    rules: z.array(
      z.object({
        what: z.enum(["term", "words", "weight", "threshold", "exclusion", "other"]),
        at: z.string(),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    ),
    bodyCount: z.int(),
    changes: z.array(
      z.object({
        organizationId: z.string(),
        name: z.string(),
        before: Side,
        after: Side,
        because: z.array(z.string()).openapi({ description: "words that count anew or no more" }),
        personHolds: z.boolean().openapi({ description: "a person's word stays in effect" }),
      }),
    ),
  })
  .openapi("SchemeDifference");

export const readDifference = operation("organization:classify", {
  operationId: "readSchemeDifference",
  method: "get",
  path: `${schemes}/{schemeId}/versions/{version}/difference`,
  tags: ["classification"],
  summary: "试算:谁会改变、为什么 · dry run: who would change, and why",
  request: { params: versionParams },
  responses: { 200: json(SchemeDifference, "Against the version in effect") },
});

export const applyScheme = operation("organization:classify", {
  operationId: "applyScheme",
  method: "post",
  path: `${schemes}/{schemeId}/versions/{version}/application`,
  tags: ["classification"],
  summary: "批准并启用新版本 · a person applies the version",
  request: {
    params: versionParams,
    body: body(z.object({ expectedChanges: z.int().min(0) })),
  },
  responses: { 201: json(SchemeSummary, "The scheme, the version in effect") },
});
