import type { OpenAPIHono } from "@hono/zod-openapi";
import { findBook } from "../books/ledger-store.ts";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { pageWithin } from "../wire/paging.ts";
import * as commands from "./commands.ts";
import * as contract from "./contract.ts";
import { draftsOf } from "./store.ts";

export function mountBudget(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listBudgets, async (c) => {
    const { estateId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const drafts = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && draftsOf(work, book, { year: asked.year });
    });
    if (!drafts) return refuse(c, { kind: "no-book", estateId });
    const { items, next } = pageWithin(drafts, asked, ({ id }) => [id]);
    return c.json({ drafts: items, next }, 200);
  });

  app.openapi(contract.readBudgetStanding, async (c) => {
    const { estateId } = c.req.valid("param");
    const { year } = c.req.valid("query");
    const lines = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && commands.budgetStanding(work, book, year);
    });
    if (!lines) return refuse(c, { kind: "no-book", estateId });
    return c.json({ year, lines }, 200);
  });

  app.openapi(contract.draftBudget, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "draftBudget", 201, JSON.stringify(body), (work) =>
      commands.draftBudget(work, estateId, body),
    );
  });

  app.openapi(contract.publishBudget, async (c) => {
    const { estateId, draftId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "publishBudget", 201, JSON.stringify(body), (work) =>
      commands.publishBudget(work, estateId, draftId, body.closesOn),
    );
  });

  app.openapi(contract.commentOnBudget, async (c) => {
    const { estateId, draftId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "commentOnBudget", 201, JSON.stringify(body), (work) =>
      commands.commentOnBudget(work, estateId, draftId, body),
    );
  });

  app.openapi(contract.answerComment, async (c) => {
    const { estateId, draftId, commentId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "answerComment", 201, JSON.stringify(body), (work) =>
      commands.answerComment(work, estateId, draftId, commentId, body.words),
    );
  });

  app.openapi(contract.adoptBudget, async (c) => {
    const { estateId, draftId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "adoptBudget", 201, JSON.stringify(body), (work) =>
      commands.adoptBudget(work, estateId, draftId, body.mandateId),
    );
  });
}
