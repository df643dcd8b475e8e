import { add, type Money, negate, subtract } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, type FundId, fundIn } from "./account.ts";
import {
  type Book,
  type CommonRejection,
  controlStanding,
  type Dated,
  lesser,
  type Posted,
  perform,
  standing,
} from "./book.ts";
import { credit, debit, entryOf, type Posting } from "./entry.ts";
import { type Overdrawn, rowsOf } from "./ledger.ts";

export interface DonationFact extends Dated {
  readonly fund: FundId;
  readonly amount: Money;
}

export interface AwardFact extends Dated {
  readonly grant: string;
  readonly fund: FundId;
  readonly amount: Money;
}

export interface StageFact extends Dated {
  readonly grant: string;
  readonly amount: Money;
}

export type FundNotRestricted = { readonly kind: "fund-not-restricted"; readonly fund: FundId };

/** A gift for a named purpose. Reads: nothing. */
export function donate(
  book: Book,
  fact: DonationFact,
): Result<Posted, CommonRejection | FundNotRestricted> {
  return perform<DonationFact, FundNotRestricted>(book, "donate", fact, () => {
    const { on, fund, amount } = fact;
    if (!isRestricted(book, fund)) return reject({ kind: "fund-not-restricted", fund });
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.trustBank, fund, amount),
        credit(ACCOUNTS.restrictedDonation, fund, amount),
      ]),
    });
  });
}

/**
 * Promises a grant out of money the fund has not promised yet. Reads: the fund
 * at the bank, every grant of the fund.
 */
export function award(
  book: Book,
  fact: AwardFact,
): Result<Posted, CommonRejection | FundNotRestricted> {
  return perform<AwardFact, FundNotRestricted | Overdrawn>(book, "award", fact, () => {
    const { on, grant, fund, amount } = fact;
    if (!isRestricted(book, fund)) return reject({ kind: "fund-not-restricted", fund });
    const free = unawarded(book, fund);
    if (amount.minor > free.minor) {
      const shortBy = subtract(amount, free);
      return reject({ kind: "overdrawn", account: ACCOUNTS.trustBank, fund, shortBy });
    }
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.grantExpense, fund, amount),
        credit(ACCOUNTS.grant, fund, amount, grant),
      ]),
    });
  });
}

/** Pays a stage of a grant from the fund that promised it. Reads: the grant's rows, their funds at the bank. */
export function payStage(book: Book, fact: StageFact): Result<Posted, CommonRejection> {
  return perform<StageFact, Overdrawn>(book, "pay-stage", fact, () => {
    const { on, grant, amount } = fact;
    const lines: Posting[] = [];
    let rest = amount;
    for (const row of rowsOf(book.balances, ACCOUNTS.grant, { sub: grant })) {
      const part = lesser(rest, negate(row.amount));
      rest = subtract(rest, part);
      lines.push(debit(ACCOUNTS.grant, row.fund, part, grant));
      lines.push(credit(ACCOUNTS.trustBank, row.fund, part));
    }
    if (rest.minor > 0n) {
      const where = { account: ACCOUNTS.grant, fund: lines[0]?.fund ?? "", sub: grant };
      return reject({ kind: "overdrawn", ...where, shortBy: rest });
    }
    return accept({ entries: entryOf(on, lines) });
  });
}

/** What a restricted fund has at the bank and has promised to nobody. */
export function unawarded(book: Book, fund: FundId): Money {
  const bank = standing(book, ACCOUNTS.trustBank, fund);
  return add(bank, controlStanding(book, ACCOUNTS.grant, fund));
}

function isRestricted(book: Book, fund: FundId): boolean {
  return fundIn(book.chart, fund)?.kind === "restricted";
}
