import type { OpenAPIHono } from "@hono/zod-openapi";
import { maskName } from "../registry/mask.ts";
import type { Env } from "../session/access.ts";
import { read } from "../unit-of-work.ts";
import * as contract from "./contract.ts";

export function mountAudit(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listAudit, async (c) => {
    const { cursor, limit, estateId } = c.req.valid("query");
    const rows = await read(c, async ({ client }) => {
      const found = await client.query(
        `select a.id, a.at, a.person_id as "personId", p.name, a.estate_id as "estateId",
           a.command, a.request_id as "requestId", a.facts
         from operations.audit a left join registry.person p on p.id = a.person_id
         where ($1::uuid is null or a.id < $1) and ($2::uuid is null or a.estate_id = $2)
         order by a.id desc limit $3`,
        [cursor ?? null, estateId ?? null, limit],
      );
      return found.rows;
    });
    const records = rows.map(({ name, ...row }) => ({
      ...row,
      personMasked: maskName(name ?? ""),
    }));
    const next = rows.length === limit ? (rows.at(-1)?.id ?? null) : null;
    return c.json({ records, next }, 200);
  });
}
