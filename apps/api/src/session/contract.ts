import { z } from "@hono/zod-openapi";
import { Id } from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

export const RoleGrant = z
  .object({
    roleId: z.string(),
    titleZh: z.string(),
    titleEn: z.string(),
    estateId: Id.nullable().openapi({ description: "null: the whole district" }),
    permissions: z.array(z.string()),
  })
  .openapi("RoleGrant");

export const Session = z
  .object({
    username: z.string(),
    mustChangePassword: z.boolean(),
    door: z.enum(["password", "slip"]).openapi({
      description: "slip: came in as an owner; only an owner's rights count",
    }),
    hasTotp: z.boolean().openapi({ description: "whether payments can be approved with a code" }),
    passkeys: z.int().openapi({ description: "how many passkeys the account has" }),
    districts: z.array(
      z.object({
        districtId: Id,
        name: z.string(),
        personName: z.string(),
        roles: z.array(RoleGrant),
      }),
    ),
  })
  .openapi("Session");

export const signIn = operation("public", {
  operationId: "signIn",
  method: "post",
  path: "/api/session",
  tags: ["session"],
  summary: "登录 · sign in",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.object({
            username: z.string().min(1).max(64),
            password: z.string().min(1).max(256),
          }),
        },
      },
    },
  },
  responses: { 200: json(Session, "The session; its cookie is in Set-Cookie") },
});

export const readSession = operation("session", {
  operationId: "readSession",
  method: "get",
  path: "/api/session",
  tags: ["session"],
  summary: "当前登录 · who am I",
  responses: { 200: json(Session, "The session") },
});

export const signOut = operation("session", {
  operationId: "signOut",
  method: "delete",
  path: "/api/session",
  tags: ["session"],
  summary: "退出 · sign out",
  responses: { 204: { description: "Signed out" } },
});

export const changePassword = operation("session", {
  operationId: "changePassword",
  method: "post",
  path: "/api/session/password",
  tags: ["session"],
  summary: "修改密码 · change password",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.object({
            currentPassword: z.string().min(1).max(256),
            newPassword: z.string().min(12).max(128),
          }),
        },
      },
    },
  },
  responses: { 200: json(Session, "The session, its other sessions ended") },
});

export const enrolTotp = operation("session", {
  operationId: "enrolTotp",
  method: "post",
  path: "/api/session/totp",
  tags: ["session"],
  summary: "绑定验证器 · a fresh secret for an authenticator, told once",
  responses: {
    200: json(
      z.object({ uri: z.string(), secret: z.string(), qrSvg: z.string() }).openapi("TotpEnrolment"),
      "Scan it, then confirm it with a code",
    ),
  },
});

export const confirmTotp = operation("session", {
  operationId: "confirmTotp",
  method: "post",
  path: "/api/session/totp/confirmation",
  tags: ["session"],
  summary: "确认验证器 · confirm the authenticator with its first code",
  request: {
    body: {
      required: true,
      content: { "application/json": { schema: z.object({ code: z.string().min(1).max(12) }) } },
    },
  },
  responses: { 200: json(Session, "The session, now with a second factor") },
});
