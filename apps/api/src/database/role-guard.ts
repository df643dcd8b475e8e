import type pg from "pg";

/** Smallest server this application runs on. */
const smallestVersion = 150000;

/** Thrown at start when the runtime role could get round the rules that the database keeps. */
export class UnsafeRoleError extends Error {
  override readonly name = "UnsafeRoleError";
}

interface Fault {
  readonly role: string;
  readonly fault: string;
}

/**
 * Refuses to run as a role to which append-only tables and row security would not apply: itself or
 * any role it may act as is a superuser, bypasses row security, may make roles, owns anything in
 * this database, or may write everywhere or on the server's disk. Judged by the role that signed
 * in, which `set role` can always return to. Also refuses servers older than PostgreSQL 15.
 */
export async function refuseUnsafeRole(app: pg.Pool): Promise<void> {
  const server = await app.query<{ version: number; text: string; role: string }>(
    `select current_setting('server_version_num')::int as version,
       current_setting('server_version') as text, session_user as role`,
  );
  const { version, text, role } = server.rows[0] ?? { version: 0, text: "?", role: "?" };
  if (version < smallestVersion) {
    throw new Error(
      `数据库服务器为 PostgreSQL ${text},至少需要 15。 The server is PostgreSQL ${text}; 15 or later is needed.`,
    );
  }
  const { rows } = await app.query<Fault>(
    `with reach as (
       select oid, rolname, rolsuper, rolbypassrls, rolcreaterole, rolreplication from pg_roles
        where rolname = session_user or pg_has_role(session_user, oid, 'member')
     )
     select rolname as role, 'is a superuser' as fault from reach where rolsuper
     union all select rolname, 'bypasses row security' from reach where rolbypassrls
     union all select rolname, 'may create roles' from reach where rolcreaterole
     union all select rolname, 'may copy the whole server (replication)' from reach where rolreplication
     union all select rolname, 'may write every table, or files of the server' from reach
       where rolname in ('pg_write_all_data', 'pg_write_server_files', 'pg_execute_server_program')
     union all select rolname, 'owns ' || pg_describe_object(classid, objid, objsubid)
       from reach join pg_shdepend on refclassid = 'pg_authid'::regclass and refobjid = reach.oid
      where deptype = 'o' and dbid in (0, (select oid from pg_database where datname = current_database()))`,
  );
  if (rows.length === 0) return;
  // A superuser is a member of every role; what follows from that adds nothing.
  const own = rows.filter((row) => row.role === role);
  const shown = (own.length > 0 ? own : rows).slice(0, 5);
  throw new UnsafeRoleError(
    `运行账户 ${role} 权限过大,拒绝启动。请让 DATABASE_URL 使用不拥有任何对象、非超级用户、不能绕过行级安全的账户` +
      "(例如 xinyi_app),由 DATABASE_MIGRATION_URL 的账户负责建表。" +
      ` The runtime role ${role} could get round the ledger's rules: ${shown
        .map((row) => `${row.role} ${row.fault}`)
        .join("; ")}. Let DATABASE_URL sign in as a role that owns nothing and has no such right` +
      " (say xinyi_app: create role xinyi_app login password '…' nosuperuser nocreaterole nobypassrls)," +
      " and keep the owner for DATABASE_MIGRATION_URL.",
  );
}
