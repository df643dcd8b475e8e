import type { Context, TypedResponse } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { problemTable } from "./problem-table.ts";
import type { Refusal } from "./refusal.ts";

/** A problem fits any route's declared answers: each operation declares the problem statuses. */
export type ProblemResponse = Response & TypedResponse<never, never, never>;

/**
 * Answers a refusal as an RFC 9457 problem document: a stable type per kind, one sentence that
 * says what is wrong and what to do, and the refusal's own facts.
 */
export function refuse<R extends Refusal>(c: Context, refusal: R): ProblemResponse {
  const { kind, ...facts } = refusal;
  const known = problemTable[kind as keyof typeof problemTable];
  if (known === undefined) throw new Error(`no problem is defined for the refusal "${kind}"`);
  const [status, title] = known;
  if ("retryAfterSeconds" in facts) c.header("retry-after", String(facts.retryAfterSeconds));
  return c.json(
    {
      type: `urn:xinyi:problem:${kind}`,
      title,
      status,
      requestId: c.get("requestId") ?? "",
      ...(Object.keys(facts).length > 0 ? { facts: wire(facts) } : {}),
    },
    status as ContentfulStatusCode,
    { "content-type": "application/problem+json" },
  ) as unknown as ProblemResponse;
}

/** Answers a request whose shape is wrong, naming each place. */
export function refuseShape(
  c: Context,
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
): ProblemResponse {
  const [status, title] = problemTable["malformed-request"];
  return c.json(
    {
      type: "urn:xinyi:problem:malformed-request",
      title,
      status,
      requestId: c.get("requestId") ?? "",
      errors: issues.map((issue) => ({
        pointer: `/${issue.path.map(String).join("/")}`,
        detail: issue.message,
      })),
    },
    status as ContentfulStatusCode,
    { "content-type": "application/problem+json" },
  ) as unknown as ProblemResponse;
}

/** Facts as JSON: money in its wire form, other whole numbers as decimal strings. */
function wire(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part) => (typeof part === "bigint" ? part.toString() : part)),
  );
}
