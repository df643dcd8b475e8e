import type { VerdictCondition } from "@xinyi/committee-voting";
import type { Title } from "../chart.ts";
import { grouped } from "../formats/plain-text.ts";
import { axisTitle, tallyTitle } from "./words.ts";

/** A condition of the law as a sentence: what is measured against what, with the law's own bar. */
export function conditionSentence(condition: VerdictCondition): Title {
  const { op, axis = "", tally = "", base, share, required = "—" } = condition;
  if (op === "consent") {
    return { zh: "受影响的人全部同意", en: "everyone affected consents" };
  }
  const what = { axis: axisTitle(axis), tally: tallyTitle(tally) };
  const zh = (rest: string): string => `${what.tally.zh}的${what.axis.zh}${rest}`;
  const en = (rest: string): string => `${what.axis.en} of ${what.tally.en} ${rest}`;
  const of = tallyTitle(base ?? "total");
  const part = share === undefined ? undefined : shareText(share);
  const bar = bars[op];
  if (bar !== undefined && part !== undefined) {
    return {
      zh: zh(`${bar.zh}${of.zh}的${part.zh}`),
      en: en(`${bar.en} ${part.en} of ${of.en}`),
    };
  }
  if (op === "outnumbers") {
    return { zh: zh(`多于${of.zh}的${what.axis.zh}`), en: en(`outnumber ${of.en}`) };
  }
  const least = grouped(required);
  return { zh: zh(`不少于 ${least} ${what.axis.unit}`), en: en(`at least ${least}`) };
}

const bars: Readonly<Record<string, Title>> = {
  atLeast: { zh: "达到", en: "at least" },
  moreThan: { zh: "超过", en: "more than" },
  atMost: { zh: "不超过", en: "at most" },
  lessThan: { zh: "少于", en: "less than" },
};

const numerals = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/** 三分之二; a share of larger numbers stays in digits. */
export function shareText([part, whole]: readonly [number, number]): Title {
  const en = `${part}/${whole}`;
  if (part === whole) return { zh: "全部", en: "all" };
  if (part === 1 && whole === 2) return { zh: "半数", en };
  const [top, below] = [numerals[part], numerals[whole]];
  return { zh: top && below ? `${below}分之${top}` : en, en };
}

/** What was asked, what was reached and how far it was off, as figures of the axis' unit. */
export function figuresOf(condition: VerdictCondition): {
  readonly required: string;
  readonly reached: string;
  readonly base: string;
  readonly off: string;
  readonly standing: string;
} {
  const { required, reached, baseAmount, shortfall, met, onBoundary, axis = "" } = condition;
  const { unit } = axisTitle(axis);
  const amount = (text: string | undefined): string =>
    text === undefined ? "—" : `${grouped(text)} ${unit}`.trim();
  const isCap = condition.op === "atMost" || condition.op === "lessThan";
  const off = isCap ? "超出" : "差";
  return {
    required: amount(required),
    reached: amount(reached),
    base: amount(baseAmount),
    off: met === false ? `${off} ${amount(shortfall)}` : "—",
    standing: `${met === undefined ? "不能判断" : met ? "达到" : "未达到"}${onBoundary ? "，正好在界线上" : ""}`,
  };
}
