import type { LocalDate } from "@xinyi/calendar";
import { type CurrencyCode, type Money, parseAmount } from "@xinyi/money";
import { type Result, unreachable } from "@xinyi/result";
import { FUNDS } from "./account.ts";
import type { Book, Dated, Posted } from "./book.ts";
import { bounce } from "./bounce.ts";
import { adoptBudget } from "./budget.ts";
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
import { pettyFloat, pettySpend, pettyTopUp, spend } from "./spending.ts";
import type { StepWire } from "./step.ts";
import { grantSubsidy, paySubsidy, receiveSubsidy } from "./subsidy.ts";

/** Any refusal of any verb; the facts beside its kind are the verb's own. */
export type StepRejection = { readonly kind: string };

/** Why the first amount of a step that the currency cannot say, such as a tenth of a fen, is none. */
export function unreadableAmount(step: StepWire, currency: CurrencyCode): string | undefined {
  const { amount, principal, perSquareMetre, paid } = step as Partial<Record<string, string>>;
  const lines = step.op === "adopt-budget" ? Object.values(step.lines) : [];
  for (const text of [amount, principal, perSquareMetre, paid, ...lines]) {
    const read = text === undefined ? undefined : parseAmount(text, currency);
    if (read?.ok === false) return `${text}: ${read.rejection.kind}`;
  }
  return undefined;
}

/**
 * Turns a step into the fact of its verb and asks the verb. Its amounts must be
 * ones the book's currency can say: `unreadableAmount` has looked first.
 */
export function performStep(
  book: Book,
  step: StepWire,
  dated: Dated,
): Result<Posted, StepRejection> {
  const money = (text: string): Money => {
    const read = parseAmount(text, book.currency);
    if (!read.ok) throw new Error(`${text}: ${read.rejection.kind}`);
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
    case "bounce":
      return bounce(book, { ...dated, reverses: String(step.step), reason: step.reason });
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
