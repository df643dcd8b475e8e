import { z } from "@hono/zod-openapi";
import { Timestamp } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";
import { Session } from "./contract.ts";

const Base64Url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]+$/);
const said = {
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["cross-platform", "platform"]).optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
};

/** What the browser hands back after `navigator.credentials.create`, as JSON (WebAuthn level 3). */
export const PasskeyRegistration = z
  .object({
    ...said,
    response: z.object({
      clientDataJSON: Base64Url,
      attestationObject: Base64Url,
      transports: z.array(z.string().max(20)).max(10).optional(),
    }),
  })
  .openapi("PasskeyRegistration");

/** What the browser hands back after `navigator.credentials.get`, as JSON. */
export const PasskeyAssertion = z
  .object({
    ...said,
    response: z.object({
      clientDataJSON: Base64Url,
      authenticatorData: Base64Url,
      signature: Base64Url,
      userHandle: Base64Url.optional(),
    }),
  })
  .openapi("PasskeyAssertion");

/** As decoded here, where a member that is absent may also be undefined. */
export type RegistrationGiven = z.infer<typeof PasskeyRegistration>;
export type AssertionGiven = z.infer<typeof PasskeyAssertion>;

export const PasskeyOptions = z
  .object({ options: z.record(z.string(), z.unknown()) })
  .openapi("PasskeyOptions", { description: "for the browser, as WebAuthn level 3 writes them" });

const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});

export const passkeySignInOptions = operation("public", {
  operationId: "passkeySignInOptions",
  method: "post",
  path: "/api/session/passkey-options",
  tags: ["session"],
  summary: "通行密钥登录:取挑战 · a fresh challenge to sign in with a passkey",
  responses: { 200: json(PasskeyOptions, "The challenge, good for five minutes") },
});

export const signInWithPasskey = operation("public", {
  operationId: "signInWithPasskey",
  method: "post",
  path: "/api/session/passkey",
  tags: ["session"],
  summary: "用通行密钥登录 · sign in with a passkey",
  request: { body: body(z.object({ passkey: PasskeyAssertion })) },
  responses: { 200: json(Session, "The session") },
});

export const listPasskeys = operation("session", {
  operationId: "listPasskeys",
  method: "get",
  path: "/api/session/passkeys",
  tags: ["session"],
  summary: "我的通行密钥 · one's own passkeys",
  responses: {
    200: json(
      z.object({
        passkeys: z.array(
          z.object({ id: z.string(), createdAt: Timestamp, lastUsedAt: Timestamp.nullable() }),
        ),
      }),
      "Passkeys",
    ),
  },
});

export const passkeyRegistrationOptions = operation("session", {
  operationId: "passkeyRegistrationOptions",
  method: "post",
  path: "/api/session/passkeys/options",
  tags: ["session"],
  summary: "添加通行密钥:先核对密码(和验证码)· prove who you are, then add a passkey",
  request: {
    body: body(
      z.object({
        currentPassword: z.string().min(1).max(256),
        code: z.string().min(1).max(12).optional().openapi({
          description: "needed where an authenticator is set up",
        }),
      }),
    ),
  },
  responses: { 200: json(PasskeyOptions, "For the browser") },
});

export const addPasskey = operation("session", {
  operationId: "addPasskey",
  method: "post",
  path: "/api/session/passkeys",
  tags: ["session"],
  summary: "添加通行密钥 · keep a new passkey",
  request: { body: body(z.object({ passkey: PasskeyRegistration })) },
  responses: { 200: json(Session, "The session, now with a passkey") },
});

export const endPasskey = operation("session", {
  operationId: "endPasskey",
  method: "delete",
  path: "/api/session/passkeys/{passkeyId}",
  tags: ["session"],
  summary: "停用通行密钥 · give a passkey up",
  request: { params: z.object({ passkeyId: z.string().min(1).max(2000) }) },
  responses: { 204: { description: "Given up" } },
});
