import type { OpenAPIHono } from "@hono/zod-openapi";
import type { LocalDate, YearMonth } from "@xinyi/calendar";
import { findBook } from "../books/ledger-store.ts";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { arrearsOf } from "./charges.ts";
import * as contract from "./contract.ts";
import { lateChargePlan, lateRules, postLateCharges, setLateRule } from "./late.ts";
import { recomputedBills } from "./recompute.ts";
import { reliefsOf, relieve } from "./relief.ts";
import { billPlan, runBills } from "./run.ts";
import {
  readingRows,
  readMeters,
  recordSharedCost,
  setTariff,
  sharedCostsOf,
  tariffRows,
} from "./tariffs.ts";

export function mountFees(app: OpenAPIHono<Env>): void {
  mountRules(app);
  mountRuns(app);

  app.openapi(contract.listReliefs, async (c) => {
    const { estateId } = c.req.valid("param");
    const reliefs = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && reliefsOf(work, book);
    });
    if (!reliefs) return refuse(c, { kind: "no-book", estateId });
    return c.json({ reliefs: [...reliefs] }, 200);
  });

  app.openapi(contract.relieve, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "relieve", 201, JSON.stringify(body), (work) => relieve(work, estateId, body));
  });

  app.openapi(contract.readArrears, async (c) => {
    const { estateId } = c.req.valid("param");
    const { on } = c.req.valid("query");
    const seesUnits = c.var.access.permissions.has("roll:read");
    const arrears = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && arrearsOf(work, book, { on, seesUnits });
    });
    return arrears ? c.json(arrears, 200) : refuse(c, { kind: "no-book", estateId });
  });
}

/** What fees are reckoned by: tariffs, meters, shared costs, the rule of late charges. */
function mountRules(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listTariffs, async (c) => {
    const { estateId } = c.req.valid("param");
    const tariffs = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && tariffRows(work, book);
    });
    if (!tariffs) return refuse(c, { kind: "no-book", estateId });
    return c.json({ tariffs: [...tariffs] }, 200);
  });

  app.openapi(contract.setTariff, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "setTariff", 201, JSON.stringify(body), (work) =>
      setTariff(work, estateId, body),
    );
  });

  app.openapi(contract.listReadings, async (c) => {
    const { estateId } = c.req.valid("param");
    const { item } = c.req.valid("query");
    const readings = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && readingRows(work, book, item);
    });
    if (!readings) return refuse(c, { kind: "no-book", estateId });
    return c.json({ readings: [...readings] }, 200);
  });

  app.openapi(contract.readMeters, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "readMeters", 201, JSON.stringify(body), (work) =>
      readMeters(work, estateId, body),
    );
  });

  app.openapi(contract.listSharedCosts, async (c) => {
    const { estateId } = c.req.valid("param");
    const { month } = c.req.valid("query");
    const costs = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && sharedCostsOf(work, book, month);
    });
    if (!costs) return refuse(c, { kind: "no-book", estateId });
    return c.json({ costs: [...costs] }, 200);
  });

  app.openapi(contract.recordSharedCost, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordSharedCost", 201, JSON.stringify(body), (work) =>
      recordSharedCost(work, estateId, body),
    );
  });

  app.openapi(contract.listLateRules, async (c) => {
    const { estateId } = c.req.valid("param");
    const rules = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && lateRules(work, book);
    });
    return rules ? c.json({ rules: [...rules] }, 200) : refuse(c, { kind: "no-book", estateId });
  });

  app.openapi(contract.setLateRule, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "setLateRule", 201, JSON.stringify(body), (work) =>
      setLateRule(work, estateId, body),
    );
  });
}

/** What is charged: first seen, then posted as it was seen. */
function mountRuns(app: OpenAPIHono<Env>): void {
  app.openapi(contract.readBillPlan, async (c) => {
    const { estateId } = c.req.valid("param");
    const { month, occurredOn } = c.req.valid("query");
    const plan = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      if (!book) return undefined;
      return billPlan(work, book, {
        month: month as YearMonth,
        occurredOn: occurredOn as LocalDate | undefined,
      });
    });
    if (!plan) return refuse(c, { kind: "no-book", estateId });
    return plan.ok ? c.json(plan.value, 200) : refuse(c, plan.rejection);
  });

  app.openapi(contract.runBills, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "runBills", 201, JSON.stringify(body), (work) =>
      runBills(work, estateId, {
        month: body.month as YearMonth,
        occurredOn: body.occurredOn as LocalDate | undefined,
        planHash: body.planHash,
      }),
    );
  });

  app.openapi(contract.listBills, async (c) => {
    const { estateId } = c.req.valid("param");
    const { month } = c.req.valid("query");
    const bills = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && recomputedBills(work, book, month);
    });
    if (!bills) return refuse(c, { kind: "no-book", estateId });
    return c.json({ bills }, 200);
  });

  app.openapi(contract.readLatePlan, async (c) => {
    const { estateId } = c.req.valid("param");
    const { until } = c.req.valid("query");
    const plan = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && lateChargePlan(work, book, until as LocalDate);
    });
    if (!plan) return refuse(c, { kind: "no-book", estateId });
    return plan.ok ? c.json(plan.value, 200) : refuse(c, plan.rejection);
  });

  app.openapi(contract.postLateCharges, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "postLateCharges", 201, JSON.stringify(body), (work) =>
      postLateCharges(work, estateId, body),
    );
  });
}
