import { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { NONCE, secureHeaders } from "hono/secure-headers";
import { mountAssets } from "./assets/routes.ts";
import { mountAudit } from "./audit/routes.ts";
import { mountBank } from "./bank/routes.ts";
import { mountBooks } from "./books/routes.ts";
import { mountConsultation } from "./budget/consultation.ts";
import { mountBudget } from "./budget/routes.ts";
import { mountClosing } from "./closing/routes.ts";
import { mountComplaints } from "./complaints/routes.ts";
import { mountDisclosure } from "./disclosure/routes.ts";
import { mountEstates } from "./estates/routes.ts";
import { mountFees } from "./fees/routes.ts";
import { mountFunds } from "./funds/routes.ts";
import { mountGrants } from "./grants/routes.ts";
import { mountHealth } from "./health.ts";
import { mountMandates } from "./mandates/routes.ts";
import { mountMeetings } from "./meetings/routes.ts";
import { mountOrders } from "./orders/routes.ts";
import { mountOrganizations } from "./organizations/routes.ts";
import { mountPages } from "./pages.ts";
import { mountPayees } from "./payees/routes.ts";
import { mountPolicy } from "./policy/routes.ts";
import type { Ports } from "./ports.ts";
import { refuse, refuseShape } from "./problem.ts";
import { mountRegistry } from "./registry/routes.ts";
import { mountRemuneration } from "./remuneration/routes.ts";
import { mountResidents } from "./residents/routes.ts";
import type { Env } from "./session/access.ts";
import { mountPasskeys } from "./session/passkey-routes.ts";
import { mountSession } from "./session/routes.ts";
import { mountSubsidies } from "./subsidies/routes.ts";
import { mountWatch } from "./watch/routes.ts";
import { withNullableNames } from "./wire/document.ts";

const closed = {
  defaultSrc: ["'none'"],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  imgSrc: ["'self'", "data:"],
};
const consolePolicy = {
  ...closed,
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", NONCE],
  connectSrc: ["'self'"],
  fontSrc: ["'self'", "data:"],
};
const pagePolicy = { ...closed, styleSrc: ["'self'", "'unsafe-inline'"] };
// The recount page: one script and one style of ours, one public file to read, nothing to send to.
const recountPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  connectSrc: ["'self'"],
  imgSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};
const headers = { referrerPolicy: "same-origin", xFrameOptions: "DENY" };

const limits = { file: 20 * 1024 * 1024, json: 256 * 1024 };

/** The whole application over its ports: it touches nothing that was not handed in. */
export function createApp(ports: Ports): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>({
    defaultHook: (result, c) => {
      if (!result.success) return refuseShape(c, result.error.issues);
    },
  });

  app.use(async (c, next) => {
    const requestId = ports.ids.next();
    c.set("ports", ports);
    c.set("requestId", requestId);
    c.header("x-request-id", requestId);
    const started = performance.now();
    await next();
    // The route's pattern, not the path: ids and anything typed stay out of the log.
    ports.log.info(
      {
        requestId,
        method: c.req.method,
        route: c.req.routePath,
        status: c.res.status,
        ms: Math.round(performance.now() - started),
      },
      "request",
    );
  });
  // Two policies: the console and the residents' own pages run scripts of ours and styles under a
  // nonce; the public pages are files with their style inside and run nothing.
  const running = secureHeaders({ ...headers, contentSecurityPolicy: consolePolicy });
  const still = secureHeaders({ ...headers, contentSecurityPolicy: pagePolicy });
  const counting = secureHeaders({ ...headers, contentSecurityPolicy: recountPolicy });
  app.use((c, next) => {
    if (c.req.path.startsWith("/recount/")) return counting(c, next);
    return (/^\/(admin|resident)\//.test(c.req.path) ? running : still)(c, next);
  });
  app.use("/api/*", async (c, next) => {
    c.header("cache-control", "no-store");
    const origin = c.req.header("origin");
    const isWrite = c.req.method !== "GET" && c.req.method !== "HEAD";
    // A browser names the site a write comes from; another site's is refused.
    if (isWrite && origin !== undefined && !isOwnOrigin(origin, c.req.header("host"), ports)) {
      return refuse(c, { kind: "foreign-origin", origin });
    }
    const isFile = !(c.req.header("content-type") ?? "application/json").includes("json");
    const maxSize = isFile ? limits.file : limits.json;
    return bodyLimit({
      maxSize,
      onError: (context) => refuse(context, { kind: "body-too-large", limitBytes: maxSize }),
    })(c, next);
  });

  app.openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "xinyi.session_token",
  });
  mountHealth(app);
  mountSession(app);
  mountPasskeys(app);
  mountRegistry(app);
  mountResidents(app);
  mountWatch(app);
  mountBooks(app);
  mountFees(app);
  mountAssets(app);
  mountGrants(app);
  mountClosing(app);
  mountFunds(app);
  mountSubsidies(app);
  mountRemuneration(app);
  mountBank(app);
  mountMandates(app);
  mountBudget(app);
  mountPolicy(app);
  mountPayees(app);
  mountOrders(app);
  mountDisclosure(app);
  mountMeetings(app);
  mountComplaints(app);
  mountOrganizations(app);
  mountEstates(app);
  mountAudit(app);
  app.get("/openapi.json", (c) => c.json(openApiDocument(app)));
  mountConsultation(app);
  mountPages(app, ports);

  app.notFound((c) => refuse(c, { kind: "not-found", what: "page" }));
  app.onError((error, c) => {
    if (isMalformed(error)) return refuse(c, { kind: "malformed-request" });
    ports.log.error({ requestId: c.get("requestId"), err: error }, "request failed");
    return refuse(c, { kind: "internal" });
  });
  return app;
}

/** The published document: OpenAPI 3.1, generated from the routes themselves. */
export function openApiDocument(app: OpenAPIHono<Env>) {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "信义 Xinyi",
      version: "0.1.0",
      description:
        "信托制物业的账目、公示与名册 · books, disclosure and registry of estates under trust-based management",
      license: { name: "MIT" },
    },
  });
  return withNullableNames(document);
}

/** A body that cannot be read at all, or a value no column can hold (a NUL in a text, say). */
function isMalformed(error: Error): boolean {
  if (error instanceof HTTPException) return error.status === 400;
  return /^22\w{3}$/.test(String((error as { code?: unknown }).code ?? ""));
}

function isOwnOrigin(origin: string, host: string | undefined, ports: Ports): boolean {
  try {
    return new URL(origin).host === host || origin === new URL(ports.publicUrl()).origin;
  } catch {
    return false;
  }
}
