import { formatAmount, type Money, negate } from "@xinyi/money";
import type { CollectionRate } from "@xinyi/trust-accounting";
import { grouped } from "../formats/plain-text.ts";

/** 1,234.50 */
export function figure(amount: Money): string {
  return grouped(formatAmount(amount));
}

/** +1,234.50 or −1,234.50 */
export function signedFigure(amount: Money): string {
  return amount.minor < 0n ? `−${figure(negate(amount))}` : `+${figure(amount)}`;
}

/** 86.21%; cut and not rounded, as the rate is. */
export function percentage({ basisPoints }: CollectionRate): string {
  if (basisPoints === undefined) return "—";
  const digits = String(basisPoints).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}%`;
}

/** 1234 5678 9012, so that a person can read and type it. */
export function codeInGroups(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1 ");
}

/** The first 16 digits of a hash, enough to compare by eye. */
export function shortHash(hash: string): string {
  return codeInGroups(hash.slice(0, 16));
}
