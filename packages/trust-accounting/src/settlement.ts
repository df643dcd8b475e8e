import type { LocalDate } from "@xinyi/calendar";
import { add, type Money, negate, subtract } from "@xinyi/money";
import { ACCOUNTS, FUNDS, type FundId } from "./account.ts";
import { atLeastZero, type Book, lesser, standing } from "./book.ts";
import { credit, debit, type EntryDraft, entryOf, type Posting } from "./entry.ts";

/** What a unit still owes; a receivable that stands in its favour counts as nothing owed. */
export function openOf(book: Book, unit: string): Money {
  return atLeastZero(standing(book, ACCOUNTS.feeReceivable, FUNDS.ordinary, unit));
}

/** What a unit has paid ahead. */
export function advanceOf(book: Book, unit: string): Money {
  return negate(standing(book, ACCOUNTS.advance, FUNDS.ordinary, unit));
}

/**
 * Credits a sum to a unit: first what it owes, the rest as an advance. Which of
 * its charges that closes, oldest first, is derived by `chargesOf`.
 */
export function settle(book: Book, unit: string, amount: Money): readonly Posting[] {
  const owed = lesser(openOf(book, unit), amount);
  return [
    credit(ACCOUNTS.feeReceivable, FUNDS.ordinary, owed, unit),
    credit(ACCOUNTS.advance, FUNDS.ordinary, subtract(amount, owed), unit),
  ];
}

/** After a new charge: what the unit has paid ahead settles it at once. */
export function drawAdvance(
  book: Book,
  unit: string,
  charged: Money,
  on: LocalDate,
): readonly EntryDraft[] {
  const receivable = standing(book, ACCOUNTS.feeReceivable, FUNDS.ordinary, unit);
  const open = atLeastZero(add(receivable, charged));
  const drawn = lesser(open, advanceOf(book, unit));
  return entryOf(on, [
    debit(ACCOUNTS.advance, FUNDS.ordinary, drawn, unit),
    credit(ACCOUNTS.feeReceivable, FUNDS.ordinary, drawn, unit),
  ]);
}

/** Money that changes its fund and stays at the trust's bank: a pair of lines on one account. */
export function moveFund(from: FundId, to: FundId, amount: Money): readonly Posting[] {
  return [credit(ACCOUNTS.trustBank, from, amount), debit(ACCOUNTS.trustBank, to, amount)];
}
