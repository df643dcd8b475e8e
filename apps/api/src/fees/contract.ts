import { z } from "@hono/zod-openapi";
import { CivilDate, estateParams, Id, Money, Month, Sha256, Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

const base = "/api/districts/{districtId}/estates/{estateId}" as const;
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});
const Item = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/)
  .openapi({ example: "service", description: "the monthly fee itself is service" });
const Rate = z.string().regex(/^\d{1,6}(\.\d{1,6})?$/);
const ItemKind = z.enum(["area", "fixed", "metered", "shared"]);

export const Tariff = z
  .object({
    id: Id,
    item: z.string(),
    title: z.string(),
    kind: ItemKind,
    from: CivilDate,
    rate: z.string().nullable().openapi({ description: "null for a shared cost" }),
    split: z.enum(["area", "equal"]).nullable(),
    units: z.array(Id).nullable().openapi({ description: "null: every unit" }),
    resolutionId: z.string(),
    recordedAt: Timestamp,
  })
  .openapi("Tariff");

export const listTariffs = operation("books:read", {
  operationId: "listTariffs",
  method: "get",
  path: `${base}/tariffs`,
  tags: ["fees"],
  summary: "收费标准(按日期)· dated tariffs",
  request: { params: estateParams },
  responses: { 200: json(z.object({ tariffs: z.array(Tariff) }), "By item and day") },
});

export const setTariff = operation("mandate:record", {
  operationId: "setTariff",
  method: "post",
  path: `${base}/tariffs`,
  tags: ["fees"],
  summary: "凭决议设定收费标准 · set a tariff by a resolution",
  request: {
    params: estateParams,
    body: body(
      z
        .object({
          item: Item,
          title: z.string().trim().min(1).max(60),
          kind: ItemKind,
          from: CivilDate,
          rate: Rate.optional(),
          split: z.enum(["area", "equal"]).optional(),
          unitIds: z.array(Id).min(1).max(5000).optional(),
          mandateId: Id,
        })
        .refine(({ kind, rate, split }) =>
          kind === "shared" ? rate === undefined && split !== undefined : rate !== undefined,
        ),
    ),
  },
  responses: { 201: json(Tariff, "The tariff as set") },
});

export const Reading = z
  .object({ unitId: Id, unitNumber: z.string(), readOn: CivilDate, reading: z.string() })
  .openapi("MeterReading");

export const listReadings = operation("roll:read", {
  operationId: "listMeterReadings",
  method: "get",
  path: `${base}/meter-readings`,
  tags: ["fees"],
  summary: "抄表记录 · readings of an item's meters",
  request: { params: estateParams, query: z.object({ item: Item }) },
  responses: { 200: json(z.object({ readings: z.array(Reading) }), "By unit and day") },
});

export const readMeters = operation("books:write", {
  operationId: "readMeters",
  method: "post",
  path: `${base}/meter-readings`,
  tags: ["fees"],
  summary: "登记抄表 · record readings",
  request: {
    params: estateParams,
    body: body(
      z.object({
        item: Item,
        readOn: CivilDate,
        readings: z
          .array(
            z.object({
              unitNumber: z.string().min(1).max(40),
              reading: z.string().regex(/^\d{1,10}(\.\d{1,3})?$/),
            }),
          )
          .min(1)
          .max(3000),
      }),
    ),
  },
  responses: { 201: json(z.object({ recorded: z.int() }), "How many") },
});

export const SharedCost = z
  .object({
    id: Id,
    item: z.string(),
    month: Month,
    amount: Money,
    voucherSha256: Sha256,
    isBilled: z.boolean(),
  })
  .openapi("SharedCost");

export const listSharedCosts = operation("books:read", {
  operationId: "listSharedCosts",
  method: "get",
  path: `${base}/shared-costs`,
  tags: ["fees"],
  summary: "公摊费用 · costs borne together",
  request: { params: estateParams, query: z.object({ month: Month.optional() }) },
  responses: { 200: json(z.object({ costs: z.array(SharedCost) }), "As recorded") },
});

export const recordSharedCost = operation("books:write", {
  operationId: "recordSharedCost",
  method: "post",
  path: `${base}/shared-costs`,
  tags: ["fees"],
  summary: "登记公摊费用 · record a cost borne together",
  request: {
    params: estateParams,
    body: body(z.object({ item: Item, month: Month, amount: Money, voucherSha256: Sha256 })),
  },
  responses: { 201: json(SharedCost, "The cost, split by the next run of its month") },
});

