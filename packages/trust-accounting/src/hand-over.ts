import { negate } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { type Book, type CommonRejection, type Dated, type Posted, perform } from "./book.ts";
import { type EntryDraft, entryOf } from "./entry.ts";
import { type BalanceRow, trialBalance } from "./ledger.ts";

export interface HandOverFact extends Dated {
  readonly reason: string;
}

/** A book that closes, and what the successor's book opens with. */
export interface HandOver {
  readonly closing: Posted;
  /** For the first entry of the new book, whose genesis names this book and its head. */
  readonly opening: readonly EntryDraft[];
}

/** Orders that still commit money are executed or voided by those who proposed them, not handed on. */
export type OrdersOpen = { readonly kind: "orders-open"; readonly orders: readonly string[] };

/**
 * Hands every account of every fund to a new trustee: one entry brings this
 * book to nil, and the same lines, turned round, open the next. Reads: all
 * balances, the open orders.
 */
export function handOver(
  book: Book,
  fact: HandOverFact,
): Result<HandOver, CommonRejection | OrdersOpen> {
  const { rows } = trialBalance(book.balances, book.currency);
  const closing = perform<HandOverFact, OrdersOpen>(book, "hand-over", fact, () => {
    const open = [...book.orders.values()].filter((order) => order.state.status === "open");
    if (open.length > 0) return reject({ kind: "orders-open", orders: open.map(({ id }) => id) });
    return accept({ entries: entryOf(fact.on, rows.map(opposite), { reason: fact.reason }) });
  });
  if (!closing.ok) return closing;
  const opening = entryOf(fact.on, rows, { reason: fact.reason });
  return accept({ closing: closing.value, opening });
}

function opposite(row: BalanceRow): BalanceRow {
  return { ...row, amount: negate(row.amount) };
}
