import { getConnInfo } from "@hono/node-server/conninfo";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { reject } from "@xinyi/result";
import type { Context } from "hono";
import type pg from "pg";
import { transaction } from "../database/transaction.ts";
import type { Ports } from "../ports.ts";
import { refuse } from "../problem.ts";
import { type Env, grantsOf } from "./access.ts";
import * as contract from "./contract.ts";
import type { Account } from "./identity.ts";

export function mountSession(app: OpenAPIHono<Env>): void {
  app.openapi(contract.signIn, async (c) => {
    const { username, password } = c.req.valid("json");
    const { ports } = c.var;
    const outcome = await ports.identity.signIn(
      username,
      password,
      c.req.raw.headers,
      addressOf(c),
    );
    if (outcome.kind !== "signed-in") {
      ports.log.warn({ requestId: c.var.requestId, outcome: outcome.kind }, "sign-in refused");
      return refuse(c, outcome);
    }
    setCookies(c, outcome.cookies);
    return c.json(await sessionOf(ports, outcome.account), 200);
  });

  app.openapi(contract.readSession, async (c) => {
    return c.json(await sessionOf(c.var.ports, signedIn(c)), 200);
  });

  app.openapi(contract.signOut, async (c) => {
    setCookies(c, await c.var.ports.identity.signOut(c.req.raw.headers));
    return c.body(null, 204);
  });

  app.openapi(contract.changePassword, async (c) => {
    const { currentPassword, newPassword } = c.req.valid("json");
    const { ports } = c.var;
    const account = signedIn(c);
    const outcome = await ports.identity.changePassword(
      c.req.raw.headers,
      account,
      currentPassword,
      newPassword,
    );
    if (outcome.kind !== "changed") return refuse(c, outcome);
    setCookies(c, outcome.cookies);
    return c.json(await sessionOf(ports, { ...account, mustChangePassword: false }), 200);
  });

  // A code taken or a secret made is one statement or two of one account: no district's audit log
  // sees them, and a retry that finds its code used is refused rather than answered again.
  app.openapi(contract.enrolTotp, async (c) => {
    const { ports } = c.var;
    const account = signedIn(c);
    const enrolment = await withClient(ports, async (client) => {
      // Beside a passkey in use a stolen session must not bring a second factor of its own.
      const passkeys = await ports.passkeys.list(client, account.id);
      if (passkeys.length > 0) return reject({ kind: "factor-enrolled-already" } as const);
      return ports.totp.enrol(client, account, ports.clock.now());
    });
    return enrolment.ok ? c.json(enrolment.value, 200) : refuse(c, enrolment.rejection);
  });

  app.openapi(contract.confirmTotp, async (c) => {
    const { ports } = c.var;
    const { code } = c.req.valid("json");
    const account = signedIn(c);
    const confirmed = await withClient(ports, (client) =>
      ports.totp.confirm(client, account.id, code, ports.clock.now()),
    );
    if (!confirmed.ok) return refuse(c, confirmed.rejection);
    return c.json(await sessionOf(ports, account), 200);
  });
}

export async function withClient<Answer>(
  ports: Ports,
  run: (client: pg.ClientBase) => Promise<Answer>,
): Promise<Answer> {
  const client = await ports.pool.connect();
  try {
    return await run(client);
  } finally {
    client.release();
  }
}

/** Where the connection comes from; in a test there is none. */
export function addressOf(c: Context<Env>): string {
  const server = c.env as { incoming?: unknown } | undefined;
  if (server?.incoming === undefined) return "local";
  return getConnInfo(c).remote.address ?? "unknown";
}

export function signedIn(c: Context<Env>): Account {
  if (!c.var.account) throw new Error("an operation for a session ran without one");
  return c.var.account;
}

export function setCookies(c: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
}

/** Who the account is in each district: asked district by district, each in its own transaction. */
export async function sessionOf(ports: Ports, account: Account) {
  const { rows } = await ports.pool.query("select id, name from registry.district order by name");
  const districts = [];
  for (const district of rows as { id: string; name: string }[]) {
    const found = await transaction(
      ports.pool,
      { district: district.id, readOnly: true },
      (client) => grantsOf(client, account, ports.clock.now()),
    );
    if (!found || found.grants.length === 0) continue;
    districts.push({
      districtId: district.id,
      name: district.name,
      personName: found.personName,
      roles: found.grants.map((grant) => ({ ...grant, permissions: [...grant.permissions] })),
    });
  }
  const factors = await withClient(ports, async (client) => ({
    hasTotp: await ports.totp.isEnrolled(client, account.id),
    passkeys: (await ports.passkeys.list(client, account.id)).length,
  }));
  const { username, mustChangePassword, door } = account;
  return { username, mustChangePassword, door, ...factors, districts };
}
