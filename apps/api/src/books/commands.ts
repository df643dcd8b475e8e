import type { LocalDate } from "@xinyi/calendar";
import { fromMoneyWire, type MoneyWire, money, toMoneyWire } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, open, reverse } from "@xinyi/trust-accounting";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { type EntryWire, entryById } from "./journal.ts";
import { actOf, append, type BookRow, loadBook, lockBook } from "./ledger-store.ts";
import { actStands } from "./parts.ts";
import type { BookRefusal } from "./refusals.ts";

/** Opening money of a fund: what was in the account when the book began. */
export async function postOpening(
  work: UnitOfWork,
  estateId: string,
  fact: { occurredOn: string; fund: string; amount: MoneyWire; reason: string },
): Promise<Result<Done<EntryWire>, BookRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const amount = fromMoneyWire(fact.amount);
  if (!amount.ok) return amount;
  const book = await loadBook(work, row, { accounts: [{ account: ACCOUNTS.trustBank }] });
  const act = work.ports.ids.next();
  const posted = open(book, {
    on: fact.occurredOn as LocalDate,
    act,
    fund: fact.fund,
    amount: amount.value,
  });
  if (!posted.ok) return posted;
  const entries = posted.value.entries.map((entry) => ({ ...entry, reason: fact.reason }));
  const ids = await append(work, row, [{ act, entries }]);
  return accept(await done(work, row, ids.get(act)?.[0], { fund: fact.fund, amount: fact.amount }));
}

/** Reverses the whole act an entry belongs to; answers the first entry of the reversal. */
export async function reverseEntry(
  work: UnitOfWork,
  estateId: string,
  entryId: string,
  fact: { occurredOn: string; reason: string },
): Promise<Result<Done<EntryWire>, BookRefusal | { kind: "not-found"; what: string }>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const found = await work.client.query(
    "select act_id from trust.entry where id = $1 and book_id = $2",
    [entryId, row.id],
  );
  const target = found.rows[0]?.act_id as string | undefined;
  if (target === undefined) return reject({ kind: "not-found", what: "entry" });
  const reversed = await reverseAct(work, row, target, fact.occurredOn as LocalDate, fact.reason);
  if (!reversed.ok) return reversed;
  return accept(await done(work, row, reversed.value[0], { reverses: entryId }));
}

/** The linked opposite of every entry of an act, appended. Answers the new entries' ids. */
export async function reverseAct(
  work: UnitOfWork,
  row: BookRow,
  target: string,
  on: LocalDate,
  reason: string,
): Promise<Result<readonly string[], BookRefusal>> {
  const appraised = await work.client.query(
    `select 1 from trust.remuneration m join trust.appraisal_confirmation c
        on c.book_id = m.book_id and c.month = m.month
      where m.act_id = $1 and ${actStands("c.act_id")}`,
    [target],
  );
  // The marks' own entry would be left behind: they are taken back first.
  if (appraised.rowCount) {
    return reject({ kind: "wrong-state", state: "appraised", wanted: "accrued" });
  }
  const touched = await work.client.query(
    `select distinct p.account, p.sub from trust.posting p join trust.entry e on e.id = p.entry_id
      where e.act_id = $1`,
    [target],
  );
  const units = touched.rows
    .filter(({ account }) => account === ACCOUNTS.feeReceivable)
    .map(({ sub }) => sub as string);
  const granted = await work.client.query(
    "select unit_id from trust.subsidy_grant where act_id = $1",
    [target],
  );
  const book = await loadBook(work, row, {
    accounts: touched.rows.map((one) =>
      one.sub === null ? { account: one.account } : { account: one.account, subs: [one.sub] },
    ),
    acts: [target],
    receivables: units,
    subsidies: [...new Set([...units, ...granted.rows.map((one) => one.unit_id as string)])],
    remunerations: true,
    imprests: true,
  });
  const act = work.ports.ids.next();
  const posted = reverse(book, { on, act, reverses: target, reason });
  if (!posted.ok) return posted;
  const ids = await append(work, row, [actOf(act, posted.value)]);
  return accept(ids.get(act) ?? []);
}

async function done(
  work: UnitOfWork,
  row: BookRow,
  entryId: string | undefined,
  facts: Readonly<Record<string, unknown>>,
): Promise<Done<EntryWire>> {
  const entry = entryId === undefined ? undefined : await entryById(work, row, entryId);
  if (!entry) throw new Error("the entry just appended is not visible");
  return { answer: entry, facts: { ...facts, entryId: entry.id } };
}

/** An amount of the book's currency, for sums read from the store. */
export const inBook = (row: BookRow, minor: bigint | null): MoneyWire =>
  toMoneyWire(money(minor ?? 0n, row.currency));
