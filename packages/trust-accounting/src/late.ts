import { addDays, type InForce, inForceOn, type LocalDate } from "@xinyi/calendar";
import type { Money } from "@xinyi/money";
import type { Charge } from "./charge.ts";
import type { RateSegment } from "./rate.ts";

/** What being late costs: a yearly rate, from so many days after the bill on. */
export interface LateRule {
  /** A decimal fraction of the principal per year: 0.03 is 3 %. */
  readonly yearlyRate: string;
  /** The days after the bill within which paying is in time. */
  readonly graceDays: number;
  readonly dayCount: 360 | 365;
}

export interface LateFacts {
  readonly charge: Charge;
  readonly rules: readonly InForce<LateRule>[];
  /** The last day a late charge stands for already; none counts twice. */
  readonly chargedTo?: LocalDate;
  readonly until: LocalDate;
}

/** The days one claim was late and what they are reckoned on; `lateCharge` posts it. */
export interface LateDays {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** What is open on the last day: what was paid before costs nothing any more. */
  readonly principal: Money;
  readonly segments: readonly RateSegment[];
  readonly dayCount: 360 | 365;
  readonly sources: readonly string[];
}

/**
 * The days a fee was late up to `until`, at the rate of each day. Only fees bear
 * interest, so that a late charge is never compounded; days before the first rule
 * cost nothing; the days of grace are those of the rule in force when the bill
 * was made, or else of the first that came. Nothing where nothing is due.
 */
export function lateDays(facts: LateFacts): LateDays | undefined {
  const { charge, rules, chargedTo, until } = facts;
  if (charge.kind !== "fee" || charge.open.minor <= 0n) return undefined;
  const earliest = [...rules].sort((a, b) => (a.from < b.from ? -1 : 1))[0];
  const billing = inForceOn(rules, charge.on) ?? earliest;
  if (earliest === undefined || billing === undefined) return undefined;
  const due = addDays(charge.on, billing.value.graceDays + 1);
  const from = [due, earliest.from, ...(chargedTo === undefined ? [] : [addDays(chargedTo, 1)])]
    .sort()
    .at(-1) as LocalDate;
  if (from > until) return undefined;

  const segments: RateSegment[] = [];
  const sources = new Set<string>();
  let dayCount = billing.value.dayCount;
  for (let day = from; day <= until; day = addDays(day, 1)) {
    const rule = inForceOn(rules, day);
    const rate = rule?.value.yearlyRate ?? "0";
    if (rule !== undefined) {
      sources.add(rule.source);
      dayCount = rule.value.dayCount;
    }
    const last = segments.at(-1);
    if (last?.rate === rate) segments.splice(-1, 1, { rate, days: last.days + 1 });
    else segments.push({ rate, days: 1 });
  }
  return { from, to: until, principal: charge.open, segments, dayCount, sources: [...sources] };
}
