import type { LocalDate } from "@xinyi/calendar";
import { money } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, FUNDS, match, receive, spend } from "@xinyi/trust-accounting";
import { actOf, append, type BookRow, loadBook, lockBook } from "../books/ledger-store.ts";
import { insertRows } from "../database/insert.ts";
import { policyOn } from "../policy/store.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { bankReference, link } from "./line-entries.ts";
import { findLine, type LineRow, type LineWire, lineWire } from "./lines.ts";
import type { BankRefusal } from "./refusals.ts";

/** How often a line was booked before: a receipt booked again after a reversal takes a new reference. */
export async function nextReference(
  work: UnitOfWork,
  row: BookRow,
  reference: string,
): Promise<string> {
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
  // Where the owners have said who opens a payment, none is booked that nobody opened.
  const policy = await policyOn(work, row, line.bookedOn);
  if (policy !== undefined && !policy.headsWithoutOrder.includes(fact.head)) {
    return reject({ kind: "order-required", head: fact.head });
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
