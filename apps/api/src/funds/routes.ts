import type { OpenAPIHono } from "@hono/zod-openapi";
import { findBook } from "../books/ledger-store.ts";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { postFundAct } from "./acts.ts";
import { fundBalances } from "./balances.ts";
import { bookLine } from "./bookings.ts";
import * as contract from "./contract.ts";

export function mountFunds(app: OpenAPIHono<Env>): void {
  app.openapi(contract.bookLine, async (c) => {
    const { estateId, lineId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "bookLine", 201, JSON.stringify(body), (work) =>
      bookLine(work, estateId, lineId, body),
    );
  });

  app.openapi(contract.postFundAct, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "postFundAct", 201, JSON.stringify(body), (work) =>
      postFundAct(work, estateId, body),
    );
  });

  app.openapi(contract.readFundBalances, async (c) => {
    const { estateId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const balances = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && fundBalances(work, book, asked);
    });
    return balances ? c.json(balances, 200) : refuse(c, { kind: "no-book", estateId });
  });
}
