import type pg from "pg";

/**
 * Inserts many rows in one statement. Each row names every column of the table; amounts may be
 * bigint. `relation` is a name from our own code, never from outside.
 */
export async function insertRows(
  client: pg.ClientBase,
  relation: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `insert into ${relation} select * from jsonb_populate_recordset(null::${relation}, $1::jsonb)`,
    [JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? value.toString() : value))],
  );
}
