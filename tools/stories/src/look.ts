import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const shots = fileURLToPath(new URL("../../../.reports/screenshots/", import.meta.url));

/** Keeps a picture of the screen and holds it to what every screen owes its readers. */
export async function look(page: Page, name: string, smallestText = 14): Promise<void> {
  await page.screenshot({ path: `${shots}${name}.png`, fullPage: true, caret: "initial" });
  expect(await seriousFaults(page), `${name}: axe`).toEqual([]);
  expect(await smallTexts(page, smallestText), `${name}: text under ${smallestText} px`).toEqual(
    [],
  );
  expect(await sidewaysOverflow(page), `${name}: wider than the screen`).toBeLessThanOrEqual(0);
}

async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    type Violation = { id: string; impact: string; nodes: { html: string }[] };
    const checker = (window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } })
      .axe;
    const { violations } = await checker.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

function smallTexts(page: Page, smallest: number): Promise<readonly string[]> {
  return page.evaluate((limit) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (holder === null || node.textContent?.trim() === "") continue;
      if (["SCRIPT", "STYLE", "NOSCRIPT"].includes(holder.tagName)) continue;
      if (!holder.checkVisibility() || holder.closest("[aria-hidden=true]") !== null) continue;
      const size = Number.parseFloat(getComputedStyle(holder).fontSize);
      if (size < limit) found.push(`${size}px: ${node.textContent?.trim().slice(0, 40)}`);
    }
    return found;
  }, smallest);
}

function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** Everything a thumb must hit and cannot: under 44 px in height. */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const targets =
      "a, button, summary, select, .ant-input, .ant-select, .choice label, label[for]";
    return [...document.querySelectorAll<HTMLElement>(targets)]
      .filter((one) => one.checkVisibility() && !one.matches("label:not(.file-choice-button)"))
      .filter((one) => {
        const { width, height, bottom } = one.getBoundingClientRect();
        return width > 1 && bottom > 0 && height < 43.5;
      })
      .map((one) => `${one.getBoundingClientRect().height}px: ${one.outerHTML.slice(0, 120)}`);
  });
}
