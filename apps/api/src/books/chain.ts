import { sha256Hex } from "@xinyi/merkle-log";
import type { UnitOfWork } from "../unit-of-work.ts";
import type { BookRow } from "./ledger-store.ts";

export interface ChainAnswer {
  readonly genesisHash: string;
  readonly headHash: string;
  readonly headSequence: number;
  readonly intact: boolean;
  readonly brokenAt: number | null;
}

/** How many entries are read at a time: a long book is never held whole in memory. */
const batch = 5000;

/** Recomputes the book's chain of hashes from its genesis, entry by entry. */
export async function verifyBook(work: UnitOfWork, book: BookRow): Promise<ChainAnswer> {
  let previous = book.genesisHash;
  let sequence = 0;
  for (;;) {
    const { rows } = await work.client.query(
      `select sequence::int as sequence, form, hash, previous_hash from trust.entry
        where book_id = $1 and sequence > $2 order by sequence limit $3`,
      [book.id, sequence, batch],
    );
    for (const row of rows) {
      const follows = row.sequence === sequence + 1 && row.previous_hash === previous;
      if (!follows || sha256Hex(row.form) !== row.hash) {
        return answer(book, previous, sequence, row.sequence);
      }
      previous = row.hash;
      sequence = row.sequence;
    }
    if (rows.length < batch) return answer(book, previous, sequence, null);
  }
}

function answer(book: BookRow, head: string, sequence: number, brokenAt: number | null) {
  return {
    genesisHash: book.genesisHash,
    headHash: head,
    headSequence: sequence,
    intact: brokenAt === null,
    brokenAt,
  };
}
