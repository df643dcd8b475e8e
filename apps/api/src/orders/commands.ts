import type { LocalDate } from "@xinyi/calendar";
import { canonicalJson } from "@xinyi/merkle-log";
import { fromMoneyWire, type MoneyWire, money } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import {
  ACCOUNTS,
  approve,
  execute,
  FUNDS,
  lastDayOfOrder,
  mayInitiate,
  type OrderTerms,
  orderForm,
  orderHash,
  policyInForce,
  propose,
  ratifyBy,
  voidOrder as voidInBook,
} from "@xinyi/trust-accounting";
import { link } from "../bank/line-entries.ts";
import { findLine } from "../bank/lines.ts";
import { nextReference } from "../bank/place-line.ts";
import { actOf, append, type BookRow, lockBook } from "../books/ledger-store.ts";
import { insertRows } from "../database/insert.ts";
import { takeMandate } from "../mandates/commands.ts";
import { plainNumber } from "../payees/commands.ts";
import { maskAccount } from "../registry/mask.ts";
import type { AssertionGiven } from "../session/passkey-contract.ts";
import type { SignedByPasskey } from "../session/passkeys.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import { isStillAt } from "../wire/etag.ts";
import { cardOf, type OrderCardWire, orderTag } from "./card.ts";
import { accountOf, type Desk, loadDesk, missingFor, myStanding, policyFor } from "./desk.ts";
import type { OrderRefusal } from "./refusals.ts";
import { type OrderRow, spendingBook, today } from "./spending-book.ts";

type Answer = Promise<Result<Done<OrderCardWire>, OrderRefusal>>;

export interface OrderFact {
  readonly payeeId: string;
  readonly amount: MoneyWire;
  readonly line: string;
  readonly purpose: string;
  readonly contract?: string | undefined;
  readonly invoiceNumber?: string | undefined;
  readonly voucherSha256: string;
}

/** Asks for a payment: held to the policy and the budget, and committed against its line. */
export async function proposeOrder(
  work: UnitOfWork,
  estateId: string,
  fact: OrderFact & { readonly isEmergency: boolean },
): Answer {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const desk = await loadDesk(work, row);
  const policy = policyInForce(desk.policies, desk.on);
  if (policy === undefined) return reject({ kind: "no-policy", on: desk.on });
  const roles = (desk.people.get(desk.me)?.roles ?? []).map(({ roleId }) => roleId);
  const allowed = mayInitiate(desk.me, roles, policy);
  if (!allowed.ok) return allowed;

  const id = work.ports.ids.next();
  const terms = await termsOf(work, desk, fact, {
    id,
    version: 1,
    proposedBy: desk.me,
    proposedOn: desk.on,
    isEmergency: fact.isEmergency,
  });
  if (!terms.ok) return terms;
  await insertRows(work.client, "trust.payment_order", [
    {
      district_id: work.districtId,
      id,
      book_id: row.id,
      proposed_by: desk.me,
      proposed_at: work.now,
      proposed_on: desk.on,
      last_day: lastDayOfOrder(desk.on, policy),
      is_emergency: fact.isEmergency,
      ratify_by: fact.isEmergency ? ratifyBy(desk.on, policy) : null,
    },
  ]);
  await keepVersion(work, terms.value);
  return done(work, row, id);
}

/** Changes an order that still waits: a new version with a hash of its own, approved by nobody yet. */
export async function changeOrder(
  work: UnitOfWork,
  estateId: string,
  orderId: string,
  match: string,
  fact: OrderFact,
): Answer {
  const found = await findWaiting(work, estateId, orderId, match);
  if (!found.ok) return found;
  const { desk, order } = found.value;
  const policy = policyFor(desk, order);
  if (policy === undefined) return reject({ kind: "no-policy", on: order.proposedOn });
  const roles = (desk.people.get(desk.me)?.roles ?? []).map(({ roleId }) => roleId);
  const allowed = mayInitiate(desk.me, roles, policy);
  if (!allowed.ok) return allowed;
  const terms = await termsOf(work, desk, fact, {
    id: order.id,
    version: order.version + 1,
    proposedBy: order.proposedBy,
    proposedOn: order.proposedOn,
    isEmergency: order.isEmergency,
  });
  if (!terms.ok) return terms;
  await keepVersion(work, terms.value);
  return done(work, desk.row, order.id);
}

/**
 * Turns one key: for exactly the order whose hash the approver saw, by a person the policy asks,
 * with a code that is taken once and kept together with that hash, or with a passkey that signs
 * that hash as its challenge.
 */
