import type { OpenAPIHono } from "@hono/zod-openapi";
import type { YearMonth } from "@xinyi/calendar";
import { findBook } from "../books/ledger-store.ts";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { batchesOf, creditSubsidies, eligibleFor, grantBatch, subsidyStanding } from "./batches.ts";
import * as contract from "./contract.ts";

export function mountSubsidies(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listSubsidies, async (c) => {
    const { estateId } = c.req.valid("param");
    const found = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      if (!book) return undefined;
      return {
        batches: [...(await batchesOf(work, book))],
        ...(await subsidyStanding(work, book)),
      };
    });
    return found ? c.json(found, 200) : refuse(c, { kind: "no-book", estateId });
  });

  app.openapi(contract.readEligible, async (c) => {
    const { estateId } = c.req.valid("param");
    const { period } = c.req.valid("query");
    const units = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && eligibleFor(work, book, period as YearMonth);
    });
    return units ? c.json({ units }, 200) : refuse(c, { kind: "no-book", estateId });
  });

  app.openapi(contract.grantBatch, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "grantSubsidies", 201, JSON.stringify(body), (work) =>
      grantBatch(work, estateId, body),
    );
  });

  app.openapi(contract.creditSubsidies, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "creditSubsidies", 201, JSON.stringify(body), (work) =>
      creditSubsidies(work, estateId, body),
    );
  });
}
