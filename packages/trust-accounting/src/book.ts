import { type LocalDate, monthOf, type YearMonth } from "@xinyi/calendar";
import { hashOf } from "@xinyi/merkle-log";
import { type CurrencyCode, type Money, toMoneyWire, zero } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import type { AccountId, ChartOfAccounts, FundId } from "./account.ts";
import type { ActId, Entry, EntryDraft } from "./entry.ts";
import {
  type BalanceRow,
  type Balances,
  balanceOf,
  balancesFrom,
  type PostingRejection,
  postAll,
  totalOf,
} from "./ledger.ts";

/** A reference from outside (a bank's line number); one space of them in a book. */
export type Reference = string;

/** The hash of every field of the fact that used a reference. */
export type Fingerprint = string;

export type OrderId = string;

/** The decision of the owners that allows a thing, as this package needs to know it: that it exists. */
export type MandateId = string;

/** A budget as adopted for one year; adopting another for the year supersedes it. */
export interface Budget {
  readonly year: number;
  readonly lines: ReadonlyMap<string, Money>;
  /** The trustee's fee on top of the lines, as a decimal fraction of them all for the year. */
  readonly remunerationRate: string;
  /** The part of the fee that hangs on the appraisal, as a decimal fraction. */
  readonly appraisalShare?: string;
  readonly mandate: MandateId;
}

export type ApprovalRole = "trustee" | "committee";

export interface Approval {
  readonly by: string;
  readonly role: ApprovalRole;
  readonly on: LocalDate;
}

export type OrderState =
  | { readonly status: "open"; readonly approvals: readonly Approval[] }
  | {
      readonly status: "executed";
      readonly approvals: readonly Approval[];
      readonly paid: Money;
      readonly act: ActId;
    }
  | { readonly status: "returned"; readonly act: ActId }
  | { readonly status: "voided"; readonly by: string; readonly on: LocalDate };

/** A payment asked for; while open it commits its amount against the line of its year. */
export interface PaymentOrder {
  readonly id: OrderId;
  readonly year: number;
  readonly line: string;
  readonly amount: Money;
  readonly payee: string;
  readonly proposedBy: string;
  readonly state: OrderState;
}

/** The trustee's fee of one month: what hangs on the appraisal, and what it then earned. */
export interface Remuneration {
  readonly month: YearMonth;
  readonly act: ActId;
  readonly amount: Money;
  readonly held: Money;
  readonly appraisal?: { readonly act: ActId; readonly earned: Money };
}

/** A household's right to a subsidy for one period, as long as the period stays paid. */
export interface SubsidyGrant {
  readonly unit: string;
  readonly period: YearMonth;
  readonly amount: Money;
  readonly act: ActId;
  readonly endedBy?: ActId;
}

/** The sum petty cash is restored to, set by an act and gone again when that is reversed. */
export interface Imprest {
  readonly amount: Money;
  readonly act: ActId;
}

/**
 * The books of one trust, or the part of them that a verb reads: every verb says
 * which parts that is. A part left empty counts as empty, so load what is named.
 */
export interface Book {
  readonly chart: ChartOfAccounts;
  readonly currency: CurrencyCode;
  readonly balances: Balances;
  readonly entries: readonly Entry[];
  readonly references: ReadonlyMap<Reference, Fingerprint>;
  readonly sealedMonths: ReadonlySet<YearMonth>;
  readonly budgets: ReadonlyMap<number, Budget>;
  readonly orders: ReadonlyMap<OrderId, PaymentOrder>;
  readonly remunerations: ReadonlyMap<YearMonth, Remuneration>;
  readonly subsidies: readonly SubsidyGrant[];
  readonly imprests: readonly Imprest[];
}

/** What a store hands over to make a book of: plain lists, each only as far as the verb needs it. */
export interface BookParts {
  readonly chart: ChartOfAccounts;
  readonly currency: CurrencyCode;
  readonly balances?: readonly BalanceRow[];
  readonly entries?: readonly Entry[];
  readonly references?: Iterable<readonly [Reference, Fingerprint]>;
  readonly sealedMonths?: Iterable<YearMonth>;
  readonly budgets?: readonly Budget[];
  readonly orders?: readonly PaymentOrder[];
  readonly remunerations?: readonly Remuneration[];
  readonly subsidies?: readonly SubsidyGrant[];
  readonly imprests?: readonly Imprest[];
}

/** What every fact carries: the civil date it is posted on, and the caller's id of the act. */
export interface Dated {
  readonly on: LocalDate;
  readonly act: ActId;
  /** Any fact may carry one; sent again under it, the fact posts nothing and succeeds. */
  readonly ref?: Reference;
}

/** What a verb answers when it went through. */
export interface Posted {
  readonly book: Book;
  readonly entries: readonly EntryDraft[];
  /** The same fact came before under its reference: nothing was posted again. */
  readonly repeated: boolean;
}

/** The refusals every verb shares, in order; a verb's own stand before the posting's. */
export type CommonRejection =
  | { readonly kind: "reference-reused"; readonly reference: Reference }
  | { readonly kind: "period-sealed"; readonly month: YearMonth }
  | { readonly kind: "no-mandate" }
  | { readonly kind: "negative-amount"; readonly amount: Money }
  | { readonly kind: "wrong-currency"; readonly currency: CurrencyCode }
  | PostingRejection;

