import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenAPIHono } from "@hono/zod-openapi";
import pg from "pg";
import { pino } from "pino";
import { createApp } from "./app.ts";
import { blobStoreIn } from "./bank/blobs.ts";
import { fixedClock } from "./clock.ts";
import { freshDatabase, type TestDatabase } from "./database/harness.ts";
import { systemIds, systemRandom } from "./ids.ts";
import type { Ports } from "./ports.ts";
import { firstAdministrator } from "./registry/first-start.ts";
import type { Env } from "./session/access.ts";
import { attemptsOver } from "./session/attempts.ts";
import { identityOver } from "./session/identity.ts";
import { jobTokens } from "./session/job-tokens.ts";
import { passkeysFor } from "./session/passkeys.ts";
import { identityMarkUnder } from "./session/secret.ts";
import { slipSecrets } from "./session/slip-secrets.ts";
import { totpFactors } from "./session/totp.ts";
import { readSettings } from "./settings.ts";

/** For tests only: the whole application over a database of its own and a clock that stands. */
export interface TestApp {
  readonly app: OpenAPIHono<Env>;
  readonly ports: Ports;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly database: TestDatabase;
  readonly districtId: string;
  /** Signed in as the first administrator, the password changed. */
  readonly admin: Caller;
  signIn(username: string, password: string): Promise<Caller>;
  close(): Promise<void>;
}

/** A signed-in caller: each write carries a fresh idempotency key unless one is given. */
export interface Caller {
  readonly cookie: string;
  get(path: string): Promise<Answer>;
  send(method: string, path: string, body?: unknown, options?: SendOptions): Promise<Answer>;
}

export interface SendOptions {
  readonly key?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // A test reads whatever it expects; a wrong expectation fails there.
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape pass through here
  readonly body: any;
}

export const testPassword = "correct horse battery";

export async function testApp(): Promise<TestApp> {
  const database = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), "xinyi-test-"));
  const read = readSettings(
    { LOG_LEVEL: "silent", XINYI_DATA: folder },
    { dataFolder: "", adminFolder: join(folder, "admin"), reportingProgram: "" },
  );
  if (!read.ok) throw new Error("the settings of a test are wrong");
  const identityPool = new pg.Pool({
    ...database.connection("app"),
    options: "-c search_path=identity",
  });
  const clock = fixedClock("2026-04-10T02:00:00.000Z");
  const attempts = attemptsOver(identityPool, clock.now);
  const ports: Ports = {
    settings: read.settings,
    pool: database.app,
    clock,
    ids: systemIds,
    random: systemRandom,
    identity: identityOver(identityPool, {
      secret: "s".repeat(32),
      baseUrl: "http://localhost",
      attempts,
    }),
    totp: totpFactors("k".repeat(32), systemRandom, attempts),
    passkeys: passkeysFor(() => "http://localhost:8080"),
    attempts,
    slipSecrets: slipSecrets("k".repeat(32), systemRandom),
    blobs: blobStoreIn(join(read.settings.dataFolder, "blobs"), systemIds.next),
    jobTokens: jobTokens(systemRandom),
    extraSchemes: new Map(),
    identityMark: identityMarkUnder("i".repeat(32)),
    log: pino({ level: "silent" }),
    outbox: { wake: () => {}, stop: async () => {} },
    publicUrl: () => "http://localhost:8080",
    selfUrl: () => "http://localhost:8080",
  };
  const app = createApp(ports);
  const first = await firstAdministrator(ports);
  if (!first) throw new Error("the database of a test is not empty");
  const districts = await database.app.query("select id from registry.district");

  const signIn = (username: string, password: string) => signInTo(app, username, password);
  const admin = await changeFirstPassword(app, await signIn(first.username, first.password), {
    currentPassword: first.password,
  });
  return {
    app,
    ports,
    clock,
    database,
    districtId: districts.rows[0].id,
    admin,
    signIn,
    async close() {
      await identityPool.end();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Changes a one-time password to the tests' own; answers the caller with its new session. */
export async function changeFirstPassword(
  app: OpenAPIHono<Env>,
  caller: Caller,
  given: { currentPassword: string },
): Promise<Caller> {
  const changed = await caller.send("POST", "/api/session/password", {
    ...given,
    newPassword: testPassword,
  });
  if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
  return callerOf(app, cookiesIn(changed.headers));
}

async function signInTo(
  app: OpenAPIHono<Env>,
  username: string,
  password: string,
): Promise<Caller> {
  const response = await app.request("/api/session", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password }),
  });
  if (response.status !== 200) throw new Error(await response.text());
  return callerOf(app, cookiesIn(response.headers));
}

const cookiesIn = (headers: Headers) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

export function callerOf(app: OpenAPIHono<Env>, cookie: string): Caller {
  return {
    cookie,
    get: async (path) => answerOf(await app.request(path, { headers: { cookie } })),
    send: async (method, path, body, options = {}) => {
      const type = options.type ?? "application/json";
      return answerOf(
        await app.request(path, {
          method,
          headers: {
            cookie,
            "content-type": type,
            "idempotency-key": options.key ?? systemIds.next(),
            ...options.headers,
          },
          ...(body !== undefined && { body: bodyOf(body) }),
        }),
      );
    },
  };
}

function bodyOf(body: unknown): string | ArrayBuffer {
  if (typeof body === "string") return body;
  return body instanceof Uint8Array ? new Uint8Array(body).buffer : JSON.stringify(body);
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== "" ? JSON.parse(text) : text,
  };
}
