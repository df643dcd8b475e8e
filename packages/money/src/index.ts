export { type AllocationOptions, allocate } from "./allocate.ts";
export { type CurrencyCode, currencyScale, isCurrencyCode } from "./currency.ts";
export { isDecimal } from "./decimal.ts";
export {
  type AmountRejection,
  add,
  compare,
  formatAmount,
  fromMoneyWire,
  isZero,
  type Money,
  type MoneyWire,
  type MoneyWireRejection,
  money,
  negate,
  parseAmount,
  subtract,
  sum,
  toMoneyWire,
  zero,
} from "./money.ts";
export { productToMinor, type Rounding, scale } from "./rounding.ts";
