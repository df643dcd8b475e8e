import type { Browser, Locator, Page } from "playwright-core";
import { expect, inject } from "vitest";

/** The console in a browser of its own, with every message of the browser that tells of a fault. */
export async function openConsole(
  browser: Browser,
  viewport: { readonly width: number; readonly height: number },
  address: string = inject("address"),
): Promise<{ readonly page: Page; readonly faults: readonly string[] }> {
  const context = await browser.newContext({
    viewport,
    hasTouch: viewport.width < 500,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    // A refusal is an answer with a status above 400: the browser reports each as an error.
    const isRefusal = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !isRefusal) faults.push(message.text());
  });
  await page.goto(`${address}/admin/`);
  return { page, faults };
}

export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel("用户名").fill(username);
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

export async function chooseOwnPassword(page: Page, given: string, own: string): Promise<void> {
  await heading(page, "请先设置新密码").waitFor();
  await page.getByLabel("现在的密码").fill(given);
  await page.getByLabel("新密码", { exact: true }).fill(own);
  await page.getByLabel("再输入一次新密码").fill(own);
  await page.getByRole("button", { name: "保存新密码" }).click();
}

export function heading(page: Page, name: string): Locator {
  return page.getByRole("heading", { name, level: 1, exact: true });
}

/** Goes to another screen by the main navigation. */
export async function go(page: Page, screen: string): Promise<void> {
  await openMenu(page);
  await page.getByRole("navigation").getByRole("link", { name: screen, exact: true }).click();
  await heading(page, screen).waitFor();
}

/** Unfolds the ways through the console, where the screen is so narrow that they are folded. */
export async function openMenu(page: Page): Promise<void> {
  // The button is there on every screen, once there is a frame; a wide one does not show it.
  const menu = page.locator(".menu-button");
  await menu.waitFor({ state: "attached" });
  if (await menu.isVisible()) await menu.click();
}

/** What the console announced: it is read out, and it has the focus. */
export async function announced(page: Page, words: string | RegExp): Promise<Locator> {
  const box = page.locator(".announcement").filter({ hasText: words }).last();
  await box.waitFor();
  await expect.poll(() => box.evaluate((one) => one === document.activeElement)).toBe(true);
  return box;
}

export async function confirm(page: Page, button: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await dialog.getByRole("button", { name: button }).click();
}

/** Sends a file through the form whose file field has this label. */
export async function upload(
  page: Page,
  label: string | RegExp,
  file: string | { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await page.getByLabel(label).setInputFiles(file);
  await page.getByRole("button", { name: "导入", exact: true }).click();
}

export async function textOf(place: Locator): Promise<string> {
  return (await place.textContent()) ?? "";
}
