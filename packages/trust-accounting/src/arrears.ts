import { compareDates, daysBetween, type LocalDate, type YearMonth } from "@xinyi/calendar";
import { add, type CurrencyCode, type Money, subtract, sum, zero } from "@xinyi/money";
import { ACCOUNTS } from "./account.ts";
import type { Charge } from "./charge.ts";
import type { Entry, EntryId } from "./entry.ts";

/** What is owed by the days it has been open: up to 30, 90, 180, 365, and longer. */
export interface AgedArrears {
  readonly upTo30: Money;
  readonly upTo90: Money;
  readonly upTo180: Money;
  readonly upTo365: Money;
  readonly longer: Money;
  readonly total: Money;
}

/**
 * How much of what was billed for some months has been paid: a rate is always
 * shown with its two numbers. A bill reduced by a credit note counts as reduced.
 */
export interface CollectionRate {
  readonly billed: Money;
  readonly collected: Money;
  readonly unitsBilled: number;
  /** Units that owe nothing for these months. */
  readonly unitsPaid: number;
  /** collected ÷ billed in hundredths of a per cent, cut and not rounded: 99.99 % is not all. */
  readonly basisPoints?: number;
}

export interface HouseholdLine {
  readonly entryId: EntryId;
  readonly occurredOn: LocalDate;
  readonly kind: "charge" | "payment" | "credit-note" | "write-off" | "refund" | "reversal";
  /** What the household owes more (positive) or less (negative) by it. */
  readonly amount: Money;
  /** What it owes after it; negative is money paid ahead. */
  readonly balance: Money;
}

export interface HouseholdStatement {
  readonly unit: string;
  readonly opening: Money;
  readonly lines: readonly HouseholdLine[];
  readonly closing: Money;
}

/** The open charges by age, counted from each charge's own date. Names nobody. */
export function agedArrears(
  charges: readonly Charge[],
  on: LocalDate,
  currency: CurrencyCode,
): AgedArrears {
  const between = (from: number, to: number): Money =>
    sum(
      charges
        .filter((charge) => {
          const age = Math.max(0, daysBetween(charge.on, on));
          return age >= from && age <= to;
        })
        .map((charge) => charge.open),
      currency,
    );
  return {
    upTo30: between(0, 30),
    upTo90: between(31, 90),
    upTo180: between(91, 180),
    upTo365: between(181, 365),
    longer: between(366, Number.MAX_SAFE_INTEGER),
    total: between(0, Number.MAX_SAFE_INTEGER),
  };
}

/** The collection rate over some months, of all units together. */
export function collectionRate(
  chargesByUnit: ReadonlyMap<string, readonly Charge[]>,
  months: readonly YearMonth[],
  currency: CurrencyCode,
): CollectionRate {
  let billed = zero(currency);
  let collected = zero(currency);
  let unitsBilled = 0;
  let unitsPaid = 0;
  for (const charges of chargesByUnit.values()) {
    const bills = charges.filter(({ period }) => period !== undefined && months.includes(period));
    if (bills.length === 0) continue;
    unitsBilled += 1;
    if (bills.every((bill) => bill.open.minor === 0n && bill.writtenOff.minor === 0n)) {
      unitsPaid += 1;
    }
    for (const bill of bills) {
      billed = add(billed, subtract(bill.billed, bill.credited));
      collected = add(collected, bill.paid);
    }
  }
  const rate = billed.minor > 0n && {
    basisPoints: Number((collected.minor * 10_000n) / billed.minor),
  };
  return { billed, collected, unitsBilled, unitsPaid, ...rate };
}

/**
 * One household's account, receivable and advance together, from its entries in
 * the order of their dates. What only settles a charge from an advance changes
 * nothing that the household owes, and is left out.
 */
export function householdStatement(
  entries: readonly Entry[],
  unit: string,
  currency: CurrencyCode,
  period?: { readonly from: LocalDate; readonly to: LocalDate },
): HouseholdStatement {
  let balance = zero(currency);
  let opening = balance;
  const lines: HouseholdLine[] = [];
  // The sort is stable: entries of one day keep the order they were posted in.
  for (const entry of [...entries].sort((a, b) => compareDates(a.occurredOn, b.occurredOn))) {
    if (period !== undefined && entry.occurredOn > period.to) break;
    const amount = changeFor(entry, unit, currency);
    if (amount.minor === 0n) continue;
    balance = add(balance, amount);
    if (period !== undefined && entry.occurredOn < period.from) {
      opening = balance;
      continue;
    }
    const kind = kindOf(entry, amount);
    lines.push({ entryId: entry.id, occurredOn: entry.occurredOn, kind, amount, balance });
  }
  return { unit, opening, lines, closing: balance };
}

function changeFor(entry: Entry, unit: string, currency: CurrencyCode): Money {
  const own = entry.postings.filter(
    ({ account, sub }) =>
      sub === unit && (account === ACCOUNTS.feeReceivable || account === ACCOUNTS.advance),
  );
  return sum(
    own.map((line) => line.amount),
    currency,
  );
}

function kindOf(entry: Entry, amount: Money): HouseholdLine["kind"] {
  if (entry.reverses !== undefined) return "reversal";
  const accounts = new Set(entry.postings.map((line) => line.account));
  const isCash = accounts.has(ACCOUNTS.trustBank);
  if (amount.minor > 0n) return isCash ? "refund" : "charge";
  if (isCash) return "payment";
  return accounts.has(ACCOUNTS.feeIncome) ? "credit-note" : "write-off";
}
