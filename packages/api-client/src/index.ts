import createFetchClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { components, paths } from "./openapi.ts";

export type { components, paths };

/** A shape of the API's document by name: `Schema<"Summary">`. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** The typed client: `client.GET("/api/districts/{districtId}/estates", …)`. */
export type XinyiClient = Client<paths>;

/**
 * Makes a client of a Xinyi server.
 *
 * `baseUrl` is the server's address; `token`, where given, goes as a bearer token (a job's token),
 * otherwise the browser's session cookie serves; `fetch` may be replaced, in tests say.
 */
export function createClient(options: {
  readonly baseUrl: string;
  readonly token?: string;
  readonly fetch?: ClientOptions["fetch"];
}): XinyiClient {
  return createFetchClient<paths>({
    baseUrl: options.baseUrl,
    credentials: "same-origin",
    ...(options.token === undefined
      ? {}
      : { headers: { authorization: `Bearer ${options.token}` } }),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  });
}
