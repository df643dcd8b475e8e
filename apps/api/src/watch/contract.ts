import { z } from "@hono/zod-openapi";
import { CivilDate, districtParams, Id, Money, Month } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";
import { kinds } from "./worst.ts";

const Kind = z.enum(kinds);
const path = "/api/districts/{districtId}/watch" as const;

export const WatchLine = z
  .object({
    kind: Kind,
    estateId: Id,
    estateName: z.string(),
    value: z.int().openapi({ description: "days; per cent for budget-line-full" }),
    bar: z.int(),
    since: CivilDate,
    count: z.int().nullable(),
    amount: Money.nullable(),
    party: z.enum(["trustee", "committee"]).nullable(),
    month: Month.nullable(),
    titleZh: z.string().nullable(),
    titleEn: z.string().nullable(),
    orderId: Id.nullable(),
  })
  .openapi("WatchLine");

export const readWatch = operation("district:watch", {
  operationId: "readWatch",
  method: "get",
  path,
  tags: ["watch"],
  summary: "街道首屏:全部小区最急的事 · what is worst over all estates, twelve lines at most",
  request: { params: districtParams },
  responses: {
    200: json(
      z
        .object({
          on: CivilDate,
          estates: z.int(),
          lines: z.array(WatchLine),
          left: z.int().openapi({ description: "further lines that have passed their bar" }),
          bars: z.array(z.object({ kind: Kind, value: z.int() })),
        })
        .openapi("Watch"),
      "Worst first; no line means that nothing is late",
    ),
  },
});

export const setWatchBar = operation("watch:set", {
  operationId: "setWatchBar",
  method: "post",
  path: `${path}/bars`,
  tags: ["watch"],
  summary: "设定提醒线 · from which figure on something counts as late in this district",
  request: {
    params: districtParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.object({ kind: Kind, value: z.int().min(0).max(1000), from: CivilDate }),
        },
      },
    },
  },
  responses: {
    201: json(z.object({ kind: Kind, value: z.int(), from: CivilDate }), "The bar"),
  },
});
