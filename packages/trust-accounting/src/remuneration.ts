import type { YearMonth } from "@xinyi/calendar";
import { type Money, negate, scale, subtract, sum, zero } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, FUNDS } from "./account.ts";
import {
  type Book,
  type CommonRejection,
  type Dated,
  type Posted,
  perform,
  type Remuneration,
  standing,
} from "./book.ts";
import { totalOfLines } from "./budget.ts";
import { credit, debit, entryOf } from "./entry.ts";
import type { Overdrawn } from "./ledger.ts";

export interface RemunerationFact extends Dated {
  readonly month: YearMonth;
}

export interface AppraisalFact extends Dated {
  readonly month: YearMonth;
  readonly score: string;
  readonly outOf: string;
}

export interface RemunerationPaymentFact extends Dated {
  readonly amount: Money;
}

export type RemunerationRejection =
  | { readonly kind: "no-budget"; readonly year: number }
  | { readonly kind: "already-accrued"; readonly month: YearMonth };

export type AppraisalRejection =
  | { readonly kind: "not-accrued"; readonly month: YearMonth }
  | { readonly kind: "already-appraised"; readonly month: YearMonth }
  | { readonly kind: "score-out-of-range"; readonly score: string; readonly outOf: string };

/**
 * One month of the trustee's fee: a twelfth of the adopted rate of all budget
 * lines. The part that hangs on the appraisal is owed with it, but not payable.
 * Reads: the budget of the month's year, the month's remuneration.
 */
export function accrueRemuneration(
  book: Book,
  fact: RemunerationFact,
): Result<Posted, CommonRejection | RemunerationRejection> {
  return perform<RemunerationFact, RemunerationRejection>(book, "accrue-remuneration", fact, () => {
    const { on, act, month } = fact;
    const year = Number(month.slice(0, 4));
    const budget = book.budgets.get(year);
    if (budget === undefined) return reject({ kind: "no-budget", year });
    if (book.remunerations.has(month)) return reject({ kind: "already-accrued", month });
    const { line } = book.chart.rounding;
    const amount = scale(totalOfLines(budget, book), [budget.remunerationRate], ["12"], line);
    const held = scale(amount, [budget.appraisalShare ?? "0"], [], line);
    const remunerations = new Map(book.remunerations).set(month, { month, act, amount, held });
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.remuneration, FUNDS.ordinary, amount),
        credit(ACCOUNTS.remunerationPayable, FUNDS.ordinary, amount),
      ]),
      changes: { remunerations },
    });
  });
}

/**
 * The marks decide what of the held part is earned and now payable; the rest is
 * taken out of cost and debt for good. Reads: the month's remuneration, the debt.
 */
export function appraise(
  book: Book,
  fact: AppraisalFact,
): Result<Posted, CommonRejection | AppraisalRejection> {
  return perform<AppraisalFact, AppraisalRejection>(book, "appraise", fact, () => {
    const { on, act, month, score, outOf } = fact;
    const accrued = book.remunerations.get(month);
    if (accrued === undefined) return reject({ kind: "not-accrued", month });
    if (accrued.appraisal !== undefined) return reject({ kind: "already-appraised", month });
    if (!/[1-9]/.test(outOf)) return reject({ kind: "score-out-of-range", score, outOf });
    const earned = scale(accrued.held, [score], [outOf], book.chart.rounding.line);
    if (earned.minor < 0n || earned.minor > accrued.held.minor) {
      return reject({ kind: "score-out-of-range", score, outOf });
    }
    const lost = subtract(accrued.held, earned);
    const appraised: Remuneration = { ...accrued, appraisal: { act, earned } };
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.remunerationPayable, FUNDS.ordinary, lost),
        credit(ACCOUNTS.remuneration, FUNDS.ordinary, lost),
      ]),
      changes: { remunerations: new Map(book.remunerations).set(month, appraised) },
    });
  });
}

/**
 * Pays the trustee, never more than is payable. Reads: the debt to the trustee,
 * every month that waits for its appraisal, the ordinary fund at the bank.
 */
export function payRemuneration(
  book: Book,
  fact: RemunerationPaymentFact,
): Result<Posted, CommonRejection> {
  return perform<RemunerationPaymentFact, Overdrawn>(book, "pay-remuneration", fact, () => {
    const { on, amount } = fact;
    const payable = payableRemuneration(book);
    if (amount.minor > payable.minor) {
      return reject({
        kind: "overdrawn",
        account: ACCOUNTS.remunerationPayable,
        fund: FUNDS.ordinary,
        shortBy: subtract(amount, payable),
      });
    }
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.remunerationPayable, FUNDS.ordinary, amount),
        credit(ACCOUNTS.trustBank, FUNDS.ordinary, amount),
      ]),
    });
  });
}

/** What is owed to the trustee and does not wait for an appraisal. */
export function payableRemuneration(book: Book): Money {
  const owed = negate(standing(book, ACCOUNTS.remunerationPayable, FUNDS.ordinary));
  const held = [...book.remunerations.values()].map((month) =>
    month.appraisal === undefined ? month.held : zero(book.currency),
  );
  return subtract(owed, sum(held, book.currency));
}
