import { insertRows } from "../database/insert.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

/** What was done with a line: the entries it was booked by, newest last. */
export type LinkKind = "received" | "suspense" | "matched" | "spent" | "bounced";

/** The reference a line's receipt is booked under: the bank's own, apart from all others. */
export const bankReference = (ref: string) => `bank:${ref}`;

/** Ties entries to the line they book, with the reason that decided it. */
export async function link(
  work: UnitOfWork,
  lineId: string,
  entryIds: readonly string[] | undefined,
  kind: LinkKind,
  because: unknown,
): Promise<void> {
  await insertRows(
    work.client,
    "trust.bank_line_entry",
    (entryIds ?? []).map((entryId) => ({
      district_id: work.districtId,
      line_id: lineId,
      entry_id: entryId,
      kind,
      because,
    })),
  );
}
