import type { Schema } from "@xinyi/api-client";
import {
  addDays,
  firstDayOf,
  type Instant,
  type LocalDate,
  lastDayOf,
  type Period,
  type YearMonth,
} from "@xinyi/calendar";
import { type CurrencyCode, type Money, negate, sum } from "@xinyi/money";
import {
  ACCOUNTS,
  type Balances,
  balancesFrom,
  type CollectionRate,
  chargesOf,
  collectionRate,
  type DisclosedEntry,
  type DisclosureStatement,
  disclosureStatement,
  type Entry,
  type FundFlow,
  totalOf,
} from "@xinyi/trust-accounting";
import { accountTitle, type Chart, chartOf, fundTitle, type Title } from "../chart.ts";
import { currencyFrom, dateFrom, entryFrom, monthFrom, postingFrom } from "../wire.ts";
import { incomeLines, moveLines, reversalLines, spendingHeads } from "./lines.ts";
import { notesOf } from "./notes.ts";

/** One source of income in one fund; households together, never one of them. */
export interface IncomeLine {
  readonly title: Title;
  readonly fund: Title;
  readonly count: number;
  readonly amount: Money;
}

/** One payment as the public sees it. */
export interface PaymentLine {
  readonly on: LocalDate;
  /** Absent where the money went to a household. */
  readonly payee?: string;
  readonly purpose?: string;
  readonly fund: Title;
  readonly vouchers: readonly string[];
  readonly amount: Money;
  readonly isReversed: boolean;
}

export interface SpendingHead {
  readonly title: Title;
  readonly total: Money;
  readonly payments: readonly PaymentLine[];
}

/** A reversal, or money that changed its fund: signed, into the fund is positive. */
export interface ChangeLine {
  readonly on: LocalDate;
  readonly fund: Title;
  /** What it was, in one Chinese sentence without a name. */
  readonly text: string;
  readonly amount: Money;
}

export type Issue =
  | { readonly kind: "draft" }
  | {
      readonly kind: "published";
      readonly code: string;
      readonly version: number;
      readonly shown: Period;
      readonly url: string;
      readonly isLocalUrl: boolean;
      readonly replaces?: string;
    };

/** Everything a notice says, reckoned; what renders it adds nothing. */
export interface NoticeSheet {
  readonly estate: Pick<
    Schema<"Estate">,
    "id" | "name" | "communityName" | "districtName" | "contactPhone" | "zone"
  >;
  readonly month: YearMonth;
  readonly period: Period;
  readonly issue: Issue;
  readonly total: DisclosureStatement["total"];
  readonly funds: readonly (FundFlow & { readonly title: Title })[];
  /** Where the money lies on the last day: what bank statements are held against. */
  readonly places: readonly { readonly title: Title; readonly amount: Money }[];
  readonly income: readonly IncomeLine[];
  readonly spending: readonly SpendingHead[];
  readonly moves: readonly ChangeLine[];
  readonly reversals: readonly ChangeLine[];
  readonly fee: CollectionRate;
  /** Fees owed on the last day, of all months together. */
  readonly owed: Money;
  readonly suspense: Money;
  readonly advances: Money;
  /** Of what came in: the balance with which the book began. */
  readonly broughtIn: Money;
  readonly notes: readonly string[];
  readonly head: { readonly sequence: number; readonly hash: string };
  readonly madeAt: Instant;
}

/** Reckons a month's notice from the facts the API gives. */
export function noticeSheet(facts: Schema<"DisclosureFacts">, madeAt: Instant): NoticeSheet {
  const { estate } = facts;
  const month = monthFrom(facts.month);
  const period = { from: firstDayOf(month), to: lastDayOf(month) };
  const currency = currencyFrom(estate.currency);
  const chart = chartOf(facts.chart.id);
  const opening = facts.openingBalances.map(postingFrom);
  const entries = facts.entries.map(entryFrom);
  const statement = disclosureStatement({
    period,
    chart: chart.accounts,
    currency,
    openingBalances: balancesFrom(opening),
    entries,
  });
  const closing = balancesFrom([...opening, ...entries.flatMap((entry) => entry.postings)]);
  const sheet = {
    estate,
    month,
    period,
    issue: issueOf(facts.notice),
    total: statement.total,
    funds: statement.funds.map((flow) => ({
      ...flow,
      title: fundTitle(chart.accounts, flow.fund),
    })),
    places: placesOf(closing, chart, currency),
    income: incomeLines(statement, chart.accounts),
    spending: spendingHeads(statement, chart.accounts),
    moves: moveLines(statement, chart.accounts),
    reversals: reversalLines(statement, chart.accounts, entries),
    fee: feeRate(balancesFrom(opening), entries, month, currency),
    owed: totalOf(closing, currency, ACCOUNTS.feeReceivable),
    suspense: negate(totalOf(closing, currency, ACCOUNTS.suspense)),
    advances: negate(totalOf(closing, currency, ACCOUNTS.advance)),
    broughtIn: sum(
      statement.receipts.filter(({ source }) => source === "opening").map(({ amount }) => amount),
      currency,
    ),
    head: { sequence: facts.headSequence, hash: facts.headHash },
    madeAt,
  };
  return { ...sheet, notes: notesOf(sheet, chart) };
}

function issueOf(notice: Schema<"DisclosureFacts">["notice"]): Issue {
  if (notice === null) return { kind: "draft" };
  const { code, version, publicUrl, isLocalUrl, previousVersionCode } = notice;
  return {
    kind: "published",
    code,
    version,
    shown: { from: dateFrom(notice.publishedFrom), to: dateFrom(notice.publishedTo) },
    url: publicUrl,
    isLocalUrl,
    ...(previousVersionCode !== null && { replaces: previousVersionCode }),
  };
}

/** The trust's bank account always, every other place of money where it holds some. */
function placesOf(closing: Balances, chart: Chart, currency: CurrencyCode) {
  return [...chart.accounts.accounts.values()]
    .filter((account) => account.isCash === true)
    .map(({ id }) => ({
      id,
      title: accountTitle(chart.accounts, id),
      amount: totalOf(closing, currency, id),
    }))
    .filter(({ id, amount }) => id === ACCOUNTS.trustBank || amount.minor !== 0n)
    .map(({ title, amount }) => ({ title, amount }));
}

/**
 * The rate of the month's own bills. What a household owed before the month
 * stands as one older charge of it, since a payment goes to the oldest first.
 */
function feeRate(
  opening: Balances,
  entries: readonly DisclosedEntry[],
  month: YearMonth,
  currency: CurrencyCode,
): CollectionRate {
  const before = addDays(firstDayOf(month), -1);
  const owedBefore: Entry[] = [...opening.values()]
    .filter((row) => row.account === ACCOUNTS.feeReceivable)
    .map((row) => ({
      id: `before:${row.sub}`,
      act: `before:${row.sub}`,
      occurredOn: before,
      postings: [row],
    }));
  const byUnit = new Map<string, Entry[]>();
  for (const entry of [...owedBefore, ...entries]) {
    const units = new Set(
      entry.postings.flatMap(({ account, sub }) =>
        account === ACCOUNTS.feeReceivable && sub !== undefined ? [sub] : [],
      ),
    );
    for (const unit of units) byUnit.set(unit, [...(byUnit.get(unit) ?? []), entry]);
  }
  const charges = [...byUnit].map(([unit, own]) => [unit, chargesOf(own, unit, currency)] as const);
  return collectionRate(new Map(charges), [month], currency);
}
