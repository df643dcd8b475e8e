import { type Money, negate } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, FUNDS, type FundId, fundIn, splitName } from "./account.ts";
import {
  type Book,
  type CommonRejection,
  type Dated,
  type Posted,
  perform,
  type Reference,
  standing,
} from "./book.ts";
import { credit, debit, entryOf } from "./entry.ts";
import { moveFund, settle } from "./settlement.ts";

export interface OpeningFact extends Dated {
  readonly fund: FundId;
  readonly amount: Money;
}

export interface ReceiptFact extends Dated {
  readonly unit: string;
  readonly amount: Money;
  readonly ref: Reference;
}

export interface IncomeFact extends Dated {
  readonly head: string;
  readonly amount: Money;
}

export interface RefundFact extends Dated {
  readonly unit: string;
  readonly amount: Money;
}

export interface UnknownReceiptFact extends Dated {
  readonly amount: Money;
  readonly ref: Reference;
}

export interface MatchFact extends Dated {
  readonly pointsTo: Reference;
  readonly unit: string;
}

/** A fund whose opening money would belong to someone: it comes in by its own verbs. */
export type FundWithoutEquity = { readonly kind: "fund-without-equity"; readonly fund: FundId };

export type NothingInSuspense = {
  readonly kind: "nothing-in-suspense";
  readonly reference: Reference;
};

/** Opening money of a fund. Reads: the fund's balance at the trust bank. */
export function open(
  book: Book,
  fact: OpeningFact,
): Result<Posted, CommonRejection | FundWithoutEquity> {
  return perform(book, "open", fact, () => {
    const { on, fund, amount } = fact;
    const equity = fundIn(book.chart, fund)?.equity;
    if (equity === undefined) return reject({ kind: "fund-without-equity", fund });
    return accept({
      entries: entryOf(on, [debit(ACCOUNTS.trustBank, fund, amount), credit(equity, fund, amount)]),
    });
  });
}

/**
 * A household's payment: settles what it owes, the rest is an advance. Reads:
 * the unit's receivable and advance, and whether the reference is used.
 */
export function receive(book: Book, fact: ReceiptFact): Result<Posted, CommonRejection> {
  return perform(book, "receive", fact, () => {
    const { on, unit, amount } = fact;
    const bank = debit(ACCOUNTS.trustBank, FUNDS.ordinary, amount);
    return accept({ entries: entryOf(on, [bank, ...settle(book, unit, amount)]) });
  });
}

/** Income of no one household. Reads: nothing but the bank. */
export function receiveIncome(book: Book, fact: IncomeFact): Result<Posted, CommonRejection> {
  return perform(book, "receive-income", fact, () => {
    const { on, head, amount } = fact;
    const { account, sub } = splitName(book.chart, `income:${head}`);
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.trustBank, FUNDS.ordinary, amount),
        credit(account, FUNDS.ordinary, amount, sub),
      ]),
    });
  });
}

/** Money paid ahead goes back. Reads: the unit's advance, the ordinary fund at the bank. */
export function refundAdvance(book: Book, fact: RefundFact): Result<Posted, CommonRejection> {
  return perform(book, "refund-advance", fact, () => {
    const { on, unit, amount } = fact;
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.advance, FUNDS.ordinary, amount, unit),
        credit(ACCOUNTS.trustBank, FUNDS.ordinary, amount),
      ]),
    });
  });
}

/** A receipt nobody can place yet, kept under its reference. Reads: whether the reference is used. */
export function receiveUnknown(
  book: Book,
  fact: UnknownReceiptFact,
): Result<Posted, CommonRejection> {
  return perform(book, "receive-unknown", fact, () => {
    const { on, amount, ref } = fact;
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.trustBank, FUNDS.passThrough, amount),
        credit(ACCOUNTS.suspense, FUNDS.passThrough, amount, ref),
      ]),
    });
  });
}

/**
 * Places an unknown receipt: it settles like a payment of the unit. Reads: what
 * is in suspense under the reference, the unit's receivable and advance, and
 * the pass-through fund at the bank.
 */
export function match(
  book: Book,
  fact: MatchFact,
): Result<Posted, CommonRejection | NothingInSuspense> {
  return perform(book, "match", fact, () => {
    const { on, pointsTo, unit } = fact;
    const held = standing(book, ACCOUNTS.suspense, FUNDS.passThrough, pointsTo);
    if (held.minor >= 0n) return reject({ kind: "nothing-in-suspense", reference: pointsTo });
    const amount = negate(held);
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.suspense, FUNDS.passThrough, amount, pointsTo),
        ...moveFund(FUNDS.passThrough, FUNDS.ordinary, amount),
        ...settle(book, unit, amount),
      ]),
    });
  });
}
