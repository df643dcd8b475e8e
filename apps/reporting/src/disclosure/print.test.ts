import { describe, expect, test } from "vitest";
import { facts, secrets } from "../fixtures/facts.ts";
import { qrOf, type ReadPage, readPdf } from "../fixtures/read-pdf.ts";
import { mm, pdfOf } from "../formats/pdf.ts";
import { noticePrint } from "./print.ts";
import { noticeSheet } from "./sheet.ts";

const madeAt = "2026-02-03T02:15:00Z";

/** How far to the right anything is printed, in pixels of the reading at double size. */
function rightmostInk({ pixels, width, height }: ReadPage): number {
  for (let x = width - 1; x >= 0; x -= 1) {
    for (let y = 0; y < height; y += 1) {
      if ((pixels[(y * width + x) * 4] ?? 255) < 200) return x;
    }
  }
  return 0;
}

describe("the printed notice", async () => {
  const pdf = await pdfOf(noticePrint(noticeSheet(facts, madeAt)));
  const pages = await readPdf(pdf);
  const text = pages.map((page) => page.text).join("");

  test("is A4, and small enough for a message", () => {
    expect(pdf.length).toBeLessThan(300_000);
    for (const { size } of pages) {
      expect(size.originalWidth).toBeCloseTo(mm(210), 0);
      expect(size.originalHeight).toBeCloseTo(mm(297), 0);
    }
  });

  test("has its code lead to the notice's own page", () => {
    expect(pages[0] && qrOf(pages[0])).toBe("http://localhost:8080/n/482913305571");
    expect(text).toContain("482913305571");
  });

  test.each([
    "收支公示",
    "胜天小区2026年1月",
    "公示期2026年2月3日至2026年2月17日",
    "第2版，代替118204467390",
    "期末余额Closing19,663.36",
    "壹万玖仟陆佰陆拾叁元叁角陆分",
    "公共收益：电梯广告Commonincome:liftadvertising公共收益基金11,200.00",
    "1月12日简阳市安达电梯有限公司3栋2单元电梯门机更换2026-记-006860.00",
    "支出合计4,595.06",
    "冲销1月9日的一笔物业费物业费基金−134.21",
    "公共收益基金Commonincomefund7,250.001,200.000.00——8,450.00",
    "信托专户存款Trustbankaccount19,201.86",
    "收缴率=3,002.62÷4,026.30=74.57%",
    "只在本机使用",
    "上期余额19,250.00+收入4,792.63−支出4,595.06+215.79（冲销）=期末余额19,663.36",
    "10.扫二维码",
    "028-27000000",
    "复核人（业委会）",
    "盖章处",
    "账簿记到第68号分录，指纹9f2c4be11a07d355",
  ])("says %s", (words) => {
    expect(text).toContain(words);
  });

  test("numbers its pages", () => {
    for (const [index, page] of pages.entries()) {
      expect(page.text).toContain(`第${index + 1}页，共${pages.length}页`);
    }
  });

  test("names nobody of the households", () => {
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});

test("a long list keeps its head on every page and every line whole", async () => {
  const many = structuredClone(facts);
  const payment = many.entries.find(({ id }) => id === facts.entries[57]?.id);
  if (!payment) throw new Error("no payment in the fixture");
  many.entries = Array.from({ length: 120 }, (_, index) => ({
    ...structuredClone(payment),
    id: `${payment.id.slice(0, -4)}${String(5000 + index)}`,
    postings: payment.postings.map((line) => ({
      ...line,
      account: line.account.startsWith("expenses:") ? `expenses:line-${index % 9}` : line.account,
      amount: { ...line.amount, amount: line.amount.amount.replace("2600.00", "1.00") },
    })),
  }));
  const pages = await readPdf(await pdfOf(noticePrint(noticeSheet(many, madeAt))));
  const rows = pages.map(({ text }) => text.split("1月5日简阳市洁净保洁服务部").length - 1);
  expect(rows.reduce((all, some) => all + some)).toBe(120);
  for (const [index, { text }] of pages.entries()) {
    if ((rows[index] ?? 0) > 0) expect(text).toContain("付给谁Payee");
  }
});

test("no word of a cashier's pushes an amount off the sheet", async () => {
  const hostile = structuredClone(facts);
  for (const { spending } of hostile.entries) {
    if (spending === null) continue;
    spending.payee = "A".repeat(300);
    spending.purpose = "很长的用途".repeat(60);
    spending.voucherNumber = "V".repeat(60);
  }
  const pages = await readPdf(await pdfOf(noticePrint(noticeSheet(hostile, madeAt))));
  // A viewer reads only what lies on the page.
  const text = pages.map((page) => page.text).join("");
  for (const amount of ["2,600.00", "486.35", "860.00", "350.00", "120.00", "支出合计4,595.06"]) {
    expect(text).toContain(amount);
  }
  for (const page of pages) expect(rightmostInk(page)).toBeLessThan(mm(196) * 2);
});

test("no heading is left alone at the foot of a page", async () => {
  for (const more of [0, 3, 6, 9, 12]) {
    const longer = structuredClone(facts);
    const income = longer.entries.find(({ id }) => id === facts.entries[55]?.id);
    if (!income) throw new Error("no common income in the fixture");
    for (let kind = 0; kind < more; kind += 1) {
      longer.entries.push({
        ...income,
        id: `${income.id.slice(0, -4)}${6000 + kind}`,
        postings: income.postings.map((line) => ({ ...line, sub: line.sub && `kind-${kind}` })),
      });
    }
    for (const { text } of await readPdf(await pdfOf(noticePrint(noticeSheet(longer, madeAt))))) {
      // Behind the content a page's text has its running head, then its number.
      const content = text.replace(/(胜天小区2026年1月收支公示验证码\d+)?第\d页.*$/, "");
      expect(content).not.toMatch(
        /(linebyline|Reversals|Byfund|billedandcollected|Notes|pencil|Questions|2026-01-31)$/,
      );
    }
  }
});

test("a draft says so on the sheet and has no code to scan", async () => {
  const pages = await readPdf(
    await pdfOf(noticePrint(noticeSheet({ ...facts, notice: null }, madeAt))),
  );
  expect(pages[0]?.text).toContain("草稿");
  expect(pages[0] && qrOf(pages[0])).toBeUndefined();
});
