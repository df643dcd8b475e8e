import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Env } from "./session/access.ts";

/** `/livez`: the process answers. `/readyz`: it can also reach its database. */
export function mountHealth(app: OpenAPIHono<Env>): void {
  app.get("/livez", (c) => c.json({ status: "live" }));
  app.get("/readyz", async (c) => {
    try {
      await c.var.ports.pool.query("select 1");
      return c.json({ status: "ready" });
    } catch {
      return c.json({ status: "database-unreachable" }, 503);
    }
  });
}
