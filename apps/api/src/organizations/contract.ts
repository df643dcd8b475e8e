import { z } from "@hono/zod-openapi";
import { CivilDate, districtParams, Id, page, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

export const base = "/api/districts/{districtId}/organizations" as const;
export const bodyParams = districtParams.extend({ organizationId: Id });
export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});
export const Words = z.string().trim().min(1).max(2000);
export const Name = z.string().trim().min(1).max(100);

export const Kind = z.enum([
  "community-organization",
  "federation",
  "village-company",
  "social-enterprise",
  "support-centre",
]);
export const StageName = z.enum(["found", "built", "used", "united"]);
export const StandingName = z.enum([
  "unlisted",
  "listed",
  "applied",
  "filed",
  "dormant",
  "warned",
  "revoked",
  "cancelled",
  "registered",
]);
export const Outcome = z.enum(["classified", "needs-review", "out-of-scope", "insufficient"]);

export const Organization = z
  .object({
    id: Id,
    kind: Kind,
    name: z.string(),
    description: z.string(),
    community: z.string(),
    foundedOn: CivilDate.nullable(),
    memberCount: z.int().nullable(),
    publicBenefitShare: z.string().nullable().openapi({ example: "0.300" }),
    phone: z.string().nullable(),
    profileVersion: z.int(),
    leadSource: z.string(),
    foundOn: CivilDate,
    standing: StandingName,
    filingNumber: z.string().nullable(),
    filedOn: CivilDate.nullable(),
    stage: StageName.nullable(),
    isMember: z.boolean().openapi({ description: "member of a federation, whatever was filed" }),
    activeOn: CivilDate.nullable(),
    code: z.string().nullable().openapi({ description: "what holds: a person's word first" }),
    hand: z.enum(["engine", "person"]).nullable(),
    outcome: Outcome.nullable(),
  })
  .openapi("Organization");

const Test = z.object({ test: z.string(), stage: StageName, isMet: z.boolean() });
const FilingTest = z.object({
  test: z.enum(["founders", "members", "staff", "name"]),
  outcome: z.enum(["met", "not-met", "unknown", "not-supplied"]),
  wanted: z.string().nullable(),
  given: z.string().nullable(),
});

const Span = z.object({
  rule: z.string(),
  field: z.string(),
  from: z.int().openapi({ description: "UTF-16 offset into the field as written" }),
  to: z.int(),
  text: z.string(),
  effect: z.number(),
  term: z.string().optional(),
  negated: z.boolean().optional(),
  source: z.string(),
});
export const Assignment = z
  .object({
    id: Id,
    schemeId: z.string(),
    schemeVersion: z.string(),
    hand: z.enum(["engine", "person"]),
    outcome: Outcome,
    code: z.string().nullable(),
    profileVersion: z.int(),
    name: z.string().openapi({ description: "the name as it was classified" }),
    description: z.string().openapi({ description: "the text as it was classified" }),
    score: z.number().nullable().openapi({ description: "a sum of points, not a probability" }),
    alternatives: z.array(z.object({ code: z.string(), score: z.number() })),
    evidence: z.array(Span),
    reasons: z.array(z.string()).openapi({ description: "why a person is asked" }),
    clauses: z.array(z.object({ exclusion: z.string(), clause: z.string(), source: z.string() })),
    missing: z.array(z.string()),
    mapped: z.record(z.string(), z.object({ code: z.string(), relation: z.string() })),
    person: z.string().nullable(),
    reason: z.string().nullable(),
    basis: z.string().nullable(),
    from: CivilDate,
    supersedes: Id.nullable(),
    recordedAt: Timestamp,
  })
  .openapi("Assignment");

export const OrganizationCard = z
  .object({
    organization: Organization,
    creditCode: z
      .object({
        code: z.string(),
        problem: z.string().nullable(),
        acceptedBecause: z.string().nullable(),
        recordedBy: z.string(),
      })
      .nullable(),
    leaders: z.array(
      z.object({
        id: Id,
        name: z.string(),
        phone: z.string().nullable(),
        identityMasked: z.string().nullable(),
        from: CivilDate,
        to: CivilDate.nullable(),
        alsoLeads: z.array(z.string()).openapi({ description: "same number, other bodies" }),
      }),
    ),
    filing: z.array(
      z.object({
        step: z.string(),
        on: CivilDate,
        rules: z.string(),
        number: z.string().nullable(),
        basis: z.string().nullable(),
        tests: z.array(FilingTest),
        recordedBy: z.string(),
      }),
    ),
    openSteps: z.array(z.string()),
    filingDue: z.array(z.string()),
    stageTests: z.array(Test),
    stageFailing: z.array(z.string()),
    stageMoves: z.array(
      z.object({ stage: StageName, on: CivilDate, reason: z.string().nullable() }),
    ),
    memberships: z.array(
      z.object({
        id: Id,
        federationId: Id,
        federation: z.string(),
        from: CivilDate,
        to: CivilDate.nullable(),
      }),
    ),
    incubations: z.array(
      z.object({
        id: Id,
        mentor: z.string(),
        from: CivilDate,
        to: CivilDate.nullable(),
        outcome: z.enum(["passed", "left"]).nullable(),
        note: z.string().nullable(),
      }),
    ),
    contacts: z.array(
      z.object({
        id: Id,
        kind: z.enum(["visit", "companion", "training", "activity"]),
        on: CivilDate,
        topic: z.string(),
        participants: z.int().nullable(),
      }),
    ),
    assignments: z.array(Assignment),
  })
  .openapi("OrganizationCard");

