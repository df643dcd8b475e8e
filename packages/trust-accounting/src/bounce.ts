import { add, type Money, negate, subtract, sum } from "@xinyi/money";
import { accept, type Result } from "@xinyi/result";
import { ACCOUNTS, FUNDS } from "./account.ts";
import {
  atLeastZero,
  type Book,
  type CommonRejection,
  lesser,
  type Posted,
  perform,
  standing,
} from "./book.ts";
import {
  credit,
  debit,
  type Entry,
  type EntryDraft,
  entryOf,
  oppositeOf,
  type Posting,
} from "./entry.ts";
import {
  type ReversalFact,
  type ReversalRejection,
  reversalOf,
  reversedIn,
  stillStanding,
} from "./reversal.ts";
import { advanceOf } from "./settlement.ts";

/**
 * The bank takes a household's payment back. It is reversed as any act is, but what it had paid
 * ahead does not refuse because it has settled bills since: those settlements are reversed too, the
 * newest first, until the advance can bear it, and the bills are owed again. What the last of them
 * had drawn beyond that is drawn anew. Money that has left the trust's bank still cannot bounce.
 *
 * Reads: as `reverse`; of the payment's unit the receivable, the advance, and every entry that
 * settles the one from the other, with those that reverse it.
 */
export function bounce(
  book: Book,
  fact: ReversalFact,
): Result<Posted, CommonRejection | ReversalRejection> {
  return perform<ReversalFact, ReversalRejection>(book, "bounce", fact, () => {
    const { on, reverses: act, reason } = fact;
    const originals = stillStanding(book, act);
    if (!originals.ok) return originals;
    const opposites = [...originals.value].reverse().map((entry) => oppositeOf(entry, on, reason));
    const units = new Set(opposites.flatMap(({ postings }) => postings.flatMap(unitOfAdvance)));
    const reopened = [...units].map((unit) => reopen(book, fact, unit, opposites));
    return accept(
      reversalOf(
        book,
        fact,
        [...originals.value, ...reopened.flatMap(({ draws }) => draws)],
        [...opposites, ...reopened.flatMap(({ entries }) => entries)],
      ),
    );
  });
}

/** The unit whose advance a line is of; every line of the advance names one. */
const unitOfAdvance = ({ account, sub }: Posting): readonly string[] =>
  account === ACCOUNTS.advance ? [sub ?? ""] : [];

/** The settlements out of a unit's advance that fall with its payment, and what is posted for them. */
function reopen(
  book: Book,
  { on, reason }: ReversalFact,
  unit: string,
  opposites: readonly EntryDraft[],
): { readonly draws: readonly Entry[]; readonly entries: readonly EntryDraft[] } {
  const change = (account: string, drafts: readonly EntryDraft[]): Money =>
    sum(
      drafts
        .flatMap(({ postings }) => postings)
        .filter((line) => line.account === account && line.sub === unit)
        .map(({ amount }) => amount),
      book.currency,
    );
  // By how much the advance would stand below nothing.
  let missing = subtract(change(ACCOUNTS.advance, opposites), advanceOf(book, unit));
  const reversed = reversedIn(book);
  const draws: Entry[] = [];
  for (const entry of [...book.entries].reverse()) {
    if (missing.minor <= 0n) break;
    if (reversed.has(entry.id) || !isDraw(entry, unit)) continue;
    draws.push(entry);
    missing = subtract(missing, change(ACCOUNTS.advance, [entry]));
  }
  if (draws.length === 0) return { draws, entries: [] };
  const undone = draws.map((entry) => oppositeOf(entry, on, reason));
  const receivable = standing(book, ACCOUNTS.feeReceivable, FUNDS.ordinary, unit);
  const owed = add(receivable, change(ACCOUNTS.feeReceivable, [...opposites, ...undone]));
  const again = lesser(atLeastZero(owed), atLeastZero(negate(missing)));
  return { draws, entries: [...undone, ...drawing(unit, again, on, reason)] };
}

/** Whether an entry settled a unit's bills out of what the unit had paid ahead. */
function isDraw({ postings: [advance, receivable] }: Entry, unit: string): boolean {
  return (
    advance?.account === ACCOUNTS.advance &&
    advance.sub === unit &&
    // The opposite of such an entry gives back to the advance.
    advance.amount.minor > 0n &&
    receivable?.account === ACCOUNTS.feeReceivable
  );
}

const drawing = (
  unit: string,
  amount: Money,
  on: Entry["occurredOn"],
  reason: string,
): readonly EntryDraft[] =>
  entryOf(
    on,
    [
      debit(ACCOUNTS.advance, FUNDS.ordinary, amount, unit),
      credit(ACCOUNTS.feeReceivable, FUNDS.ordinary, amount, unit),
    ],
    { reason },
  );
