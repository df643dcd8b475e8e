import type { LocalDate } from "@xinyi/calendar";
import { add, compare, type Money, subtract, sum } from "@xinyi/money";

/** A booked balance: positive where the bank owes the account's holder. */
export interface StatementBalance {
  readonly amount: Money;
  readonly on: LocalDate;
}

/** One booked movement as the bank gave it. */
export interface StatementLine {
  /** 1 for the statement's first movement. */
  readonly position: number;
  /** Names this movement among all of its account, in this file and in later ones. */
  readonly ref: string;
  /**
   * Where `ref` comes from. `account-servicer`: the bank's own reference.
   * `end-to-end`: the payer's reference, joined with the booking day as payers use
   * the same one every month. `derived`: statement and position, when nothing else is unique.
   */
  readonly refSource: "account-servicer" | "end-to-end" | "derived";
  readonly endToEndId?: string;
  readonly bookedOn: LocalDate;
  readonly valuedOn: LocalDate;
  /** Signed: money in is positive, money out negative. */
  readonly amount: Money;
  /** The bank takes back an earlier movement; the amount's sign is that of the taking back. */
  readonly reversal: boolean;
  /** The `ref` of the movement taken back where this file holds it, else the payer's reference of it. */
  readonly reversalOfRef?: string;
  readonly counterpartyName?: string;
  readonly counterpartyAccount?: string;
  readonly remark: string;
  readonly status: "BOOK";
}

export interface BankStatement {
  readonly id: string;
  readonly account: string;
  readonly currency: Money["currency"];
  /** As the bank wrote it: RFC 3339, sometimes without an offset. */
  readonly createdAt: string;
  readonly sequence?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly opening: StatementBalance;
  readonly closing: StatementBalance;
  readonly lines: readonly StatementLine[];
  /** Entries that move nothing yet: pending, for information, or of 0.00. */
  readonly leftOut: number;
}

export interface BankStatementFile {
  readonly statements: readonly BankStatement[];
  readonly gaps: readonly ContinuityGap[];
}

/** Where the balances of one account do not carry over. `difference` is what is missing. */
export type ContinuityGap =
  | {
      readonly kind: "movements-do-not-reach-closing";
      readonly statementId: string;
      readonly opening: Money;
      readonly movements: Money;
      readonly closing: Money;
      readonly difference: Money;
    }
  | {
      readonly kind: "opening-is-not-previous-closing";
      readonly previousStatementId: string;
      readonly statementId: string;
      readonly previousClosing: Money;
      readonly opening: Money;
      readonly difference: Money;
    };

type Balanced = Pick<BankStatement, "id" | "account" | "opening" | "closing"> & {
  readonly lines: readonly Pick<StatementLine, "amount">[];
};

/**
 * Every place where opening + movements ≠ closing, and where a statement does
 * not open with what the account's earlier one closed with. The statements of an
 * account are taken by closing day, and in the given order within a day. The
 * last known statement of the book may be put first to join two files.
 */
export function continuityOf(statements: readonly Balanced[]): readonly ContinuityGap[] {
  const gaps: ContinuityGap[] = [];
  const previous = new Map<string, Balanced>();
  for (const statement of inOrder(statements)) {
    const before = previous.get(statement.account);
    if (before !== undefined) gaps.push(...gapBetween(before, statement));
    gaps.push(...gapWithin(statement));
    previous.set(statement.account, statement);
  }
  return gaps;
}

function inOrder(statements: readonly Balanced[]): readonly Balanced[] {
  const day = (statement: Balanced): string => statement.closing.on;
  return [...statements].sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}

function gapWithin({ id, opening, closing, lines }: Balanced): readonly ContinuityGap[] {
  const amounts = lines.map((line) => line.amount);
  const movements = sum(amounts, opening.amount.currency);
  const reached = add(opening.amount, movements);
  if (compare(reached, closing.amount) === 0) return [];
  return [
    {
      kind: "movements-do-not-reach-closing",
      statementId: id,
      opening: opening.amount,
      movements,
      closing: closing.amount,
      difference: subtract(closing.amount, reached),
    },
  ];
}

function gapBetween(before: Balanced, after: Balanced): readonly ContinuityGap[] {
  if (compare(before.closing.amount, after.opening.amount) === 0) return [];
  return [
    {
      kind: "opening-is-not-previous-closing",
      previousStatementId: before.id,
      statementId: after.id,
      previousClosing: before.closing.amount,
      opening: after.opening.amount,
      difference: subtract(after.opening.amount, before.closing.amount),
    },
  ];
}
