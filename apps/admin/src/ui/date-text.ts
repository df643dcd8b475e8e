import type { Language } from "../text/texts.ts";

const english = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
];

/** "2026-05-03" → "2026年5月3日" or "3 May 2026", digit by digit: a civil date has no zone. */
export function dateText(date: string, language: Language): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (year === undefined || month === undefined || day === undefined) return date;
  return language === "zh"
    ? `${year}年${bare(month)}月${bare(day)}日`
    : `${bare(day)} ${english[Number(month) - 1] ?? month} ${year}`;
}

/** "2026-05" → "2026年5月" or "May 2026". */
export function monthText(month: string, language: Language): string {
  const [, year, number] = /^(\d{4})-(\d{2})$/.exec(month) ?? [];
  if (year === undefined || number === undefined) return month;
  return language === "zh"
    ? `${year}年${bare(number)}月`
    : `${english[Number(number) - 1] ?? number} ${year}`;
}

/** An instant as the clock on the estate's wall shows it. */
export function momentText(instant: string, zone: string, language: Language): string {
  return new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
    timeZone: zone,
    year: "numeric",
    month: language === "zh" ? "numeric" : "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(instant));
}

function bare(digits: string): string {
  return digits.replace(/^0/, "");
}
