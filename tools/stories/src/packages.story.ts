import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";

// A developer of a web page installs the packages from their tarballs and opens every door of
// them in a real browser.
const maker = fileURLToPath(new URL("../../packages/src/browser-pages.ts", import.meta.url));
let browser: Browser;
let pages: string;

beforeAll(async () => {
  pages = mkdtempSync(join(tmpdir(), "xinyi-package-pages-"));
  execFileSync(process.execPath, [maker, pages], { stdio: ["ignore", "ignore", "inherit"] });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(pages, { recursive: true, force: true });
});

test("every package loads from its tarball in a real browser", async () => {
  const files = readdirSync(pages);
  expect(files.length).toBeGreaterThan(8);
  const page = await browser.newPage();
  for (const file of files) {
    await page.goto(pathToFileURL(join(pages, file)).href);
    expect(await page.title(), file).toBe("loaded");
  }
});
