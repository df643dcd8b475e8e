import type { Schema } from "@xinyi/api-client";
import { Refused } from "./api.ts";

type Options = Schema<"PasskeyOptions">["options"];
export type PasskeyRegistration = Schema<"PasskeyRegistration">;
export type PasskeyAssertion = Schema<"PasskeyAssertion">;

/** Whether this browser knows passkeys, and the page may use them: over https, or on this machine. */
export const hasPasskeys = (): boolean =>
  window.isSecureContext && typeof window.PublicKeyCredential === "function";

/** Has the phone or the computer make a passkey for what the server asked. */
export async function makePasskey(options: Options): Promise<PasskeyRegistration> {
  const { startRegistration } = await import("@simplewebauthn/browser");
  const made = startRegistration({ optionsJSON: options as never });
  return (await ended(made)) as PasskeyRegistration;
}

/** Has a passkey sign the server's challenge. */
export async function signWithPasskey(options: Options): Promise<PasskeyAssertion> {
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const signed = startAuthentication({ optionsJSON: options as never });
  return (await ended(signed)) as PasskeyAssertion;
}

/** Called off, timed out, or no passkey here: the browser does not say which, so neither do we. */
async function ended<Answer>(ceremony: Promise<Answer>): Promise<Answer> {
  try {
    return await ceremony;
  } catch {
    throw new Refused({
      type: "urn:xinyi:problem:passkey-cancelled",
      title: "没有用通行密钥完成，请再试 · the passkey was not used; try again",
      status: 0,
      requestId: "—",
    });
  }
}
