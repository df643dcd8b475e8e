/**
 * An exact decimal number: `coefficient × 10^exponent`, kept with no trailing
 * zero in the coefficient, so that equal numbers are equal data.
 *
 * FEEL's numbers are decimals of 34 digits. A float must never decide on which
 * side of a bar a fact lies, therefore cells and facts meet here.
 */
export interface Decimal {
  readonly sort: "number";
  readonly coefficient: bigint;
  readonly exponent: number;
}

/** FEEL follows IEEE 754 decimal128: 34 significant digits, exponents to 6144. */
const DIGITS = 34;
const LARGEST_EXPONENT = 6144;

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

export const ZERO: Decimal = { sort: "number", coefficient: 0n, exponent: 0 };

function normal(coefficient: bigint, exponent: number): Decimal {
  if (coefficient === 0n) return ZERO;
  let digits = coefficient;
  let power = exponent;
  while (digits % 10n === 0n) {
    digits /= 10n;
    power += 1;
  }
  return { sort: "number", coefficient: digits, exponent: power };
}

/** Reads "12", "-0.50", ".5", "1e3"; `undefined` for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const parts = DECIMAL.exec(text);
  if (parts === null) return undefined;
  const [, sign, whole = "", fraction = "", power = "0"] = parts;
  if (whole === "" && fraction === "") return undefined;
  const exponent = Number(power) - fraction.length;
  if (Math.abs(exponent) > LARGEST_EXPONENT) return undefined;
  const coefficient = BigInt(whole + fraction);
  return normal(sign === "-" ? -coefficient : coefficient, exponent);
}

/** Whether a result has an exponent that FEEL's numbers have. */
export function isRepresentable(value: Decimal): boolean {
  return Math.abs(value.exponent) <= LARGEST_EXPONENT;
}

/** A finite JavaScript number, read as the shortest decimal that it prints as. */
export function decimalOf(number: number): Decimal | undefined {
  return Number.isFinite(number) ? parseDecimal(String(number)) : undefined;
}

export function integer(value: bigint | number): Decimal {
  return normal(BigInt(value), 0);
}

function aligned(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const exponent = Math.min(left.exponent, right.exponent);
  return [
    left.coefficient * 10n ** BigInt(left.exponent - exponent),
    right.coefficient * 10n ** BigInt(right.exponent - exponent),
    exponent,
  ];
}

export function compareDecimals(left: Decimal, right: Decimal): -1 | 0 | 1 {
  const [a, b] =
    left.exponent === right.exponent ? [left.coefficient, right.coefficient] : aligned(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

export function add(left: Decimal, right: Decimal): Decimal {
  const [a, b, exponent] = aligned(left, right);
  return normal(a + b, exponent);
}

export function negate(value: Decimal): Decimal {
  return { ...value, coefficient: -value.coefficient };
}

export function subtract(left: Decimal, right: Decimal): Decimal {
  return add(left, negate(right));
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return normal(left.coefficient * right.coefficient, left.exponent + right.exponent);
}

/** Half to even, FEEL's default rounding. */
function quotient(dividend: bigint, divisor: bigint): bigint {
  const whole = dividend / divisor;
  const rest = dividend % divisor;
  const double = (rest < 0n ? -rest : rest) * 2n;
  const size = divisor < 0n ? -divisor : divisor;
  if (double < size || (double === size && whole % 2n === 0n)) return whole;
  return whole + (dividend < 0n === divisor < 0n ? 1n : -1n);
}

/** Rounded half-even at 34 significant digits; `undefined` when dividing by zero. */
export function divide(left: Decimal, right: Decimal): Decimal | undefined {
  if (right.coefficient === 0n) return undefined;
  const shift = DIGITS + String(right.coefficient).length;
  const scaled = quotient(left.coefficient * 10n ** BigInt(shift), right.coefficient);
  return significant(normal(scaled, left.exponent - right.exponent - shift));
}

function significant(value: Decimal): Decimal {
  const length = String(value.coefficient < 0n ? -value.coefficient : value.coefficient).length;
  const excess = length - DIGITS;
  if (excess <= 0) return value;
  return normal(quotient(value.coefficient, 10n ** BigInt(excess)), value.exponent + excess);
}

/** Whole exponents up to 999 only; anything else has no exact answer. */
export function power(base: Decimal, exponent: Decimal): Decimal | undefined {
  const times = wholeNumber(exponent);
  if (times === undefined || Math.abs(times) > 999) return undefined;
  const product = significant(
    normal(base.coefficient ** BigInt(Math.abs(times)), base.exponent * Math.abs(times)),
  );
  return times < 0 ? divide(integer(1), product) : product;
}

/** The value rounded half-even to so many places after the point. */
export function roundTo(value: Decimal, places: number): Decimal {
  if (-value.exponent <= places) return value;
  const drop = -value.exponent - places;
  return normal(quotient(value.coefficient, 10n ** BigInt(drop)), -places);
}

/** The greatest integer that is not above the value. */
export function floor(value: Decimal): Decimal {
  if (value.exponent >= 0) return value;
  const unit = 10n ** BigInt(-value.exponent);
  const whole = value.coefficient / unit;
  return integer(value.coefficient < 0n && whole * unit !== value.coefficient ? whole - 1n : whole);
}

/** The value as a JavaScript integer when it is one and is small enough to be exact. */
export function wholeNumber(value: Decimal): number | undefined {
  if (value.exponent < 0 || value.exponent > 15) return undefined;
  const whole = Number(value.coefficient) * 10 ** value.exponent;
  return Number.isSafeInteger(whole) ? whole : undefined;
}

/** Plain digits, "-0.05" or "1200"; never an exponent. */
export function decimalText(value: Decimal): string {
  const negative = value.coefficient < 0n;
  const digits = String(negative ? -value.coefficient : value.coefficient);
  const sign = negative ? "-" : "";
  if (value.exponent >= 0) return sign + digits + "0".repeat(value.exponent);
  const places = -value.exponent;
  const padded = digits.padStart(places + 1, "0");
  return `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

/** The nearest double; exact only where `decimalOf` gives the value back. */
export function nearestNumber(value: Decimal): number {
  return Number(`${value.coefficient}e${value.exponent}`);
}

/** A JavaScript number where that number prints as exactly this decimal, else its text. */
export function plainNumber(value: Decimal): number | string {
  const number = nearestNumber(value);
  const back = decimalOf(number);
  return back !== undefined && compareDecimals(back, value) === 0 ? number : decimalText(value);
}
