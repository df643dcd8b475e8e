import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { announced, confirm, go, heading, openConsole, signIn, textOf } from "./console.ts";
import { look, smallTargets } from "./look.ts";
import { tellInOrder } from "./order.ts";
import { adminPassword } from "./people.ts";

describe("a street officer looks over the district", () => {
  let browser: Browser;
  let page: Page;
  let faults: readonly string[];

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, faults } = await openConsole(browser, { width: 1280, height: 900 }));
  });
  afterAll(() => browser?.close());
  tellInOrder();

  test("sees at once how many estates need action, which, and why", async () => {
    await signIn(page, "admin", adminPassword);
    await page.getByRole("link", { name: /本区工作台/ }).click();
    await heading(page, "总览").waitFor();
    const head = await textOf(page.locator(".headline-words"));
    expect(head).toMatch(/^\d+ 个小区：\d+ 个要处理，\d+ 个要留意$/);
    const urgent = Number(/：(\d+)/.exec(head)?.[1]);
    await expect.poll(() => page.locator(".attention li").count()).toBe(urgent);
    await page.getByText("备案社会组织").waitFor();
    const figure = (label: string) =>
      textOf(page.locator(".figure", { hasText: label }).locator(".figure-value"));
    expect(await figure("信托制试点小区")).toBe("19");
    expect(await figure("备案社会组织")).toBe("126");
    expect(await figure("联合会会员")).toBe("35");
    const reported = page.getByRole("row", { name: /志愿者/ });
    expect(await textOf(reported)).toContain("至少 500");
    expect(await textOf(page.getByRole("row", { name: /网格队伍/ }))).toContain("154");
    await look(page, "90-district-overview");
  });

  test("goes from a light to the estate, where advice and decision stand apart", async () => {
    await go(page, "小区");
    await look(page, "91-estates-lights");
    await page.getByRole("radio", { name: /物业矛盾纠纷小区/ }).check();
    await expect.poll(() => page.locator("tbody tr a").count()).toBe(2);
    await page.getByRole("radio", { name: /^全部/ }).check();
    await page.goto(page.url());
    await page.getByRole("link", { name: "虚构东岸苑" }).click();
    await heading(page, "治理档案").waitFor();
    await page.getByText("从表决到开户 7 天").waitFor();
    const modes = page.getByRole("row", { name: /信托制 · 试点/ });
    expect(await textOf(modes)).toContain("演〔示〕1 号");
    await look(page, "92-estate-governance");
    await page.goBack();
  });

  test("opens a body and finds the words its type rests on marked in the text", async () => {
    await heading(page, "小区").waitFor();
    await go(page, "社会组织");
    await page.getByRole("button", { name: /统 · 已联合/ }).click();
    await page.getByRole("button", { name: /统 · 已联合/, pressed: true }).waitFor();
    await look(page, "93-register");
    await page.getByRole("link", { name: "虚构一社区乒乓球队" }).click();
    await heading(page, "虚构一社区乒乓球队").waitFor();
    expect(await page.locator("mark.evidence").allTextContents()).toContain("乒乓球");
    await page.getByText("依据", { exact: true }).click();
    await look(page, "94-organization-card");
  });

  test("enters a new one, which is judged at once", async () => {
    await go(page, "社会组织");
    await page.getByRole("heading", { name: "登记一家" }).click();
    await page.getByLabel("名称", { exact: true }).fill("虚构七社区羽毛球队");
    await page.getByLabel("做些什么").fill("羽毛球训练");
    await page.getByLabel("社区", { exact: true }).fill("虚构七社区");
    await page.getByLabel("线索来源").fill("社区走访");
    await page.getByRole("button", { name: "登记", exact: true }).click();
    const done = await announced(page, "已登记：虚构七社区羽毛球队");
    await done.getByRole("link", { name: "看档案" }).click();
    await heading(page, "虚构七社区羽毛球队").waitFor();
    expect(await textOf(page.locator(".verdict").first())).toContain("文化体育");
    await page.getByRole("button", { name: "进入“建 · 已建立”" }).click();
    await announced(page, "没有成功");
    expect(await textOf(page.getByRole("alert"))).toContain("还没有达到进入该阶段的条件");
  });

  test("keeps a file on it: a visit, a step of filing that the local rule leaves open, a leader", async () => {
    const contacts = page.getByRole("region", { name: "走访与活动" });
    await contacts.locator("summary").click();
    await contacts.getByLabel("内容").fill("上门走访");
    await contacts.getByRole("button", { name: "登记", exact: true }).click();
    await announced(page, "已登记");
    await page.getByRole("cell", { name: "上门走访" }).waitFor();

    const filing = page.getByRole("region", { name: "备案", exact: true });
    await filing.locator("summary").click();
    const take = async (step: string) => {
      await filing.getByRole("combobox", { name: "步骤" }).click();
      await page.locator(".ant-select-item-option", { hasText: step }).last().click();
      await filing.getByRole("button", { name: "登记这一步" }).click();
    };
    await take("申请备案");
    await filing.getByText("已登记", { exact: true }).waitFor();
    await take("准予备案");
    await filing.getByText("本地规则没有给出数字，系统不猜").waitFor();
    await filing.getByLabel("审查依据或原因").fill("街道审查意见");
    await filing.getByRole("button", { name: "登记这一步" }).click();
    await filing
      .getByText(/准予备案/)
      .first()
      .waitFor();

    const leaders = page.getByRole("region", { name: "负责人" });
    await leaders.locator("summary").click();
    await leaders.getByLabel("负责人", { exact: true }).fill("虚构负责人");
    await leaders.getByLabel("身份证号").fill("510185198506150071");
    await leaders.getByRole("button", { name: "登记负责人" }).click();
    await leaders.getByText("身份号码校验不通过").waitFor();
    await leaders.getByLabel("身份证号").fill("51018519850615007X");
    await leaders.getByRole("button", { name: "登记负责人" }).click();
    await page.getByText("**************007X").waitFor();
    await look(page, "94-organization-file");
  });

  test("takes in a list whose faulty row comes back", async () => {
    await go(page, "社会组织");
    await page.getByRole("heading", { name: "批量导入" }).click();
    const csv =
      "名称,主要活动,社区,成立日期\n虚构八社区象棋队,象棋对弈,虚构八社区,2024-05-01\n虚构八社区坏日期队,合唱,虚构八社区,2024-13-01\n";
    await page.getByLabel("名单文件（CSV）").setInputFiles({
      name: "list.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(csv),
    });
    await page.getByLabel("名单来源").fill("街道台账");
    await page.getByRole("button", { name: "导入", exact: true }).click();
    const told = await announced(page, "新登记 1 家");
    expect(await textOf(told)).toContain("1 处问题没有收下");
    await page.getByRole("cell", { name: "日期写成 2024-08-01" }).waitFor();
  });

  test("records what is known of an estate, begins its conversion and does the first step", async () => {
    await go(page, "小区");
    await page.getByRole("listitem", { name: "2" }).click();
    await page.getByRole("link", { name: "虚构望江里" }).click();
    await heading(page, "治理档案").waitFor();
    const facts = page.getByRole("region", { name: "登记情况" });
    await facts.locator("summary").click();
    await facts.getByLabel("在诉案件").fill("1");
    await facts.getByLabel("来源", { exact: true }).fill("法院通报");
    await facts.getByRole("button", { name: "保存新版本" }).click();
    await page.getByText("有物业矛盾纠纷").waitFor();
    const course = page.getByRole("region", { name: "转型进程" });
    await course.locator("summary").click();
    await course.getByRole("button", { name: "启动转型" }).click();
    await course.getByText(/酬金制 → 信托制/).waitFor();
    await course.getByLabel("说明").fill("成立专班");
    await course.getByRole("button", { name: "登记完成" }).click();
    await course.getByText(/成立专班/).waitFor();
    await page.getByText("切换模式时自动完成").waitFor();
    await look(page, "92-estate-converting");
    await page.goto(`${new URL(page.url()).origin}/admin/estates`);
    await page.getByRole("link", { name: /本区工作台/ }).click();
    await heading(page, "总览").waitFor();
  });

  test("decides what the system asks by digit and Enter alone", async () => {
    await go(page, "归类复核");
    const waiting = page.getByText(/还有 \d+ 家待看/);
    await waiting.waitFor();
    const before = Number(/\d+/.exec(await textOf(waiting))?.[0]);
    await look(page, "95-review-queue");
    const chosen = page.locator(".codes input:focus");
    await chosen.waitFor();
    await page.keyboard.press("1");
    await expect.poll(() => page.getByRole("radio", { name: /居民互助/ }).isChecked()).toBe(true);
    await page.keyboard.press("Enter");
    await announced(page, /：居民互助/);
    await page.getByText(`还有 ${before - 1} 家待看`).waitFor();
  });

  test("tries a new version of the scheme, sees who would change and why, and applies it", async () => {
    await go(page, "分类方案");
    await page.getByRole("combobox", { name: "名称" }).click();
    await page.locator(".ant-select-item-option", { hasText: "居民互助" }).click();
    await page.getByLabel(/新增的词/).fill("先锋队");
    await page.getByLabel("为什么改").last().fill("先锋队多做邻里互助（演示）");
    await page.getByRole("button", { name: "提出", exact: true }).click();
    await announced(page, /已提出版本 .*，还没有生效/);
    await page.getByRole("button", { name: /^试算/ }).click();
    const changed = page.getByText(/\d+ 家中有 \d+ 家会变/).first();
    await changed.waitFor();
    expect(await textOf(page.getByRole("row", { name: /虚构二社区先锋队/ }))).toContain("+先锋队");
    await look(page, "96-scheme-difference");
    await page.getByRole("button", { name: "启用这个版本" }).click();
    await confirm(page, "启用这个版本");
    await announced(page, "新版本已启用");
  });

  test("finds the month's salon, what was agreed, rooms, needs and services in one place", async () => {
    await go(page, "联合会");
    await page.getByText("过去的每个月都办了。").waitFor();
    await page.getByText("已超期").waitFor();
    await page.getByRole("button", { name: /^对接 活动用桌椅/ }).click();
    await page.getByText(/已对接 六十套折叠桌椅/).waitFor();
    await look(page, "97-federation");
    expect(faults).toEqual([]);
  });

  test("and the same on a phone of 360 px, by thumb", async () => {
    const phone = await openConsole(browser, { width: 360, height: 740 });
    const lookWithThumb = async (name: string) => {
      await look(phone.page, name);
      expect(await smallTargets(phone.page), `${name}: too small for a thumb`).toEqual([]);
    };
    await signIn(phone.page, "admin", adminPassword);
    await phone.page.getByRole("link", { name: /本区工作台/ }).click();
    await heading(phone.page, "总览").waitFor();
    await phone.page.getByText("备案社会组织").waitFor();
    await lookWithThumb("98-phone-overview");
    await go(phone.page, "归类复核");
    await phone.page.getByText(/还有 \d+ 家待看/).waitFor();
    await lookWithThumb("98-phone-review");
    await go(phone.page, "社会组织");
    await phone.page.getByText(/共 \d+ 家/).waitFor();
    await lookWithThumb("98-phone-register");
    expect(phone.faults).toEqual([]);
  });
});
