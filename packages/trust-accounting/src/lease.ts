import {
  addDays,
  compareDates,
  daysBetween,
  daysInMonth,
  firstDayOf,
  type LocalDate,
  lastDayOf,
  monthOf,
  nextMonth,
  type Period,
  type YearMonth,
} from "@xinyi/calendar";
import { type Money, type Rounding, scale, subtract, sum } from "@xinyi/money";
import { atLeastZero, lesser } from "./book.ts";

/** What somebody pays for the use of common property. */
export interface Lease {
  /** The days it runs, both included; a lease that was ended early ends on its last day. */
  readonly period: Period;
  /** For a whole calendar month. */
  readonly rent: Money;
  /** The day of the month on which its rent is due; in a shorter month the last day. */
  readonly dueDay: number;
}

export interface RentDue {
  readonly month: YearMonth;
  readonly dueOn: LocalDate;
  /** The days of the month that the lease runs, of so many. */
  readonly days: number;
  readonly daysInMonth: number;
  readonly amount: Money;
}

export interface LeaseStanding {
  readonly due: Money;
  readonly received: Money;
  /** Due and not received. */
  readonly open: Money;
  /** Received and not due yet. */
  readonly ahead: Money;
  /** The due day of the oldest rent that is not wholly paid; the oldest is paid first. */
  readonly openSince?: LocalDate;
}

/**
 * Every rent of a lease that is due by a day: rent × days ÷ days of the month, each month rounded
 * once. The rent of a month in which the lease begins is due on its due day, or on the first day of
 * the lease where that is later; nothing falls due after the last day.
 */
export function rentsDue(lease: Lease, by: LocalDate, rounding: Rounding): readonly RentDue[] {
  const { period, rent, dueDay } = lease;
  const due: RentDue[] = [];
  for (let month = monthOf(period.from); firstDayOf(month) <= period.to; month = nextMonth(month)) {
    const first = later(period.from, firstDayOf(month));
    const last = earlier(period.to, lastDayOf(month));
    const day = Math.min(dueDay, daysInMonth(month));
    const dueOn = earlier(later(first, addDays(firstDayOf(month), day - 1)), last);
    if (compareDates(dueOn, by) > 0) break;
    const days = daysBetween(first, last) + 1;
    const whole = daysInMonth(month);
    const amount = scale(rent, [String(days)], [String(whole)], rounding);
    due.push({ month, dueOn, days, daysInMonth: whole, amount });
  }
  return due;
}

/** How a lease stands on a day, given all that was received on it. */
export function leaseStanding(
  lease: Lease,
  received: Money,
  by: LocalDate,
  rounding: Rounding,
): LeaseStanding {
  const rents = rentsDue(lease, by, rounding);
  const due = sum(
    rents.map(({ amount }) => amount),
    received.currency,
  );
  let left = received;
  const unpaid = rents.find(({ amount }) => {
    const paid = lesser(amount, left);
    left = subtract(left, paid);
    return paid.minor < amount.minor;
  });
  return {
    due,
    received,
    open: atLeastZero(subtract(due, received)),
    ahead: atLeastZero(subtract(received, due)),
    ...(unpaid && { openSince: unpaid.dueOn }),
  };
}

const later = (a: LocalDate, b: LocalDate): LocalDate => (compareDates(a, b) < 0 ? b : a);
const earlier = (a: LocalDate, b: LocalDate): LocalDate => (compareDates(a, b) < 0 ? a : b);
