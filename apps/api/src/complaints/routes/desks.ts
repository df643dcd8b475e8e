import type { OpenAPIHono } from "@hono/zod-openapi";
import { accept, type Result } from "@xinyi/result";
import type { Context } from "hono";
import { refuse } from "../../problem.ts";
import type { Refusal } from "../../refusal.ts";
import type { Env } from "../../session/access.ts";
import { type Outcome, perform, read, type UnitOfWork, write } from "../../unit-of-work.ts";
import * as contract from "../contract/desks.ts";
import * as commands from "../desks/commands.ts";
import { deskWires } from "../desks/store.ts";
import { districtDay, rulesOn } from "../rules/store.ts";
import { unitNames, unitWire } from "../rules/units.ts";

/** Who fills the units that rules name, which grids cover which estate, and keys of clients. */
export function mountDesks(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listDesks, async (c) => {
    const found = await read(c, directory);
    return found.ok ? c.json(found.value, 200) : refuse(c, found.rejection);
  });

  app.openapi(contract.addDesk, async (c) => {
    const body = c.req.valid("json");
    const done = await perform(c, "addDesk", 201, JSON.stringify(body), (work) =>
      commands.addDesk(work, body),
    );
    const desk = await deskAfter(c, done);
    return desk.ok ? c.json(desk.value, 201) : refuse(c, desk.rejection);
  });

  app.openapi(contract.changeDesk, async (c) => {
    const { deskId } = c.req.valid("param");
    const body = c.req.valid("json");
    const done = await perform(c, "changeDesk", 200, JSON.stringify(body), (work) =>
      commands.changeDesk(work, deskId, body),
    );
    const desk = await deskAfter(c, done);
    return desk.ok ? c.json(desk.value, 200) : refuse(c, desk.rejection);
  });

  app.openapi(contract.addDeskMember, async (c) => {
    const { deskId } = c.req.valid("param");
    const body = c.req.valid("json");
    const done = await perform(c, "addDeskMember", 201, JSON.stringify(body), (work) =>
      commands.addDeskMember(work, deskId, body.username),
    );
    const desk = await deskAfter(c, done);
    return desk.ok ? c.json(desk.value, 201) : refuse(c, desk.rejection);
  });

  app.openapi(contract.endDeskMember, async (c) => {
    const { deskId, membershipId } = c.req.valid("param");
    return write(c, "endDeskMember", 204, "", (work) =>
      commands.endDeskMember(work, deskId, membershipId),
    );
  });

  app.openapi(contract.listGrids, async (c) => {
    return c.json({ grids: await read(c, commands.gridsOf) }, 200);
  });

  app.openapi(contract.addGrid, async (c) => {
    const body = c.req.valid("json");
    return write(c, "addGrid", 201, JSON.stringify(body), (work) => commands.addGrid(work, body));
  });

  app.openapi(contract.listOpen311Keys, async (c) => {
    return c.json({ keys: [...(await read(c, commands.open311Keys))] }, 200);
  });

  app.openapi(contract.addOpen311Key, async (c) => {
    const { title } = c.req.valid("json");
    return write(c, "addOpen311Key", 201, JSON.stringify({ title }), (work) =>
      commands.addOpen311Key(work, title),
    );
  });

  app.openapi(contract.endOpen311Key, async (c) => {
    const { keyId } = c.req.valid("param");
    return write(c, "endOpen311Key", 204, "", (work) => commands.endOpen311Key(work, keyId));
  });
}

async function directory(work: UnitOfWork) {
  const version = await rulesOn(work, await districtDay(work));
  if (!version.ok) return version;
  const { pack } = version.value.routing;
  const names = await unitNames(work, pack);
  const grids = [...new Set((await commands.gridsOf(work)).map(({ id }) => id))];
  const desks = await deskWires(work, names);
  return accept({ desks, units: [...pack.units.map(unitWire), ...names.all(grids)] });
}

type DeskWire = Awaited<ReturnType<typeof deskWires>>[number];

/** The desk as it stands after a command that answered its id. */
async function deskAfter(
  c: Context<Env>,
  done: Result<Outcome<string>, Refusal>,
): Promise<Result<DeskWire, Refusal>> {
  if (!done.ok) return done;
  const found = await read(c, directory);
  if (!found.ok) return found;
  const desk = found.value.desks.find(({ id }) => id === done.value.answer);
  if (!desk) throw new Error("the desk just written is not visible");
  return accept(desk);
}
