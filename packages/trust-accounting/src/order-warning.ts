import { daysBetween, type LocalDate } from "@xinyi/calendar";
import { type Money, sum } from "@xinyi/money";
import type { OrderId } from "./book.ts";
import type { WarningRules } from "./policy.ts";

/** What of an order is looked at beside others. Voided and expired orders are not among them. */
export interface ComparedOrder {
  readonly id: OrderId;
  readonly on: LocalDate;
  readonly payee: string;
  readonly amount: Money;
  readonly contract?: string;
  readonly invoiceNumber?: string;
  readonly voucherSha256: string;
}

/** Something to look at before approving: it names the other orders and forbids nothing. */
export type OrderWarning =
  | {
      readonly kind: "same-invoice" | "same-file" | "same-amount";
      readonly orders: readonly OrderId[];
    }
  | {
      readonly kind: "split";
      readonly orders: readonly OrderId[];
      readonly bar: Money;
      readonly together: Money;
    };

/**
 * Looks for payments asked for twice and for one payment cut in pieces.
 *
 * Twice: one payee with one invoice number, one file (whoever is paid), or one
 * payee with one amount within some days. In pieces: orders to one payee, or on
 * one contract, within some days, that together cross a bar which none of them
 * crosses alone. A standing payment (one contract, one amount, far enough apart)
 * gives neither the third nor the fourth.
 */
export function warningsFor(
  order: ComparedOrder,
  others: readonly ComparedOrder[],
  rules: WarningRules,
): readonly OrderWarning[] {
  const beside = others.filter(({ id }) => id !== order.id);
  const samePayee = beside.filter(({ payee }) => payee === order.payee);
  const twice = [
    ["same-invoice", samePayee.filter((other) => isSameInvoice(order, other))],
    ["same-file", beside.filter((other) => other.voucherSha256 === order.voucherSha256)],
    [
      "same-amount",
      samePayee.filter(
        (other) =>
          other.amount.minor === order.amount.minor &&
          isNear(order, other, rules.sameAmountDays) &&
          !isStanding(order, other, rules),
      ),
    ],
  ] as const;
  return [
    ...twice.flatMap(([kind, found]) => (found.length === 0 ? [] : [{ kind, orders: ids(found) }])),
    ...splitsWith(order, beside, rules),
  ];
}

function splitsWith(
  order: ComparedOrder,
  beside: readonly ComparedOrder[],
  rules: WarningRules,
): readonly OrderWarning[] {
  const near = beside.filter(
    (other) =>
      (other.payee === order.payee || isSameContract(order, other)) &&
      isNear(order, other, rules.splitDays) &&
      !isStanding(order, other, rules),
  );
  return rules.bars.flatMap((bar) => {
    const crosses = (amount: Money): boolean => amount.minor >= bar.minor;
    if (crosses(order.amount)) return [];
    const below = near.filter((other) => !crosses(other.amount));
    // Any window of the allowed length that holds this order may be the one that crosses.
    const windows = windowsAround(order, below, rules.splitDays);
    const crossing = windows.find((window) => crosses(total(order, window)));
    if (crossing === undefined) return [];
    return [
      { kind: "split" as const, orders: ids(crossing), bar, together: total(order, crossing) },
    ];
  });
}

function windowsAround(
  order: ComparedOrder,
  near: readonly ComparedOrder[],
  days: number,
): readonly (readonly ComparedOrder[])[] {
  // By the day, not by the order: there are never more days than the window is long.
  const starts = new Set([order, ...near].map(({ on }) => on).filter((on) => on <= order.on));
  return [...starts].map((start) =>
    near.filter(({ on }) => on >= start && daysBetween(start, on) <= days),
  );
}

function total(order: ComparedOrder, others: readonly ComparedOrder[]): Money {
  return sum(
    [order, ...others].map(({ amount }) => amount),
    order.amount.currency,
  );
}

function isSameInvoice(order: ComparedOrder, other: ComparedOrder): boolean {
  return order.invoiceNumber !== undefined && order.invoiceNumber === other.invoiceNumber;
}

function isSameContract(order: ComparedOrder, other: ComparedOrder): boolean {
  return order.contract !== undefined && order.contract === other.contract;
}

function isNear(order: ComparedOrder, other: ComparedOrder, days: number): boolean {
  return Math.abs(daysBetween(order.on, other.on)) <= days;
}

function isStanding(order: ComparedOrder, other: ComparedOrder, rules: WarningRules): boolean {
  return (
    isSameContract(order, other) &&
    order.payee === other.payee &&
    order.amount.minor === other.amount.minor &&
    Math.abs(daysBetween(order.on, other.on)) >= rules.standingDays
  );
}

function ids(orders: readonly ComparedOrder[]): readonly OrderId[] {
  return orders.map(({ id }) => id).sort();
}
