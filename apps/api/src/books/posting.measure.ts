/**
 * Measures posting through the API (HTTP, session, access, idempotency, floors, chain, audit) beside
 * hand-written SQL that keeps the same guarantees in the database and has nothing else: no HTTP, no
 * access decision, no verbs. Both run on the same database, with fsync, one after the other.
 *
 * Prints JSON lines; `npm run bench -- posting` makes a table of them.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { canonicalJson } from "@xinyi/merkle-log";
import { money } from "@xinyi/money";
import { type EntryDraft, entryForm, saltsNeeded, sealEntry } from "@xinyi/trust-accounting";
import type pg from "pg";
import { systemClock } from "../clock.ts";
import { databaseName } from "../database/cluster.ts";
import { startEmbedded } from "../database/embedded.ts";
import { insertRows } from "../database/insert.ts";
import { type Connection, openPool } from "../database/pool.ts";
import { ensureDatabase, ensureRoles } from "../database/roles.ts";
import { transaction } from "../database/transaction.ts";
import { systemIds, systemRandom } from "../ids.ts";

const seconds = Number(process.env.BENCH_SECONDS ?? 8);
const booksInUse = 16;
const api = fileURLToPath(new URL("../..", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "xinyi-bench-"));
chmodSync(folder, 0o755);
const embedded = await startEmbedded({ dataFolder: join(folder, "database"), log: () => {} });
const runtime = embedded.connection("app");
const owner = embedded.connection("owner");
const superuser = openPool(embedded.connection("superuser"), { size: 1 });
await ensureRoles(superuser, { owner: String(owner.password), app: String(runtime.password) });
await ensureDatabase(superuser, databaseName);
await superuser.end();
const server = await serve();
const pool = openPool(runtime, { size: 16 });
try {
  const world = await furnish(server);
  for (const [writers, books] of [
    [1, 1],
    [16, 1],
    [16, booksInUse],
  ] as const) {
    const viaApi = await rate(writers, (at) => world.post(world.books[at % books]!));
    const viaSql = await rate(writers, (at) => postBySql(pool, world, world.books[at % books]!));
    const facts = { bench: "posting", writers, books };
    tell({ ...facts, peer: "API", metric: "entries a second", value: viaApi });
    tell({ ...facts, peer: "hand SQL", metric: "entries a second", value: viaSql });
    tell({ ...facts, peer: "API", metric: "share of hand SQL, %", value: (viaApi * 100) / viaSql });
  }
  const chains = await Promise.all(world.books.map((book) => world.isIntact(book)));
  if (chains.includes(false)) throw new Error("a chain is broken: what was measured is worthless");
} finally {
  await pool.end();
  server.child.kill("SIGTERM");
  await new Promise((ended) => server.child.once("exit", ended));
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}

interface BookInUse {
  readonly id: string;
  readonly path: string;
  readonly genesis: string;
}

interface World {
  readonly districtId: string;
  readonly personId: string;
  readonly books: readonly BookInUse[];
  post(book: BookInUse): Promise<void>;
  isIntact(book: BookInUse): Promise<boolean>;
}

function tell(line: Record<string, string | number>): void {
  console.log(JSON.stringify(line));
}

/** How many times a second all writers together get `once` done. */
async function rate(writers: number, once: (at: number) => Promise<void>): Promise<number> {
  const began = performance.now();
  let done = 0;
  const isOver = (): boolean => performance.now() - began > seconds * 1000;
  await Promise.all(
    Array.from({ length: writers }, async (_, at) => {
      while (!isOver()) {
        await once(at);
        done += 1;
      }
    }),
  );
  return (done * 1000) / (performance.now() - began);
}

function urlOf(connection: Connection): string {
  const { user, password, host, port, database: name } = connection as Record<string, string>;
  const place = `host=${encodeURIComponent(host ?? "")}&port=${port}`;
  return `postgres://${user}:${encodeURIComponent(password ?? "")}@/${name}?${place}`;
}

