import type { OpenAPIHono } from "@hono/zod-openapi";
import { type LocalDate, localDateAt } from "@xinyi/calendar";
import { accept, reject } from "@xinyi/result";
import { type BookRow, findBook } from "../books/ledger-store.ts";
import { refuse } from "../problem.ts";
import { findEstate } from "../registry/store.ts";
import type { Env } from "../session/access.ts";
import type { Account } from "../session/identity.ts";
import { addressOf, sessionOf, setCookies } from "../session/routes.ts";
import { read, type UnitOfWork, write } from "../unit-of-work.ts";
import { pageOf, pageWithin, placeIn } from "../wire/paging.ts";
import * as contract from "./contract.ts";
import { deviceIn, keepDevice } from "./cookie.ts";
import { ownerDoors } from "./doors.ts";
import * as entering from "./entering.ts";
import { slipEvidence } from "./evidence.ts";
import { moneyNow, movementsOf, openOrders } from "./money.ts";
import { accountLines, ownUnits } from "./own.ts";
import { printSlips } from "./print.ts";
import { handOverSlip, issueSlips } from "./slips.ts";

export function mountResidents(app: OpenAPIHono<Env>): void {
  mountOwnersBook(app);
  app.openapi(contract.listOwnerDoors, async (c) => {
    const { estateId } = c.req.valid("param");
    const all = await read(c, (work) => ownerDoors(work, estateId));
    const { items, next } = pageWithin(all, c.req.valid("query"), ({ personId }) => [personId]);
    const counts = {
      owners: all.length,
      printed: all.filter(({ slip }) => slip !== null).length,
      handedOver: all.filter(({ slip }) => slip?.handedOn != null).length,
      in: all.filter(({ slip }) => slip?.usedAt != null).length,
    };
    return c.json({ owners: items, next, counts }, 200);
  });

  app.openapi(contract.issueSlips, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "issueSlips", 201, JSON.stringify(body), (work) =>
      issueSlips(work, estateId, body.personIds, printSlips(c.var.ports)),
    );
  });

  app.openapi(contract.handOverSlip, async (c) => {
    const { estateId, slipId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "handOverSlip", 201, JSON.stringify(body), (work) =>
      handOverSlip(work, estateId, slipId, { manner: body.manner, on: body.on as LocalDate }),
    );
  });

  app.openapi(contract.lookAtSlip, async (c) => {
    const { code } = c.req.valid("json");
    const look = await entering.lookAtSlip(c.var.ports, code, addressOf(c));
    if (!look.ok) return refuse(c, look.rejection);
    return c.json({ ...look.value, unitNumbers: [...look.value.unitNumbers] }, 200);
  });

  app.openapi(contract.useSlip, async (c) => {
    const { ports, requestId } = c.var;
    const { code, pin, passkey } = c.req.valid("json");
    const entrance =
      pin !== undefined && passkey === undefined
        ? entering.pinEntrance(ports, pin)
        : passkey !== undefined && pin === undefined
          ? accept(entering.passkeyEntrance(ports, passkey))
          : reject({ kind: "malformed-request" } as const);
    if (!entrance.ok) return refuse(c, entrance.rejection);
    const asked = { code, address: addressOf(c), requestId };
    const entered = await entering.useSlip<entering.DeviceCookie | undefined>(
      ports,
      asked,
      entrance.value,
    );
    if (!entered.ok) return refuse(c, entered.rejection);
    const device = entered.value.left;
    if (device) keepDevice(c, device, ports.publicUrl().startsWith("https://"));
    const account = ownerAccount(entered.value.accountId);
    setCookies(c, await ports.identity.open(account.id, "slip", c.req.raw.headers));
    return c.json(await sessionOf(ports, account), 200);
  });

  app.openapi(contract.slipPasskeyOptions, async (c) => {
    const { code } = c.req.valid("json");
    const options = await entering.slipPasskeyOptions(c.var.ports, code, addressOf(c));
    if (!options.ok) return refuse(c, options.rejection);
    return c.json({ options: options.value }, 200);
  });

  app.openapi(contract.enterWithPin, async (c) => {
    const { ports } = c.var;
    const { pin } = c.req.valid("json");
    const entered = await entering.enterWithPin(ports, deviceIn(c), pin);
    if (!entered.ok) {
      const { kind } = entered.rejection;
      ports.log.warn({ requestId: c.var.requestId, outcome: kind }, "sign-in refused");
      return refuse(c, entered.rejection);
    }
    const account = ownerAccount(entered.value);
    setCookies(c, await ports.identity.open(account.id, "slip", c.req.raw.headers));
    return c.json(await sessionOf(ports, account), 200);
  });

  app.openapi(contract.readOwnHome, async (c) => {
    const { estateId } = c.req.valid("param");
    const home = await read(c, async (work) => {
      const [estate, book] = [await findEstate(work, estateId), await findBook(work, estateId)];
      if (!estate || !book) return undefined;
      const on = localDateAt(work.now, estate.zone);
      const person = await work.client.query("select name from registry.person where id = $1", [
        work.personId,
      ]);
      const slip = (await slipEvidence(work, estateId)).get(work.personId);
      return {
        personName: person.rows[0].name as string,
        estateName: estate.name,
        communityName: estate.communityName,
        contactPhone: estate.contactPhone,
        currency: book.currency,
        units: [...(await ownUnits(work, book, on))],
        openBudgets: await openBudgets(work, book, on),
        cameInWith: slip
          ? { printedBy: slip.printedBy, printedOn: localDateAt(slip.printedAt, estate.zone) }
          : null,
      };
    });
    return home ? c.json(home, 200) : refuse(c, { kind: "no-book", estateId });
  });

  app.openapi(contract.listOwnAccount, async (c) => {
    const { estateId, unitId } = c.req.valid("param");
    const { cursor, limit } = c.req.valid("query");
    const place = placeIn(cursor)?.[0];
    const lines = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      if (!book) return undefined;
      const own = await ownUnits(work, book, localDateAt(work.now, book.zone));
      const unit = own.find(({ id }) => id === unitId);
      const before = typeof place === "number" ? place : undefined;
      return unit && accountLines(work, book, unit, { before, limit: limit + 1 });
    });
    if (!lines) return refuse(c, { kind: "not-found", what: "unit" });
    const { items, next } = pageOf(lines, limit, ({ sequence }) => [sequence]);
    return c.json({ lines: items.map(({ sequence: _, ...line }) => line), next }, 200);
  });
}

