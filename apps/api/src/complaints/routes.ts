import type { OpenAPIHono } from "@hono/zod-openapi";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import * as cases from "./contract/cases.ts";
import * as desks from "./contract/desks.ts";
import * as people from "./contract/public.ts";
import * as routing from "./contract/routing.ts";

/** The published surface; nothing of it is found until its storage comes with the next change. */
export function mountComplaints(app: OpenAPIHono<Env>): void {
  const operations = [cases, desks, people, routing]
    .flatMap((one) => Object.values(one))
    .filter((one) => "operationId" in one);
  for (const one of operations) {
    app.openapi(one, (c) => refuse(c, { kind: "not-found", what: "case" }));
  }
}
