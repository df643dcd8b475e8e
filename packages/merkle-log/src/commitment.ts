import { concatBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "./canonical.ts";
import { bytesOf, sha256Hex } from "./hash.ts";

const saltLength = 32;

/**
 * What stands in an append-only entry for a value that may have to be erased:
 * hexadecimal SHA-256 of `salt ‖ UTF-8 of canonicalJson(value)`. With value and
 * salt anyone can check it; once the salt is deleted, not even a guess of the
 * value can be confirmed. The salt is 32 random bytes, drawn anew for every
 * value by the caller; any other length throws.
 */
export function commitment(value: unknown, salt: Uint8Array): string {
  if (salt.length !== saltLength) {
    throw new RangeError(`a salt has ${saltLength} bytes, this one ${salt.length}`);
  }
  return sha256Hex(concatBytes(salt, bytesOf(canonicalJson(value))));
}

/** Whether the committed value is this one, under this salt. */
export function opensTo(committed: string, value: unknown, salt: Uint8Array): boolean {
  return committed === commitment(value, salt);
}
