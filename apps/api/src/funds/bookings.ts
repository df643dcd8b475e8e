import type { LocalDate } from "@xinyi/calendar";
import { formatAmount, type Money, money } from "@xinyi/money";
import { accept, type Result, reject, unreachable } from "@xinyi/result";
import {
  ACCOUNTS,
  appropriate,
  type Book,
  collect,
  type Posted,
  payCommonCost,
  payRemuneration,
  paySubsidy,
  pettyFloat,
  pettyTopUp,
  receiveCommonIncome,
  receiveIncome,
  receiveRent,
  receiveSubsidy,
  refundAdvance,
  remit,
  remitCollective,
  returnDeposit,
  takeDeposit,
} from "@xinyi/trust-accounting";
import { link } from "../bank/line-entries.ts";
import { findLine, type LineRow, type LineWire, lineWire } from "../bank/lines.ts";
import { nextReference } from "../bank/place-line.ts";
import { reverseAct } from "../books/commands.ts";
import { actOf, append, type BookRow, loadBook, lockBook } from "../books/ledger-store.ts";
import { insertRows } from "../database/insert.ts";
import { unitRows } from "../fees/plan.ts";
import { takeMandate } from "../mandates/commands.ts";
import { policyOn } from "../policy/store.ts";
import { squareMetres } from "../registry/store.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import type { FundRefusal } from "./refusals.ts";

/** What a line of the bank was, where it is neither a fee nor a spending under a budget line. */
export type Booking =
  | { readonly as: "common-income" | "collect"; readonly of: string }
  | { readonly as: "income"; readonly of: string }
  | { readonly as: "rent"; readonly collectiveShare: string }
  | { readonly as: "deposit"; readonly unitId: string }
  | { readonly as: "subsidy" }
  | { readonly as: "common-cost" | "remit"; readonly of: string }
  | { readonly as: "collective" | "remuneration" | "petty-float" | "petty-top-up" }
  | { readonly as: "deposit-return" | "subsidy-payment"; readonly unitId: string }
  | { readonly as: "refund"; readonly unitId: string; readonly mandateId: string }
  | { readonly as: "appropriation"; readonly mandateId: string };

const incoming: ReadonlySet<Booking["as"]> = new Set([
  "common-income",
  "collect",
  "income",
  "rent",
  "deposit",
  "subsidy",
]);
/** Paid to bodies, not to households: who got it and for what is shown to every owner. */
const told: ReadonlySet<Booking["as"]> = new Set([
  "common-cost",
  "remit",
  "collective",
  "remuneration",
]);

/** Books a line in the fund it belongs to: out of suspense, or as it came. */
export async function bookLine(
  work: UnitOfWork,
  estateId: string,
  lineId: string,
  fact: {
    booking: Booking;
    reason: string;
    payee?: string | undefined;
    voucherNumber?: string | undefined;
    occurredOn?: string | undefined;
  },
): Promise<Result<Done<LineWire>, FundRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const line = await findLine(work, row, lineId);
  if (!line) return reject({ kind: "not-found", what: "bank line" });
  const { booking } = fact;
  const fault = await mayBook(work, row, line, booking);
  if (fault !== undefined) return reject(fault);

  const on = (fact.occurredOn as LocalDate | undefined) ?? line.bookedOn;
  if (line.state === "suspense" && line.entryId !== null) {
    const freed = await freeSuspense(work, row, line.entryId, on, fact.reason);
    if (!freed.ok) return freed;
  }
  const act = work.ports.ids.next();
  const ref = await nextReference(work, row, line.reference);
  const amount = money(line.amountMinor < 0n ? -line.amountMinor : line.amountMinor, row.currency);
  const mandate = await mandateOf(work, row, booking);
  if (!mandate.ok) return mandate;
  const posted = await decide(work, row, { on, act, ref, amount, booking, mandate: mandate.value });
  if (!posted.ok) return posted;
  const moved = cashMoved(posted.value, row);
  if (moved.minor !== line.amountMinor) {
    return reject({
      kind: "amount-differs",
      line: formatAmount(money(line.amountMinor, row.currency)),
      due: formatAmount(moved),
    });
  }
  const entries = posted.value.entries.map((entry) => ({ ...entry, reason: fact.reason }));
  const ids = await append(work, row, [{ ...actOf(act, posted.value, ref), entries }]);
  await keepBeside(work, row, act, booking, amount, ids.get(act) ?? [], fact);
  const kind = incoming.has(booking.as) ? "matched" : "spent";
  await link(work, lineId, ids.get(act), kind, { by: "person", as: booking.as });
  const booked = await findLine(work, row, lineId);
  if (!booked) throw new Error("the line just booked is not visible");
  return accept({ answer: lineWire(row, booked, true), facts: { lineId, as: booking.as } });
}

async function mayBook(
  work: UnitOfWork,
  row: BookRow,
  line: LineRow,
  booking: Booking,
): Promise<FundRefusal | undefined> {
  const comesIn = line.amountMinor > 0n;
  if (comesIn !== incoming.has(booking.as)) return { kind: "wrong-direction", as: booking.as };
  const isOpen = line.state === "unexplained" || (comesIn && line.state === "suspense");
  if (!isOpen) return { kind: "wrong-state", state: line.state, wanted: "unexplained" };
  if ("unitId" in booking) {
    const units = await unitRows(work, row);
    if (!units.some(({ id }) => id === booking.unitId)) {
      return { kind: "unit-not-found", unitId: booking.unitId };
    }
  }
  if (comesIn) return undefined;
  // Money that leaves under a policy needs its order, unless the owners let this kind go without.
  const policy = await policyOn(work, row, line.bookedOn);
  if (policy !== undefined && !policy.headsWithoutOrder.includes(booking.as)) {
    return { kind: "order-required", head: booking.as };
  }
  return undefined;
}

