import { type LocalDate, localDateAt } from "@xinyi/calendar";
import { money } from "@xinyi/money";
import type {
  Approval,
  ApprovalRole,
  Book,
  Budget,
  OrderState,
  PaymentOrder,
} from "@xinyi/trust-accounting";
import { type BookRow, loadBook, type Wanted } from "../books/ledger-store.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

export type OrderStatus = "open" | "sent-back" | "executed" | "returned" | "voided";

/** An order as `trust.order_now` shows it. */
export interface OrderRow {
  readonly id: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly proposedOn: LocalDate;
  readonly lastDay: LocalDate;
  readonly isEmergency: boolean;
  readonly ratifyBy: LocalDate | null;
  readonly isRatified: boolean;
  readonly version: number;
  readonly year: number;
  readonly line: string;
  readonly amountMinor: bigint;
  readonly payeeId: string;
  readonly payeeAccountId: string;
  readonly purpose: string;
  readonly contract: string | null;
  readonly invoiceNumber: string | null;
  readonly voucherSha256: string;
  readonly form: string;
  readonly hash: string;
  readonly status: OrderStatus;
  readonly endedBy: string | null;
  readonly endedOn: LocalDate | null;
  readonly actId: string | null;
  readonly lineId: string | null;
  readonly paidMinor: bigint | null;
  readonly reason: string | null;
}

export interface ApprovalRow {
  readonly orderId: string;
  readonly version: number;
  readonly by: string;
  readonly byName: string;
  readonly inPlaceOfName: string | null;
  readonly party: ApprovalRole;
  readonly factor: "totp" | "passkey";
  readonly hash: string;
  readonly on: LocalDate;
  readonly at: string;
}

export const today = (work: UnitOfWork, row: BookRow): LocalDate => localDateAt(work.now, row.zone);

export async function orderRows(
  work: UnitOfWork,
  row: BookRow,
  asked: { year?: number; id?: string } = {},
): Promise<readonly OrderRow[]> {
  const { rows } = await work.client.query(
    `select id, proposed_by as "proposedBy", proposed_at as "proposedAt",
       proposed_on as "proposedOn", last_day as "lastDay", is_emergency as "isEmergency",
       ratify_by as "ratifyBy", is_ratified as "isRatified", version, year, line,
       amount_minor as "amountMinor", payee_id as "payeeId", payee_account_id as "payeeAccountId",
       purpose, contract, invoice_number as "invoiceNumber", voucher_sha256 as "voucherSha256",
       form, hash, status, ended_by as "endedBy", ended_on as "endedOn", act_id as "actId",
       line_id as "lineId", paid_minor as "paidMinor", reason
     from trust.order_now
      where book_id = $1 and ($2::int is null or year = $2) and ($3::uuid is null or id = $3)
      order by proposed_at desc, id`,
    [row.id, asked.year ?? null, asked.id ?? null],
  );
  return rows;
}

/** The approvals of each order's latest version; those of an earlier one were voided by the change. */
export async function approvalRows(
  work: UnitOfWork,
  row: BookRow,
): Promise<ReadonlyMap<string, readonly ApprovalRow[]>> {
  const { rows } = await work.client.query(
    `select a.order_id as "orderId", a.version, a.person_id as "by", p.name as "byName",
       q.name as "inPlaceOfName", a.party, a.factor, a.hash, a.approved_on as "on",
       a.approved_at as "at"
     from trust.order_approval a
       join trust.order_now o on o.id = a.order_id and o.version = a.version
       join registry.person p on p.id = a.person_id
       left join registry.person q on q.id = a.in_place_of
      where o.book_id = $1 order by a.approved_at, a.person_id`,
    [row.id],
  );
  const found = new Map<string, ApprovalRow[]>();
  for (const one of rows as ApprovalRow[]) {
    found.set(one.orderId, [...(found.get(one.orderId) ?? []), one]);
  }
  return found;
}

/**
 * The book with a year's adopted budget and all its orders: what the verbs of payment read. An
 * order past its last day commits nothing any more.
 */
export async function spendingBook(
  work: UnitOfWork,
  row: BookRow,
  year: number,
  wanted: Wanted = { accounts: [] },
  on: LocalDate = today(work, row),
): Promise<Book> {
  const base = await loadBook(work, row, wanted);
  const budget = await adoptedBudget(work, row, year);
  const approvals = await approvalRows(work, row);
  const orders = (await orderRows(work, row, { year })).map((one) =>
    orderOf(row, one, approvals.get(one.id) ?? [], on),
  );
  return {
    ...base,
    budgets: new Map(budget === undefined ? [] : [[year, budget]]),
    orders: new Map(orders.map((order) => [order.id, order])),
  };
}

async function adoptedBudget(
  { client }: UnitOfWork,
  row: BookRow,
  year: number,
): Promise<Budget | undefined> {
  const { rows } = await client.query(
    `select a.draft_id, d.remuneration_rate::text as rate,
       d.appraisal_share::text as share, m.resolution_id
       from trust.budget_adoption a join trust.budget_draft d on d.id = a.draft_id
         join trust.mandate m on m.id = a.mandate_id
      where a.book_id = $1 and a.year = $2 order by a.sequence desc limit 1`,
    [row.id, year],
  );
  const adopted = rows[0];
  if (!adopted) return undefined;
  const lines = await client.query(
    "select line, amount_minor from trust.budget_line where draft_id = $1 order by ordinal",
    [adopted.draft_id],
  );
  return {
    year,
    lines: new Map(lines.rows.map((one) => [one.line, money(one.amount_minor, row.currency)])),
    remunerationRate: adopted.rate,
    ...(adopted.share !== null && { appraisalShare: adopted.share }),
    mandate: adopted.resolution_id,
  };
}

function orderOf(
  row: BookRow,
  order: OrderRow,
  given: readonly ApprovalRow[],
  on: LocalDate,
): PaymentOrder {
  const approvals = given.map((one): Approval => ({ by: one.by, role: one.party, on: one.on }));
  return {
    id: order.id,
    year: order.year,
    line: order.line,
    amount: money(order.amountMinor, row.currency),
    payee: order.payeeId,
    proposedBy: order.proposedBy,
    state: stateOf(row, order, approvals, on),
  };
}

function stateOf(
  row: BookRow,
  order: OrderRow,
  approvals: readonly Approval[],
  on: LocalDate,
): OrderState {
  const { status, actId: act, paidMinor } = order;
  if (status === "returned" && act !== null) return { status, act };
  if (status === "executed" && act !== null && paidMinor !== null) {
    return { status, approvals, paid: money(paidMinor, row.currency), act };
  }
  if (status === "voided") {
    return { status, by: order.endedBy ?? order.proposedBy, on: order.endedOn ?? order.lastDay };
  }
  if (on > order.lastDay) return { status: "voided", by: order.proposedBy, on: order.lastDay };
  return { status: "open", approvals };
}
