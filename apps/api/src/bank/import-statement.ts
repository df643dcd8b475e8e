import { createHash } from "node:crypto";
import { sum } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import {
  ACCOUNTS,
  type Book,
  type Candidate,
  FUNDS,
  matchReceipt,
  receive,
  receiveUnknown,
  standing,
} from "@xinyi/trust-accounting";
import {
  type Act,
  actOf,
  append,
  type BookRow,
  loadBook,
  lockBook,
} from "../books/ledger-store.ts";
import { insertRows } from "../database/insert.ts";
import type { BankStatement, StatementLine } from "../imports/bank-statement.ts";
import { readCamt053 } from "../imports/camt053.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { bounceAct } from "./bounce.ts";
import { bankReference, type LinkKind, link } from "./line-entries.ts";
import type { BankRefusal } from "./refusals.ts";
import { type StatementWire, statementsOf } from "./statements.ts";

export interface ImportAnswer {
  readonly statements: StatementWire[];
  readonly booked: number;
  readonly alreadyBooked: number;
  readonly matched: number;
  readonly suspense: number;
  readonly unexplained: number;
  readonly bounced: number;
}

type Unit = Omit<Candidate, "open">;
type NewLine = StatementLine & { readonly id: string };
type Counted = "matched" | "suspense" | "unexplained" | "bounced";

/** Lines and their bookings on the way to the store, written together. */
interface Batch {
  readonly lines: Record<string, unknown>[];
  readonly payers: Record<string, unknown>[];
  readonly bookings: { act: Act; lineId: string; kind: LinkKind; because: object }[];
}

/** A file on its way into the book: what is known of it, and what the next line is decided on. */
interface Import {
  readonly work: UnitOfWork;
  readonly row: BookRow;
  readonly units: readonly Unit[];
  book: Book;
  batch: Batch;
}

const emptyBatch = (): Batch => ({ lines: [], payers: [], bookings: [] });

/**
 * Books a bank statement file. A receipt goes to the unit its remark or payer names, otherwise to
 * suspense; a receipt the bank takes back is reversed on that day; a payment waits until somebody
 * says what it was for. A line whose reference is known already is left alone, so that the same
 * file, or two that overlap, book nothing twice. A faulty file is refused whole.
 */
export async function importStatement(
  work: UnitOfWork,
  estateId: string,
  bytes: Uint8Array,
): Promise<Result<Done<ImportAnswer>, BankRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const file = readCamt053(bytes, { currency: row.currency });
  if (!file.ok) return file;
  const { statements } = file.value;
  const other = await otherAccount(work, row, statements);
  if (other) return reject(other);

  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const counts = {
    booked: 0,
    alreadyBooked: 0,
    matched: 0,
    suspense: 0,
    unexplained: 0,
    bounced: 0,
  };
  const units = await unitsOf(work, row);
  const run: Import = { work, row, units, book: await receivables(work, row), batch: emptyBatch() };
  const touched = new Set<string>();
  for (const statement of statements) {
    const statementId = await keepStatement(work, row, statement, sha256);
    touched.add(statementId);
    const known = await knownReferences(work, row, statement.lines);
    for (const line of statement.lines) {
      const before = known.get(line.ref);
      if (before !== undefined) {
        if (!isSameMovement(before, line)) return reject(reusedReference(before, line));
        counts.alreadyBooked += 1;
        continue;
      }
      const counted = await bookLine(run, statementId, { ...line, id: work.ports.ids.next() });
      if (!counted.ok) return counted;
      counts.booked += 1;
      counts[counted.value] += 1;
    }
  }
  await flush(run);
  const answered = (await statementsOf(work, row)).filter((one) => touched.has(one.id));
  const answer = { statements: answered, ...counts };
  return accept({ answer, facts: { ...counts, sha256, statements: answered.length } });
}

