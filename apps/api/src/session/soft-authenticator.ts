import {
  createHash,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";

/** For tests only: an authenticator in software, so that every wrong signature can be made too. */
export interface SoftAuthenticator {
  readonly id: string;
  /** As `navigator.credentials.create` answers; `options` as the server gave them. */
  create(options: Record<string, unknown>, origin?: string): ReturnType<typeof registration>;
  /** As `navigator.credentials.get` answers. */
  get(
    options: Record<string, unknown>,
    changes?: { readonly origin?: string; readonly isVerified?: boolean },
  ): Assertion;
}

export interface Assertion {
  readonly id: string;
  readonly rawId: string;
  readonly type: "public-key";
  readonly clientExtensionResults: Record<string, unknown>;
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
  };
}

const home = "http://localhost:8080";

export function softAuthenticator(): SoftAuthenticator {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const rawId = randomBytes(16);
  const id = rawId.toString("base64url");
  let counter = 0;
  return {
    id,
    create(options, origin = home) {
      const { rp, challenge } = options as { rp: { id: string }; challenge: string };
      counter += 1;
      const attested = Buffer.concat([
        Buffer.alloc(16),
        lengthOf(rawId),
        rawId,
        coseKey(publicKey),
      ]);
      const data = Buffer.concat([headOf(rp.id, 0x45, counter), attested]);
      return registration(id, clientData("webauthn.create", challenge, origin), data);
    },
    get(options, { origin = home, isVerified = true } = {}) {
      const { rpId, challenge } = options as { rpId: string; challenge: string };
      counter += 1;
      const data = headOf(rpId, isVerified ? 0x05 : 0x01, counter);
      const client = clientData("webauthn.get", challenge, origin);
      const signed = Buffer.concat([data, createHash("sha256").update(client).digest()]);
      return {
        id,
        rawId: id,
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString("base64url"),
          authenticatorData: data.toString("base64url"),
          signature: signatureOver(signed, privateKey).toString("base64url"),
        },
      };
    },
  };
}

function registration(id: string, client: Buffer, authData: Buffer) {
  return {
    id,
    rawId: id,
    type: "public-key" as const,
    clientExtensionResults: {},
    response: {
      clientDataJSON: client.toString("base64url"),
      attestationObject: attestation(authData).toString("base64url"),
      transports: ["internal"],
    },
  };
}

const signatureOver = (bytes: Buffer, key: KeyObject) =>
  createSign("sha256").update(bytes).sign({ key, dsaEncoding: "der" });

const clientData = (type: string, challenge: string, origin: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** The domain's hash, the flags and the counter: the first 37 bytes of every answer. */
function headOf(rpId: string, flags: number, counter: number): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  const domain = createHash("sha256").update(rpId).digest();
  return Buffer.concat([domain, Buffer.from([flags]), count]);
}

function lengthOf(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return length;
}

/** CBOR by hand: { 1: 2, 3: -7, -1: 1, -2: x, -3: y }, an ES256 key. */
function coseKey(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const part = (text: string) =>
    Buffer.concat([Buffer.from([0x58, 0x20]), Buffer.from(text, "base64url")]);
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    part(x),
    Buffer.from([0x22]),
    part(y),
  ]);
}

/** CBOR by hand: { "fmt": "none", "attStmt": {}, "authData": bytes }. */
function attestation(authData: Buffer): Buffer {
  const text = (word: string) =>
    Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    text("fmt"),
    text("none"),
    text("attStmt"),
    Buffer.from([0xa0]),
    text("authData"),
    Buffer.from([0x59]),
    lengthOf(authData),
    authData,
  ]);
}
