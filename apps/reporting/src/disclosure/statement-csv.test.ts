import { formatAmount, parseAmount, subtract, sum } from "@xinyi/money";
import { expect, test } from "vitest";
import { facts, secrets } from "../fixtures/facts.ts";
import { noticeSheet } from "./sheet.ts";
import { statementCsv } from "./statement-csv.ts";

const madeAt = "2026-02-03T02:15:00Z";
const csv = statementCsv(noticeSheet(facts, madeAt));
const rows = csv.trimEnd().split("\r\n");

const amountsIn = (column: number) =>
  rows.slice(1, -1).flatMap((row) => {
    const text = row.split(",")[column];
    if (!text) return [];
    const read = parseAmount(text, "CNY");
    if (!read.ok) throw new Error(text);
    return [read.value];
  });

test("the statement is a table that spreadsheets take for Chinese", () => {
  expect(rows[0]).toBe("\uFEFF类别,日期,基金,来源或科目,收款方,用途或事项,凭证号,增加,减少");
  expect(rows[1]).toBe("期初余额,2026-01-01,,,,,,19250.00,");
  expect(rows).toContain(
    "支出,2026-01-12,物业费基金,维修费用,简阳市安达电梯有限公司,3栋2单元电梯门机更换,2026-记-006,,860.00",
  );
  expect(rows.at(-1)).toBe("期末余额,2026-01-31,,,,,,19663.36,");
});

test("increases less decreases make the closing balance", () => {
  const closing = subtract(sum(amountsIn(7), "CNY"), sum(amountsIn(8), "CNY"));
  expect(formatAmount(closing)).toBe("19663.36");
});

test("names nobody of the households", () => {
  for (const secret of secrets) expect(csv).not.toContain(secret);
});

test.each(["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "＝1", " =1"])(
  "a payee of %j is text to a spreadsheet",
  (payee) => {
    const hostile = structuredClone(facts);
    const spending = hostile.entries.find(({ spending }) => spending !== null)?.spending;
    if (!spending) throw new Error("no payment in the fixture");
    spending.payee = payee;
    const written = statementCsv(noticeSheet(hostile, madeAt));
    expect(written).toContain(`,'${payee.trim()},`);
    expect(written).not.toMatch(/[,\n]"?\s*[=+@＝]/);
  },
);