export async function approveOrder(
  work: UnitOfWork,
  estateId: string,
  orderId: string,
  accountId: string,
  fact: {
    hash: string;
    code?: string | undefined;
    passkey?: AssertionGiven | undefined;
  },
): Answer {
  const { code, passkey } = fact;
  if ((code === undefined) === (passkey === undefined))
    return reject({ kind: "malformed-request" });
  const found = await findWaiting(work, estateId, orderId);
  if (!found.ok) return found;
  const { desk, order } = found.value;
  if (order.status === "sent-back") {
    return reject({ kind: "wrong-state", state: "sent-back", wanted: "open" });
  }
  if (order.hash !== fact.hash) return reject({ kind: "order-changed", hash: order.hash });
  const standing = myStanding(desk, order);
  if (!standing.ok) return standing;
  const { isCurrent, payableFrom } = accountOf(desk, order);
  if (!isCurrent) return reject({ kind: "payee-account-changed", payeeId: order.payeeId });
  if (desk.on < payableFrom) return reject({ kind: "payee-cooling-off", payableFrom });
  const { party, inPlaceOf } = standing.value;
  const book = await spendingBook(work, desk.row, order.year);
  const approved = approve(book, {
    on: desk.on,
    act: work.ports.ids.next(),
    order: order.id,
    by: desk.me,
    role: party,
  });
  if (!approved.ok) return approved;
  const { client, ports } = work;
  const signed =
    passkey && (await ports.passkeys.signedBy(client, accountId, passkey, order.hash, work.now));
  if (signed && !signed.ok) return signed;
  const taken =
    code === undefined
      ? accept(true)
      : await ports.totp.take(client, accountId, code, order.hash, work.now);
  if (!taken.ok) return taken;
  await insertRows(work.client, "trust.order_approval", [
    {
      district_id: work.districtId,
      order_id: order.id,
      version: order.version,
      hash: order.hash,
      person_id: desk.me,
      party,
      in_place_of: inPlaceOf ?? null,
      factor: signed ? "passkey" : "totp",
      approved_on: desk.on,
      approved_at: work.now,
    },
  ]);
  if (signed) {
    const isNew = await keepAssertion(work, order, signed.value);
    if (!isNew) return reject({ kind: "assertion-used-already" });
  }
  return done(work, desk.row, order.id);
}

