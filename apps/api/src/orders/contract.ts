import { z } from "@hono/zod-openapi";
import { PasskeyAssertion, PasskeyOptions } from "../session/passkey-contract.ts";
import {
  CivilDate,
  estateParams,
  Id,
  listPage,
  Money,
  next,
  Sha256,
  Timestamp,
} from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

const Party = z.enum(["trustee", "committee"]);
const Missing = z.object({ party: Party, missing: z.int() });

const summary = {
  id: Id,
  status: z.enum(["open", "approved", "sent-back", "executed", "returned", "voided", "expired"]),
  payeeName: z.string(),
  amount: Money,
  purpose: z.string(),
  line: z.string(),
  lineTitleZh: z.string(),
  lineTitleEn: z.string(),
  proposedOn: CivilDate,
  proposedBy: z.string(),
  lastDay: CivilDate,
  isEmergency: z.boolean(),
  ratifyBy: CivilDate.nullable(),
  isRatified: z.boolean(),
  missing: z.array(Missing),
  asksMe: z.boolean().openapi({ description: "whether the caller's approval is asked for now" }),
};

export const PaymentOrder = z.object(summary).openapi("PaymentOrder");

export const PaymentOrderCard = z
  .object({
    ...summary,
    version: z.int(),
    etag: z.string().openapi({ description: "for If-Match when the order is changed" }),
    hash: Sha256.openapi({ description: "SHA-256 of the order's RFC 8785 form: what is approved" }),
    capital: z.string().nullable().openapi({ description: "人民币大写" }),
    payeeId: Id,
    bankName: z.string().nullable(),
    accountMasked: z.string().nullable(),
    isAccountChanged: z.boolean(),
    payableFrom: CivilDate,
    contract: z.string().nullable(),
    invoiceNumber: z.string().nullable(),
    voucherSha256: Sha256,
    voucherMediaType: z.string(),
    standing: z
      .object({ adopted: Money, usedBefore: Money, left: Money })
      .openapi({ description: "the line without this order, and what is left with it" }),
    requirements: z.array(
      z.object({
        party: Party,
        count: z.int(),
        roles: z.array(z.string()),
        because: z.array(z.object({ rule: z.string(), count: z.int() })),
      }),
    ),
    approvals: z.array(
      z.object({
        by: z.string(),
        inPlaceOf: z.string().nullable(),
        party: Party,
        factor: z.enum(["totp", "passkey"]),
        at: Timestamp,
      }),
    ),
    warnings: z.array(
      z.object({
        kind: z.enum(["same-invoice", "same-file", "same-amount", "split"]),
        orders: z.array(z.object({ id: Id, on: CivilDate, amount: Money, purpose: z.string() })),
        bar: Money.nullable(),
        together: Money.nullable(),
      }),
    ),
    asksMeAs: Party.nullable(),
    whyNotMe: z.string().nullable().openapi({ description: "the refusal an approval would meet" }),
    mayChange: z.boolean(),
    reason: z.string().nullable(),
    paid: Money.nullable(),
  })
  .openapi("PaymentOrderCard");

const terms = z.object({
  payeeId: Id,
  amount: Money,
  line: z.string().min(1).max(60),
  purpose: z.string().trim().min(1).max(200),
  contract: z.string().trim().min(1).max(60).optional(),
  invoiceNumber: z.string().trim().min(1).max(60).optional(),
  voucherSha256: Sha256,
});
const reason = z.object({ reason: z.string().trim().min(1).max(500) });
const base = "/api/districts/{districtId}/estates/{estateId}" as const;
const one = `${base}/payment-orders/{orderId}` as const;
const orderParams = estateParams.extend({ orderId: Id });
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});

export const listOrders = operation("books:read", {
  operationId: "listOrders",
  method: "get",
  path: `${base}/payment-orders`,
  tags: ["orders"],
  summary: "付款单 · payment orders, newest first",
  request: { params: estateParams, query: listPage },
  responses: { 200: json(z.object({ orders: z.array(PaymentOrder), next }), "Orders") },
});

