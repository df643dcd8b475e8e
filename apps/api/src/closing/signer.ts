import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Signs packs with this installation's own key. */
export interface PackSigner {
  /** Ed25519, SPKI in DER, base64: what a stranger verifies with. */
  readonly publicKey: string;
  sign(text: string): string;
}

/** The key is made once per installation, readable by its user only. */
export function packSignerIn(folder: string): PackSigner {
  const path = join(folder, "signing-key");
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const { privateKey } = generateKeyPairSync("ed25519");
    const fresh = `${path}.${process.pid}`;
    writeFileSync(fresh, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    renameSync(fresh, path);
  }
  const key = createPrivateKey(readFileSync(path));
  const publicKey = createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64");
  return { publicKey, sign: (text) => sign(null, Buffer.from(text), key).toString("base64") };
}
