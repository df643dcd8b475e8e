import { readFileSync } from "node:fs";
import { armor, Decrypter } from "age-encryption";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { announced, go, heading, openConsole, signIn } from "./console.ts";
import { look, smallTargets } from "./look.ts";
import { tellInOrder } from "./order.ts";
import {
  type RoutingWorld,
  routingEstate,
  routingPassword,
  settleRouting,
} from "./routing-people.ts";

const staff = ["cases-triage", "cases-hotline", "cases-company", "cases-supervisor"] as const;
const letter = "桂花街道某干部在低保评定中收受现金三千元，有转账截图。";

describe("a complaint has one lead, one clock and a reason", () => {
  let browser: Browser;
  let world: RoutingWorld;
  let phone: Page;
  let phoneFaults: readonly string[];
  let page: Page;
  let number = "";
  const pages = new Map<string, { page: Page; faults: readonly string[] }>();
  /** Everything the phone ever sent: addresses, headers of its own making, and bodies. */
  const sent: string[] = [];

  beforeAll(async () => {
    world = await settleRouting();
    browser = await openBrowser();
    ({ page: phone, faults: phoneFaults } = await openConsole(browser, {
      width: 360,
      height: 740,
    }));
    phone.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
    for (const username of staff) {
      const opened = await openConsole(browser, { width: 1280, height: 900 });
      pages.set(username, opened);
      await signIn(opened.page, username, routingPassword(username));
      await opened.page.getByRole("link", { name: new RegExp(routingEstate) }).click();
      await opened.page.getByRole("heading", { level: 1 }).waitFor();
    }
  });
  afterAll(() => browser?.close());
  tellInOrder();

  /** Another person's screen, fresh: what somebody else did meanwhile is there. */
  const turnTo = async (username: (typeof staff)[number]) => {
    const found = pages.get(username);
    if (found === undefined) throw new Error(`nobody is called ${username}`);
    page = found.page;
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await go(page, "诉求");
  };
  const choose = async (label: string, option: string | RegExp) => {
    const box = page.getByRole("combobox", { name: label });
    await box.click();
    // A long list shows only its beginning: it is searched, as a person would.
    if (typeof option === "string") await box.fill(option);
    await page.locator(".ant-select-item-option").filter({ hasText: option }).first().click();
  };
  const openCase = async (queue: string) => {
    await page.getByText(queue, { exact: true }).first().click();
    await page.getByRole("link", { name: new RegExp(number) }).click();
    await heading(page, `诉求 ${number}`).waitFor();
  };
  const step = async (label: string, words?: string) => {
    await page.getByRole("button", { name: label, exact: true }).click();
    const dialog = page.getByRole("dialog");
    if (words !== undefined) await dialog.getByLabel("说明", { exact: true }).fill(words);
    await dialog.getByRole("button", { name: label, exact: true }).click();
    await announced(page, `${label}：已记录`);
  };
  const lookWithThumb = async (name: string) => {
    await look(phone, name, 16);
    expect(await smallTargets(phone), `${name}: too small for a thumb`).toEqual([]);
  };

  test("a resident reports on a phone, without an account", async () => {
    await phone.goto(`${inject("address")}/`);
    await phone.getByRole("link", { name: /反映问题/ }).tap();
    await heading(phone, "反映问题").waitFor();
    await lookWithThumb("b0-report");
    await phone.getByRole("link", { name: "环境保洁" }).tap();
    await heading(phone, "环境保洁").waitFor();
    await phone.getByRole("button", { name: "提交" }).tap();
    await phone.getByText("请写几个字，说说怎么回事。").waitFor();
    await phone.getByLabel("怎么回事？").fill("三单元楼道一周没有打扫。");
    await phone.getByLabel("哪个小区？").selectOption({ label: `三星镇胜天村 ${routingEstate}` });
    await phone.getByLabel("具体在哪里？").fill("3 栋 2 单元 5 楼");
    await phone.getByLabel(/您的称呼/).fill("张三");
    await phone.getByLabel(/电话/).fill("13900000001");
    await lookWithThumb("b1-words");
    await phone.getByRole("button", { name: "提交" }).tap();
    await phone.getByRole("heading", { name: "收到了" }).waitFor();
    await phone.getByText("物业服务企业").waitFor();
    number = (await phone.locator("dd").first().textContent()) ?? "";
    expect(number).toMatch(/^\d{6}$/);
    await lookWithThumb("b2-taken");
    await phone.getByRole("link", { name: "现在就看进度" }).tap();
    await phone.getByText("已派给承办单位").waitFor();
    await lookWithThumb("b3-track");
  });

  test("the company objects with a reason, and the clock runs on", async () => {
    await turnTo("cases-company");
    await openCase("我的");
    await look(page, "c0-case");
    await page.getByRole("button", { name: "提出异议" }).click();
    await choose("应当承办的单位", "社区");
    await page.getByRole("dialog").getByLabel("说明", { exact: true }).fill("三单元由社区自管。");
    await look(page, "c1-object");
    await page.getByRole("dialog").getByRole("button", { name: "提出异议" }).click();
    await announced(page, "提出异议：已记录");
    await page.getByText("计时中").waitFor();
  });

  test("triage decides on the objection, and may not be the objector", async () => {
    await turnTo("cases-triage");
    await openCase("待分派");
    await page.getByText(/提出异议（第 1 次），建议派给 社区/).waitFor();
    await look(page, "c2-objected");
    await page.getByRole("button", { name: "裁定异议" }).click();
    await choose("牵头单位", "物业服务企业");
    await page
      .getByRole("dialog")
      .getByText(/物业客服组/)
      .first()
      .waitFor();
    await page.getByLabel("说明（可不填）").fill("合同写明由物业保洁。");
    await look(page, "c3-adjudicate");
    await page.getByRole("dialog").getByRole("button", { name: "裁定异议" }).click();
    await announced(page, "裁定异议：已记录");
    // Who watches the company is not lost by a decision on who leads.
    await page.getByText("院落管理委员会").first().waitFor();
    await page.getByRole("button", { name: "看完整理由" }).click();
    await page.getByText("差一点就会另派").waitFor();
    await look(page, "c4-why");
  });

  test("the company accepts and answers by the keyboard alone, and cannot close", async () => {
    await turnTo("cases-company");
    await page.getByText("我的", { exact: true }).first().click();
    await page.getByRole("link", { name: new RegExp(number) }).waitFor();
    await page.getByRole("heading", { level: 1 }).focus();
    await page.getByRole("radio", { name: "我的" }).focus();
    await page.keyboard.press("j");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent ?? ""))
      .toContain(number);
    await page.keyboard.press("Enter");
    await heading(page, `诉求 ${number}`).waitFor();
    await page.getByRole("button", { name: "受理", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "受理" }).focus();
    await page.keyboard.press("Enter");
    await announced(page, "受理：已记录");
    await page.getByRole("link", { name: "13900000001" }).waitFor();
    await step("答复", "今天上午已打扫，以后每天一次，由班长检查。");
    expect(await page.getByRole("button", { name: "办结", exact: true }).count()).toBe(0);
    await look(page, "c5-answered");
  });

  test("the resident reads the answer and rates it", async () => {
    await phone.reload();
    await phone.getByText("今天上午已打扫").waitFor();
    await lookWithThumb("b4-answer");
    await phone.getByRole("button", { name: "满意", exact: true }).tap();
    await phone.getByText("您的评价：满意").waitFor();
    await lookWithThumb("b5-rated");
  });

  test("the hotline calls back and closes", async () => {
    await turnTo("cases-hotline");
    await openCase("待回访");
    await look(page, "c6-callback");
    await step("办结");
    await page.getByText("已办结").first().waitFor();
    await look(page, "c7-closed");
  });

  test("the rates stand with their counts, and can be taken along", async () => {
    await go(page, "诉求统计");
    await page
      .getByText(/100\.0%/)
      .first()
      .waitFor();
    await page
      .getByText(/（\d+／\d+ 件）/)
      .first()
      .waitFor();
    await look(page, "c8-rates");
    for (const [label, begin] of [
      ["打印版", "%PDF-"],
      ["表格", "\uFEFF牵头单位"],
    ] as const) {
      const saved = page.waitForEvent("download");
      await page.getByRole("link", { name: label }).click();
      const bytes = readFileSync(await (await saved).path());
      expect(bytes.toString("utf8", 0, 60)).toContain(begin);
    }
  });

  test("a supervisor urges and handles nothing", async () => {
    await turnTo("cases-supervisor");
    await page.getByText("全部", { exact: true }).first().click();
    await page.getByRole("link", { name: new RegExp(number) }).click();
    await page.getByText("可以做的").waitFor();
    for (const verb of ["受理", "答复", "分派"]) {
      expect(await page.getByRole("button", { name: verb, exact: true }).count()).toBe(0);
    }
    await look(page, "c9-supervisor");
  });

  test("a fact is tried, and nothing of it is sent", async () => {
    await turnTo("cases-triage");
    await go(page, "派单规则");
    await page.getByText("检查结果").waitFor();
    await look(page, "d0-rules");
    await page.getByRole("link", { name: "试一件诉求" }).click();
    await heading(page, "试一件诉求").waitFor();
    await page.getByText("没有规则派出，由人决定").waitFor();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await choose("诉求类别", "噪声扰民");
    await page.getByText("人工分派：没有规则").waitFor();
    await page.getByLabel("覆盖此处的网格").fill("micro-3, general-7");
    await page.getByText("派给 general-7").first().waitFor();
    await choose("诉求类别", "反映干部问题");
    await page.getByText("密封转交 纪检监察机关").waitFor();
    await page.getByText(/社区、街道（规则/).waitFor();
    await page.getByText("保密的诉求不列出怎样会另派").waitFor();
    await look(page, "d1-try");
    expect(requests).toEqual([]);
  });

  test("an accusation is sealed in the phone; only the office's key opens it", async () => {
    await phone.goto(`${inject("address")}/resident/#/report`);
    await phone.getByRole("link", { name: "反映干部问题" }).tap();
    await heading(phone, "检举公职人员").waitFor();
    await phone.getByText("镇政府二楼 203 室").waitFor();
    await lookWithThumb("e0-office");
    await phone.getByLabel("信的内容").fill(letter);
    await phone.getByRole("button", { name: "密封", exact: true }).tap();
    await phone.getByRole("heading", { name: "已密封" }).waitFor();
    const saved = phone.waitForEvent("download");
    await phone.getByRole("button", { name: "保存密封文件" }).tap();
    const file = readFileSync(await (await saved).path(), "utf8");
    const decrypter = new Decrypter();
    decrypter.addIdentity(world.identity);
    expect((await decrypter.decrypt(armor.decode(file), "text")).trimEnd()).toBe(letter);
    await phone.getByRole("button", { name: "记下指纹和时间" }).tap();
    await phone.getByText(/已记下，时间/).waitFor();
    await lookWithThumb("e1-sealed");
    const told = sent.filter((one) => one.includes("sealed-receipts"));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/\{"sha256":"[0-9a-f]{64}"\}$/);
    const words = ["桂花街道", encodeURIComponent("桂花街道"), "三千元", file.slice(40, 100)];
    for (const word of words) {
      expect(
        sent.filter((one) => one.includes(word)),
        word,
      ).toEqual([]);
    }
  });

  test("the browser met no fault on the way", () => {
    expect(phoneFaults).toEqual([]);
    for (const [username, { faults }] of pages) expect(faults, username).toEqual([]);
  });
});
