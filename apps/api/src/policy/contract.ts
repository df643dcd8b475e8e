import { z } from "@hono/zod-openapi";
import { CivilDate, estateParams, Id, Money, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

const Party = z.enum(["trustee", "committee"]);
const Days = z.int().min(0).max(3660);

/** The policy as it is kept and sent: the shape the package decides on, amounts as text. */
export const PolicyBody = z
  .object({
    initiators: z.array(z.string().min(1).max(60)).min(1).max(20),
    rules: z
      .array(
        z.object({
          id: z.string().min(1).max(60),
          atLeast: Money.optional(),
          account: z.string().min(1).max(60).optional(),
          payees: z.array(Id).max(100).optional(),
          isWaivedInEmergency: z.boolean().optional(),
          demands: z
            .array(
              z.object({
                party: Party,
                roles: z.array(z.string().min(1).max(60)).min(1).max(20),
                count: z.int().min(1).max(20),
              }),
            )
            .min(1)
            .max(4),
        }),
      )
      .min(1)
      .max(50),
    coolingOffDays: Days,
    expiryDays: Days,
    ratificationDays: Days,
    headsWithoutOrder: z.array(z.string().min(1).max(60)).max(20),
    warnings: z.object({
      sameAmountDays: Days,
      splitDays: Days,
      standingDays: Days,
      bars: z.array(Money).max(20),
    }),
  })
  .openapi("PolicyBody");

export const AccessPolicy = z
  .object({
    id: Id,
    from: CivilDate,
    resolutionId: z.string(),
    recordedAt: Timestamp,
    isInForce: z.boolean(),
    policy: PolicyBody,
  })
  .openapi("AccessPolicy");

export const Delegation = z
  .object({
    id: Id,
    byName: z.string(),
    toName: z.string(),
    party: Party,
    from: CivilDate,
    to: CivilDate,
  })
  .openapi("Delegation");

export const Signatory = z
  .object({
    personId: Id,
    name: z.string(),
    roles: z.array(z.object({ roleId: z.string(), titleZh: z.string(), titleEn: z.string() })),
  })
  .openapi("Signatory");

const base = "/api/districts/{districtId}/estates/{estateId}" as const;

export const listPolicies = operation("books:read", {
  operationId: "listPolicies",
  method: "get",
  path: `${base}/access-policies`,
  tags: ["policy"],
  summary: "支付权限 · who initiates and who approves, and who may",
  request: { params: estateParams },
  responses: {
    200: json(
      z.object({
        policies: z.array(AccessPolicy),
        delegations: z.array(Delegation),
        signatories: z.array(Signatory),
        preset: PolicyBody,
      }),
      "Policies, newest first; preset: the company initiates, its manager and the committee approve",
    ),
  },
});

export const setPolicy = operation("mandate:record", {
  operationId: "setPolicy",
  method: "post",
  path: `${base}/access-policies`,
  tags: ["policy"],
  summary: "凭决议设定支付权限 · set the policy by a resolution",
  request: {
    params: estateParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.object({ from: CivilDate, mandateId: Id, policy: PolicyBody }),
        },
      },
    },
  },
  responses: { 201: json(AccessPolicy, "The policy as set") },
});

export const delegateKey = operation("order:approve", {
  operationId: "delegateKey",
  method: "post",
  path: `${base}/delegations`,
  tags: ["policy"],
  summary: "委托他人代为审批(本人缺席期间)· lend one's own key for a period of absence",
  request: {
    params: estateParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.object({ toPersonId: Id, party: Party, from: CivilDate, to: CivilDate }),
        },
      },
    },
  },
  responses: { 201: json(Delegation, "The delegation") },
});
