import type { LocalDate } from "@xinyi/calendar";
import { fromMoneyWire, type Money, type MoneyWire } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, creditNote, writeOff } from "@xinyi/trust-accounting";
import { inBook } from "../books/commands.ts";
import {
  type Act,
  actOf,
  append,
  type BookRow,
  loadBook,
  lockBook,
} from "../books/ledger-store.ts";
import { insertRows } from "../database/insert.ts";
import { takeMandate } from "../mandates/commands.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import type { FeeRefusal } from "./refusals.ts";

/** A refund is money that leaves, and is booked with the bank's line. */
export type ReliefKind = "credit-note" | "waiver" | "write-off";

export interface ReliefWire {
  readonly actId: string;
  readonly unitNumber: string;
  readonly kind: ReliefKind | "refund";
  readonly amount: MoneyWire;
  readonly resolutionId: string;
  readonly recordedAt: string;
  readonly isReversed: boolean;
}

export async function reliefsOf(work: UnitOfWork, row: BookRow): Promise<readonly ReliefWire[]> {
  const { rows } = await work.client.query(
    `select f.act_id as "actId", u.number as "unitNumber", f.kind, f.amount_minor as amount,
       m.resolution_id as "resolutionId", f.recorded_at as "recordedAt",
       exists (select from trust.entry e join trust.entry r on r.reverses = e.id
         where e.act_id = f.act_id) as "isReversed"
     from trust.relief f join registry.unit u on u.id = f.unit_id
       join trust.mandate m on m.id = f.mandate_id
      where f.book_id = $1 order by f.recorded_at desc, f.act_id`,
    [row.id],
  );
  return rows.map((one) => ({ ...one, amount: inBook(row, one.amount) }));
}

/**
 * Makes claims smaller or gives them up, all that one resolution names in one act of the books. A
 * credit note and a waiver make the bill smaller; a write-off leaves it and bears the loss.
 */
export async function relieve(
  work: UnitOfWork,
  estateId: string,
  fact: {
    kind: ReliefKind;
    occurredOn: string;
    reason: string;
    mandateId: string;
    items: { unitId: string; amount: MoneyWire }[];
  },
): Promise<Result<Done<{ reliefs: ReliefWire[] }>, FeeRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const mandate = await takeMandate(work, row, fact.mandateId, "fee-relief");
  if (!mandate.ok) return mandate;
  const units = await work.client.query("select id from registry.unit where estate_id = $1", [
    estateId,
  ]);
  const known = new Set(units.rows.map((one) => one.id));
  const subs = fact.items.map(({ unitId }) => unitId);
  let book = await loadBook(work, row, {
    accounts: [
      { account: ACCOUNTS.feeReceivable, subs },
      { account: ACCOUNTS.advance, subs },
      { account: ACCOUNTS.allowance, subs },
    ],
  });
  const acts: Act[] = [];
  const amounts: Money[] = [];
  for (const { unitId, amount: given } of fact.items) {
    if (!known.has(unitId)) return reject({ kind: "unit-not-found", unitId });
    const amount = fromMoneyWire(given);
    if (!amount.ok) return amount;
    const act = work.ports.ids.next();
    const one = { on: fact.occurredOn as LocalDate, act, unit: unitId, amount: amount.value };
    const posted =
      fact.kind === "write-off"
        ? writeOff(book, { ...one, mandate: mandate.value.resolutionId })
        : creditNote(book, { ...one, reason: fact.reason });
    if (!posted.ok) return posted;
    book = posted.value.book;
    amounts.push(amount.value);
    const entries = posted.value.entries.map((entry) => ({ ...entry, reason: fact.reason }));
    acts.push({ ...actOf(act, posted.value), entries });
  }
  await append(work, row, acts);
  await insertRows(
    work.client,
    "trust.relief",
    acts.map(({ act }, at) => ({
      district_id: work.districtId,
      act_id: act,
      book_id: row.id,
      unit_id: fact.items[at]?.unitId,
      kind: fact.kind,
      amount_minor: amounts[at]?.minor,
      mandate_id: fact.mandateId,
      recorded_at: work.now,
    })),
  );
  const made = new Set(acts.map(({ act }) => act));
  const reliefs = (await reliefsOf(work, row)).filter(({ actId }) => made.has(actId));
  return accept({
    answer: { reliefs },
    facts: { kind: fact.kind, reliefs: reliefs.length, mandateId: fact.mandateId },
  });
}
