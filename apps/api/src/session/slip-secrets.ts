import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/**
 * What is kept of a slip's digits and of a PIN: an HMAC under a key that is not in the database.
 * Twelve digits, and six much more so, could otherwise be tried out by whoever has a copy of it.
 */
export interface SlipSecrets {
  /** Twelve digits that nobody can foresee. */
  newCode(): string;
  codeHmac(code: string): string;
  /** A fresh secret for a phone to keep. */
  newDeviceSecret(): string;
  /** Of the PIN together with the phone's secret: one without the other opens nothing. */
  verifier(device: { readonly id: string; readonly secret: string }, pin: string): string;
}

export function slipSecrets(keyText: string, random: (bytes: number) => Uint8Array): SlipSecrets {
  const key = createHash("sha256").update(`slip\n${keyText}`).digest();
  const hmac = (...parts: readonly string[]) =>
    createHmac("sha256", key).update(JSON.stringify(parts)).digest("hex");
  return {
    newCode() {
      // Above the last whole multiple the remainders would not be equally likely.
      const digits = 10n ** 12n;
      const bound = (2n ** 48n / digits) * digits;
      for (;;) {
        const drawn = BigInt(`0x${Buffer.from(random(6)).toString("hex")}`);
        if (drawn < bound) return (drawn % digits).toString().padStart(12, "0");
      }
    },
    codeHmac: (code) => hmac("code", code),
    newDeviceSecret: () => Buffer.from(random(32)).toString("base64url"),
    verifier: (device, pin) => hmac("pin", device.id, device.secret, pin),
  };
}

/** Whether two hexadecimal digests are equal, in a time that tells nothing. */
export function isSameDigest(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left, "hex"), Buffer.from(right, "hex")];
  return a.length === b.length && timingSafeEqual(a, b);
}
