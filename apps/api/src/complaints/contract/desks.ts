import { z } from "@hono/zod-openapi";
import { districtParams, Id, Timestamp } from "../../wire/common.ts";
import { json, operation } from "../../wire/operation.ts";
import { base, body, caseParams, RoutingUnit } from "./parts.ts";

/** Who fills the units that rules name: desks with their remit, people and load; and the grids. */

export const Desk = z
  .object({
    id: Id,
    title: z.string(),
    unit: RoutingUnit,
    estateId: Id.nullable().openapi({ description: "its remit; null: the whole district" }),
    estateName: z.string().nullable(),
    categories: z.array(z.string()).openapi({ description: "its remit; empty: every category" }),
    capacity: z.int(),
    openLoad: z.int(),
    isOnDuty: z.boolean(),
    members: z.array(z.object({ membershipId: Id, personId: Id, personName: z.string() })),
  })
  .openapi("Desk");

export const listDesks = operation("routing:read", {
  operationId: "listDesks",
  method: "get",
  path: `${base}/desks`,
  tags: ["routing"],
  summary: "承办班组、人员与在办量 · desks, their people and their load",
  request: { params: districtParams },
  responses: {
    200: json(
      z.object({ desks: z.array(Desk), units: z.array(RoutingUnit) }),
      "Desks, and the units there are",
    ),
  },
});

const remit = {
  title: z.string().trim().min(1).max(80),
  capacity: z.int().min(0).max(10_000),
  isOnDuty: z.boolean(),
};

export const addDesk = operation("routing:edit", {
  operationId: "addDesk",
  method: "post",
  path: `${base}/desks`,
  tags: ["routing"],
  summary: "新建班组 · a new desk of a unit",
  request: {
    params: districtParams,
    body: body(
      z.object({
        ...remit,
        unitId: z.string().min(1).max(80),
        estateId: Id.optional(),
        categories: z.array(z.string().max(80)).max(100).default([]),
      }),
    ),
  },
  responses: { 201: json(Desk, "The desk") },
});

const deskParams = districtParams.extend({ deskId: Id });

export const changeDesk = operation("routing:edit", {
  operationId: "changeDesk",
  method: "post",
  path: `${base}/desks/{deskId}`,
  tags: ["routing"],
  summary: "改名、调整容量、在岗与否 · rename a desk, set its capacity and duty",
  request: { params: deskParams, body: body(z.object(remit)) },
  responses: { 200: json(Desk, "The desk") },
});

export const addDeskMember = operation("routing:edit", {
  operationId: "addDeskMember",
  method: "post",
  path: `${base}/desks/{deskId}/members`,
  tags: ["routing"],
  summary: "加入承办人 · let a person handle for this desk",
  request: { params: deskParams, body: body(z.object({ username: z.string().min(1).max(64) })) },
  responses: { 201: json(Desk, "The desk") },
});

export const endDeskMember = operation("routing:edit", {
  operationId: "endDeskMember",
  method: "delete",
  path: `${base}/desks/{deskId}/members/{membershipId}`,
  tags: ["routing"],
  summary: "移出承办人 · a person no longer handles for this desk",
  request: { params: deskParams.extend({ membershipId: Id }) },
  responses: { 204: { description: "Ended" } },
});

export const Grid = z
  .object({ id: z.string(), title: z.string(), estateId: Id, estateName: z.string() })
  .openapi("Grid");

export const listGrids = operation("routing:read", {
  operationId: "listGrids",
  method: "get",
  path: `${base}/grids`,
  tags: ["routing"],
  summary: "微网实格 · grids and the estates they cover",
  request: { params: districtParams },
  responses: { 200: json(z.object({ grids: z.array(Grid) }), "Grids") },
});

export const addGrid = operation("routing:edit", {
  operationId: "addGrid",
  method: "post",
  path: `${base}/grids`,
  tags: ["routing"],
  summary: "登记网格覆盖的小区 · let a grid cover an estate",
  request: {
    params: districtParams,
    body: body(
      z.object({
        id: z
          .string()
          .regex(/^[a-z]+-[A-Za-z0-9-]{1,40}$/)
          .openapi({ description: "kind, hyphen, number: micro-1-2, general-1, dedicated-park" }),
        title: z.string().trim().min(1).max(80),
        estateId: Id,
      }),
    ),
  },
  responses: { 201: json(Grid, "The grid") },
});

export const listCandidates = operation("session", {
  operationId: "listCandidates",
  method: "get",
  path: `${base}/cases/{caseId}/candidates`,
  tags: ["complaints"],
  summary:
    "可派单位、班组在办量与均衡建议 · units that may have it, their load, and the balanced choice",
  request: { params: caseParams },
  responses: {
    200: json(
      z.object({
        units: z.array(
          z
            .object({
              unit: RoutingUnit,
              mayLead: z.boolean(),
              why: z.enum(["excluded", "not-for-grassroots"]).nullable(),
              desks: z.array(
                z.object({
                  id: Id,
                  title: z.string(),
                  openLoad: z.int(),
                  capacity: z.int(),
                  isOnDuty: z.boolean(),
                }),
              ),
              choice: z.object({ deskId: Id, because: z.string() }).nullable(),
            })
            .openapi("CaseCandidate"),
        ),
      }),
      "Units of the district's rules and of the place",
    ),
  },
});

const key = { id: Id, title: z.string(), createdAt: Timestamp, endedAt: Timestamp.nullable() };
export const Open311Key = z.object(key).openapi("Open311Key");

export const listOpen311Keys = operation("routing:edit", {
  operationId: "listOpen311Keys",
  method: "get",
  path: `${base}/open311-keys`,
  tags: ["routing"],
  summary: "Open311 接入密钥 · keys of Open311 clients",
  request: { params: districtParams },
  responses: { 200: json(z.object({ keys: z.array(Open311Key) }), "Keys, without their secret") },
});

export const addOpen311Key = operation("routing:edit", {
  operationId: "addOpen311Key",
  method: "post",
  path: `${base}/open311-keys`,
  tags: ["routing"],
  summary: "发放密钥(只显示一次)· a key for a client, told once",
  request: {
    params: districtParams,
    body: body(z.object({ title: z.string().trim().min(1).max(80) })),
  },
  responses: {
    201: json(
      z.object({ ...key, apiKey: z.string().nullable() }).openapi("NewOpen311Key"),
      "The key; its secret is shown once",
    ),
  },
});

export const endOpen311Key = operation("routing:edit", {
  operationId: "endOpen311Key",
  method: "delete",
  path: `${base}/open311-keys/{keyId}`,
  tags: ["routing"],
  summary: "停用密钥 · end a key",
  request: { params: districtParams.extend({ keyId: Id }) },
  responses: { 204: { description: "Ended" } },
});
