import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { pageWithin } from "../wire/paging.ts";
import { confirmMandate, mandatesOf, recordMandate } from "./commands.ts";
import * as contract from "./contract.ts";

export function mountMandates(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listMandates, async (c) => {
    const { estateId } = c.req.valid("param");
    const mandates = await read(c, (work) => mandatesOf(work, estateId));
    const { items, next } = pageWithin(mandates, c.req.valid("query"), ({ id }) => [id]);
    return c.json({ mandates: items, next }, 200);
  });

  app.openapi(contract.recordMandate, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordMandate", 201, JSON.stringify(body), (work) =>
      recordMandate(work, estateId, body),
    );
  });

  app.openapi(contract.confirmMandate, async (c) => {
    const { estateId, mandateId } = c.req.valid("param");
    return write(c, "confirmMandate", 201, "", (work) => confirmMandate(work, estateId, mandateId));
  });
}