/** The book's account is the one its first statement is of; another one's is a wrong file. */
async function otherAccount(
  { client }: UnitOfWork,
  row: BookRow,
  statements: readonly BankStatement[],
): Promise<BankRefusal | undefined> {
  const first = await client.query(
    "select account from trust.bank_statement where book_id = $1 order by imported_at, id limit 1",
    [row.id],
  );
  const expected = (first.rows[0]?.account as string | undefined) ?? statements[0]?.account;
  const found = statements.find((statement) => statement.account !== expected)?.account;
  if (expected === undefined || found === undefined) return undefined;
  return { kind: "other-account-than-book", expected: tail(expected), found: tail(found) };
}

const tail = (account: string) => `****${account.slice(-4)}`;

async function keepStatement(
  work: UnitOfWork,
  row: BookRow,
  statement: BankStatement,
  sha256: string,
): Promise<string> {
  const known = await work.client.query(
    "select id from trust.bank_statement where book_id = $1 and account = $2 and statement_ref = $3",
    [row.id, statement.account, statement.id],
  );
  if (known.rows[0]) return known.rows[0].id;
  const id = work.ports.ids.next();
  const movements = sum(
    statement.lines.map((line) => line.amount),
    row.currency,
  );
  await insertRows(work.client, "trust.bank_statement", [
    {
      district_id: work.districtId,
      id,
      book_id: row.id,
      account: statement.account,
      statement_ref: statement.id,
      file_sha256: sha256,
      opening_minor: statement.opening.amount.minor,
      opening_on: statement.opening.on,
      closing_minor: statement.closing.amount.minor,
      closing_on: statement.closing.on,
      movements_minor: movements.minor,
      imported_at: work.now,
    },
  ]);
  return id;
}

interface KnownLine {
  readonly bookedOn: string;
  readonly amountMinor: bigint;
}

async function knownReferences(
  { client }: UnitOfWork,
  row: BookRow,
  lines: readonly StatementLine[],
): Promise<ReadonlyMap<string, KnownLine>> {
  const { rows } = await client.query(
    `select reference, booked_on as "bookedOn", amount_minor as "amountMinor"
       from trust.bank_line where book_id = $1 and reference = any($2)`,
    [row.id, lines.map((line) => line.ref)],
  );
  return new Map(rows.map((one) => [one.reference, one]));
}

const isSameMovement = (before: KnownLine, line: StatementLine) =>
  before.bookedOn === line.bookedOn && before.amountMinor === line.amount.minor;

/** A bank that uses a reference again for other money: nothing may be skipped for it in silence. */
function reusedReference(before: KnownLine, line: StatementLine): BankRefusal {
  return {
    kind: "bank-reference-reused",
    reference: line.ref,
    bookedOn: line.bookedOn,
    bookedBefore: before.bookedOn,
  };
}

/** Everything a receipt may be matched by: unit numbers, and the names of who owns them now. */
async function unitsOf({ client }: UnitOfWork, row: BookRow): Promise<readonly Unit[]> {
  const { rows } = await client.query(
    `select u.id, u.number, array(select p.name from registry.ownership o
         join registry.person p on p.id = o.person_id
        where o.unit_id = u.id and o.to_on is null order by o.id) as names
       from registry.unit u where u.estate_id = $1 order by length(u.number), u.number`,
    [row.estateId],
  );
  return rows.map((one) => ({ unit: one.id, number: one.number, payerNames: one.names }));
}

/** The part of the book receipts are decided on: what every unit owes and has paid ahead. */
function receivables(work: UnitOfWork, row: BookRow): Promise<Book> {
  return loadBook(work, row, {
    accounts: [{ account: ACCOUNTS.feeReceivable }, { account: ACCOUNTS.advance }],
  });
}

