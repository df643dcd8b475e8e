import { firstDayOf, type LocalDate, lastDayOf } from "@xinyi/calendar";
import {
  add,
  fromMoneyWire,
  type Money,
  type MoneyWire,
  money,
  sum,
  toMoneyWire,
} from "@xinyi/money";
import {
  ACCOUNTS,
  balancesFrom,
  type DisclosureStatement,
  disclosureStatement,
  type Entry,
} from "@xinyi/trust-accounting";
import type { UnitOfWork } from "../unit-of-work.ts";
import { chartOf, titleOf } from "./chart.ts";
import { inBook } from "./commands.ts";
import { type EntryWire, entriesOf, headOf } from "./journal.ts";
import type { BookRow } from "./ledger-store.ts";
import { monthBounds } from "./month.ts";
import { unitPayments } from "./unit-payments.ts";

/** More entries than a month of any estate holds. */
const wholeMonth = 1_000_000;

/**
 * The account and the month at a glance. The figures come from the same statement that the public
 * notice is made of, so the console and the notice cannot differ.
 */
export async function monthSummary(work: UnitOfWork, book: BookRow, month: string) {
  const statement = await monthStatement(work, book, month);
  const payments = await unitPayments(work, book, month);
  const head = await headOf(work, book);
  const { total } = statement;
  return {
    month,
    bankBalance: await bankBalance(work, book),
    opening: toMoneyWire(total.opening),
    cashIn: toMoneyWire(total.received),
    cashOut: toMoneyWire(total.paid),
    reversed: toMoneyWire(total.reversed),
    closing: toMoneyWire(total.closing),
    billed: toMoneyWire(
      sum(
        payments.map((unit) => read(unit.billed)),
        book.currency,
      ),
    ),
    unitsBilled: payments.filter((unit) => unit.status !== "not-billed").length,
    unitsPaid: payments.filter((unit) => unit.status === "paid").length,
    ...(await openLines(work, book)),
    spendingByHead: byHead(book, statement),
    incomeBySource: bySource(statement),
    headSequence: head.sequence,
    headHash: head.hash,
  };
}

/** The month's statement of receipts and spending, from the entries and what stood before them. */
export async function monthStatement(
  work: UnitOfWork,
  book: BookRow,
  month: string,
): Promise<DisclosureStatement> {
  const bounds = monthBounds(month);
  const opening = await work.client.query(
    `select p.account, p.fund, sum(p.amount_minor)::bigint as amount
       from trust.posting p join trust.entry e on e.id = p.entry_id
      where p.book_id = $1 and e.occurred_on < $2 and p.account like 'assets:%' and p.sub is null
      group by p.account, p.fund`,
    [book.id, bounds.from],
  );
  const entries = await entriesOf(work, book, { month, after: 0, limit: wholeMonth });
  return disclosureStatement({
    period: { from: firstDayOf(bounds.month), to: lastDayOf(bounds.month) },
    chart: chartOf(book.chartId),
    currency: book.currency,
    openingBalances: balancesFrom(
      opening.rows.map((row) => ({
        account: row.account,
        fund: row.fund,
        amount: money(row.amount, book.currency),
      })),
    ),
    entries: entries.map(toEntry),
  });
}

function toEntry(wire: EntryWire): Entry {
  return {
    id: wire.id,
    act: wire.id,
    occurredOn: wire.occurredOn as LocalDate,
    ...(wire.reverses !== null && { reverses: wire.reverses }),
    postings: wire.postings.map((line) => ({
      account: line.account,
      fund: line.fund,
      ...(line.sub !== null && { sub: line.sub }),
      amount: read(line.amount),
    })),
  };
}

function read(wire: MoneyWire): Money {
  const amount = fromMoneyWire(wire);
  if (!amount.ok) throw new Error(`an amount of the book cannot be read: ${wire.amount}`);
  return amount.value;
}

async function bankBalance({ client }: UnitOfWork, book: BookRow): Promise<MoneyWire> {
  const { rows } = await client.query(
    `select coalesce(sum(amount_minor), 0)::bigint as balance from trust.posting
      where book_id = $1 and account = $2`,
    [book.id, ACCOUNTS.trustBank],
  );
  return inBook(book, rows[0].balance);
}

/** Bank lines that wait for a person: receipts nobody could place, payments nobody has explained. */
async function openLines({ client }: UnitOfWork, book: BookRow) {
  const { rows } = await client.query(
    `select s.state, count(*)::int as lines, sum(l.amount_minor)::bigint as amount
       from trust.bank_line_state s join trust.bank_line l on l.id = s.id
      where s.book_id = $1 and s.state in ('suspense', 'unexplained') group by s.state`,
    [book.id],
  );
  const of = (state: string) => {
    const row = rows.find((one) => one.state === state);
    return { lines: (row?.lines as number) ?? 0, amount: inBook(book, row?.amount ?? 0n) };
  };
  return { suspense: of("suspense"), unexplained: of("unexplained") };
}

function byHead(book: BookRow, statement: DisclosureStatement) {
  const heads = new Map<string, Money>();
  for (const line of statement.spending) {
    const before = heads.get(line.account);
    heads.set(line.account, before === undefined ? line.amount : add(before, line.amount));
  }
  return [...heads].map(([account, amount]) => ({
    head: account,
    titleZh: titleOf(chartOf(book.chartId), account).zh,
    titleEn: titleOf(chartOf(book.chartId), account).en,
    amount: toMoneyWire(amount),
  }));
}

function bySource(statement: DisclosureStatement) {
  return statement.receipts.map(({ source, of, amount, count }) => ({
    source: of === undefined ? source : `${source}:${of}`,
    count,
    amount: toMoneyWire(amount),
  }));
}
