import { contains, type LocalDate, type Period } from "@xinyi/calendar";
import { add, type CurrencyCode, type Money, negate, subtract, sum, zero } from "@xinyi/money";
import {
  ACCOUNTS,
  type AccountId,
  accountIn,
  type ChartOfAccounts,
  type FundId,
} from "./account.ts";
import type { Entry, EntryId, Posting } from "./entry.ts";
import type { Balances } from "./ledger.ts";

/** An entry with what the public is told of a payment beside its lines. */
export interface DisclosedEntry extends Entry {
  readonly payee?: string;
  readonly purpose?: string;
}

export interface DisclosureFacts {
  readonly period: Period;
  readonly chart: ChartOfAccounts;
  readonly currency: CurrencyCode;
  /** As they stood before the period; only accounts that are money are read. */
  readonly openingBalances: Balances;
  /** In the order of posting; an entry that occurred outside the period is left out. */
  readonly entries: readonly DisclosedEntry[];
}

/** Where money came from or went to, in words a notice is made of. */
export type MoneySource =
  | "fee"
  | "unknown"
  | "opening"
  | "common-income"
  | "subsidy"
  | "pass-through"
  | "deposit"
  | "collective"
  | "donation"
  | "grant"
  | "maintenance"
  | "remuneration"
  | "income"
  | "expense"
  | "other";

/** Receipts of one source in one fund; `of` is the kind, where a kind is public. */
export interface ReceiptLine {
  readonly fund: FundId;
  readonly source: MoneySource;
  readonly of?: string;
  readonly amount: Money;
  readonly count: number;
}

/** One payment under one account. Whom of the households it concerns is never shown. */
export interface SpendingLine {
  readonly entryId: EntryId;
  readonly occurredOn: LocalDate;
  readonly fund: FundId;
  readonly account: AccountId;
  readonly of?: string;
  readonly amount: Money;
  readonly vouchers: readonly string[];
  readonly payee?: string;
  readonly purpose?: string;
  /** The entry of this period that took it back, such as a payment the bank returned. */
  readonly reversedBy?: EntryId;
}

/** Money that changed its fund and not its owner's bank; signed, into the fund is positive. */
export interface MoveLine {
  readonly entryId: EntryId;
  readonly occurredOn: LocalDate;
  readonly fund: FundId;
  readonly source: MoneySource;
  readonly of?: string;
  readonly amount: Money;
}

/** What a reversal took back; signed, money coming back in is positive. */
export interface ReversalLine extends MoveLine {
  readonly reverses: EntryId;
}

/** opening + received − paid + moved + reversed = closing, to the smallest unit. */
export interface MoneyFlow {
  readonly opening: Money;
  readonly received: Money;
  readonly paid: Money;
  readonly moved: Money;
  readonly reversed: Money;
  readonly closing: Money;
}

export interface FundFlow extends MoneyFlow {
  readonly fund: FundId;
}

/** What came in, what went out and what is left, by fund and together: the public notice's figures. */
export interface DisclosureStatement {
  readonly period: Period;
  readonly currency: CurrencyCode;
  readonly funds: readonly FundFlow[];
  readonly total: MoneyFlow;
  readonly receipts: readonly ReceiptLine[];
  readonly spending: readonly SpendingLine[];
  readonly moves: readonly MoveLine[];
  readonly reversals: readonly ReversalLine[];
}

/** The money one entry moved in one fund, under one account (and public kind) on the other side. */
interface Effect {
  readonly entry: DisclosedEntry;
  readonly fund: FundId;
  readonly account: AccountId;
  readonly of?: string;
  /** Into the fund is positive. */
  readonly amount: Money;
}

/**
 * Receipts and spending of a period, as money moved. What only changed between
 * claims and debts is not in it, nor what moved between bank and petty cash.
 * Receipts of households are added up, payments stand one by one, and a
 * reversal stands apart from both, so that nothing is netted out of sight.
 * Entries whose lines do not add up throw: they were never posted.
 */
