import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { DeviceCookie } from "./entering.ts";

const name = "xinyi.device";

/** The phone's own secret: no script reads it, and it goes nowhere but to these operations. */
export function keepDevice(c: Context, device: DeviceCookie, isSecure: boolean): void {
  setCookie(c, name, `${device.id}.${device.secret}`, {
    httpOnly: true,
    sameSite: "Strict",
    secure: isSecure,
    path: "/api/residents",
    maxAge: 400 * 24 * 3600,
  });
}

export function deviceIn(c: Context): DeviceCookie | undefined {
  const [, id, secret] = /^([0-9a-f-]{36})\.([\w-]{43})$/.exec(getCookie(c, name) ?? "") ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}
