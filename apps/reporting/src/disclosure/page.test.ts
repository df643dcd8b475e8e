import { formatAmount, parseAmount, sum } from "@xinyi/money";
import { describe, expect, test } from "vitest";
import { estate, facts, notices, secrets } from "../fixtures/facts.ts";
import { estateCard, estatePage } from "./estate-page.ts";
import { noticePage } from "./page.ts";
import { noticeSheet } from "./sheet.ts";

const madeAt = "2026-02-03T02:15:00Z";
const sheet = noticeSheet(facts, madeAt);
const page = noticePage(sheet);

/** The text between a heading and the next one. */
function section(name: string): string {
  const start = page.indexOf(`<h2>${name}`);
  expect(start).toBeGreaterThan(0);
  return page.slice(start, page.indexOf("</section>", start));
}

/** What the bold amounts of a part of the page come to. */
function total(part: string): string {
  const amounts = [...part.matchAll(/<b>([\d,]+\.\d\d) 元<\/b>/g)].map(([, amount = ""]) => {
    const read = parseAmount(amount.replaceAll(",", ""), "CNY");
    if (!read.ok) throw new Error(amount);
    return read.value;
  });
  return formatAmount(sum(amounts, "CNY"));
}

describe("the resident's page", () => {
  test("runs nothing and loads nothing", () => {
    expect(page).not.toMatch(/<(script|link|img|iframe|object|form)\b/i);
    expect(page).not.toMatch(/\son\w+=|javascript:|@import|url\(/i);
    const addresses = [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses).toEqual([
      "tel:02827000000",
      "/n/482913305571.pdf",
      `/e/${estate.id}`,
      "/n/118204467390",
    ]);
  });

  test("is Chinese, in text of 18 points or more, with a place for its state", () => {
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain("<main><!--state-->");
    expect(page.match(/<!--state-->/g)).toHaveLength(1);
    const screen = page.slice(0, page.indexOf("@media print"));
    const sizes = [...screen.matchAll(/font(?:-size)?:\s*(?:clamp\()?([\d.]+)(px|em)/g)];
    expect(sizes.length).toBeGreaterThan(5);
    for (const [, size, unit] of sizes) {
      expect(Number(size)).toBeGreaterThanOrEqual(unit === "px" ? 24 : 1);
    }
  });

  test("begins with what is there, what came in and what went out", () => {
    const figures = page.slice(page.indexOf("<dl"), page.indexOf("</dl>"));
    expect(
      figures
        .replace(/<[^>]*>/g, "")
        .trim()
        .split("\n"),
    ).toEqual(["2026年1月31日账户里有19,663.36 元", "本月收到4,792.63 元", "本月花出4,595.06 元"]);
    expect(page.indexOf("<dl")).toBeLessThan(page.indexOf("<h2"));
  });

  test("tells every payment in one sentence", () => {
    expect(section("支出")).toContain(
      "<li>1月12日，付给简阳市安达电梯有限公司 <b>860.00 元</b>，用于3栋2单元电梯门机更换，凭证号 2026-记-006。</li>",
    );
    expect(section("支出")).toContain("1月28日，付给住户（不公示姓名）");
  });

  test("adds up: the sentences to what went out, the sources to what came in", () => {
    const sentences = section("支出").replace(/<h3>.*?<\/h3>/g, "");
    expect(total(sentences)).toBe("4595.06");
    expect(total(section("支出"))).toBe("9190.12");
    expect(total(section("收入"))).toBe("4792.63");
    expect(page).toContain(
      "上期余额 19,250.00 + 收入 4,792.63 − 支出 4,595.06 + 215.79（冲销） = 期末余额 19,663.36",
    );
  });

  test("names nobody of the households", () => {
    for (const secret of secrets) expect(page).not.toContain(secret);
  });

  test("takes whatever people wrote for text", () => {
    const hostile = structuredClone(facts);
    const spending = hostile.entries.find(({ spending }) => spending !== null)?.spending;
    if (!spending) throw new Error("no payment in the fixture");
    spending.payee = "<script>alert(1)</script>\u202Ecod";
    spending.purpose = "<!--state-->\" onclick='x' \u0000";
    const written = noticePage(noticeSheet(hostile, madeAt));
    expect(written).not.toMatch(/<script/);
    expect(written).not.toContain("\u202E");
    expect(written.match(/<!--state-->/g)).toHaveLength(1);
    expect(written).toContain("&lt;script&gt;alert(1)&lt;/script&gt;cod");
  });

  test("a draft says so and has neither code nor print", () => {
    const draft = noticePage(noticeSheet({ ...facts, notice: null }, madeAt));
    expect(draft).toContain("草稿");
    expect(draft).not.toContain("/n/");
  });
});

describe("an estate's page", () => {
  const written = estatePage(estate, notices, facts.notice?.id ?? "", madeAt);

  test("lists months newest first, replaced versions below, and no notice that failed", () => {
    const codes = [...written.matchAll(/\/n\/(\d+)/g)].map(([, code]) => code);
    expect(codes).toEqual(["482913305571", "118204467390", "300011112222"]);
    expect(written).not.toMatch(/<(script|link|img)\b/);
  });

  test("has a card the server lists it by", () => {
    expect(JSON.parse(estateCard(estate))).toEqual({
      id: estate.id,
      name: "胜天小区",
      communityName: "三星社区",
      districtName: "三星镇",
    });
  });
});
