import { compareInstants, type Instant, type LocalDate } from "@xinyi/calendar";
import { add, type CurrencyCode, isZero, type Money, subtract, sum, zero } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import {
  type AccountId,
  accountIn,
  type ChartOfAccounts,
  type Floor,
  type FundId,
  fundIn,
} from "./account.ts";
import type { Entry, EntryDraft, Posting } from "./entry.ts";

/** What stands on one account in one fund and sub-account; debit positive. */
export type BalanceRow = Posting;

/** Balances by `balanceKey`; an account that was never touched has no row and stands at zero. */
export type Balances = ReadonlyMap<string, BalanceRow>;

/** Why lines cannot be posted, in the order the reasons are looked for. */
export type PostingRejection =
  | { readonly kind: "unknown-account"; readonly account: AccountId; readonly sub?: string }
  | { readonly kind: "unknown-fund"; readonly fund: FundId }
  | { readonly kind: "unbalanced"; readonly fund: FundId; readonly difference: Money }
  | Overdrawn;

/** An account that would cross its floor, and by how much. */
export interface Overdrawn {
  readonly kind: "overdrawn";
  readonly account: AccountId;
  readonly fund: FundId;
  readonly sub?: string;
  readonly shortBy: Money;
}

/** Both time axes. An entry counts when it occurred, and was recorded, no later than asked. */
export interface AsOf {
  readonly occurredOn?: LocalDate;
  readonly recordedAt?: Instant;
}

export interface TrialBalance {
  readonly rows: readonly BalanceRow[];
  readonly debits: Money;
  readonly credits: Money;
}

// No account, fund or unit holds a line feed: a schema has refused control characters.
export function balanceKey(account: AccountId, fund: FundId, sub?: string): string {
  return `${account}\n${fund}\n${sub ?? ""}`;
}

/** Indexes rows as a store returns them; several rows of one key are added. */
export function balancesFrom(rows: readonly BalanceRow[]): Balances {
  const balances = new Map<string, BalanceRow>();
  for (const row of rows) accumulate(balances, row);
  return balances;
}

/** What stands on exactly this account, fund and sub-account. */
export function balanceOf(
  balances: Balances,
  currency: CurrencyCode,
  account: AccountId,
  fund: FundId,
  sub?: string,
): Money {
  return balances.get(balanceKey(account, fund, sub))?.amount ?? zero(currency);
}

/** The rows of a control account, in the order they were first posted to. */
export function rowsOf(
  balances: Balances,
  account: AccountId,
  where: { readonly fund?: FundId; readonly sub?: string } = {},
): readonly BalanceRow[] {
  return [...balances.values()].filter(
    (row) =>
      row.account === account &&
      (where.fund === undefined || row.fund === where.fund) &&
      (where.sub === undefined || row.sub === where.sub),
  );
}

/** A control account over its sub-accounts, in one fund or in all. */
export function totalOf(
  balances: Balances,
  currency: CurrencyCode,
  account: AccountId,
  where: { readonly fund?: FundId; readonly sub?: string } = {},
): Money {
  const rows = rowsOf(balances, account, where);
  return sum(
    rows.map((row) => row.amount),
    currency,
  );
}

/** Posts one entry: `post` of a list of one. */
export function post(
  draft: EntryDraft,
  chart: ChartOfAccounts,
  balances: Balances,
): Result<Balances, PostingRejection> {
  return postAll([draft], chart, balances);
}

/**
 * Posts the entries of one act. Each must balance in every fund by itself; the
 * floors are held by the act as a whole, so that the order of its entries
 * decides nothing. Only the rows that are posted to need to be in `balances`.
 */
