import { z } from "@hono/zod-openapi";
import { Session } from "../session/contract.ts";
import { PasskeyOptions, PasskeyRegistration } from "../session/passkey-contract.ts";
import { CivilDate, estateParams, Id, Money, Month, page, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

const base = "/api/districts/{districtId}/estates/{estateId}" as const;
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});
export const SlipCode = z
  .string()
  .regex(/^\d{12}$/)
  .openapi({ example: "402913875506" });
export const Pin = z.string().regex(/^\d{6}$/);
const Manner = z.enum(["in-person", "household-member", "letterbox", "post"]);

export const OwnerDoor = z
  .object({
    personId: Id,
    ownerMasked: z.string(),
    unitNumbers: z.array(z.string()),
    slip: z
      .object({
        slipId: Id,
        printedBy: z.string(),
        printedAt: Timestamp,
        lastDay: CivilDate,
        isExpired: z.boolean(),
        handedBy: z.string().nullable(),
        handedOn: CivilDate.nullable(),
        manner: Manner.nullable(),
        usedAt: Timestamp.nullable(),
      })
      .nullable()
      .openapi({ description: "the latest slip; null where none was ever printed" }),
  })
  .openapi("OwnerDoor");

export const listOwnerDoors = operation("slip:issue", {
  operationId: "listOwnerDoors",
  method: "get",
  path: `${base}/owner-doors`,
  tags: ["residents"],
  summary: "业主入门单的发放情况 · which owners were given a slip, and who has come in",
  request: { params: estateParams, query: page },
  responses: {
    200: json(
      z.object({
        owners: z.array(OwnerDoor),
        next: z.string().nullable(),
        counts: z.object({ owners: z.int(), printed: z.int(), handedOver: z.int(), in: z.int() }),
      }),
      "Owners by unit",
    ),
  },
});

export const issueSlips = operation("slip:issue", {
  operationId: "issueSlips",
  method: "post",
  path: `${base}/slips`,
  tags: ["residents"],
  summary: "打印业主入门单(旧单、旧手机即时失效)· print slips; what earlier ones opened is shut",
  request: {
    params: estateParams,
    body: body(z.object({ personIds: z.array(Id).min(1).max(200) })),
  },
  responses: {
    201: json(
      z
        .object({
          slips: z.array(z.object({ slipId: Id, personId: Id })),
          lastDay: CivilDate,
          sheetPdf: z.string().nullable().openapi({
            description: "base64, one sheet per owner; told once, null for a retry",
          }),
        })
        .openapi("IssuedSlips"),
      "The slips and their sheets",
    ),
  },
});

export const handOverSlip = operation("slip:issue", {
  operationId: "handOverSlip",
  method: "post",
  path: `${base}/slips/{slipId}/handover`,
  tags: ["residents"],
  summary: "登记入门单已送达 · record that you handed a slip over, and how",
  request: {
    params: estateParams.extend({ slipId: Id }),
    body: body(z.object({ manner: Manner, on: CivilDate })),
  },
  responses: { 201: json(z.object({ slipId: Id }), "Recorded") },
});

export const lookAtSlip = operation("public", {
  operationId: "lookAtSlip",
  method: "post",
  path: "/api/residents/slip",
  tags: ["residents"],
  summary: "看看是谁的入门单 · whose slip this is, before it is used",
  request: { body: body(z.object({ code: SlipCode })) },
  responses: {
    200: json(
      z
        .object({
          estateName: z.string(),
          ownerMasked: z.string(),
          unitNumbers: z.array(z.string()),
          lastDay: CivilDate,
        })
        .openapi("SlipLook"),
      "Whose slip it is",
    ),
  },
});

export const useSlip = operation("public", {
  operationId: "useSlip",
  method: "post",
  path: "/api/residents/slip/use",
  tags: ["residents"],
  summary:
    "用入门单设置六位密码或通行密钥 · use a slip, once: sets a PIN for this phone, or a passkey",
  request: {
    body: body(
      z.object({
        code: SlipCode,
        pin: Pin.optional(),
        passkey: PasskeyRegistration.optional().openapi({ description: "this or a PIN, not both" }),
      }),
    ),
  },
  responses: { 200: json(Session, "Signed in; the phone keeps its secret in a cookie") },
});

