import { type LocalDate, monthOf } from "@xinyi/calendar";
import { canonicalJson, sha256Hex } from "@xinyi/merkle-log";
import { formatAmount } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { type BalanceRow, handOver as handOverBook } from "@xinyi/trust-accounting";
import { type Head, headOf } from "../books/journal.ts";
import { actOf, append, type BookRow, lockBook } from "../books/ledger-store.ts";
import { openBook } from "../books/open-book.ts";
import { insertRows } from "../database/insert.ts";
import { takeMandate } from "../mandates/commands.ts";
import { spendingBook } from "../orders/spending-book.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { checklistOf } from "./checklist.ts";
import type { ClosingRefusal } from "./refusals.ts";
import { standingOn } from "./seals.ts";
import { packSignerIn } from "./signer.ts";

export interface HandOverWire {
  readonly bookId: string;
  readonly successorBookId: string;
  readonly successor: string;
  readonly occurredOn: string;
  readonly headSequence: number;
  readonly headHash: string;
  readonly packSha256: string;
  readonly manifestSha256: string;
  readonly publicKey: string;
  readonly resolutionId: string;
  readonly handedOverAt: string;
}

export async function handOversOf(
  work: UnitOfWork,
  estateId: string,
): Promise<readonly HandOverWire[]> {
  const { rows } = await work.client.query(
    `select h.book_id as "bookId", h.successor_book_id as "successorBookId", h.successor,
       h.occurred_on as "occurredOn", h.head_sequence::int as "headSequence",
       h.head_hash as "headHash", h.pack_sha256 as "packSha256",
       h.manifest_sha256 as "manifestSha256", h.public_key as "publicKey",
       m.resolution_id as "resolutionId", h.handed_over_at as "handedOverAt"
     from trust.hand_over h join trust.book b on b.id = h.book_id
       join trust.mandate m on m.id = h.mandate_id
      where b.estate_id = $1 order by h.handed_over_at desc`,
    [estateId],
  );
  return rows;
}

/**
 * Hands every account to a new trustee by a resolution: this book is brought to nil, the next one
 * opens with the same lines and names this one's head, and the pack tells a stranger all of it.
 */
export async function handOver(
  work: UnitOfWork,
  estateId: string,
  fact: { successor: string; occurredOn: string; reason: string; mandateId: string },
): Promise<Result<Done<HandOverWire>, ClosingRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const on = fact.occurredOn as LocalDate;
  const blocking = (await checklistOf(work, row, monthOf(on))).filter(
    ({ kind, standing }) =>
      standing === "blocking" && (kind === "previous-sealed" || kind === "lines-explained"),
  );
  if (blocking.length > 0) {
    return reject({ kind: "checklist-open", items: blocking.map(({ kind }) => kind) });
  }
  const mandate = await takeMandate(work, row, fact.mandateId, "hand-over");
  if (!mandate.ok) return mandate;

  const closing = await standingOn(work, row, "9999-12-31");
  const year = Number(on.slice(0, 4));
  const book = await spendingBook(work, row, year, {
    accounts: [...new Set(closing.map(({ account }) => account))].map((account) => ({ account })),
  });
  const before = await spendingBook(work, row, year - 1);
  const act = work.ports.ids.next();
  const orders = new Map([...before.orders, ...book.orders]);
  const handed = handOverBook({ ...book, orders }, { on, act, reason: fact.reason });
  if (!handed.ok) return handed;
  const headBefore = await headOf(work, row);
  await append(work, row, [actOf(act, handed.value.closing)]);
  const head = await headOf(work, row);

  const next = await openBook(work, estateId, on, row.currency, row.chartId, {
    book: row.id,
    head: head.hash,
  });
  if (!next.ok) return next;
  const successor = await successorRow(work, row, next.value.bookId);
  const opening = work.ports.ids.next();
  await append(work, successor, [{ act: opening, entries: handed.value.opening }]);

  const pack = await packOf(work, row, {
    fact,
    before: headBefore,
    head,
    closing,
    successor,
  });
  const stored = await work.ports.blobs.put(new TextEncoder().encode(pack.text));
  if (!stored.ok) throw new Error(`the pack was not kept: ${stored.rejection.kind}`);
  await insertRows(work.client, "trust.hand_over", [
    {
      district_id: work.districtId,
      book_id: row.id,
      successor_book_id: successor.id,
      successor: fact.successor,
      occurred_on: on,
      head_sequence: head.sequence,
      head_hash: head.hash,
      pack_sha256: stored.value.sha256,
      manifest_sha256: pack.manifestSha256,
      public_key: pack.publicKey,
      mandate_id: fact.mandateId,
      handed_over_by: work.personId,
      handed_over_at: work.now,
    },
  ]);
  const made = (await handOversOf(work, estateId)).find(({ bookId }) => bookId === row.id);
  if (!made) throw new Error("the hand-over just made is not visible");
  return accept({ answer: made, facts: { bookId: row.id, successorBookId: successor.id } });
}

