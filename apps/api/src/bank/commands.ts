import { createHash } from "node:crypto";
import type { LocalDate } from "@xinyi/calendar";
import { money, sum } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import {
  ACCOUNTS,
  type Book,
  type Candidate,
  FUNDS,
  match,
  matchReceipt,
  receive,
  receiveUnknown,
  spend,
  standing,
} from "@xinyi/trust-accounting";
import { reverseAct } from "../books/commands.ts";
import { actOf, append, type BookRow, loadBook, lockBook } from "../books/ledger-store.ts";
import type { BookRefusal } from "../books/refusals.ts";
import { insertRows } from "../database/insert.ts";
import type { BankStatement, StatementLine } from "../imports/bank-statement.ts";
import { readCamt053, type StatementFault } from "../imports/camt053.ts";
import type { ApiRefusal } from "../refusal.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { findLine, type LineRow, type LineWire, lineWire } from "./lines.ts";
import { type StatementWire, statementsOf } from "./statements.ts";

export type BankRefusal =
  | BookRefusal
  | ApiRefusal
  | StatementFault
  | {
      readonly kind: "bank-reference-reused";
      readonly reference: string;
      readonly bookedOn: string;
      readonly bookedBefore: string;
    }
  | {
      readonly kind: "other-account-than-book";
      readonly expected: string;
      readonly found: string;
    };

export interface ImportAnswer {
  readonly statements: StatementWire[];
  readonly booked: number;
  readonly alreadyBooked: number;
  readonly matched: number;
  readonly suspense: number;
  readonly unexplained: number;
  readonly bounced: number;
}

type LinkKind = "received" | "suspense" | "matched" | "spent" | "bounced";

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
  const other = await otherAccount(work, row, file.value.statements);
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
  const candidates = await unitCandidates(work, row);
  const touched = new Set<string>();
  for (const statement of file.value.statements) {
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
      const lineId = await keepLine(work, row, statementId, line);
      const kind = await bookLine(work, row, candidates, { ...line, id: lineId });
      if (!kind.ok) return kind;
      counts.booked += 1;
      counts[kind.value] += 1;
    }
  }
  const statements = (await statementsOf(work, row)).filter((one) => touched.has(one.id));
  const answer = { statements, ...counts };
  return accept({ answer, facts: { ...counts, sha256, statements: statements.length } });
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

async function keepLine(
  work: UnitOfWork,
  row: BookRow,
  statementId: string,
  line: StatementLine,
): Promise<string> {
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.bank_line", [
    {
      district_id: work.districtId,
      id,
      statement_id: statementId,
      book_id: row.id,
      ordinal: line.position,
      reference: line.ref,
      booked_on: line.bookedOn,
      amount_minor: line.amount.minor,
      is_reversal: line.reversal,
      reverses_reference: line.reversalOfRef ?? null,
      end_to_end_id: line.endToEndId ?? null,
    },
  ]);
  await insertRows(work.client, "trust.bank_line_payer", [
    {
      district_id: work.districtId,
      line_id: id,
      name: line.counterpartyName ?? null,
      account: line.counterpartyAccount ?? null,
      remark: line.remark === "" ? null : line.remark,
    },
  ]);
  return id;
}

/** Everything a receipt may be matched by: unit numbers, and the names of who owns them now. */
async function unitCandidates(
  { client }: UnitOfWork,
  row: BookRow,
): Promise<readonly Omit<Candidate, "open">[]> {
  const { rows } = await client.query(
    `select u.id, u.number, array(select p.name from registry.ownership o
         join registry.person p on p.id = o.person_id
        where o.unit_id = u.id and o.to_on is null order by o.id) as names
       from registry.unit u where u.estate_id = $1 order by length(u.number), u.number`,
    [row.estateId],
  );
  return rows.map((one) => ({ unit: one.id, number: one.number, payerNames: one.names }));
}

