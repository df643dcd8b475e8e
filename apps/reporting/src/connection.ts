import { createClient, type Schema, type XinyiClient } from "@xinyi/api-client";
import { Failure } from "./failure.ts";

export interface Settings {
  readonly url: string;
  readonly token: string | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

export function settingsFrom(env: Readonly<Record<string, string | undefined>>): Settings {
  return {
    url: env.XINYI_URL || "http://localhost:8080",
    token: env.XINYI_TOKEN || undefined,
    username: env.XINYI_USERNAME || undefined,
    password: env.XINYI_PASSWORD || undefined,
  };
}

/** Which estate's books, and the client that reads them. */
export interface Place {
  readonly client: XinyiClient;
  readonly path: { readonly districtId: string; readonly estateId: string };
}

type Fetch = (request: Request) => Promise<Response>;

/** Signs in if there is no token, and finds the estate by id or by name. */
export async function connect(
  settings: Settings,
  asked: { readonly district: string | undefined; readonly estate: string },
  fetch: Fetch,
): Promise<Place> {
  const client = await clientOf(settings, reachable(settings.url, fetch));
  const districtId = asked.district ?? (await onlyDistrict(client));
  if (isId(asked.estate)) return { client, path: { districtId, estateId: asked.estate } };
  const { estates } = answerOf(
    await client.GET("/api/districts/{districtId}/estates", { params: { path: { districtId } } }),
  );
  const found = estates.filter(({ name }) => name === asked.estate);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    const names = estates.map(({ name, id }) => `${name}(${id})`).join("、");
    throw new Failure(
      `${only === undefined ? "找不到" : "不止一个"}小区“${asked.estate}”；可见的小区：${names || "无"} · ${only === undefined ? "no such estate" : "several estates of this name"}`,
    );
  }
  return { client, path: { districtId, estateId: only.id } };
}

/** A district's own answers, for what no single estate holds. */
export interface District {
  readonly client: XinyiClient;
  readonly path: { readonly districtId: string };
  readonly name: string;
  /** By whose clock its days are counted. */
  readonly zone: string;
}

/** Signs in and finds the district: the one named, or the only one there is. */
export async function connectDistrict(
  settings: Settings,
  asked: string | undefined,
  fetch: Fetch,
): Promise<District> {
  const client = await clientOf(settings, reachable(settings.url, fetch));
  const districtId = asked ?? (await onlyDistrict(client));
  const { districts } = answerOf(await client.GET("/api/session"));
  const name = districts.find((one) => one.districtId === districtId)?.name ?? districtId;
  const path = { districtId };
  const { estates } = answerOf(
    await client.GET("/api/districts/{districtId}/estates", { params: { path } }),
  );
  return { client, path, name, zone: estates[0]?.zone ?? "Asia/Shanghai" };
}

async function clientOf({ url, token, username, password }: Settings, fetch: Fetch) {
  if (token !== undefined) return createClient({ baseUrl: url, token, fetch });
  if (username === undefined || password === undefined) {
    throw new Failure(
      "请设置 XINYI_TOKEN，或 XINYI_USERNAME 和 XINYI_PASSWORD · set XINYI_TOKEN, or XINYI_USERNAME and XINYI_PASSWORD",
      2,
    );
  }
  const answer = await createClient({ baseUrl: url, fetch }).POST("/api/session", {
    body: { username, password },
  });
  if (answerOf(answer).mustChangePassword) {
    throw new Failure("请先登录网页修改初始密码 · change the first password in the console first");
  }
  const cookie = answer.response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return createClient({
    baseUrl: url,
    fetch: (request) => {
      request.headers.set("cookie", cookie);
      return fetch(request);
    },
  });
}

async function onlyDistrict(client: XinyiClient): Promise<string> {
  const { districts } = answerOf(await client.GET("/api/session"));
  const [only] = districts;
  if (only === undefined || districts.length > 1) {
    const names = districts.map(({ name, districtId }) => `${name}(${districtId})`).join("、");
    throw new Failure(`请用 --district 指明区县：${names || "无"} · name the --district`, 2);
  }
  return only.districtId;
}

/** The answer of an operation, or a failure in the words of the problem it gave. */
export function answerOf<Data>(given: {
  readonly data?: Data | undefined;
  readonly error?: unknown;
  readonly response: Response;
}): Data {
  if (given.data !== undefined) return given.data;
  const { title, detail, requestId } = (given.error ?? {}) as Partial<Schema<"Problem">>;
  throw new Failure(
    `${given.response.status} ${[title, detail].filter(Boolean).join(":") || given.response.statusText}${requestId === undefined ? "" : ` (${requestId})`}`,
  );
}

/** A refused connection is said in words; a stack of the network library helps nobody. */
function reachable(url: string, fetch: Fetch): Fetch {
  return async (request) => {
    try {
      return await fetch(request);
    } catch {
      throw new Failure(`连不上 ${url}；系统启动了吗？ · no answer from ${url}; is it running?`);
    }
  };
}

export const isId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
