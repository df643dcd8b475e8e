import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Env } from "../session/access.ts";
import { mountOpen311 } from "./open311/routes.ts";
import { mountCaseDesk } from "./routes/cases.ts";
import { mountDesks } from "./routes/desks.ts";
import { mountResidentsDoor } from "./routes/public.ts";
import { mountRules } from "./routes/rules.ts";

/** Complaints: the residents' door, the desk of those who handle them, the rules and who fills them. */
export function mountComplaints(app: OpenAPIHono<Env>): void {
  mountResidentsDoor(app);
  mountCaseDesk(app);
  mountRules(app);
  mountDesks(app);
  mountOpen311(app);
}