export const BillPlan = z
  .object({
    month: Month,
    occurredOn: CivilDate,
    planHash: Sha256.openapi({
      description: "send it with the run: what is posted is what was seen",
    }),
    bills: z.int(),
    alreadyBilled: z.int(),
    withoutRate: z.array(z.string()).openapi({ description: "unit numbers that have no rate" }),
    faults: z.array(z.object({ unitNumber: z.string(), item: z.string(), kind: z.string() })),
    items: z.array(z.object({ item: z.string(), title: z.string(), bills: z.int(), total: Money })),
    total: Money,
    totalBefore: Money,
    difference: Money,
    unchanged: z.int(),
    changed: z.array(
      z.object({
        unitNumber: z.string(),
        item: z.string(),
        title: z.string(),
        amount: Money,
        before: Money,
        difference: Money,
      }),
    ),
  })
  .openapi("BillPlan");

export const readBillPlan = operation("roll:read", {
  operationId: "readBillPlan",
  method: "get",
  path: `${base}/bill-plan`,
  tags: ["fees"],
  summary: "试算当月账单,与上月比 · dry run of a month beside the month before",
  request: {
    params: estateParams,
    query: z.object({ month: Month, occurredOn: CivilDate.optional() }),
  },
  responses: { 200: json(BillPlan, "What a run would post now") },
});

export const BillRun = z
  .object({
    month: Month,
    billed: z.int(),
    alreadyBilled: z.int(),
    total: Money,
    withoutRate: z.array(z.string()).openapi({ description: "unit numbers that have no rate" }),
    planHash: Sha256,
  })
  .openapi("BillRun");

export const runBills = operation("books:write", {
  operationId: "runBills",
  method: "post",
  path: `${base}/bill-runs`,
  tags: ["fees"],
  summary: "生成当月账单 · bill a month",
  request: {
    params: estateParams,
    body: body(
      z.object({ month: Month, occurredOn: CivilDate.optional(), planHash: Sha256.optional() }),
    ),
  },
  responses: { 201: json(BillRun, "What was billed") },
});

export const Bill = z
  .object({
    entryId: Id,
    unitNumber: z.string(),
    item: z.string(),
    kind: ItemKind,
    areaSquareMetres: z.string(),
    amount: Money,
    recomputed: Money.nullable().openapi({
      description: "null: the rules give no amount any more",
    }),
    agrees: z.boolean(),
    isReversed: z.boolean(),
    basis: z
      .object({
        sources: z.array(z.string()),
        segments: z.array(z.object({ days: z.int(), rate: z.string() })),
        readings: z.array(z.object({ on: CivilDate, value: z.string() })),
        used: z.string().nullable(),
        shareOf: z.string().nullable().openapi({ description: "the whole cost, in major units" }),
        weight: z.string().nullable(),
      })
      .nullable()
      .openapi({ description: "null: from before rules were kept whole" }),
  })
  .openapi("Bill");

export const listBills = operation("roll:read", {
  operationId: "listBills",
  method: "get",
  path: `${base}/bills`,
  tags: ["fees"],
  summary:
    "当月账单,按当时规则重算核对 · a month's bills, each reckoned again from its dated rules",
  request: { params: estateParams, query: z.object({ month: Month }) },
  responses: { 200: json(z.object({ bills: z.array(Bill) }), "By unit") },
});

export const Relief = z
  .object({
    actId: Id,
    unitNumber: z.string(),
    kind: z.enum(["credit-note", "waiver", "write-off", "refund"]),
    amount: Money,
    resolutionId: z.string(),
    recordedAt: Timestamp,
    isReversed: z.boolean(),
  })
  .openapi("Relief");

export const listReliefs = operation("roll:read", {
  operationId: "listReliefs",
  method: "get",
  path: `${base}/reliefs`,
  tags: ["fees"],
  summary: "减免、核销与退款 · credit notes, waivers, write-offs and refunds",
  request: { params: estateParams },
  responses: { 200: json(z.object({ reliefs: z.array(Relief) }), "Newest first") },
});

