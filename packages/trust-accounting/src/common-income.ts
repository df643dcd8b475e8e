import { type Money, scale, subtract } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, FUNDS, fundIn } from "./account.ts";
import {
  type Book,
  type CommonRejection,
  type Dated,
  type MandateId,
  type Posted,
  perform,
} from "./book.ts";
import { credit, debit, entryOf } from "./entry.ts";
import { type NoWeights, split } from "./fee.ts";
import type { FundWithoutEquity } from "./receipt.ts";

export interface CommonIncomeFact extends Dated {
  /** What it comes from: `advert`, `parking`, … */
  readonly kind: string;
  readonly amount: Money;
}

export type CommonCostFact = CommonIncomeFact;

export interface RentFact extends Dated {
  readonly amount: Money;
  /** The part that belongs to the collective, as a decimal fraction. */
  readonly collectiveShare: string;
}

export interface CollectiveFact extends Dated {
  readonly amount: Money;
}

export interface AppropriationFact extends Dated {
  readonly amount: Money;
  readonly weights: ReadonlyMap<string, string>;
  readonly mandate: MandateId | undefined;
}

/** Income of the common parts, gross. Reads: nothing but the bank. */
export function receiveCommonIncome(
  book: Book,
  fact: CommonIncomeFact,
): Result<Posted, CommonRejection> {
  return perform(book, "common-income", fact, () => {
    const { on, kind, amount } = fact;
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.trustBank, FUNDS.common, amount),
        credit(ACCOUNTS.commonIncome, FUNDS.common, amount, kind),
      ]),
    });
  });
}

/** What that income costs, beside it and never netted. Reads: the common fund at the bank. */
export function payCommonCost(book: Book, fact: CommonCostFact): Result<Posted, CommonRejection> {
  return perform(book, "common-cost", fact, () => {
    const { on, kind, amount } = fact;
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.commonCost, FUNDS.common, amount, kind),
        credit(ACCOUNTS.trustBank, FUNDS.common, amount),
      ]),
    });
  });
}

/** Rent of which a share is the collective's: that share is a debt, neither income nor cost. Reads: nothing. */
export function receiveRent(book: Book, fact: RentFact): Result<Posted, CommonRejection> {
  return perform(book, "rent", fact, () => {
    const { on, amount, collectiveShare } = fact;
    const collective = scale(amount, [collectiveShare], [], book.chart.rounding.line);
    const common = subtract(amount, collective);
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.trustBank, FUNDS.passThrough, collective),
        credit(ACCOUNTS.collective, FUNDS.passThrough, collective),
        debit(ACCOUNTS.trustBank, FUNDS.common, common),
        credit(ACCOUNTS.commonIncome, FUNDS.common, common, "rent"),
      ]),
    });
  });
}

/** Pays the collective its share. Reads: what is due to it, the pass-through fund at the bank. */
export function remitCollective(book: Book, fact: CollectiveFact): Result<Posted, CommonRejection> {
  return perform(book, "remit-collective", fact, () => {
    const { on, amount } = fact;
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.collective, FUNDS.passThrough, amount),
        credit(ACCOUNTS.trustBank, FUNDS.passThrough, amount),
      ]),
    });
  });
}

/**
 * Moves common income to the maintenance money by mandate, each unit's share by
 * weight. Income is left as it was. Reads: the common fund at the trust bank.
 */
export function appropriate(
  book: Book,
  fact: AppropriationFact,
): Result<Posted, CommonRejection | NoWeights | FundWithoutEquity> {
  return perform<AppropriationFact, NoWeights | FundWithoutEquity>(
    book,
    "appropriate",
    fact,
    () => {
      const { on, amount, weights } = fact;
      const equity = fundIn(book.chart, FUNDS.common)?.equity;
      if (equity === undefined) return reject({ kind: "fund-without-equity", fund: FUNDS.common });
      const parts = split(book, amount, weights);
      if (parts === undefined) return reject({ kind: "no-weights" });
      return accept({
        entries: entryOf(on, [
          debit(equity, FUNDS.common, amount),
          credit(ACCOUNTS.trustBank, FUNDS.common, amount),
          debit(ACCOUNTS.maintenanceBank, FUNDS.maintenance, amount),
          ...parts.map(({ unit, amount: part }) =>
            credit(ACCOUNTS.maintenance, FUNDS.maintenance, part, unit),
          ),
        ]),
      });
    },
  );
}
