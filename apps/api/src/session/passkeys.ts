import { createHash } from "node:crypto";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { accept, type Result, reject } from "@xinyi/result";
import type { JSONValue } from "hono/utils/types";
import type pg from "pg";
import { insertRows } from "../database/insert.ts";
import type { Door } from "./identity.ts";
import type { AssertionGiven, RegistrationGiven } from "./passkey-contract.ts";

/** What a browser is handed, as WebAuthn level 3 writes it. */
export type BrowserOptions = { [member: string]: JSONValue };

export type PasskeyRefusal =
  | { readonly kind: "passkey-challenge-gone" }
  | { readonly kind: "passkey-unknown" }
  | { readonly kind: "passkey-not-yours" }
  | { readonly kind: "passkey-not-verified" };

type Purpose = "registration" | "sign-in" | "slip";

/** What a passkey signed, whole: whoever holds it can check the signature again. */
export interface SignedByPasskey {
  readonly passkeyId: string;
  readonly publicKey: Uint8Array;
  readonly authenticatorData: Uint8Array;
  readonly clientDataJson: Uint8Array;
  readonly signature: Uint8Array;
  readonly signedSha256: string;
}

export interface Passkey {
  readonly id: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

/**
 * Passkeys (WebAuthn), bound to the domain of the public address. A challenge for registration or
 * sign-in is drawn, kept five minutes and taken back once; the challenge of an approval is the
 * hash of what is approved, so that the signature says nothing else.
 */
export interface Passkeys {
  registrationOptions(
    client: pg.ClientBase,
    owner: { readonly accountId: string; readonly label: string },
    purpose: "registration" | "slip",
    now: string,
  ): Promise<BrowserOptions>;
  register(
    client: pg.ClientBase,
    owner: { readonly accountId: string; readonly door: Door },
    response: RegistrationGiven,
    purpose: "registration" | "slip",
    now: string,
  ): Promise<Result<{ id: string }, PasskeyRefusal>>;
  signInOptions(client: pg.ClientBase, now: string): Promise<BrowserOptions>;
  signIn(
    client: pg.ClientBase,
    response: AssertionGiven,
    now: string,
  ): Promise<Result<{ accountId: string; door: Door }, PasskeyRefusal>>;
  approvalOptions(client: pg.ClientBase, accountId: string, hash: string): Promise<BrowserOptions>;
  /** Whether a passkey of this very account signed this very hash; it counts in the caller's transaction. */
  signedBy(
    client: pg.ClientBase,
    accountId: string,
    response: AssertionGiven,
    hash: string,
    now: string,
  ): Promise<Result<SignedByPasskey, PasskeyRefusal>>;
  list(client: pg.ClientBase, accountId: string): Promise<readonly Passkey[]>;
  /** Whether there was one to end. */
  end(client: pg.ClientBase, accountId: string, id: string, now: string): Promise<boolean>;
}

interface PasskeyRow {
  readonly id: string;
  readonly account_id: string;
  readonly door: Door;
  readonly public_key: Buffer;
  readonly counter: bigint;
  readonly transports: string[];
}

const minutes = 5;
/** Ed25519, ES256, RS256: what every authenticator in people's hands speaks. */
const algorithms = [-8, -7, -257];

/** `publicUrl` is asked each time: the local address is known only when the server listens. */
export function passkeysFor(publicUrl: () => string): Passkeys {
  const domain = () => {
    const { origin, hostname } = new URL(publicUrl());
    return { origin, rpId: hostname };
  };

  async function keepChallenge(
    client: pg.ClientBase,
    challenge: string,
    owner: { accountId: string | null; purpose: Purpose; now: string },
  ): Promise<void> {
    await client.query("delete from identity.challenge where expires_at <= $1", [owner.now]);
    await insertRows(client, "identity.challenge", [
      {
        challenge,
        account_id: owner.accountId,
        purpose: owner.purpose,
        expires_at: new Date(Date.parse(owner.now) + minutes * 60_000).toISOString(),
      },
    ]);
  }

  /** Whether this challenge was given out for this purpose, to this account; it is gone either way. */
  async function takeChallenge(
    client: pg.ClientBase,
    clientDataJSON: string,
    owner: { accountId: string | null; purpose: Purpose; now: string },
  ): Promise<string | undefined> {
    const { rows } = await client.query(
      `delete from identity.challenge where challenge = $1
         and purpose = $2 and account_id is not distinct from $3 and expires_at > $4
       returning challenge`,
      [challengeIn(clientDataJSON), owner.purpose, owner.accountId, owner.now],
    );
    return rows[0]?.challenge;
  }

  const active = async (client: pg.ClientBase, accountId: string) => {
    const { rows } = await client.query(
      "select * from identity.passkey where account_id = $1 and ended_at is null order by created_at",
      [accountId],
    );
    return rows as PasskeyRow[];
  };

  async function verified(
    client: pg.ClientBase,
    row: PasskeyRow,
    response: AssertionGiven,
    expectedChallenge: string,
    now: string,
  ): Promise<boolean> {
    const { origin, rpId } = domain();
    // The library throws for whatever is not as it should be, a counter that went back included.
    const checked = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      credential: {
        id: row.id,
        publicKey: new Uint8Array(row.public_key),
        counter: Number(row.counter),
      },
    }).catch(() => undefined);
    if (checked?.verified !== true) return false;
    const { newCounter, credentialBackedUp } = checked.authenticationInfo;
    await client.query(
      `update identity.passkey set counter = greatest(counter, $2), is_backed_up = $3,
         last_used_at = $4 where id = $1`,
      [row.id, newCounter, credentialBackedUp, now],
    );
    return true;
  }

  return {
    async registrationOptions(client, owner, purpose, now) {
      const options = await generateRegistrationOptions({
        rpName: "信义 Xinyi",
        rpID: domain().rpId,
        userName: owner.label,
        userDisplayName: owner.label,
        userID: new TextEncoder().encode(owner.accountId),
        attestationType: "none",
        supportedAlgorithmIDs: algorithms,
        excludeCredentials: (await active(client, owner.accountId)).map(({ id, transports }) => ({
          id,
          transports,
        })),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        timeout: minutes * 60_000,
      });
      await keepChallenge(client, options.challenge, {
        accountId: owner.accountId,
        purpose,
        now,
      });
      return asJson(options);
    },
    async register(client, owner, response, purpose, now) {
      const expectedChallenge = await takeChallenge(client, response.response.clientDataJSON, {
        accountId: owner.accountId,
        purpose,
        now,
      });
      if (expectedChallenge === undefined) return reject({ kind: "passkey-challenge-gone" });
      const { origin, rpId } = domain();
      const checked = await verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        expectedChallenge,
        expectedOrigin: origin,
        expectedRPID: rpId,
        requireUserVerification: true,
        supportedAlgorithmIDs: algorithms,
      }).catch(() => undefined);
      if (checked?.verified !== true) return reject({ kind: "passkey-not-verified" });
      const { credential, credentialBackedUp } = checked.registrationInfo;
      const written = await client.query(
        `insert into identity.passkey (id, account_id, door, public_key, counter, transports,
           is_backed_up, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do nothing`,
        [
          credential.id,
          owner.accountId,
          owner.door,
          Buffer.from(credential.publicKey),
          credential.counter,
          credential.transports ?? [],
          credentialBackedUp,
          now,
        ],
      );
      // An id that is known already is somebody's: never taken over.
      if (written.rowCount === 0) return reject({ kind: "passkey-not-verified" });
      return accept({ id: credential.id });
    },
    async signInOptions(client, now) {
      const options = await generateAuthenticationOptions({
        rpID: domain().rpId,
        userVerification: "required",
        timeout: minutes * 60_000,
      });
      await keepChallenge(client, options.challenge, {
        accountId: null,
        purpose: "sign-in",
        now,
      });
      return asJson(options);
    },
    async signIn(client, response, now) {
      const challenge = await takeChallenge(client, response.response.clientDataJSON, {
        accountId: null,
        purpose: "sign-in",
        now,
      });
      if (challenge === undefined) return reject({ kind: "passkey-challenge-gone" });
      const { rows } = await client.query(
        "select * from identity.passkey where id = $1 and ended_at is null",
        [response.id],
      );
      const row = rows[0] as PasskeyRow | undefined;
      if (!row) return reject({ kind: "passkey-unknown" });
      const isVerified = await verified(client, row, response, challenge, now);
      if (!isVerified) return reject({ kind: "passkey-not-verified" });
      return accept({ accountId: row.account_id, door: row.door });
    },
    async approvalOptions(client, accountId, hash) {
      const options = await generateAuthenticationOptions({
        rpID: domain().rpId,
        userVerification: "required",
        challenge: new Uint8Array(Buffer.from(hash, "hex")),
        allowCredentials: (await active(client, accountId))
          .filter(({ door }) => door === "password")
          .map(({ id, transports }) => ({ id, transports })),
      });
      return asJson(options);
    },
    async signedBy(client, accountId, response, hash, now) {
      const { rows } = await client.query(
        "select * from identity.passkey where id = $1 and ended_at is null",
        [response.id],
      );
      const row = rows[0] as PasskeyRow | undefined;
      if (!row) return reject({ kind: "passkey-unknown" });
      // What came in by a slip is an owner's, and opens no payment.
      if (row.account_id !== accountId || row.door !== "password") {
        return reject({ kind: "passkey-not-yours" });
      }
      const challenge = Buffer.from(hash, "hex").toString("base64url");
      const isVerified = await verified(client, row, response, challenge, now);
      if (!isVerified) return reject({ kind: "passkey-not-verified" });
      const authenticatorData = bytesOf(response.response.authenticatorData);
      const clientDataJson = bytesOf(response.response.clientDataJSON);
      return accept({
        passkeyId: row.id,
        publicKey: new Uint8Array(row.public_key),
        authenticatorData,
        clientDataJson,
        signature: bytesOf(response.response.signature),
        signedSha256: createHash("sha256")
          .update(authenticatorData)
          .update(createHash("sha256").update(clientDataJson).digest())
          .digest("hex"),
      });
    },
    async list(client, accountId) {
      const { rows } = await client.query(
        `select id, created_at as "createdAt", last_used_at as "lastUsedAt" from identity.passkey
          where account_id = $1 and ended_at is null order by created_at`,
        [accountId],
      );
      return rows;
    },
    async end(client, accountId, id, now) {
      const ended = await client.query(
        `update identity.passkey set ended_at = $3
          where id = $1 and account_id = $2 and ended_at is null`,
        [id, accountId, now],
      );
      return ended.rowCount === 1;
    },
  };
}

const asJson = (options: object): BrowserOptions => JSON.parse(JSON.stringify(options));

const bytesOf = (base64url: string): Uint8Array =>
  new Uint8Array(Buffer.from(base64url, "base64url"));

/** The challenge a browser says it signed; nothing where it says none. */
function challengeIn(clientDataJSON: string): string {
  try {
    const said = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"));
    return typeof said?.challenge === "string" ? said.challenge : "";
  } catch {
    return "";
  }
}
