import {
  addDays,
  daysBetween,
  firstDayOf,
  type LocalDate,
  lastDayOf,
  monthOf,
  nextMonth,
  type YearMonth,
} from "@xinyi/calendar";
import { type MoneyWire, money, toMoneyWire } from "@xinyi/money";
import { type BookRow, findBook } from "../books/ledger-store.ts";
import { budgetStanding } from "../budget/commands.ts";
import { loadDesk, missingFor, statusOf } from "../orders/desk.ts";
import { today } from "../orders/spending-book.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import type { Bars, Finding } from "./worst.ts";

/** A finding with what its sentence says and where its click leads. */
export interface WatchFinding extends Finding {
  readonly count: number | null;
  readonly amount: MoneyWire | null;
  readonly party: "trustee" | "committee" | null;
  readonly month: string | null;
  readonly titleZh: string | null;
  readonly titleEn: string | null;
  readonly orderId: string | null;
}

interface EstateRow {
  readonly id: string;
  readonly name: string;
  readonly openedOn: LocalDate;
}

/** Everything that may be late in a district, estate by estate, in the caller's transaction. */
export async function findingsOf(work: UnitOfWork, bars: Bars): Promise<readonly WatchFinding[]> {
  const { rows } = await work.client.query(
    `select e.id, e.name, b.opened_on as "openedOn" from registry.estate e
       join trust.book b on b.estate_id = e.id order by e.name`,
  );
  const found: WatchFinding[] = [];
  for (const estate of rows as EstateRow[]) {
    const book = await findBook(work, estate.id);
    if (!book) continue;
    const on = today(work, book);
    // Where nothing was ever posted there is nothing to close, to publish or to compare yet.
    if (!(await hasBegun(work, book))) continue;
    const looked = [
      await unplacedLines(work, book, on),
      await lastStatement(work, book, on, estate),
      ...(await waitingOrders(work, book, on)),
      ...(await fullLines(work, book, on, bars)),
      ...(await lateMonths(work, book, on, estate)),
    ];
    for (const one of looked) {
      if (one) found.push({ ...nothing, ...one, estateId: estate.id, estateName: estate.name });
    }
  }
  return found;
}

async function hasBegun({ client }: UnitOfWork, book: BookRow): Promise<boolean> {
  const { rows } = await client.query(
    `select exists (select from trust.entry where book_id = $1)
       or exists (select from trust.bank_statement where book_id = $1) as begun`,
    [book.id],
  );
  return rows[0].begun;
}

const nothing = {
  count: null,
  amount: null,
  party: null,
  month: null,
  titleZh: null,
  titleEn: null,
  orderId: null,
} as const;

type Found = Pick<Finding, "kind" | "value" | "since"> &
  Partial<Omit<WatchFinding, "kind" | "value" | "since">>;

/** Money at the bank that nobody has placed or explained, since its oldest line. */
async function unplacedLines(
  { client }: UnitOfWork,
  book: BookRow,
  on: LocalDate,
): Promise<Found | undefined> {
  const { rows } = await client.query(
    `select min(l.booked_on) as since, count(*)::int as count,
       coalesce(sum(abs(l.amount_minor)), 0)::bigint as amount
     from trust.bank_line_state s join trust.bank_line l on l.id = s.id
      where s.book_id = $1 and s.state in ('suspense', 'unexplained')`,
    [book.id],
  );
  const { since, count, amount } = rows[0];
  if (since === null) return undefined;
  return {
    kind: "line-unplaced",
    since,
    value: daysBetween(since, on),
    count,
    amount: toMoneyWire(money(amount, book.currency)),
  };
}

/** How long the bank has not been asked: days since the last statement's end, or the opening. */
async function lastStatement(
  { client }: UnitOfWork,
  book: BookRow,
  on: LocalDate,
  estate: EstateRow,
): Promise<Found> {
  const { rows } = await client.query(
    "select max(closing_on) as last from trust.bank_statement where book_id = $1",
    [book.id],
  );
  const since: LocalDate = rows[0].last ?? estate.openedOn;
  return { kind: "statement-missing", since, value: Math.max(0, daysBetween(since, on)) };
}

