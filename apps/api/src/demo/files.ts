import { formatAmount, negate } from "@xinyi/money";
import { stringify } from "csv-stringify/sync";
import type { DemoUnit } from "./households.ts";
import type { DemoPayee } from "./movements.ts";
import type { Booked } from "./statement-xml.ts";

/** What a debit on the statement was for, with the voucher that proves it. */
export interface DemoSpending {
  /** The bank's reference of the movement. */
  readonly ref: string;
  readonly paidOn: string;
  readonly amount: string;
  readonly head: string;
  readonly payee: DemoPayee;
  readonly purpose: string;
  readonly voucherNumber: string;
  readonly voucherFile: string;
  readonly voucherText: string;
}

const headings = ["楼栋", "房号", "面积", "业主", "电话", "费率", "备注"] as const;
const note = "演示数据";

/** The roll as an operator would upload it; opens as UTF-8 in a spreadsheet. */
export function rollCsv(units: readonly DemoUnit[]): string {
  return csv([headings, ...units.map(rollLine)]);
}

/** Rows that a roll reader must send back, each for another reason. */
export function faultyRollLines(units: readonly DemoUnit[]): readonly (readonly string[])[] {
  const [known] = units;
  return [
    [
      known?.building ?? "",
      known?.unit ?? "",
      known?.area ?? "",
      "癸演樟",
      "",
      "0.80",
      "重复的房号",
    ],
    ["9栋", "9-1-101", "0", "癸演樟", "", "0.80", "面积为零"],
    ["9栋", "9-1-102", "88.888", "癸演樟", "", "0.80", "面积三位小数"],
    ["9栋", "9-1-103", "88.88", "", "", "0.80", "没有业主"],
    ["9栋", "9-1-104", "88.88", "癸演樟", "12345", "0.80", "电话不对"],
    ["9栋", "9-1-105", "88.88", "=HYPERLINK(1)", "", "0.80", "公式"],
    ["9栋", "9-1-106", "88.88", "癸演樟", "", "0.80005", "费率五位小数"],
    ["9栋", "9-1-107", "88.88"],
  ];
}

/** The roll with faulty rows between the good ones. */
export function rollWithFaultsCsv(units: readonly DemoUnit[]): string {
  const faulty = faultyRollLines(units);
  const every = Math.trunc(units.length / faulty.length);
  const lines = units.flatMap((unit, at) => {
    const bad = (at + 1) % every === 0 ? faulty[(at + 1) / every - 1] : undefined;
    return bad === undefined ? [rollLine(unit)] : [rollLine(unit), bad];
  });
  return csv([headings, ...lines]);
}

/** Explains the debits of a month; vouchers are numbered in the order of payment. */
export function spendingsOf(month: string, movements: readonly Booked[]): readonly DemoSpending[] {
  const spendings: DemoSpending[] = [];
  for (const { ref, on, amount, story } of movements) {
    if (story.kind !== "spending") continue;
    const { head, payee, purpose } = story;
    const voucherNumber = `${month}-${String(spendings.length + 1).padStart(3, "0")}`;
    const paid = formatAmount(negate(amount));
    spendings.push({
      ref,
      paidOn: on,
      amount: paid,
      head,
      payee,
      purpose,
      voucherNumber,
      voucherFile: `vouchers/${voucherNumber}.txt`,
      voucherText: voucher(voucherNumber, on, payee.name, purpose, paid, ref),
    });
  }
  return spendings;
}

function voucher(
  number: string,
  on: string,
  payee: string,
  purpose: string,
  amount: string,
  ref: string,
): string {
  return `付款凭证（演示数据，公司为虚构）
凭证号：${number}
付款日期：${on}
收款方：${payee}
事由：${purpose}
金额：人民币 ${amount} 元
银行流水号：${ref}
`;
}

function rollLine(unit: DemoUnit): readonly string[] {
  return [unit.building, unit.unit, unit.area, unit.owner, unit.phone, unit.rate, note];
}

function csv(lines: readonly (readonly string[])[]): string {
  return stringify(lines as string[][], { bom: true, record_delimiter: "windows" });
}
