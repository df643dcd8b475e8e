import type { MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import type pg from "pg";
import { transaction } from "../database/transaction.ts";
import type { Ports } from "../ports.ts";
import { refuse } from "../problem.ts";
import type { Permission } from "../wire/operation.ts";
import type { Account, Door } from "./identity.ts";

/** Who asks, in which district, as which person, and what they may do there. */
export interface Access {
  readonly districtId: string;
  readonly personId: string;
  readonly estateId: string | undefined;
  readonly permissions: ReadonlySet<string>;
}

/** What every handler finds in its context. */
export type Env = {
  Variables: {
    ports: Ports;
    requestId: string;
    account: Account | undefined;
    access: Access;
    /** Set for the console's pages: what its styles are allowed by. */
    secureHeadersNonce?: string;
  };
};

export interface Grant {
  readonly roleId: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly estateId: string | null;
  readonly permissions: readonly string[];
}

/**
 * The person an account is in the transaction's district, with the roles in force at `now`. An
 * owner's role counts while he owns a unit there; through the door of a slip nothing else counts.
 */
export async function grantsOf(
  client: pg.ClientBase,
  account: { readonly id: string; readonly door: Door },
  now: string,
): Promise<{ personId: string; personName: string; grants: readonly Grant[] } | undefined> {
  const person = await client.query("select id, name from registry.person where account_id = $1", [
    account.id,
  ]);
  const found = person.rows[0];
  if (!found) return undefined;
  const grants = await client.query(
    `select a.role_id, a.estate_id, r.title_zh, r.title_en,
            array(select permission from registry.role_permission p where p.role_id = a.role_id order by 1) as permissions
       from registry.role_assignment a join registry.role r on r.id = a.role_id
      where a.person_id = $1 and a.from_at <= $2 and (a.to_at is null or a.to_at > $2)
        and ($3 <> 'slip' or a.role_id = 'resident')
        and (a.role_id <> 'resident' or exists (select from registry.ownership o
          join registry.unit u on u.id = o.unit_id join registry.estate e on e.id = u.estate_id
          where o.person_id = a.person_id and e.id = a.estate_id
            and o.from_on <= ($2::timestamptz at time zone e.zone)::date
            and (o.to_on is null or o.to_on >= ($2::timestamptz at time zone e.zone)::date)))
      order by a.role_id, a.estate_id`,
    [found.id, now, account.door],
  );
  return {
    personId: found.id,
    personName: found.name,
    grants: grants.rows.map((row) => ({
      roleId: row.role_id,
      titleZh: row.title_zh,
      titleEn: row.title_en,
      estateId: row.estate_id,
      permissions: row.permissions,
    })),
  };
}

const isUuid = (text: string) =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);

/**
 * Decides on the server whether the caller may do this operation here. Nothing is cached: a role
 * ended or an account cut takes effect with the next request. An estate or district that the
 * caller may not see is answered as if it did not exist.
 */
export function authorize(permission: Permission): MiddlewareHandler<Env> {
  return createMiddleware<Env>(async (c, next) => {
    if (permission === "public") return next();
    const { ports } = c.var;
    const districtId = c.req.param("districtId");
    const estateId = c.req.param("estateId");
    const now = ports.clock.now();

    const job = jobOf(c.req.header("authorization"), ports, now);
    if (job) {
      const mayRead = permission === "books:read" || permission === "estate:read";
      if (job.districtId !== districtId || job.estateId !== estateId || !mayRead) {
        return refuse(c, { kind: "not-allowed", permission });
      }
      c.set("access", {
        districtId,
        estateId,
        personId: job.personId,
        permissions: new Set(["books:read", "estate:read"]),
      });
      return next();
    }

    const account = await ports.identity.accountOf(c.req.raw.headers);
    c.set("account", account);
    if (!account) return refuse(c, { kind: "not-signed-in" });
    const isSessionPath = c.req.path.startsWith("/api/session");
    // Who came in by a slip has used no password that somebody else knows.
    if (account.mustChangePassword && account.door === "password" && !isSessionPath) {
      return refuse(c, { kind: "password-change-required" });
    }
    if (districtId === undefined) return next();
    if (!isUuid(districtId)) return refuse(c, { kind: "not-found", what: "district" });

    const found = await transaction(
      ports.pool,
      { district: districtId, readOnly: true },
      (client) => grantsOf(client, account, now),
    );
    if (!found || found.grants.length === 0) {
      return refuse(c, { kind: "not-found", what: "district" });
    }
    const here = found.grants.filter(
      (grant) => grant.estateId === null || estateId === undefined || grant.estateId === estateId,
    );
    if (estateId !== undefined && here.length === 0) {
      return refuse(c, { kind: "not-found", what: "estate" });
    }
    // Without an estate in the path only a role for the whole district counts.
    const counting =
      estateId === undefined ? here.filter((grant) => grant.estateId === null) : here;
    const allowed = new Set(counting.flatMap((grant) => grant.permissions));
    if (permission !== "session" && !allowed.has(permission)) {
      return refuse(c, { kind: "not-allowed", permission });
    }
    c.set("access", { districtId, estateId, personId: found.personId, permissions: allowed });
    return next();
  });
}

function jobOf(header: string | undefined, ports: Ports, now: string) {
  const token = header?.match(/^Bearer ([\w-]{20,})$/)?.[1];
  return token === undefined ? undefined : ports.jobTokens.find(token, now);
}
