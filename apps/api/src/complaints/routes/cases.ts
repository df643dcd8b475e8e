import type { OpenAPIHono } from "@hono/zod-openapi";
import { isLocalDate } from "@xinyi/calendar";
import { explainRoute } from "@xinyi/complaint-routing";
import { accept, type Result, reject } from "@xinyi/result";
import type { Context } from "hono";
import { refuse } from "../../problem.ts";
import type { ApiRefusal } from "../../refusal.ts";
import type { Env } from "../../session/access.ts";
import { read, type UnitOfWork, write } from "../../unit-of-work.ts";
import { type Seat, seatOf } from "../cases/access.ts";
import { hotIssuesOf, similarWire } from "../cases/alike.ts";
import { recordCallback } from "../cases/callbacks.ts";
import { candidatesOf } from "../cases/candidates.ts";
import { cardOf } from "../cases/card.ts";
import { listCases } from "../cases/list.ts";
import { mergeInto } from "../cases/merge.ts";
import { openCase } from "../cases/open-case.ts";
import { printRates } from "../cases/print-rates.ts";
import { placeNames, ratesIn } from "../cases/rates.ts";
import type { CaseRecord } from "../cases/store.ts";
import { takeStep } from "../cases/take-step.ts";
import * as contract from "../contract/cases.ts";
import { listCandidates } from "../contract/desks.ts";
import { explainCaseRoute } from "../contract/routing.ts";
import type { RulesRefusal } from "../refusals.ts";
import { districtDay, rulesOn } from "../rules/store.ts";
import { unitNames } from "../rules/units.ts";
import { explanationWire } from "../rules/wire.ts";
import { receive } from "./entrance.ts";

const noCase = { kind: "not-found", what: "case" } as const;

/** The desk of those who take complaints in, assign, handle, call back and watch. */
export function mountCaseDesk(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listCases, async (c) => {
    const filter = c.req.valid("query");
    const page = await read(c, async (work) => listCases(work, await seat(c, work), filter));
    return c.json({ cases: page.items, next: page.next }, 200);
  });

  app.openapi(contract.recordComplaint, async (c) => {
    const body = c.req.valid("json");
    const { name, phone, proposal, ...report } = body;
    const receipt = await receive(c, "recordComplaint", body, {
      ...report,
      reporter: { name, phone },
      recordedBy: c.var.access.personId,
      confidence: proposal?.confidence,
    });
    return receipt.ok ? c.json(receipt.value, 201) : refuse(c, receipt.rejection);
  });

  app.openapi(contract.readCase, async (c) => {
    const { caseId } = c.req.valid("param");
    const card = await ofCase(c, caseId, (work, record, mine) => cardOf(work, mine, record));
    if (!card) return refuse(c, noCase);
    c.header("etag", `"${card.version}"`);
    return c.json(card, 200);
  });

  app.openapi(contract.stepCase, async (c) => {
    const { caseId } = c.req.valid("param");
    const body = c.req.valid("json");
    const expected = versionIn(c.req.header("if-match"));
    return write(c, "stepCase", 201, JSON.stringify(body), async (work) =>
      takeStep(work, await seat(c, work), caseId, body, expected),
    );
  });

  app.openapi(contract.recordCallback, async (c) => {
    const { caseId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordCallback", 201, JSON.stringify(body), async (work) =>
      recordCallback(work, await seat(c, work), caseId, body),
    );
  });

  app.openapi(contract.mergeCase, async (c) => {
    const { caseId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "mergeCase", 201, JSON.stringify(body), async (work) =>
      mergeInto(work, await seat(c, work), caseId, body.into, body.note),
    );
  });

  app.openapi(contract.listDuplicates, async (c) => {
    const { caseId } = c.req.valid("param");
    const similar = await ofCase(c, caseId, (work, { version }) =>
      similarWire(work, caseId, version),
    );
    return similar ? c.json({ similar }, 200) : refuse(c, noCase);
  });

  app.openapi(listCandidates, async (c) => {
    const { caseId } = c.req.valid("param");
    const units = await ofCase(c, caseId, candidatesOf);
    return units ? c.json({ units }, 200) : refuse(c, noCase);
  });

  app.openapi(explainCaseRoute, async (c) => {
    const { caseId } = c.req.valid("param");
    const explained = await ofCase(c, caseId, async (work, { matter, version }) => {
      const names = await unitNames(work, version.routing.pack);
      return explanationWire(explainRoute(matter.facts, version.routing), names);
    });
    return explained ? c.json(explained, 200) : refuse(c, noCase);
  });

  app.openapi(contract.listHotIssues, async (c) => {
    const hot = await read(c, async (work) => {
      const version = await rulesOn(work, await districtDay(work));
      return version.ok ? { ...version, value: await hotIssuesOf(work, version.value) } : version;
    });
    return hot.ok ? c.json(hot.value, 200) : refuse(c, hot.rejection);
  });

  app.openapi(contract.readComplaintRates, async (c) => {
    const rates = await ratesAsked(c, c.req.valid("query"));
    return rates.ok ? c.json(rates.value, 200) : refuse(c, rates.rejection);
  });

  app.openapi(contract.fileOfRates, async (c) => {
    const asked = c.req.valid("query");
    const rates = await ratesAsked(c, asked);
    if (!rates.ok) return refuse(c, rates.rejection);
    const names = await read(c, (work) => placeNames(work, asked.estateId));
    const { bytes, type } = await printRates(
      c.var.ports,
      { ...rates.value, ...names },
      asked.format,
    );
    return c.body(bytes, 200, {
      "content-type": type,
      "content-disposition": `attachment; filename="rates-${asked.from}-${asked.to}.${asked.format}"`,
    });
  });
}

interface RatesAsked {
  readonly from: string;
  readonly to: string;
  readonly estateId?: string | undefined;
}

async function ratesAsked(
  c: Context<Env>,
  { from, to, estateId }: RatesAsked,
): Promise<Result<Awaited<ReturnType<typeof ratesIn>>, ApiRefusal | RulesRefusal>> {
  if (!isLocalDate(from) || !isLocalDate(to)) return reject({ kind: "malformed-request" });
  return read(c, async (work) => {
    const version = await rulesOn(work, await districtDay(work));
    if (!version.ok) return version;
    return accept(await ratesIn(work, version.value, { from, to, estateId }));
  });
}

/** Through the door of a printed slip nobody sits at a desk: it is an owner who came in. */
function seat(c: Context<Env>, work: UnitOfWork): Promise<Seat> {
  const { access, account } = c.var;
  if (account?.door === "slip") {
    return Promise.resolve({
      personId: access.personId,
      permissions: new Set<string>(),
      desks: [],
    });
  }
  return seatOf(work, access.permissions);
}

/** Something of a case that the caller may read; undefined where there is none for him. */
function ofCase<Answer>(
  c: Context<Env>,
  id: string,
  query: (work: UnitOfWork, record: CaseRecord, mine: Seat) => Promise<Answer>,
): Promise<Answer | undefined> {
  return read(c, async (work) => {
    const mine = await seat(c, work);
    const record = await openCase(work, mine, id);
    return record && query(work, record, mine);
  });
}

function versionIn(header: string | undefined): number | undefined {
  const found = /^(?:W\/)?"(\d{1,9})"$/.exec(header ?? "")?.[1];
  return found === undefined ? undefined : Number(found);
}
