import { z } from "@hono/zod-openapi";
import {
  CivilDate,
  estateParams,
  Id,
  listPage,
  Money,
  Month,
  next,
  page,
  Sha256,
  Timestamp,
} from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

export const Posting = z
  .object({ account: z.string(), fund: z.string(), sub: z.string().nullable(), amount: Money })
  .openapi("Posting", { description: "debit positive; sub is a unit's id or a kind" });

export const Entry = z
  .object({
    id: Id,
    sequence: z.int(),
    occurredOn: CivilDate,
    recordedAt: Timestamp,
    actorId: Id,
    reason: z.string().nullable(),
    reverses: Id.nullable(),
    reversedBy: Id.nullable(),
    previousHash: Sha256,
    hash: Sha256,
    postings: z.array(Posting),
    spending: z
      .object({
        payee: z.string(),
        purpose: z.string(),
        voucherNumber: z.string(),
        voucherSha256: Sha256.nullable(),
      })
      .nullable(),
  })
  .openapi("Entry");

export const postOpening = operation("books:write", {
  operationId: "postOpening",
  method: "post",
  path: "/api/districts/{districtId}/estates/{estateId}/openings",
  tags: ["books"],
  summary: "期初余额 · opening money of a fund",
  request: {
    params: estateParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.object({
            occurredOn: CivilDate,
            fund: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
            amount: Money,
            reason: z.string().min(1).max(500),
          }),
        },
      },
    },
  },
  responses: { 201: json(Entry, "The entry") },
});

export const reverseEntry = operation("books:write", {
  operationId: "reverseEntry",
  method: "post",
  path: "/api/districts/{districtId}/estates/{estateId}/entries/{entryId}/reversal",
  tags: ["books"],
  summary: "冲销 · reverse an entry",
  request: {
    params: estateParams.extend({ entryId: Id }),
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.object({ occurredOn: CivilDate, reason: z.string().min(1).max(500) }),
        },
      },
    },
  },
  responses: { 201: json(Entry, "The reversal") },
});

export const listEntries = operation("books:read", {
  operationId: "listEntries",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/entries",
  tags: ["books"],
  summary: "分录 · the journal",
  request: {
    params: estateParams,
    query: page.extend({ month: Month.optional() }),
  },
  responses: {
    200: json(
      z.object({ entries: z.array(Entry), next: z.string().nullable() }),
      "Entries by sequence",
    ),
  },
});

export const Summary = z
  .object({
    month: Month,
    bankBalance: Money.openapi({ description: "in the trust account now, by the book" }),
    opening: Money,
    cashIn: Money,
    cashOut: Money,
    reversed: Money.openapi({
      description:
        "what reversals took back out (negative) or put back in: opening + in − out + reversed = closing",
    }),
    closing: Money,
    billed: Money,
    unitsBilled: z.int(),
    unitsPaid: z.int(),
    suspense: z.object({ lines: z.int(), amount: Money }),
    unexplained: z.object({ lines: z.int(), amount: Money }),
    spendingByHead: z.array(
      z.object({ head: z.string(), titleZh: z.string(), titleEn: z.string(), amount: Money }),
    ),
    incomeBySource: z.array(
      z.object({
        source: z
          .string()
          .openapi({ description: "fee, unknown, opening, common-income:<kind> …" }),
        count: z.int(),
        amount: Money,
      }),
    ),
    headSequence: z.int(),
    headHash: Sha256,
  })
  .openapi("Summary");

export const readSummary = operation("books:read", {
  operationId: "readSummary",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/summary",
  tags: ["books"],
  summary: "账户与当月收支概览 · the account and the month at a glance",
  request: { params: estateParams, query: z.object({ month: Month }) },
  responses: { 200: json(Summary, "The summary") },
});

export const UnitPayment = z
  .object({
    unitId: Id,
    unitNumber: z.string(),
    ownersMasked: z.array(z.string()),
    billed: Money,
    open: Money.openapi({ description: "what the unit still owes, all months" }),
    advance: Money,
    status: z.enum(["paid", "part-paid", "unpaid", "not-billed"]),
  })
  .openapi("UnitPayment");

export const listUnitPayments = operation("books:read", {
  operationId: "listUnitPayments",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/unit-payments",
  tags: ["books"],
  summary: "缴费情况(姓名打码)· who has paid, names masked",
  request: { params: estateParams, query: listPage.extend({ month: Month }) },
  responses: { 200: json(z.object({ payments: z.array(UnitPayment), next }), "By unit") },
});

export const Head = z.object({ head: z.string(), titleZh: z.string(), titleEn: z.string() });
export const listHeads = operation("books:read", {
  operationId: "listHeads",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/heads",
  tags: ["books"],
  summary: "支出科目 · heads of spending",
  request: { params: estateParams },
  responses: { 200: json(z.object({ heads: z.array(Head) }), "Heads") },
});

export const readChain = operation("books:read", {
  operationId: "readChain",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/chain",
  tags: ["books"],
  summary: "校验哈希链 · verify the chain of hashes",
  request: { params: estateParams },
  responses: {
    200: json(
      z
        .object({
          genesisHash: Sha256,
          headHash: Sha256,
          headSequence: z.int(),
          intact: z.boolean(),
          brokenAt: z.int().nullable(),
        })
        .openapi("Chain"),
      "The chain",
    ),
  },
});
