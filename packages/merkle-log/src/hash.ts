import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "./canonical.ts";

/** SHA-256 of bytes, or of the UTF-8 of a text, as 64 lower-case hexadecimal digits. */
export function sha256Hex(content: Uint8Array | string): string {
  return bytesToHex(sha256(typeof content === "string" ? utf8ToBytes(content) : content));
}

/** The name of a value: SHA-256 of its canonical JSON, in hexadecimal. */
export function hashOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
