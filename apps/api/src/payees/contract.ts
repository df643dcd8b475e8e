import { z } from "@hono/zod-openapi";
import { CivilDate, estateParams, Id, listPage, next } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

export const PayeeAccount = z
  .object({
    id: Id,
    bankName: z.string().nullable().openapi({ description: "null where it was erased" }),
    numberMasked: z.string().nullable(),
    since: CivilDate,
    payableFrom: CivilDate,
    isCurrent: z.boolean(),
    isCoolingOff: z.boolean(),
  })
  .openapi("PayeeAccount");

export const Payee = z
  .object({
    id: Id,
    name: z.string(),
    personId: Id.nullable().openapi({ description: "a person of the registry, where it is one" }),
    accounts: z.array(PayeeAccount),
    etag: z.string().openapi({ description: "for If-Match when its account changes" }),
  })
  .openapi("Payee");

const account = {
  bankName: z.string().trim().min(1).max(100),
  number: z.string().regex(/^[0-9A-Za-z -]{6,40}$/),
};
const base = "/api/districts/{districtId}/estates/{estateId}/payees" as const;

export const listPayees = operation("books:read", {
  operationId: "listPayees",
  method: "get",
  path: base,
  tags: ["payees"],
  summary: "收款方 · whom the trust pays (account numbers masked)",
  request: { params: estateParams, query: listPage },
  responses: { 200: json(z.object({ payees: z.array(Payee), next }), "Payees") },
});

export const addPayee = operation("payee:write", {
  operationId: "addPayee",
  method: "post",
  path: base,
  tags: ["payees"],
  summary: "登记收款方 · register a payee with its account",
  request: {
    params: estateParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.object({
            name: z.string().trim().min(1).max(100),
            personId: Id.optional(),
            ...account,
          }),
        },
      },
    },
  },
  responses: { 201: json(Payee, "The payee") },
});

export const changePayeeAccount = operation(
  "payee:write",
  {
    operationId: "changePayeeAccount",
    method: "post",
    path: `${base}/{payeeId}/accounts`,
    tags: ["payees"],
    summary: "变更收款账户 · change a payee's account; it is paid after the cooling-off only",
    request: {
      params: estateParams.extend({ payeeId: Id }),
      body: { required: true, content: { "application/json": { schema: z.object(account) } } },
    },
    responses: { 201: json(Payee, "The payee with its new account") },
  },
  { changes: "a mutable resource" },
);