async function successorRow(
  { client }: UnitOfWork,
  row: BookRow,
  bookId: string,
): Promise<BookRow> {
  const { rows } = await client.query(
    "select chart_id, genesis_hash from trust.book where id = $1",
    [bookId],
  );
  return { ...row, id: bookId, chartId: rows[0].chart_id, genesisHash: rows[0].genesis_hash };
}

interface PackFacts {
  readonly fact: { readonly successor: string; readonly occurredOn: string };
  readonly before: Head;
  readonly head: Head;
  readonly closing: readonly BalanceRow[];
  readonly successor: BookRow;
}

/** The pack `xinyi-hand-over-1`: files, their hashes in a manifest, and the manifest's signature. */
async function packOf(work: UnitOfWork, row: BookRow, facts: PackFacts) {
  const files = await packFiles(work, row, facts);
  const manifest = canonicalJson({
    form: "xinyi-hand-over-1",
    book: row.id,
    successorBook: facts.successor.id,
    successor: facts.fact.successor,
    occurredOn: facts.fact.occurredOn,
    genesisHash: row.genesisHash,
    headBefore: facts.before.hash,
    headSequence: facts.head.sequence,
    headHash: facts.head.hash,
    files: Object.entries(files).map(([name, text]) => ({ name, sha256: sha256Hex(text) })),
  });
  const signer = packSignerIn(work.ports.settings.dataFolder);
  const signature = signer.sign(manifest);
  const text = JSON.stringify(
    {
      manifest,
      signature: { algorithm: "Ed25519", publicKey: signer.publicKey, signature },
      files,
    },
    null,
    1,
  );
  return { text, manifestSha256: sha256Hex(manifest), publicKey: signer.publicKey };
}

async function packFiles(
  { client }: UnitOfWork,
  row: BookRow,
  { closing }: PackFacts,
): Promise<Readonly<Record<string, string>>> {
  const lines = (rows: readonly unknown[]) =>
    rows.map((one) => `${JSON.stringify(one)}\n`).join("");
  const book = await client.query("select genesis from trust.book where id = $1", [row.id]);
  const entries = await client.query(
    `select e.form, e.hash from trust.entry e where e.book_id = $1 order by e.sequence`,
    [row.id],
  );
  const openings = await client.query(
    `select o.entry_id as "entryId", o.field, o.salt, o.value from trust.opening o
       join trust.entry e on e.id = o.entry_id where e.book_id = $1 order by e.sequence, o.field`,
    [row.id],
  );
  const seals = await client.query(
    `select month, head_sequence::int as "headSequence", head_hash as "headHash",
       trial_balance_hash as "trialBalanceHash" from trust.seal where book_id = $1 order by month`,
    [row.id],
  );
  const units = await client.query(
    "select id, number from registry.unit where estate_id = $1 order by length(number), number",
    [row.estateId],
  );
  const vouchers = await client.query(
    `select sha256, media_type as "mediaType", bytes::int as bytes from trust.voucher
      where estate_id = $1 order by stored_at, sha256`,
    [row.estateId],
  );
  return {
    "genesis.json": book.rows[0].genesis,
    "entries.jsonl": lines(entries.rows),
    "openings.jsonl": lines(openings.rows),
    "balances.jsonl": lines(
      closing.map(({ account, fund, sub = null, amount }) => ({
        account,
        fund,
        sub,
        amount: formatAmount(amount),
      })),
    ),
    "seals.jsonl": lines(seals.rows),
    "units.jsonl": lines(units.rows),
    "vouchers.jsonl": lines(vouchers.rows),
  };
}

/** The pack of a book that was handed over, as it was made that day. */
export async function packBytes(
  work: UnitOfWork,
  estateId: string,
  bookId: string,
): Promise<Uint8Array | undefined> {
  const found = (await handOversOf(work, estateId)).find((one) => one.bookId === bookId);
  return found && work.ports.blobs.get(found.packSha256);
}
