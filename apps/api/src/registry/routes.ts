import type { OpenAPIHono } from "@hono/zod-openapi";
import { isLocalDate, localDateAt } from "@xinyi/calendar";
import { accept, reject } from "@xinyi/result";
import { readRollCsv } from "../imports/roll-csv.ts";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { pageWithin } from "../wire/paging.ts";
import * as commands from "./commands.ts";
import * as contract from "./contract.ts";
import { takeInRoll } from "./roll.ts";
import { estatesOf, findEstate, membersOf, unitsOf } from "./store.ts";

export function mountRegistry(app: OpenAPIHono<Env>): void {
  app.openapi(contract.createEstate, async (c) => {
    const body = c.req.valid("json");
    return write(c, "createEstate", 201, JSON.stringify(body), (work) =>
      commands.createEstate(work, body),
    );
  });

  app.openapi(contract.listEstates, async (c) => {
    const all = await read(c, estatesOf);
    const { items: estates, next } = pageWithin(all, c.req.valid("query"), ({ id }) => [id]);
    return c.json({ estates, next }, 200);
  });

  app.openapi(contract.readEstate, async (c) => {
    const { estateId } = c.req.valid("param");
    const estate = await read(c, (work) => findEstate(work, estateId));
    return estate ? c.json(estate, 200) : refuse(c, { kind: "not-found", what: "estate" });
  });

  app.openapi(contract.listUnits, async (c) => {
    const { estateId } = c.req.valid("param");
    const units = await read(c, async (work) => {
      const estate = await findEstate(work, estateId);
      return unitsOf(work, estateId, localDateAt(work.now, estate?.zone ?? "UTC"));
    });
    const { items, next } = pageWithin(units, c.req.valid("query"), ({ id }) => [id]);
    return c.json({ units: items, next }, 200);
  });

  app.openapi(contract.importRoll, async (c) => {
    const { estateId } = c.req.valid("param");
    const { from } = c.req.valid("query");
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    return write(c, "importRoll", 200, bytes, async (work) => {
      const roll = readRollCsv(bytes);
      if (!roll.ok) return roll;
      if (!isLocalDate(from)) return reject({ kind: "malformed-request" });
      const changes = await takeInRoll(work, estateId, from, roll.value.rows);
      const answer = {
        accepted: roll.value.rows.length,
        ...changes,
        faults: roll.value.faults.map(({ line, column, kind, value }) => ({
          line,
          column: column ?? null,
          kind,
          value: value ?? null,
        })),
        markedCsv: roll.value.faults.length === 0 ? null : roll.value.marked,
      };
      return accept({
        answer,
        facts: { ...changes, faults: roll.value.faults.length, from },
      });
    });
  });

  app.openapi(contract.listRoles, async (c) => {
    const { rows } = await c.var.ports.pool.query(
      `select id, title_zh as "titleZh", title_en as "titleEn" from registry.role where id <> 'resident' order by id`,
    );
    return c.json({ roles: rows }, 200);
  });

  app.openapi(contract.listMembers, async (c) => {
    const { estateId } = c.req.valid("param");
    const all = await read(c, (work) => membersOf(work, estateId));
    const placeOf = ({ assignmentId }: (typeof all)[number]) => [assignmentId];
    const { items: members, next } = pageWithin(all, c.req.valid("query"), placeOf);
    return c.json({ members, next }, 200);
  });

  app.openapi(contract.addMember, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "addMember", 201, JSON.stringify(body), (work) =>
      commands.addMember(work, estateId, body),
    );
  });

  app.openapi(contract.addOfficer, async (c) => {
    const body = c.req.valid("json");
    return write(c, "addOfficer", 201, JSON.stringify(body), (work) =>
      commands.addMember(work, null, body),
    );
  });

  app.openapi(contract.endOfficer, async (c) => {
    const { assignmentId } = c.req.valid("param");
    return write(c, "endOfficer", 204, "", (work) => commands.endMember(work, null, assignmentId));
  });

  app.openapi(contract.resetMemberPassword, async (c) => {
    const { estateId, assignmentId } = c.req.valid("param");
    return write(c, "resetMemberPassword", 201, "", (work) =>
      commands.resetMemberPassword(work, estateId, assignmentId),
    );
  });

  app.openapi(contract.endMember, async (c) => {
    const { estateId, assignmentId } = c.req.valid("param");
    return write(c, "endMember", 204, "", (work) =>
      commands.endMember(work, estateId, assignmentId),
    );
  });
}
