/**
 * ISO 4217: how many decimals each currency is written with. A currency absent
 * here is unknown on purpose; a guessed scale would misplace the decimal point.
 */
const scales = {
  AUD: 2,
  BHD: 3,
  CAD: 2,
  CHF: 2,
  CNY: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  JPY: 0,
  KRW: 0,
  MOP: 2,
  MYR: 2,
  NOK: 2,
  NZD: 2,
  SEK: 2,
  SGD: 2,
  THB: 2,
  TWD: 2,
  USD: 2,
  VND: 0,
} as const;

/** An ISO 4217 alphabetic code that this package knows the scale of. */
export type CurrencyCode = keyof typeof scales;

/** Decimals of one major unit: 2 for CNY (1 元 = 100 分), 0 for JPY. */
export function currencyScale(code: CurrencyCode): number {
  return scales[code];
}

/** Narrows text from outside to a known code; codes are upper case, as ISO writes them. */
export function isCurrencyCode(text: string): text is CurrencyCode {
  return Object.hasOwn(scales, text);
}
