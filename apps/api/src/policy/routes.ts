import type { OpenAPIHono } from "@hono/zod-openapi";
import { findBook } from "../books/ledger-store.ts";
import { refuse } from "../problem.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { delegateKey, delegationsOf, policiesOf, setPolicy } from "./commands.ts";
import * as contract from "./contract.ts";
import { preset, signatoriesOf } from "./store.ts";

export function mountPolicy(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listPolicies, async (c) => {
    const { estateId } = c.req.valid("param");
    const found = await read(c, async (work) => {
      const book = await findBook(work, estateId);
      return (
        book && {
          policies: await policiesOf(work, book),
          delegations: await delegationsOf(work, estateId),
          signatories: await signatoriesOf(work, estateId),
          preset: preset(book),
        }
      );
    });
    return found ? c.json(found, 200) : refuse(c, { kind: "no-book", estateId });
  });

  app.openapi(contract.setPolicy, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "setPolicy", 201, JSON.stringify(body), (work) =>
      setPolicy(work, estateId, body),
    );
  });

  app.openapi(contract.delegateKey, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "delegateKey", 201, JSON.stringify(body), (work) =>
      delegateKey(work, estateId, body),
    );
  });
}