async function bookLine(
  work: UnitOfWork,
  row: BookRow,
  units: readonly Omit<Candidate, "open">[],
  line: StatementLine & { readonly id: string },
): Promise<Result<"matched" | "suspense" | "unexplained" | "bounced", BankRefusal>> {
  if (line.reversal) return bounce(work, row, line);
  if (line.amount.minor < 0n) return accept("unexplained");
  const receivables = await loadBook(work, row, {
    accounts: [{ account: ACCOUNTS.feeReceivable }, { account: ACCOUNTS.advance }],
    references: [bankReference(line.ref)],
  });
  const placed = matchReceipt(bankLine(line), candidatesWith(receivables, units));
  const act = work.ports.ids.next();
  const ref = bankReference(line.ref);
  const fact = { on: line.bookedOn, act, amount: line.amount, ref };
  const posted =
    placed.status === "matched"
      ? receive(receivables, { ...fact, unit: placed.unit })
      : receiveUnknown(receivables, fact);
  if (!posted.ok) return posted;
  const ids = await append(work, row, [actOf(act, posted.value, ref)]);
  const kind = placed.status === "matched" ? "received" : "suspense";
  await link(work, line.id, ids.get(act), kind, withoutName(placed.because));
  return accept(placed.status);
}

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

const candidatesWith = (book: Book, units: readonly Omit<Candidate, "open">[]) =>
  units.map((unit) => ({
    ...unit,
    open: standing(book, ACCOUNTS.feeReceivable, FUNDS.ordinary, unit.unit),
  }));

const bankReference = (ref: string) => `bank:${ref}`;

/** The bank takes a receipt back: what was booked for it is reversed on that day, newest first. */
async function bounce(
  work: UnitOfWork,
  row: BookRow,
  line: StatementLine & { readonly id: string },
): Promise<Result<"bounced" | "unexplained", BankRefusal>> {
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
    const reversed = await reverseAct(work, row, act, line.bookedOn, "bank returned the payment");
    if (!reversed.ok) return reversed;
    await link(work, line.id, reversed.value, "bounced", { reverses: line.reversalOfRef ?? null });
  }
  return accept("bounced");
}

async function link(
  work: UnitOfWork,
  lineId: string,
  entryIds: readonly string[] | undefined,
  kind: LinkKind,
  because: unknown,
): Promise<void> {
  await insertRows(
    work.client,
    "trust.bank_line_entry",
    (entryIds ?? []).map((entryId) => ({
      district_id: work.districtId,
      line_id: lineId,
      entry_id: entryId,
      kind,
      because,
    })),
  );
}

/** How often a line was booked before: a receipt booked again after a reversal takes a new reference. */
async function nextReference(work: UnitOfWork, row: BookRow, reference: string): Promise<string> {
  const { rows } = await work.client.query(
    `select count(*)::int as used from trust.reference
      where book_id = $1 and (reference = $2 or starts_with(reference, $2 || '#'))`,
    [row.id, bankReference(reference)],
  );
  const used = rows[0].used as number;
  return used === 0 ? bankReference(reference) : `${bankReference(reference)}#${used + 1}`;
}

/** A person places a receipt: out of suspense, or anew after its booking was reversed. */
export async function matchLine(
  work: UnitOfWork,
  estateId: string,
  lineId: string,
  fact: { unitId: string; occurredOn: string; reason: string },
): Promise<Result<Done<LineWire>, BankRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const line = await findLine(work, row, lineId);
  if (!line) return reject({ kind: "not-found", what: "bank line" });
  const unit = await work.client.query(
    "select 1 from registry.unit where id = $1 and estate_id = $2",
    [fact.unitId, estateId],
  );
  if (!unit.rowCount) return reject({ kind: "unit-not-found", unitId: fact.unitId });
  const isOpen =
    line.state === "suspense" || (line.state === "unexplained" && line.amountMinor > 0n);
  if (!isOpen) return reject({ kind: "wrong-state", state: line.state, wanted: "suspense" });

  const on = fact.occurredOn as LocalDate;
  const act = work.ports.ids.next();
  const ref = await nextReference(work, row, line.reference);
  const held = await suspenseReference(work, line);
  const book = await loadBook(work, row, {
    accounts: [
      { account: ACCOUNTS.trustBank },
      { account: ACCOUNTS.suspense, subs: held === undefined ? [] : [held] },
      { account: ACCOUNTS.feeReceivable, subs: [fact.unitId] },
      { account: ACCOUNTS.advance, subs: [fact.unitId] },
    ],
    references: [ref],
  });
  const posted =
    line.state === "suspense" && held !== undefined
      ? match(book, { on, act, pointsTo: held, unit: fact.unitId })
      : receive(book, {
          on,
          act,
          ref,
          unit: fact.unitId,
          amount: money(line.amountMinor, row.currency),
        });
  if (!posted.ok) return posted;
  const entries = posted.value.entries.map((entry) => ({ ...entry, reason: fact.reason }));
  const used = line.state === "suspense" ? undefined : ref;
  const ids = await append(work, row, [{ ...actOf(act, posted.value, used), entries }]);
  await link(work, lineId, ids.get(act), "matched", { by: "person" });
  return accept(await answer(work, row, lineId, { unitId: fact.unitId }));
}

