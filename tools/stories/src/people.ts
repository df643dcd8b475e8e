import { createClient, type XinyiClient } from "@xinyi/api-client";

export const adminPassword = "桂花 cherry 石桥 2026";

export interface Place {
  readonly districtId: string;
  readonly estateId: string;
}

/** The administrator at the API: signed in, with a password of their own. */
export async function administratorAt(
  address: string,
  password: string,
): Promise<{ client: XinyiClient; place: Place }> {
  let cookie = "";
  const client = createClient({
    baseUrl: address,
    fetch: async (request) => {
      const asked = new Request(request);
      if (cookie !== "") asked.headers.set("cookie", cookie);
      const answered = await fetch(asked);
      const given = answered.headers.getSetCookie().map((one) => one.split(";")[0]);
      if (given.length > 0) cookie = given.join("; ");
      return answered;
    },
  });
  const signedIn = await client.POST("/api/session", { body: { username: "admin", password } });
  if (signedIn.data === undefined) throw new Error(JSON.stringify(signedIn.error));
  if (signedIn.data.mustChangePassword) {
    const changed = await client.POST("/api/session/password", {
      params: { header: { "idempotency-key": "stories-first-password" } },
      body: { currentPassword: password, newPassword: adminPassword },
    });
    if (changed.data === undefined) throw new Error(JSON.stringify(changed.error));
  }
  const districtId = signedIn.data.districts[0]?.districtId ?? "";
  const estates = await client.GET("/api/districts/{districtId}/estates", {
    params: { path: { districtId } },
  });
  const estateId = estates.data?.estates[0]?.id ?? "";
  return { client, place: { districtId, estateId } };
}

/** Adds somebody to the estate; answers the one-time password. */
export async function addMember(
  client: XinyiClient,
  path: Place,
  username: string,
  roleId = "company-cashier",
): Promise<string> {
  const added = await client.POST("/api/districts/{districtId}/estates/{estateId}/members", {
    params: { path, header: { "idempotency-key": `stories-${username}` } },
    body: { username, personName: `职员${username}`, roleId },
  });
  const password = added.data?.oneTimePassword;
  if (!password) throw new Error(`no password for ${username}: ${JSON.stringify(added.error)}`);
  return password;
}
