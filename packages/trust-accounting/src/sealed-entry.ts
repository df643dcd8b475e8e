import type { Instant, LocalDate } from "@xinyi/calendar";
import { commitment, hashOf, opensTo, verifyChain } from "@xinyi/merkle-log";
import { type CurrencyCode, type Money, toMoneyWire } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import type { AccountId, FundId } from "./account.ts";
import type { EntryDraft, EntryId } from "./entry.ts";

export type BookId = string;

/** What begins a book's chain: whose book it is, and the book it continues after a hand-over. */
export interface Genesis {
  readonly book: BookId;
  readonly currency: CurrencyCode;
  readonly openedOn: LocalDate;
  readonly chart: { readonly id: string; readonly version: string };
  readonly predecessor?: { readonly book: BookId; readonly head: string };
}

/** A line as it is sealed: whose part it is only as a commitment. */
export interface SealedPosting {
  readonly account: AccountId;
  readonly fund: FundId;
  readonly sub?: string;
  readonly amount: Money;
}

/**
 * An entry in its final form. `actor`, `reason`, `vouchers` and every `sub` are
 * commitments (64 hexadecimal digits): their values can be erased without
 * touching the entry. Account, fund, dates and amounts are open.
 */
export interface SealedEntry {
  readonly id: EntryId;
  readonly book: BookId;
  /** From 1, without a gap. */
  readonly sequence: number;
  readonly occurredOn: LocalDate;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly reason: string;
  readonly reverses?: EntryId;
  readonly vouchers: string;
  readonly postings: readonly SealedPosting[];
  readonly previous: string;
  readonly hash: string;
}

/** What a commitment of an entry hides; `field` is `actor`, `reason`, `vouchers` or `sub:` and the line's place from 0. */
export interface Opening {
  readonly field: string;
  readonly salt: string;
  readonly value: unknown;
}

export interface Sealing {
  readonly book: BookId;
  readonly id: EntryId;
  readonly sequence: number;
  readonly recordedAt: Instant;
  /** The id of the person or process that acted, never a name. */
  readonly actor: string;
  /** The hash of the entry before, or `genesisHash` for the first. */
  readonly previous: string;
  /** Random salts of 32 bytes, `saltsNeeded` of them, used for this entry alone. */
  readonly salts: readonly Uint8Array[];
}

/** Where a chain of entries fails, from 0, in the order the reasons are looked for. */
export type SealRejection =
  | { readonly kind: "other-book"; readonly at: number }
  | { readonly kind: "wrong-sequence"; readonly at: number }
  | { readonly kind: "broken-link"; readonly at: number }
  | { readonly kind: "wrong-hash"; readonly at: number };

/** The form `xinyi-book-1`, as it is hashed. */
export function genesisForm(genesis: Genesis): Readonly<Record<string, unknown>> {
  const { book, currency, openedOn, chart, predecessor } = genesis;
  return {
    form: "xinyi-book-1",
    book,
    currency,
    openedOn,
    chart: { id: chart.id, version: chart.version },
    ...(predecessor && { predecessor: { book: predecessor.book, head: predecessor.head } }),
  };
}

/** The hash a book's first entry continues. */
export function genesisHash(genesis: Genesis): string {
  return hashOf(genesisForm(genesis));
}

/** One salt each for actor, reason and vouchers, and one for every line with a sub-account. */
export function saltsNeeded(draft: EntryDraft): number {
  return 3 + draft.postings.filter((line) => line.sub !== undefined).length;
}

/**
 * Seals an entry: the form that is hashed and chained, and apart from it the
 * openings, which belong in a place that can be erased. A reason or vouchers
 * that are absent are committed to as `null` and an empty list, so that the form
 * does not show whether there were any. Too few or too many salts throw.
 */
export function sealEntry(
  draft: EntryDraft,
  sealing: Sealing,
): { readonly entry: SealedEntry; readonly openings: readonly Opening[] } {
  if (sealing.salts.length !== saltsNeeded(draft)) {
    throw new RangeError(`${saltsNeeded(draft)} salts needed, ${sealing.salts.length} given`);
  }
  const openings: Opening[] = [];
  const commit = (field: string, value: unknown): string => {
    const salt = sealing.salts[openings.length] as Uint8Array;
    openings.push({ field, salt: toHex(salt), value });
    return commitment(value, salt);
  };
  const { book, id, sequence, recordedAt, previous } = sealing;
  const sealed: Omit<SealedEntry, "hash"> = {
    id,
    book,
    sequence,
    occurredOn: draft.occurredOn,
    recordedAt,
    actor: commit("actor", sealing.actor),
    reason: commit("reason", draft.reason ?? null),
    ...(draft.reverses !== undefined && { reverses: draft.reverses }),
    vouchers: commit("vouchers", draft.vouchers ?? []),
    postings: draft.postings.map(({ account, fund, sub, amount }, at) => ({
      account,
      fund,
      ...(sub !== undefined && { sub: commit(`sub:${at}`, sub) }),
      amount,
    })),
    previous,
  };
  return { entry: { ...sealed, hash: hashOf(entryForm(sealed)) }, openings };
}

/** The form `xinyi-entry-1`, as it is hashed: plain JSON data, money as decimal text. */
export function entryForm(entry: Omit<SealedEntry, "hash">): Readonly<Record<string, unknown>> {
  return {
    form: "xinyi-entry-1",
    id: entry.id,
    book: entry.book,
    sequence: entry.sequence,
    occurredOn: entry.occurredOn,
    recordedAt: entry.recordedAt,
    actor: entry.actor,
    reason: entry.reason,
    ...(entry.reverses !== undefined && { reverses: entry.reverses }),
    vouchers: entry.vouchers,
    postings: entry.postings.map(({ account, fund, sub, amount }) => ({
      account,
      fund,
      ...(sub !== undefined && { sub }),
      amount: toMoneyWire(amount),
    })),
    previous: entry.previous,
  };
}

/** Recomputes a book's whole chain from its genesis, and answers the head that was published. */
export function verifyEntries(
  genesis: Genesis,
  entries: readonly SealedEntry[],
): Result<string, SealRejection> {
  for (const [at, entry] of entries.entries()) {
    if (entry.book !== genesis.book) return reject({ kind: "other-book", at });
    if (entry.sequence !== at + 1) return reject({ kind: "wrong-sequence", at });
  }
  const links = entries.map((entry) => ({
    previous: entry.previous,
    hash: entry.hash,
    form: entryForm(entry),
  }));
  const verified = verifyChain(genesisHash(genesis), links);
  return verified.ok ? accept(verified.value) : verified;
}

/** Whether what someone shows is what the entry hides under that field. */
export function opens(entry: SealedEntry, opening: Opening): boolean {
  const committed = commitmentIn(entry, opening.field);
  return committed !== undefined && opensTo(committed, opening.value, fromHex(opening.salt));
}

function commitmentIn(entry: SealedEntry, field: string): string | undefined {
  switch (field) {
    case "actor":
    case "reason":
    case "vouchers":
      return entry[field];
    default:
      return field.startsWith("sub:") ? entry.postings[Number(field.slice(4))]?.sub : undefined;
  }
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
