import type { YearMonth } from "@xinyi/calendar";
import { add, type Money, negate, scale, subtract } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, FUNDS } from "./account.ts";
import {
  atLeastZero,
  type Book,
  type CommonRejection,
  controlStanding,
  type Dated,
  type Posted,
  perform,
  type Reference,
  standing,
} from "./book.ts";
import { chargesOf, periodOf } from "./charge.ts";
import { credit, debit, entryOf } from "./entry.ts";
import type { Overdrawn } from "./ledger.ts";
import { moveFund, settle } from "./settlement.ts";

export interface SubsidyFact extends Dated {
  readonly unit: string;
  readonly period: YearMonth;
  /** The part of what was billed that the government bears, as a decimal fraction. */
  readonly rate: string;
}

export interface SubsidyReceiptFact extends Dated {
  readonly amount: Money;
  readonly ref: Reference;
}

export interface SubsidyPaymentFact extends Dated {
  readonly unit: string;
  readonly to: "cash" | "credit";
}

export type SubsidyRejection =
  | { readonly kind: "period-not-paid"; readonly unit: string; readonly period: YearMonth }
  | { readonly kind: "already-granted"; readonly unit: string; readonly period: YearMonth };

/**
 * A right to a subsidy, only for a period that was billed and is paid in full;
 * it passes through and is never the trust's income. Reads: all entries on the
 * unit's receivable, and the unit's subsidies.
 */
export function grantSubsidy(
  book: Book,
  fact: SubsidyFact,
): Result<Posted, CommonRejection | SubsidyRejection> {
  return perform<SubsidyFact, SubsidyRejection>(book, "grant-subsidy", fact, () => {
    const { on, act, unit, period, rate } = fact;
    const charges = chargesOf(book.entries, unit, book.currency, book.chart.settlement);
    const { billed, isPaid } = periodOf(charges, period, book.currency);
    if (!isPaid) return reject({ kind: "period-not-paid", unit, period });
    const stands = book.subsidies.some(
      (grant) => grant.unit === unit && grant.period === period && grant.endedBy === undefined,
    );
    if (stands) return reject({ kind: "already-granted", unit, period });
    const amount = scale(billed, [rate], [], book.chart.rounding.line);
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.subsidyReceivable, FUNDS.passThrough, amount),
        credit(ACCOUNTS.subsidyDue, FUNDS.passThrough, amount, unit),
      ]),
      changes: { subsidies: [...book.subsidies, { unit, period, amount, act }] },
    });
  });
}

/** The government's money, never more than is receivable. Reads: the subsidy receivable, the reference. */
export function receiveSubsidy(
  book: Book,
  fact: SubsidyReceiptFact,
): Result<Posted, CommonRejection> {
  return perform<SubsidyReceiptFact, Overdrawn>(book, "receive-subsidy", fact, () => {
    const { on, amount } = fact;
    const due = atLeastZero(standing(book, ACCOUNTS.subsidyReceivable, FUNDS.passThrough));
    if (amount.minor > due.minor) {
      return reject(short(ACCOUNTS.subsidyReceivable, subtract(amount, due)));
    }
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.trustBank, FUNDS.passThrough, amount),
        credit(ACCOUNTS.subsidyReceivable, FUNDS.passThrough, amount),
      ]),
    });
  });
}

/**
 * Pays a household all that is due to it, as cash or towards its fees. Only
 * subsidy money that has come is paid out: what lies beside it in the
 * pass-through fund belongs to others. Reads: the subsidy receivable, every row
 * of subsidies due, the pass-through fund at the bank; for a credit also the
 * unit's receivable and advance.
 */
export function paySubsidy(book: Book, fact: SubsidyPaymentFact): Result<Posted, CommonRejection> {
  return perform<SubsidyPaymentFact, Overdrawn>(book, "pay-subsidy", fact, () => {
    const { on, unit, to } = fact;
    const amount = negate(standing(book, ACCOUNTS.subsidyDue, FUNDS.passThrough, unit));
    const come = subsidyMoney(book);
    if (amount.minor > come.minor) {
      return reject(short(ACCOUNTS.trustBank, subtract(amount, come)));
    }
    const due = debit(ACCOUNTS.subsidyDue, FUNDS.passThrough, amount, unit);
    const payment =
      to === "cash"
        ? [credit(ACCOUNTS.trustBank, FUNDS.passThrough, amount)]
        : [...moveFund(FUNDS.passThrough, FUNDS.ordinary, amount), ...settle(book, unit, amount)];
    return accept({ entries: entryOf(on, [due, ...payment]) });
  });
}

/** What has been received and not yet paid on: due to households, less what is still to come. */
function subsidyMoney(book: Book): Money {
  const due = negate(controlStanding(book, ACCOUNTS.subsidyDue, FUNDS.passThrough));
  const toCome = standing(book, ACCOUNTS.subsidyReceivable, FUNDS.passThrough);
  return add(due, negate(toCome));
}

function short(account: string, shortBy: Money): Overdrawn {
  return { kind: "overdrawn", account, fund: FUNDS.passThrough, shortBy };
}
