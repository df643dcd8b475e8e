import type pg from "pg";
import { roleNames } from "./cluster.ts";

type Superuser = Pick<pg.Pool | pg.Client, "query">;

/**
 * Makes the two roles of a cluster as they must be, whatever they were: `xinyi_owner` owns the
 * tables and migrates; `xinyi_app` runs, owns nothing, bypasses nothing. The superuser serves the
 * launcher only: to it no append-only rule and no tenant policy applies.
 * The passwords are set anew each time, so that roles and passwords always fit.
 */
export async function ensureRoles(
  superuser: Superuser,
  passwords: { readonly owner: string; readonly app: string },
): Promise<void> {
  await ensureRole(superuser, roleNames.owner, passwords.owner);
  await ensureRole(superuser, roleNames.app, passwords.app);
}

/** Makes a database that belongs to the owner role and that nobody else but `xinyi_app` enters. */
export async function ensureDatabase(superuser: Superuser, name: string): Promise<void> {
  const { rowCount } = await superuser.query("select from pg_database where datname = $1", [name]);
  if (rowCount === 0) {
    await superuser.query(
      `create database ${name} owner ${roleNames.owner} template template0 encoding 'UTF8' locale 'C'`,
    );
  }
  await superuser.query(`alter database ${name} owner to ${roleNames.owner}`);
  await superuser.query(`revoke all on database ${name} from public`);
  await superuser.query(`grant connect on database ${name} to ${roleNames.app}`);
}

async function ensureRole(
  superuser: Pick<pg.Pool | pg.Client, "query">,
  role: string,
  password: string,
): Promise<void> {
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
