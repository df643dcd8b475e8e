import type { OpenAPIHono } from "@hono/zod-openapi";
import { refuse } from "../problem.ts";
import { postConversionOpening, switchMode } from "../processes/switch-mode.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import * as commands from "./commands.ts";
import * as contract from "./contract.ts";
import { placesOn } from "./map.ts";
import { overviewOf, setTarget } from "./overview.ts";
import { governanceOf } from "./store.ts";

export function mountEstates(app: OpenAPIHono<Env>): void {
  app.openapi(contract.readOverview, async (c) => c.json(await read(c, overviewOf), 200));

  app.openapi(contract.setTarget, async (c) => {
    const body = c.req.valid("json");
    return write(c, "setGovernanceTarget", 201, JSON.stringify(body), (work) =>
      setTarget(work, body),
    );
  });

  app.openapi(contract.readMap, async (c) => {
    const places = await placesOn(c.var.ports.settings.mapFile);
    return c.json({ places: places ?? null }, 200);
  });

  app.openapi(contract.readGovernance, async (c) => {
    const { estateId } = c.req.valid("param");
    const found = await read(c, (work) => governanceOf(work, estateId));
    return found ? c.json(found, 200) : refuse(c, { kind: "not-found", what: "estate" });
  });

  app.openapi(contract.recordFacts, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordEstateFacts", 201, JSON.stringify(body), (work) =>
      commands.recordFacts(work, estateId, body),
    );
  });

  app.openapi(contract.recordFirstMode, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordFirstMode", 201, JSON.stringify(body), (work) =>
      commands.recordFirstMode(work, estateId, body),
    );
  });

  app.openapi(contract.switchMode, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "switchMode", 201, JSON.stringify(body), (work) =>
      switchMode(work, estateId, body),
    );
  });

  app.openapi(contract.beginConversion, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "beginConversion", 201, JSON.stringify(body), (work) =>
      commands.beginConversion(work, estateId, body),
    );
  });

  app.openapi(contract.doConversionStep, async (c) => {
    const { estateId, conversionId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "doConversionStep", 201, JSON.stringify(body), (work) =>
      commands.doConversionStep(work, estateId, conversionId, body),
    );
  });

  app.openapi(contract.postConversionOpening, async (c) => {
    const { estateId, conversionId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "postConversionOpening", 201, JSON.stringify(body), (work) =>
      postConversionOpening(work, estateId, conversionId, body),
    );
  });

  app.openapi(contract.setProvider, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "setProvider", 201, JSON.stringify(body), (work) =>
      commands.setProvider(work, estateId, body),
    );
  });
}
