import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { isLocalDate } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";

export type IdentityRejection =
  | { readonly kind: "wrong-length"; readonly length: number }
  | { readonly kind: "wrong-character"; readonly at: number }
  | { readonly kind: "no-such-day" }
  | { readonly kind: "wrong-check" };

const WEIGHTS: readonly number[] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Checks a resident identity number (GB 11643-1999): seventeen digits, a day
 * of birth that exists, and the check character. The first six digits are not
 * looked up: divisions are renamed, numbers stay. A refusal tells the right
 * character of nothing, so that it cannot be used to complete a number.
 */
export function parseResidentIdentity(text: string): Result<string, IdentityRejection> {
  const number = text.trim().toUpperCase();
  if (number.length !== 18) return reject({ kind: "wrong-length", length: number.length });
  const at = [...number].findIndex(
    (one, place) => !(/[0-9]/.test(one) || (place === 17 && one === "X")),
  );
  if (at >= 0) return reject({ kind: "wrong-character", at: at + 1 });
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (number.startsWith("0000", 6) || !isLocalDate(born)) return reject({ kind: "no-such-day" });
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
  return number[17] === "10X98765432".charAt(sum % 11)
    ? accept(number)
    : reject({ kind: "wrong-check" });
}

/** What may be shown of a number: its last four characters. A shorter text shows nothing. */
export function maskIdentity(number: string): string {
  const characters = [...number.trim().toUpperCase()];
  const shown = characters.length > 8 ? characters.slice(-4) : [];
  return "*".repeat(characters.length - shown.length) + shown.join("");
}

/** What is kept of a number in its place: enough to find it again and to tell it to its owner. */
export interface KeptIdentity {
  /** HMAC-SHA-256 of the eighteen characters under the key, in hexadecimal. */
  readonly hash: string;
  readonly lastFour: string;
}

export type KeepingRejection =
  | IdentityRejection
  | { readonly kind: "weak-key"; readonly bytes: number; readonly least: number };

const LEAST_KEY_BYTES = 32;

/**
 * What may be kept of a resident identity number: its HMAC-SHA-256 under a key that the
 * caller holds outside the data, and its last four characters. A plain hash would be no
 * secret: there are few enough numbers to try them all. The key has 32 bytes or more.
 */
export function keepIdentity(
  text: string,
  key: Uint8Array,
): Result<KeptIdentity, KeepingRejection> {
  const bytes = key.length;
  if (bytes < LEAST_KEY_BYTES) return reject({ kind: "weak-key", bytes, least: LEAST_KEY_BYTES });
  const number = parseResidentIdentity(text);
  if (!number.ok) return number;
  const hash = bytesToHex(hmac(sha256, key, utf8ToBytes(number.value)));
  return accept({ hash, lastFour: number.value.slice(-4) });
}