export const relieve = operation("books:write", {
  operationId: "relieve",
  method: "post",
  path: `${base}/reliefs`,
  tags: ["fees"],
  summary: "凭决议减免或核销 · reduce or give up claims by a resolution",
  request: {
    params: estateParams,
    body: body(
      z.object({
        kind: z.enum(["credit-note", "waiver", "write-off"]),
        occurredOn: CivilDate,
        reason: z.string().trim().min(1).max(500),
        mandateId: Id,
        items: z
          .array(z.object({ unitId: Id, amount: Money }))
          .min(1)
          .max(500),
      }),
    ),
  },
  responses: { 201: json(z.object({ reliefs: z.array(Relief) }), "What was posted") },
});

export const LateRule = z
  .object({
    id: Id,
    from: CivilDate,
    yearlyRate: z.string(),
    graceDays: z.int(),
    dayCount: z.union([z.literal(360), z.literal(365)]),
    resolutionId: z.string(),
    recordedAt: Timestamp,
  })
  .openapi("LateRule");

export const listLateRules = operation("books:read", {
  operationId: "listLateRules",
  method: "get",
  path: `${base}/late-rules`,
  tags: ["fees"],
  summary: "违约金标准(按日期)· dated rules of late charges",
  request: { params: estateParams },
  responses: { 200: json(z.object({ rules: z.array(LateRule) }), "By day") },
});

export const setLateRule = operation("mandate:record", {
  operationId: "setLateRule",
  method: "post",
  path: `${base}/late-rules`,
  tags: ["fees"],
  summary: "凭决议设定违约金标准 · set what being late costs, by a resolution",
  request: {
    params: estateParams,
    body: body(
      z.object({
        from: CivilDate,
        yearlyRate: z.string().regex(/^0(\.\d{1,6})?$/),
        graceDays: z.int().min(0).max(366),
        dayCount: z.union([z.literal(360), z.literal(365)]),
        mandateId: Id,
      }),
    ),
  },
  responses: { 201: json(LateRule, "The rule as set") },
});

export const LatePlan = z
  .object({
    until: CivilDate,
    planHash: Sha256,
    total: Money,
    lines: z.array(
      z.object({
        unitNumber: z.string(),
        month: Month.nullable(),
        principal: Money,
        from: CivilDate,
        to: CivilDate,
        segments: z.array(z.object({ days: z.int(), rate: z.string() })),
        dayCount: z.int(),
        amount: Money,
      }),
    ),
  })
  .openapi("LatePlan");

export const readLatePlan = operation("roll:read", {
  operationId: "readLatePlan",
  method: "get",
  path: `${base}/late-charge-plan`,
  tags: ["fees"],
  summary: "试算违约金 · dry run of late charges up to a day",
  request: { params: estateParams, query: z.object({ until: CivilDate }) },
  responses: { 200: json(LatePlan, "Simple interest by segments, each line rounded once") },
});

export const postLateCharges = operation("books:write", {
  operationId: "postLateCharges",
  method: "post",
  path: `${base}/late-charges`,
  tags: ["fees"],
  summary: "计收违约金 · post the late charges that were seen",
  request: {
    params: estateParams,
    body: body(z.object({ until: CivilDate, occurredOn: CivilDate, planHash: Sha256 })),
  },
  responses: { 201: json(z.object({ posted: z.int(), total: Money }), "What was posted") },
});

const Collection = z.object({
  billed: Money,
  collected: Money,
  unitsBilled: z.int(),
  unitsPaid: z.int(),
  basisPoints: z
    .int()
    .nullable()
    .openapi({ description: "collected ÷ billed, cut; null: nothing billed" }),
});
export const Arrears = z
  .object({
    on: CivilDate,
    ages: z.array(
      z.object({
        age: z.enum(["upTo30", "upTo90", "upTo180", "upTo365", "longer", "total"]),
        amount: Money,
        units: z.int(),
      }),
    ),
    thisYear: Collection,
    earlierYears: Collection,
    units: z
      .array(
        z.object({
          unitId: Id,
          unitNumber: z.string(),
          upTo30: Money,
          upTo90: Money,
          upTo180: Money,
          upTo365: Money,
          longer: Money,
          total: Money,
        }),
      )
      .nullable()
      .openapi({ description: "null for a caller who may not read the roll" }),
  })
  .openapi("Arrears");

export const readArrears = operation("books:read", {
  operationId: "readArrears",
  method: "get",
  path: `${base}/arrears`,
  tags: ["fees"],
  summary: "欠费账龄与收缴率 · arrears by age and the collection rate, nobody named",
  request: { params: estateParams, query: z.object({ on: CivilDate.optional() }) },
  responses: { 200: json(Arrears, "As of the day") },
});
