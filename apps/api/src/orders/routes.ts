import type { OpenAPIHono } from "@hono/zod-openapi";
import { findBook } from "../books/ledger-store.ts";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { ifMatch, tag } from "../wire/etag.ts";
import { pageWithin } from "../wire/paging.ts";
import { cardOf, orderTag, orderWire } from "./card.ts";
import * as commands from "./commands.ts";
import * as contract from "./contract.ts";
import { loadDesk } from "./desk.ts";

export function mountOrders(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listOrders, async (c) => {
    const { estateId } = c.req.valid("param");
    const orders = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      if (!book) return undefined;
      const desk = await loadDesk(work, book);
      return desk.orders.map((order) => orderWire(desk, order));
    });
    if (!orders) return refuse(c, { kind: "no-book", estateId });
    const { items, next } = pageWithin(orders, c.req.valid("query"), ({ id }) => [id]);
    return c.json({ orders: items, next }, 200);
  });

  app.openapi(contract.readOrder, async (c) => {
    const { estateId, orderId } = c.req.valid("param");
    const card = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      if (!book) return undefined;
      const desk = await loadDesk(work, book);
      const order = desk.orders.find(({ id }) => id === orderId);
      if (!order) return undefined;
      tag(c, orderTag(order));
      return cardOf(work, desk, order);
    });
    return card ? c.json(card, 200) : refuse(c, { kind: "not-found", what: "order" });
  });

  app.openapi(contract.proposeOrder, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "proposeOrder", 201, JSON.stringify(body), (work) =>
      commands.proposeOrder(work, estateId, body),
    );
  });

  app.openapi(contract.changeOrder, async (c) => {
    const { estateId, orderId } = c.req.valid("param");
    const body = c.req.valid("json");
    const match = ifMatch(c);
    if (!match.ok) return refuse(c, match.rejection);
    return write(c, "changeOrder", 201, JSON.stringify(body), (work) =>
      commands.changeOrder(work, estateId, orderId, match.value, body),
    );
  });

  app.openapi(contract.approveOrder, async (c) => {
    const { estateId, orderId } = c.req.valid("param");
    const body = c.req.valid("json");
    const accountId = c.var.account?.id ?? "";
    return write(c, "approveOrder", 201, JSON.stringify(body), (work) =>
      commands.approveOrder(work, estateId, orderId, accountId, body),
    );
  });

  app.openapi(contract.readApprovalOptions, async (c) => {
    const { estateId, orderId } = c.req.valid("param");
    const accountId = c.var.account?.id ?? "";
    const options = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      const desk = book && (await loadDesk(work, book));
      const order = desk?.orders.find(({ id }) => id === orderId);
      return order && work.ports.passkeys.approvalOptions(work.client, accountId, order.hash);
    });
    if (!options) return refuse(c, { kind: "not-found", what: "order" });
    return c.json({ options }, 200);
  });

  app.openapi(contract.sendOrderBack, async (c) => {
    const { estateId, orderId } = c.req.valid("param");
    const { reason } = c.req.valid("json");
    const match = ifMatch(c);
    if (!match.ok) return refuse(c, match.rejection);
    return write(c, "sendOrderBack", 201, JSON.stringify({ reason }), (work) =>
      commands.sendOrderBack(work, estateId, orderId, match.value, reason),
    );
  });

  app.openapi(contract.voidOrder, async (c) => {
    const { estateId, orderId } = c.req.valid("param");
    const { reason } = c.req.valid("json");
    const match = ifMatch(c);
    if (!match.ok) return refuse(c, match.rejection);
    return write(c, "voidOrder", 201, JSON.stringify({ reason }), (work) =>
      commands.voidOrder(work, estateId, orderId, match.value, reason),
    );
  });

  app.openapi(contract.ratifyOrder, async (c) => {
    const { estateId, orderId } = c.req.valid("param");
    const { mandateId } = c.req.valid("json");
    return write(c, "ratifyOrder", 201, JSON.stringify({ mandateId }), (work) =>
      commands.ratifyOrder(work, estateId, orderId, mandateId),
    );
  });

  app.openapi(contract.executeOrder, async (c) => {
    const { estateId, lineId } = c.req.valid("param");
    const { orderId } = c.req.valid("json");
    return write(c, "executeOrder", 201, JSON.stringify({ orderId }), (work) =>
      commands.executeOrder(work, estateId, lineId, orderId),
    );
  });
}
