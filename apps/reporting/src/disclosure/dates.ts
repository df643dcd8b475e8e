import type { Instant, LocalDate, Period, YearMonth } from "@xinyi/calendar";

/** 2026年1月 */
export function monthInWords(month: YearMonth): string {
  const [year, number] = month.split("-");
  return `${year}年${Number(number)}月`;
}

/** 2026年1月31日 */
export function dateInWords(date: LocalDate): string {
  const [year, month, day] = date.split("-");
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** 1月31日, where the year is plain from the sheet's head. */
export function dayInWords(date: LocalDate): string {
  const [, month, day] = date.split("-");
  return `${Number(month)}月${Number(day)}日`;
}

export function periodInWords({ from, to }: Period): string {
  return `${dateInWords(from)}至${dateInWords(to)}`;
}

/** An instant as clocks of the estate's zone show it: 2026-02-03 10:15. */
export function clockTime(at: Instant, zone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  });
  return format.format(new Date(at));
}