export function postAll(
  drafts: readonly EntryDraft[],
  chart: ChartOfAccounts,
  balances: Balances,
): Result<Balances, PostingRejection> {
  for (const draft of drafts) {
    const fault = faultIn(draft, chart);
    if (fault !== undefined) return reject(fault);
  }
  const after = new Map(balances);
  const touched = new Set<string>();
  for (const line of drafts.flatMap((draft) => draft.postings)) {
    touched.add(accumulate(after, line));
  }
  for (const key of touched) {
    const row = after.get(key);
    const short = row && overdraft(row, balances.get(key), chart);
    if (short !== undefined) return reject(short);
  }
  return accept(after);
}

/** Folds entries into balances, as they stood on either axis of time. */
export function balancesOf(entries: readonly (EntryDraft | Entry)[], asOf: AsOf = {}): Balances {
  const balances = new Map<string, BalanceRow>();
  for (const entry of entries) {
    if (!isWithin(entry, asOf)) continue;
    for (const line of entry.postings) accumulate(balances, line);
  }
  return balances;
}

/** Every row that is not zero, with the two sums that a sound book has equal. */
export function trialBalance(balances: Balances, currency: CurrencyCode): TrialBalance {
  const rows = [...balances.values()]
    .filter((row) => !isZero(row.amount))
    .sort((a, b) => (balanceKeyOf(a) < balanceKeyOf(b) ? -1 : 1));
  const amounts = rows.map((row) => row.amount);
  return {
    rows,
    debits: sum(
      amounts.filter((amount) => amount.minor > 0n),
      currency,
    ),
    credits: sum(
      amounts.filter((amount) => amount.minor < 0n),
      currency,
    ),
  };
}

function accumulate(balances: Map<string, BalanceRow>, line: Posting): string {
  const key = balanceKeyOf(line);
  const before = balances.get(key);
  balances.set(
    key,
    before === undefined ? line : { ...before, amount: add(before.amount, line.amount) },
  );
  return key;
}

function balanceKeyOf(line: Posting): string {
  return balanceKey(line.account, line.fund, line.sub);
}

function faultIn(draft: EntryDraft, chart: ChartOfAccounts): PostingRejection | undefined {
  const differences = new Map<FundId, Money>();
  for (const { account, fund, sub, amount } of draft.postings) {
    const known = accountIn(chart, account);
    if (known === undefined || (known.sub === undefined) !== (sub === undefined)) {
      return { kind: "unknown-account", account, ...(sub === undefined ? {} : { sub }) };
    }
    if (fundIn(chart, fund) === undefined) return { kind: "unknown-fund", fund };
    const before = differences.get(fund);
    differences.set(fund, before === undefined ? amount : add(before, amount));
  }
  for (const [fund, difference] of differences) {
    if (!isZero(difference)) return { kind: "unbalanced", fund, difference };
  }
  return undefined;
}

/** A row below its floor is refused when this act moved it further down, not for its past. */
function overdraft(
  row: BalanceRow,
  before: BalanceRow | undefined,
  chart: ChartOfAccounts,
): Overdrawn | undefined {
  const floor = accountIn(chart, row.account)?.floor;
  if (floor === undefined) return undefined;
  const now = depth(row.amount, floor);
  const earlier = before === undefined ? 0n : depth(before.amount, floor);
  if (now >= 0n || now >= earlier) return undefined;
  const { account, fund, sub, amount } = row;
  const nothing = zero(amount.currency);
  const shortBy = floor === "never-credit" ? subtract(nothing, amount) : amount;
  return { kind: "overdrawn", account, fund, ...(sub === undefined ? {} : { sub }), shortBy };
}

function depth(amount: Money, floor: Floor): bigint {
  return floor === "never-credit" ? amount.minor : -amount.minor;
}

function isWithin(entry: EntryDraft | Entry, asOf: AsOf): boolean {
  if (asOf.occurredOn !== undefined && entry.occurredOn > asOf.occurredOn) return false;
  if (asOf.recordedAt === undefined) return true;
  const recordedAt = "recordedAt" in entry ? entry.recordedAt : undefined;
  return recordedAt !== undefined && compareInstants(recordedAt, asOf.recordedAt) <= 0;
}
