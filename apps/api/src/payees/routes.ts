import type { OpenAPIHono } from "@hono/zod-openapi";
import { findBook } from "../books/ledger-store.ts";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { ifMatch } from "../wire/etag.ts";
import { pageWithin } from "../wire/paging.ts";
import { addPayee, changePayeeAccount, payeesOf } from "./commands.ts";
import * as contract from "./contract.ts";

export function mountPayees(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listPayees, async (c) => {
    const { estateId } = c.req.valid("param");
    const payees = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && payeesOf(work, book);
    });
    if (!payees) return refuse(c, { kind: "no-book", estateId });
    const { items, next } = pageWithin(payees, c.req.valid("query"), ({ id }) => [id]);
    return c.json({ payees: items, next }, 200);
  });

  app.openapi(contract.addPayee, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "addPayee", 201, JSON.stringify(body), (work) =>
      addPayee(work, estateId, body),
    );
  });

  app.openapi(contract.changePayeeAccount, async (c) => {
    const { estateId, payeeId } = c.req.valid("param");
    const body = c.req.valid("json");
    const match = ifMatch(c);
    if (!match.ok) return refuse(c, match.rejection);
    return write(c, "changePayeeAccount", 201, JSON.stringify(body), (work) =>
      changePayeeAccount(work, estateId, payeeId, match.value, body),
    );
  });
}
