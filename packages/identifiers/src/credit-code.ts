import { accept, type Result, reject } from "@xinyi/result";

/** 统一社会信用代码, eighteen characters, checked. */
export interface CreditCode {
  readonly code: string;
  /** Position 1: the department that registered it; 5 is civil affairs, 9 the market regulator. */
  readonly department: string;
  /** Position 2: the kind of body within the department. */
  readonly kind: string;
  /** Positions 3–8: the division at the time of registration, never where the body is now. */
  readonly registeredIn: string;
  /** Positions 9–17: the organization code inside, with its own check character. */
  readonly organizationCode: string;
}

export type CodeRejection =
  | { readonly kind: "wrong-length"; readonly length: number }
  | { readonly kind: "wrong-character"; readonly at: number }
  | { readonly kind: "wrong-organization-check"; readonly expected: string }
  | { readonly kind: "wrong-check"; readonly expected: string };

/** GB 32100-2015: digits and capitals without I, O, S, V, Z. */
const CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/** GB 11714: digits and all capitals. */
const ORGANIZATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ORGANIZATION_WEIGHTS: readonly number[] = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Reads a unified social credit code (GB 32100-2015): blanks around it are cut
 * and letters raised. Both check characters must agree, that of the whole and
 * that of the organization code inside (GB 11714). A remainder of nought gives
 * the check digit 0, which some libraries get wrong.
 */
export function parseCreditCode(text: string): Result<CreditCode, CodeRejection> {
  const code = raised(text);
  if (code.length !== 18) return reject({ kind: "wrong-length", length: code.length });
  const at = strangeAt(code, CREDIT_ALPHABET, 2, 8);
  if (at !== undefined) return reject({ kind: "wrong-character", at });
  const organizationCode = code.slice(8, 17);
  const inner = organizationCheck(organizationCode);
  if (organizationCode[8] !== inner) {
    return reject({ kind: "wrong-organization-check", expected: inner });
  }
  const expected = creditCheck(code);
  if (code[17] !== expected) return reject({ kind: "wrong-check", expected });
  return accept({
    code,
    department: code.slice(0, 1),
    kind: code.slice(1, 2),
    registeredIn: code.slice(2, 8),
    organizationCode,
  });
}

/** Reads an organization code (GB 11714), written with or without its hyphen: nine characters. */
export function parseOrganizationCode(text: string): Result<string, CodeRejection> {
  const code = raised(text).replace(/^(.{8})-(.)$/, "$1$2");
  if (code.length !== 9) return reject({ kind: "wrong-length", length: code.length });
  const at = strangeAt(code, ORGANIZATION_ALPHABET, 0, 0);
  if (at !== undefined) return reject({ kind: "wrong-character", at });
  const expected = organizationCheck(code);
  return code[8] === expected ? accept(code) : reject({ kind: "wrong-check", expected });
}

function raised(text: string): string {
  return text.trim().toUpperCase();
}

/** The first place, from 1, whose character is not of the alphabet, or not a digit where one must be. */
function strangeAt(code: string, alphabet: string, from: number, to: number): number | undefined {
  for (let at = 0; at < code.length; at += 1) {
    const value = alphabet.indexOf(code.charAt(at));
    if (value < 0 || (at >= from && at < to && value > 9)) return at + 1;
  }
  return undefined;
}

/** Weights are the powers of 3 modulo 31. */
function creditCheck(code: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    sum += CREDIT_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function organizationCheck(code: string): string {
  const sum = ORGANIZATION_WEIGHTS.reduce(
    (total, weight, at) => total + ORGANIZATION_ALPHABET.indexOf(code.charAt(at)) * weight,
    0,
  );
  return "0123456789X".charAt((11 - (sum % 11)) % 11);
}
