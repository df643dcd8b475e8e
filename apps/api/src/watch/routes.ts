import type { OpenAPIHono } from "@hono/zod-openapi";
import { type LocalDate, localDateAt } from "@xinyi/calendar";
import type { Env } from "../session/access.ts";
import { read, type UnitOfWork, write } from "../unit-of-work.ts";
import { barsOn, setBar } from "./bars.ts";
import * as contract from "./contract.ts";
import { findingsOf } from "./findings.ts";
import { kinds, worst } from "./worst.ts";

export function mountWatch(app: OpenAPIHono<Env>): void {
  app.openapi(contract.readWatch, async (c) => {
    const watch = await read(c, async (work) => {
      const on = await todayInDistrict(work);
      const bars = await barsOn(work, on);
      const { lines, left } = worst(await findingsOf(work, bars), bars);
      const estates = await work.client.query("select count(*)::int as n from registry.estate");
      return {
        on,
        estates: estates.rows[0].n as number,
        lines: lines.map((line) => ({ ...line, bar: bars[line.kind] })),
        left,
        bars: kinds.map((kind) => ({ kind, value: bars[kind] })),
      };
    });
    return c.json(watch, 200);
  });

  app.openapi(contract.setWatchBar, async (c) => {
    const { kind, value, from } = c.req.valid("json");
    return write(c, "setWatchBar", 201, JSON.stringify({ kind, value, from }), async (work) =>
      setBar(work, { kind, value, from: from as LocalDate }, await todayInDistrict(work)),
    );
  });
}

async function todayInDistrict(work: UnitOfWork): Promise<LocalDate> {
  const { rows } = await work.client.query("select zone from registry.district where id = $1", [
    work.districtId,
  ]);
  return localDateAt(work.now, rows[0].zone);
}
