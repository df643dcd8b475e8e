import { createHash } from "node:crypto";
import { accept, type Result, reject } from "@xinyi/result";
import type { Context, TypedResponse } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { JSONParsed } from "hono/utils/types";
import type pg from "pg";
import { transaction } from "./database/transaction.ts";
import type { Ports } from "./ports.ts";
import { refuse } from "./problem.ts";
import type { Refusal } from "./refusal.ts";
import type { Access, Env } from "./session/access.ts";

/** One command's view of the world: its transaction, who asks, and when. */
export interface UnitOfWork {
  readonly client: pg.ClientBase;
  readonly districtId: string;
  readonly personId: string;
  readonly now: string;
  readonly ports: Ports;
}

/** What a command leaves besides its rows: the answer, and the facts for the audit log. */
export interface Done<Answer> {
  readonly answer: Answer;
  readonly facts: Readonly<Record<string, unknown>>;
  /** What a retry is given instead of the answer, where the answer holds a secret. */
  readonly replay?: Answer;
}

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal & Readonly<Record<string, unknown>>) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

/** A command with the key it is done once under, and everything its audit record names. */
export interface Order {
  readonly operation: string;
  readonly key: string;
  /** The hash of the whole request: the same key with another one is refused. */
  readonly fingerprint: string;
  readonly status: number;
  readonly requestId: string;
}

export interface Outcome<Answer> {
  readonly replayed: boolean;
  readonly answer: Answer;
}

/**
 * Runs a writing command once: in one transaction with its audit record and its idempotency key.
 *
 * The same key with the same request is answered as the first time and does nothing again; with
 * another request it is refused. Two requests with one key at the same instant queue behind each
 * other. A refused command leaves nothing behind, so that it may be tried again with the same key.
 */
export async function once<Answer>(
  ports: Ports,
  access: Pick<Access, "districtId" | "personId" | "estateId">,
  order: Order,
  command: (work: UnitOfWork) => Promise<Result<Done<Answer>, Refusal>>,
): Promise<Result<Outcome<Answer>, Refusal>> {
  try {
    const outcome = await transaction(ports.pool, { district: access.districtId }, (client) =>
      performOnce(unitOfWork(client, ports, access), access.estateId, order, command),
    );
    return accept(outcome);
  } catch (error) {
    // Thrown, so that the transaction is rolled back; a refusal all the same.
    if (error instanceof Refused) return reject(error.refusal);
    throw error;
  }
}

async function performOnce<Answer>(
  work: UnitOfWork,
  estateId: string | undefined,
  order: Order,
  command: (work: UnitOfWork) => Promise<Result<Done<Answer>, Refusal>>,
): Promise<Outcome<Answer>> {
  const { client, districtId } = work;
  const { key, operation, fingerprint, status } = order;
  await client.query("select pg_advisory_xact_lock(hashtextextended($1, 7))", [
    `${districtId} ${key}`,
  ]);
  const before = await client.query(
    "select fingerprint, response from operations.idempotency where key = $1",
    [key],
  );
  if (before.rows[0]) {
    if (before.rows[0].fingerprint !== fingerprint) {
      throw new Refused({ kind: "idempotency-key-reused", key });
    }
    return { replayed: true, answer: before.rows[0].response };
  }
  const done = await command(work);
  if (!done.ok) throw new Refused({ ...done.rejection });
  const { answer, replay = answer, facts } = done.value;
  await client.query(
    `insert into operations.idempotency
       (district_id, key, operation, fingerprint, status, response, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [districtId, key, operation, fingerprint, status, JSON.stringify(replay), work.now],
  );
  await recordAudit(work, estateId, operation, order.requestId, facts);
  return { replayed: false, answer };
}

/** `once` for a request: its key from the header, its fingerprint from method, address and body. */
export async function write<Answer, Status extends ContentfulStatusCode | 204>(
  c: Context<Env>,
  operation: string,
  status: Status,
  body: string | Uint8Array,
  command: (work: UnitOfWork) => Promise<Result<Done<Answer>, Refusal>>,
): Promise<Response & TypedResponse<JSONParsed<Answer>, Status, "json">> {
  const outcome = await perform(c, operation, status, body, command);
  if (!outcome.ok) return refuse(c, outcome.rejection);
  const response =
    status === 204
      ? c.body(null, 204)
      : c.json(outcome.value.answer as object, status as ContentfulStatusCode);
  return response as unknown as Response & TypedResponse<JSONParsed<Answer>, Status, "json">;
}

/** What `write` answers by, where the answer to the caller is more than what a retry keeps. */
export async function perform<Answer>(
  c: Context<Env>,
  operation: string,
  status: number,
  body: string | Uint8Array,
  command: (work: UnitOfWork) => Promise<Result<Done<Answer>, Refusal>>,
): Promise<Result<Outcome<Answer>, Refusal>> {
  const { ports, access, requestId } = c.var;
  const url = new URL(c.req.url);
  const fingerprint = createHash("sha256")
    .update(`${c.req.method} ${url.pathname}${url.search}\n`)
    .update(body)
    .digest("hex");
  const key = c.req.header("idempotency-key") ?? "";
  const order = { operation, key, fingerprint, status, requestId };
  const outcome = await once(ports, access, order, command);
  if (outcome.ok && outcome.value.replayed) c.header("idempotent-replay", "true");
  return outcome;
}

/** Runs a reading query in a read-only transaction of the caller's district. */
export function read<Answer>(
  c: Context<Env>,
  query: (work: UnitOfWork) => Promise<Answer>,
): Promise<Answer> {
  const { ports, access } = c.var;
  return transaction(
    ports.pool,
    { district: access.districtId, readOnly: true, isolation: "repeatable read" },
    (client) => query(unitOfWork(client, ports, access)),
  );
}

function unitOfWork(
  client: pg.ClientBase,
  ports: Ports,
  access: Pick<Access, "districtId" | "personId">,
): UnitOfWork {
  return {
    client,
    districtId: access.districtId,
    personId: access.personId,
    now: ports.clock.now(),
    ports,
  };
}

/** One line in the append-only log; facts hold ids, counts and amounts, never a name. */
export async function recordAudit(
  work: UnitOfWork,
  estateId: string | undefined,
  command: string,
  requestId: string,
  facts: Readonly<Record<string, unknown>>,
): Promise<void> {
  await work.client.query(
    `insert into operations.audit
       (district_id, id, at, person_id, estate_id, command, request_id, facts)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      work.districtId,
      work.ports.ids.next(),
      work.now,
      work.personId,
      estateId ?? null,
      command,
      requestId,
      JSON.stringify(facts),
    ],
  );
}
