import type { OpenAPIHono } from "@hono/zod-openapi";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { pageWithin } from "../wire/paging.ts";
import * as contract from "./contract.ts";
import { disclosureFacts } from "./facts.ts";
import { findNotice, noticesOf, requestNotice } from "./notices.ts";

export function mountDisclosure(app: OpenAPIHono<Env>): void {
  app.openapi(contract.readDisclosureFacts, async (c) => {
    const { estateId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const facts = await read(c, (work) => disclosureFacts(work, estateId, asked));
    return facts ? c.json(facts, 200) : refuse(c, { kind: "no-book", estateId });
  });

  app.openapi(contract.publishNotice, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    const response = await write(c, "publishNotice", 202, JSON.stringify(body), (work) =>
      requestNotice(work, estateId, body.month),
    );
    c.var.ports.outbox.wake();
    return response;
  });

  app.openapi(contract.listNotices, async (c) => {
    const { estateId } = c.req.valid("param");
    const all = await read(c, (work) => noticesOf(work, estateId));
    const { items: notices, next } = pageWithin(all, c.req.valid("query"), ({ id }) => [id]);
    return c.json({ notices, next }, 200);
  });

  app.openapi(contract.readNotice, async (c) => {
    const { estateId, noticeId } = c.req.valid("param");
    const notice = await read(c, (work) => findNotice(work, estateId, noticeId));
    return notice ? c.json(notice, 200) : refuse(c, { kind: "not-found", what: "notice" });
  });
}
