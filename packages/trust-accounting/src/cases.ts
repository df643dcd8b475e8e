import type { LocalDate } from "@xinyi/calendar";
import { type CurrencyCode, formatAmount, type Money, parseAmount } from "@xinyi/money";
import { type Result, unreachable } from "@xinyi/result";
import { type ChartOfAccounts, FUNDS, joinedName } from "./account.ts";
import { type Book, bookFrom, type Dated, type Posted, record } from "./book.ts";
import { adoptBudget, lineStanding } from "./budget.ts";
import {
  appropriate,
  payCommonCost,
  receiveCommonIncome,
  receiveRent,
  remitCollective,
} from "./common-income.ts";
import {
  allocateCost,
  allow,
  type BillBasis,
  bill,
  creditNote,
  lateCharge,
  writeOff,
} from "./fee.ts";
import { award, donate, payStage } from "./grant.ts";
import { collect, deductDeposit, remit, returnDeposit, takeDeposit } from "./held-money.ts";
import { type BalanceRow, balancesOf, trialBalance } from "./ledger.ts";
import { depositMaintenance, shareInterest, spendMaintenance } from "./maintenance.ts";
import { amendOrder, approve, execute, propose } from "./payment-order.ts";
import { closeYear, sealMonth } from "./period.ts";
import { match, open, receive, receiveIncome, receiveUnknown, refundAdvance } from "./receipt.ts";
import { accrueRemuneration, appraise, payRemuneration } from "./remuneration.ts";
import { reverse } from "./reversal.ts";
import { decodeStep } from "./schema.ts";
import { pettyFloat, pettySpend, pettyTopUp, spend } from "./spending.ts";
import type { StepWire } from "./step.ts";
import { grantSubsidy, paySubsidy, receiveSubsidy } from "./subsidy.ts";

/** A book in memory and how many steps it has seen; a step's number is the id of its act. */
export interface PlayedBook {
  readonly book: Book;
  readonly steps: number;
  readonly lastOn?: string;
}

/** Any refusal of any verb; the facts beside its kind are the verb's own. */
export type StepRejection = { readonly kind: string };

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
  let outcome: Result<Posted, StepRejection>;
  try {
    outcome = perform(played.book, step, { on: step.on, act });
  } catch (error) {
    if (error instanceof UnreadableAmount) return unknown(number, value, error.message);
    throw error;
  }
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

/** An amount that the book's currency cannot say, such as a tenth of a fen. */
class UnreadableAmount extends Error {}

