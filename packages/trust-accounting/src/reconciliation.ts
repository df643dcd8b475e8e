import type { LocalDate } from "@xinyi/calendar";
import { add, type CurrencyCode, type Money, subtract, sum } from "@xinyi/money";

/** One line of a bank's statement, as the customer sees it: money in is positive. */
export interface BankLine {
  /** The bank's own number of the line; one space of them in an account. */
  readonly ref: string;
  readonly bookedOn: LocalDate;
  readonly amount: Money;
  readonly payerName?: string;
  readonly payerAccount?: string;
  readonly remark?: string;
  /** The line this one takes back, where the bank says so. */
  readonly reversalOf?: string;
}

export interface BankStatement {
  readonly account: string;
  readonly currency: CurrencyCode;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly openingBalance: Money;
  readonly closingBalance: Money;
  readonly lines: readonly BankLine[];
}

/** Whether a statement is whole in itself, and whether it continues the one before. */
export interface Continuity {
  /** opening + lines − closing: what the lines say too much or, negative, too little. */
  readonly gap: Money;
  /** This opening less the closing before it; absent for the first statement. */
  readonly gapToPrevious?: Money;
  /** References that stand more than once, each named once. */
  readonly repeatedRefs: readonly string[];
  readonly isWhole: boolean;
}

/** A household as far as a receipt can be told to be its own. */
export interface Candidate {
  readonly unit: string;
  /** The number on the door as the estate writes it: `3-2-502`. */
  readonly number: string;
  /** What it owes now. */
  readonly open: Money;
  readonly payerNames: readonly string[];
}

/** Why a receipt belongs to a unit. */
export type MatchReason =
  | { readonly kind: "unit-number"; readonly found: string }
  | { readonly kind: "name-and-amount"; readonly name: string };

/** Why a receipt waits in suspense, in the order the reasons are looked for. */
export type SuspenseReason =
  | { readonly kind: "not-a-receipt" }
  | { readonly kind: "several-unit-numbers"; readonly units: readonly string[] }
  | { readonly kind: "unknown-unit-number"; readonly found: string }
  | { readonly kind: "several-names-and-amounts"; readonly units: readonly string[] }
  | { readonly kind: "name-without-amount"; readonly units: readonly string[] }
  | { readonly kind: "nothing-known" };

export type ReceiptMatch =
  | { readonly status: "matched"; readonly unit: string; readonly because: MatchReason }
  | { readonly status: "suspense"; readonly because: SuspenseReason };

/** Checks a statement against its own lines, and against the closing balance before it. */
export function checkContinuity(statement: BankStatement, previous?: Money): Continuity {
  const { openingBalance, closingBalance, lines, currency } = statement;
  const total = sum(
    lines.map((line) => line.amount),
    currency,
  );
  const gap = subtract(add(openingBalance, total), closingBalance);
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { ref } of lines) (seen.has(ref) ? repeated : seen).add(ref);
  const gapToPrevious = previous === undefined ? undefined : subtract(openingBalance, previous);
  return {
    gap,
    ...(gapToPrevious !== undefined && { gapToPrevious }),
    repeatedRefs: [...repeated],
    isWhole:
      gap.minor === 0n &&
      repeated.size === 0 &&
      (gapToPrevious === undefined || gapToPrevious.minor === 0n),
  };
}

/**
 * Says whose a receipt is, or why nobody can say. A unit number in the remark
 * decides by itself, whatever the amount or the payer's name: a tenant or a son
 * pays too. Two unit numbers decide nothing, and a number that is no unit's is
 * never overruled by a name. Without a number, the payer's name and exactly the
 * amount owed decide together, when that fits one unit alone.
 */
export function matchReceipt(line: BankLine, candidates: readonly Candidate[]): ReceiptMatch {
  if (line.amount.minor <= 0n || line.reversalOf !== undefined) {
    return suspense({ kind: "not-a-receipt" });
  }
  const numbers = unitNumbersIn(line.remark ?? "");
  const named = candidates.filter((one) => numbers.includes(numberKey(one.number)));
  const [only, ...others] = named;
  if (only !== undefined && others.length === 0) {
    const because: MatchReason = { kind: "unit-number", found: numberKey(only.number) };
    return { status: "matched", unit: only.unit, because };
  }
  if (only !== undefined) {
    return suspense({ kind: "several-unit-numbers", units: named.map((one) => one.unit) });
  }
  const [found] = numbers;
  if (found !== undefined) return suspense({ kind: "unknown-unit-number", found });
  return matchByName(line, candidates);
}

