import type { Page } from "playwright-core";
import { announced, confirm, go, heading } from "./console.ts";

/** What every story of a vote does alike, each step through the screen. */

export interface MotionGiven {
  readonly matter: RegExp;
  readonly title: string;
  readonly words?: string;
  readonly subject?: RegExp;
  readonly named?: boolean;
}

async function choose(page: Page, label: string, option: string | RegExp, at = 0): Promise<void> {
  await page.getByRole("combobox", { name: label, exact: true }).nth(at).click();
  await page
    .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
    .filter({ hasText: option })
    .first()
    .click();
}

/** Fills the form of a new meeting; answers the meeting's id. */
export async function convene(
  page: Page,
  given: {
    readonly title: string;
    readonly place: RegExp;
    readonly noticeServedOn: string;
    readonly opensAt: string;
    readonly closesAt: string;
    readonly motions: readonly MotionGiven[];
  },
): Promise<void> {
  await go(page, "业主表决");
  await page.getByRole("link", { name: "召集会议" }).click();
  await heading(page, "召集会议").waitFor();
  await page.getByLabel("会议名称").fill(given.title);
  await choose(page, "适用哪里的规则", given.place);
  await page.getByLabel("通知送达日期").fill(given.noticeServedOn);
  await page.getByLabel("投票开始").fill(given.opensAt);
  await page.getByLabel("投票截止").fill(given.closesAt);
  for (const [index, motion] of given.motions.entries()) {
    if (index > 0) await page.getByRole("button", { name: "再加一项" }).click();
    const box = page.getByRole("group", { name: `事项 ${index + 1}`, exact: true });
    await box.waitFor();
    await choose(page, "法律上的类别", motion.matter, index);
    await box.getByLabel("表决什么").fill(motion.title);
    if (motion.words !== undefined) await box.getByLabel("说明（印在票上）").fill(motion.words);
    if (motion.subject !== undefined) {
      await choose(page, "通过后作为哪一项依据", motion.subject, index);
    }
  }
}

export async function part(page: Page, name: string): Promise<void> {
  const parts = page.getByRole("navigation", { name: "会议的各部分" });
  await parts.getByRole("link", { name, exact: true }).click();
  await parts.locator('[aria-current="page"]').filter({ hasText: name }).waitFor();
}

/** Draws the roll and freezes it as it came. */
export async function drawRoll(page: Page): Promise<void> {
  await part(page, "名册");
  await page.getByRole("button", { name: "生成名册", exact: true }).click();
  await announced(page, "名册已生成");
}

export async function freezeRoll(page: Page): Promise<void> {
  await page.getByRole("button", { name: "公布并冻结名册" }).click();
  await confirm(page, "公布并冻结名册");
  await announced(page, "名册已冻结");
}

export async function deliverToAll(page: Page): Promise<void> {
  await part(page, "送达");
  await page.getByRole("button", { name: "选中这一页" }).click();
  await page.getByRole("button", { name: /^登记选中的/ }).click();
  await announced(page, /已登记 \d+ 户送达/);
  await page.getByText("每一户都已送达。").waitFor();
}

export async function step(page: Page, name: "开始投票", said: string): Promise<void> {
  await part(page, "准备与进程");
  await page.getByRole("button", { name }).click();
  await confirm(page, name);
  await announced(page, said);
}

/** The id of the meeting on the screen, from its address. */
export function meetingOn(page: Page): string {
  return /meetings\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
}
