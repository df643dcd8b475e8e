import { z } from "@hono/zod-openapi";
import { CivilDate, districtParams, Id, page } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";
import { body, Name, Words } from "./contract.ts";

const base = "/api/districts/{districtId}" as const;
const area = z.string().regex(/^\d{1,6}(\.\d{1,2})?$/);

const Action = z.object({
  id: Id,
  words: z.string(),
  organizationId: Id.nullable(),
  organization: z.string().nullable(),
  dueOn: CivilDate,
  doneOn: CivilDate.nullable(),
  doneNote: z.string().nullable(),
  isOverdue: z.boolean(),
});
export const Gathering = z
  .object({
    id: Id,
    kind: z.enum(["salon", "joint-meeting"]),
    heldOn: CivilDate,
    topic: z.string(),
    place: z.string(),
    minutes: z.string(),
    attended: z.array(z.object({ organizationId: Id, name: z.string() })),
    actions: z.array(Action),
  })
  .openapi("Gathering");
const SalonMonth = z.object({
  month: z.string(),
  heldOn: z.array(CivilDate),
  state: z.enum(["held", "missed", "open"]),
});
const next = z.string().nullable();
const gatherings = z.object({
  gatherings: z.array(Gathering),
  next,
  salons: z.array(SalonMonth).openapi({ description: "one a month is promised" }),
});

export const listGatherings = operation("organization:read", {
  operationId: "listGatherings",
  method: "get",
  path: `${base}/gatherings`,
  tags: ["organizations"],
  summary: "沙龙与联席会议 · salons, joint meetings and what was agreed",
  request: { params: districtParams, query: page },
  responses: { 200: json(gatherings, "Newest first, and the months of the salon") },
});

export const recordGathering = operation("organization:write", {
  operationId: "recordGathering",
  method: "post",
  path: `${base}/gatherings`,
  tags: ["organizations"],
  summary: "登记沙龙或联席会议 · a salon or a joint meeting",
  request: {
    params: districtParams,
    body: body(
      z.object({
        kind: z.enum(["salon", "joint-meeting"]),
        heldOn: CivilDate,
        topic: z.string().trim().min(1).max(300),
        place: Name,
        minutes: z.string().trim().max(20_000).default(""),
        attended: z.array(Id).max(500).default([]),
        actions: z
          .array(z.object({ words: Words, organizationId: Id.optional(), dueOn: CivilDate }))
          .max(100)
          .default([]),
      }),
    ),
  },
  responses: { 201: json(gatherings, "The first page of them") },
});

export const finishAction = operation("organization:write", {
  operationId: "finishAction",
  method: "post",
  path: `${base}/gatherings/{gatheringId}/actions/{actionId}/done`,
  tags: ["organizations"],
  summary: "办结会议议定事项 · what was agreed is done",
  request: {
    params: districtParams.extend({ gatheringId: Id, actionId: Id }),
    body: body(z.object({ on: CivilDate, note: Words })),
  },
  responses: { 201: json(gatherings, "The first page of them") },
});

export const Space = z
  .object({
    id: Id,
    name: z.string(),
    community: z.string(),
    areaSquareMetres: z.string(),
    offeredBy: z.string(),
    offeredFrom: CivilDate,
    offeredTo: CivilDate.nullable(),
    allotment: z
      .object({
        id: Id,
        organizationId: Id,
        organization: z.string(),
        agreement: z.string(),
        from: CivilDate,
      })
      .nullable(),
  })
  .openapi("Space");
const spaces = z.object({ spaces: z.array(Space), next });

export const listSpaces = operation("organization:read", {
  operationId: "listSpaces",
  method: "get",
  path: `${base}/spaces`,
  tags: ["organizations"],
  summary: "闲置空间 · idle rooms and who has them",
  request: { params: districtParams, query: page },
  responses: { 200: json(spaces, "By community") },
});
export const offerSpace = operation("organization:write", {
  operationId: "offerSpace",
  method: "post",
  path: `${base}/spaces`,
  tags: ["organizations"],
  summary: "登记闲置空间 · an idle room is offered",
  request: {
    params: districtParams,
    body: body(
      z.object({
        name: Name,
        community: Name,
        areaSquareMetres: area,
        offeredBy: Name,
        offeredFrom: CivilDate,
        offeredTo: CivilDate.optional(),
      }),
    ),
  },
  responses: { 201: json(spaces, "The first page of them") },
});
export const allotSpace = operation("organization:write", {
  operationId: "allotSpace",
  method: "post",
  path: `${base}/spaces/{spaceId}/allotments`,
  tags: ["organizations"],
  summary: "安排空间 · allot a room under an agreement",
  request: {
    params: districtParams.extend({ spaceId: Id }),
    body: body(z.object({ organizationId: Id, agreement: Name, from: CivilDate })),
  },
  responses: { 201: json(spaces, "The first page of them") },
});
export const endAllotment = operation("organization:write", {
  operationId: "endAllotment",
  method: "post",
  path: `${base}/spaces/{spaceId}/allotments/{allotmentId}/end`,
  tags: ["organizations"],
  summary: "收回空间 · an allotment ends",
  request: {
    params: districtParams.extend({ spaceId: Id, allotmentId: Id }),
    body: body(z.object({ to: CivilDate })),
  },
  responses: { 201: json(spaces, "The first page of them") },
});

