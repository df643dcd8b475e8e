import {
  addDays,
  daysInMonth,
  firstDayOf,
  type InForce,
  inForceOn,
  type LocalDate,
  lastDayOf,
  type Period,
  type YearMonth,
} from "@xinyi/calendar";
import { allocate, type CurrencyCode, type Money, productToMinor, scale } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import type { Roundings } from "./account.ts";
import { type RateSegment, weightedRate } from "./rate.ts";

/** A dated price: per square metre and month, or a sum per month, in major units. */
export interface Tariff {
  readonly kind: "area" | "fixed";
  readonly rate: string;
}

export interface AssessmentFacts {
  readonly month: YearMonth;
  /** Square metres; a fixed fee does not read it. */
  readonly area: string;
  /** When the fee runs, where that is not all month: from the hand-over, or up to a sale. */
  readonly within?: Period;
  readonly tariffs: readonly InForce<Tariff>[];
  readonly currency: CurrencyCode;
  readonly rounding: Roundings;
}

/** A month's fee with what it rests on, so that it can be recomputed in ten years. */
export interface Assessment {
  readonly amount: Money;
  readonly kind: Tariff["kind"];
  /** The days at each rate, in their order. */
  readonly segments: readonly RateSegment[];
  readonly daysInMonth: number;
  readonly sources: readonly string[];
}

export type AssessmentRejection =
  | { readonly kind: "no-days"; readonly month: YearMonth }
  | { readonly kind: "no-tariff"; readonly on: LocalDate }
  | { readonly kind: "tariff-of-another-kind"; readonly on: LocalDate };

/**
 * What is due for one month: area × Σ(rate × days) ÷ days of the month, exact
 * and rounded once. A rate that changes within the month counts by its days, and
 * so does a fee that does not run all month.
 */
export function assess(facts: AssessmentFacts): Result<Assessment, AssessmentRejection> {
  const { month, area, tariffs, currency, rounding } = facts;
  const days = daysOf(month, facts.within);
  const [first] = days;
  if (first === undefined) return reject({ kind: "no-days", month });
  const kind = inForceOn(tariffs, first)?.value.kind;
  if (kind === undefined) return reject({ kind: "no-tariff", on: first });

  const segments: RateSegment[] = [];
  const sources = new Set<string>();
  for (const on of days) {
    const inForce = inForceOn(tariffs, on);
    if (inForce === undefined) return reject({ kind: "no-tariff", on });
    if (inForce.value.kind !== kind) return reject({ kind: "tariff-of-another-kind", on });
    sources.add(inForce.source);
    const { rate } = inForce.value;
    const last = segments.at(-1);
    if (last?.rate === rate) segments.splice(-1, 1, { rate, days: last.days + 1 });
    else segments.push({ rate, days: 1 });
  }
  const factors = [kind === "area" ? area : "1", weightedRate(segments)];
  const oneMajor = productToMinor(["1"], currency, rounding.line);
  const amount = scale(oneMajor, factors, [String(daysInMonth(month))], rounding.line);
  return accept({ amount, kind, segments, daysInMonth: daysInMonth(month), sources: [...sources] });
}

/** A meter as it was read; three decimals at most are usual, any number is exact. */
export interface Reading {
  readonly on: LocalDate;
  readonly value: string;
}

export interface MeterFacts {
  readonly from: Reading;
  readonly to: Reading;
  /** Prices per unit of the meter, by date. */
  readonly rates: readonly InForce<string>[];
  readonly currency: CurrencyCode;
  readonly rounding: Roundings;
}

/** What was used between two readings and what it costs. */
export interface MeterAssessment {
  readonly amount: Money;
  readonly used: string;
  readonly rate: string;
  readonly source: string;
}

export type MeterRejection =
  | { readonly kind: "reading-goes-back"; readonly from: string; readonly to: string }
  | { readonly kind: "no-tariff"; readonly on: LocalDate };

/**
 * What was used × the price in force on the day of the later reading, rounded
 * once. A meter that runs backwards is refused: it was changed or misread, and a
 * person has to say which.
 */
export function assessMeter(facts: MeterFacts): Result<MeterAssessment, MeterRejection> {
  const { from, to, rates, currency, rounding } = facts;
  const used = differenceOf(to.value, from.value);
  if (used.startsWith("-")) {
    return reject({ kind: "reading-goes-back", from: from.value, to: to.value });
  }
  const rate = inForceOn(rates, to.on);
  if (rate === undefined) return reject({ kind: "no-tariff", on: to.on });
  const amount = productToMinor([used, rate.value], currency, rounding.line);
  return accept({ amount, used, rate: rate.value, source: rate.source });
}

/** left − right, exactly, as a decimal. */
function differenceOf(left: string, right: string): string {
  const decimals = Math.max(left.split(".")[1]?.length ?? 0, right.split(".")[1]?.length ?? 0);
  const whole = (text: string): bigint => {
    const [units = "0", fraction = ""] = text.split(".");
    return BigInt(units + fraction.padEnd(decimals, "0"));
  };
  const difference = whole(left) - whole(right);
  const digits = (difference < 0n ? -difference : difference)
    .toString()
    .padStart(decimals + 1, "0");
  const units = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? "" : `.${digits.slice(-decimals)}`;
  return `${difference < 0n ? "-" : ""}${units}${fraction}`;
}

/**
 * Splits a cost over units by weight, the largest remainder first and ties by
 * their order. Without a weight above zero there is nobody to bear it.
 */
export function shareOut(
  amount: Money,
  weights: ReadonlyMap<string, string>,
): Result<ReadonlyMap<string, Money>, { readonly kind: "no-weights" }> {
  const values = [...weights.values()];
  if (!values.some((value) => /[1-9]/.test(value))) return reject({ kind: "no-weights" });
  const parts = allocate(amount, values, { remainder: "largest" });
  return accept(new Map([...weights.keys()].map((unit, at) => [unit, parts[at] as Money])));
}

/**
 * Splits what was billed for a month over those who had the unit in it, by their
 * days: the parts are the whole again, to the smallest unit.
 */
export function prorate(amount: Money, days: readonly number[]): readonly Money[] {
  return allocate(
    amount,
    days.map((count) => String(count)),
    { remainder: "largest" },
  );
}

function daysOf(month: YearMonth, within: Period | undefined): readonly LocalDate[] {
  const first = firstDayOf(month);
  const last = lastDayOf(month);
  const days: LocalDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (within === undefined || (within.from <= day && day <= within.to)) days.push(day);
  }
  return days;
}
