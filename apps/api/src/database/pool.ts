import pg from "pg";

/** Where and as whom to connect: what `pg` takes, less what this folder decides itself. */
export type Connection = Omit<pg.PoolConfig, "types" | "options">;

/** What an application may tell about its pool. */
export interface PoolOptions {
  /** Most connections held at once; 10 when absent. */
  readonly size?: number;
  /** Told when an idle connection breaks, which the pool replaces by itself. */
  readonly onIdleError?: (error: Error) => void;
}

const oid = {
  int8: 20,
  date: 1082,
  timestamptz: 1184,
  int8Array: 1016,
  dateArray: 1182,
  timestamptzArray: 1185,
} as const;

/** PostgreSQL's ISO form in UTC, `2026-11-22 20:49:46.123+00`, as RFC 3339. */
function instantFrom(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$/.exec(text);
  if (!match) throw new Error(`not an instant in UTC: ${text}`);
  return `${match[1]}T${match[2]}Z`;
}

/** The elements of a one-dimensional array of unquoted or quoted plain values. */
function elementsOf<T>(text: string, parse: (element: string) => T): (T | null)[] {
  const inner = text.slice(1, -1);
  if (inner === "") return [];
  return inner
    .split(",")
    .map((part) =>
      part === "NULL" ? null : parse(part.startsWith('"') ? part.slice(1, -1) : part),
    );
}

const asText = (text: string): string => text;

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [oid.int8]: BigInt,
  [oid.date]: asText,
  [oid.timestamptz]: instantFrom,
  [oid.int8Array]: (text) => elementsOf(text, BigInt),
  [oid.dateArray]: (text) => elementsOf(text, asText),
  [oid.timestamptzArray]: (text) => elementsOf(text, instantFrom),
};

/**
 * How columns arrive, for these connections alone: `bigint` as bigint, `date` as `YYYY-MM-DD`,
 * `timestamptz` as RFC 3339 in UTC; `numeric` stays the string the driver gives.
 * A date must never become a JavaScript Date, which would shift it by the zone of the machine.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: "text" | "binary") => {
    const parser = format === "binary" ? undefined : parsers[id];
    return parser ?? pg.types.getTypeParser(id, format ?? "text");
  }) as typeof pg.types.getTypeParser,
};

/** What every connection of this application has in common, whichever server it reaches. */
const common = { types, options: "-c timezone=UTC -c datestyle=ISO" } as const;

/** One connection, for a session that must stay the same one. The caller connects and ends it. */
export function openClient(connection: Connection): pg.Client {
  return new pg.Client({ ...connection, ...common });
}

/** A pool of connections with the column types above. The caller ends it. */
export function openPool(connection: Connection, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({ max: options.size ?? 10, ...connection, ...common });
  // Without a listener a broken idle connection would end the process.
  pool.on("error", (error) => options.onIdleError?.(error));
  return pool;
}
