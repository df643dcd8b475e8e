import type { OpenAPIHono } from "@hono/zod-openapi";
import { accept, type Result, reject } from "@xinyi/result";
import type { Ports } from "../ports.ts";
import { refuse } from "../problem.ts";
import type { Env } from "./access.ts";
import type { Account } from "./identity.ts";
import * as contract from "./passkey-contract.ts";
import type { PasskeyRefusal } from "./passkeys.ts";
import { addressOf, sessionOf, setCookies, signedIn, withClient } from "./routes.ts";
import type { FactorRefusal } from "./totp.ts";

/** Each is a row for five minutes: nobody fills the table with them. */
const challenges = { points: 300, seconds: 15 * 60 };

export function mountPasskeys(app: OpenAPIHono<Env>): void {
  app.openapi(contract.passkeySignInOptions, async (c) => {
    const { ports } = c.var;
    const tooMany = await ports.attempts.take(`passkey:${addressOf(c)}`, challenges);
    if (tooMany) return refuse(c, tooMany);
    const options = await withClient(ports, (client) =>
      ports.passkeys.signInOptions(client, ports.clock.now()),
    );
    return c.json({ options }, 200);
  });

  app.openapi(contract.signInWithPasskey, async (c) => {
    const { ports } = c.var;
    const { passkey } = c.req.valid("json");
    const entered = await withClient(ports, (client) =>
      ports.passkeys.signIn(client, passkey, ports.clock.now()),
    );
    if (!entered.ok) {
      const { kind } = entered.rejection;
      ports.log.warn({ requestId: c.var.requestId, outcome: kind }, "sign-in refused");
      return refuse(c, entered.rejection);
    }
    const { accountId, door } = entered.value;
    const account = await ports.identity.account(accountId, door);
    setCookies(c, await ports.identity.open(accountId, door, c.req.raw.headers));
    return c.json(await sessionOf(ports, account), 200);
  });

  app.openapi(contract.listPasskeys, async (c) => {
    const { ports } = c.var;
    const passkeys = await withClient(ports, (client) =>
      ports.passkeys.list(client, signedIn(c).id),
    );
    return c.json({ passkeys: [...passkeys] }, 200);
  });

  app.openapi(contract.passkeyRegistrationOptions, async (c) => {
    const { ports } = c.var;
    const account = signedIn(c);
    const proven = await isProven(ports, account, c.req.valid("json"));
    if (!proven.ok) return refuse(c, proven.rejection);
    const owner = { accountId: account.id, label: account.username };
    const options = await withClient(ports, (client) =>
      ports.passkeys.registrationOptions(client, owner, "registration", ports.clock.now()),
    );
    return c.json({ options }, 200);
  });

  app.openapi(contract.addPasskey, async (c) => {
    const { ports } = c.var;
    const account = signedIn(c);
    const { passkey } = c.req.valid("json");
    const owner = { accountId: account.id, door: account.door };
    const added = await withClient(ports, (client) =>
      ports.passkeys.register(client, owner, passkey, "registration", ports.clock.now()),
    );
    if (!added.ok) return refuse(c, added.rejection);
    return c.json(await sessionOf(ports, account), 200);
  });

  app.openapi(contract.endPasskey, async (c) => {
    const { ports } = c.var;
    const { passkeyId } = c.req.valid("param");
    const wasThere = await withClient(ports, (client) =>
      ports.passkeys.end(client, signedIn(c).id, passkeyId, ports.clock.now()),
    );
    return wasThere ? c.body(null, 204) : refuse(c, { kind: "passkey-unknown" });
  });
}

type NotProven = FactorRefusal | PasskeyRefusal | { readonly kind: "wrong-credentials" };

/**
 * Whoever adds a way in proves again who he is: a stolen session must not bring its own. With an
 * authenticator set up its code is asked for; a passkey alone is not joined by a second one.
 */
async function isProven(
  ports: Ports,
  account: Account,
  given: { currentPassword: string; code?: string | undefined },
): Promise<Result<true, NotProven>> {
  const isPassword = await ports.identity.isPassword(account, given.currentPassword);
  if (typeof isPassword !== "boolean") return reject(isPassword);
  if (!isPassword) return reject({ kind: "wrong-credentials" });
  return withClient(ports, async (client) => {
    if (await ports.totp.isEnrolled(client, account.id)) {
      const purpose = "passkey-registration";
      return ports.totp.take(client, account.id, given.code ?? "", purpose, ports.clock.now());
    }
    const passkeys = await ports.passkeys.list(client, account.id);
    return passkeys.length > 0 ? reject({ kind: "factor-missing" }) : accept(true);
  });
}
