import { type LocalDate, lastDayOf, type YearMonth } from "@xinyi/calendar";
import { isZero, type Money, subtract } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";

/** How a month stands before it is sealed; amounts are of its last day. */
export interface ClosingFacts {
  readonly month: YearMonth;
  readonly today: LocalDate;
  /** The month before; none where the book began in this one. */
  readonly previous: "sealed" | "open" | "none";
  readonly unexplainedLines: number;
  readonly suspense: { readonly lines: number; readonly amount: Money };
  /** What the book has at the trust bank, and what the bank's statement says; none where none reaches that far. */
  readonly bank: { readonly book: Money; readonly statement?: Money };
  readonly unitsUnbilled: number;
  /** Payments that were asked for in the month or before and still wait for a key. */
  readonly ordersWaiting: number;
  /** Emergency payments whose day for ratification has passed. */
  readonly ratificationsOverdue: number;
  readonly remuneration: "accrued" | "not-accrued" | "no-budget";
  readonly appraisal: "recorded" | "waiting" | "none";
  /** Asked of December alone: whether income and expenses have gone to the funds. */
  readonly yearClosed?: boolean;
}

export type ClosingItemKind =
  | "month-over"
  | "previous-sealed"
  | "lines-explained"
  | "bank-agrees"
  | "units-billed"
  | "remuneration-accrued"
  | "year-closed"
  | "suspense-empty"
  | "orders-settled"
  | "ratifications-in-time"
  | "marks-recorded";

/**
 * One question of the checklist. `blocking` must be mended before the month is
 * sealed; `noted` is sealed with it, for everyone to read.
 */
export interface ClosingItem {
  readonly kind: ClosingItemKind;
  readonly standing: "done" | "blocking" | "noted";
  readonly count?: number;
  readonly amount?: Money;
}

export type ClosingRejection = {
  readonly kind: "checklist-open";
  readonly items: readonly ClosingItemKind[];
};

/** The questions before a month is sealed, those that block first. */
export function closingChecklist(facts: ClosingFacts): readonly ClosingItem[] {
  const { bank, suspense, remuneration } = facts;
  const difference = bank.statement && subtract(bank.book, bank.statement);
  const blocks = (kind: ClosingItemKind, isDone: boolean, rest: Partial<ClosingItem> = {}) =>
    ({ kind, standing: isDone ? "done" : "blocking", ...rest }) as const;
  const notes = (kind: ClosingItemKind, isDone: boolean, rest: Partial<ClosingItem> = {}) =>
    ({ kind, standing: isDone ? "done" : "noted", ...rest }) as const;
  return [
    blocks("month-over", facts.today > lastDayOf(facts.month)),
    blocks("previous-sealed", facts.previous !== "open"),
    blocks("lines-explained", facts.unexplainedLines === 0, { count: facts.unexplainedLines }),
    // Without a statement that reaches the month's end nobody knows what the bank has.
    blocks("bank-agrees", difference !== undefined && isZero(difference), {
      ...(difference !== undefined && { amount: difference }),
    }),
    ...(facts.yearClosed === undefined ? [] : [blocks("year-closed", facts.yearClosed)]),
    notes("units-billed", facts.unitsUnbilled === 0, { count: facts.unitsUnbilled }),
    notes("remuneration-accrued", remuneration === "accrued"),
    notes("marks-recorded", facts.appraisal !== "waiting"),
    notes("suspense-empty", suspense.lines === 0, {
      count: suspense.lines,
      amount: suspense.amount,
    }),
    notes("orders-settled", facts.ordersWaiting === 0, { count: facts.ordersWaiting }),
    notes("ratifications-in-time", facts.ratificationsOverdue === 0, {
      count: facts.ratificationsOverdue,
    }),
  ];
}

/** Whether nothing blocks; otherwise what does. */
export function maySeal(items: readonly ClosingItem[]): Result<true, ClosingRejection> {
  const open = items.filter(({ standing }) => standing === "blocking").map(({ kind }) => kind);
  return open.length === 0 ? accept(true) : reject({ kind: "checklist-open", items: open });
}
