import type { YearMonth } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS } from "./account.ts";
import {
  type Book,
  type CommonRejection,
  type Dated,
  type Decision,
  type OrderId,
  type PaymentOrder,
  type Posted,
  perform,
  type Remuneration,
  type SubsidyGrant,
} from "./book.ts";
import { chargesOf, periodOf } from "./charge.ts";
import { type ActId, type Entry, type EntryDraft, oppositeOf } from "./entry.ts";

export interface ReversalFact extends Dated {
  /** The act whose entries are reversed, every one of them. */
  readonly reverses: ActId;
  readonly reason: string;
}

/** Why an act cannot be reversed, in order. A wrong reversal is mended by posting anew. */
export type ReversalRejection =
  | { readonly kind: "nothing-to-reverse"; readonly act: ActId }
  | { readonly kind: "already-reversed"; readonly act: ActId }
  | { readonly kind: "is-a-reversal"; readonly act: ActId };

/**
 * Posts the linked opposite of every entry of an act, dated `on`; the original
 * may lie in a sealed month. What the act had done besides is undone with it: an
 * executed order counts as returned, an imprest or a month's fee is as it was,
 * and a subsidy ends whose period is no longer paid.
 *
 * Reads: the act's entries and those that reverse them, the balances they post
 * to; of every unit in them the subsidies, their entries, and all entries on the
 * unit's receivable; the act's order, imprest or month of remuneration.
 */
export function reverse(
  book: Book,
  fact: ReversalFact,
): Result<Posted, CommonRejection | ReversalRejection> {
  return perform<ReversalFact, ReversalRejection>(book, "reverse", fact, () => {
    const { on, reverses: act, reason } = fact;
    const originals = stillStanding(book, act);
    if (!originals.ok) return originals;
    const opposites = [...originals.value].reverse().map((entry) => oppositeOf(entry, on, reason));
    return accept(reversalOf(book, fact, originals.value, opposites));
  });
}

/** The entries of an act that nothing has reversed yet. */
export function stillStanding(book: Book, act: ActId): Result<readonly Entry[], ReversalRejection> {
  const originals = book.entries.filter((entry) => entry.act === act);
  if (originals.length === 0) return reject({ kind: "nothing-to-reverse", act });
  const reversed = reversedIn(book);
  // A bounced payment may have reversed the settlement of a bill alone: the bill still stands.
  const standing = originals.filter((entry) => !reversed.has(entry.id));
  if (standing.length === 0) return reject({ kind: "already-reversed", act });
  if (originals.some((entry) => entry.reverses !== undefined)) {
    return reject({ kind: "is-a-reversal", act });
  }
  return accept(standing);
}

/** The ids that a reversal names already. */
export const reversedIn = ({ entries }: Book): ReadonlySet<string | undefined> =>
  new Set(entries.map((entry) => entry.reverses));

/** What falls with the reversed entries besides them, and all that is posted for it. */
export function reversalOf(
  book: Book,
  fact: ReversalFact,
  originals: readonly Entry[],
  opposites: readonly EntryDraft[],
): Decision {
  const ended = subsidiesEnded(book, fact, originals, opposites);
  return {
    entries: [...opposites, ...ended.entries],
    changes: { ...undone(book, fact.reverses), subsidies: ended.subsidies },
  };
}

/** The subsidies of the units concerned whose period would no longer be paid, and their end. */
function subsidiesEnded(
  book: Book,
  fact: ReversalFact,
  originals: readonly Entry[],
  opposites: readonly EntryDraft[],
): { readonly entries: readonly EntryDraft[]; readonly subsidies: readonly SubsidyGrant[] } {
  const after = [
    ...book.entries,
    ...opposites.map((draft, at) => ({ ...draft, id: `${fact.act}:${at}`, act: fact.act })),
  ];
  const units = new Set(
    originals
      .flatMap((entry) => entry.postings)
      .filter((line) => line.account === ACCOUNTS.feeReceivable)
      .map((line) => line.sub),
  );
  const ends = (grant: SubsidyGrant): boolean =>
    grant.endedBy === undefined &&
    (grant.act === fact.reverses ||
      (units.has(grant.unit) && !isPaid(book, after, grant.unit, grant.period)));
  const entries = book.subsidies
    .filter((grant) => ends(grant) && grant.act !== fact.reverses)
    .flatMap((grant) => book.entries.filter((entry) => entry.act === grant.act))
    .map((entry) => oppositeOf(entry, fact.on, fact.reason));
  const subsidies = book.subsidies.map((grant) =>
    ends(grant) ? { ...grant, endedBy: fact.act } : grant,
  );
  return { entries, subsidies };
}

function isPaid(book: Book, entries: readonly Entry[], unit: string, period: YearMonth): boolean {
  const charges = chargesOf(entries, unit, book.currency, book.chart.settlement);
  return periodOf(charges, period, book.currency).isPaid;
}

/** The parts of the book beside its balances, as they were before the act. */
function undone(book: Book, act: ActId): Decision["changes"] {
  const orders = new Map<OrderId, PaymentOrder>();
  for (const order of book.orders.values()) {
    const wasPaid = order.state.status === "executed" && order.state.act === act;
    orders.set(order.id, wasPaid ? { ...order, state: { status: "returned", act } } : order);
  }
  const remunerations = new Map<YearMonth, Remuneration>();
  for (const { appraisal, ...month } of book.remunerations.values()) {
    if (month.act === act) continue;
    const stands = appraisal !== undefined && appraisal.act !== act;
    remunerations.set(month.month, stands ? { ...month, appraisal } : month);
  }
  const imprests = book.imprests.filter((imprest) => imprest.act !== act);
  return { orders, remunerations, imprests };
}