function perform(book: Book, step: StepWire, dated: Dated): Result<Posted, StepRejection> {
  const money = (text: string): Money => {
    const read = parseAmount(text, book.currency);
    if (!read.ok) throw new UnreadableAmount(`${text}: ${read.rejection.kind}`);
    return read.value;
  };
  switch (step.op) {
    case "open":
      return open(book, { ...dated, fund: step.fund, amount: money(step.amount) });
    case "bill":
      return bill(book, { ...dated, unit: step.unit, ...basisOf(step, money) });
    case "receive":
      return receive(book, {
        ...dated,
        unit: step.unit,
        amount: money(step.amount),
        ref: step.ref,
      });
    case "receive-income":
      return receiveIncome(book, { ...dated, head: step.head, amount: money(step.amount) });
    case "refund-advance":
      return refundAdvance(book, { ...dated, unit: step.unit, amount: money(step.amount) });
    case "credit-note":
      return creditNote(book, {
        ...dated,
        unit: step.unit,
        amount: money(step.amount),
        reason: step.reason,
      });
    case "late-charge":
      return lateCharge(book, {
        ...dated,
        unit: step.unit,
        principal: money(step.principal),
        segments: step.segments.map(({ days, rate }) => ({ days, rate: String(rate) })),
        dayCount: step.dayCount,
      });
    case "allocate":
      return allocateCost(book, {
        ...dated,
        amount: money(step.amount),
        weights: decimals(step.weights),
      });
    case "allow":
      return allow(book, { ...dated, unit: step.unit, rate: String(step.rate) });
    case "write-off":
      return writeOff(book, {
        ...dated,
        unit: step.unit,
        amount: money(step.amount),
        mandate: step.mandate ?? undefined,
      });
    case "grant-subsidy":
      return grantSubsidy(book, {
        ...dated,
        unit: step.unit,
        period: step.period,
        rate: String(step.rate),
      });
    case "receive-subsidy":
      return receiveSubsidy(book, { ...dated, amount: money(step.amount), ref: step.ref });
    case "pay-subsidy":
      return paySubsidy(book, { ...dated, unit: step.unit, to: step.to });
    case "common-income":
      return receiveCommonIncome(book, { ...dated, kind: step.kind, amount: money(step.amount) });
    case "common-cost":
      return payCommonCost(book, { ...dated, kind: step.kind, amount: money(step.amount) });
    case "appropriate":
      return appropriate(book, {
        ...dated,
        amount: money(step.amount),
        weights: decimals(step.weights),
        mandate: step.mandate ?? undefined,
      });
    case "rent":
      return receiveRent(book, {
        ...dated,
        amount: money(step.amount),
        collectiveShare: String(step.collectiveShare),
      });
    case "remit-collective":
      return remitCollective(book, { ...dated, amount: money(step.amount) });
    case "collect":
      return collect(book, { ...dated, kind: step.kind, amount: money(step.amount) });
    case "remit":
      return remit(book, { ...dated, kind: step.kind, amount: money(step.amount) });
    case "take-deposit":
      return takeDeposit(book, { ...dated, unit: step.unit, amount: money(step.amount) });
    case "deduct-deposit":
      return deductDeposit(book, {
        ...dated,
        unit: step.unit,
        head: step.head,
        amount: money(step.amount),
        voucher: step.voucher,
      });
    case "return-deposit":
      return returnDeposit(book, { ...dated, unit: step.unit, amount: money(step.amount) });
    case "maintenance-deposit":
      return depositMaintenance(book, {
        ...dated,
        areas: decimals(step.areas),
        perSquareMetre: money(step.perSquareMetre),
      });
    case "maintenance-spend":
      return spendMaintenance(book, {
        ...dated,
        amount: money(step.amount),
        areas: decimals(step.areas),
        mandate: step.mandate ?? undefined,
        voucher: step.voucher,
      });
    case "maintenance-interest":
      return shareInterest(book, { ...dated, amount: money(step.amount) });
    case "receive-unknown":
      return receiveUnknown(book, { ...dated, amount: money(step.amount), ref: step.ref });
    case "match":
      return match(book, { ...dated, pointsTo: step.ref, unit: step.unit });
    case "spend":
      return spend(book, {
        ...dated,
        fund: step.fund ?? FUNDS.ordinary,
        head: step.head,
        amount: money(step.amount),
        voucher: step.voucher,
      });
    case "petty-float":
      return pettyFloat(book, { ...dated, amount: money(step.amount) });
    case "petty-spend":
      return pettySpend(book, {
        ...dated,
        head: step.head,
        amount: money(step.amount),
        voucher: step.voucher,
      });
    case "petty-top-up":
      return pettyTopUp(book, dated);
    case "adopt-budget":
      return adoptBudget(book, {
        ...dated,
        year: step.year,
        lines: new Map(Object.entries(step.lines).map(([line, sum]) => [line, money(sum)])),
        remunerationRate: String(step.remunerationRate),
        ...(step.appraisalShare !== undefined && { appraisalShare: String(step.appraisalShare) }),
        mandate: step.mandate ?? undefined,
      });
    case "accrue-remuneration":
      return accrueRemuneration(book, { ...dated, month: step.month });
    case "appraise":
      return appraise(book, {
        ...dated,
        month: step.month,
        score: String(step.score),
        outOf: String(step.outOf),
      });
    case "pay-remuneration":
      return payRemuneration(book, { ...dated, amount: money(step.amount) });
    case "propose":
      return propose(book, {
        ...dated,
        order: step.order,
        line: step.line,
        amount: money(step.amount),
        payee: step.payee,
        by: step.by,
      });
    case "amend-order":
      return amendOrder(book, {
        ...dated,
        order: step.order,
        amount: money(step.amount),
        by: step.by,
      });
    case "approve":
      return approve(book, { ...dated, order: step.order, by: step.by, role: step.role });
    case "execute":
      return execute(book, {
        ...dated,
        order: step.order,
        paid: money(step.paid),
        ref: step.ref,
        voucher: step.voucher,
      });
    case "donate":
      return donate(book, { ...dated, fund: step.fund, amount: money(step.amount) });
    case "award":
      return award(book, {
        ...dated,
        grant: step.grant,
        fund: step.fund,
        amount: money(step.amount),
      });
    case "pay-stage":
      return payStage(book, { ...dated, grant: step.grant, amount: money(step.amount) });
    case "reverse":
      return reverse(book, { ...dated, reverses: String(step.step), reason: step.reason });
    case "seal-month":
      return sealMonth(book, { ...dated, month: step.month });
    case "close-year":
      return closeYear(book, { ...dated, results: resultsAsOf(book, step.on) });
    default:
      return unreachable(step);
  }
}

type BillWire = Extract<StepWire, { op: "bill" }>;

function basisOf(step: BillWire, money: (text: string) => Money): BillBasis {
  if (step.amount !== undefined) return { amount: money(step.amount) };
  return { area: String(step.area), rate: String(step.rate), months: step.months ?? 0 };
}

function decimals(weights: Readonly<Record<string, string | number>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(weights).map(([name, value]) => [name, String(value)]));
}

function resultsAsOf(book: Book, on: LocalDate): readonly BalanceRow[] {
  return trialBalance(balancesOf(book.entries, { occurredOn: on }), book.currency).rows;
}
