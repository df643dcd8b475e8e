import type { OpenAPIHono } from "@hono/zod-openapi";
import { findBook } from "../books/ledger-store.ts";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { pageWithin } from "../wire/paging.ts";
import * as contract from "./contract.ts";
import { importStatement } from "./import-statement.ts";
import { linesOf, lineWire } from "./lines.ts";
import { explainLine, matchLine } from "./place-line.ts";
import { statementsOf } from "./statements.ts";
import { storeVoucher } from "./vouchers.ts";

export function mountBank(app: OpenAPIHono<Env>): void {
  app.openapi(contract.importStatement, async (c) => {
    const { estateId } = c.req.valid("param");
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    return write(c, "importStatement", 200, bytes, (work) =>
      importStatement(work, estateId, bytes),
    );
  });

  app.openapi(contract.listStatements, async (c) => {
    const { estateId } = c.req.valid("param");
    const statements = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && statementsOf(work, book);
    });
    if (!statements) return refuse(c, { kind: "no-book", estateId });
    const { items, next } = pageWithin(statements, c.req.valid("query"), ({ id }) => [id]);
    return c.json({ statements: items, next }, 200);
  });

  app.openapi(contract.listBankLines, async (c) => {
    const { estateId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const seesPayers = c.var.access.permissions.has("books:write");
    const lines = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return (
        book && (await linesOf(work, book, asked)).map((row) => lineWire(book, row, seesPayers))
      );
    });
    if (!lines) return refuse(c, { kind: "no-book", estateId });
    const { items, next } = pageWithin(lines, asked, ({ id }) => [id]);
    return c.json({ lines: items, next }, 200);
  });

  app.openapi(contract.matchLine, async (c) => {
    const { estateId, lineId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "matchLine", 201, JSON.stringify(body), (work) =>
      matchLine(work, estateId, lineId, body),
    );
  });

  app.openapi(contract.explainLine, async (c) => {
    const { estateId, lineId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "explainLine", 201, JSON.stringify(body), (work) =>
      explainLine(work, estateId, lineId, body),
    );
  });

  app.openapi(contract.storeVoucher, async (c) => {
    const { estateId } = c.req.valid("param");
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    return write(c, "storeVoucher", 201, bytes, (work) => storeVoucher(work, estateId, bytes));
  });

  app.openapi(contract.readVoucher, async (c) => {
    const { estateId, sha256 } = c.req.valid("param");
    const row = await read(c, async ({ client }) => {
      const found = await client.query(
        "select media_type from trust.voucher where estate_id = $1 and sha256 = $2",
        [estateId, sha256],
      );
      return found.rows[0] as { media_type: string } | undefined;
    });
    const bytes = row && (await c.var.ports.blobs.get(sha256));
    if (!row || !bytes) return refuse(c, { kind: "not-found", what: "voucher" });
    // Shown, never run: the policy of every answer allows no script, and no type is guessed.
    return c.body(new Uint8Array(bytes).buffer, 200, {
      "content-type":
        row.media_type === "text/plain" ? "text/plain; charset=utf-8" : row.media_type,
      "content-disposition": `inline; filename="${sha256.slice(0, 12)}"`,
    });
  });
}
