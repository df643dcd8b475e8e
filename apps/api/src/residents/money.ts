import type { LocalDate } from "@xinyi/calendar";
import { type MoneyWire, money, toMoneyWire } from "@xinyi/money";
import { ACCOUNTS } from "@xinyi/trust-accounting";
import { chartOf, titleOf } from "../books/chart.ts";
import { inBook } from "../books/commands.ts";
import type { BookRow } from "../books/ledger-store.ts";
import { loadDesk, statusOf } from "../orders/desk.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

export interface Movement {
  readonly sequence: number;
  /** How many entries the line sums up. */
  readonly count: number;
  readonly occurredOn: LocalDate;
  /** In positive, out negative. */
  readonly amount: MoneyWire;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly payee: string | null;
  readonly purpose: string | null;
  readonly voucherNumber: string | null;
  readonly isReversal: boolean;
  readonly isReversed: boolean;
}

/**
 * All money that came in and went out, newest first: the half of the two keys that is every
 * owner's at any time. To whom money went, and for what, is said line by line. What households
 * paid is summed by month: a fee is area times rate, so a single amount would name its unit.
 */
export async function movementsOf(
  work: UnitOfWork,
  book: BookRow,
  asked: { readonly before: number | undefined; readonly limit: number },
): Promise<readonly Movement[]> {
  const chart = chartOf(book.chartId);
  const { rows } = await work.client.query(
    `with moved as (
       select e.id, e.sequence, e.occurred_on, e.reverses is not null as is_reversal,
         sum(p.amount_minor) filter (where p.account = any($2)) as amount,
         array_agg(distinct p.account) filter (where p.account <> all($2)) as others
       from trust.entry e join trust.posting p on p.entry_id = e.id
        where e.book_id = $1 group by e.id, e.sequence, e.occurred_on, e.reverses),
     told as (
       select m.*, s.payee, s.purpose, s.voucher_number,
         exists (select from trust.entry r where r.reverses = m.id) as is_reversed,
         s.entry_id is null and m.others && $5 as is_of_households
       from moved m join trust.entry e on e.id = m.id
         left join trust.spending s on s.entry_id = coalesce(e.reverses, e.id)
        where coalesce(m.amount, 0) <> 0)
     select max(sequence)::int as sequence, max(occurred_on) as "occurredOn",
       sum(amount)::bigint as amount, count(*)::int as count, min(others) as others,
       min(payee) as payee, min(purpose) as purpose, min(voucher_number) as "voucherNumber",
       is_reversal as "isReversal", bool_and(is_reversed and not is_of_households) as "isReversed"
     from told
      group by case when is_of_households then to_char(occurred_on, 'YYYY-MM') else id::text end,
        case when is_of_households then $6 = any(others) end, is_reversal
     having $3::bigint is null or max(sequence) < $3
      order by max(sequence) desc limit $4`,
    [
      book.id,
      cashOf(book),
      asked.before ?? null,
      asked.limit,
      [...paidByHouseholds],
      ACCOUNTS.suspense,
    ],
  );
  return rows.map(({ amount, others, ...row }) => {
    const title = titleOf(chart, whatFor(others ?? []));
    return { ...row, amount: inBook(book, amount), titleZh: title.zh, titleEn: title.en };
  });
}

/** What households owe, have paid ahead or deposited, and what is not placed yet. */
const paidByHouseholds: readonly string[] = [
  ACCOUNTS.feeReceivable,
  ACCOUNTS.advance,
  ACCOUNTS.deposit,
  ACCOUNTS.suspense,
  ACCOUNTS.subsidyDue,
];

/** What is there now, over all accounts that hold money. */
export async function moneyNow(work: UnitOfWork, book: BookRow): Promise<MoneyWire> {
  const { rows } = await work.client.query(
    `select coalesce(sum(amount_minor), 0)::bigint as amount from trust.posting
      where book_id = $1 and account = any($2)`,
    [book.id, cashOf(book)],
  );
  return inBook(book, rows[0].amount);
}

export interface OpenOrder {
  readonly id: string;
  readonly payee: string;
  readonly amount: MoneyWire;
  readonly purpose: string;
  readonly proposedOn: LocalDate;
  readonly status: "open" | "approved" | "sent-back";
  readonly approvedBy: ("trustee" | "committee")[];
}

/** Payments under way: what is about to leave, and whose key has been turned. */
export async function openOrders(work: UnitOfWork, book: BookRow): Promise<readonly OpenOrder[]> {
  const desk = await loadDesk(work, book);
  return desk.orders.flatMap((order) => {
    const status = statusOf(desk, order);
    if (status !== "open" && status !== "approved" && status !== "sent-back") return [];
    const approvals = desk.approvals.get(order.id) ?? [];
    return [
      {
        id: order.id,
        payee: desk.payees.get(order.payeeId)?.name ?? "",
        amount: toMoneyWire(money(order.amountMinor, book.currency)),
        purpose: order.purpose,
        proposedOn: order.proposedOn,
        status,
        approvedBy: [...new Set(approvals.map(({ party }) => party))],
      },
    ];
  });
}

const cashOf = (book: BookRow): readonly string[] =>
  [...chartOf(book.chartId).accounts.values()]
    .filter(({ isCash }) => isCash === true)
    .map(({ id }) => id);

/** A fee that was owed or paid ahead reads as what it is: the fee. */
function whatFor(others: readonly string[]): string {
  const isFee = others.some((one) => one === ACCOUNTS.feeReceivable || one === ACCOUNTS.advance);
  return isFee ? ACCOUNTS.feeIncome : (others[0] ?? ACCOUNTS.trustBank);
}
