import { randomUUID } from "node:crypto";
import { inject } from "vitest";

/** One person at the API, for what the story only needs to be so. */
export function caller(address: string = inject("address")) {
  let kept = "";
  return async (method: string, path: string, body?: unknown, type = "application/json") => {
    const answered = await fetch(`${address}${path}`, {
      method,
      headers: { cookie: kept, "content-type": type, "idempotency-key": randomUUID() },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const given = answered.headers.getSetCookie().map((one) => one.split(";")[0]);
    if (given.length > 0) kept = given.join("; ");
    const answer = answered.status === 204 ? {} : await answered.json();
    if (!answered.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
}
export type Caller = ReturnType<typeof caller>;
