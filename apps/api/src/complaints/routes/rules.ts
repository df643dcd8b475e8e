import type { OpenAPIHono } from "@hono/zod-openapi";
import { explainRoute, packOn } from "@xinyi/complaint-routing";
import { refuse } from "../../problem.ts";
import type { Env } from "../../session/access.ts";
import { perform, read, type UnitOfWork, write } from "../../unit-of-work.ts";
import * as contract from "../contract/routing.ts";
import { addPack, analyzeDraft, bundledIds } from "../rules/commands.ts";
import { setDisciplineChannel } from "../rules/discipline.ts";
import { districtDay, packVersion, packVersions, rulesOn } from "../rules/store.ts";
import { unitNames } from "../rules/units.ts";
import { analysisWire, explanationWire, packHead, packWire } from "../rules/wire.ts";

/** The district's rules: their versions, what an analysis finds, and the page to try a fact. */
export function mountRules(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listRoutingPacks, async (c) => {
    const packs = await read(c, async (work) => {
      const versions = await packVersions(work);
      const held = await inForce(work);
      return versions.map((one) => packHead(one, one.id === held)).reverse();
    });
    return c.json({ packs, bundled: [...bundledIds] }, 200);
  });

  app.openapi(contract.readRoutingPack, async (c) => {
    const { packVersionId } = c.req.valid("param");
    const found = await read(c, (work) => wholePack(work, packVersionId));
    return found ? c.json(found, 200) : refuse(c, { kind: "not-found", what: "routing pack" });
  });

  app.openapi(contract.addRoutingPack, async (c) => {
    const body = c.req.valid("json");
    const done = await perform(c, "addRoutingPack", 201, JSON.stringify(body), (work) =>
      addPack(work, body),
    );
    if (!done.ok) return refuse(c, done.rejection);
    const { answer } = done.value;
    const found = await read(c, (work) => wholePack(work, answer));
    if (!found) throw new Error("the version just loaded is not visible");
    return c.json(found, 201);
  });

  app.openapi(contract.analyzeRoutingPack, async (c) => {
    const body = c.req.valid("json");
    const found = await read(c, (work) => analyzeDraft(work, body));
    if (!found.ok) return refuse(c, found.rejection);
    const { problems, analysis } = found.value;
    return c.json({ problems: [...problems], analysis: analysis && analysisWire(analysis) }, 200);
  });

  app.openapi(contract.tryRoute, async (c) => {
    const { facts, packVersionId } = c.req.valid("query");
    const given = factsIn(facts);
    if (!given) return refuse(c, { kind: "malformed-request" });
    const tried = await read(c, async (work) => {
      const version =
        packVersionId === undefined
          ? await rulesOn(work, await districtDay(work))
          : { ok: true as const, value: await packVersion(work, packVersionId) };
      if (!version.ok) return version;
      if (!version.value) return undefined;
      const { routing } = version.value;
      const names = await unitNames(work, routing.pack);
      return { ok: true as const, value: explanationWire(explainRoute(given, routing), names) };
    });
    if (!tried) return refuse(c, { kind: "not-found", what: "routing pack" });
    return tried.ok ? c.json(tried.value, 200) : refuse(c, tried.rejection);
  });

  app.openapi(contract.setDisciplineChannel, async (c) => {
    const body = c.req.valid("json");
    return write(c, "setDisciplineChannel", 201, JSON.stringify(body), (work) =>
      setDisciplineChannel(work, body),
    );
  });
}

async function inForce(work: UnitOfWork): Promise<string | undefined> {
  const versions = await packVersions(work);
  const held = packOn(
    versions.map(({ routing }) => routing.pack),
    await districtDay(work),
  );
  return versions.find(({ routing }) => routing.pack === held)?.id;
}

async function wholePack(work: UnitOfWork, id: string) {
  const version = await packVersion(work, id);
  return version && packWire(version, version.id === (await inForce(work)));
}

/** A text is no fact: whoever tries the rules names categories and circumstances, never words. */
function factsIn(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const given: unknown = JSON.parse(json);
    if (typeof given !== "object" || given === null || Array.isArray(given)) return undefined;
    const { text: _, ...facts } = given as Record<string, unknown>;
    return facts;
  } catch {
    return undefined;
  }
}