async function bookLine(
  run: Import,
  statementId: string,
  line: NewLine,
): Promise<Result<Counted, BankRefusal>> {
  keepLine(run, statementId, line);
  if (line.reversal) return bounce(run, line);
  if (line.amount.minor < 0n) return accept("unexplained");
  const placed = matchReceipt(bankLine(line), candidates(run));
  const act = run.work.ports.ids.next();
  const ref = bankReference(line.ref);
  const fact = { on: line.bookedOn, act, amount: line.amount, ref };
  const posted =
    placed.status === "matched"
      ? receive(run.book, { ...fact, unit: placed.unit })
      : receiveUnknown(run.book, fact);
  if (!posted.ok) return posted;
  run.book = posted.value.book;
  run.batch.bookings.push({
    act: actOf(act, posted.value, ref),
    lineId: line.id,
    kind: placed.status === "matched" ? "received" : "suspense",
    because: withoutName(placed.because),
  });
  return accept(placed.status);
}

function keepLine({ work, row, batch }: Import, statementId: string, line: NewLine): void {
  batch.lines.push({
    district_id: work.districtId,
    id: line.id,
    statement_id: statementId,
    book_id: row.id,
    ordinal: line.position,
    reference: line.ref,
    booked_on: line.bookedOn,
    amount_minor: line.amount.minor,
    is_reversal: line.reversal,
    reverses_reference: line.reversalOfRef ?? null,
    end_to_end_id: line.endToEndId ?? null,
  });
  batch.payers.push({
    district_id: work.districtId,
    line_id: line.id,
    name: line.counterpartyName ?? null,
    account: line.counterpartyAccount ?? null,
    remark: line.remark === "" ? null : line.remark,
  });
}

/** Writes what has gathered: lines, their entries in one stretch of the chain, and the ties. */
async function flush(run: Import): Promise<void> {
  const { work, row, batch } = run;
  run.batch = emptyBatch();
  await insertRows(work.client, "trust.bank_line", batch.lines);
  await insertRows(work.client, "trust.bank_line_payer", batch.payers);
  const acts = batch.bookings.map(({ act }) => act);
  const ids = await append(work, row, acts);
  for (const { act, lineId, kind, because } of batch.bookings) {
    await link(work, lineId, ids.get(act.act), kind, because);
  }
}

const candidates = ({ book, units }: Import): readonly Candidate[] =>
  units.map((unit) => ({
    ...unit,
    open: standing(book, ACCOUNTS.feeReceivable, FUNDS.ordinary, unit.unit),
  }));

const bankLine = (line: StatementLine) => ({
  ref: line.ref,
  bookedOn: line.bookedOn,
  amount: line.amount,
  remark: line.remark,
  ...(line.counterpartyName !== undefined && { payerName: line.counterpartyName }),
});

/** Why a receipt was placed, without the payer's name: that stands where it can be erased. */
function withoutName(because: object): object {
  const { name: _, ...rest } = because as { name?: string };
  return rest;
}

/**
 * The bank takes a receipt back: what was booked for it is reversed on that day, newest first, and
 * bills that it had settled ahead are owed again.
 */
async function bounce(
  run: Import,
  line: NewLine,
): Promise<Result<"bounced" | "unexplained", BankRefusal>> {
  const { work, row } = run;
  // The receipt may stand a few lines above in this very file.
  await flush(run);
  const acts = await work.client.query(
    `select e.act_id, max(e.sequence) as newest
       from trust.bank_line l join trust.bank_line_entry b on b.line_id = l.id
         join trust.entry e on e.id = b.entry_id
      where l.book_id = $1 and $2 in (l.reference, l.end_to_end_id)
        and l.amount_minor = -$3::bigint
        and not exists (select from trust.entry r where r.reverses = e.id)
      group by e.act_id order by newest desc`,
    [row.id, line.reversalOfRef ?? "", line.amount.minor],
  );
  if (acts.rows.length === 0) return accept("unexplained");
  for (const { act_id: act } of acts.rows) {
    const reversed = await bounceAct(work, row, act, line.bookedOn);
    // The money has left the bank: a person has to see to it, and the rest of the file is booked.
    if (!reversed.ok && reversed.rejection.kind === "overdrawn") return accept("unexplained");
    if (!reversed.ok) return reversed;
    await link(work, line.id, reversed.value, "bounced", { reverses: line.reversalOfRef ?? null });
  }
  run.book = await receivables(work, row);
  return accept("bounced");
}