/**
 * The unit numbers written in a text, in one spelling: `3栋2单元502`, `３－２－５０２`
 * and `3幢2单元5楼502室` are all `3-2-502`. Digits that run on are another number:
 * neither `13-2-502` nor `3-2-5021` holds a `3-2-502`. A date, a telephone or an
 * order number is none.
 */
export function unitNumbersIn(text: string): readonly string[] {
  const runs = [...plain(text).matchAll(numberRun)].map(([run]) => partsOf(run));
  return [...new Set(runs.filter(isUnitNumber).map((parts) => parts.join("-")))];
}

// Groups of digits (a building may be a letter), joined by dashes or by the words
// for building, entrance and room. Neither a digit nor a dash may stand before or
// after, or a longer number would be cut into a unit's. A month behind the room's
// word, "502号 1月", is no part of it.
const word = "号楼|栋|幢|座|棟|楼|单元|單元|门|室|房|号|户";
const group = "[0-9]+[A-Z]?|[A-Z][0-9]*";
const numberRun = new RegExp(
  `(?<![0-9A-Z.-])(?:${group})(?:(?:-|${word})(?:${group}))+(?:${word})?(?![0-9A-Z月]|-[0-9]|\\.[0-9])`,
  "g",
);
const blankAroundWord = new RegExp(
  `(?<=[0-9A-Z])\\s+(?=${word})|(?<=${word})(?<!室|房|号|户)[\\s-]+(?=[0-9A-Z])`,
  "g",
);
const floorBeforeRoom = /(?<=单元|單元|栋|幢|座|棟|门)[0-9]+[层楼](?=[0-9]{3})/g;
const numeralBeforeWord = new RegExp(`[一二三四五六七八九十]+(?=${word})`, "g");

/** Full-width letters, digits and dashes made plain, Chinese numerals before a word made digits. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/#楼?/g, "栋")
    .replace(/[‐‑‒–—―−_~/]/g, "-")
    .replace(/\s*-\s*/g, "-")
    .replace(blankAroundWord, "")
    .replace(numeralBeforeWord, digitsOf)
    .replace(floorBeforeRoom, "");
}

const numerals = "一二三四五六七八九";

function digitsOf(numeral: string): string {
  const [tens, ones] = numeral.includes("十") ? numeral.split("十") : ["0", numeral];
  const value = (one: string | undefined, empty: number): number =>
    one === undefined || one === "" ? empty : numerals.indexOf(one) + 1;
  const ten = numeral.includes("十") ? value(tens, 1) : 0;
  return String(ten * 10 + value(ones, 0));
}

/** A door number in the spelling that two writings of it share. */
function numberKey(number: string): string {
  return partsOf(plain(number)).join("-");
}

function partsOf(run: string): readonly string[] {
  return (run.match(new RegExp(group, "g")) ?? []).map((part) => part.replace(/^0+(?=[0-9])/, ""));
}

/** Two to four short groups, and not a year with its month. */
function isUnitNumber(parts: readonly string[]): boolean {
  const [first = "", second = ""] = parts;
  const isDate = /^(19|20)[0-9]{2}$/.test(first) && Number(second) >= 1 && Number(second) <= 12;
  return (
    !isDate && parts.length <= 4 && parts.every((part) => /^[A-Z]?[0-9]{0,4}[A-Z]?$/.test(part))
  );
}

function matchByName(line: BankLine, candidates: readonly Candidate[]): ReceiptMatch {
  const name = nameKey(line.payerName ?? "");
  if (name === "") return suspense({ kind: "nothing-known" });
  const named = candidates.filter((one) => one.payerNames.some((own) => nameKey(own) === name));
  const owing = named.filter((one) => one.open.minor === line.amount.minor);
  const [only, ...others] = owing;
  if (only !== undefined && others.length === 0) {
    const because: MatchReason = { kind: "name-and-amount", name: line.payerName ?? "" };
    return { status: "matched", unit: only.unit, because };
  }
  const units = (owing.length > 0 ? owing : named).map((one) => one.unit);
  if (owing.length > 0) return suspense({ kind: "several-names-and-amounts", units });
  return suspense(
    named.length > 0 ? { kind: "name-without-amount", units } : { kind: "nothing-known" },
  );
}

function nameKey(name: string): string {
  return name.normalize("NFKC").replace(/\s+/g, "").toUpperCase();
}

function suspense(because: SuspenseReason): ReceiptMatch {
  return { status: "suspense", because };
}
