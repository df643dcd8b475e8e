import type { OpenAPIHono } from "@hono/zod-openapi";
import type { YearMonth } from "@xinyi/calendar";
import { findBook } from "../books/ledger-store.ts";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { checklistOf, itemWire } from "./checklist.ts";
import * as contract from "./contract.ts";
import { handOver, handOversOf, packBytes } from "./hand-over.ts";
import { closeYear, countersign, sealMonth, sealsOf } from "./seals.ts";

export function mountClosing(app: OpenAPIHono<Env>): void {
  app.openapi(contract.readChecklist, async (c) => {
    const { estateId } = c.req.valid("param");
    const { month } = c.req.valid("query");
    const answer = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      if (!book) return undefined;
      const seals = await sealsOf(work, book);
      const items = await checklistOf(work, book, month as YearMonth);
      return {
        month,
        isSealed: seals.some((seal) => seal.month === month),
        items: items.map(itemWire),
      };
    });
    return answer ? c.json(answer, 200) : refuse(c, { kind: "no-book", estateId });
  });

  app.openapi(contract.listSeals, async (c) => {
    const { estateId } = c.req.valid("param");
    const seals = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && sealsOf(work, book);
    });
    return seals ? c.json({ seals: [...seals] }, 200) : refuse(c, { kind: "no-book", estateId });
  });

  app.openapi(contract.sealMonth, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "sealMonth", 201, JSON.stringify(body), (work) =>
      sealMonth(work, estateId, body.month as YearMonth),
    );
  });

  app.openapi(contract.countersign, async (c) => {
    const { estateId, month } = c.req.valid("param");
    return write(c, "countersignSeal", 201, "", (work) =>
      countersign(work, estateId, month as YearMonth),
    );
  });

  app.openapi(contract.closeYear, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "closeYear", 201, JSON.stringify(body), (work) =>
      closeYear(work, estateId, body.year),
    );
  });

  app.openapi(contract.listHandOvers, async (c) => {
    const { estateId } = c.req.valid("param");
    const handOvers = await read(c, (work) => handOversOf(work, estateId));
    return c.json({ handOvers: [...handOvers] }, 200);
  });

  app.openapi(contract.handOver, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "handOver", 201, JSON.stringify(body), (work) =>
      handOver(work, estateId, body),
    );
  });

  app.openapi(contract.readPack, async (c) => {
    const { estateId, bookId } = c.req.valid("param");
    const bytes = await read(c, (work) => packBytes(work, estateId, bookId));
    if (!bytes) return refuse(c, { kind: "not-found", what: "pack" });
    c.header("content-disposition", `attachment; filename="hand-over-${bookId.slice(-12)}.json"`);
    return c.body(new Uint8Array(bytes), 200, { "content-type": "application/json" }) as never;
  });
}
