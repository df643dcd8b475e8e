import type pg from "pg";
import { roleNames } from "./cluster.ts";
import type { Connection } from "./pool.ts";

/** The name of the application's database in an embedded cluster. */
export const databaseName = "xinyi";

/**
 * Makes the database and the two roles of an embedded cluster as they must be, whatever they were:
 * `xinyi_owner` owns the tables and migrates; `xinyi_app` runs, owns nothing, bypasses nothing.
 * The superuser serves the launcher only: to it no append-only rule and no tenant policy applies.
 * `passwords` are set anew each time, so that roles and passwords always fit.
 */
export async function ensureRoles(
  superuser: pg.Pool,
  passwords: { readonly owner: string; readonly app: string },
): Promise<void> {
  for (const [role, password] of [
    [roleNames.owner, passwords.owner],
    [roleNames.app, passwords.app],
  ] as const) {
    await ensureRole(superuser, role, password);
  }
  const { rowCount } = await superuser.query("select from pg_database where datname = $1", [
    databaseName,
  ]);
  if (rowCount === 0) {
    await superuser.query(
      `create database ${databaseName} owner ${roleNames.owner} template template0 encoding 'UTF8' locale 'C'`,
    );
  }
  await superuser.query(`alter database ${databaseName} owner to ${roleNames.owner}`);
  await superuser.query(`revoke all on database ${databaseName} from public`);
  await superuser.query(`grant connect on database ${databaseName} to ${roleNames.app}`);
}

/** The passwords inside the connections that the launcher hands out. */
export function passwordsOf(server: { connection(role: "owner" | "app"): Connection }): {
  readonly owner: string;
  readonly app: string;
} {
  return {
    owner: server.connection("owner").password as string,
    app: server.connection("app").password as string,
  };
}

async function ensureRole(superuser: pg.Pool, role: string, password: string): Promise<void> {
  const { rowCount } = await superuser.query("select from pg_roles where rolname = $1", [role]);
  if (rowCount === 0) await superuser.query(`create role ${role}`);
  const { rows } = await superuser.query<{ statement: string }>(
    `select format('alter role %I with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password %L',
       $1::text, $2::text) as statement
     union all
     select format('revoke %I from %I', granted.rolname, $1::text)
       from pg_auth_members
       join pg_roles granted on granted.oid = roleid
       join pg_roles member on member.oid = member
      where member.rolname = $1::text`,
    [role, password],
  );
  for (const { statement } of rows) await superuser.query(statement);
}
