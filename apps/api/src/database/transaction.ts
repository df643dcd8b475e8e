import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

/** What a transaction is bounded by. */
export interface Scope {
  /** The district whose rows are visible; `null` shows no tenant row at all. */
  readonly district: string | null;
  /** `read committed` when absent. */
  readonly isolation?: "read committed" | "repeatable read" | "serializable";
  readonly readOnly?: boolean;
}

const attemptsAtMost = 5;

/** Serialization failure and deadlock: the same work may well succeed the next time. */
const retryable: ReadonlySet<unknown> = new Set(["40001", "40P01"]);

/**
 * Runs `work` in one transaction that sees the rows of one district only, and commits.
 * The district is local to the transaction, so a pooled connection never carries it on.
 * Throws what `work` throws, after rolling back; a serialization failure or a deadlock runs
 * `work` again, at most five times in all, so `work` must have no effect outside `client`.
 * When the connection breaks during the commit the outcome is unknown: callers repeat with
 * the same idempotency key.
 */
export async function transaction<T>(
  pool: pg.Pool,
  scope: Scope,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, scope, work);
    } catch (error) {
      if (attempt >= attemptsAtMost || !retryable.has((error as { code?: unknown })?.code)) {
        throw error;
      }
      await sleep(randomInt(1, 10 * 2 ** attempt));
    }
  }
}

async function once<T>(
  pool: pg.Pool,
  scope: Scope,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection may break between two statements, where nobody awaits an answer.
  const onError = (error: Error): void => {
    broken = error;
  };
  client.on("error", onError);
  try {
    await client.query(
      `begin isolation level ${scope.isolation ?? "read committed"}${scope.readOnly ? " read only" : ""}`,
    );
    await client.query("select set_config('xinyi.district', $1, true)", [scope.district ?? ""]);
    const answer = await work(client);
    const { command } = await client.query("commit");
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
    if (command !== "COMMIT") {
      throw new Error("the transaction was rolled back: a failed statement was swallowed");
    }
    return answer;
  } catch (error) {
    try {
      await client.query("rollback");
    } catch (failure) {
      broken = failure as Error;
    }
    throw error;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}
