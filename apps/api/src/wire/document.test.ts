import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { expect, test } from "vitest";
import { Money } from "./common.ts";
import { withNullableNames } from "./document.ts";

const Account = z.object({
  balance: Money,
  gap: Money.nullable().openapi({ description: "null for the first" }),
  note: z.string().nullable(),
});

test("an amount or null is written as a union, and nothing else is touched", () => {
  const app = new OpenAPIHono();
  const content = { "application/json": { schema: Account.openapi("Account") } };
  const route = { method: "get", path: "/", responses: { 200: { description: "", content } } };
  app.openAPIRegistry.registerPath(createRoute(route as never) as never);
  const document = app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "", version: "" } });
  const { Account: written } = withNullableNames(document).components?.schemas ?? {};
  expect(written).toMatchObject({
    properties: {
      balance: { $ref: "#/components/schemas/Money" },
      gap: {
        anyOf: [{ $ref: "#/components/schemas/Money" }, { type: "null" }],
        description: "null for the first",
      },
      note: { type: ["string", "null"] },
    },
  });
});
