import { formatAmount, type Money, negate } from "@xinyi/money";
import { stringify } from "csv-stringify/sync";
import type { NoticeSheet } from "./sheet.ts";

const heads = [
  "类别",
  "日期",
  "基金",
  "来源或科目",
  "收款方",
  "用途或事项",
  "凭证号",
  "增加",
  "减少",
];

type Row = readonly [
  kind: string,
  on: string,
  fund: string,
  title: string,
  payee: string,
  purpose: string,
  voucher: string,
  increase: string,
  decrease: string,
];

/**
 * The statement as a table for a spreadsheet: the opening balance, every line,
 * the closing balance. Increases less decreases of the rows above the last
 * make the last. Begins with a byte order mark, without which Excel takes the
 * Chinese for another encoding.
 */
export function statementCsv(sheet: NoticeSheet): string {
  const { period, total } = sheet;
  const rows: Row[] = [
    ["期初余额", period.from, "", "", "", "", "", ...change(total.opening)],
    ...sheet.income.map(
      ({ title, fund, count, amount }): Row => [
        "收入",
        "",
        fund.zh,
        title.zh,
        "",
        `${count}笔`,
        "",
        ...change(amount),
      ],
    ),
    ...sheet.spending.flatMap(({ title, payments }) =>
      payments.map(
        ({ on, fund, payee, purpose, vouchers, amount }): Row => [
          "支出",
          on,
          fund.zh,
          title.zh,
          payee ?? "住户",
          purpose ?? "",
          vouchers.join(" "),
          ...change(negate(amount)),
        ],
      ),
    ),
    ...sheet.reversals.map(
      ({ on, fund, text, amount }): Row => [
        "冲销",
        on,
        fund.zh,
        "",
        "",
        text,
        "",
        ...change(amount),
      ],
    ),
    ...sheet.moves.map(
      ({ on, fund, text, amount }): Row => [
        "划转",
        on,
        fund.zh,
        "",
        "",
        text,
        "",
        ...change(amount),
      ],
    ),
    ["期末余额", period.to, "", "", "", "", "", ...change(total.closing)],
  ];
  return `\uFEFF${stringify([heads, ...rows.map((row) => row.map(inert))], { record_delimiter: "\r\n" })}`;
}

function change(amount: Money): [increase: string, decrease: string] {
  return amount.minor < 0n ? ["", formatAmount(negate(amount))] : [formatAmount(amount), ""];
}

/** A cell that a spreadsheet would reckon as a formula is made text by a quote before it. */
function inert(cell: string): string {
  return /^[\s]*[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/.test(cell) ? `'${cell}` : cell;
}