export function disclosureStatement(facts: DisclosureFacts): DisclosureStatement {
  const { period, chart, currency } = facts;
  const entries = facts.entries.filter((entry) => contains(period, entry.occurredOn));
  const reversedBy = new Map(entries.map((entry) => [entry.reverses, entry.id]));
  const effects = entries.map((entry) => effectsOf(entry, chart));
  const reversed = effects.flat().filter(({ entry }) => entry.reverses !== undefined);
  const others = effects.map((list) => list.filter(({ entry }) => entry.reverses === undefined));
  const moved = others.filter(isMove).flat();
  const plain = others.filter((list) => !isMove(list)).flat();
  const received = plain.filter(({ amount }) => amount.minor > 0n);
  const paid = plain.filter(({ amount }) => amount.minor < 0n);

  const flow = (fund?: FundId): MoneyFlow => {
    const of = (list: readonly Effect[]): Money =>
      sum(
        list.filter((one) => fund === undefined || one.fund === fund).map(({ amount }) => amount),
        currency,
      );
    const opening = moneyIn([...facts.openingBalances.values()], chart, currency, fund);
    const postings = entries.flatMap((entry) => entry.postings);
    const closing = add(opening, moneyIn(postings, chart, currency, fund));
    const parts = { received: of(received), paid: negate(of(paid)), moved: of(moved) };
    return proven({ opening, ...parts, reversed: of(reversed), closing });
  };

  return {
    period,
    currency,
    funds: fundsOf(facts, effects.flat()).map((fund) => ({ fund, ...flow(fund) })),
    total: flow(),
    receipts: receiptLines(received),
    spending: paid.map((effect) => spendingLine(effect, reversedBy.get(effect.entry.id))),
    moves: moved.map(moveLine),
    reversals: reversed.map((effect) => ({
      ...moveLine(effect),
      reverses: effect.entry.reverses as EntryId,
    })),
  };
}

/** In which words a notice speaks of the account on the other side of the money. */
export function sourceOf(account: AccountId): MoneySource {
  switch (account) {
    case ACCOUNTS.feeReceivable:
    case ACCOUNTS.advance:
    case ACCOUNTS.feeIncome:
      return "fee";
    case ACCOUNTS.suspense:
      return "unknown";
    case ACCOUNTS.commonIncome:
      return "common-income";
    case ACCOUNTS.subsidyReceivable:
    case ACCOUNTS.subsidyDue:
      return "subsidy";
    case ACCOUNTS.passThrough:
      return "pass-through";
    case ACCOUNTS.deposit:
      return "deposit";
    case ACCOUNTS.collective:
      return "collective";
    case ACCOUNTS.restrictedDonation:
      return "donation";
    case ACCOUNTS.grant:
      return "grant";
    case ACCOUNTS.maintenance:
      return "maintenance";
    case ACCOUNTS.remunerationPayable:
      return "remuneration";
    default:
      if (account.startsWith("equity:")) return "opening";
      if (account.startsWith("income:")) return "income";
      return account.startsWith("expenses:") ? "expense" : "other";
  }
}

/** One effect per fund and account on the other side, so that no household's part shows. */
function effectsOf(entry: DisclosedEntry, chart: ChartOfAccounts): readonly Effect[] {
  const effects = new Map<string, Effect>();
  for (const fund of new Set(entry.postings.map((line) => line.fund))) {
    const lines = entry.postings.filter((line) => line.fund === fund);
    const cash = lines.filter((line) => isCash(line, chart));
    if (cash.reduce((total, line) => total + line.amount.minor, 0n) === 0n) continue;
    for (const line of lines) {
      if (isCash(line, chart)) continue;
      const of = publicPart(line, chart);
      const key = `${fund}\n${line.account}\n${of ?? ""}`;
      const before = effects.get(key)?.amount ?? zero(line.amount.currency);
      const amount = subtract(before, line.amount);
      effects.set(key, {
        entry,
        fund,
        account: line.account,
        ...(of !== undefined && { of }),
        amount,
      });
    }
  }
  return [...effects.values()].filter(({ amount }) => amount.minor !== 0n);
}

