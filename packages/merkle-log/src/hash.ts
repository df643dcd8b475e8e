import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson, isWellFormed } from "./canonical.ts";

/** SHA-256 of bytes, or of the UTF-8 of a text, as 64 lower-case hexadecimal digits. */
export function sha256Hex(content: Uint8Array | string): string {
  return bytesToHex(sha256(bytesOf(content)));
}

/** The name of a value: SHA-256 of its canonical JSON, in hexadecimal. */
export function hashOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}

/** Whether text is written as this package writes a hash. */
export function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** The bytes to be hashed. An encoder would replace half a surrogate pair, so that two texts had one hash. */
export function bytesOf(content: Uint8Array | string): Uint8Array {
  if (typeof content !== "string") return content;
  if (!isWellFormed(content)) throw new TypeError("half a surrogate pair has no UTF-8");
  return utf8ToBytes(content);
}
