import { type MoneyWire, money, toMoneyWire } from "@xinyi/money";
import {
  type ApprovalRole,
  type Book,
  type ComparedOrder,
  capitalAmount,
  lineStanding,
  lineWithout,
  type OrderWarning,
  warningsFor,
} from "@xinyi/trust-accounting";
import { inBook } from "../books/commands.ts";
import { titlesOf } from "../budget/store.ts";
import { maskAccount } from "../registry/mask.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { etagOf } from "../wire/etag.ts";
import {
  accountOf,
  askedOf,
  type Desk,
  missingFor,
  myStanding,
  policyFor,
  requirementsOf,
  type ShownStatus,
  statusOf,
} from "./desk.ts";
import { type OrderRow, spendingBook } from "./spending-book.ts";

export interface OrderWire {
  readonly id: string;
  readonly status: ShownStatus;
  readonly payeeName: string;
  readonly amount: MoneyWire;
  readonly purpose: string;
  readonly line: string;
  readonly lineTitleZh: string;
  readonly lineTitleEn: string;
  readonly proposedOn: string;
  readonly proposedBy: string;
  readonly lastDay: string;
  readonly isEmergency: boolean;
  readonly ratifyBy: string | null;
  readonly isRatified: boolean;
  readonly missing: { party: ApprovalRole; missing: number }[];
  readonly asksMe: boolean;
}

export interface OrderCardWire extends OrderWire {
  readonly version: number;
  readonly etag: string;
  readonly hash: string;
  readonly capital: string | null;
  readonly payeeId: string;
  readonly bankName: string | null;
  readonly accountMasked: string | null;
  readonly isAccountChanged: boolean;
  readonly payableFrom: string;
  readonly contract: string | null;
  readonly invoiceNumber: string | null;
  readonly voucherSha256: string;
  readonly voucherMediaType: string;
  readonly standing: { adopted: MoneyWire; usedBefore: MoneyWire; left: MoneyWire };
  readonly requirements: {
    party: ApprovalRole;
    count: number;
    roles: string[];
    because: { rule: string; count: number }[];
  }[];
  readonly approvals: {
    by: string;
    inPlaceOf: string | null;
    party: ApprovalRole;
    factor: "totp" | "passkey";
    at: string;
  }[];
  readonly warnings: {
    kind: OrderWarning["kind"];
    orders: { id: string; on: string; amount: MoneyWire; purpose: string }[];
    bar: MoneyWire | null;
    together: MoneyWire | null;
  }[];
  readonly asksMeAs: ApprovalRole | null;
  readonly whyNotMe: string | null;
  readonly mayChange: boolean;
  readonly reason: string | null;
  readonly paid: MoneyWire | null;
}

/** An order as the list shows it. */
export function orderWire(desk: Desk, order: OrderRow): OrderWire {
  const { titleZh, titleEn } = titlesOf(desk.row, order.line);
  return {
    id: order.id,
    status: statusOf(desk, order),
    payeeName: desk.payees.get(order.payeeId)?.name ?? "",
    amount: inBook(desk.row, order.amountMinor),
    purpose: order.purpose,
    line: order.line,
    lineTitleZh: titleZh,
    lineTitleEn: titleEn,
    proposedOn: order.proposedOn,
    proposedBy: desk.names.get(order.proposedBy) ?? "",
    lastDay: order.lastDay,
    isEmergency: order.isEmergency,
    ratifyBy: order.ratifyBy,
    isRatified: order.isRatified,
    missing: [...missingFor(desk, order)],
    asksMe: askedOf(desk, order) !== undefined,
  };
}

/** Everything an approver looks at, on one card. */
/** What an order's tag changes with: each version, and each step of its life. */
export const orderTag = (order: Pick<OrderRow, "version" | "status">): string =>
  etagOf(order.version, order.status);

export async function cardOf(
  work: UnitOfWork,
  desk: Desk,
  order: OrderRow,
): Promise<OrderCardWire> {
  const { account, isChanged, payableFrom } = accountOf(desk, order);
  const voucher = await work.client.query(
    "select media_type from trust.voucher where estate_id = $1 and sha256 = $2",
    [desk.row.estateId, order.voucherSha256],
  );
  const standing = myStanding(desk, order);
  return {
    ...orderWire(desk, order),
    version: order.version,
    etag: orderTag(order),
    hash: order.hash,
    capital: capitalAmount(money(order.amountMinor, desk.row.currency)) ?? null,
    payeeId: order.payeeId,
    bankName: account.bankName,
    accountMasked: account.number === null ? null : maskAccount(account.number),
    isAccountChanged: isChanged,
    payableFrom,
    contract: order.contract,
    invoiceNumber: order.invoiceNumber,
    voucherSha256: order.voucherSha256,
    voucherMediaType: voucher.rows[0]?.media_type ?? "application/octet-stream",
    standing: standingWire(order, await spendingBook(work, desk.row, order.year)),
    requirements: requirementsOf(desk, order).map((one) => ({
      party: one.party,
      count: one.count,
      roles: [...one.roles],
      because: [...one.because],
    })),
    approvals: (desk.approvals.get(order.id) ?? []).map((one) => ({
      by: one.byName,
      inPlaceOf: one.inPlaceOfName,
      party: one.party,
      factor: one.factor,
      at: one.at,
    })),
    warnings: warningsWire(desk, order),
    asksMeAs: askedOf(desk, order)?.party ?? null,
    whyNotMe: standing.ok ? null : standing.rejection.kind,
    mayChange: ["open", "approved", "sent-back"].includes(statusOf(desk, order)),
    reason: order.reason,
    paid: order.paidMinor === null ? null : inBook(desk.row, order.paidMinor),
  };
}

function standingWire(order: OrderRow, book: Book): OrderCardWire["standing"] {
  const whole = lineStanding(book, order.year, order.line);
  const without = lineWithout(book, order.year, order.line, order.id);
  return {
    adopted: toMoneyWire(whole.adopted),
    usedBefore: toMoneyWire(without),
    left: toMoneyWire(whole.available),
  };
}

function warningsWire(desk: Desk, order: OrderRow): OrderCardWire["warnings"] {
  const policy = policyFor(desk, order);
  if (policy === undefined) return [];
  const living = desk.orders.filter(
    (one) => !["voided", "expired", "returned"].includes(statusOf(desk, one)),
  );
  const named = new Map(living.map((one) => [one.id, one]));
  const found = warningsFor(
    compared(desk, order),
    living.map((one) => compared(desk, one)),
    policy.warnings,
  );
  return found.map((warning) => ({
    kind: warning.kind,
    orders: warning.orders.flatMap((id) => {
      const other = named.get(id);
      if (other === undefined) return [];
      const amount = inBook(desk.row, other.amountMinor);
      return [{ id, on: other.proposedOn, amount, purpose: other.purpose }];
    }),
    bar: warning.kind === "split" ? toMoneyWire(warning.bar) : null,
    together: warning.kind === "split" ? toMoneyWire(warning.together) : null,
  }));
}

function compared(desk: Desk, order: OrderRow): ComparedOrder {
  return {
    id: order.id,
    on: order.proposedOn,
    payee: order.payeeId,
    amount: money(order.amountMinor, desk.row.currency),
    ...(order.contract !== null && { contract: order.contract }),
    ...(order.invoiceNumber !== null && { invoiceNumber: order.invoiceNumber }),
    voucherSha256: order.voucherSha256,
  };
}