const Category = z.enum(["space", "money", "people", "goods", "skill"]);
export const Exchange = z
  .object({
    id: Id,
    side: z.enum(["need", "offer"]),
    category: Category,
    words: z.string(),
    community: z.string(),
    organizationId: Id.nullable(),
    organization: z.string().nullable(),
    from: CivilDate,
    until: CivilDate.nullable(),
    matchedWith: Id.nullable(),
    candidates: z.array(Id).openapi({
      description: "open needs: open offers of the same category, the own community first",
    }),
  })
  .openapi("Exchange");
const exchanges = z.object({ exchanges: z.array(Exchange), next });

export const listExchanges = operation("organization:read", {
  operationId: "listExchanges",
  method: "get",
  path: `${base}/exchanges`,
  tags: ["organizations"],
  summary: "资源对接 · needs and offers",
  request: { params: districtParams, query: page },
  responses: { 200: json(exchanges, "Newest first") },
});
export const recordExchange = operation("organization:write", {
  operationId: "recordExchange",
  method: "post",
  path: `${base}/exchanges`,
  tags: ["organizations"],
  summary: "登记需求或资源 · a need or an offer",
  request: {
    params: districtParams,
    body: body(
      z.object({
        side: z.enum(["need", "offer"]),
        category: Category,
        words: Words,
        community: Name,
        organizationId: Id.optional(),
        from: CivilDate,
        until: CivilDate.optional(),
      }),
    ),
  },
  responses: { 201: json(exchanges, "The first page of them") },
});
export const matchExchange = operation("organization:write", {
  operationId: "matchExchange",
  method: "post",
  path: `${base}/exchanges/{exchangeId}/match`,
  tags: ["organizations"],
  summary: "对接 · a need meets an offer",
  request: {
    params: districtParams.extend({ exchangeId: Id }),
    body: body(z.object({ offerId: Id, on: CivilDate })),
  },
  responses: { 201: json(exchanges, "The first page of them") },
});

export const Service = z
  .object({
    id: Id,
    organizationId: Id,
    organization: z.string(),
    name: z.string(),
    description: z.string(),
    address: z.string(),
    hours: z.string(),
    fees: z.string(),
    phone: z.string(),
    walkingMinutes: z.int().nullable(),
    from: CivilDate,
    to: CivilDate.nullable(),
  })
  .openapi("Service");
const services = z.object({ services: z.array(Service), next });
export const listServices = operation("organization:read", {
  operationId: "listServices",
  method: "get",
  path: `${base}/services`,
  tags: ["organizations"],
  summary: "服务目录 · the directory of services",
  request: {
    params: districtParams,
    query: page.extend({ walkingMinutes: z.coerce.number().int().min(1).max(600).optional() }),
  },
  responses: { 200: json(services, "In force today") },
});
export const addService = operation("organization:write", {
  operationId: "addService",
  method: "post",
  path: `${base}/services`,
  tags: ["organizations"],
  summary: "登记服务 · a service that a body gives",
  request: {
    params: districtParams,
    body: body(
      z.object({
        organizationId: Id,
        name: Name,
        description: Words,
        address: Name,
        hours: Name,
        fees: Name,
        phone: Name,
        walkingMinutes: z.int().min(0).max(600).optional(),
        from: CivilDate,
      }),
    ),
  },
  responses: { 201: json(services, "The first page of them") },
});

const Figure = z.object({
  key: z.string(),
  value: z.int().nullable(),
  bound: z.enum(["exact", "at-least", "approx", "unquantified"]),
  asOf: CivilDate,
  source: z.string(),
});
export const OrganizationCounts = z
  .object({
    asOf: CivilDate,
    total: z.int(),
    filed: z.int(),
    members: z.int(),
    visited: z.int().openapi({ description: "different bodies that were visited" }),
    incubated: z.int(),
    services: z.int(),
    waiting: z.int().openapi({ description: "what waits for a person's review" }),
    byCode: z.array(z.object({ code: z.string(), count: z.int() })),
    byStage: z.array(z.object({ stage: z.string(), count: z.int() })),
    functions: z.array(z.object({ name: z.string(), count: z.int() })).openapi({
      description: "the five functions of the hub, each as counted",
    }),
    salons: z.array(SalonMonth),
    openActions: z.int(),
    overdueActions: z.int(),
    reported: z.array(Figure).openapi({ description: "as reported by others: not counted here" }),
  })
  .openapi("OrganizationCounts");
export const readOrganizationCounts = operation("organization:read", {
  operationId: "readOrganizationCounts",
  method: "get",
  path: `${base}/organization-counts`,
  tags: ["organizations"],
  summary: "社会组织总览 · counted from the rows, and what was only reported",
  request: { params: districtParams },
  responses: { 200: json(OrganizationCounts, "Counts") },
});
export const reportFigure = operation("organization:write", {
  operationId: "reportFigure",
  method: "post",
  path: `${base}/reported-figures`,
  tags: ["organizations"],
  summary: "登记报送数字(附来源)· a figure somebody reported, with its source",
  request: {
    params: districtParams,
    body: body(
      z.object({
        key: z.string().regex(/^[a-z][a-z-]{1,39}$/),
        value: z.int().min(0).optional(),
        bound: z.enum(["exact", "at-least", "approx", "unquantified"]),
        asOf: CivilDate,
        source: Words,
      }),
    ),
  },
  responses: { 201: json(OrganizationCounts, "Counts") },
});
