import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openBrowser } from "./browser.ts";
import {
  announced,
  chooseOwnPassword,
  confirm,
  go,
  heading,
  openConsole,
  signIn,
} from "./console.ts";
import { look, smallTargets } from "./look.ts";
import { tellInOrder } from "./order.ts";

const given = inject("cashiers").phone ?? "";
const own = "phone in hand 胜天 66";

describe("on a phone of 360 px", () => {
  let browser: Browser;
  let page: Page;
  let faults: readonly string[];

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, faults } = await openConsole(browser, { width: 360, height: 740 }));
  });
  afterAll(() => browser?.close());
  tellInOrder();

  const lookWithThumb = async (name: string) => {
    await look(page, name);
    expect(await smallTargets(page), `${name}: too small for a thumb`).toEqual([]);
  };

  test("signs in", async () => {
    await heading(page, "登录").waitFor();
    await lookWithThumb("40-phone-sign-in");
    await signIn(page, "phone", given);
    await heading(page, "请先设置新密码").waitFor();
    await lookWithThumb("41-phone-password");
    await chooseOwnPassword(page, given, own);
    await page.getByRole("link", { name: /胜天小区/ }).click();
    await page.getByText("账簿校验码").waitFor();
    await lookWithThumb("42-phone-overview");
    await page.getByRole("button", { name: "菜单" }).click();
    await lookWithThumb("43-phone-menu");
    await page.getByRole("button", { name: "菜单" }).click();
  });

  test.each([
    ["房屋名册", "1-1-101", "44-phone-roll"],
    ["出账单", "账单月份", "45-phone-billing"],
    ["银行对账单", "DEMO-2026-01", "46-phone-statements"],
    ["账簿", "查看分录 1", "47-phone-journal"],
    ["收支公示", "公示月份", "48-phone-notices"],
  ])("%s fits", async (screen, shown, name) => {
    await go(page, screen);
    await page.getByText(shown).first().waitFor();
    await lookWithThumb(name);
  });

  test("the postings of an entry unfold", async () => {
    await go(page, "账簿");
    await page.getByText("查看分录 2", { exact: true }).click();
    await page.locator("details[open]").getByText("上一条指纹").waitFor();
    await lookWithThumb("49-phone-entry");
  });

  test("matches a receipt with the thumb", async () => {
    await go(page, "银行流水");
    await page.getByText("待认领", { exact: true }).first().tap();
    await page.getByRole("link", { name: /^认领/ }).first().waitFor();
    await lookWithThumb("50-phone-lines");
    await page.getByRole("link", { name: /^认领/ }).first().tap();
    await heading(page, "认领这笔收款").waitFor();
    await page.getByRole("combobox", { name: "房屋" }).fill("2-1-302");
    await page.locator(".ant-select-item-option", { hasText: "2-1-302" }).tap();
    await page.getByLabel("依据").fill("业主来电核对");
    await lookWithThumb("51-phone-match");
    await page.getByRole("button", { name: "认领", exact: true }).tap();
    await page.getByRole("dialog").getByText("2-1-302").waitFor();
    await lookWithThumb("52-phone-question");
    await confirm(page, "确认入账");
    await announced(page, "已记到 2-1-302");
  });

  test("a session that ended elsewhere leads to the door, and back to the same screen", async () => {
    await go(page, "房屋名册");
    await page.context().clearCookies();
    await page.reload();
    await page.getByText("登录已失效").waitFor();
    await lookWithThumb("53-phone-session-ended");
    await signIn(page, "phone", own);
    await heading(page, "房屋名册").waitFor();
  });

  test("the browser met no fault on the way", () => {
    expect(faults).toEqual([]);
  });
});
