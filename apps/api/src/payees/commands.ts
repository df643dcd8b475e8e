import type { LocalDate } from "@xinyi/calendar";
import { commitment } from "@xinyi/merkle-log";
import { accept, type Result, reject } from "@xinyi/result";
import { payableFrom } from "@xinyi/trust-accounting";
import { type BookRow, lockBook } from "../books/ledger-store.ts";
import type { BookRefusal } from "../books/refusals.ts";
import { insertRows } from "../database/insert.ts";
import { today } from "../orders/spending-book.ts";
import { policyOn, signatoriesOf } from "../policy/store.ts";
import type { ApiRefusal } from "../refusal.ts";
import { maskAccount } from "../registry/mask.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { etagOf, isStillAt, type MatchRefusal } from "../wire/etag.ts";

export type PayeeRefusal =
  | BookRefusal
  | ApiRefusal
  | MatchRefusal
  | { readonly kind: "account-unchanged" };

export interface PayeeAccountWire {
  readonly id: string;
  readonly bankName: string | null;
  readonly numberMasked: string | null;
  readonly since: LocalDate;
  readonly payableFrom: LocalDate;
  readonly isCurrent: boolean;
  readonly isCoolingOff: boolean;
}

export interface PayeeWire {
  readonly id: string;
  readonly name: string;
  readonly personId: string | null;
  readonly accounts: PayeeAccountWire[];
  readonly etag: string;
}

/** A payee's account as it is kept; the number is there until it is erased. */
export interface AccountRow {
  readonly id: string;
  readonly payeeId: string;
  readonly since: LocalDate;
  readonly commitment: string;
  readonly bankName: string | null;
  readonly number: string | null;
}

export async function accountRows(
  work: UnitOfWork,
  estateId: string,
): Promise<ReadonlyMap<string, readonly AccountRow[]>> {
  const { rows } = await work.client.query(
    `select a.id, a.payee_id as "payeeId", a.since, a.commitment, n.bank_name as "bankName", n.number
       from trust.payee_account a join trust.payee p on p.id = a.payee_id
         left join trust.payee_account_number n on n.account_id = a.id
      where p.estate_id = $1 order by a.payee_id, a.ordinal`,
    [estateId],
  );
  const found = new Map<string, AccountRow[]>();
  for (const one of rows as AccountRow[]) {
    found.set(one.payeeId, [...(found.get(one.payeeId) ?? []), one]);
  }
  return found;
}

export async function payeesOf(work: UnitOfWork, row: BookRow): Promise<readonly PayeeWire[]> {
  const { rows } = await work.client.query(
    `select id, name, person_id as "personId" from trust.payee where estate_id = $1
      order by name, id`,
    [row.estateId],
  );
  const accounts = await accountRows(work, row.estateId);
  const on = today(work, row);
  const policy = await policyOn(work, row, on);
  return rows.map((payee) => {
    const own = accounts.get(payee.id) ?? [];
    return {
      ...payee,
      etag: payeeTag(own),
      accounts: own.map((account, at) => {
        const dates = own.slice(0, at + 1).map(({ since }) => since);
        const from =
          (policy === undefined ? undefined : payableFrom(dates, policy)) ?? account.since;
        return {
          id: account.id,
          bankName: account.bankName,
          numberMasked: account.number === null ? null : maskAccount(account.number),
          since: account.since,
          payableFrom: from,
          isCurrent: at === own.length - 1,
          isCoolingOff: on < from,
        };
      }),
    };
  });
}

/** A payee changes with its account. */
const payeeTag = (own: readonly AccountRow[]) => etagOf(own.at(-1)?.id ?? "none");

export async function addPayee(
  work: UnitOfWork,
  estateId: string,
  fact: { name: string; personId?: string | undefined; bankName: string; number: string },
): Promise<Result<Done<PayeeWire>, PayeeRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const taken = await work.client.query(
    "select 1 from trust.payee where estate_id = $1 and name = $2",
    [estateId, fact.name],
  );
  if (taken.rowCount) return reject({ kind: "name-taken", name: fact.name });
  if (fact.personId !== undefined) {
    const people = await signatoriesOf(work, estateId);
    if (!people.some(({ personId }) => personId === fact.personId)) {
      return reject({ kind: "not-found", what: "person" });
    }
  }
  const id = work.ports.ids.next();
  await insertRows(work.client, "trust.payee", [
    {
      district_id: work.districtId,
      id,
      estate_id: estateId,
      name: fact.name,
      person_id: fact.personId ?? null,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return keepAccount(work, row, id, 1, fact);
}

/** A changed account is a new row; it is flagged, and not paid until the cooling-off is over. */
export async function changePayeeAccount(
  work: UnitOfWork,
  estateId: string,
  payeeId: string,
  match: string,
  fact: { bankName: string; number: string },
): Promise<Result<Done<PayeeWire>, PayeeRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const own = (await accountRows(work, estateId)).get(payeeId);
  if (!own) return reject({ kind: "not-found", what: "payee" });
  const still = isStillAt(match, payeeTag(own));
  if (!still.ok) return still;
  if (own.at(-1)?.number === plainNumber(fact.number)) return reject({ kind: "account-unchanged" });
  return keepAccount(work, row, payeeId, own.length + 1, fact);
}

/** A number as it is compared: without the blanks and dashes people group it by. */
export const plainNumber = (number: string): string => number.replace(/[\s-]/g, "");

async function keepAccount(
  work: UnitOfWork,
  row: BookRow,
  payeeId: string,
  ordinal: number,
  fact: { bankName: string; number: string },
): Promise<Result<Done<PayeeWire>, PayeeRefusal>> {
  const id = work.ports.ids.next();
  const salt = work.ports.random(32);
  const number = plainNumber(fact.number);
  await insertRows(work.client, "trust.payee_account", [
    {
      district_id: work.districtId,
      id,
      payee_id: payeeId,
      ordinal,
      since: today(work, row),
      commitment: commitment({ bankName: fact.bankName, number }, salt),
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  await insertRows(work.client, "trust.payee_account_number", [
    {
      district_id: work.districtId,
      account_id: id,
      bank_name: fact.bankName,
      number,
      salt: Buffer.from(salt).toString("hex"),
    },
  ]);
  const payee = (await payeesOf(work, row)).find((one) => one.id === payeeId);
  if (!payee) throw new Error("the payee just written is not visible");
  return accept({ answer: payee, facts: { payeeId, accountId: id } });
}
