import type { OpenAPIHono } from "@hono/zod-openapi";
import { findBook } from "../books/ledger-store.ts";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { accrue, confirmMarks, recordMarks, remunerationOf } from "./commands.ts";
import * as contract from "./contract.ts";

export function mountRemuneration(app: OpenAPIHono<Env>): void {
  app.openapi(contract.readRemuneration, async (c) => {
    const { estateId } = c.req.valid("param");
    const found = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && remunerationOf(work, book);
    });
    return found ? c.json(found, 200) : refuse(c, { kind: "no-book", estateId });
  });

  app.openapi(contract.accrue, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "accrueRemuneration", 201, JSON.stringify(body), (work) =>
      accrue(work, estateId, body),
    );
  });

  app.openapi(contract.recordMarks, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordMarks", 201, JSON.stringify(body), (work) =>
      recordMarks(work, estateId, body),
    );
  });

  app.openapi(contract.confirmMarks, async (c) => {
    const { estateId, marksId } = c.req.valid("param");
    return write(c, "confirmMarks", 201, "", (work) => confirmMarks(work, estateId, marksId));
  });
}
