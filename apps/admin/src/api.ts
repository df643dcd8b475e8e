import { createClient, type Schema, type XinyiClient } from "@xinyi/api-client";

export const api: XinyiClient = createClient({ baseUrl: window.location.origin });

export type Problem = Schema<"Problem">;

/** The server said no, and said why. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.name = "Refused";
    this.problem = problem;
  }
}

/** The last part of a problem's `type`: its kind. */
export function kindOf(problem: Problem): string {
  return problem.type.split(/[/#:]/).at(-1) ?? "";
}

interface Reply<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The answer's body; a refusal is thrown as `Refused`, a broken connection as it came. */
export async function answer<Data>(reply: Promise<Reply<Data>>): Promise<Data> {
  const { data, error, response } = await reply;
  if (response.ok) return data as Data;
  throw new Refused(problemFrom(error, response));
}

/** A proxy or a crash may answer without a problem document; it is still shown in full. */
function problemFrom(body: unknown, response: Response): Problem {
  if (typeof body === "object" && body !== null && "type" in body && "title" in body) {
    return body as Problem;
  }
  const detail = typeof body === "string" && body.length > 0 ? body.slice(0, 300) : undefined;
  return {
    type: "about:blank",
    title: `HTTP ${response.status} ${response.statusText}`.trim(),
    status: response.status,
    requestId: response.headers.get("x-request-id") ?? "—",
    ...(detail === undefined ? {} : { detail }),
  };
}

/** A fresh idempotency key; also where the page is not a secure context. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Bytes go out as they are: what encoding they are in is for the server to find out. */
export function asFile(file: Blob): {
  readonly body: string;
  readonly bodySerializer: (body: unknown) => BodyInit;
} {
  return { body: "", bodySerializer: () => file };
}
