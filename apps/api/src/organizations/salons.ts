import {
  addDays,
  firstDayOf,
  type LocalDate,
  lastDayOf,
  monthOf,
  nextMonth,
  type YearMonth,
} from "@xinyi/calendar";

/** One month of the salon: held on these days, still to come, or missed. */
export interface SalonMonth {
  readonly month: YearMonth;
  readonly heldOn: readonly LocalDate[];
  readonly state: "held" | "missed" | "open";
}

/**
 * One salon a month is promised. A month that is over without one is missed; the running month is
 * open until its last day has passed.
 */
export function salonMonths(
  held: readonly LocalDate[],
  from: YearMonth,
  today: LocalDate,
): readonly SalonMonth[] {
  const months: SalonMonth[] = [];
  for (let month = from; month <= monthOf(today); month = nextMonth(month)) {
    const heldOn = held.filter((day) => monthOf(day) === month).sort();
    const isOver = today > lastDayOf(month);
    months.push({ month, heldOn, state: heldOn.length > 0 ? "held" : isOver ? "missed" : "open" });
  }
  return months;
}

/** The first month that is looked at: twelve back, or that of the first salon if later. */
export function salonsFrom(held: readonly LocalDate[], today: LocalDate): YearMonth {
  const first = [...held].sort()[0];
  let month = monthOf(today);
  for (let back = 0; back < 11; back += 1) month = monthOf(addDays(firstDayOf(month), -1));
  return first === undefined || monthOf(first) > month ? monthOf(first ?? today) : month;
}
