import { PDFiumLibrary } from "@hyzyla/pdfium";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { caller } from "./caller.ts";
import { announced, chooseOwnPassword, heading, openConsole, signIn } from "./console.ts";
import { look, smallTargets } from "./look.ts";
import { tellInOrder } from "./order.ts";
import { adminPassword } from "./people.ts";

const own = "street looks first 胜天 9";

describe("the street's first screen", () => {
  let browser: Browser;
  let page: Page;
  let faults: readonly string[];
  let given = "";

  beforeAll(async () => {
    const admin = caller();
    const body = { username: "admin", password: adminPassword };
    const { districts } = await admin("POST", "/api/session", body);
    const { districtId } = inject("demo");
    expect(districts[0].districtId).toBe(districtId);
    const wanted = { username: "street", personName: "街道干部", roleId: "street-officer" };
    const added = await admin("POST", `/api/districts/${districtId}/officers`, wanted);
    given = added.oneTimePassword;
    browser = await openBrowser();
    ({ page, faults } = await openConsole(browser, { width: 1280, height: 900 }));
  });
  afterAll(() => browser?.close());
  tellInOrder();

  test("a street officer lands on what is worst, each a sentence with a date", async () => {
    await signIn(page, "street", given);
    await chooseOwnPassword(page, given, own);
    await heading(page, "今天先看").waitFor();
    const lines = page.locator(".watch-lines li");
    await lines.first().waitFor();
    expect(await lines.count()).toBeLessThanOrEqual(12);
    expect(await lines.first().textContent()).toMatch(/\d+年\d+月\d+日.*\d+ 天/);
    await look(page, "80-watch");
  });

  test("one click leads to the thing", async () => {
    await page.locator(".watch-lines a").first().click();
    await page.waitForURL(/\/estates\/[\w-]+\/[\w-]+\/\w+/);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.goBack();
    await heading(page, "今天先看").waitFor();
  });

  test("it prints on one A4 sheet", async () => {
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const library = await PDFiumLibrary.init();
    const document = await library.loadDocument(pdf);
    expect(document.getPageCount()).toBe(1);
    document.destroy();
    library.destroy();
  });

  test("it fits a phone", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await look(page, "81-watch-phone");
    expect(await smallTargets(page)).toEqual([]);
  });

  test("the administrator moves a bar, and the line is gone", async () => {
    const admin = await openConsole(browser, { width: 1280, height: 900 });
    await signIn(admin.page, "admin", adminPassword);
    await heading(admin.page, "选择小区").waitFor();
    await admin.page.goto(
      `${inject("address")}/admin/districts/${inject("demo").districtId}/watch`,
    );
    await admin.page.getByText("银行流水共").first().waitFor();
    await admin.page.getByText("调整界限").click();
    await admin.page.getByRole("combobox", { name: "哪一项" }).click();
    await admin.page.locator(".ant-select-item-option").filter({ hasText: "银行流水" }).click();
    await admin.page.getByLabel(/新的天数/).fill("999");
    await admin.page.getByRole("button", { name: "保存界限" }).click();
    await announced(admin.page, "界限已保存");
    await expect.poll(() => admin.page.getByText("银行流水共").count()).toBe(0);
    await look(admin.page, "82-watch-bars");
    expect(admin.faults).toEqual([]);
  });

  test("the browser met no fault on the way", () => {
    expect(faults).toEqual([]);
  });
});