export const readOrder = operation("books:read", {
  operationId: "readOrder",
  method: "get",
  path: one,
  tags: ["orders"],
  summary: "审批卡 · one order with everything an approver looks at",
  request: { params: orderParams },
  responses: { 200: json(PaymentOrderCard, "The card") },
});

export const proposeOrder = operation("order:propose", {
  operationId: "proposeOrder",
  method: "post",
  path: `${base}/payment-orders`,
  tags: ["orders"],
  summary: "发起付款 · propose a payment; it is committed against its line",
  request: {
    params: estateParams,
    body: body(terms.extend({ isEmergency: z.boolean().default(false) })),
  },
  responses: { 201: json(PaymentOrderCard, "The order") },
});

export const changeOrder = operation(
  "order:propose",
  {
    operationId: "changeOrder",
    method: "post",
    path: `${one}/versions`,
    tags: ["orders"],
    summary: "修改付款单(已有审批作废)· change an order; its approvals fall",
    request: { params: orderParams, body: body(terms) },
    responses: { 201: json(PaymentOrderCard, "The order as changed") },
  },
  { changes: "a mutable resource" },
);

export const approveOrder = operation("order:approve", {
  operationId: "approveOrder",
  method: "post",
  path: `${one}/approvals`,
  tags: ["orders"],
  summary: "审批付款 · approve exactly this order with a one-time code or a passkey",
  request: {
    params: orderParams,
    body: body(
      z.object({
        hash: Sha256,
        code: z.string().min(1).max(12).optional(),
        passkey: PasskeyAssertion.optional().openapi({
          description: "whose challenge is the hash; this or a code, not both",
        }),
      }),
    ),
  },
  responses: { 201: json(PaymentOrderCard, "The order with the approval") },
});

export const readApprovalOptions = operation("order:approve", {
  operationId: "readApprovalOptions",
  method: "get",
  path: `${one}/approval-options`,
  tags: ["orders"],
  summary: "通行密钥审批:挑战就是付款单的指纹 · the order's hash as the challenge of a passkey",
  request: { params: orderParams },
  responses: { 200: json(PasskeyOptions, "For the browser") },
});

export const sendOrderBack = operation(
  "order:approve",
  {
    operationId: "sendOrderBack",
    method: "post",
    path: `${one}/return`,
    tags: ["orders"],
    summary: "退回修改 · send an order back with a reason",
    request: { params: orderParams, body: body(reason) },
    responses: { 201: json(PaymentOrderCard, "The order, sent back") },
  },
  { changes: "a mutable resource" },
);

export const voidOrder = operation(
  "order:propose",
  {
    operationId: "voidOrder",
    method: "post",
    path: `${one}/void`,
    tags: ["orders"],
    summary: "作废付款单 · give an order up; its line is free again",
    request: { params: orderParams, body: body(reason) },
    responses: { 201: json(PaymentOrderCard, "The order, voided") },
  },
  { changes: "a mutable resource" },
);

export const ratifyOrder = operation("mandate:record", {
  operationId: "ratifyOrder",
  method: "post",
  path: `${one}/ratification`,
  tags: ["orders"],
  summary: "追认紧急付款 · ratify an emergency payment by a resolution",
  request: { params: orderParams, body: body(z.object({ mandateId: Id })) },
  responses: { 201: json(PaymentOrderCard, "The order, ratified") },
});

export const executeOrder = operation("books:write", {
  operationId: "executeOrder",
  method: "post",
  path: `${base}/bank-lines/{lineId}/execution`,
  tags: ["orders"],
  summary: "以银行流水确认付款 · execute an approved order against the bank's line",
  request: {
    params: estateParams.extend({ lineId: Id }),
    body: body(z.object({ orderId: Id })),
  },
  responses: { 201: json(PaymentOrderCard, "The order, executed and booked") },
});
