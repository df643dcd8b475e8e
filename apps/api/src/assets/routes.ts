import type { OpenAPIHono } from "@hono/zod-openapi";
import { findBook } from "../books/ledger-store.ts";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { pageWithin } from "../wire/paging.ts";
import { bookRent, endLease, recordLease, registerAsset, retireAsset } from "./commands.ts";
import * as contract from "./contract.ts";
import { assetsOf } from "./store.ts";

export function mountAssets(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listAssets, async (c) => {
    const { estateId } = c.req.valid("param");
    const assets = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return book && assetsOf(work, book);
    });
    if (!assets) return refuse(c, { kind: "no-book", estateId });
    const { items, next } = pageWithin(assets, c.req.valid("query"), ({ id }) => [id]);
    return c.json({ assets: items, next }, 200);
  });

  app.openapi(contract.registerAsset, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "registerAsset", 201, JSON.stringify(body), (work) =>
      registerAsset(work, estateId, body),
    );
  });

  app.openapi(contract.retireAsset, async (c) => {
    const { estateId, assetId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "retireAsset", 201, JSON.stringify(body), (work) =>
      retireAsset(work, estateId, assetId, body),
    );
  });

  app.openapi(contract.recordLease, async (c) => {
    const { estateId, assetId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordLease", 201, JSON.stringify(body), (work) =>
      recordLease(work, estateId, assetId, body),
    );
  });

  app.openapi(contract.endLease, async (c) => {
    const { estateId, leaseId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "endLease", 201, JSON.stringify(body), (work) =>
      endLease(work, estateId, leaseId, body),
    );
  });

  app.openapi(contract.bookRent, async (c) => {
    const { estateId, leaseId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "bookRent", 201, JSON.stringify(body), (work) =>
      bookRent(work, estateId, leaseId, body),
    );
  });
}
