import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { answersIn } from "./demo-files.ts";
import { look } from "./look.ts";
import { tellInOrder } from "./order.ts";
import { administratorAt, adminPassword } from "./people.ts";

/** 18 pt, the smallest text on a page made for the old. */
const eighteenPoints = 24;
const march = answersIn(inject("files")).find(({ month }) => month === "2026-03");

describe("a resident reads the notice, without JavaScript", () => {
  let browser: Browser;
  let page: Page;
  let pageUrl = "";

  beforeAll(async () => {
    browser = await openBrowser();
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 740 },
      locale: "zh-CN",
    });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
  });
  afterAll(() => browser?.close());
  tellInOrder();

  test("the demo's notice of March is published", async () => {
    const { client, place } = await administratorAt(inject("address"), adminPassword);
    const published = async () => {
      const { data } = await client.GET("/api/districts/{districtId}/estates/{estateId}/notices", {
        params: { path: inject("demo") ?? place },
      });
      const notice = data?.notices.find(
        ({ month, state }) => month === "2026-03" && state === "published",
      );
      pageUrl = notice?.pageUrl ?? "";
      return pageUrl;
    };
    await expect.poll(published, { timeout: 60_000, interval: 500 }).not.toBe("");
  });

  test("it says in its first lines what is there, what came and what went", async () => {
    await page.goto(pageUrl);
    const words = await page.locator("main, body").first().textContent();
    for (const amount of [march?.closing, march?.in, march?.out]) {
      expect(words?.replaceAll(",", "")).toContain(amount);
    }
  });

  test("its text is large, its page is one column, and nothing serious stands in the way", async () => {
    // The checks themselves are scripts; the page they look at is the same.
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const checked = await context.newPage();
    await checked.goto(pageUrl);
    await look(checked, "60-notice-phone", eighteenPoints);
    await checked.setViewportSize({ width: 1280, height: 900 });
    await look(checked, "61-notice", eighteenPoints);
    await context.close();
  });

  test("it runs no script and names no resident", async () => {
    expect(await page.locator("script").count()).toBe(0);
    const words = (await page.locator("body").textContent()) ?? "";
    // The demo's owners all have 演 in the middle of their names.
    expect(words).not.toMatch(/[甲乙丙丁戊己庚辛壬癸]演./);
  });
});
