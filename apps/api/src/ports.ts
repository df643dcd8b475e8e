import type { PreparedScheme } from "@xinyi/organization-classification/schema";
import type pg from "pg";
import type { Logger } from "pino";
import type { BlobStore } from "./bank/blobs.ts";
import type { Outbox } from "./processes/outbox.ts";
import type { Attempts } from "./session/attempts.ts";
import type { Identity } from "./session/identity.ts";
import type { JobTokens } from "./session/job-tokens.ts";
import type { Passkeys } from "./session/passkeys.ts";
import type { SlipSecrets } from "./session/slip-secrets.ts";
import type { TotpFactors } from "./session/totp.ts";
import type { Settings } from "./settings.ts";

/** Everything the application takes from outside: time, ids, randomness, storage, sign-in. */
export interface Ports {
  readonly settings: Settings;
  /** Where residents reach the pages: base of every link and QR code. */
  publicUrl(): string;
  /** Where this server answers on this machine, for its own child processes. */
  selfUrl(): string;
  readonly outbox: Outbox;
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: (bytes: number) => Uint8Array;
  readonly identity: Identity;
  readonly totp: TotpFactors;
  readonly passkeys: Passkeys;
  readonly attempts: Attempts;
  readonly slipSecrets: SlipSecrets;
  readonly blobs: BlobStore;
  readonly jobTokens: JobTokens;
  /** Schemes of the operator's own folder, beside those that ship. */
  readonly extraSchemes: ReadonlyMap<string, PreparedScheme>;
  /** A resident number as a keyed hash; it cannot be turned back, and nothing else of it is kept. */
  identityMark(number: string): string;
  readonly log: Logger;
}

export interface Clock {
  /** The present instant, RFC 3339 in UTC with milliseconds. */
  now(): string;
}

export interface Ids {
  /** A fresh UUIDv7: ordered by time, unique without asking the database. */
  next(): string;
}