async function serve(): Promise<{ child: ChildProcess; url: string; printed: readonly string[] }> {
  const child = spawn(process.execPath, [join(api, "dist", "main.js")], {
    env: {
      ...process.env,
      DATABASE_URL: urlOf(runtime),
      DATABASE_MIGRATION_URL: urlOf(owner),
      XINYI_DATA: join(folder, "data"),
      XINYI_DEMO: "off",
      PORT: "0",
      LOG_LEVEL: "silent",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const printed: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    printed.push(line);
    if (line.includes("Ctrl-C")) break;
  }
  child.stdout?.resume();
  const address = printed.map((line) => /http:\/\/localhost:\d+/.exec(line)?.[0]).find(Boolean);
  if (address === undefined)
    throw new Error(`the application did not start:\n${printed.join("\n")}`);
  return { child, url: address, printed };
}

/** One cashier and as many estates as there are books. */
async function furnish(server: { url: string; printed: readonly string[] }): Promise<World> {
  const told = server.printed.join("\n");
  const username = /administrator:\s+(\S+)/.exec(told)?.[1];
  const first = /password[^:]*:\s+(\S+)/.exec(told)?.[1];
  const next = "a measured password";
  const call = async (cookie: string, method: string, path: string, body?: object) => {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { cookie, "content-type": "application/json", "idempotency-key": systemIds.next() },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    const cookies = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
    return { body: text && JSON.parse(text), cookie: cookies.join("; ") };
  };
  const enter = async (name: string | undefined, password: string | undefined) => {
    const signedIn = await call("", "POST", "/api/session", { username: name, password });
    const passwords = { currentPassword: password, newPassword: next };
    const changed = await call(signedIn.cookie, "POST", "/api/session/password", passwords);
    return changed.cookie;
  };
  const admin = await enter(username, first);
  const session = await call(admin, "GET", "/api/session");
  const { districtId } = session.body.districts[0];
  const paths: string[] = [];
  let password: string | undefined;
  for (let at = 0; at < booksInUse; at += 1) {
    const estates = `/api/districts/${districtId}/estates`;
    const made = await call(admin, "POST", estates, {
      name: `测速小区 ${at}`,
      communityName: "测速社区",
      contactPhone: "028-00000000",
      bookOpenedOn: "2026-01-01",
    });
    paths.push(`${estates}/${made.body.id}`);
    const member = { username: "cashier", personName: "测速", roleId: "company-cashier" };
    const added = await call(admin, "POST", `${paths.at(-1)}/members`, member);
    password ??= added.body.oneTimePassword;
  }
  const cashier = await enter("cashier", password);
  const { rows } = await transaction(pool, { district: districtId }, (client) =>
    client.query(
      `select b.id, b.genesis_hash as genesis, b.estate_id as "estateId" from trust.book b`,
    ),
  );
  const people = await transaction(pool, { district: districtId }, (client) =>
    client.query("select id from registry.person limit 1"),
  );
  const opening = {
    occurredOn: "2026-01-01",
    fund: "ordinary",
    amount: { amount: "0.01", currency: "CNY" },
    reason: "期初",
  };
  return {
    districtId,
    personId: people.rows[0].id,
    books: rows.map(({ id, genesis, estateId }) => {
      const path = paths.find((one) => one.endsWith(estateId)) ?? "";
      return { id, genesis, path };
    }),
    post: async ({ path }) => {
      await call(cashier, "POST", `${path}/openings`, opening);
    },
    isIntact: async ({ path }) => (await call(cashier, "GET", `${path}/chain`)).body.intact,
  };
}

/** The same entry by hand: once under its key, in turn for its book, chained, balanced, audited. */
async function postBySql(pool: pg.Pool, world: World, book: BookInUse): Promise<void> {
  const { districtId, personId } = world;
  const key = systemIds.next();
  await transaction(pool, { district: districtId }, async (client) => {
    const lock = "select pg_advisory_xact_lock(hashtextextended($1, $2))";
    await client.query(lock, [`${districtId} ${key}`, 7]);
    await client.query("select response from operations.idempotency where key = $1", [key]);
    await client.query(lock, [book.id, 11]);
    const head = await client.query(
      "select sequence, hash from trust.entry where book_id = $1 order by sequence desc limit 1",
      [book.id],
    );
    await client.query(
      `select account, fund, sub, sum(amount_minor)::bigint from trust.posting
        where book_id = $1 and account = any($2) group by account, fund, sub`,
      [book.id, ["assets:bank:trust"]],
    );
    await client.query("select month from trust.sealed_month where book_id = $1", [book.id]);
    const amount = money(1n, "CNY");
    const draft: EntryDraft = {
      occurredOn: "2026-01-01",
      reason: "期初",
      postings: [
        { account: "assets:bank:trust", fund: "ordinary", amount },
        { account: "equity:opening", fund: "ordinary", amount: money(-1n, "CNY") },
      ],
    };
    const recordedAt = systemClock.now();
    const { entry, openings } = sealEntry(draft, {
      book: book.id,
      id: systemIds.next(),
      sequence: Number(head.rows[0]?.sequence ?? 0) + 1,
      recordedAt,
      actor: personId,
      previous: head.rows[0]?.hash ?? book.genesis,
      salts: Array.from({ length: saltsNeeded(draft) }, () => systemRandom(32)),
    });
    const own = { district_id: districtId };
    await insertRows(client, "trust.entry", [
      {
        ...own,
        id: entry.id,
        book_id: book.id,
        sequence: entry.sequence,
        act_id: systemIds.next(),
        occurred_on: entry.occurredOn,
        recorded_at: recordedAt,
        actor_id: personId,
        form: canonicalJson(entryForm(entry)),
        previous_hash: entry.previous,
        hash: entry.hash,
      },
    ]);
    await insertRows(
      client,
      "trust.posting",
      draft.postings.map((line, ordinal) => ({
        ...own,
        entry_id: entry.id,
        ordinal,
        book_id: book.id,
        account: line.account,
        fund: line.fund,
        amount_minor: line.amount.minor,
      })),
    );
    await insertRows(
      client,
      "trust.opening",
      openings.map((one) => ({ ...own, entry_id: entry.id, ...one })),
    );
    await client.query(
      `insert into operations.idempotency
         (district_id, key, operation, fingerprint, status, response, recorded_at)
       values ($1, $2, 'measure', $3, 201, $4, $5)`,
      [districtId, key, entry.hash, JSON.stringify(entryForm(entry)), recordedAt],
    );
    await client.query(
      `insert into operations.audit
         (district_id, id, at, person_id, estate_id, command, request_id, facts)
       values ($1, $2, $3, $4, null, 'measure', $5, $6)`,
      [districtId, systemIds.next(), recordedAt, personId, key, JSON.stringify({ id: entry.id })],
    );
  });
}
