import { accept, type Result, reject } from "@xinyi/result";
import { type CurrencyCode, currencyScale, isCurrencyCode } from "./currency.ts";
import { isDecimal } from "./decimal.ts";

/** An exact amount: a whole number of the currency's smallest unit (分, cent). */
export interface Money<C extends CurrencyCode = CurrencyCode> {
  readonly currency: C;
  readonly minor: bigint;
}

/** Money outside the process: a decimal string at the currency's own scale. */
export interface MoneyWire {
  readonly amount: string;
  readonly currency: string;
}

/** Why a text is not an amount, in the order the reasons are looked for. */
export type AmountRejection =
  | { readonly kind: "blank-amount" }
  | { readonly kind: "not-a-decimal"; readonly text: string }
  | { readonly kind: "too-many-decimals"; readonly allowed: number; readonly given: number }
  | { readonly kind: "too-many-digits"; readonly allowed: number; readonly given: number };

export type MoneyWireRejection =
  | { readonly kind: "unknown-currency"; readonly currency: string }
  | AmountRejection;

/** Every amount read in fits a 64-bit database column with room for sums. */
const digitLimit = 18;

/** An amount of `minor` units: `money(13421n, "CNY")` is 134.21 元. */
export function money<C extends CurrencyCode>(minor: bigint, currency: C): Money<C> {
  return { currency, minor };
}

export function zero<C extends CurrencyCode>(currency: C): Money<C> {
  return { currency, minor: 0n };
}

/**
 * The sum of two amounts of one currency. Two currencies do not compile where
 * the types know them, and throw where they do not; so in all verbs below.
 */
export function add<C extends CurrencyCode>(left: Money<C>, right: Money<NoInfer<C>>): Money<C> {
  assertSameCurrency(left.currency, right.currency);
  return { currency: left.currency, minor: left.minor + right.minor };
}

export function subtract<C extends CurrencyCode>(
  left: Money<C>,
  right: Money<NoInfer<C>>,
): Money<C> {
  assertSameCurrency(left.currency, right.currency);
  return { currency: left.currency, minor: left.minor - right.minor };
}

export function negate<C extends CurrencyCode>(amount: Money<C>): Money<C> {
  return { currency: amount.currency, minor: -amount.minor };
}

/** The total of a list; the currency is asked for since the list may be empty. */
export function sum<C extends CurrencyCode>(
  amounts: readonly Money<C>[],
  currency: NoInfer<C>,
): Money<C> {
  let minor = 0n;
  for (const amount of amounts) {
    assertSameCurrency(currency, amount.currency);
    minor += amount.minor;
  }
  return { currency, minor };
}

/** -1, 0 or 1 as the left amount is less than, equal to or more than the right. */
export function compare<C extends CurrencyCode>(
  left: Money<C>,
  right: Money<NoInfer<C>>,
): -1 | 0 | 1 {
  assertSameCurrency(left.currency, right.currency);
  if (left.minor === right.minor) return 0;
  return left.minor < right.minor ? -1 : 1;
}

export function isZero(amount: Money): boolean {
  return amount.minor === 0n;
}

/** The amount at the currency's own scale and without its name: "134.21", "-0.05", "500" yen. */
export function formatAmount(amount: Money): string {
  const scale = currencyScale(amount.currency);
  const sign = amount.minor < 0n ? "-" : "";
  const magnitude = amount.minor < 0n ? -amount.minor : amount.minor;
  const digits = magnitude.toString().padStart(scale + 1, "0");
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/**
 * Reads "134.21", "134.2", "134" or "-0.05" exactly. Refuses what a person did
 * not plainly write as an amount: a blank, an exponent ("1e400"), a grouping
 * comma, a full-width digit, more decimals than the currency has, and more than
 * 18 digits of minor units.
 */
export function parseAmount<C extends CurrencyCode>(
  text: string,
  currency: C,
): Result<Money<C>, AmountRejection> {
  if (text.trim() === "") return reject({ kind: "blank-amount" });
  if (!isDecimal(text)) return reject({ kind: "not-a-decimal", text });
  const scale = currencyScale(currency);
  const [whole = "", decimals = ""] = text.split(".");
  if (decimals.length > scale) {
    return reject({ kind: "too-many-decimals", allowed: scale, given: decimals.length });
  }
  const given = whole.replace("-", "").length + scale;
  if (given > digitLimit) return reject({ kind: "too-many-digits", allowed: digitLimit, given });
  return accept({ currency, minor: BigInt(whole + decimals.padEnd(scale, "0")) });
}

export function toMoneyWire(amount: Money): MoneyWire {
  return { amount: formatAmount(amount), currency: amount.currency };
}

/** Reads an amount from outside; fewer decimals than the scale are taken as zeros. */
export function fromMoneyWire(wire: MoneyWire): Result<Money, MoneyWireRejection> {
  if (!isCurrencyCode(wire.currency)) {
    return reject({ kind: "unknown-currency", currency: wire.currency });
  }
  return parseAmount(wire.amount, wire.currency);
}

function assertSameCurrency(left: CurrencyCode, right: CurrencyCode): void {
  if (left !== right) throw new TypeError(`${left} and ${right} do not mix`);
}