function mountOwnersBook(app: OpenAPIHono<Env>): void {
  app.openapi(contract.readOwnersBook, async (c) => {
    const { estateId } = c.req.valid("param");
    const { cursor, limit } = c.req.valid("query");
    const place = placeIn(cursor)?.[0];
    const before = typeof place === "number" ? place : undefined;
    const seen = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return (
        book && {
          moneyNow: await moneyNow(work, book),
          rows: await movementsOf(work, book, { before, limit: limit + 1 }),
          orders: [...(await openOrders(work, book))],
        }
      );
    });
    if (!seen) return refuse(c, { kind: "no-book", estateId });
    const { rows, ...now } = seen;
    const { items: movements, next } = pageOf(rows, limit, ({ sequence }) => [sequence]);
    return c.json({ ...now, movements, next }, 200);
  });
}

/** What owners may say something about now: each leads to a page of its own. */
async function openBudgets(work: UnitOfWork, book: BookRow, on: LocalDate) {
  const { rows } = await work.client.query(
    `select d.id as "draftId", d.year, p.closes_on as "closesOn" from trust.budget_draft d
       join trust.budget_publication p on p.draft_id = d.id
      where d.book_id = $1 and p.closes_on >= $2
        and not exists (select from trust.budget_adoption a where a.draft_id = d.id)
      order by p.closes_on, d.id`,
    [book.id, on],
  );
  return rows as { draftId: string; year: number; closesOn: string }[];
}

/** The account behind a slip's door: it has no name of its own and no password to change. */
const ownerAccount = (id: string): Account => ({
  id,
  username: id,
  mustChangePassword: false,
  door: "slip",
});
