import { createRoute, type RouteConfig, z } from "@hono/zod-openapi";
import { authorize } from "../session/access.ts";
import { Problem } from "./common.ts";

/**
 * What a caller must be allowed to do. `public` needs no session, `session` any signed-in account;
 * everything else is a permission that a role of the district or estate carries.
 */
export const permissions = [
  "public",
  "session",
  "estate:create",
  "estate:read",
  "roll:import",
  "roll:read",
  "people:manage",
  "people:read",
  "books:read",
  "books:write",
  "period:close",
  "bank:import",
  "bank:read",
  "voucher:store",
  "mandate:record",
  "budget:write",
  "payee:write",
  "order:propose",
  "order:approve",
  "notice:publish",
  "audit:read",
  "own:read",
  "slip:issue",
  "district:watch",
  "watch:set",
  "case:intake",
  "case:triage",
  "case:callback",
  "case:supervise",
  "case:oversee",
  "case:watch",
  "routing:read",
  "routing:edit",
  "meeting:read",
  "meeting:convene",
  "roll:object",
  "ballot:record",
  "ballot:cast",
  "count:watch",
  "rules:upload",
  "organization:read",
  "organization:write",
  "organization:classify",
  "governance:write",
] as const;
export type Permission = (typeof permissions)[number];

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: Problem } },
});

/** A header a change of a mutable resource takes; what is missing is refused by name, not by shape. */
const matchHeader = z.string().optional().openapi({
  description: "必填:读到的 ETag,或 * · required: the ETag that was read, or *",
});

type Operation = RouteConfig & { readonly operationId: string };

/**
 * One operation of the API: its permission stands in the published document, a write asks for an
 * idempotency key, and every refusal is a problem document.
 */
export function operation<const Route extends Operation>(
  permission: Permission,
  route: Route,
  options: { readonly changes?: "a mutable resource" } = {},
) {
  const isWrite = route.method !== "get" && permission !== "public";
  const request = route.request ?? {};
  const headers = z.object({
    "idempotency-key": z.string().min(8).max(128).openapi({
      description: "一次操作一个键，重试时沿用 · one key per operation, kept when retrying",
    }),
    ...(options.changes && { "if-match": matchHeader }),
  });
  return createRoute({
    ...route,
    request: (isWrite ? { ...request, headers } : request) as Route["request"],
    responses: {
      ...route.responses,
      400: problem("请求不合规格 · malformed request"),
      401: problem("未登录 · not signed in"),
      403: problem("无权限 · not allowed"),
      404: problem("不存在或不可见 · not found, or not visible to you"),
      409: problem("与现状冲突 · conflicts with the present state"),
      422: problem("业务上被拒绝 · refused"),
      ...(options.changes && {
        412: problem("已被别人改过 · changed since it was read"),
        428: problem("缺少 If-Match · If-Match is missing"),
      }),
    },
    // The guard travels with the route: no handler can be mounted without it.
    middleware: authorize(permission),
    "x-permission": permission,
  } as Route & { "x-permission": Permission });
}

export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { "application/json": { schema } },
});
