import { z } from "@hono/zod-openapi";
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

export const BankLine = z
  .object({
    id: Id,
    statementId: Id,
    reference: z.string(),
    bookedOn: CivilDate,
    amount: Money.openapi({ description: "in positive, out negative" }),
    payerName: z.string().nullable(),
    payerAccount: z.string().nullable(),
    remark: z.string().nullable(),
    state: z.enum(["matched", "suspense", "explained", "unexplained", "bounced"]),
    because: z.record(z.string(), z.unknown()).nullable(),
    entryId: Id.nullable(),
    unitNumber: z.string().nullable(),
  })
  .openapi("BankLine");

export const BankStatement = z
  .object({
    id: Id,
    account: z.string(),
    statementRef: z.string(),
    opening: Money,
    openingOn: CivilDate.nullable(),
    movements: Money,
    closing: Money,
    closingOn: CivilDate.nullable(),
    gap: Money.openapi({
      description: "closing − opening − movements; zero when the statement is whole",
    }),
    gapToPrevious: Money.nullable().openapi({
      description: "opening − the closing balance of the statement before; null for the first",
    }),
    lines: z.int(),
    importedAt: Timestamp,
  })
  .openapi("BankStatement");

export const StatementImport = z
  .object({
    statements: z.array(BankStatement),
    booked: z.int().openapi({ description: "lines booked by this import" }),
    alreadyBooked: z
      .int()
      .openapi({ description: "lines that were there already: nothing booked twice" }),
    matched: z.int(),
    suspense: z.int(),
    unexplained: z.int(),
    bounced: z.int(),
  })
  .openapi("StatementImport");

export const importStatement = operation("bank:import", {
  operationId: "importStatement",
  method: "post",
  path: "/api/districts/{districtId}/estates/{estateId}/bank-statements",
  tags: ["bank"],
  summary: "导入银行对账单(camt.053)· import a bank statement",
  request: {
    params: estateParams,
    body: { required: true, content: { "application/xml": { schema: z.string() } } },
  },
  responses: { 200: json(StatementImport, "What was booked") },
});

export const listStatements = operation("bank:read", {
  operationId: "listStatements",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/bank-statements",
  tags: ["bank"],
  summary: "已导入的对账单 · imported statements",
  request: { params: estateParams, query: listPage },
  responses: { 200: json(z.object({ statements: z.array(BankStatement), next }), "Statements") },
});

export const listBankLines = operation("bank:read", {
  operationId: "listBankLines",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/bank-lines",
  tags: ["bank"],
  summary: "银行流水 · bank lines (payers masked unless you may match them)",
  request: {
    params: estateParams,
    query: listPage.extend({
      state: z.enum(["matched", "suspense", "explained", "unexplained", "bounced"]).optional(),
      statementId: Id.optional(),
    }),
  },
  responses: { 200: json(z.object({ lines: z.array(BankLine), next }), "Lines") },
});

export const matchLine = operation("books:write", {
  operationId: "matchLine",
  method: "post",
  path: "/api/districts/{districtId}/estates/{estateId}/bank-lines/{lineId}/match",
  tags: ["bank"],
  summary: "认领暂收款 · match a receipt in suspense to a unit",
  request: {
    params: estateParams.extend({ lineId: Id }),
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.object({
            unitId: Id,
            occurredOn: CivilDate,
            reason: z.string().min(1).max(500),
          }),
        },
      },
    },
  },
  responses: { 201: json(BankLine, "The line, matched") },
});

export const explainLine = operation("books:write", {
  operationId: "explainLine",
  method: "post",
  path: "/api/districts/{districtId}/estates/{estateId}/bank-lines/{lineId}/spending",
  tags: ["bank"],
  summary: "登记支出 · record what a payment was for",
  request: {
    params: estateParams.extend({ lineId: Id }),
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.object({
            head: z.string().min(1).max(60),
            payee: z.string().min(1).max(100),
            purpose: z.string().min(1).max(200),
            voucherNumber: z.string().min(1).max(60),
            voucherSha256: Sha256.optional(),
          }),
        },
      },
    },
  },
  responses: { 201: json(BankLine, "The line, explained") },
});

export const storeVoucher = operation("voucher:store", {
  operationId: "storeVoucher",
  method: "post",
  path: "/api/districts/{districtId}/estates/{estateId}/vouchers",
  tags: ["bank"],
  summary: "上传凭证 · store a voucher (PDF, PNG, JPEG, plain text)",
  request: {
    params: estateParams,
    body: { required: true, content: { "application/octet-stream": { schema: z.string() } } },
  },
  responses: {
    201: json(
      z.object({ sha256: Sha256, mediaType: z.string(), bytes: z.int() }).openapi("Voucher"),
      "The voucher, by content",
    ),
  },
});

export const readVoucher = operation("books:read", {
  operationId: "readVoucher",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/vouchers/{sha256}",
  tags: ["bank"],
  summary: "查看凭证 · read a voucher",
  request: { params: estateParams.extend({ sha256: Sha256 }) },
  responses: { 200: { description: "The file" } },
});
