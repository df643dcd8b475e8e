import { insertRows } from "../database/insert.ts";
import { transaction } from "../database/transaction.ts";
import type { Ports } from "../ports.ts";
import { createAccount, readablePassword, resetPassword } from "../session/identity.ts";

export interface FirstAdministrator {
  readonly username: string;
  readonly password: string;
}

const username = "admin";

/**
 * On an empty database: the district the settings name and its first administrator, with a random
 * password that is told once and must be changed. Otherwise nothing.
 */
export async function firstAdministrator(ports: Ports): Promise<FirstAdministrator | undefined> {
  const { rows } = await ports.pool.query("select 1 from registry.district limit 1");
  if (rows.length > 0) return undefined;
  const { district } = ports.settings;
  const districtId = ports.ids.next();
  const personId = ports.ids.next();
  const password = readablePassword(ports.random);
  const now = ports.clock.now();
  await transaction(ports.pool, { district: districtId }, async (client) => {
    await client.query(
      `insert into registry.district (id, division_code, name, zone, created_at)
       values ($1, $2, $3, $4, $5)`,
      [districtId, district.code, district.name, district.zone, now],
    );
    const accountId = await createAccount(client, {
      id: ports.ids.next(),
      username,
      password,
      now,
    });
    if (accountId === undefined) throw new Error("an account stands without a district");
    await insertRows(client, "registry.person", [
      { district_id: districtId, id: personId, account_id: accountId, name: "管理员", phone: null },
    ]);
    await insertRows(client, "registry.role_assignment", [
      {
        district_id: districtId,
        id: ports.ids.next(),
        person_id: personId,
        role_id: "administrator",
        estate_id: null,
        from_at: now,
        to_at: null,
      },
    ]);
  });
  return { username, password };
}

/** A new one-time password for the first administrator, for whoever has the machine but lost it. */
export async function newAdministratorPassword(
  ports: Ports,
): Promise<FirstAdministrator | undefined> {
  const first = await firstAdministrator(ports);
  if (first) return first;
  const password = readablePassword(ports.random);
  return transaction(ports.pool, { district: null }, async (client) => {
    const account = await client.query(`select id from identity."user" where username = $1`, [
      username,
    ]);
    const id = account.rows[0]?.id as string | undefined;
    if (id === undefined) return undefined;
    await resetPassword(client, { id, password, now: ports.clock.now() });
    return { username, password };
  });
}
