import { add, type Money } from "@xinyi/money";
import {
  type AccountId,
  accountIn,
  type ChartOfAccounts,
  classOf,
  type DisclosedEntry,
  type DisclosureStatement,
  type MoneySource,
  type SpendingLine,
  unitNumbersIn,
} from "@xinyi/trust-accounting";
import { accountTitle, fundTitle, type Title } from "../chart.ts";
import { plainText } from "../formats/plain-text.ts";
import { dayInWords } from "./dates.ts";
import type { ChangeLine, IncomeLine, PaymentLine, SpendingHead } from "./sheet.ts";
import { kindTitle, sourceTitles } from "./words.ts";

// The statement's lines in words for the public. Nothing that points to a household passes here.

export function incomeLines(
  statement: DisclosureStatement,
  chart: ChartOfAccounts,
): readonly IncomeLine[] {
  return statement.receipts.map(({ fund, source, of, amount, count }) => ({
    title: sourceTitle(source, of, chart),
    fund: fundTitle(chart, fund),
    count,
    amount,
  }));
}

/** Payments under their heads: expenses first, in the order of the chart's codes; by day within a head. */
export function spendingHeads(
  statement: DisclosureStatement,
  chart: ChartOfAccounts,
): readonly SpendingHead[] {
  const heads = new Map<AccountId, { total: Money; payments: PaymentLine[] }>();
  for (const line of statement.spending) {
    const head = heads.get(line.account);
    const payment = paymentLine(line, chart);
    if (head === undefined) heads.set(line.account, { total: line.amount, payments: [payment] });
    else {
      head.total = add(head.total, line.amount);
      head.payments.push(payment);
    }
  }
  const place = (account: AccountId): string =>
    `${classOf(account) === "expense" ? 0 : 1}${accountIn(chart, account)?.code ?? account}`;
  return [...heads]
    .sort(([a], [b]) => (place(a) < place(b) ? -1 : 1))
    .map(([account, { total, payments }]) => ({
      title: accountTitle(chart, account),
      total,
      payments: payments.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    }));
}

export function moveLines(
  statement: DisclosureStatement,
  chart: ChartOfAccounts,
): readonly ChangeLine[] {
  return statement.moves.map(({ occurredOn, fund, amount }) => ({
    on: occurredOn,
    fund: fundTitle(chart, fund),
    text: amount.minor > 0n ? "从其他基金转入" : "转到其他基金",
    amount,
  }));
}

/** Reversals with what they took back. Why is not said: reasons are free text and may hold a name. */
export function reversalLines(
  statement: DisclosureStatement,
  chart: ChartOfAccounts,
  entries: readonly DisclosedEntry[],
): readonly ChangeLine[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const spendingOf = new Map(statement.spending.map((line) => [line.entryId, line]));
  return statement.reversals.map(({ entryId, occurredOn, fund, source, of, amount, reverses }) => {
    const when = byId.get(reverses)?.occurredOn;
    const day = when === undefined ? "以前月份" : dayInWords(when);
    const paid = spendingOf.get(reverses) ?? asSpending(byId.get(entryId), chart);
    return {
      on: occurredOn,
      fund: fundTitle(chart, fund),
      text: `冲销${day}的${paid === undefined ? `一笔${sourceTitle(source, of, chart).zh}` : paymentInWords(paymentLine(paid, chart))}`,
      amount,
    };
  });
}

function paymentInWords({ payee, purpose, vouchers }: PaymentLine): string {
  const voucher = vouchers.length === 0 ? "" : `（凭证 ${vouchers.join("、")}）`;
  return `付款：${payee ?? "住户"}${purpose === undefined ? "" : `，${purpose}`}${voucher}`;
}

/** The reversal of a payment of an earlier month carries that payment's public words itself. */
function asSpending(
  entry: DisclosedEntry | undefined,
  chart: ChartOfAccounts,
): SpendingLine | undefined {
  const account = entry?.postings.find(({ account }) => !isCash(chart, account))?.account;
  const line = entry?.postings[0];
  if (entry?.payee === undefined || account === undefined || line === undefined) return undefined;
  return {
    entryId: entry.id,
    occurredOn: entry.occurredOn,
    fund: line.fund,
    account,
    amount: line.amount,
    vouchers: entry.vouchers ?? [],
    payee: entry.payee,
    ...(entry.purpose !== undefined && { purpose: entry.purpose }),
  };
}

function paymentLine(line: SpendingLine, chart: ChartOfAccounts): PaymentLine {
  const { payee, purpose } = line;
  const isOpen = !concernsHouseholds(line.account, chart);
  return {
    on: line.occurredOn,
    ...(isOpen && payee !== undefined && { payee: withoutUnit(payee) }),
    ...(isOpen && purpose !== undefined && { purpose: withoutUnit(purpose) }),
    ...(!isOpen && { purpose: `退还（${accountTitle(chart, line.account).zh}）` }),
    fund: fundTitle(chart, line.fund),
    vouchers: line.vouchers.map(plainText),
    amount: line.amount,
    isReversed: line.reversedBy !== undefined,
  };
}

/** Money given back to a household: whom is its own business. */
function concernsHouseholds(account: AccountId, chart: ChartOfAccounts): boolean {
  const sub = accountIn(chart, account)?.sub;
  return sub === "unit" || sub === "reference" || classOf(account) === "income";
}

/** Free text in which the number of a flat stands would tell whom it concerns; a building would not. */
function withoutUnit(text: string): string {
  const isFlat = (number: string): boolean => /-\d+-\d+$|-\d{3,}$/.test(number);
  return unitNumbersIn(text).some(isFlat) ? "（原文含门牌号，公示时隐去）" : plainText(text);
}

function sourceTitle(source: MoneySource, of: string | undefined, chart: ChartOfAccounts): Title {
  const title = sourceTitles[source];
  if (of === undefined) return title;
  if (source === "income") return accountTitle(chart, `income:${of}`);
  const kind = kindTitle(plainText(of));
  return { zh: `${title.zh}：${kind.zh}`, en: `${title.en}: ${kind.en}` };
}

function isCash(chart: ChartOfAccounts, account: AccountId): boolean {
  return accountIn(chart, account)?.isCash === true;
}
