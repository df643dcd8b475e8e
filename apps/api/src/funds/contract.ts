import { z } from "@hono/zod-openapi";
import { BankLine } from "../bank/contract.ts";
import { Entry } from "../books/contract.ts";
import { CivilDate, estateParams, Id, Money, Sha256, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

const base = "/api/districts/{districtId}/estates/{estateId}" as const;
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});
const Name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const of = <Kind extends string>(as: Kind) => z.object({ as: z.literal(as), of: Name });
const plain = <Kind extends string>(as: Kind) => z.object({ as: z.literal(as) });
const unit = <Kind extends string>(as: Kind) => z.object({ as: z.literal(as), unitId: Id });

export const Booking = z
  .discriminatedUnion("as", [
    of("common-income"),
    of("collect"),
    of("income"),
    z.object({ as: z.literal("rent"), collectiveShare: z.string().regex(/^(0(\.\d{1,6})?|1)$/) }),
    unit("deposit"),
    plain("subsidy"),
    of("common-cost"),
    of("remit"),
    plain("collective"),
    plain("remuneration"),
    plain("petty-float"),
    plain("petty-top-up"),
    unit("deposit-return"),
    unit("subsidy-payment"),
    unit("refund").extend({ mandateId: Id }),
    z.object({ as: z.literal("appropriation"), mandateId: Id }),
  ])
  .openapi("Booking");

export const bookLine = operation("books:write", {
  operationId: "bookLine",
  method: "post",
  path: `${base}/bank-lines/{lineId}/booking`,
  tags: ["funds"],
  summary: "把银行流水记入它所属的基金 · book a bank line in the fund it belongs to",
  request: {
    params: estateParams.extend({ lineId: Id }),
    body: body(
      z.object({
        booking: Booking,
        reason: z.string().trim().min(1).max(200),
        payee: z.string().trim().min(1).max(100).optional(),
        voucherNumber: z.string().trim().min(1).max(60).optional(),
        occurredOn: CivilDate.optional(),
      }),
    ),
  },
  responses: { 201: json(BankLine, "The line, booked") },
});

const voucher = { voucherSha256: Sha256 };
const paid = {
  payee: z.string().trim().min(1).max(100),
  voucherNumber: z.string().trim().min(1).max(60),
  ...voucher,
};
export const FundAct = z
  .discriminatedUnion("do", [
    z.object({ do: z.literal("petty-spend"), head: Name, ...paid }),
    z.object({ do: z.literal("deduct-deposit"), unitId: Id, head: Name, ...voucher }),
    z.object({ do: z.literal("maintenance-deposit") }),
    z.object({ do: z.literal("maintenance-interest") }),
    z.object({
      do: z.literal("maintenance-spend"),
      mandateId: Id,
      unitIds: z.array(Id).min(1).max(5000).optional(),
      ...paid,
    }),
  ])
  .openapi("FundAct");

export const postFundAct = operation("books:write", {
  operationId: "postFundAct",
  method: "post",
  path: `${base}/fund-acts`,
  tags: ["funds"],
  summary: "备用金、押金、维修资金的记账 · acts that no line of the trust account shows",
  request: {
    params: estateParams,
    body: body(
      z.object({
        act: FundAct,
        occurredOn: CivilDate,
        amount: Money.openapi({ description: "for maintenance-deposit: per m²" }),
        reason: z.string().trim().min(1).max(200),
      }),
    ),
  },
  responses: { 201: json(Entry, "The entry") },
});

export const FundBalance = z
  .object({
    fund: z.string(),
    kind: z.string(),
    titleZh: z.string(),
    titleEn: z.string(),
    cash: Money,
    balanced: z.boolean(),
    accounts: z.array(
      z.object({
        account: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        of: z
          .string()
          .nullable()
          .openapi({ description: "a kind or a grant; households are not named" }),
        subs: z.int().openapi({ description: "how many households' parts stand in it" }),
        amount: Money.openapi({ description: "debit positive" }),
        floor: z
          .enum(["never-credit", "never-debit"])
          .nullable()
          .openapi({ description: "the side of zero it can never cross" }),
      }),
    ),
  })
  .openapi("FundBalance");

export const readFundBalances = operation("books:read", {
  operationId: "readFundBalances",
  method: "get",
  path: `${base}/fund-balances`,
  tags: ["funds"],
  summary: "各基金余额(两条时间轴)· balances by fund, as of either axis of time",
  request: {
    params: estateParams,
    query: z.object({ occurredOn: CivilDate.optional(), recordedAt: Timestamp.optional() }),
  },
  responses: {
    200: json(
      z.object({
        occurredOn: CivilDate.nullable(),
        recordedAt: Timestamp.nullable(),
        imprest: Money.nullable().openapi({ description: "what petty cash is restored to" }),
        funds: z.array(FundBalance),
      }),
      "Every fund",
    ),
  },
});
