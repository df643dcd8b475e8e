import { allocate, type Money, negate, productToMinor, scale, subtract } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, FUNDS } from "./account.ts";
import {
  type Book,
  type CommonRejection,
  type Dated,
  lesser,
  type MandateId,
  type Posted,
  perform,
  standing,
} from "./book.ts";
import { credit, debit, entryOf } from "./entry.ts";
import type { Overdrawn } from "./ledger.ts";
import { type RateSegment, weightedRate } from "./rate.ts";
import { drawAdvance, openOf, settle } from "./settlement.ts";

/** What a bill comes to: a sum, or area (m²) × rate (per m² and month) × months. */
export type BillBasis =
  | { readonly amount: Money }
  | { readonly area: string; readonly rate: string; readonly months: number };

export type BillFact = Dated & { readonly unit: string } & BillBasis;

export interface CreditNoteFact extends Dated {
  readonly unit: string;
  readonly amount: Money;
  readonly reason: string;
}

export interface LateChargeFact extends Dated {
  readonly unit: string;
  /** What was due, without earlier late charges: they are not compounded. */
  readonly principal: Money;
  /** Rates per year, as decimal fractions: 0.03 is 3 %. */
  readonly segments: readonly RateSegment[];
  /** Days of the year in the contract's count: 365 or 360. */
  readonly dayCount: number;
}

export interface AllocationFact extends Dated {
  readonly amount: Money;
  /** Decimal weights by unit, in the order that decides a tie. */
  readonly weights: ReadonlyMap<string, string>;
}

export interface AllowanceFact extends Dated {
  readonly unit: string;
  readonly rate: string;
}

export interface WriteOffFact extends Dated {
  readonly unit: string;
  readonly amount: Money;
  readonly mandate: MandateId | undefined;
}

export type NoWeights = { readonly kind: "no-weights" };

/**
 * Bills a unit and settles the bill from what it has paid ahead. The product is
 * rounded once. Reads: the unit's receivable and advance.
 */
export function bill(book: Book, fact: BillFact): Result<Posted, CommonRejection> {
  return perform(book, "bill", fact, () => {
    const { on, unit } = fact;
    const amount = billed(book, fact);
    return accept({
      entries: [
        ...entryOf(on, [
          debit(ACCOUNTS.feeReceivable, FUNDS.ordinary, amount, unit),
          credit(ACCOUNTS.feeIncome, FUNDS.ordinary, amount),
        ]),
        ...drawAdvance(book, unit, amount, on),
      ],
    });
  });
}

/** A bill reduced after the fact; what was already paid becomes an advance. Reads: as `bill`. */
export function creditNote(book: Book, fact: CreditNoteFact): Result<Posted, CommonRejection> {
  return perform(book, "credit-note", fact, () => {
    const { on, unit, amount, reason } = fact;
    const income = debit(ACCOUNTS.feeIncome, FUNDS.ordinary, amount);
    return accept({ entries: entryOf(on, [income, ...settle(book, unit, amount)], { reason }) });
  });
}

/**
 * Simple interest by segments of dated rates, rounded once at the end. Reads:
 * nothing of the book; the caller has read principal, days and rates.
 */
export function lateCharge(book: Book, fact: LateChargeFact): Result<Posted, CommonRejection> {
  return perform(book, "late-charge", fact, () => {
    const { on, unit } = fact;
    const amount = interestOf(book, fact);
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.feeReceivable, FUNDS.ordinary, amount, unit),
        credit(ACCOUNTS.lateCharge, FUNDS.ordinary, amount),
      ]),
    });
  });
}

/**
 * Splits a common cost over units by weight and settles each share from what
 * the unit has paid ahead. Reads: every named unit's receivable and advance.
 */
export function allocateCost(
  book: Book,
  fact: AllocationFact,
): Result<Posted, CommonRejection | NoWeights> {
  return perform(book, "allocate", fact, () => {
    const { on, amount, weights } = fact;
    const parts = split(book, amount, weights);
    if (parts === undefined) return reject({ kind: "no-weights" });
    const shares = parts.map(({ unit, amount: part }) =>
      debit(ACCOUNTS.feeReceivable, FUNDS.ordinary, part, unit),
    );
    return accept({
      entries: [
        ...entryOf(on, [...shares, credit(ACCOUNTS.costRecovery, FUNDS.ordinary, amount)]),
        ...parts.flatMap(({ unit, amount: part }) => drawAdvance(book, unit, part, on)),
      ],
    });
  });
}

/** Expects a part of what a unit owes never to come. Reads: the unit's receivable. */
export function allow(book: Book, fact: AllowanceFact): Result<Posted, CommonRejection> {
  return perform(book, "allow", fact, () => {
    const { on, unit, rate } = fact;
    const amount = scale(openOf(book, unit), [rate], [], book.chart.rounding.line);
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.badDebt, FUNDS.ordinary, amount),
        credit(ACCOUNTS.allowance, FUNDS.ordinary, amount, unit),
      ]),
    });
  });
}

/**
 * Gives up a claim by mandate: from the unit's allowance as far as it goes, the
 * rest at the trust's cost. Never more than is open. Reads: the unit's
 * receivable and allowance.
 */
export function writeOff(book: Book, fact: WriteOffFact): Result<Posted, CommonRejection> {
  return perform(book, "write-off", fact, () => {
    const { on, unit, amount } = fact;
    const open = openOf(book, unit);
    if (amount.minor > open.minor) {
      return reject(excess(ACCOUNTS.feeReceivable, unit, subtract(amount, open)));
    }
    const held = negate(standing(book, ACCOUNTS.allowance, FUNDS.ordinary, unit));
    const allowed = lesser(held, amount);
    return accept({
      entries: entryOf(on, [
        credit(ACCOUNTS.feeReceivable, FUNDS.ordinary, amount, unit),
        debit(ACCOUNTS.allowance, FUNDS.ordinary, allowed, unit),
        debit(ACCOUNTS.badDebt, FUNDS.ordinary, subtract(amount, allowed)),
      ]),
    });
  });
}

/** Splits a sum by weights; without a weight above zero there is nobody to split it over. */
export function split(
  book: Book,
  amount: Money,
  weights: ReadonlyMap<string, string>,
): readonly { readonly unit: string; readonly amount: Money }[] | undefined {
  const units = [...weights.keys()];
  const values = [...weights.values()];
  if (!values.some((value) => /[1-9]/.test(value))) return undefined;
  const parts = allocate(amount, values, { remainder: book.chart.rounding.remainder });
  return parts.map((part, at) => ({ unit: units[at] as string, amount: part }));
}

function billed(book: Book, basis: BillBasis): Money {
  if ("amount" in basis) return basis.amount;
  const { area, rate, months } = basis;
  return productToMinor([area, rate, String(months)], book.currency, book.chart.rounding.line);
}

/** principal × Σ(rate × days) ÷ dayCount, rounded once. */
function interestOf(book: Book, fact: LateChargeFact): Money {
  const { principal, segments, dayCount } = fact;
  const factors = [weightedRate(segments)];
  return scale(principal, factors, [String(dayCount)], book.chart.rounding.line);
}

function excess(account: string, unit: string, shortBy: Money): Overdrawn {
  return { kind: "overdrawn", account, fund: FUNDS.ordinary, sub: unit, shortBy };
}
