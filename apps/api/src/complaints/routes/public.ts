import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { transaction } from "../../database/transaction.ts";
import { refuse } from "../../problem.ts";
import type { Env } from "../../session/access.ts";
import { perform, read, write } from "../../unit-of-work.ts";
import { pageOf, placeIn } from "../../wire/paging.ts";
import { seeConfidential } from "../cases/confidential.ts";
import {
  caseByHash,
  ownCases,
  type ReporterStepFact,
  stepByReporter,
  trackedOf,
} from "../cases/tracked.ts";
import * as contract from "../contract/public.ts";
import { trackingHash } from "../intake/file.ts";
import { reportForm } from "../intake/form.ts";
import { keepSealedHash } from "../intake/sealed.ts";
import { disciplineChannel } from "../rules/discipline.ts";
import { enter, noDistrict, receive, tooMany } from "./entrance.ts";

/** What residents ask and do: without an account by a tracking code, or signed in. */
export function mountResidentsDoor(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listPublicDistricts, async (c) => {
    const { pool } = c.var.ports;
    const { rows } = await pool.query("select id, name from registry.district order by name, id");
    const districts = [];
    for (const district of rows) {
      const found = await transaction(pool, { district: district.id, readOnly: true }, (client) =>
        client.query("select 1 from complaints.routing_pack limit 1"),
      );
      if (found.rowCount) districts.push(district);
    }
    return c.json({ districts }, 200);
  });

  app.openapi(contract.readReportForm, async (c) => {
    if (!(await enter(c, c.req.valid("param").districtId))) return noDistrict(c);
    const form = await read(c, reportForm);
    return form.ok ? c.json(form.value, 200) : refuse(c, form.rejection);
  });

  app.openapi(contract.reportPublicly, async (c) => {
    if (!(await enter(c, c.req.valid("param").districtId))) return noDistrict(c);
    const limited = await tooMany(c);
    if (limited) return refuse(c, limited);
    const body = c.req.valid("json");
    const { name, phone } = body;
    const fact = { ...body, channel: "web", reporter: { name, phone } } as const;
    const receipt = await receive(c, "reportPublicly", body, fact);
    return receipt.ok ? c.json(receipt.value, 201) : refuse(c, receipt.rejection);
  });

  app.openapi(contract.trackComplaint, async (c) => {
    const { districtId, code } = c.req.valid("param");
    if (!(await enter(c, districtId))) return noDistrict(c);
    const found = await read(c, async (work) => {
      const id = await caseByHash(work, trackingHash(code));
      return id === undefined ? undefined : trackedOf(work, id);
    });
    return found ? c.json(found, 200) : refuse(c, { kind: "not-found", what: "complaint" });
  });

  app.openapi(contract.stepTracked, async (c) => {
    const { districtId, code } = c.req.valid("param");
    if (!(await enter(c, districtId))) return noDistrict(c);
    const limited = await tooMany(c);
    if (limited) return refuse(c, limited);
    const id = await read(c, (work) => caseByHash(work, trackingHash(code)));
    if (id === undefined) return refuse(c, { kind: "not-found", what: "complaint" });
    return stepOf(c, "stepTracked", id, c.req.valid("json"));
  });

  app.openapi(contract.readDisciplineChannel, async (c) => {
    if (!(await enter(c, c.req.valid("param").districtId))) return noDistrict(c);
    return c.json(await read(c, disciplineChannel), 200);
  });

  app.openapi(contract.keepSealedHash, async (c) => {
    if (!(await enter(c, c.req.valid("param").districtId))) return noDistrict(c);
    const limited = await tooMany(c);
    if (limited) return refuse(c, limited);
    const body = c.req.valid("json");
    return write(c, "keepSealedHash", 201, JSON.stringify(body), (work) =>
      keepSealedHash(work, body.sha256),
    );
  });

  app.openapi(contract.fileComplaint, async (c) => {
    const body = c.req.valid("json");
    const { name, phone } = body;
    const { personId } = c.var.access;
    const fact = { ...body, channel: "web", reporter: { personId, name, phone } } as const;
    const receipt = await receive(c, "fileComplaint", body, fact);
    return receipt.ok ? c.json(receipt.value, 201) : refuse(c, receipt.rejection);
  });

  app.openapi(contract.listMyComplaints, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const answer = await read(c, async (work) => {
      const rows = await ownCases(work, { limit, before: placeIn(cursor) });
      const page = pageOf(rows, limit, ({ receivedAt, id }) => [receivedAt, id]);
      const complaints = [];
      for (const { id } of page.items) {
        const tracked = await trackedOf(work, id);
        if (tracked) complaints.push(tracked);
      }
      return { complaints, next: page.next };
    });
    return c.json(answer, 200);
  });

  app.openapi(contract.stepMyComplaint, async (c) => {
    const { caseId } = c.req.valid("param");
    const isMine = await read(c, async (work) => {
      await seeConfidential(work, { cases: [caseId] });
      const { rowCount } = await work.client.query(
        `select 1 from complaints.matter m join complaints.reporter r on r.id = m.reporter_id
          where m.id = $1 and r.person_id = $2`,
        [caseId, work.personId],
      );
      return rowCount === 1;
    });
    if (!isMine) return refuse(c, { kind: "not-found", what: "complaint" });
    return stepOf(c, "stepMyComplaint", caseId, c.req.valid("json"));
  });
}

/** A reporter's step, and then where the complaint stands; a retry keeps no word of it. */
async function stepOf(c: Context<Env>, operation: string, id: string, fact: ReporterStepFact) {
  const done = await perform(c, operation, 200, JSON.stringify(fact), async (work) => {
    await seeConfidential(work, { cases: [id] });
    return stepByReporter(work, id, fact);
  });
  if (!done.ok) return refuse(c, done.rejection);
  const tracked = await read(c, async (work) => {
    await seeConfidential(work, { cases: [id] });
    return trackedOf(work, id);
  });
  if (!tracked) throw new Error("a complaint was stepped on and is not there");
  return c.json(tracked, 200);
}
