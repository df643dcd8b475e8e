import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import { accept, type Result, reject } from "@xinyi/result";
import { generateSecret, generateURI, verifySync } from "otplib";
import type pg from "pg";
import { renderSVG } from "uqr";
import type { Attempts, TooMany } from "./attempts.ts";

export type FactorRefusal =
  | TooMany
  | { readonly kind: "factor-missing" }
  | { readonly kind: "factor-enrolled-already" }
  | { readonly kind: "wrong-code" }
  | { readonly kind: "code-used-already" };

export interface Enrolment {
  readonly uri: string;
  readonly secret: string;
  readonly qrSvg: string;
}

/** Codes of RFC 6238 as a second factor: 30 seconds, six digits, one step before and after. */
export interface TotpFactors {
  isEnrolled(client: pg.ClientBase, accountId: string): Promise<boolean>;
  /** A fresh secret, told once. One that was confirmed is not replaced by it. */
  enrol(
    client: pg.ClientBase,
    account: { id: string; username: string },
    now: string,
  ): Promise<Result<Enrolment, FactorRefusal>>;
  confirm(
    client: pg.ClientBase,
    accountId: string,
    code: string,
    now: string,
  ): Promise<Result<true, FactorRefusal>>;
  /** Takes a code for one purpose, named by a hash. A code is taken once, whatever it was for. */
  take(
    client: pg.ClientBase,
    accountId: string,
    code: string,
    boundTo: string,
    now: string,
  ): Promise<Result<true, FactorRefusal>>;
}

const period = 30;
/** Six digits are few: wrong codes of one account are counted, right ones end the count. */
const limit = { points: 6, seconds: 15 * 60 };

export function totpFactors(
  keyText: string,
  random: (bytes: number) => Uint8Array,
  attempts: Attempts,
  issuer = "信义 Xinyi",
): TotpFactors {
  const key = createHash("sha256").update(keyText).digest();

  const seal = (accountId: string, secret: string): string => {
    const iv = random(12);
    const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(accountId));
    const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
  };
  const unseal = (accountId: string, text: string): string => {
    const bytes = Buffer.from(text, "base64");
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(accountId)).setAuthTag(bytes.subarray(12, 28));
    return decipher.update(bytes.subarray(28), undefined, "utf8") + decipher.final("utf8");
  };

  async function use(
    client: pg.ClientBase,
    factor: { accountId: string; sealed: string },
    code: string,
    boundTo: string,
    now: string,
  ): Promise<Result<true, FactorRefusal>> {
    const { accountId, sealed } = factor;
    const tooMany = await attempts.take(`totp:${accountId}`, limit);
    if (tooMany) return reject(tooMany);
    if (!/^\d{6}$/.test(code)) return reject({ kind: "wrong-code" });
    const epoch = Math.floor(Date.parse(now) / 1000);
    const secret = unseal(accountId, sealed);
    const checked = verifySync({ secret, token: code, epoch, epochTolerance: period, period });
    if (!checked.valid) return reject({ kind: "wrong-code" });
    const step = Math.floor(epoch / period) + checked.delta;
    // The primary key decides between two that come at the same instant.
    const taken = await client.query(
      `insert into identity.totp_use (account_id, step, bound_to, used_at)
       values ($1, $2, $3, $4) on conflict do nothing`,
      [accountId, step, boundTo, now],
    );
    if (taken.rowCount === 0) return reject({ kind: "code-used-already" });
    await attempts.forget(`totp:${accountId}`);
    return accept(true);
  }

  const find = async (client: pg.ClientBase, accountId: string) => {
    const { rows } = await client.query(
      "select sealed, confirmed_at from identity.totp where account_id = $1",
      [accountId],
    );
    return rows[0] as { sealed: string; confirmed_at: string | null } | undefined;
  };

  return {
    async isEnrolled(client, accountId) {
      const found = await find(client, accountId);
      return found !== undefined && found.confirmed_at !== null;
    },
    async enrol(client, account, now) {
      const secret = generateSecret();
      // A factor in use is replaced by nobody: a stolen session must not bring its own.
      const written = await client.query(
        `insert into identity.totp (account_id, sealed, created_at) values ($1, $2, $3)
         on conflict (account_id) do update set sealed = excluded.sealed, created_at = excluded.created_at
           where identity.totp.confirmed_at is null`,
        [account.id, seal(account.id, secret), now],
      );
      if (written.rowCount === 0) return reject({ kind: "factor-enrolled-already" });
      const uri = generateURI({ issuer, label: account.username, secret });
      return accept({ uri, secret, qrSvg: renderSVG(uri, { border: 2 }) });
    },
    async confirm(client, accountId, code, now) {
      const found = await find(client, accountId);
      if (!found) return reject({ kind: "factor-missing" });
      if (found.confirmed_at !== null) return reject({ kind: "factor-enrolled-already" });
      const used = await use(client, { accountId, sealed: found.sealed }, code, "enrolment", now);
      if (!used.ok) return used;
      await client.query(
        "update identity.totp set confirmed_at = $2 where account_id = $1 and confirmed_at is null",
        [accountId, now],
      );
      return accept(true);
    },
    async take(client, accountId, code, boundTo, now) {
      const found = await find(client, accountId);
      if (!found || found.confirmed_at === null) return reject({ kind: "factor-missing" });
      return use(client, { accountId, sealed: found.sealed }, code, boundTo, now);
    },
  };
}
