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
