import { compareDates, type LocalDate, monthOf, type YearMonth } from "@xinyi/calendar";
import { add, type CurrencyCode, type Money, negate, subtract, sum, zero } from "@xinyi/money";
import { ACCOUNTS, type ChargeKind } from "./account.ts";
import { lesser } from "./book.ts";
import type { Entry, EntryDraft, EntryId } from "./entry.ts";

/** How a charge came to be reduced: by money, by a credit note, or by giving it up. */
type Relief = "paid" | "credited" | "writtenOff";

/** One claim on one unit, and what has become of it. Only a bill belongs to a period. */
export interface Charge {
  readonly entryId: EntryId;
  readonly on: LocalDate;
  readonly kind: ChargeKind;
  readonly period?: YearMonth;
  readonly billed: Money;
  readonly paid: Money;
  readonly credited: Money;
  readonly writtenOff: Money;
  readonly open: Money;
}

interface OpenCharge {
  readonly entryId: EntryId;
  readonly on: LocalDate;
  readonly kind: ChargeKind;
  readonly period?: YearMonth;
  readonly billed: Money;
  open: Money;
}

interface Credit {
  readonly entryId: EntryId;
  readonly relief: Relief;
  left: Money;
  readonly applied: { readonly charge: OpenCharge; readonly amount: Money }[];
}

/**
 * The claims on one unit, derived from the entries that touch its receivable in
 * the order they were posted. A payment goes to the oldest open charge (by date,
 * then by order of posting) and stays with it; a reversed payment opens again
 * what it had closed, and what a reversed charge leaves over goes to the next.
 * `settlement` names the kinds that are settled first, as the chart has it; a
 * kind it does not name comes after those it does.
 */
export function chargesOf(
  entries: readonly Entry[],
  unit: string,
  currency: CurrencyCode,
  settlement: readonly ChargeKind[] = [],
): readonly Charge[] {
  const charges: OpenCharge[] = [];
  const credits: Credit[] = [];
  for (const entry of entries) {
    const amount = receivableChange(entry, unit, currency);
    if (amount.minor === 0n) continue;
    if (entry.reverses !== undefined && undo(entry.reverses, charges, credits)) {
      // The reversed line is gone; what it held is free for the others.
    } else if (amount.minor > 0n) {
      charges.push(chargeFrom(entry, amount));
    } else {
      credits.push({
        entryId: entry.id,
        relief: reliefOf(entry),
        left: negate(amount),
        applied: [],
      });
    }
    apply(credits, charges, settlement);
  }
  return described(charges, credits, currency);
}

/** What was billed for a period and is still owed or paid for it; reduced bills count as reduced. */
export function periodOf(
  charges: readonly Charge[],
  period: YearMonth,
  currency: CurrencyCode,
): { readonly billed: Money; readonly isPaid: boolean } {
  const bills = charges.filter((charge) => charge.period === period);
  const of = (field: "billed" | "credited" | "paid"): Money =>
    sum(
      bills.map((charge) => charge[field]),
      currency,
    );
  const billed = subtract(of("billed"), of("credited"));
  return { billed, isPaid: billed.minor > 0n && of("paid").minor >= billed.minor };
}

function receivableChange(entry: EntryDraft, unit: string, currency: CurrencyCode): Money {
  return sum(
    entry.postings
      .filter((line) => line.account === ACCOUNTS.feeReceivable && line.sub === unit)
      .map((line) => line.amount),
    currency,
  );
}

function chargeFrom(entry: Entry, amount: Money): OpenCharge {
  const kind = kindOf(entry);
  const period = kind === "fee" ? { period: monthOf(entry.occurredOn) } : {};
  return { entryId: entry.id, on: entry.occurredOn, kind, ...period, billed: amount, open: amount };
}

/** What a claim is for, by the account on its other side. */
function kindOf(entry: EntryDraft): ChargeKind {
  const accounts = new Set(entry.postings.map((line) => line.account));
  if (accounts.has(ACCOUNTS.feeIncome)) return "fee";
  return accounts.has(ACCOUNTS.lateCharge) ? "late-charge" : "cost-recovery";
}

/** Which relief an entry is, by the account on its other side. */
function reliefOf(entry: EntryDraft): Relief {
  const accounts = new Set(entry.postings.map((line) => line.account));
  if (accounts.has(ACCOUNTS.feeIncome)) return "credited";
  return accounts.has(ACCOUNTS.badDebt) || accounts.has(ACCOUNTS.allowance) ? "writtenOff" : "paid";
}

function undo(reversed: EntryId, charges: OpenCharge[], credits: Credit[]): boolean {
  const charge = charges.findIndex((one) => one.entryId === reversed);
  if (charge >= 0) {
    const [gone] = charges.splice(charge, 1);
    for (const credit of credits) {
      for (const part of credit.applied.filter((one) => one.charge === gone)) {
        credit.applied.splice(credit.applied.indexOf(part), 1);
        credit.left = add(credit.left, part.amount);
      }
    }
    return true;
  }
  const credit = credits.findIndex((one) => one.entryId === reversed);
  if (credit < 0) return false;
  const [gone] = credits.splice(credit, 1);
  for (const part of gone?.applied ?? []) part.charge.open = add(part.charge.open, part.amount);
  return true;
}

/** Puts what is left of the credits on what is open: by kind as the chart orders, then the oldest. */
function apply(
  credits: readonly Credit[],
  charges: readonly OpenCharge[],
  settlement: readonly ChargeKind[],
): void {
  // Nearly always nothing is left or nothing is open: a long history costs no more than a short one.
  const waiting = credits.filter((credit) => credit.left.minor > 0n);
  if (waiting.length === 0) return;
  const rankOf = ({ kind }: OpenCharge): number => {
    const rank = settlement.indexOf(kind);
    return rank < 0 ? settlement.length : rank;
  };
  // The sort is stable: charges of one day keep the order they were posted in.
  const inOrder = charges
    .filter((charge) => charge.open.minor > 0n)
    .sort((a, b) => rankOf(a) - rankOf(b) || compareDates(a.on, b.on));
  for (const credit of waiting) {
    for (const charge of inOrder) {
      const amount = lesser(charge.open, credit.left);
      if (amount.minor === 0n) continue;
      charge.open = subtract(charge.open, amount);
      credit.left = subtract(credit.left, amount);
      credit.applied.push({ charge, amount });
    }
  }
}

/** The charges with what relieved each of them, by how it did. */
function described(
  charges: readonly OpenCharge[],
  credits: readonly Credit[],
  currency: CurrencyCode,
): readonly Charge[] {
  const nothing = { paid: zero(currency), credited: zero(currency), writtenOff: zero(currency) };
  const reliefs = new Map(charges.map((charge) => [charge, { ...nothing }]));
  for (const { relief, applied } of credits) {
    for (const { charge, amount } of applied) {
      const sums = reliefs.get(charge);
      if (sums !== undefined) sums[relief] = add(sums[relief], amount);
    }
  }
  return charges.map((charge) => ({ ...charge, ...(reliefs.get(charge) ?? nothing) }));
}
