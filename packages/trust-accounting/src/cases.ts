import { type CurrencyCode, formatAmount, type Money } from "@xinyi/money";
import { type ChartOfAccounts, joinedName } from "./account.ts";
import { type Book, bookFrom, record } from "./book.ts";
import { lineStanding } from "./budget.ts";
import { decodeStep } from "./schema.ts";
import { performStep, type StepRejection, unreadableAmount } from "./step-verbs.ts";

export type { StepRejection };

/** A book in memory and how many steps it has seen; a step's number is the id of its act. */
export interface PlayedBook {
  readonly book: Book;
  readonly steps: number;
  readonly lastOn?: string;
}

/** What became of a step. `unknown`: it is not a step of this vocabulary, and `what` says why. */
export type StepOutcome =
  | { readonly kind: "done"; readonly played: PlayedBook }
  | { readonly kind: "refused"; readonly rejection: StepRejection }
  | { readonly kind: "unknown"; readonly what: string };

/** What a case may assert of the book after its last step. */
export interface BooksAnswer {
  readonly balances: Readonly<Record<string, string>>;
  readonly statement?: Readonly<Record<string, string>>;
  readonly refused?: string;
}

/** The answer to a whole case, or why the case cannot be played. */
export type BooksOutcome =
  | { readonly kind: "answered"; readonly fields: BooksAnswer }
  | { readonly kind: "unknown"; readonly what: string };

/** An empty book to play steps on. */
export function emptyBook(chart: ChartOfAccounts, currency: CurrencyCode): PlayedBook {
  return { book: bookFrom({ chart, currency }), steps: 0 };
}

/** Plays one step of the vocabulary on a book; a refused step leaves the book as it was. */
export function applyStep(played: PlayedBook, value: unknown): StepOutcome {
  const number = played.steps + 1;
  const decoded = decodeStep(value);
  if (!decoded.ok) return unknown(number, value, decoded.problems.join("; "));
  const step = decoded.value;
  const act = String(number);
  const unreadable = unreadableAmount(step, played.book.currency);
  if (unreadable !== undefined) return unknown(number, value, unreadable);
  const outcome = performStep(played.book, step, { on: step.on, act });
  if (!outcome.ok) return { kind: "refused", rejection: outcome.rejection };
  const entries = outcome.value.entries.map((draft, at) => ({
    ...draft,
    id: `${act}/${at + 1}`,
    act,
  }));
  const book = record(outcome.value.book, entries);
  return { kind: "done", played: { book, steps: number, lastOn: step.on } };
}

/**
 * Plays the steps of a case and reads what it asks for: balances by joined name
 * (an account never touched is "0.00", a control account the sum of its parts)
 * and the standing of one budget line. Every step but the last must go through.
 */
export function answerBooks(
  chart: ChartOfAccounts,
  currency: CurrencyCode,
  steps: readonly unknown[],
  asked: { readonly balances?: readonly string[]; readonly line?: string } = {},
): BooksOutcome {
  let played = emptyBook(chart, currency);
  let refused: string | undefined;
  for (const [at, step] of steps.entries()) {
    const outcome = applyStep(played, step);
    if (outcome.kind === "unknown") return outcome;
    if (outcome.kind === "done") {
      played = outcome.played;
      continue;
    }
    if (at < steps.length - 1) return unknown(at + 1, step, `refused: ${outcome.rejection.kind}`);
    refused = outcome.rejection.kind;
  }
  const balances = Object.fromEntries(
    (asked.balances ?? []).map((name) => [name, formatAmount(balanceNamed(played.book, name))]),
  );
  const statement = asked.line === undefined ? {} : { statement: budgetLine(played, asked.line) };
  return {
    kind: "answered",
    fields: { balances, ...statement, ...(refused !== undefined && { refused }) },
  };
}

/** The balance under a joined name, over all funds; a control account is the sum of its parts. */
export function balanceNamed(book: Book, name: string): Money {
  let minor = 0n;
  for (const row of book.balances.values()) {
    if (row.account === name || joinedName(row.account, row.sub) === name) {
      minor += row.amount.minor;
    }
  }
  return { currency: book.currency, minor };
}

/** A line of the budget of the last step's year, or else of the latest year that has the line. */
function budgetLine(played: PlayedBook, line: string): Readonly<Record<string, string>> {
  const years = [...played.book.budgets.values()]
    .filter((budget) => budget.lines.has(line))
    .map((budget) => budget.year)
    .sort((a, b) => b - a);
  const current = Number(played.lastOn?.slice(0, 4));
  const year = years.includes(current) ? current : (years[0] ?? current);
  const { adopted, spent, committed, available } = lineStanding(played.book, year, line);
  return {
    line,
    adopted: formatAmount(adopted),
    spent: formatAmount(spent),
    committed: formatAmount(committed),
    available: formatAmount(available),
  };
}

function unknown(number: number, step: unknown, why: string): { kind: "unknown"; what: string } {
  const op = typeof step === "object" && step !== null && "op" in step ? String(step.op) : "?";
  return { kind: "unknown", what: `step ${number} (${op}): ${why}` };
}
