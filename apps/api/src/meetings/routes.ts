import type { OpenAPIHono } from "@hono/zod-openapi";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import * as ballots from "./ballot-contract.ts";
import * as meetings from "./contract.ts";
import * as results from "./result-contract.ts";
import * as rolls from "./roll-contract.ts";

export function mountMeetings(app: OpenAPIHono<Env>): void {
  for (const contract of [meetings, rolls, ballots, results]) {
    for (const operation of Object.values(contract)) {
      if (typeof operation !== "object" || !("operationId" in operation)) continue;
      app.openapi(operation as typeof meetings.readMeeting, (c) =>
        refuse(c, { kind: "not-found", what: "meeting" }),
      );
    }
  }
}
