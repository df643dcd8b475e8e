import { betterAuth } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { username } from "better-auth/plugins";
import type pg from "pg";
import { z } from "zod";
import type { Attempts, TooMany } from "./attempts.ts";

/** How a session came in: what a slip opened never carries more than an owner's own rights. */
export type Door = "password" | "slip";

/** A signed-in account: no name and no district, those belong to a district's person row. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly mustChangePassword: boolean;
  readonly door: Door;
}

export type SignIn =
  | { readonly kind: "signed-in"; readonly account: Account; readonly cookies: readonly string[] }
  | { readonly kind: "wrong-credentials" }
  | TooMany;

/** Sign-in and sessions, as far as the rest of the application needs them. */
export interface Identity {
  /** `address` is the connection's own, never one a header claims. */
  signIn(username: string, password: string, headers: Headers, address: string): Promise<SignIn>;
  accountOf(headers: Headers): Promise<Account | undefined>;
  /** An account that has shown who it is by other means; throws where there is none. */
  account(id: string, door: Door): Promise<Account>;
  /** Opens a session for an account that has shown who it is by other means; its cookies. */
  open(accountId: string, door: Door, headers: Headers): Promise<readonly string[]>;
  /** Whether this is the account's present password; guesses are counted as at sign-in. */
  isPassword(account: Account, password: string): Promise<boolean | TooMany>;
  signOut(headers: Headers): Promise<readonly string[]>;
  changePassword(
    headers: Headers,
    account: Account,
    currentPassword: string,
    newPassword: string,
  ): Promise<{ kind: "changed"; cookies: readonly string[] } | { kind: "wrong-credentials" }>;
}

/** Wrong passwords allowed per account name, and per address, in a quarter of an hour. */
const limits = {
  name: { points: 10, seconds: 15 * 60 },
  address: { points: 200, seconds: 15 * 60 },
};

/**
 * The sign-in library behind our own operations. Its HTTP handler is not mounted, so nothing of
 * it is reachable but what is called here: no sign-up, no account listing, no e-mail.
 *
 * `pool` has `search_path` on the schema `identity`; `secret` signs the session cookie.
 */
export function identityOver(
  pool: pg.Pool,
  options: { secret: string; baseUrl: string; attempts: Attempts },
): Identity {
  const { attempts } = options;
  const secure = options.baseUrl.startsWith("https://");
  const auth = betterAuth({
    database: pool,
    secret: options.secret,
    baseURL: options.baseUrl,
    basePath: "/api/auth",
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 256,
    },
    session: {
      expiresIn: 60 * 60 * 12,
      updateAge: 60 * 60,
      cookieCache: { enabled: false },
      additionalFields: { door: { type: "string", input: false, required: false } },
    },
    user: { additionalFields: { mustChangePassword: { type: "boolean", input: false } } },
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: secure,
      cookiePrefix: "xinyi",
      defaultCookieAttributes: { sameSite: "strict", httpOnly: true, secure, path: "/" },
    },
    plugins: [
      username({ minUsernameLength: 3, maxUsernameLength: 32, usernameValidator: isUsername }),
      { id: "xinyi-door", endpoints: { openDoor } },
    ],
  });
  const toAccount = (user: unknown, door: Door): Account => {
    const row = user as { id: string; username: string; mustChangePassword: boolean };
    const { id, username, mustChangePassword } = row;
    return { id, username, mustChangePassword, door };
  };
  /** Counted before the password is looked at, so that guesses sent together count too. */
  const isTooMany = async (name: string, address: string): Promise<TooMany | undefined> =>
    (await attempts.take(`name:${name}`, limits.name)) ??
    (await attempts.take(`address:${address}`, limits.address));

  return {
    async signIn(name, password, headers, address) {
      const key = name.toLowerCase();
      const tooMany = await isTooMany(key, address);
      if (tooMany) return tooMany;
      const response = await auth.api.signInUsername({
        body: { username: name, password },
        headers,
        asResponse: true,
      });
      if (!response.ok) return { kind: "wrong-credentials" };
      await attempts.forget(`name:${key}`);
      await attempts.giveBack(`address:${address}`);
      const body = (await response.json()) as { user: { id: string } };
      const row = await pool.query(
        `select id, username, "mustChangePassword" from "user" where id = $1`,
        [body.user.id],
      );
      return {
        kind: "signed-in",
        account: toAccount(row.rows[0], "password"),
        cookies: response.headers.getSetCookie(),
      };
    },
    async accountOf(headers) {
      if (!headers.has("cookie")) return undefined;
      const session = await auth.api.getSession({ headers });
      return session ? toAccount(session.user, doorOf(session.session)) : undefined;
    },
    async account(id, door) {
      const { rows } = await pool.query(
        `select id, username, "mustChangePassword" from "user" where id = $1`,
        [id],
      );
      if (!rows[0]) throw new Error("an account was asked for that does not exist");
      return toAccount(rows[0], door);
    },
    async open(accountId, door, headers) {
      const response = await auth.api.openDoor({
        body: { accountId, door },
        headers,
        asResponse: true,
      });
      if (!response.ok) throw new Error(`no session could be opened: ${response.status}`);
      return response.headers.getSetCookie();
    },
    async isPassword(account, password) {
      const name = `name:${account.username}`;
      const tooMany = await attempts.take(name, limits.name);
      if (tooMany) return tooMany;
      const { rows } = await pool.query(
        `select password from account where "userId" = $1 and "providerId" = 'credential'`,
        [account.id],
      );
      const hash = rows[0]?.password as string | undefined;
      if (hash === undefined || !(await verifyPassword({ hash, password }))) return false;
      await attempts.forget(name);
      return true;
    },
    async signOut(headers) {
      const response = await auth.api.signOut({ headers, asResponse: true });
      return response.headers.getSetCookie();
    },
    async changePassword(headers, account, currentPassword, newPassword) {
      const response = await auth.api.changePassword({
        body: { currentPassword, newPassword, revokeOtherSessions: true },
        headers,
        asResponse: true,
      });
      if (!response.ok) return { kind: "wrong-credentials" };
      await pool.query(`update "user" set "mustChangePassword" = false where id = $1`, [
        account.id,
      ]);
      return { kind: "changed", cookies: response.headers.getSetCookie() };
    },
  };
}

