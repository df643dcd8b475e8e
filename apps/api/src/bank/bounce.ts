import type { LocalDate } from "@xinyi/calendar";
import { accept, type Result } from "@xinyi/result";
import { ACCOUNTS, bounce } from "@xinyi/trust-accounting";
import { actOf, append, type BookRow, loadBook } from "../books/ledger-store.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import type { BankRefusal } from "./refusals.ts";

const reason = "bank returned the payment";

/** A receipt's booking taken back because the bank took the money back; the new entries' ids. */
export async function bounceAct(
  work: UnitOfWork,
  row: BookRow,
  target: string,
  on: LocalDate,
): Promise<Result<readonly string[], BankRefusal>> {
  const touched = await work.client.query<{ account: string; sub: string | null }>(
    `select distinct p.account, p.sub from trust.posting p join trust.entry e on e.id = p.entry_id
      where e.book_id = $1 and e.act_id = $2`,
    [row.id, target],
  );
  const subsOf = (wanted: string) =>
    touched.rows.flatMap(({ account, sub }) => (account === wanted && sub !== null ? [sub] : []));
  const units = [...new Set([...subsOf(ACCOUNTS.advance), ...subsOf(ACCOUNTS.feeReceivable)])];
  const book = await loadBook(work, row, {
    accounts: [
      ...touched.rows.map(({ account, sub }) =>
        sub === null ? { account } : { account, subs: [sub] },
      ),
      { account: ACCOUNTS.feeReceivable, subs: units },
    ],
    acts: [target],
    receivables: units,
    subsidies: units,
  });
  const act = work.ports.ids.next();
  const posted = bounce(book, { on, act, reverses: target, reason });
  if (!posted.ok) return posted;
  const ids = await append(work, row, [actOf(act, posted.value)]);
  return accept(ids.get(act) ?? []);
}
