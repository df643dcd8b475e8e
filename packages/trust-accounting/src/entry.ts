import type { Instant, LocalDate } from "@xinyi/calendar";
import { isZero, type Money, negate } from "@xinyi/money";
import type { AccountId, FundId } from "./account.ts";

export type EntryId = string;

/** One thing done to a book by one person at one time: a command. Its entries stand or fall together. */
export type ActId = string;

/** One line of an entry. Debits are positive, credits negative. */
export interface Posting {
  readonly account: AccountId;
  readonly fund: FundId;
  readonly sub?: string;
  readonly amount: Money;
}

/** An entry as a verb answers it: what happened and when, before it has an id and a place. */
export interface EntryDraft {
  readonly occurredOn: LocalDate;
  readonly reason?: string;
  readonly vouchers?: readonly string[];
  readonly reverses?: EntryId;
  readonly reference?: string;
  readonly postings: readonly Posting[];
}

/** An entry in its book: `id` and `act` are minted by the caller, `recordedAt` is when it was written. */
export interface Entry extends EntryDraft {
  readonly id: EntryId;
  readonly act: ActId;
  readonly recordedAt?: Instant;
}

/** What an entry says besides its date and lines. */
export type EntryDetails = Pick<EntryDraft, "reason" | "vouchers" | "reverses" | "reference">;

export function debit(account: AccountId, fund: FundId, amount: Money, sub?: string): Posting {
  return sub === undefined ? { account, fund, amount } : { account, fund, sub, amount };
}

export function credit(account: AccountId, fund: FundId, amount: Money, sub?: string): Posting {
  return debit(account, fund, negate(amount), sub);
}

/** No entry, or one: lines of zero are left out, and an entry without lines is none. */
export function entryOf(
  occurredOn: LocalDate,
  postings: readonly Posting[],
  details: EntryDetails = {},
): readonly EntryDraft[] {
  const lines = postings.filter((posting) => !isZero(posting.amount));
  return lines.length === 0 ? [] : [{ occurredOn, ...details, postings: lines }];
}

/** The linked opposite of an entry, dated in a period that is open. */
export function oppositeOf(entry: Entry, occurredOn: LocalDate, reason: string): EntryDraft {
  return {
    occurredOn,
    reason,
    reverses: entry.id,
    postings: entry.postings.map((line) => ({ ...line, amount: negate(line.amount) })),
  };
}

/** The accounts an entry posts to, each once, in the order of its lines. */
export function accountsTouched(entry: EntryDraft): readonly AccountId[] {
  return [...new Set(entry.postings.map((posting) => posting.account))];
}
