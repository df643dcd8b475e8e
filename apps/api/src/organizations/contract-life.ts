import { z } from "@hono/zod-openapi";
import { CivilDate, Id } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";
import { base, body, bodyParams, Name, OrganizationCard, StageName, Words } from "./contract.ts";

const card = { 201: json(OrganizationCard, "The card") };
const count = z.int().min(0).max(1_000_000).optional();

export const takeFilingStep = operation("organization:write", {
  operationId: "takeFilingStep",
  method: "post",
  path: `${base}/{organizationId}/filing-steps`,
  tags: ["organizations"],
  summary: "备案一步 · one step of filing, by the rules of the place",
  request: {
    params: bodyParams,
    body: body(
      z.object({
        step: z.enum([
          "list",
          "apply",
          "file",
          "return",
          "confirm",
          "sleep",
          "wake",
          "warn",
          "revoke",
          "cancel",
          "register",
        ]),
        on: CivilDate,
        rules: z.enum(["sc-2023", "gd-2022"]).default("sc-2023"),
        number: z.string().trim().min(1).max(60).optional(),
        basis: Words.optional(),
        form: z.enum(["society", "service"]).optional(),
        naturalFounders: count,
        legalFounders: count,
        members: count,
        staff: count,
      }),
    ),
  },
  responses: card,
});

export const moveStage = operation("organization:write", {
  operationId: "moveStage",
  method: "post",
  path: `${base}/{organizationId}/stages`,
  tags: ["organizations"],
  summary: "进入下一阶段(找建用统)· move to a stage",
  request: {
    params: bodyParams,
    body: body(z.object({ stage: StageName, on: CivilDate, reason: Words.optional() })),
  },
  responses: card,
});

export const joinFederation = operation("organization:write", {
  operationId: "joinFederation",
  method: "post",
  path: `${base}/{organizationId}/memberships`,
  tags: ["organizations"],
  summary: "加入联合会 · become a member of a federation",
  request: { params: bodyParams, body: body(z.object({ federationId: Id, from: CivilDate })) },
  responses: card,
});

export const leaveFederation = operation("organization:write", {
  operationId: "leaveFederation",
  method: "post",
  path: `${base}/{organizationId}/memberships/{membershipId}/end`,
  tags: ["organizations"],
  summary: "退出联合会 · end a membership",
  request: {
    params: bodyParams.extend({ membershipId: Id }),
    body: body(z.object({ to: CivilDate })),
  },
  responses: card,
});

export const beginIncubation = operation("organization:write", {
  operationId: "beginIncubation",
  method: "post",
  path: `${base}/{organizationId}/incubations`,
  tags: ["organizations"],
  summary: "进入培育孵化 · begin an incubation",
  request: { params: bodyParams, body: body(z.object({ mentor: Name, from: CivilDate })) },
  responses: card,
});

export const endIncubation = operation("organization:write", {
  operationId: "endIncubation",
  method: "post",
  path: `${base}/{organizationId}/incubations/{incubationId}/end`,
  tags: ["organizations"],
  summary: "出孵 · end an incubation with its result",
  request: {
    params: bodyParams.extend({ incubationId: Id }),
    body: body(z.object({ to: CivilDate, outcome: z.enum(["passed", "left"]), note: Words })),
  },
  responses: card,
});

export const recordContact = operation("organization:write", {
  operationId: "recordContact",
  method: "post",
  path: `${base}/{organizationId}/contacts`,
  tags: ["organizations"],
  summary: "走访、陪伴、培训、活动 · a visit, a companion's call, a training, an activity",
  request: {
    params: bodyParams,
    body: body(
      z.object({
        kind: z.enum(["visit", "companion", "training", "activity"]),
        on: CivilDate,
        topic: z.string().trim().min(1).max(300),
        participants: count,
      }),
    ),
  },
  responses: card,
});