/** Orders that a party has not looked at, and emergencies that the owners have not ratified. */
async function waitingOrders(work: UnitOfWork, book: BookRow, on: LocalDate): Promise<Found[]> {
  const waiting = await work.client.query(
    `select 1 from trust.order_now where book_id = $1
       and (status = 'open' or (is_emergency and not is_ratified and status <> 'voided')) limit 1`,
    [book.id],
  );
  if (!waiting.rowCount) return [];
  const desk = await loadDesk(work, book);
  return desk.orders.flatMap((order): Found[] => {
    const facts = {
      orderId: order.id,
      amount: toMoneyWire(money(order.amountMinor, book.currency)),
      titleZh: desk.payees.get(order.payeeId)?.name ?? "",
    };
    const found: Found[] = [];
    if (statusOf(desk, order) === "open") {
      const party = missingFor(desk, order)[0]?.party ?? null;
      const since = order.proposedOn;
      found.push({ kind: "order-waiting", since, value: daysBetween(since, on), party, ...facts });
    }
    const { ratifyBy } = order;
    if (order.isEmergency && !order.isRatified && order.status !== "voided" && ratifyBy !== null) {
      const value = daysBetween(ratifyBy, on) - 1;
      if (value >= 0)
        found.push({ kind: "ratification-overdue", since: ratifyBy, value, ...facts });
    }
    return found;
  });
}

/** Lines of this year's budget that are nearly used up. */
async function fullLines(
  work: UnitOfWork,
  book: BookRow,
  on: LocalDate,
  bars: Bars,
): Promise<Found[]> {
  const year = Number(on.slice(0, 4));
  return (await budgetStanding(work, book, year))
    .filter(({ usedPercent }) => (usedPercent ?? 0) >= bars["budget-line-full"])
    .map(({ usedPercent, titleZh, titleEn, available }) => ({
      kind: "budget-line-full",
      since: on,
      value: Math.floor(usedPercent ?? 0),
      titleZh,
      titleEn,
      amount: available,
    }));
}

/** The oldest month that is over and not closed, and the oldest that is not published. */
async function lateMonths(
  { client }: UnitOfWork,
  book: BookRow,
  on: LocalDate,
  estate: EstateRow,
): Promise<Found[]> {
  const sealed = await client.query("select month from trust.sealed_month where book_id = $1", [
    book.id,
  ]);
  const published = await client.query(
    `select distinct n.month from trust.notice n join trust.notice_state s on s.notice_id = n.id
      where n.estate_id = $1 and s.state = 'published'`,
    [estate.id],
  );
  const months = monthsOver(estate.openedOn, on);
  const late = (kind: "month-not-closed" | "month-not-published", done: readonly string[]) => {
    const missing = months.filter((month) => !done.includes(month));
    const [oldest] = missing;
    if (oldest === undefined) return [];
    const since = addDays(lastDayOf(oldest), 1);
    return [{ kind, month: oldest, since, value: daysBetween(since, on), count: missing.length }];
  };
  const monthsIn = (rows: readonly { month: string }[]) => rows.map(({ month }) => month);
  return [
    ...late("month-not-closed", monthsIn(sealed.rows)),
    ...late("month-not-published", monthsIn(published.rows)),
  ];
}

/** The months of a book that are over. One opened on a month's last day begins with the next. */
function monthsOver(openedOn: LocalDate, on: LocalDate): readonly YearMonth[] {
  const opened = monthOf(openedOn);
  let month = openedOn === lastDayOf(opened) ? nextMonth(opened) : opened;
  const months: YearMonth[] = [];
  while (firstDayOf(nextMonth(month)) <= on) {
    months.push(month);
    month = nextMonth(month);
  }
  return months;
}
