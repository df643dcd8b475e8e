import { dateInWords } from "./dates.ts";
import { figure, signedFigure } from "./figures.ts";
import type { NoticeSheet } from "./sheet.ts";

/** The one sum of a sheet: 上期余额 + 收入 − 支出 (± 冲销) = 期末余额, with its figures. */
export function equation({ total }: NoticeSheet): string {
  const parts = [
    `上期余额 ${figure(total.opening)}`,
    `+ 收入 ${figure(total.received)}`,
    `− 支出 ${figure(total.paid)}`,
    ...(total.reversed.minor === 0n ? [] : [`${signed(total.reversed)}（冲销）`]),
    ...(total.moved.minor === 0n ? [] : [`${signed(total.moved)}（基金间划转）`]),
    `= 期末余额 ${figure(total.closing)}`,
  ];
  return parts.join(" ");
}

const signed = (amount: NoticeSheet["total"]["moved"]): string =>
  signedFigure(amount).replace(/^([+−])/, "$1 ");

/** Ten lines by which anyone with a pencil can hold a sheet to itself, the bank and the vouchers. */
export function checkingSteps(sheet: NoticeSheet): readonly string[] {
  const { total, period } = sheet;
  return [
    "找出上一期公示：它的“期末余额”应当等于本期的“上期余额”。",
    `用铅笔算一遍：${equation(sheet)}（元）。`,
    `把“收入”各行的金额相加，应等于 ${figure(total.received)}。`,
    `把“支出”各行的金额相加，应等于 ${figure(total.paid)}；每个科目的各行相加，应等于科目的小计。`,
    `有几个基金的，把各基金的期末余额相加，应等于 ${figure(total.closing)}。`,
    `请业委会出示银行对账单：${dateInWords(period.to)}的余额应与“钱在哪里”一栏相同。`,
    "任选三笔支出，按凭证号要求看发票、合同和付款回单：收款方、金额、日期应与本表一致。",
    "自己交过的物业费，日期在本月的，应已算进“物业费”一行；没有算进去的，可能在“待核实收款”里，请打电话问。",
    "看到“冲销”，要求看原来那笔和冲销的凭证：两笔金额相同，方向相反。",
    "扫二维码或输入验证码，网页上的数字应与这张纸相同；网页写明“已更正”的，以新的公示为准。",
  ];
}
