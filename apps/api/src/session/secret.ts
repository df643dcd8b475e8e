import { createHmac } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The secret that signs session cookies: made once per installation, readable by its user only. */
export function sessionSecretIn(folder: string, random: (bytes: number) => Uint8Array): string {
  return secretIn(folder, "session-secret", random);
}

/** The key that the secrets of second factors are sealed under; without it they cannot be read. */
export function factorKeyIn(folder: string, random: (bytes: number) => Uint8Array): string {
  return secretIn(folder, "factor-key", random);
}

/** The key that resident numbers are hashed under: with another one the same person looks like two. */
export function identityKeyIn(folder: string, random: (bytes: number) => Uint8Array): string {
  return secretIn(folder, "identity-key", random);
}

/** A keyed hash: a number has too few digits for a plain one to hide it. */
export function identityMarkUnder(key: string): (number: string) => string {
  return (number) => createHmac("sha256", key).update(number).digest("hex");
}

function secretIn(folder: string, name: string, random: (bytes: number) => Uint8Array): string {
  const path = join(folder, name);
  if (!existsSync(path)) {
    const fresh = `${path}.${process.pid}`;
    writeFileSync(fresh, Buffer.from(random(48)).toString("base64url"), { mode: 0o600 });
    renameSync(fresh, path);
  }
  return readFileSync(path, "utf8");
}
