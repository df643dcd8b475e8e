import { unreachable } from "@xinyi/result";
import type { RollColumn, RollFault } from "./roll-fault.ts";

const titles: Readonly<Record<RollColumn, { readonly zh: string; readonly en: string }>> = {
  unit: { zh: "房号", en: "unit" },
  building: { zh: "楼栋", en: "building" },
  area: { zh: "面积", en: "area" },
  owner: { zh: "业主", en: "owner" },
  phone: { zh: "电话", en: "phone" },
  rate: { zh: "费率", en: "rate" },
};

/** What the 问题 column says of one fault, in Chinese and English, with what to do. */
export function faultInWords(fault: RollFault): string {
  const { zh, en } = wordsOf(fault);
  const column = fault.column === null ? undefined : titles[fault.column];
  return column === undefined ? `${zh} · ${en}` : `${column.zh}：${zh} · ${column.en}: ${en}`;
}

function wordsOf(fault: RollFault): { readonly zh: string; readonly en: string } {
  switch (fault.kind) {
    case "unclosed-quote":
      return { zh: "引号没有成对，请删去或补上", en: "a quotation mark is not closed" };
    case "wrong-column-count":
      return {
        zh: `应有 ${fault.expected} 列，实有 ${fault.given} 列`,
        en: `${fault.expected} columns expected, ${fault.given} given`,
      };
    case "duplicate-unit":
      return {
        zh: `与第 ${fault.firstLine} 行重复；共有人请写在同一格，用顿号隔开`,
        en: `already on line ${fault.firstLine}; write co-owners into one cell`,
      };
    case "missing":
      return { zh: "没有填写", en: "is missing" };
    case "formula":
      return { zh: "不能以 = + - @ 等公式符号开头", en: "must not begin like a formula" };
    case "too-long":
      return { zh: `超过 ${fault.limit} 个字`, en: `longer than ${fault.limit} characters` };
    case "not-a-number":
      return { zh: "不是数字", en: "is not a number" };
    case "not-positive":
      return { zh: "不能是零或负数", en: "must be more than nothing" };
    case "too-many-decimals":
      return {
        zh: `小数最多 ${fault.allowed} 位`,
        en: `at most ${fault.allowed} decimals`,
      };
    case "too-large":
      return { zh: `应小于 ${fault.limit}，请检查小数点`, en: `must be below ${fault.limit}` };
    case "bad-phone":
      return { zh: "不是电话号码", en: "is not a telephone number" };
    default:
      return unreachable(fault);
  }
}
