import type { OpenAPIHono } from "@hono/zod-openapi";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { pageWithin } from "../wire/paging.ts";
import { verifyBook } from "./chain.ts";
import { chartOf, spendingHeads } from "./chart.ts";
import * as commands from "./commands.ts";
import * as contract from "./contract.ts";
import { entriesOf } from "./journal.ts";
import { findBook } from "./ledger-store.ts";
import { monthSummary } from "./summary.ts";
import { unitPayments } from "./unit-payments.ts";

export function mountBooks(app: OpenAPIHono<Env>): void {
  app.openapi(contract.postOpening, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "postOpening", 201, JSON.stringify(body), (work) =>
      commands.postOpening(work, estateId, body),
    );
  });

  app.openapi(contract.reverseEntry, async (c) => {
    const { estateId, entryId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "reverseEntry", 201, JSON.stringify(body), (work) =>
      commands.reverseEntry(work, estateId, entryId, body),
    );
  });

  app.openapi(contract.listEntries, async (c) => {
    const { estateId } = c.req.valid("param");
    const { cursor, limit, month } = c.req.valid("query");
    const after = /^\d+$/.test(cursor ?? "") ? Number(cursor) : 0;
    const entries = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && entriesOf(work, book, { month, after, limit });
    });
    if (!entries) return refuse(c, { kind: "no-book", estateId });
    const next = entries.length === limit ? String(entries.at(-1)?.sequence ?? "") : null;
    return c.json({ entries: [...entries], next }, 200);
  });

  app.openapi(contract.readSummary, async (c) => {
    const { estateId } = c.req.valid("param");
    const { month } = c.req.valid("query");
    const summary = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && monthSummary(work, book, month);
    });
    return summary ? c.json(summary, 200) : refuse(c, { kind: "no-book", estateId });
  });

  app.openapi(contract.listUnitPayments, async (c) => {
    const { estateId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const payments = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && unitPayments(work, book, asked.month);
    });
    if (!payments) return refuse(c, { kind: "no-book", estateId });
    const { items, next } = pageWithin(payments, asked, ({ unitId }) => [unitId]);
    return c.json({ payments: items, next }, 200);
  });

  app.openapi(contract.listHeads, async (c) => {
    const { estateId } = c.req.valid("param");
    const book = await read(c, (work) => findBook(work, estateId));
    if (!book) return refuse(c, { kind: "no-book", estateId });
    return c.json({ heads: [...spendingHeads(chartOf(book.chartId))] }, 200);
  });

  app.openapi(contract.readChain, async (c) => {
    const { estateId } = c.req.valid("param");
    const chain = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && verifyBook(work, book);
    });
    return chain ? c.json(chain, 200) : refuse(c, { kind: "no-book", estateId });
  });
}
