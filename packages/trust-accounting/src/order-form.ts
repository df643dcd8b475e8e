import type { LocalDate } from "@xinyi/calendar";
import { hashOf } from "@xinyi/merkle-log";
import { type Money, toMoneyWire } from "@xinyi/money";
import type { AccountId, FundId } from "./account.ts";
import type { OrderId } from "./book.ts";

/** A payment order with every field an approval stands for; changing one makes another order of it. */
export interface OrderTerms {
  readonly id: OrderId;
  readonly version: number;
  readonly book: string;
  readonly year: number;
  readonly line: string;
  readonly fund: FundId;
  readonly account: AccountId;
  readonly payee: string;
  readonly payeeName: string;
  /** Which account of the payee, and the commitment to its number; the number is not in the form. */
  readonly payeeAccount: { readonly id: string; readonly commitment: string };
  readonly amount: Money;
  readonly purpose: string;
  readonly contract?: string;
  readonly invoiceNumber?: string;
  readonly voucherSha256: string;
  readonly proposedBy: string;
  readonly proposedOn: LocalDate;
  readonly isEmergency: boolean;
}

/** The form that is hashed: plain JSON, absent fields as null, the amount as people write it. */
export function orderForm(terms: OrderTerms): Readonly<Record<string, unknown>> {
  const { amount, contract, invoiceNumber, ...rest } = terms;
  return {
    ...rest,
    form: "xinyi-payment-order-1",
    amount: toMoneyWire(amount),
    contract: contract ?? null,
    invoiceNumber: invoiceNumber ?? null,
  };
}

/** SHA-256 of the order's RFC 8785 JSON, hex: what an approval is bound to and a passkey signs. */
export function orderHash(terms: OrderTerms): string {
  return hashOf(orderForm(terms));
}
