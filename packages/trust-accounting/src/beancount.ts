import { addDays, type LocalDate } from "@xinyi/calendar";
import { formatAmount } from "@xinyi/money";
import { accountIn, type ChartOfAccounts, joinedName } from "./account.ts";
import type { Entry, Posting } from "./entry.ts";
import { type BalanceRow, balancesOf } from "./ledger.ts";

/**
 * The entries as a file for beancount, with every final balance asserted to the
 * last unit (`~ 0`: its usual tolerance would forgive half a fen of every line).
 * Funds are metadata of the lines. Beancount asks for capital letters and knows
 * few signs in a name, so names are spelled anew, no two alike.
 */
export function toBeancount(entries: readonly Entry[], chart: ChartOfAccounts): string {
  const [first] = entries;
  if (first === undefined) return "";
  const dates = entries.map((entry) => entry.occurredOn).sort();
  const openedOn = dates[0] ?? first.occurredOn;
  const after = addDays(dates.at(-1) ?? first.occurredOn, 1);
  const rows = byName(entries);
  return [
    ...[...rows].map(([name, row]) => opening(name, row, openedOn, chart)),
    ...entries.map(transaction),
    ...[...rows].map(
      ([name, { amount }]) =>
        `${after} balance ${name}  ${formatAmount(amount)} ~ 0 ${amount.currency}`,
    ),
    "",
  ].join("\n");
}

function opening(name: string, row: BalanceRow, on: LocalDate, chart: ChartOfAccounts): string {
  const code = accountIn(chart, row.account)?.code ?? "";
  return `${on} open ${name} ${row.amount.currency}\n  code: ${quoted(code)}`;
}

function transaction(entry: Entry): string {
  const details = [
    `  id: ${quoted(entry.id)}`,
    ...(entry.reverses === undefined ? [] : [`  reverses: ${quoted(entry.reverses)}`]),
    ...(entry.reference === undefined ? [] : [`  reference: ${quoted(entry.reference)}`]),
    ...(entry.vouchers ?? []).map((voucher, at) => `  voucher${at + 1}: ${quoted(voucher)}`),
  ];
  const lines = entry.postings.map(
    (line) =>
      `  ${nameOf(line)}  ${formatAmount(line.amount)} ${line.amount.currency}\n    fund: ${quoted(line.fund)}`,
  );
  return [`${entry.occurredOn} * ${quoted(entry.reason ?? "")}`, ...details, ...lines].join("\n");
}

/** Final balances by name, over all funds, sorted by name. */
function byName(entries: readonly Entry[]): ReadonlyMap<string, BalanceRow> {
  const rows = new Map<string, BalanceRow>();
  for (const row of balancesOf(entries).values()) {
    const name = nameOf(row);
    const before = rows.get(name)?.amount.minor ?? 0n;
    rows.set(name, { ...row, amount: { ...row.amount, minor: before + row.amount.minor } });
  }
  return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function nameOf(line: Posting): string {
  const words = line.account.split(":");
  return joinedName(words.map(component).join(":"), line.sub && component(line.sub));
}

/**
 * One word of a name. A sign beancount does not take becomes `-uHEX-`; a small
 * first letter becomes capital, a digit stays, and whatever else begins is put
 * behind an `X`, so that two words never become one.
 */
function component(word: string): string {
  const plain = word.replace(
    /[^A-Za-z0-9-]|-(?=u)/gu,
    (sign) => `-u${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}-`,
  );
  if (/^[a-wyz]/.test(plain)) return plain.charAt(0).toUpperCase() + plain.slice(1);
  return /^[0-9]/.test(plain) ? plain : `X${plain}`;
}

function quoted(text: string): string {
  const escaped = text
    .replace(/["\\]/g, "\\$&")
    .replace(/\n/g, "\\n")
    .replace(/\p{Cc}/gu, " ");
  return `"${escaped}"`;
}
