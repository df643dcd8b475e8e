import type { LocalDate } from "@xinyi/calendar";
import {
  type Money,
  money,
  productToMinor,
  type Rounding,
  scale,
  subtract,
  sum,
} from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import type { Book, OrderId } from "./book.ts";
import { type LineStanding, lineStanding } from "./budget.ts";

/** What a year's budget asks for, and what it may count on. */
export interface PlanFacts {
  readonly lines: ReadonlyMap<string, Money>;
  /** The trustee's fee as a decimal fraction of all lines. */
  readonly remunerationRate: string;
  /** What will be billed for the year at the rates now in force. */
  readonly expectedBilled: Money;
  /** How much of what was billed in a past period came in: a fraction of two amounts. */
  readonly collection: { readonly collected: Money; readonly billed: Money };
  readonly rounding: Rounding;
}

/** 以收定支: spending is set by what is expected to come in, shown with all its numbers. */
export interface PlanCheck {
  readonly linesTotal: Money;
  readonly remuneration: Money;
  readonly planned: Money;
  readonly expectedBilled: Money;
  readonly collection: { readonly collected: Money; readonly billed: Money };
  /** expectedBilled × collected ÷ billed, cut to the smallest unit: hope is not rounded up. */
  readonly expectedCollection?: Money;
  /** What is left of the expected collection; below zero the plan spends what will not come. */
  readonly margin?: Money;
  readonly standing: "within" | "beyond" | "no-collection-yet";
}

/**
 * Holds lines and remuneration against the expected collection. Where nothing was
 * billed in the past period there is no rate, and the answer says so.
 */
export function checkPlan(facts: PlanFacts): PlanCheck {
  const { currency } = facts.expectedBilled;
  const linesTotal = sum([...facts.lines.values()], currency);
  const remuneration = scale(linesTotal, [facts.remunerationRate], ["1"], facts.rounding);
  const planned = sum([linesTotal, remuneration], currency);
  const { expectedBilled, collection } = facts;
  const base = { linesTotal, remuneration, planned, expectedBilled, collection };
  if (collection.billed.minor <= 0n) return { ...base, standing: "no-collection-yet" };
  const expected = (expectedBilled.minor * collection.collected.minor) / collection.billed.minor;
  const expectedCollection = money(expected, currency);
  const margin = subtract(expectedCollection, planned);
  return {
    ...base,
    expectedCollection,
    margin,
    standing: margin.minor < 0n ? "beyond" : "within",
  };
}

/** What a year bills at the rates in force: each unit's month rounded once, then twelve of them. */
export function yearlyBilling(
  units: readonly { readonly area: string; readonly rate: string }[],
  currency: Money["currency"],
  rounding: Rounding,
): Money {
  const months = units.map(({ area, rate }) => productToMinor([area, rate], currency, rounding));
  return money(sum(months, currency).minor * 12n, currency);
}

/** How the owners were asked about a draft before it can be adopted. */
export interface Consultation {
  /** Comments are taken before this day. */
  readonly closesOn?: LocalDate;
  readonly unanswered: number;
}

export type ConsultationRejection =
  | { readonly kind: "budget-not-published" }
  | { readonly kind: "consultation-open"; readonly closesOn: LocalDate }
  | { readonly kind: "comments-unanswered"; readonly count: number };

/** A draft can be adopted when it lay open, the time for comments is over and each has its answer. */
export function closeConsultation(
  consultation: Consultation,
  on: LocalDate,
): Result<true, ConsultationRejection> {
  const { closesOn, unanswered } = consultation;
  if (closesOn === undefined) return reject({ kind: "budget-not-published" });
  if (on < closesOn) return reject({ kind: "consultation-open", closesOn });
  if (unanswered > 0) return reject({ kind: "comments-unanswered", count: unanswered });
  return accept(true);
}

/** Spent and committed together as whole per cent of what was adopted, cut; none where nothing was. */
export function usedPercent(standing: LineStanding): number | undefined {
  const { adopted, spent, committed } = standing;
  if (adopted.minor <= 0n) return undefined;
  return Number(((spent.minor + committed.minor) * 100n) / adopted.minor);
}

/** What a line has spent and committed without one order: what an approver measures it against. */
export function lineWithout(book: Book, year: number, line: string, order: OrderId): Money {
  const { spent, committed } = lineStanding(book, year, line, order);
  return sum([spent, committed], book.currency);
}
