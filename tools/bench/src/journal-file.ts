import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { isLocalDate, type LocalDate } from "@xinyi/calendar";
import { chartFor } from "@xinyi/jurisdictions";
import { formatAmount, fromMoneyWire, type MoneyWire } from "@xinyi/money";
import {
  type Balances,
  type ChartOfAccounts,
  chartFrom,
  type EntryDraft,
  postAll,
} from "@xinyi/trust-accounting";

/** One line of the file: an entry, or at its end what every account must come to. */
export type Line =
  | { readonly on: string; readonly postings: readonly PostingWire[] }
  | { readonly final: Readonly<Record<string, string>> };

interface PostingWire {
  readonly account: string;
  readonly fund: string;
  readonly sub?: string;
  readonly amount: MoneyWire;
}

export function communityTrust(): ChartOfAccounts {
  const pack = chartFor("cn-community-trust");
  if (!pack.ok) throw new Error(pack.rejection.kind);
  return chartFrom(pack.value);
}

/** Balances over all funds by account and sub-account, as the peers name them. */
export function byName(balances: Balances): Record<string, string> {
  const sums = new Map<string, bigint>();
  for (const { account, sub, amount } of balances.values()) {
    const name = sub === undefined ? account : `${account}:${sub}`;
    sums.set(name, (sums.get(name) ?? 0n) + amount.minor);
  }
  return Object.fromEntries(
    [...sums]
      .filter(([, minor]) => minor !== 0n)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, minor]) => [name, formatAmount({ currency: "CNY", minor })]),
  );
}

/**
 * Reads a journal of JSON Lines as the store would take it: every date and amount is parsed, every
 * account and fund is one of the chart, every entry balances in each of its funds, no account
 * crosses its floor on any day, and in the end every balance is the one that was asserted.
 */
export async function readJournal(path: string): Promise<Record<string, string>> {
  const chart = communityTrust();
  let balances: Balances = new Map();
  let day: EntryDraft[] = [];
  let final: Readonly<Record<string, string>> | undefined;
  const close = (): void => {
    const posted = postAll(day, chart, balances);
    if (!posted.ok) throw new Error(JSON.stringify(posted.rejection.kind));
    balances = posted.value;
    day = [];
  };
  for await (const text of createInterface({ input: createReadStream(path) })) {
    const line = JSON.parse(text) as Line;
    if ("final" in line) {
      final = line.final;
      continue;
    }
    const entry = entryOf(line);
    if (day[0] !== undefined && day[0].occurredOn !== entry.occurredOn) close();
    day.push(entry);
  }
  close();
  const got = byName(balances);
  if (JSON.stringify(got) !== JSON.stringify(final))
    throw new Error("a balance is not as asserted");
  return got;
}

function entryOf({ on, postings }: Extract<Line, { on: string }>): EntryDraft {
  if (!isLocalDate(on)) throw new Error(`${on} is no date`);
  return {
    occurredOn: on as LocalDate,
    postings: postings.map(({ amount, ...line }) => {
      const money = fromMoneyWire(amount);
      if (!money.ok) throw new Error(`${amount.amount} is no amount`);
      return { ...line, amount: money.value };
    }),
  };
}
