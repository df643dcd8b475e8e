import type { Schema } from "@xinyi/api-client";
import { isLocalDate, isYearMonth, type LocalDate, type YearMonth } from "@xinyi/calendar";
import {
  type CurrencyCode,
  fromMoneyWire,
  isCurrencyCode,
  type Money,
  type MoneyWire,
} from "@xinyi/money";
import type { BalanceRow, DisclosedEntry, Posting } from "@xinyi/trust-accounting";

// What the API answers, read into the domain's own types. The API keeps its
// contract, so what cannot be read is a defect and throws.

export function moneyFrom(wire: MoneyWire): Money {
  const read = fromMoneyWire(wire);
  if (!read.ok) throw new Error(`not an amount of money: ${wire.amount} ${wire.currency}`);
  return read.value;
}

export function currencyFrom(code: string): CurrencyCode {
  if (!isCurrencyCode(code)) throw new Error(`not a currency: ${code}`);
  return code;
}

export function dateFrom(text: string): LocalDate {
  if (!isLocalDate(text)) throw new Error(`not a date: ${text}`);
  return text;
}

export function monthFrom(text: string): YearMonth {
  if (!isYearMonth(text)) throw new Error(`not a month: ${text}`);
  return text;
}

export function postingFrom(wire: Schema<"Posting">): Posting & BalanceRow {
  const { account, fund, sub, amount } = wire;
  return { account, fund, ...(sub !== null && { sub }), amount: moneyFrom(amount) };
}

/** An entry with its public words; the API does not publish the act, and no report needs it. */
export function entryFrom(wire: Schema<"Entry">): DisclosedEntry {
  const { id, reason, reverses, spending } = wire;
  return {
    id,
    act: id,
    occurredOn: dateFrom(wire.occurredOn),
    recordedAt: wire.recordedAt,
    ...(reason !== null && { reason }),
    ...(reverses !== null && { reverses }),
    ...(spending !== null && {
      vouchers: [spending.voucherNumber],
      payee: spending.payee,
      purpose: spending.purpose,
    }),
    postings: wire.postings.map(postingFrom),
  };
}
