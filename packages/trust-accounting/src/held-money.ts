import { type Money, negate, subtract } from "@xinyi/money";
import { accept, type Result } from "@xinyi/result";
import { ACCOUNTS, FUNDS, splitName } from "./account.ts";
import {
  type Book,
  type CommonRejection,
  type Dated,
  lesser,
  type Posted,
  perform,
  standing,
} from "./book.ts";
import { credit, debit, entryOf } from "./entry.ts";
import { moveFund } from "./settlement.ts";

export interface CollectionFact extends Dated {
  /** For whom it is collected: `water`, `electricity`, … */
  readonly kind: string;
  readonly amount: Money;
}

export interface DepositFact extends Dated {
  readonly unit: string;
  readonly amount: Money;
}

export interface DepositDeductionFact extends DepositFact {
  readonly head: string;
  readonly voucher: string;
}

/** Money collected for someone else, without a mark-up. Reads: nothing. */
export function collect(book: Book, fact: CollectionFact): Result<Posted, CommonRejection> {
  return perform(book, "collect", fact, () => {
    const { on, kind, amount } = fact;
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.trustBank, FUNDS.passThrough, amount),
        credit(ACCOUNTS.passThrough, FUNDS.passThrough, amount, kind),
      ]),
    });
  });
}

/**
 * Pays on what is held of a kind; what the supplier asks beyond it is the
 * ordinary fund's loss. Reads: what is held of the kind, the pass-through and
 * the ordinary fund at the bank.
 */
export function remit(book: Book, fact: CollectionFact): Result<Posted, CommonRejection> {
  return perform(book, "remit", fact, () => {
    const { on, kind, amount } = fact;
    const held = negate(standing(book, ACCOUNTS.passThrough, FUNDS.passThrough, kind));
    const passed = lesser(held, amount);
    const excess = subtract(amount, passed);
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.passThrough, FUNDS.passThrough, passed, kind),
        credit(ACCOUNTS.trustBank, FUNDS.passThrough, passed),
        debit(ACCOUNTS.lineLoss, FUNDS.ordinary, excess),
        credit(ACCOUNTS.trustBank, FUNDS.ordinary, excess),
      ]),
    });
  });
}

/** Takes a deposit of a unit. Reads: nothing. */
export function takeDeposit(book: Book, fact: DepositFact): Result<Posted, CommonRejection> {
  return perform(book, "take-deposit", fact, () => {
    const { on, unit, amount } = fact;
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.trustBank, FUNDS.passThrough, amount),
        credit(ACCOUNTS.deposit, FUNDS.passThrough, amount, unit),
      ]),
    });
  });
}

/**
 * Recovers a cost already spent out of a deposit: the money changes fund and
 * the head is relieved. Reads: the unit's deposit, the pass-through fund at the bank.
 */
export function deductDeposit(
  book: Book,
  fact: DepositDeductionFact,
): Result<Posted, CommonRejection> {
  return perform(book, "deduct-deposit", fact, () => {
    const { on, unit, head, amount, voucher } = fact;
    const { account, sub } = splitName(book.chart, `expenses:${head}`);
    return accept({
      entries: entryOf(
        on,
        [
          debit(ACCOUNTS.deposit, FUNDS.passThrough, amount, unit),
          ...moveFund(FUNDS.passThrough, FUNDS.ordinary, amount),
          credit(account, FUNDS.ordinary, amount, sub),
        ],
        { vouchers: [voucher] },
      ),
    });
  });
}

/** Gives a deposit back, never more than it holds. Reads: the unit's deposit, the pass-through fund at the bank. */
export function returnDeposit(book: Book, fact: DepositFact): Result<Posted, CommonRejection> {
  return perform(book, "return-deposit", fact, () => {
    const { on, unit, amount } = fact;
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.deposit, FUNDS.passThrough, amount, unit),
        credit(ACCOUNTS.trustBank, FUNDS.passThrough, amount),
      ]),
    });
  });
}
