import { z } from "@hono/zod-openapi";
import { CivilDate, districtParams, Id, Timestamp } from "../../wire/common.ts";
import { json, operation } from "../../wire/operation.ts";
import { base, body, caseParams, DisciplineChannel, RoutingUnit } from "./parts.ts";

/** The district's rules: versions, their analysis, and the page to try a fact. */

export const PackFinding = z
  .object({
    severity: z.enum(["error", "notice"]),
    kind: z.string(),
    where: z.array(z.string()).openapi({ description: "the tier, and the rules it is about" }),
    detail: z.string().nullable(),
    region: z.unknown().nullable().openapi({ description: "facts that show it, with an example" }),
  })
  .openapi("RoutingFinding");

export const PackAnalysis = z
  .object({
    status: z.enum(["clean", "findings", "incomplete"]),
    isUsable: z.boolean(),
    findings: z.array(PackFinding),
  })
  .openapi("RoutingAnalysis");

const pack = {
  id: Id,
  packId: z.string(),
  version: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  effectiveFrom: CivilDate,
  effectiveTo: CivilDate.nullable(),
  hash: z.string(),
  source: z.enum(["bundled", "uploaded", "edited"]),
  loadedAt: Timestamp,
  loadedBy: z.string().nullable(),
  isInForce: z.boolean(),
  rules: z.int(),
};

export const RoutingPackHead = z.object(pack).openapi("RoutingPackHead");
export const RoutingPackVersion = z
  .object({
    ...pack,
    analysis: PackAnalysis,
    unverified: z.array(z.string()),
    units: z.array(RoutingUnit),
    content: z.unknown().openapi({ description: "the pack as it stands, by its published schema" }),
  })
  .openapi("RoutingPackVersion");

const packParams = districtParams.extend({ packVersionId: Id });

export const listRoutingPacks = operation("routing:read", {
  operationId: "listRoutingPacks",
  method: "get",
  path: `${base}/routing-packs`,
  tags: ["routing"],
  summary: "派单规则各版本 · versions of the routing rules, newest first",
  request: { params: districtParams },
  responses: {
    200: json(
      z.object({ packs: z.array(RoutingPackHead), bundled: z.array(z.string()) }),
      "Versions, and the ids of the packs that ship",
    ),
  },
});

export const readRoutingPack = operation("routing:read", {
  operationId: "readRoutingPack",
  method: "get",
  path: `${base}/routing-packs/{packVersionId}`,
  tags: ["routing"],
  summary: "一个版本及其分析 · one version with its analysis",
  request: { params: packParams },
  responses: { 200: json(RoutingPackVersion, "The version") },
});

const PackChange = z.discriminatedUnion("from", [
  z.object({ from: z.literal("bundled"), id: z.string().max(80) }),
  z.object({
    from: z.literal("upload"),
    content: z.unknown(),
    titles: z
      .record(z.string(), z.object({ zh: z.string().min(1), en: z.string().min(1) }))
      .optional()
      .openapi({ description: "names of the categories, by code" }),
  }),
  z.object({
    from: z.literal("edit"),
    base: Id.openapi({ description: "the version that is changed" }),
    version: z.string().max(40),
    effectiveFrom: CivilDate,
    rules: z
      .array(z.unknown())
      .max(500)
      .openapi({ description: "rules that replace those of the same id" }),
  }),
]);

export const addRoutingPack = operation("routing:edit", {
  operationId: "addRoutingPack",
  method: "post",
  path: `${base}/routing-packs`,
  tags: ["routing"],
  summary: "启用新版本；有误则连同位置拒绝 · a new version; refused with the places where it errs",
  request: { params: districtParams, body: body(PackChange) },
  responses: { 201: json(RoutingPackVersion, "The version, analyzed") },
});

