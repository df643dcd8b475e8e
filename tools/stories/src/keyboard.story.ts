import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { announced, heading, openConsole, textOf } from "./console.ts";
import { look } from "./look.ts";
import { tellInOrder } from "./order.ts";

const files = inject("files");
const given = inject("cashiers").keyboard ?? "";
const own = "keyboard alone 胜天 88";

describe("the same with the keyboard alone", () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page } = await openConsole(browser, { width: 1280, height: 900 }));
    // The browser hands its file dialog over from the first listener on and takes it back after the
    // last. One that stays means that no key can come before the handing over.
    page.on("filechooser", () => {});
  });
  afterAll(() => browser?.close());
  tellInOrder();

  /** Presses Tab until the place has the focus, and holds that the focus can be seen there. */
  async function tabTo(place: Locator): Promise<void> {
    await place.waitFor();
    for (let presses = 0; presses < 250; presses += 1) {
      if (await place.evaluate((one) => one === document.activeElement)) {
        expect(await hasVisibleFocus(place), "the focus can be seen").toBe(true);
        return;
      }
      await page.keyboard.press("Tab");
    }
    throw new Error(`the Tab key does not lead to ${place}`);
  }

  async function typeInto(label: string | RegExp, text: string): Promise<void> {
    await tabTo(page.getByLabel(label, { exact: true }));
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
  }

  async function press(button: string | RegExp): Promise<void> {
    await tabTo(page.getByRole("button", { name: button, exact: true }));
    await page.keyboard.press("Enter");
  }

  async function go(screen: string): Promise<void> {
    await tabTo(page.getByRole("navigation").getByRole("link", { name: screen, exact: true }));
    await page.keyboard.press("Enter");
    const title = heading(page, screen);
    await title.waitFor();
    // Reading goes on at the new screen's heading.
    await expect.poll(() => title.evaluate((one) => one === document.activeElement)).toBe(true);
  }

  async function chooseFile(label: string | RegExp, file: string): Promise<void> {
    await tabTo(page.getByLabel(label));
    const chooser = page.waitForEvent("filechooser");
    await page.keyboard.press("Space");
    await (await chooser).setFiles(file);
  }

  test("signs in and chooses a password of their own", async () => {
    await heading(page, "登录").waitFor();
    await typeInto("用户名", "keyboard");
    await typeInto("密码", given);
    await page.keyboard.press("Enter");
    await heading(page, "请先设置新密码").waitFor();
    await typeInto("现在的密码", given);
    await typeInto("新密码", own);
    await typeInto("再输入一次新密码", own);
    await page.keyboard.press("Enter");
    await tabTo(page.getByRole("link", { name: /胜天小区/ }));
    await page.keyboard.press("Enter");
    await heading(page, "概览").waitFor();
  });

  test("skips the menu, and walks a filter with the arrow keys", async () => {
    await page.reload();
    await heading(page, "概览").waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("跳到正文");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
    const all = page.getByRole("radio", { name: "全部" });
    await tabTo(all);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.getByRole("radio", { name: "已缴清" }).isChecked()).toBe(true);
  });

  test("takes in the roll and bills a month", async () => {
    await page.reload();
    await go("房屋名册");
    await chooseFile(/名册文件/, join(files, "roll.csv"));
    await typeInto("生效日期", "01012026");
    await press("导入");
    await announced(page, "没有变化 120 户");
    await go("出账单");
    await press("试算");
    await page.getByRole("button", { name: "按试算结果入账" }).waitFor();
    await press("按试算结果入账");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    const trigger = page.getByRole("button", { name: "按试算结果入账", exact: true });
    await expect.poll(() => trigger.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await dialog.waitFor();
    await press("确认生成");
    const result = await announced(page, "账单已入账");
    expect(await textOf(result)).toContain("120 笔");
  });

  test("gives the statement again and matches a receipt to its unit", async () => {
    await go("银行对账单");
    await chooseFile(/对账单文件/, join(files, "camt053-2026-01.xml"));
    await press("导入");
    await announced(page, "没有新增记录");
    await go("银行流水");
    await tabTo(page.getByRole("radio", { name: "全部" }));
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.getByRole("radio", { name: "待认领" }).isChecked()).toBe(true);
    await tabTo(page.getByRole("link", { name: /^认领/ }).first());
    await page.keyboard.press("Enter");
    await heading(page, "认领这笔收款").waitFor();
    await tabTo(page.getByRole("combobox", { name: "房屋" }));
    await page.keyboard.type("1-1-301");
    await page.locator(".ant-select-item-option-active", { hasText: "1-1-301" }).waitFor();
    await page.keyboard.press("Enter");
    await typeInto("依据", "业主来电核对");
    await press("认领");
    await page.getByRole("dialog").waitFor();
    await look(page, "30-keyboard-question");
    await press("确认入账");
    await announced(page, "已记到 1-1-301");
  });

  test("verifies the book and publishes a notice", async () => {
    await go("账簿");
    await press("校验整本账");
    await announced(page, "账簿完整");
    await go("收支公示");
    await press("发布公示");
    await page.getByRole("dialog").waitFor();
    await press("确认发布");
    await announced(page, /公示第 \d+ 版已发布/);
    await press("退出登录");
    await heading(page, "登录").waitFor();
  });
});

/** An outline or a ring of shadow, on the focused element or on the box drawn around it. */
function hasVisibleFocus(place: Locator): Promise<boolean> {
  return place.evaluate((one) => {
    const boxes = [one, one.parentElement, one.closest(".ant-select"), one.nextElementSibling];
    return boxes.some((box) => {
      if (box === null) return false;
      const style = getComputedStyle(box);
      const isOutlined = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
      return isOutlined || style.boxShadow !== "none";
    });
  });
}
