import { z } from "@hono/zod-openapi";
import { BankLine } from "../bank/contract.ts";
import { CivilDate, estateParams, Id, listPage, Money, next, Sha256 } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

const Share = z.string().regex(/^(0(\.\d{1,6})?|1)$/);
const Words = z.string().trim().min(1).max(200);
const DueDay = z.int().min(1).max(31);

export const Lease = z
  .object({
    id: Id,
    tenant: z.string(),
    from: CivilDate,
    to: CivilDate.openapi({ description: "the last day: as agreed, or as it was ended early" }),
    isEnded: z.boolean(),
    rent: Money.openapi({ description: "for a whole calendar month" }),
    dueDay: z.int(),
    contractSha256: Sha256,
    standing: z
      .object({
        due: Money,
        received: Money,
        open: Money,
        ahead: Money,
        openSince: CivilDate.nullable(),
      })
      .openapi({ description: "today: rent × days ÷ days of the month, the oldest paid first" }),
  })
  .openapi("Lease");

export const Asset = z
  .object({
    id: Id,
    number: z.string(),
    name: z.string(),
    kind: z.enum(["shop", "hall", "parking", "advertising", "equipment", "other"]),
    place: z.string(),
    area: z.string().nullable().openapi({ description: "m²" }),
    collectiveShare: z.string().openapi({ description: "the collective's part of what it earns" }),
    heldSince: CivilDate,
    retiredOn: CivilDate.nullable(),
    retiredBecause: z.string().nullable(),
    leases: z.array(Lease),
  })
  .openapi("Asset");

const base = "/api/districts/{districtId}/estates/{estateId}" as const;
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});

export const listAssets = operation("books:read", {
  operationId: "listAssets",
  method: "get",
  path: `${base}/assets`,
  tags: ["assets"],
  summary: "共有资产台账与租约 · what is held in common, its leases and what they owe",
  request: { params: estateParams, query: listPage },
  responses: { 200: json(z.object({ assets: z.array(Asset), next }), "Assets by number") },
});

export const registerAsset = operation("books:write", {
  operationId: "registerAsset",
  method: "post",
  path: `${base}/assets`,
  tags: ["assets"],
  summary: "登记共有资产 · register an asset held in common",
  request: {
    params: estateParams,
    body: body(
      z.object({
        number: z.string().trim().min(1).max(40),
        name: Words,
        kind: Asset.shape.kind,
        place: Words,
        area: z
          .string()
          .regex(/^\d{1,7}(\.\d{1,2})?$/)
          .optional(),
        collectiveShare: Share,
        heldSince: CivilDate,
      }),
    ),
  },
  responses: { 201: json(Asset, "The asset") },
});

export const retireAsset = operation("books:write", {
  operationId: "retireAsset",
  method: "post",
  path: `${base}/assets/{assetId}/retirement`,
  tags: ["assets"],
  summary: "注销资产 · take an asset out of the register",
  request: {
    params: estateParams.extend({ assetId: Id }),
    body: body(z.object({ retiredOn: CivilDate, reason: Words })),
  },
  responses: { 201: json(Asset, "The asset, retired") },
});

export const recordLease = operation("books:write", {
  operationId: "recordLease",
  method: "post",
  path: `${base}/assets/{assetId}/leases`,
  tags: ["assets"],
  summary: "登记租约 · record a lease with its contract",
  request: {
    params: estateParams.extend({ assetId: Id }),
    body: body(
      z.object({
        tenant: Words,
        from: CivilDate,
        to: CivilDate,
        rent: Money,
        dueDay: DueDay,
        contractSha256: Sha256,
      }),
    ),
  },
  responses: { 201: json(Asset, "The asset with its leases") },
});

export const endLease = operation("books:write", {
  operationId: "endLease",
  method: "post",
  path: `${base}/leases/{leaseId}/end`,
  tags: ["assets"],
  summary: "提前终止租约 · end a lease before its time",
  request: {
    params: estateParams.extend({ leaseId: Id }),
    body: body(z.object({ lastDay: CivilDate, reason: Words })),
  },
  responses: { 201: json(Asset, "The asset with its leases") },
});

export const bookRent = operation("books:write", {
  operationId: "bookRent",
  method: "post",
  path: `${base}/leases/{leaseId}/receipts`,
  tags: ["assets"],
  summary: "把银行流水记为租金并按约分成 · book a bank line as rent, split as the asset says",
  request: {
    params: estateParams.extend({ leaseId: Id }),
    body: body(z.object({ lineId: Id, reason: Words })),
  },
  responses: { 201: json(BankLine, "The line, booked") },
});