/** Keeps what was signed, whole; whether it was never used before. */
async function keepAssertion(
  work: UnitOfWork,
  order: OrderRow,
  signed: SignedByPasskey,
): Promise<boolean> {
  const kept = await work.client.query(
    `insert into trust.approval_assertion (district_id, order_id, version, person_id, passkey_id,
       public_key, authenticator_data, client_data_json, signature, signed_sha256)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [
      work.districtId,
      order.id,
      order.version,
      work.personId,
      signed.passkeyId,
      Buffer.from(signed.publicKey),
      Buffer.from(signed.authenticatorData),
      Buffer.from(signed.clientDataJson),
      Buffer.from(signed.signature),
      signed.signedSha256,
    ],
  );
  return kept.rowCount === 1;
}

/** An approver gives an order back with a reason; it is approved again only after a change. */
export async function sendOrderBack(
  work: UnitOfWork,
  estateId: string,
  orderId: string,
  match: string,
  reason: string,
): Answer {
  const found = await findWaiting(work, estateId, orderId, match);
  if (!found.ok) return found;
  const { desk, order } = found.value;
  if (order.status === "sent-back") {
    return reject({ kind: "wrong-state", state: "sent-back", wanted: "open" });
  }
  const standing = myStanding(desk, order);
  // Who has approved already may still think better of it.
  if (!standing.ok && standing.rejection.kind !== "approved-already") return standing;
  await keepEvent(work, order, { kind: "sent-back", on: desk.on, reason });
  return done(work, desk.row, order.id);
}

/** Gives an order up; what it committed is free again. */
export async function voidOrder(
  work: UnitOfWork,
  estateId: string,
  orderId: string,
  match: string,
  reason: string,
): Answer {
  const found = await findWaiting(work, estateId, orderId, match);
  if (!found.ok) return found;
  const { desk, order } = found.value;
  const book = await spendingBook(work, desk.row, order.year);
  const act = work.ports.ids.next();
  const voided = voidInBook(book, { on: desk.on, act, order: order.id, by: desk.me });
  if (!voided.ok) return voided;
  await keepEvent(work, order, { kind: "voided", on: desk.on, reason });
  return done(work, desk.row, order.id);
}

/** The owners' resolution on an emergency payment. */
export async function ratifyOrder(
  work: UnitOfWork,
  estateId: string,
  orderId: string,
  mandateId: string,
): Answer {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const desk = await loadDesk(work, row);
  const order = desk.orders.find(({ id }) => id === orderId);
  if (!order) return reject({ kind: "not-found", what: "order" });
  if (!order.isEmergency || order.isRatified) {
    const state = order.isRatified ? "ratified" : "ordinary";
    return reject({ kind: "wrong-state", state, wanted: "emergency" });
  }
  const mandate = await takeMandate(work, row, mandateId, `ratification:${orderId}`);
  if (!mandate.ok) return mandate;
  await keepEvent(work, order, { kind: "ratified", on: desk.on, mandateId });
  return done(work, row, orderId);
}

/**
 * The bank has paid: its line and the order are tied, and the spending is booked. The money must
 * have left after both keys were turned, to the account they were turned for, and for no more.
 */
export async function executeOrder(
  work: UnitOfWork,
  estateId: string,
  lineId: string,
  orderId: string,
): Answer {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const line = await findLine(work, row, lineId);
  if (!line) return reject({ kind: "not-found", what: "bank line" });
  if (line.state !== "unexplained" || line.amountMinor >= 0n) {
    return reject({ kind: "wrong-state", state: line.state, wanted: "unexplained" });
  }
  const desk = await loadDesk(work, row);
  const order = desk.orders.find(({ id }) => id === orderId);
  if (!order) return reject({ kind: "not-found", what: "order" });
  if (order.status === "sent-back") {
    return reject({ kind: "wrong-state", state: "sent-back", wanted: "open" });
  }
  if (order.status === "open" && line.bookedOn > order.lastDay) {
    return reject({ kind: "order-expired", lastDay: order.lastDay });
  }
  const [missing] = missingFor(desk, order);
  if (missing !== undefined && order.status === "open") {
    const limit = money(order.amountMinor, row.currency);
    return reject({ kind: "approvals-missing", missing: missing.missing, limit });
  }
  const paidWell = isPaidWell(desk, order, line);
  if (!paidWell.ok) return paidWell;

  const act = work.ports.ids.next();
  const ref = await nextReference(work, row, line.reference);
  const book = await spendingBook(
    work,
    row,
    order.year,
    { accounts: [{ account: ACCOUNTS.trustBank }], references: [ref] },
    line.bookedOn,
  );
  const paid = money(-line.amountMinor, row.currency);
  const voucher = order.voucherSha256;
  const executed = execute(book, { on: line.bookedOn, act, order: orderId, paid, ref, voucher });
  if (!executed.ok) return executed;
  const posted = actOf(act, executed.value, ref);
  const entries = posted.entries.map((entry) => ({ ...entry, reason: order.purpose }));
  const entryIds = (await append(work, row, [{ ...posted, entries }])).get(act) ?? [];
  await insertRows(
    work.client,
    "trust.spending",
    entryIds.map((entryId) => ({
      district_id: work.districtId,
      entry_id: entryId,
      payee: desk.payees.get(order.payeeId)?.name ?? "",
      purpose: order.purpose,
      voucher_number: order.invoiceNumber ?? order.id,
    })),
  );
  await link(work, lineId, entryIds, "spent", { by: "order", orderId });
  await keepEvent(work, order, {
    kind: "executed",
    on: line.bookedOn,
    lineId,
    act,
    paid: paid.minor,
  });
  return done(work, row, orderId);
}

function isPaidWell(
  desk: Desk,
  order: OrderRow,
  line: { readonly bookedOn: LocalDate; readonly payerAccount: string | null },
): Result<true, OrderRefusal> {
  const last = (desk.approvals.get(order.id) ?? []).at(-1);
  if (last !== undefined && line.bookedOn < last.on) {
    return reject({ kind: "paid-before-approved", approvedOn: last.on });
  }
  const { number } = accountOf(desk, order).account;
  const { payerAccount } = line;
  // The bank may leave the account out, and ours may have been erased: then there is nothing to compare.
  if (number !== null && payerAccount !== null && plainNumber(payerAccount) !== number) {
    return reject({ kind: "paid-to-other-account", accountMasked: maskAccount(payerAccount) });
  }
  return accept(true);
}

type Fixed = Pick<OrderTerms, "id" | "version" | "proposedBy" | "proposedOn" | "isEmergency">;

/** The order as it will be hashed, after the budget has room for it beside all others. */
async function termsOf(
  work: UnitOfWork,
  desk: Desk,
  fact: OrderFact,
  fixed: Fixed,
): Promise<Result<OrderTerms, OrderRefusal>> {
  const { row } = desk;
  const payee = desk.payees.get(fact.payeeId);
  const account = desk.accounts.get(fact.payeeId)?.at(-1);
  if (!payee || !account) return reject({ kind: "not-found", what: "payee" });
  const voucher = await work.client.query(
    "select 1 from trust.voucher where estate_id = $1 and sha256 = $2",
    [row.estateId, fact.voucherSha256],
  );
  if (!voucher.rowCount) return reject({ kind: "not-found", what: "voucher" });
  const amount = fromMoneyWire(fact.amount);
  if (!amount.ok) return amount;
  // Nothing to pay is nothing to approve.
  if (amount.value.minor <= 0n) return reject({ kind: "negative-amount", amount: amount.value });
  const year = Number(desk.on.slice(0, 4));
  const whole = await spendingBook(work, row, year);
  if (!whole.budgets.has(year)) return reject({ kind: "no-budget", year });
  // A changed order takes its own place: it is proposed as if its former version were not there.
  const others = new Map(whole.orders);
  others.delete(fixed.id);
  const proposed = propose(
    { ...whole, orders: others },
    {
      on: desk.on,
      act: work.ports.ids.next(),
      order: fixed.id,
      line: fact.line,
      amount: amount.value,
      payee: fact.payeeId,
      by: desk.me,
    },
  );
  if (!proposed.ok) return proposed;
  return accept({
    ...fixed,
    book: row.id,
    year,
    line: fact.line,
    fund: FUNDS.ordinary,
    account: ACCOUNTS.trustBank,
    payee: payee.id,
    payeeName: payee.name,
    payeeAccount: { id: account.id, commitment: account.commitment },
    amount: amount.value,
    purpose: fact.purpose,
    ...(fact.contract !== undefined && { contract: fact.contract }),
    ...(fact.invoiceNumber !== undefined && { invoiceNumber: fact.invoiceNumber }),
    voucherSha256: fact.voucherSha256,
  });
}

async function keepVersion(work: UnitOfWork, terms: OrderTerms): Promise<void> {
  await insertRows(work.client, "trust.payment_order_version", [
    {
      district_id: work.districtId,
      order_id: terms.id,
      version: terms.version,
      year: terms.year,
      line: terms.line,
      amount_minor: terms.amount.minor,
      payee_id: terms.payee,
      payee_account_id: terms.payeeAccount.id,
      purpose: terms.purpose,
      contract: terms.contract ?? null,
      invoice_number: terms.invoiceNumber ?? null,
      voucher_sha256: terms.voucherSha256,
      form: canonicalJson(orderForm(terms)),
      hash: orderHash(terms),
      written_by: work.personId,
      written_at: work.now,
    },
  ]);
}

interface OrderEvent {
  readonly kind: "sent-back" | "voided" | "executed" | "ratified";
  readonly on: LocalDate;
  readonly reason?: string;
  readonly lineId?: string;
  readonly act?: string;
  readonly paid?: bigint;
  readonly mandateId?: string;
}

async function keepEvent(work: UnitOfWork, order: OrderRow, event: OrderEvent): Promise<void> {
  const { rows } = await work.client.query(
    "select coalesce(max(ordinal), 0)::int + 1 as next from trust.order_event where order_id = $1",
    [order.id],
  );
  await insertRows(work.client, "trust.order_event", [
    {
      district_id: work.districtId,
      order_id: order.id,
      ordinal: rows[0].next,
      kind: event.kind,
      version: order.version,
      person_id: work.personId,
      at: work.now,
      on_date: event.on,
      reason: event.reason ?? null,
      line_id: event.lineId ?? null,
      act_id: event.act ?? null,
      paid_minor: event.paid ?? null,
      mandate_id: event.mandateId ?? null,
    },
  ]);
}

/** An order that can still be changed, approved or given up; under the book's lock from here on. */
async function findWaiting(
  work: UnitOfWork,
  estateId: string,
  orderId: string,
  match = "*",
): Promise<Result<{ desk: Desk; order: OrderRow }, OrderRefusal>> {
  const row = await lockBook(work, estateId);
  if (!row) return reject({ kind: "no-book", estateId });
  const desk = await loadDesk(work, row);
  const order = desk.orders.find(({ id }) => id === orderId);
  if (!order) return reject({ kind: "not-found", what: "order" });
  const still = isStillAt(match, orderTag(order));
  if (!still.ok) return still;
  const { status, lastDay } = order;
  if (status !== "open" && status !== "sent-back") {
    return reject({ kind: "order-not-open", order: orderId, status });
  }
  if (today(work, row) > lastDay) return reject({ kind: "order-expired", lastDay });
  return accept({ desk, order });
}

async function done(work: UnitOfWork, row: BookRow, id: string): Answer {
  const desk = await loadDesk(work, row);
  const order = desk.orders.find((one) => one.id === id);
  if (!order) throw new Error("the order just written is not visible");
  const { version, hash } = order;
  return accept({ answer: await cardOf(work, desk, order), facts: { orderId: id, version, hash } });
}
