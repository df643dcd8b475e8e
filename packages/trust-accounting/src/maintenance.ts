import { formatAmount, type Money, productToMinor, sum } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, FUNDS } from "./account.ts";
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
import { rowsOf } from "./ledger.ts";

export interface MaintenanceDepositFact extends Dated {
  /** Areas (m²) by unit. */
  readonly areas: ReadonlyMap<string, string>;
  readonly perSquareMetre: Money;
}

export interface MaintenanceSpendingFact extends Dated {
  readonly amount: Money;
  readonly areas: ReadonlyMap<string, string>;
  readonly mandate: MandateId | undefined;
  readonly voucher: string;
}

export interface MaintenanceInterestFact extends Dated {
  readonly amount: Money;
}

/** Each unit's area at a sum per square metre, rounded once per unit. Reads: nothing. */
export function depositMaintenance(
  book: Book,
  fact: MaintenanceDepositFact,
): Result<Posted, CommonRejection> {
  return perform(book, "maintenance-deposit", fact, () => {
    const { on, areas, perSquareMetre } = fact;
    const parts = [...areas].map(([unit, area]) => ({
      unit,
      amount: productToMinor(
        [area, formatAmount(perSquareMetre)],
        book.currency,
        book.chart.rounding.line,
      ),
    }));
    const total = sum(
      parts.map((part) => part.amount),
      book.currency,
    );
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.maintenanceBank, FUNDS.maintenance, total),
        ...parts.map(({ unit, amount }) =>
          credit(ACCOUNTS.maintenance, FUNDS.maintenance, amount, unit),
        ),
      ]),
    });
  });
}

/** A repair by mandate, borne by the units by area. Reads: their sub-accounts, the maintenance bank. */
export function spendMaintenance(
  book: Book,
  fact: MaintenanceSpendingFact,
): Result<Posted, CommonRejection | NoWeights> {
  return perform<MaintenanceSpendingFact, NoWeights>(book, "maintenance-spend", fact, () => {
    const { on, amount, areas, voucher } = fact;
    const parts = split(book, amount, areas);
    if (parts === undefined) return reject({ kind: "no-weights" });
    return accept({
      entries: entryOf(
        on,
        [
          ...parts.map(({ unit, amount: part }) =>
            debit(ACCOUNTS.maintenance, FUNDS.maintenance, part, unit),
          ),
          credit(ACCOUNTS.maintenanceBank, FUNDS.maintenance, amount),
        ],
        { vouchers: [voucher] },
      ),
    });
  });
}

/**
 * The bank's interest, by what stood on each sub-account before. Reads: every
 * sub-account, in the order that decides a tie.
 */
export function shareInterest(
  book: Book,
  fact: MaintenanceInterestFact,
): Result<Posted, CommonRejection | NoWeights> {
  return perform<MaintenanceInterestFact, NoWeights>(book, "maintenance-interest", fact, () => {
    const { on, amount } = fact;
    const weights = new Map(
      rowsOf(book.balances, ACCOUNTS.maintenance, { fund: FUNDS.maintenance }).map((row) => [
        row.sub ?? "",
        (-row.amount.minor).toString(),
      ]),
    );
    const parts = split(book, amount, weights);
    if (parts === undefined) return reject({ kind: "no-weights" });
    return accept({
      entries: entryOf(on, [
        debit(ACCOUNTS.maintenanceBank, FUNDS.maintenance, amount),
        ...parts.map(({ unit, amount: part }) =>
          credit(ACCOUNTS.maintenance, FUNDS.maintenance, part, unit),
        ),
      ]),
    });
  });
}