/** Under which reference a line's money lies in suspense. */
async function suspenseReference(work: UnitOfWork, line: LineRow): Promise<string | undefined> {
  if (line.entryId === null) return undefined;
  const { rows } = await work.client.query(
    "select sub from trust.posting where entry_id = $1 and account = $2",
    [line.entryId, ACCOUNTS.suspense],
  );
  return rows[0]?.sub;
}

/** Says what a payment was for: whom it was paid to, under which head, by which voucher. */
export async function explainLine(
  work: UnitOfWork,
  estateId: string,
  lineId: string,
  fact: {
    head: string;
    payee: string;
    purpose: string;
    voucherNumber: string;
    voucherSha256?: string | undefined;
  },
): Promise<Result<Done<LineWire>, BankRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const line = await findLine(work, row, lineId);
  if (!line) return reject({ kind: "not-found", what: "bank line" });
  if (line.state !== "unexplained" || line.amountMinor >= 0n) {
    return reject({ kind: "wrong-state", state: line.state, wanted: "unexplained" });
  }
  if (fact.voucherSha256 !== undefined) {
    const known = await work.client.query(
      "select 1 from trust.voucher where estate_id = $1 and sha256 = $2",
      [estateId, fact.voucherSha256],
    );
    if (!known.rowCount) return reject({ kind: "not-found", what: "voucher" });
  }
  const act = work.ports.ids.next();
  const book = await loadBook(work, row, { accounts: [{ account: ACCOUNTS.trustBank }] });
  const posted = spend(book, {
    on: line.bookedOn,
    act,
    fund: FUNDS.ordinary,
    head: fact.head,
    amount: money(-line.amountMinor, row.currency),
    voucher: fact.voucherSha256 ?? fact.voucherNumber,
  });
  if (!posted.ok) return posted;
  const ids = await append(work, row, [
    {
      act,
      entries: posted.value.entries.map((entry) => ({
        ...entry,
        reason: fact.purpose,
        vouchers: fact.voucherSha256 === undefined ? [] : [fact.voucherSha256],
      })),
    },
  ]);
  const entryIds = ids.get(act) ?? [];
  await insertRows(
    work.client,
    "trust.spending",
    entryIds.map((entryId) => ({
      district_id: work.districtId,
      entry_id: entryId,
      payee: fact.payee,
      purpose: fact.purpose,
      voucher_number: fact.voucherNumber,
    })),
  );
  await link(work, lineId, entryIds, "spent", { by: "person" });
  return accept(await answer(work, row, lineId, { head: fact.head }));
}

async function answer(
  work: UnitOfWork,
  row: BookRow,
  lineId: string,
  facts: Readonly<Record<string, unknown>>,
): Promise<Done<LineWire>> {
  const line = await findLine(work, row, lineId);
  if (!line) throw new Error("the line just booked is not visible");
  return { answer: lineWire(row, line, true), facts: { lineId, ...facts } };
}

/** Keeps a voucher by its content; the file is on disk before the row that names it. */
export async function storeVoucher(
  work: UnitOfWork,
  estateId: string,
  bytes: Uint8Array,
): Promise<Result<Done<{ sha256: string; mediaType: string; bytes: number }>, { kind: string }>> {
  const stored = await work.ports.blobs.put(bytes);
  if (!stored.ok) return stored;
  await work.client.query(
    `insert into trust.voucher (district_id, estate_id, sha256, media_type, bytes, stored_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [
      work.districtId,
      estateId,
      stored.value.sha256,
      stored.value.mediaType,
      stored.value.bytes,
      work.now,
    ],
  );
  return accept({ answer: stored.value, facts: { sha256: stored.value.sha256 } });
}
