import { dateInWords } from "../disclosure/dates.ts";
import { plainText } from "../formats/plain-text.ts";
import type { Estimate, RateFacts } from "./facts.ts";

/** One share in words: never without its counts, nor without what so few cases leave open. */
export interface RateText {
  readonly percent: string;
  readonly counts: string;
  readonly interval: string;
}

export interface RateRow {
  readonly zh: string;
  readonly en: string;
  readonly cases: number;
  readonly response: RateText | undefined;
  readonly resolution: RateText | undefined;
  readonly satisfaction: RateText | undefined;
}

/** Everything the sheet says, made once for page, print and table. */
export interface RateSheet {
  readonly titleZh: string;
  readonly titleEn: string;
  readonly periodZh: string;
  readonly period: string;
  readonly asOf: string;
  readonly whole: RateRow;
  readonly units: readonly RateRow[];
  readonly notesZh: readonly string[];
  readonly notesEn: readonly string[];
}

export const heads = [
  ["牵头单位", "Leading unit"],
  ["件数", "Cases"],
  ["响应率", "Response"],
  ["解决率", "Resolution"],
  ["满意率", "Satisfaction"],
] as const;

export function rateSheet(facts: RateFacts): RateSheet {
  const place = [facts.districtName, facts.estateName].filter((one) => one !== null).map(plainText);
  const { unclocked } = facts;
  return {
    titleZh: `${place.join(" ")} 诉求办理统计`,
    titleEn: "Complaints: response, resolution, satisfaction",
    periodZh: `${dateInWords(facts.from)}至${dateInWords(facts.to)}收到的诉求`,
    period: `${facts.from} – ${facts.to}`,
    asOf: new Date(facts.asOf).toLocaleString("zh-CN", { timeZone: facts.zone, hour12: false }),
    whole: row("合计", "All units", facts.whole),
    units: facts.units.map(({ unit, ...rates }) =>
      row(plainText(unit.titleZh), plainText(unit.titleEn), rates),
    ),
    notesZh: [
      "响应率：已答复或已逾期的诉求中，首次答复不晚于应办结日的比例。",
      "解决率：已办结或被退回的诉求中，一次办结、没有退回重办的比例。",
      "满意率：已评价的诉求中，评价满意的比例。承办单位不参加回访。",
      "括号里是件数。区间是 95% 的精确可信区间：件数越少，区间越宽，比较时要看区间。",
      ...(unclocked > 0 ? [`另有 ${unclocked} 件的时限超出已公布的放假安排，没有计入。`] : []),
    ],
    notesEn: [
      "Response: of the cases answered or overdue, those answered first by their due day.",
      "Resolution: of the cases closed or sent back, those closed and never sent back.",
      "Satisfaction: of the cases rated, those rated satisfied. Who handles a case never calls back.",
      "Counts stand in brackets. Intervals are exact at 95 %: the fewer the cases, the wider.",
      ...(unclocked > 0
        ? [`${unclocked} more lie past the published calendar and are left out.`]
        : []),
    ],
  };
}

function row(zh: string, en: string, rates: RateFacts["whole"]): RateRow {
  return {
    zh,
    en,
    cases: rates.cases,
    response: rateText(rates.response),
    resolution: rateText(rates.resolution),
    satisfaction: rateText(rates.satisfaction),
  };
}

function rateText({ part, whole, rate, low, high }: Estimate): RateText | undefined {
  if (rate === null || low === null || high === null) return undefined;
  return {
    percent: `${tenths(Math.round(tenThousandths(rate) / 10))}%`,
    counts: `${part}/${whole}`,
    // Bounds are rounded outwards: what is printed never promises more than was reckoned.
    interval: `${tenths(Math.floor(tenThousandths(low) / 10))}–${tenths(Math.ceil(tenThousandths(high) / 10))}%`,
  };
}

const tenThousandths = (share: string): number => Number(share.replace(".", ""));
const tenths = (thousandths: number): string =>
  `${Math.trunc(thousandths / 10)}.${thousandths % 10}`;