async function freeSuspense(
  work: UnitOfWork,
  row: BookRow,
  entryId: string,
  on: LocalDate,
  reason: string,
) {
  const held = await work.client.query("select act_id from trust.entry where id = $1", [entryId]);
  return reverseAct(work, row, held.rows[0].act_id, on, reason);
}

async function mandateOf(
  work: UnitOfWork,
  row: BookRow,
  booking: Booking,
): Promise<Result<string | undefined, FundRefusal>> {
  if (!("mandateId" in booking)) return accept(undefined);
  const subject = booking.as === "refund" ? "fee-relief" : "appropriation";
  const taken = await takeMandate(work, row, booking.mandateId, subject);
  return taken.ok ? accept(taken.value.resolutionId) : taken;
}

interface Case {
  readonly on: LocalDate;
  readonly act: string;
  readonly ref: string;
  readonly amount: Money;
  readonly booking: Booking;
  readonly mandate: string | undefined;
}

/** Loads what the verb reads, and asks it. */
async function decide(work: UnitOfWork, row: BookRow, one: Case) {
  const { booking, amount, mandate } = one;
  const fact = { on: one.on, act: one.act, ref: one.ref };
  const load = (accounts: readonly string[]): Promise<Book> =>
    loadBook(work, row, {
      accounts: [ACCOUNTS.trustBank, ...accounts].map((account) => ({ account })),
      references: [one.ref],
      imprests: true,
      remunerations: true,
    });
  switch (booking.as) {
    case "common-income":
      return receiveCommonIncome(await load([]), { ...fact, kind: booking.of, amount });
    case "collect":
      return collect(await load([]), { ...fact, kind: booking.of, amount });
    case "income":
      return receiveIncome(await load([]), { ...fact, head: booking.of, amount });
    case "rent":
      return receiveRent(await load([]), {
        ...fact,
        amount,
        collectiveShare: booking.collectiveShare,
      });
    case "deposit":
      return takeDeposit(await load([]), { ...fact, unit: booking.unitId, amount });
    case "subsidy":
      return receiveSubsidy(await load([ACCOUNTS.subsidyReceivable]), { ...fact, amount });
    case "common-cost":
      return payCommonCost(await load([]), { ...fact, kind: booking.of, amount });
    case "remit":
      return remit(await load([ACCOUNTS.passThrough]), { ...fact, kind: booking.of, amount });
    case "collective":
      return remitCollective(await load([ACCOUNTS.collective]), { ...fact, amount });
    case "remuneration":
      return payRemuneration(await load([ACCOUNTS.remunerationPayable]), { ...fact, amount });
    case "petty-float":
      return pettyFloat(await load([ACCOUNTS.pettyCash]), { ...fact, amount });
    case "petty-top-up":
      return pettyTopUp(await load([ACCOUNTS.pettyCash]), fact);
    case "deposit-return":
      return returnDeposit(await load([ACCOUNTS.deposit]), {
        ...fact,
        unit: booking.unitId,
        amount,
      });
    case "subsidy-payment":
      return paySubsidy(await load([ACCOUNTS.subsidyReceivable, ACCOUNTS.subsidyDue]), {
        ...fact,
        unit: booking.unitId,
        to: "cash",
      });
    case "refund":
      return refundAdvance(await load([ACCOUNTS.advance]), {
        ...fact,
        unit: booking.unitId,
        amount,
      });
    case "appropriation":
      return appropriate(await load([]), {
        ...fact,
        amount,
        mandate,
        weights: await areasOf(work, row),
      });
    default:
      return unreachable(booking);
  }
}

/** Every unit's area, in the order of their numbers: what common money is shared by. */
export async function areasOf(
  work: UnitOfWork,
  row: BookRow,
): Promise<ReadonlyMap<string, string>> {
  const units = await unitRows(work, row);
  return new Map(units.map(({ id, areaCm2 }) => [id, squareMetres(areaCm2)]));
}

/** What the entries do to the trust account, over all funds. */
function cashMoved(posted: Posted, row: BookRow): Money {
  const lines = posted.entries.flatMap(({ postings }) => postings);
  const own = lines.filter(({ account }) => account === ACCOUNTS.trustBank);
  return money(
    own.reduce((sum, { amount }) => sum + amount.minor, 0n),
    row.currency,
  );
}

async function keepBeside(
  work: UnitOfWork,
  row: BookRow,
  act: string,
  booking: Booking,
  amount: Money,
  entryIds: readonly string[],
  fact: {
    readonly reason: string;
    readonly payee?: string | undefined;
    readonly voucherNumber?: string | undefined;
  },
): Promise<void> {
  const { client, districtId } = work;
  const common = { district_id: districtId, act_id: act, book_id: row.id };
  if (booking.as === "petty-float") {
    await insertRows(client, "trust.imprest", [
      { ...common, amount_minor: amount.minor, recorded_at: work.now },
    ]);
  }
  if (booking.as === "refund") {
    await insertRows(client, "trust.relief", [
      {
        ...common,
        unit_id: booking.unitId,
        kind: "refund",
        amount_minor: amount.minor,
        mandate_id: booking.mandateId,
        recorded_at: work.now,
      },
    ]);
  }
  if (booking.as === "appropriation") {
    await insertRows(client, "trust.fund_mandate", [{ ...common, mandate_id: booking.mandateId }]);
  }
  if (told.has(booking.as)) {
    await insertRows(
      client,
      "trust.spending",
      entryIds.map((entryId) => ({
        district_id: districtId,
        entry_id: entryId,
        payee: fact.payee ?? "—",
        purpose: fact.reason,
        voucher_number: fact.voucherNumber ?? "—",
      })),
    );
  }
}
