import type { OpenAPIHono } from "@hono/zod-openapi";
import { findBook } from "../books/ledger-store.ts";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { pageWithin } from "../wire/paging.ts";
import {
  acceptStage,
  awardGrant,
  bookGift,
  payStage,
  proposeGrant,
  proveStage,
} from "./commands.ts";
import * as contract from "./contract.ts";
import { grantsOf, purposeFunds } from "./store.ts";

export function mountGrants(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listGrants, async (c) => {
    const { estateId } = c.req.valid("param");
    const found = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      if (!book) return undefined;
      return { grants: await grantsOf(work, book), funds: await purposeFunds(work, book) };
    });
    if (!found) return refuse(c, { kind: "no-book", estateId });
    const { items, next } = pageWithin(found.grants, c.req.valid("query"), ({ id }) => [id]);
    return c.json({ grants: items, next, funds: found.funds }, 200);
  });

  app.openapi(contract.bookGift, async (c) => {
    const { estateId, lineId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "bookGift", 201, JSON.stringify(body), (work) =>
      bookGift(work, estateId, lineId, body),
    );
  });

  app.openapi(contract.proposeGrant, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "proposeGrant", 201, JSON.stringify(body), (work) =>
      proposeGrant(work, estateId, body),
    );
  });

  app.openapi(contract.awardGrant, async (c) => {
    const { estateId, grantId } = c.req.valid("param");
    return write(c, "awardGrant", 201, "", (work) => awardGrant(work, estateId, grantId));
  });

  app.openapi(contract.proveStage, async (c) => {
    const { estateId, grantId, stage } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "proveGrantStage", 201, JSON.stringify(body), (work) =>
      proveStage(work, estateId, grantId, stage, body.evidenceSha256),
    );
  });

  app.openapi(contract.acceptStage, async (c) => {
    const { estateId, grantId, stage } = c.req.valid("param");
    return write(c, "acceptGrantStage", 201, "", (work) =>
      acceptStage(work, estateId, grantId, stage),
    );
  });

  app.openapi(contract.payStage, async (c) => {
    const { estateId, grantId, stage } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "payGrantStage", 201, JSON.stringify(body), (work) =>
      payStage(work, estateId, grantId, stage, body.lineId),
    );
  });
}