/** What a verb decides: the entries to post and the parts of the book that change. */
export interface Decision {
  readonly entries?: readonly EntryDraft[];
  readonly changes?: Partial<Omit<Book, "chart" | "currency" | "balances" | "entries">>;
}

/** Makes a book of the parts that a verb reads. Chart and currency are always needed. */
export function bookFrom(parts: BookParts): Book {
  return {
    chart: parts.chart,
    currency: parts.currency,
    balances: balancesFrom(parts.balances ?? []),
    entries: parts.entries ?? [],
    references: new Map(parts.references ?? []),
    sealedMonths: new Set(parts.sealedMonths ?? []),
    budgets: new Map((parts.budgets ?? []).map((budget) => [budget.year, budget])),
    orders: new Map((parts.orders ?? []).map((order) => [order.id, order])),
    remunerations: new Map((parts.remunerations ?? []).map((one) => [one.month, one])),
    subsidies: parts.subsidies ?? [],
    imprests: parts.imprests ?? [],
  };
}

/**
 * Appends entries that a verb answered, now with their ids, so that they can be
 * reversed and asked for later. A store does the same by inserting rows.
 */
export function record(book: Book, entries: readonly Entry[]): Book {
  return { ...book, entries: [...book.entries, ...entries] };
}

/** What stands on an account of the book in one fund and sub-account; debit positive. */
export function standing(book: Book, account: AccountId, fund: FundId, sub?: string): Money {
  return balanceOf(book.balances, book.currency, account, fund, sub);
}

/** A control account of the book, in one fund or in all, over its sub-accounts. */
export function controlStanding(book: Book, account: AccountId, fund?: FundId): Money {
  return totalOf(book.balances, book.currency, account, fund === undefined ? {} : { fund });
}

/** The fingerprint of a fact under its verb: the same fields give the same one, whoever sends them. */
export function fingerprintOf(verb: string, fact: Dated): Fingerprint {
  const { act: _, ...fields } = fact;
  return hashOf(plain({ verb, ...fields }));
}

/**
 * The course every verb takes: reference, sealed month, mandate, amounts, then
 * what the verb itself decides, then the floors. A refused fact changes nothing.
 */
export function perform<Fact extends Dated, Own>(
  book: Book,
  verb: string,
  fact: Fact,
  decide: () => Result<Decision, Own>,
): Result<Posted, CommonRejection | Own> {
  const { ref } = fact;
  const { mandate } = fact as { readonly mandate?: MandateId };
  const fingerprint = ref === undefined ? "" : fingerprintOf(verb, fact);
  const used = ref === undefined ? undefined : book.references.get(ref);
  if (ref !== undefined && used !== undefined) {
    return used === fingerprint
      ? accept({ book, entries: [], repeated: true })
      : reject({ kind: "reference-reused", reference: ref });
  }
  const month = monthOf(fact.on);
  if (book.sealedMonths.has(month)) return reject({ kind: "period-sealed", month });
  if ("mandate" in fact && (mandate ?? "").trim() === "") return reject({ kind: "no-mandate" });
  const amount = faultyAmount(fact, book.currency);
  if (amount !== undefined) return reject(amount);

  const decided = decide();
  if (!decided.ok) return decided;
  const { entries = [], changes = {} } = decided.value;
  const drafts =
    ref === undefined ? entries : entries.map((entry) => ({ ...entry, reference: ref }));
  const balances = postAll(drafts, book.chart, book.balances);
  if (!balances.ok) return balances;
  const references =
    ref === undefined ? book.references : new Map(book.references).set(ref, fingerprint);
  return accept({
    book: { ...book, references, ...changes, balances: balances.value },
    entries: drafts,
    repeated: false,
  });
}

/** The less of two amounts. */
export function lesser(left: Money, right: Money): Money {
  return left.minor < right.minor ? left : right;
}

/** An amount, or nothing where it is below zero. */
export function atLeastZero(amount: Money): Money {
  return amount.minor < 0n ? zero(amount.currency) : amount;
}

function faultyAmount(fact: object, currency: CurrencyCode): CommonRejection | undefined {
  for (const value of Object.values(fact).flatMap(moneyIn)) {
    if (value.currency !== currency) return { kind: "wrong-currency", currency: value.currency };
    if (value.minor < 0n) return { kind: "negative-amount", amount: value };
  }
  return undefined;
}

function moneyIn(value: unknown): readonly Money[] {
  if (isMoney(value)) return [value];
  return value instanceof Map ? [...value.values()].filter(isMoney) : [];
}

function isMoney(value: unknown): value is Money {
  return typeof value === "object" && value !== null && "minor" in value && "currency" in value;
}

/** A fact as plain JSON data: money in its wire form, a map as a list of pairs, for their order counts. */
function plain(value: unknown): unknown {
  if (isMoney(value)) return toMoneyWire(value);
  if (value instanceof Map) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([name, field]) => [name, plain(field)]),
  );
}
