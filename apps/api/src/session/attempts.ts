import { createHash } from "node:crypto";
import type pg from "pg";

export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

export type TooMany = { readonly kind: "too-many-attempts"; readonly retryAfterSeconds: number };

/** Tries counted in the database, so that neither a restart nor a second process gives new ones. */
export interface Attempts {
  /** Counts a try before it is looked at; answers how long to wait where there were too many. */
  take(bucket: string, limit: Limit): Promise<TooMany | undefined>;
  /** How many tries are counted now. */
  count(bucket: string): Promise<number>;
  /** A try that was right is not held against others who share the bucket. */
  giveBack(bucket: string): Promise<void>;
  forget(bucket: string): Promise<void>;
}

/**
 * `pool` must be another than the one commands run on: a try counts although its command is
 * rolled back, and must not wait for a connection that the command itself holds.
 */
export function attemptsOver(pool: pg.Pool, now: () => string): Attempts {
  return {
    async take(bucket, limit) {
      const at = now();
      const ends = new Date(Date.parse(at) + limit.seconds * 1000).toISOString();
      const { rows } = await pool.query(
        `insert into identity.attempt as a (bucket, points, ends_at) values ($1, 1, $3)
         on conflict (bucket) do update set
           points = case when a.ends_at <= $2 then 1 else a.points + 1 end,
           ends_at = case when a.ends_at <= $2 then excluded.ends_at else a.ends_at end
         returning points, ends_at`,
        [nameOf(bucket), at, ends],
      );
      const { points, ends_at } = rows[0];
      if (points === 1) {
        await pool.query("delete from identity.attempt where ends_at <= $1", [at]);
      }
      if (points <= limit.points) return undefined;
      const wait = (new Date(ends_at).getTime() - Date.parse(at)) / 1000;
      return { kind: "too-many-attempts", retryAfterSeconds: Math.max(1, Math.ceil(wait)) };
    },
    async count(bucket) {
      const { rows } = await pool.query(
        "select points from identity.attempt where bucket = $1 and ends_at > $2",
        [nameOf(bucket), now()],
      );
      return rows[0]?.points ?? 0;
    },
    async giveBack(bucket) {
      await pool.query(
        "update identity.attempt set points = points - 1 where bucket = $1 and points > 1",
        [nameOf(bucket)],
      );
    },
    async forget(bucket) {
      await pool.query("delete from identity.attempt where bucket = $1", [nameOf(bucket)]);
    },
  };
}

/** Hashed: whatever was typed as a name, a password by mistake perhaps, is kept nowhere. */
const nameOf = (bucket: string) => createHash("sha256").update(bucket).digest("hex");
