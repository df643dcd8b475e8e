import { z } from "@hono/zod-openapi";
import { CivilDate, estateParams, Id, Sha256, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";
import { base, body, Meeting, meetingParams, Page, Words } from "./contract.ts";

/** Who votes and with what weight: facts about units, the roll, objections, corrections, sales. */

const Decimal = z.string().regex(/^\d{1,15}(\.\d{1,9})?$/);
const Axis = z.string().regex(/^[a-z][a-z-]{0,29}$/);

export const UnitFact = z
  .object({
    unitNumber: z.string().trim().min(1).max(60),
    kind: z.string().max(40).optional().openapi({ description: "such as parking or storage" }),
    state: z.enum(["sold", "unsold", "sold-undelivered"]).optional(),
    areas: z
      .record(Axis, Decimal)
      .optional()
      .openapi({ description: "m² by source: register, survey, contract" }),
    weights: z
      .record(Axis, Decimal)
      .optional()
      .openapi({ description: "other axes, such as shares (tantièmes) or value" }),
    evidence: z.string().trim().min(1).max(500),
  })
  .openapi("UnitFact");

export const RollUnit = z
  .object({
    unitNumber: z.string(),
    building: z.string(),
    kind: z.string().nullable(),
    state: z.enum(["sold", "unsold", "sold-undelivered"]),
    areaSource: z.string().nullable(),
    weights: z.record(z.string(), z.string()),
    ownersMasked: z.array(z.string()),
    isCorrected: z.boolean(),
  })
  .openapi("RollUnit");

export const RollVoter = z
  .object({
    voterId: Id.nullable().openapi({ description: "given once the roll is frozen" }),
    units: z.array(RollUnit),
    ownersMasked: z.array(z.string()),
    weights: z.record(z.string(), z.string()),
    classes: z.array(z.string()),
  })
  .openapi("RollVoter");

export const Objection = z
  .object({
    id: Id,
    unitNumber: z.string(),
    words: z.string().nullable().openapi({ description: "null where it was erased" }),
    raisedBy: z.string(),
    raisedAt: Timestamp,
    settlement: z
      .object({
        decision: z.enum(["upheld", "dismissed"]),
        words: z.string().nullable(),
        settledBy: z.string(),
        settledAt: Timestamp,
        correction: z
          .object({
            was: z.unknown(),
            is: z.unknown(),
            hashBefore: Sha256,
            hashAfter: Sha256,
          })
          .nullable(),
      })
      .nullable(),
  })
  .openapi("RollObjection");

export const Sale = z
  .object({
    id: Id,
    voterId: Id,
    unitNumbers: z.array(z.string()),
    soldOn: CivilDate,
    outcomes: z.array(
      z.object({
        motionId: Id,
        ballot: z.enum(["none", "stands", "falls"]),
        mayVote: z.enum(["nobody-anew", "seller", "buyer"]),
      }),
    ),
    recordedAt: Timestamp,
  })
  .openapi("SaleDuringVote");

export const recordUnitFacts = operation("ballot:record", {
  operationId: "recordUnitFacts",
  method: "post",
  path: "/api/districts/{districtId}/estates/{estateId}/unit-facts",
  tags: ["meetings"],
  summary: "登记房屋的份额、面积来源与状态 · shares, areas by source and state of units",
  request: {
    params: estateParams,
    body: body(z.object({ facts: z.array(UnitFact).min(1).max(2000) })),
  },
  responses: { 201: json(z.object({ recorded: z.int() }), "Later facts stand in for earlier") },
});

export const listUnitFacts = operation("meeting:read", {
  operationId: "listUnitFacts",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/unit-facts",
  tags: ["meetings"],
  summary: "房屋登记情况 · what is on record about units",
  request: { params: estateParams, query: Page },
  responses: {
    200: json(
      z.object({
        facts: z.array(UnitFact.extend({ recordedAt: Timestamp })),
        nextCursor: z.string().nullable(),
      }),
      "The latest fact of each unit",
    ),
  },
});

export const drawRoll = operation("meeting:convene", {
  operationId: "drawRoll",
  method: "post",
  path: `${base}/{meetingId}/roll`,
  tags: ["meetings"],
  summary: "生成业主名册草案 · draw the roll from the registry as on a day",
  request: { params: meetingParams, body: body(z.object({ on: CivilDate })) },
  responses: { 201: json(Meeting, "The meeting, its roll in draft") },
});

export const readRoll = operation("meeting:read", {
  operationId: "readRoll",
  method: "get",
  path: `${base}/{meetingId}/roll`,
  tags: ["meetings"],
  summary: "表决名册 · the roll, draft or frozen",
  request: {
    params: meetingParams,
    query: Page.extend({ unit: z.string().max(60).optional() }),
  },
  responses: {
    200: json(
      z.object({
        status: z.enum(["none", "draft", "frozen"]),
        voters: z.array(RollVoter),
        totals: z.record(z.string(), z.string()),
        nextCursor: z.string().nullable(),
      }),
      "Voters in the order of their units",
    ),
  },
});

export const objectToRoll = operation("roll:object", {
  operationId: "objectToRoll",
  method: "post",
  path: `${base}/{meetingId}/objections`,
  tags: ["meetings"],
  summary: "对名册提出异议 · object to the roll",
  request: {
    params: meetingParams,
    body: body(z.object({ unitNumber: z.string().trim().min(1).max(60), words: Words })),
  },
  responses: { 201: json(Objection, "The objection, open") },
});

export const listObjections = operation("meeting:read", {
  operationId: "listObjections",
  method: "get",
  path: `${base}/{meetingId}/objections`,
  tags: ["meetings"],
  summary: "异议与更正 · objections and corrections",
  request: { params: meetingParams, query: Page },
  responses: {
    200: json(
      z.object({ objections: z.array(Objection), nextCursor: z.string().nullable() }),
      "In the order raised",
    ),
  },
});

export const settleObjection = operation("meeting:convene", {
  operationId: "settleObjection",
  method: "post",
  path: `${base}/{meetingId}/objections/{objectionId}/settlement`,
  tags: ["meetings"],
  summary: "处理异议 · uphold or dismiss an objection",
  request: {
    params: meetingParams.extend({ objectionId: Id }),
    body: body(
      z.object({
        decision: z.enum(["upheld", "dismissed"]),
        words: Words,
        correction: UnitFact.omit({ unitNumber: true, evidence: true })
          .extend({ ownerPersonIds: z.array(Id).min(1).max(50).optional() })
          .optional()
          .openapi({ description: "what of the unit's line changes; only when upheld" }),
      }),
    ),
  },
  responses: { 201: json(Objection, "The objection, settled; a correction with both hashes") },
});

export const freezeRoll = operation("meeting:convene", {
  operationId: "freezeRoll",
  method: "post",
  path: `${base}/{meetingId}/roll/freeze`,
  tags: ["meetings"],
  summary: "冻结名册并公布哈希 · freeze the roll and publish its hashes",
  request: { params: meetingParams },
  responses: { 201: json(Meeting, "The meeting with the roll's hashes") },
});

export const classifyVoter = operation("ballot:record", {
  operationId: "classifyVoter",
  method: "post",
  path: `${base}/{meetingId}/classes`,
  tags: ["meetings"],
  summary: "登记法定情形 · put a voter in a class that the law names (arrears, conflict …)",
  request: {
    params: meetingParams,
    body: body(z.object({ voterId: Id, class: Axis, evidence: Words })),
  },
  responses: { 201: json(z.object({ voterId: Id }), "The voter") },
});

export const recordSale = operation("ballot:record", {
  operationId: "recordSale",
  method: "post",
  path: `${base}/{meetingId}/sales`,
  tags: ["meetings"],
  summary: "表决期间房屋易主 · a unit changed hands while the vote is open",
  request: {
    params: meetingParams,
    body: body(
      z.object({
        unitNumbers: z.array(z.string().trim().min(1).max(60)).min(1).max(500),
        soldOn: CivilDate,
      }),
    ),
  },
  responses: {
    201: json(
      z.object({ sales: z.array(Sale) }),
      "Per voter and motion: what becomes of the ballot and who may vote",
    ),
  },
});