export const analyzeRoutingPack = operation("routing:read", {
  operationId: "analyzeRoutingPack",
  method: "post",
  path: `${base}/routing-analysis`,
  tags: ["routing"],
  summary: "只分析，不启用 · analyze a draft without keeping it",
  request: { params: districtParams, body: body(PackChange) },
  responses: {
    200: json(
      z
        .object({
          problems: z.array(z.string()).openapi({ description: "where it leaves its form" }),
          analysis: z.union([PackAnalysis, z.null()]),
        })
        .openapi("DraftAnalysis"),
      "What was found; nothing was kept",
    ),
  },
});

export const RouteDecision = z
  .object({
    disposition: z.enum(["dispatch", "redirect", "sealed", "triage"]),
    lead: z.union([RoutingUnit, z.null()]),
    to: z.union([RoutingUnit, z.null()]),
    co: z.array(RoutingUnit),
    supervisor: z.union([RoutingUnit, z.null()]),
    tier: z.string().nullable(),
    rule: z.string().nullable(),
    basis: z.string().nullable(),
    limit: z.string().nullable(),
    queue: z.enum(["ordinary", "front", "sealed"]).nullable(),
    reason: z.string().nullable(),
    excludes: z.array(RoutingUnit),
    isSensitive: z.boolean(),
    isTextStored: z.boolean(),
    grid: z
      .object({
        grid: z.string(),
        kind: z.string(),
        among: z.array(z.string()),
        precedence: z.array(z.string()),
      })
      .nullable(),
    packId: z.string(),
    packVersion: z.string(),
    packHash: z.string().nullable(),
  })
  .openapi("RouteDecision");

const value = z.unknown();

export const RouteExplanation = z
  .object({
    decision: RouteDecision,
    looked: z.array(z.object({ fact: z.string(), value: value.optional() })),
    tiers: z.array(
      z.object({
        tier: z.string(),
        lost: z.array(
          z.object({
            rule: z.string(),
            because: z.enum(["fact", "beaten"]),
            input: z.string().nullable(),
            expected: z.string().nullable(),
            actual: value.optional(),
            by: z.string().nullable(),
          }),
        ),
      }),
    ),
    exclusion: z.string().nullable(),
    changes: z.array(
      z.object({
        fact: z.string(),
        values: z.array(value),
        disposition: z.enum(["dispatch", "redirect", "sealed", "triage"]),
        unit: z.union([RoutingUnit, z.null()]),
        reason: z.string().nullable(),
      }),
    ),
  })
  .openapi("RouteExplanation");

export const tryRoute = operation("routing:read", {
  operationId: "tryRoute",
  method: "get",
  path: `${base}/route-trial`,
  tags: ["routing"],
  summary: "试一试：给出事实，看派给谁、为什么 · try facts and see who would have it, and why",
  request: {
    params: districtParams,
    query: z.object({
      facts: z.string().max(4000).openapi({
        description:
          'JSON object of facts, for example {"category":"noise","grids":["micro-1"],"proposedByModel":true,"confidence":0.6}; never a text',
      }),
      packVersionId: Id.optional().openapi({ description: "left out: the version in force" }),
    }),
  },
  responses: { 200: json(RouteExplanation, "The route with its reasons") },
});

export const explainCaseRoute = operation("session", {
  operationId: "explainCaseRoute",
  method: "get",
  path: `${base}/cases/{caseId}/route`,
  tags: ["complaints"],
  summary: "为什么派给它 · why this case went where it went, derived again from its own version",
  request: { params: caseParams },
  responses: { 200: json(RouteExplanation, "The route with its reasons") },
});

export const setDisciplineChannel = operation("routing:edit", {
  operationId: "setDisciplineChannel",
  method: "post",
  path: `${base}/discipline-channel`,
  tags: ["routing"],
  summary: "登记纪检监察机关自有渠道 · enter the discipline office's own channel",
  request: {
    params: districtParams,
    body: body(
      z.object({
        number: z.string().trim().min(3).max(40),
        address: z.string().trim().min(1).max(200),
        hours: z.string().trim().min(1).max(200),
        recipient: z
          .string()
          .regex(/^age1[02-9ac-hj-np-z]{58}$/)
          .optional(),
      }),
    ),
  },
  responses: { 201: json(DisciplineChannel, "As residents see it from now on") },
});