/** Money left one fund for another when the funds of one entry gain and lose. */
function isMove(effects: readonly Effect[]): boolean {
  const byFund = new Map<FundId, bigint>();
  for (const { fund, amount } of effects) {
    byFund.set(fund, (byFund.get(fund) ?? 0n) + amount.minor);
  }
  const changes = [...byFund.values()];
  return changes.some((change) => change > 0n) && changes.some((change) => change < 0n);
}

function receiptLines(received: readonly Effect[]): readonly ReceiptLine[] {
  const lines = new Map<string, ReceiptLine>();
  for (const { fund, account, of, amount } of perEntryAndSource(received)) {
    const source = sourceOf(account);
    const part = of ?? (source === "income" ? account.slice("income:".length) : undefined);
    const key = `${fund}\n${source}\n${part ?? ""}`;
    const before = lines.get(key);
    lines.set(key, {
      fund,
      source,
      ...(part !== undefined && { of: part }),
      amount: before === undefined ? amount : add(before.amount, amount),
      count: (before?.count ?? 0) + 1,
    });
  }
  return [...lines.values()];
}

/** A payment that settles a bill and leaves an advance is one receipt, not two. */
function perEntryAndSource(received: readonly Effect[]): readonly Effect[] {
  const merged = new Map<string, Effect>();
  for (const effect of received) {
    const { entry, fund, account, of } = effect;
    const source = sourceOf(account);
    const part = of ?? (source === "income" ? account : "");
    const key = `${entry.id}\n${fund}\n${source}\n${part}`;
    const before = merged.get(key);
    merged.set(
      key,
      before === undefined ? effect : { ...before, amount: add(before.amount, effect.amount) },
    );
  }
  return [...merged.values()];
}

function spendingLine(effect: Effect, reversedBy: EntryId | undefined): SpendingLine {
  const { entry, fund, account, of, amount } = effect;
  return {
    entryId: entry.id,
    occurredOn: entry.occurredOn,
    fund,
    account,
    ...(of !== undefined && { of }),
    amount: negate(amount),
    vouchers: entry.vouchers ?? [],
    ...(entry.payee !== undefined && { payee: entry.payee }),
    ...(entry.purpose !== undefined && { purpose: entry.purpose }),
    ...(reversedBy !== undefined && { reversedBy }),
  };
}

function moveLine(effect: Effect): MoveLine {
  const { entry, fund, account, of, amount } = effect;
  return {
    entryId: entry.id,
    occurredOn: entry.occurredOn,
    fund,
    source: sourceOf(account),
    ...(of !== undefined && { of }),
    amount,
  };
}

/** The funds with money at the start or movement since, the chart's own first and in its order. */
function fundsOf(facts: DisclosureFacts, effects: readonly Effect[]): readonly FundId[] {
  const opening = [...facts.openingBalances.values()].filter((row) => isCash(row, facts.chart));
  const seen = new Set([...opening, ...effects].map(({ fund }) => fund));
  const known = [...facts.chart.funds.keys()].filter((fund) => seen.has(fund));
  return [...known, ...[...seen].filter((fund) => !facts.chart.funds.has(fund)).sort()];
}

function moneyIn(
  lines: readonly Posting[],
  chart: ChartOfAccounts,
  currency: CurrencyCode,
  fund?: FundId,
): Money {
  const cash = lines.filter(
    (line) => isCash(line, chart) && (fund === undefined || line.fund === fund),
  );
  return sum(
    cash.map((line) => line.amount),
    currency,
  );
}

function isCash(line: Posting, chart: ChartOfAccounts): boolean {
  return accountIn(chart, line.account)?.isCash === true;
}

/** A kind or a grant may be named; a unit or a bank's reference would point to a household. */
function publicPart(line: Posting, chart: ChartOfAccounts): string | undefined {
  const part = accountIn(chart, line.account)?.sub;
  return part === "kind" || part === "grant" ? line.sub : undefined;
}

function proven(flow: MoneyFlow): MoneyFlow {
  const { opening, received, paid, moved, reversed, closing } = flow;
  const reckoned = add(add(subtract(add(opening, received), paid), moved), reversed);
  if (reckoned.minor !== closing.minor) throw new Error("the lines of an entry do not add up");
  return flow;
}
