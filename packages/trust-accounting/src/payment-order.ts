import { type Money, subtract } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { ACCOUNTS, FUNDS, splitName } from "./account.ts";
import {
  type Approval,
  type ApprovalRole,
  type Book,
  type CommonRejection,
  type Dated,
  type Decision,
  type OrderId,
  type OrderState,
  type PaymentOrder,
  type Posted,
  perform,
  type Reference,
} from "./book.ts";
import { lineStanding } from "./budget.ts";
import { credit, debit, entryOf } from "./entry.ts";

export interface ProposalFact extends Dated {
  readonly order: OrderId;
  readonly line: string;
  readonly amount: Money;
  readonly payee: string;
  readonly by: string;
}

export interface AmendmentFact extends Dated {
  readonly order: OrderId;
  readonly amount: Money;
  readonly by: string;
}

export interface ApprovalFact extends Dated {
  readonly order: OrderId;
  /** An opaque id of a person; nothing is read from its letters. */
  readonly by: string;
  readonly role: ApprovalRole;
}

export interface ExecutionFact extends Dated {
  readonly order: OrderId;
  readonly paid: Money;
  readonly ref: Reference;
  readonly voucher: string;
}

export interface VoidingFact extends Dated {
  readonly order: OrderId;
  readonly by: string;
}

export type OverBudget = {
  readonly kind: "over-budget";
  readonly line: string;
  readonly year: number;
  readonly exceedsBy: Money;
};

/** An order that is not there, or no longer open to anything. */
export type OrderRejection =
  | { readonly kind: "unknown-order"; readonly order: OrderId }
  | { readonly kind: "order-not-open"; readonly order: OrderId; readonly status: string };

export type ProposalRejection =
  | { readonly kind: "order-exists"; readonly order: OrderId }
  | OverBudget;

export type ApprovalRejection =
  | { readonly kind: "same-person"; readonly by: string; readonly approvedAs: ApprovalRole }
  | OrderRejection;

export type ExecutionRejection =
  | OrderRejection
  | { readonly kind: "not-approved"; readonly missing: readonly ApprovalRole[] }
  | { readonly kind: "more-than-approved"; readonly exceedsBy: Money };

/** The two keys: one hand of the trustee, one of the committee. */
const rolesNeeded: readonly ApprovalRole[] = ["trustee", "committee"];

/**
 * Asks for a payment and commits it against the line of the year it is asked
 * in. Reads: that year's budget, all orders on the line, whether the id is used.
 */
export function propose(
  book: Book,
  fact: ProposalFact,
): Result<Posted, CommonRejection | ProposalRejection> {
  return perform<ProposalFact, ProposalRejection>(book, "propose", fact, () => {
    const { on, order: id, line, amount, payee, by } = fact;
    if (book.orders.has(id)) return reject({ kind: "order-exists", order: id });
    const year = Number(on.slice(0, 4));
    const over = overBudget(book, { year, line, amount });
    if (over !== undefined) return reject(over);
    const state: OrderState = { status: "open", approvals: [] };
    const order = { id, year, line, amount, payee, proposedBy: by, state };
    return accept(change(book, order));
  });
}

/**
 * Changes what is asked for while the order is open: it is committed anew, and
 * every approval falls, for nobody approved this. Reads: as `propose`, and the order.
 */
export function amendOrder(
  book: Book,
  fact: AmendmentFact,
): Result<Posted, CommonRejection | OrderRejection | OverBudget> {
  return perform<AmendmentFact, OrderRejection | OverBudget>(book, "amend-order", fact, () => {
    const found = openOrder(book, fact.order);
    if (!found.ok) return found;
    const { id, year, line } = found.value;
    const over = overBudget(book, { year, line, amount: fact.amount }, id);
    if (over !== undefined) return reject(over);
    const state: OrderState = { status: "open", approvals: [] };
    return accept(change(book, { ...found.value, amount: fact.amount, state }));
  });
}