const doorOf = (session: unknown): Door =>
  (session as { door?: unknown }).door === "slip" ? "slip" : "password";

const openDoor = createAuthEndpoint.serverOnly(
  { method: "POST", body: z.object({ accountId: z.string(), door: z.enum(["password", "slip"]) }) },
  async (ctx) => {
    const { accountId, door } = ctx.body;
    const user = await ctx.context.internalAdapter.findUserById(accountId);
    if (!user) throw new Error("a session was asked for an account that does not exist");
    const session = await ctx.context.internalAdapter.createSession(accountId, false, { door });
    await setSessionCookie(ctx, { session, user });
    return ctx.json({ opened: true });
  },
);

const isUsername = (name: string) => /^[a-z][a-z0-9._-]{2,31}$/.test(name);

/**
 * Creates an account with a password that must be changed, inside the caller's transaction.
 * Returns the account's id, or undefined when the name is taken.
 */
export async function createAccount(
  client: pg.ClientBase,
  account: { id: string; username: string; password: string; now: string },
): Promise<string | undefined> {
  const hash = await hashPassword(account.password);
  const inserted = await client.query(
    `insert into identity."user" (id, email, username, "displayUsername", "createdAt", "updatedAt")
     values ($1, $2, $3, $3, $4, $4) on conflict (username) do nothing returning id`,
    [account.id, `${account.username}@account.invalid`, account.username, account.now],
  );
  if (inserted.rowCount === 0) return undefined;
  await client.query(
    `insert into identity.account (id, "userId", "accountId", "providerId", password, "createdAt", "updatedAt")
     values ($1, $1, $1, 'credential', $2, $3, $3)`,
    [account.id, hash, account.now],
  );
  return account.id;
}

/** Creates an account that has no password: its person comes in by a slip alone. */
export async function createAccountWithoutPassword(
  client: pg.ClientBase,
  account: { id: string; now: string },
): Promise<void> {
  await client.query(
    `insert into identity."user"
       (id, email, username, "displayUsername", "mustChangePassword", "createdAt", "updatedAt")
     values ($1, $2, $3, $3, false, $4, $4)`,
    [account.id, `${account.id}@account.invalid`, account.id, account.now],
  );
}

/** Sets a password that must be changed and ends every session of the account. */
export async function resetPassword(
  client: pg.ClientBase,
  account: { id: string; password: string; now: string },
): Promise<void> {
  const hash = await hashPassword(account.password);
  await client.query(
    `update identity.account set password = $2, "updatedAt" = $3 where "userId" = $1 and "providerId" = 'credential'`,
    [account.id, hash, account.now],
  );
  await client.query(
    `update identity."user" set "mustChangePassword" = true, "updatedAt" = $2 where id = $1`,
    [account.id, account.now],
  );
  await endSessions(client, account.id);
}

/** Cuts every session of an account at once: a leaver is out with the same stroke. */
export async function endSessions(client: pg.ClientBase, accountId: string): Promise<void> {
  await client.query(`delete from identity.session where "userId" = $1`, [accountId]);
}

/** Shuts what slips have opened for an account: sessions, phones, passkeys and slips not used yet. */
export async function endSlipDoor(
  client: pg.ClientBase,
  accountId: string,
  now: string,
): Promise<void> {
  await client.query(`delete from identity.session where "userId" = $1 and door = 'slip'`, [
    accountId,
  ]);
  await client.query(
    "update identity.device set ended_at = $2 where account_id = $1 and ended_at is null",
    [accountId, now],
  );
  await client.query(
    `update identity.passkey set ended_at = $2
      where account_id = $1 and door = 'slip' and ended_at is null`,
    [accountId, now],
  );
  await client.query(
    `update identity.slip set voided_at = $2
      where account_id = $1 and redeemed_at is null and voided_at is null`,
    [accountId, now],
  );
}

/** A password people can read aloud and type: five groups of four, 100 bits, no look-alikes. */
export function readablePassword(random: (bytes: number) => Uint8Array): string {
  const letters = "abcdefghijkmnpqrstuvwxyz23456789";
  const characters = Array.from(random(20), (byte) => letters[byte & 31]);
  return [0, 4, 8, 12, 16].map((at) => characters.slice(at, at + 4).join("")).join("-");
}
