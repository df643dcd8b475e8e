import { add, type Money, subtract, sum, zero } from "@xinyi/money";
import { accept, type Result } from "@xinyi/result";
import {
  type Book,
  type Budget,
  type CommonRejection,
  type Dated,
  type MandateId,
  type OrderId,
  type Posted,
  perform,
} from "./book.ts";

export interface BudgetFact extends Dated {
  readonly year: number;
  readonly lines: ReadonlyMap<string, Money>;
  readonly remunerationRate: string;
  readonly appraisalShare?: string;
  readonly mandate: MandateId | undefined;
}

/** How a line stands. `spent` counts executed orders, `committed` open ones; the four always balance. */
export interface LineStanding {
  readonly line: string;
  readonly adopted: Money;
  readonly spent: Money;
  readonly committed: Money;
  readonly available: Money;
}

/** Adopts a year's budget, or its next version, by mandate. Reads: nothing. */
export function adoptBudget(book: Book, fact: BudgetFact): Result<Posted, CommonRejection> {
  return perform(book, "adopt-budget", fact, () => {
    const { year, lines, remunerationRate, appraisalShare, mandate = "" } = fact;
    const budget: Budget = {
      year,
      lines,
      remunerationRate,
      ...(appraisalShare !== undefined && { appraisalShare }),
      mandate,
    };
    return accept({ changes: { budgets: new Map(book.budgets).set(year, budget) } });
  });
}

/** All lines together: what the trustee's fee is a rate of. */
export function totalOfLines(budget: Budget, book: Book): Money {
  return sum([...budget.lines.values()], book.currency);
}

/** A line of a year's budget. Reads: the year's budget, and all orders on the line in that year. */
export function lineStanding(
  book: Book,
  year: number,
  line: string,
  except?: OrderId,
): LineStanding {
  const adopted = book.budgets.get(year)?.lines.get(line) ?? zero(book.currency);
  let spent = zero(book.currency);
  let committed = zero(book.currency);
  for (const order of book.orders.values()) {
    if (order.year !== year || order.line !== line || order.id === except) continue;
    if (order.state.status === "executed") spent = add(spent, order.state.paid);
    if (order.state.status === "open") committed = add(committed, order.amount);
  }
  return {
    line,
    adopted,
    spent,
    committed,
    available: subtract(subtract(adopted, spent), committed),
  };
}