/**
 * One approval in one role. Nobody approves in two roles; a second person of a
 * role adds nothing to it, and is remembered. Reads: the order.
 */
export function approve(
  book: Book,
  fact: ApprovalFact,
): Result<Posted, CommonRejection | ApprovalRejection> {
  return perform<ApprovalFact, ApprovalRejection>(book, "approve", fact, () => {
    const { on, by, role } = fact;
    const given = approvalsOf(book.orders.get(fact.order));
    const other = given.find((approval) => approval.by === by && approval.role !== role);
    if (other !== undefined) return reject({ kind: "same-person", by, approvedAs: other.role });
    const found = openOrder(book, fact.order);
    if (!found.ok) return found;
    const isRepeated = given.some((approval) => approval.by === by && approval.role === role);
    const approvals = isRepeated ? given : [...given, { by, role, on }];
    return accept(change(book, { ...found.value, state: { status: "open", approvals } }));
  });
}

/**
 * Gives up an order that is still open; what it committed is free again, and
 * its id stays used. Reads: the order.
 */
export function voidOrder(
  book: Book,
  fact: VoidingFact,
): Result<Posted, CommonRejection | OrderRejection> {
  return perform(book, "void-order", fact, () => {
    const found = openOrder(book, fact.order);
    if (!found.ok) return found;
    const state: OrderState = { status: "voided", by: fact.by, on: fact.on };
    return accept(change(book, { ...found.value, state }));
  });
}

/**
 * Pays an order that both keys have opened, for no more than they opened it for;
 * what is not paid is released. Reads: the order, the reference, the ordinary
 * fund at the bank.
 */
export function execute(
  book: Book,
  fact: ExecutionFact,
): Result<Posted, CommonRejection | ExecutionRejection> {
  return perform<ExecutionFact, ExecutionRejection>(book, "execute", fact, () => {
    const { on, act, paid, voucher } = fact;
    const found = openOrder(book, fact.order);
    if (!found.ok) return found;
    const order = found.value;
    const approvals = approvalsOf(order);
    const missing = rolesNeeded.filter(
      (role) => !approvals.some((approval) => approval.role === role),
    );
    if (missing.length > 0) return reject({ kind: "not-approved", missing });
    if (paid.minor > order.amount.minor) {
      return reject({ kind: "more-than-approved", exceedsBy: subtract(paid, order.amount) });
    }
    const { account, sub } = splitName(book.chart, `expenses:${order.line}`);
    const entries = entryOf(
      on,
      [debit(account, FUNDS.ordinary, paid, sub), credit(ACCOUNTS.trustBank, FUNDS.ordinary, paid)],
      { vouchers: [voucher] },
    );
    const state: OrderState = { status: "executed", approvals, paid, act };
    return accept({ entries, ...change(book, { ...order, state }) });
  });
}

function openOrder(book: Book, id: OrderId): Result<PaymentOrder, OrderRejection> {
  const order = book.orders.get(id);
  if (order === undefined) return reject({ kind: "unknown-order", order: id });
  const { status } = order.state;
  return status === "open" ? accept(order) : reject({ kind: "order-not-open", order: id, status });
}

function approvalsOf(order: PaymentOrder | undefined): readonly Approval[] {
  return order !== undefined && "approvals" in order.state ? order.state.approvals : [];
}

function overBudget(
  book: Book,
  asked: { readonly year: number; readonly line: string; readonly amount: Money },
  except?: OrderId,
): OverBudget | undefined {
  const { year, line, amount } = asked;
  const { available } = lineStanding(book, year, line, except);
  if (amount.minor <= available.minor) return undefined;
  return { kind: "over-budget", line, year, exceedsBy: subtract(amount, available) };
}

function change(book: Book, order: PaymentOrder): Decision {
  return { changes: { orders: new Map(book.orders).set(order.id, order) } };
}