export const slipPasskeyOptions = operation("public", {
  operationId: "slipPasskeyOptions",
  method: "post",
  path: "/api/residents/slip/passkey-options",
  tags: ["residents"],
  summary: "用入门单设置通行密钥:取挑战 · a fresh challenge to come in with a passkey",
  request: { body: body(z.object({ code: SlipCode })) },
  responses: { 200: json(PasskeyOptions, "For the browser") },
});

export const enterWithPin = operation("public", {
  operationId: "enterWithPin",
  method: "post",
  path: "/api/residents/session",
  tags: ["residents"],
  summary: "业主用密码登录 · an owner signs in with the PIN of this phone",
  request: { body: body(z.object({ pin: Pin })) },
  responses: { 200: json(Session, "Signed in") },
});

export const OwnHome = z
  .object({
    personName: z.string(),
    estateName: z.string(),
    communityName: z.string(),
    contactPhone: z.string(),
    currency: z.string(),
    units: z.array(
      z.object({
        id: Id,
        number: z.string(),
        building: z.string(),
        areaSquareMetres: z.string(),
        rate: z.string().nullable().openapi({ description: "yuan per m² and month" }),
        since: CivilDate,
        owed: Money,
        paidAhead: Money,
      }),
    ),
    openBudgets: z
      .array(z.object({ draftId: Id, year: z.int(), closesOn: CivilDate }))
      .openapi({ description: "drafts of a budget that owners may comment on now" }),
    cameInWith: z
      .object({ printedBy: z.string(), printedOn: CivilDate })
      .nullable()
      .openapi({ description: "the owner's own latest slip: who printed it, and when" }),
  })
  .openapi("OwnHome");

export const readOwnHome = operation("own:read", {
  operationId: "readOwnHome",
  method: "get",
  path: `${base}/own`,
  tags: ["residents"],
  summary: "我的房屋 · what I own here and how it stands",
  request: { params: estateParams },
  responses: { 200: json(OwnHome, "My units") },
});

export const listOwnAccount = operation("own:read", {
  operationId: "listOwnAccount",
  method: "get",
  path: `${base}/own/units/{unitId}/account`,
  tags: ["residents"],
  summary: "我的账单与缴费 · bills and receipts of one's own unit, newest first",
  request: { params: estateParams.extend({ unitId: Id }), query: page },
  responses: {
    200: json(
      z.object({
        lines: z.array(
          z
            .object({
              id: Id,
              occurredOn: CivilDate,
              kind: z.enum(["bill", "receipt", "reversal", "other"]),
              month: Month.nullable(),
              amount: Money.openapi({ description: "billed positive, paid negative" }),
              isReversed: z.boolean(),
            })
            .openapi("OwnAccountLine"),
        ),
        next: z.string().nullable(),
      }),
      "Lines",
    ),
  },
});

export const readOwnersBook = operation("own:read", {
  operationId: "readOwnersBook",
  method: "get",
  path: `${base}/own/book`,
  tags: ["residents"],
  summary: "随时查账 · all money in and out, newest first, for every owner at any time",
  request: { params: estateParams, query: page },
  responses: {
    200: json(
      z
        .object({
          moneyNow: Money,
          movements: z.array(
            z.object({
              sequence: z.int(),
              count: z.int().openapi({
                description: "what households paid is one line a month: an amount names its unit",
              }),
              occurredOn: CivilDate,
              amount: Money.openapi({ description: "in positive, out negative" }),
              titleZh: z.string(),
              titleEn: z.string(),
              payee: z.string().nullable(),
              purpose: z.string().nullable(),
              voucherNumber: z.string().nullable(),
              isReversal: z.boolean(),
              isReversed: z.boolean(),
            }),
          ),
          next: z.string().nullable(),
          orders: z
            .array(
              z.object({
                id: Id,
                payee: z.string(),
                amount: Money,
                purpose: z.string(),
                proposedOn: CivilDate,
                status: z.enum(["open", "approved", "sent-back"]),
                approvedBy: z.array(z.enum(["trustee", "committee"])),
              }),
            )
            .openapi({ description: "payments under way, with the keys turned so far" }),
        })
        .openapi("OwnersBook"),
      "The estate's money",
    ),
  },
});