export const Profile = z.object({
  name: Name,
  description: z.string().trim().max(5000),
  community: Name,
  foundedOn: CivilDate.optional(),
  memberCount: z.int().min(0).max(1_000_000).optional(),
  publicBenefitShare: z
    .string()
    .regex(/^(0(\.\d{1,3})?|1(\.0{1,3})?)$/)
    .optional(),
  phone: z.string().trim().min(3).max(40).optional(),
});
export const Leader = z.object({
  name: z.string().trim().min(1).max(60),
  phone: z.string().trim().min(3).max(40).optional(),
  residentNumber: z.string().trim().min(1).max(30).optional().openapi({
    description: "checked, then kept only as a keyed hash and its last four",
  }),
  from: CivilDate,
});

export const listOrganizations = operation("organization:read", {
  operationId: "listOrganizations",
  method: "get",
  path: base,
  tags: ["organizations"],
  summary: "社会组织名录 · the register of organizations",
  request: {
    params: districtParams,
    query: page.extend({
      q: z.string().max(100).optional(),
      stage: StageName.optional(),
      standing: StandingName.optional(),
      code: z.string().max(60).optional(),
      kind: Kind.optional(),
      member: z.enum(["true", "false"]).optional(),
    }),
  },
  responses: {
    200: json(
      z.object({
        organizations: z.array(Organization),
        total: z.int(),
        next: z.string().nullable(),
      }),
      "By name",
    ),
  },
});

export const readOrganization = operation("organization:read", {
  operationId: "readOrganization",
  method: "get",
  path: `${base}/{organizationId}`,
  tags: ["organizations"],
  summary: "社会组织档案 · one organization with all that is recorded of it",
  request: { params: bodyParams },
  responses: { 200: json(OrganizationCard, "The card") },
});

export const addOrganization = operation("organization:write", {
  operationId: "addOrganization",
  method: "post",
  path: base,
  tags: ["organizations"],
  summary: "登记线索(找)· enter a body that was found",
  request: {
    params: districtParams,
    body: body(
      Profile.extend({
        kind: Kind.default("community-organization"),
        leadSource: Name,
        foundOn: CivilDate,
      }),
    ),
  },
  responses: { 201: json(OrganizationCard, "The card, with the engine's answer") },
});

export const reviseOrganization = operation("organization:write", {
  operationId: "reviseOrganization",
  method: "post",
  path: `${base}/{organizationId}/profiles`,
  tags: ["organizations"],
  summary: "修订名称与业务(新版本)· a new version of name and activities",
  request: {
    params: bodyParams,
    body: body(Profile.extend({ basedOn: z.int().min(1) })),
  },
  responses: { 201: json(OrganizationCard, "The card; the engine has answered anew") },
});

export const recordCreditCode = operation("organization:write", {
  operationId: "recordCreditCode",
  method: "post",
  path: `${base}/{organizationId}/credit-codes`,
  tags: ["organizations"],
  summary: "登记统一社会信用代码 · a credit code, checked",
  request: {
    params: bodyParams,
    body: body(
      z.object({
        code: z.string().trim().min(1).max(30),
        acceptedBecause: Words.optional().openapi({
          description: "a wrong code that circulates stands only with this and who said so",
        }),
      }),
    ),
  },
  responses: { 201: json(OrganizationCard, "The card") },
});

export const addLeader = operation("organization:write", {
  operationId: "addLeader",
  method: "post",
  path: `${base}/{organizationId}/leaders`,
  tags: ["organizations"],
  summary: "登记负责人 · a leader",
  request: { params: bodyParams, body: body(Leader) },
  responses: { 201: json(OrganizationCard, "The card") },
});

export const eraseLeader = operation("organization:write", {
  operationId: "eraseLeader",
  method: "delete",
  path: `${base}/{organizationId}/leaders/{leaderId}`,
  tags: ["organizations"],
  summary: "删除负责人信息 · erase what is kept of a leader",
  request: { params: bodyParams.extend({ leaderId: Id }) },
  responses: { 204: { description: "Erased" } },
});

export const OrganizationImport = z
  .object({
    accepted: z.int(),
    created: z.int(),
    unchanged: z.int(),
    faults: z.array(
      z.object({
        line: z.int(),
        column: z.string().nullable(),
        kind: z.string(),
        value: z.string().nullable(),
      }),
    ),
    markedCsv: z.string().nullable(),
  })
  .openapi("OrganizationImport");

export const importOrganizations = operation("organization:write", {
  operationId: "importOrganizations",
  method: "post",
  path: `${base}/imports`,
  tags: ["organizations"],
  summary: "批量导入(CSV)· import a list; rows with faults come back marked",
  request: {
    params: districtParams,
    query: z.object({ on: CivilDate, source: Name }),
    body: { required: true, content: { "text/csv": { schema: z.string() } } },
  },
  responses: { 200: json(OrganizationImport, "What was taken in, and the rows with faults") },
});

export const exportOrganizations = operation("organization:read", {
  operationId: "exportOrganizations",
  method: "get",
  path: "/api/districts/{districtId}/organization-exports/{file}",
  tags: ["organizations"],
  summary: "导出(CSV、Popolo、HSDS、schema.org)· the register in the words of others",
  request: {
    params: districtParams.extend({
      file: z.enum([
        "register.csv",
        "popolo.json",
        "hsds.json",
        "360giving.json",
        "schema-org.json",
        "left-out.json",
      ]),
    }),
  },
  responses: {
    200: {
      description: "The file; what a standard could not say stands in left-out.json",
      content: { "text/csv": { schema: z.string() } },
    },
  },
});
