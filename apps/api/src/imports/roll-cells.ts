import { accept, type Result, reject } from "@xinyi/result";

/** What is wrong with a cell; lengths and limits as facts. */
export type CellFault =
  | { readonly kind: "missing" }
  | { readonly kind: "formula" }
  | { readonly kind: "too-long"; readonly limit: number }
  | { readonly kind: "not-a-number" }
  | { readonly kind: "not-positive" }
  | { readonly kind: "too-many-decimals"; readonly allowed: number }
  | { readonly kind: "too-large"; readonly limit: number }
  | { readonly kind: "bad-phone" };

/** 10 000 ㎡ is more than any one unit; a larger number is a slip of the decimal point. */
const areaLimit = 10_000;
const rateLimit = 1_000;
const textLimit = 100;

/**
 * Reads words; several lines in a cell become a list. What a spreadsheet would run as a formula is refused, in its
 * full-width spelling too: the roll is exported again some day, and opened.
 */
export function readText(cell: string): Result<string, CellFault> {
  const text = tidy(cell).replace(/\s*[\r\n]+\s*/g, "、");
  if (isFormula(cell)) return reject({ kind: "formula" });
  if (text === "") return reject({ kind: "missing" });
  if (text.length > textLimit) return reject({ kind: "too-long", limit: textLimit });
  return accept(text);
}

/** Reads an area in m² of at most two decimals as cm²; "89.47㎡" too. */
export function readArea(cell: string): Result<bigint, CellFault> {
  const text = tidy(cell).replace(/(?:m2|m²|平方米|平米|平)$/i, "");
  const number = readDecimal(text, 2, areaLimit, cell);
  if (!number.ok) return number;
  const cm2 = BigInt(number.value.replace(".", "")) * 10n ** BigInt(4 - decimalsOf(number.value));
  return cm2 > 0n ? accept(cm2) : reject({ kind: "not-positive" });
}

/** Reads a rate in yuan per m² and month, of at most four decimals; 0 for who pays nothing. */
export function readRate(cell: string): Result<string, CellFault> {
  return readDecimal(tidy(cell).replace(/元.*$/, ""), 4, rateLimit, cell);
}

/**
 * Reads a telephone number: a mainland mobile or landline number, or one with a
 * country's prefix. An empty cell is no number and no fault.
 */
export function readPhone(cell: string): Result<string | null, CellFault> {
  const text = tidy(cell);
  if (/^[-/无]?$/.test(text)) return accept(null);
  const digits = text.replace(/[\s()-]/g, "").replace(/^(?:\+|00)86(?=[1-9]\d{10}$)/, "");
  if (/^1[3-9]\d{9}$/.test(digits) || /^0\d{9,11}$/.test(digits)) return accept(digits);
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return accept(digits);
  if (isFormula(cell) && !/^[-+]\d/.test(text)) return reject({ kind: "formula" });
  return reject({ kind: "bad-phone" });
}

/** Enough of a number to find the cell again, not enough to ring it: 138******78. */
export function maskPhone(cell: string): string {
  const text = tidy(cell);
  if (text.length < 7) return "*".repeat(text.length);
  return `${text.slice(0, 3)}${"*".repeat(Math.min(text.length, 20) - 5)}${text.slice(-2)}`;
}

/**
 * Full-width digits narrowed, blanks at the ends gone, and the apostrophe with
 * which a marked sheet is made harmless taken off again.
 */
export function tidy(cell: string): string {
  return cell.normalize("NFKC").trim().replace(/^'/, "").trim();
}

function isFormula(cell: string): boolean {
  return /^'?[\t\r=+\-@]/.test(cell.normalize("NFKC").replace(/^ +/, ""));
}

function readDecimal(
  text: string,
  decimals: number,
  limit: number,
  cell: string,
): Result<string, CellFault> {
  const number = text.trim();
  if (number === "") return reject({ kind: "missing" });
  const found = /^([+-]?)(\d{1,15})(?:\.(\d+))?$/.exec(number);
  if (found === null) return reject({ kind: isFormula(cell) ? "formula" : "not-a-number" });
  const [, sign, whole = "0", fraction = ""] = found;
  if (sign === "-") return reject({ kind: "not-positive" });
  if (fraction.length > decimals) return reject({ kind: "too-many-decimals", allowed: decimals });
  if (Number(whole) >= limit) return reject({ kind: "too-large", limit });
  const plain = whole.replace(/^0+(?=\d)/, "");
  return accept(fraction === "" ? plain : `${plain}.${fraction}`);
}

function decimalsOf(number: string): number {
  return number.split(".")[1]?.length ?? 0;
}
