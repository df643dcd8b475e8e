import { type Money, subtract } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, FUNDS, type FundId, fundIn, splitName } from "./account.ts";
import {
  atLeastZero,
  type Book,
  type CommonRejection,
  type Dated,
  type Posted,
  perform,
  standing,
} from "./book.ts";
import { credit, debit, entryOf } from "./entry.ts";

export interface SpendingFact extends Dated {
  readonly fund: FundId;
  readonly head: string;
  readonly amount: Money;
  /** The voucher's hash (or, in a worked example, its label). */
  readonly voucher: string;
}

export interface PettyFloatFact extends Dated {
  readonly amount: Money;
}

export type PettySpendingFact = Omit<SpendingFact, "fund">;

/** Money that belongs to named others, or to the maintenance bank, is not spent under a head. */
export type FundNotSpendable = { readonly kind: "fund-not-spendable"; readonly fund: FundId };

export type NoImprest = { readonly kind: "no-imprest" };

/**
 * Spends from one fund alone, already authorised. A fund without equity holds
 * the money of named others: what it has not is overdrawn, and what it has is
 * not for spending. Reads: the fund at the trust bank.
 */
export function spend(
  book: Book,
  fact: SpendingFact,
): Result<Posted, CommonRejection | FundNotSpendable> {
  return perform<SpendingFact, FundNotSpendable>(book, "spend", fact, () => {
    const { on, fund, head, amount, voucher } = fact;
    const bank = standing(book, ACCOUNTS.trustBank, fund);
    if (fundIn(book.chart, fund)?.equity === undefined && amount.minor <= bank.minor) {
      return reject({ kind: "fund-not-spendable", fund });
    }
    const { account, sub } = splitName(book.chart, `expenses:${head}`);
    return accept({
      entries: entryOf(
        on,
        [debit(account, fund, amount, sub), credit(ACCOUNTS.trustBank, fund, amount)],
        { vouchers: [voucher] },
      ),
    });
  });
}

/** Puts money in the box and sets the imprest to it. Reads: the ordinary fund at the bank, imprests. */
export function pettyFloat(book: Book, fact: PettyFloatFact): Result<Posted, CommonRejection> {
  return perform(book, "petty-float", fact, () => {
    const { on, amount, act } = fact;
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.pettyCash, FUNDS.ordinary, amount),
        credit(ACCOUNTS.trustBank, FUNDS.ordinary, amount),
      ]),
      changes: { imprests: [...book.imprests, { amount, act }] },
    });
  });
}

/** Spends from the box. Reads: petty cash. */
export function pettySpend(book: Book, fact: PettySpendingFact): Result<Posted, CommonRejection> {
  return perform(book, "petty-spend", fact, () => {
    const { on, head, amount, voucher } = fact;
    const { account, sub } = splitName(book.chart, `expenses:${head}`);
    return accept({
      entries: entryOf(
        on,
        [
          debit(account, FUNDS.ordinary, amount, sub),
          credit(ACCOUNTS.pettyCash, FUNDS.ordinary, amount),
        ],
        { vouchers: [voucher] },
      ),
    });
  });
}

/** Fills the box up to the imprest, and makes no entry when it is full. Reads: petty cash, bank, imprests. */
export function pettyTopUp(book: Book, fact: Dated): Result<Posted, CommonRejection | NoImprest> {
  return perform(book, "petty-top-up", fact, () => {
    const imprest = book.imprests.at(-1);
    if (imprest === undefined) return reject({ kind: "no-imprest" });
    const inBox = standing(book, ACCOUNTS.pettyCash, FUNDS.ordinary);
    const amount = atLeastZero(subtract(imprest.amount, inBox));
    return accept({
      entries: entryOf(fact.on, [
        debit(ACCOUNTS.pettyCash, FUNDS.ordinary, amount),
        credit(ACCOUNTS.trustBank, FUNDS.ordinary, amount),
      ]),
    });
  });
}
