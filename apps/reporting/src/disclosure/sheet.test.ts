import { formatAmount, type Money } from "@xinyi/money";
import { describe, expect, test } from "vitest";
import { facts, secrets } from "../fixtures/facts.ts";
import { percentage } from "./figures.ts";
import { noticeSheet } from "./sheet.ts";

const madeAt = "2026-02-03T02:15:00Z";
const sheet = noticeSheet(facts, madeAt);
const amounts = (lines: readonly { amount: Money }[]) =>
  lines.map(({ amount }) => formatAmount(amount));

describe("a month's notice", () => {
  test("leads from the opening to the closing balance", () => {
    const { opening, received, paid, reversed, closing } = sheet.total;
    expect([opening, received, paid, reversed, closing].map(formatAmount)).toEqual([
      "19250.00",
      "4792.63",
      "4595.06",
      "215.79",
      "19663.36",
    ]);
  });

  test("tells the sources of income, households together", () => {
    expect(sheet.income.map(({ title, count }) => [title.zh, count])).toEqual([
      ["物业费", 24],
      ["待核实收款（还不知道是哪一户付的）", 1],
      ["公共收益：电梯广告", 1],
      ["利息收入", 1],
    ]);
    expect(amounts(sheet.income)).toEqual(["3455.25", "134.21", "1200.00", "3.17"]);
  });

  test("tells every payment under its head, expenses before what went back to households", () => {
    expect(sheet.spending.map(({ title, total }) => [title.zh, formatAmount(total)])).toEqual([
      ["共用部位共用设施日常运行维护费用", "486.35"],
      ["清洁卫生费用", "2600.00"],
      ["绿化养护费用", "350.00"],
      ["办公费用", "38.50"],
      ["维修费用", "980.00"],
      ["银行手续费", "6.00"],
      ["预收物业费", "134.21"],
    ]);
    expect(sheet.spending[4]?.payments).toMatchObject([
      { on: "2026-01-12", payee: "简阳市安达电梯有限公司", vouchers: ["2026-记-006"] },
      { on: "2026-01-26", payee: "五金店" },
    ]);
  });

  test("shows reversals as such, with the payment they took back", () => {
    expect(sheet.reversals.map(({ text }) => text)).toEqual([
      "冲销1月15日的付款：三星镇绿源园艺店，补种绿化苗木（凭证 2026-记-007）",
      "冲销1月9日的一笔物业费",
    ]);
    expect(amounts(sheet.reversals)).toEqual(["350.00", "-134.21"]);
    expect(sheet.spending[2]?.payments[0]?.isReversed).toBe(true);
  });

  test("says where the money lies", () => {
    expect(sheet.places.map(({ title, amount }) => [title.zh, formatAmount(amount)])).toEqual([
      ["备用金", "461.50"],
      ["信托专户存款", "19201.86"],
    ]);
  });

  test("gives the collection rate with both its numbers; an older debt is paid first", () => {
    expect(formatAmount(sheet.fee.billed)).toBe("4026.30");
    // 21 whole payments that stand, one more from a year's advance, and 50.00 of 100.00.
    expect(formatAmount(sheet.fee.collected)).toBe("3002.62");
    expect([sheet.fee.unitsBilled, sheet.fee.unitsPaid]).toEqual([30, 22]);
    expect(percentage(sheet.fee)).toBe("74.57%");
    expect(formatAmount(sheet.owed)).toBe("1157.89");
  });

  test("says what is not verified, and that its address is only a local one", () => {
    const notes = sheet.notes.join("\n");
    expect(notes).toContain("公示期天数为本系统默认值");
    expect(notes).toContain("只在本机使用");
    expect(notes).toContain("134.21 元收款还不知道是哪一户付的");
    const public_ = { ...facts, notice: facts.notice && { ...facts.notice, isLocalUrl: false } };
    expect(noticeSheet(public_, madeAt).notes.join("\n")).not.toContain("只在本机使用");
  });

  test("knows no household, though the facts do", () => {
    const everything = (value: unknown) =>
      JSON.stringify(value, (_, one) => (typeof one === "bigint" ? String(one) : one));
    for (const secret of secrets) {
      expect(everything(facts)).toContain(secret);
      expect(everything(sheet)).not.toContain(secret);
    }
  });

  test("keeps a building in a purpose, and leaves out a flat", () => {
    const purposes = sheet.spending[4]?.payments.map(({ purpose }) => purpose);
    expect(purposes).toEqual(["3栋2单元电梯门机更换", "（原文含门牌号，公示时隐去）"]);
  });

  test("is a draft where no notice was asked for", () => {
    expect(noticeSheet({ ...facts, notice: null }, madeAt).issue).toEqual({ kind: "draft" });
  });

  test("a month in which nothing happened keeps its balance", () => {
    const still = noticeSheet({ ...facts, entries: [] }, madeAt);
    expect(formatAmount(still.total.closing)).toBe("19250.00");
    expect(percentage(still.fee)).toBe("—");
  });
});

test("a balance brought in when the book began is not taken for income of the month", () => {
  const begun = structuredClone(facts);
  const [first] = begun.entries;
  if (!first) throw new Error("no entry in the fixture");
  begun.entries.push({
    ...first,
    id: `${first.id.slice(0, -3)}800`,
    postings: [
      { ...first.postings[0]!, account: "assets:bank:trust", sub: null },
      { ...first.postings[1]!, account: "equity:fund:ordinary", sub: null },
    ],
  });
  expect(noticeSheet(begun, madeAt).notes[1]).toBe(
    "收入中有 134.21 元是建账时转入的原有余额，不是本月新收的钱。",
  );
});
