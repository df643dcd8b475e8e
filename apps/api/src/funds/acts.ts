import type { LocalDate } from "@xinyi/calendar";
import { fromMoneyWire, type Money, type MoneyWire } from "@xinyi/money";
import { accept, type Result, reject, unreachable } from "@xinyi/result";
import {
  ACCOUNTS,
  deductDeposit,
  depositMaintenance,
  pettySpend,
  shareInterest,
  spendMaintenance,
} from "@xinyi/trust-accounting";
import { type EntryWire, entryById } from "../books/journal.ts";
import { actOf, append, type BookRow, loadBook, lockBook } from "../books/ledger-store.ts";
import { insertRows } from "../database/insert.ts";
import { takeMandate } from "../mandates/commands.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { areasOf } from "./bookings.ts";
import type { FundRefusal } from "./refusals.ts";

/** What moves money that no line of the trust account shows: from the box, a deposit, the maintenance bank. */
export type FundAct =
  | {
      readonly do: "petty-spend";
      readonly head: string;
      readonly payee: string;
      readonly voucherNumber: string;
      readonly voucherSha256: string;
    }
  | {
      readonly do: "deduct-deposit";
      readonly unitId: string;
      readonly head: string;
      readonly voucherSha256: string;
    }
  | { readonly do: "maintenance-deposit" | "maintenance-interest" }
  | {
      readonly do: "maintenance-spend";
      readonly mandateId: string;
      readonly unitIds?: readonly string[] | undefined;
      readonly payee: string;
      readonly voucherNumber: string;
      readonly voucherSha256: string;
    };

/** Posts an act of the funds; for a deposit into the maintenance money the amount is per m². */
export async function postFundAct(
  work: UnitOfWork,
  estateId: string,
  fact: { act: FundAct; occurredOn: string; amount: MoneyWire; reason: string },
): Promise<Result<Done<EntryWire>, FundRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const amount = fromMoneyWire(fact.amount);
  if (!amount.ok) return amount;
  const what = fact.act;
  if ("voucherSha256" in what) {
    const known = await work.client.query(
      "select 1 from trust.voucher where estate_id = $1 and sha256 = $2",
      [estateId, what.voucherSha256],
    );
    if (!known.rowCount) return reject({ kind: "not-found", what: "voucher" });
  }
  const act = work.ports.ids.next();
  const posted = await decide(work, row, {
    what,
    on: fact.occurredOn as LocalDate,
    act,
    amount: amount.value,
  });
  if (!posted.ok) return posted;
  const entries = posted.value.entries.map((entry) => ({ ...entry, reason: fact.reason }));
  const ids = (await append(work, row, [{ ...actOf(act, posted.value), entries }])).get(act) ?? [];
  if (what.do === "maintenance-spend") {
    await insertRows(work.client, "trust.fund_mandate", [
      {
        district_id: work.districtId,
        mandate_id: what.mandateId,
        book_id: row.id,
        act_id: act,
      },
    ]);
  }
  if ("payee" in what) {
    await insertRows(
      work.client,
      "trust.spending",
      ids.map((entryId) => ({
        district_id: work.districtId,
        entry_id: entryId,
        payee: what.payee,
        purpose: fact.reason,
        voucher_number: what.voucherNumber,
      })),
    );
  }
  const entry = ids[0] === undefined ? undefined : await entryById(work, row, ids[0]);
  // An act over nothing (a box that is full, an amount of nil) posts no entry.
  if (!entry) return reject({ kind: "negative-amount", amount: amount.value });
  return accept({ answer: entry, facts: { do: what.do, entryId: entry.id } });
}

async function decide(
  work: UnitOfWork,
  row: BookRow,
  one: { what: FundAct; on: LocalDate; act: string; amount: Money },
) {
  const { what, amount } = one;
  const fact = { on: one.on, act: one.act, amount };
  const load = (accounts: readonly string[]) =>
    loadBook(work, row, { accounts: accounts.map((account) => ({ account })) });
  switch (what.do) {
    case "petty-spend":
      return pettySpend(await load([ACCOUNTS.pettyCash]), {
        ...fact,
        head: what.head,
        voucher: what.voucherSha256,
      });
    case "deduct-deposit":
      return deductDeposit(await load([ACCOUNTS.deposit, ACCOUNTS.trustBank]), {
        ...fact,
        unit: what.unitId,
        head: what.head,
        voucher: what.voucherSha256,
      });
    case "maintenance-deposit":
      return depositMaintenance(await load([]), {
        on: one.on,
        act: one.act,
        areas: await areasOf(work, row),
        perSquareMetre: amount,
      });
    case "maintenance-interest":
      return shareInterest(await load([ACCOUNTS.maintenance]), fact);
    case "maintenance-spend": {
      const mandate = await takeMandate(work, row, what.mandateId, "maintenance-spending");
      if (!mandate.ok) return mandate;
      const areas = [...(await areasOf(work, row))];
      const named = what.unitIds;
      return spendMaintenance(await load([ACCOUNTS.maintenance, ACCOUNTS.maintenanceBank]), {
        ...fact,
        areas: new Map(areas.filter(([unit]) => named === undefined || named.includes(unit))),
        mandate: mandate.value.resolutionId,
        voucher: what.voucherSha256,
      });
    }
    default:
      return unreachable(what);
  }
}
