import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { caller } from "./caller.ts";
import { announced, chooseOwnPassword, confirm, go, openConsole, signIn } from "./console.ts";
import { look, smallTargets } from "./look.ts";
import { tellInOrder } from "./order.ts";
import { adminPassword } from "./people.ts";
import { digitsOn } from "./sheets.ts";

const given = inject("cashiers").committee ?? "";
const own = "committee hands slips 胜天 7";

const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);

/** A draft of next year's budget that owners may speak about today. */
async function layBudgetOpen(): Promise<void> {
  const admin = caller();
  await admin("POST", "/api/session", { username: "admin", password: adminPassword });
  const { districtId, estateId } = inject("demo");
  const path = `/api/districts/${districtId}/estates/${estateId}`;
  const wanted = { username: "drafter", personName: "预算员", roleId: "company-manager" };
  const { oneTimePassword } = await admin("POST", `${path}/members`, wanted);
  const drafter = caller();
  await drafter("POST", "/api/session", { username: "drafter", password: oneTimePassword });
  const change = { currentPassword: oneTimePassword, newPassword: `${own} drafter` };
  await drafter("POST", "/api/session/password", change);
  const draft = await drafter("POST", `${path}/budgets`, {
    year: Number(today.slice(0, 4)) + 1,
    lines: [
      { line: "repairs", amount: { amount: "12000.00", currency: "CNY" } },
      { line: "cleaning", amount: { amount: "30000.00", currency: "CNY" } },
    ],
    remunerationRate: "0.10",
  });
  await drafter("POST", `${path}/budgets/${draft.id}/publication`, { closesOn: today });
}

describe("an owner comes in by a printed slip", () => {
  let browser: Browser;
  let office: Page;
  let phone: Page;
  let officeFaults: readonly string[];
  let phoneFaults: readonly string[];
  let code = "";

  beforeAll(async () => {
    await layBudgetOpen();
    browser = await openBrowser();
    ({ page: office, faults: officeFaults } = await openConsole(browser, {
      width: 1280,
      height: 900,
    }));
    ({ page: phone, faults: phoneFaults } = await openConsole(browser, {
      width: 360,
      height: 740,
    }));
  });
  afterAll(() => browser?.close());
  tellInOrder();

  const lookWithThumb = async (name: string) => {
    await look(phone, name, 16);
    expect(await smallTargets(phone), `${name}: too small for a thumb`).toEqual([]);
  };
  const level1 = (name: string | RegExp) => phone.getByRole("heading", { name, level: 1 });

  test("the committee prints a slip and hands it over", async () => {
    await signIn(office, "committee", given);
    await chooseOwnPassword(office, given, own);
    await office.getByRole("link", { name: /胜天小区/ }).click();
    await go(office, "业主入门单");
    await office.getByRole("button", { name: "打印：1-1-101" }).click();
    await announced(office, "已打印 1 张");
    const saved = office.waitForEvent("download");
    await office.getByRole("button", { name: "保存 PDF" }).click();
    const pdf = readFileSync(await (await saved).path());
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await look(office, "60-slips");
    await office.getByRole("button", { name: "登记送达：1-1-101" }).click();
    await confirm(office, "登记送达");
    await announced(office, "已登记送达");
  });

  test("printed anew, the digits of the new slip are read from what the server answered", async () => {
    const answered = office.waitForResponse((response) => response.url().endsWith("/slips"));
    await office.getByRole("button", { name: "重新打印：1-1-101" }).click();
    await confirm(office, "重新打印");
    const { sheetPdf } = (await (await answered).json()) as { sheetPdf: string };
    code = await digitsOn(Buffer.from(sheetPdf, "base64"));
    expect(code).toMatch(/^\d{12}$/);
  });

  test("without a slip the phone asks for one", async () => {
    await phone.goto(`${inject("address")}/resident/`);
    await level1("用入门单登记").waitFor();
    await lookWithThumb("61-resident-door");
    await phone.getByLabel("十二位数字").fill("000011112222");
    await phone.getByRole("button", { name: "下一步" }).tap();
    await phone.getByText("没有这张入门单").waitFor();
    await lookWithThumb("62-resident-wrong-slip");
  });

  test("the scanned slip shows whose it is and sets a PIN", async () => {
    await phone.goto(`${inject("address")}/resident/#/slip/${code}`);
    await phone.getByText("请看清楚，这是您的单子吗？").waitFor();
    expect(phone.url()).not.toContain(code);
    await phone.getByText("1-1-101").waitFor();
    await phone.getByLabel("六位密码").fill("123456");
    await phone.getByLabel("再输入一次").fill("123456");
    await phone.getByRole("button", { name: "设好密码，登录" }).tap();
    await phone.getByText("这个密码太简单").waitFor();
    await lookWithThumb("63-resident-pin");
    await phone.getByLabel("六位密码").fill("274913");
    await phone.getByLabel("再输入一次").fill("274913");
    await phone.getByRole("button", { name: "设好密码，登录" }).tap();
    await level1(/您好/).waitFor();
    await lookWithThumb("64-resident-home");
  });

  test("reads the bills and payments of the own unit", async () => {
    await phone.getByRole("link", { name: "账单和缴费记录" }).first().tap();
    await level1("1-1-101 的账单和缴费").waitFor();
    await phone
      .getByText("已收到")
      .or(phone.getByText(/物业费/))
      .first()
      .waitFor();
    await lookWithThumb("65-resident-account");
    await phone.getByRole("button", { name: "English" }).tap();
    await level1("Bills and payments of 1-1-101").waitFor();
    await lookWithThumb("66-resident-account-en");
    await phone.getByRole("button", { name: "中文" }).tap();
  });

  test("looks into the estate's books, which no fee payer is named in", async () => {
    await phone.getByRole("link", { name: "首页" }).tap();
    await phone.getByRole("link", { name: /随时查账/ }).tap();
    await level1("小区的钱").waitFor();
    await phone.getByText("账上现在有").waitFor();
    await lookWithThumb("68-resident-book");
  });

  test("says what he thinks of the budget, on a page without scripts", async () => {
    await phone.goto(`${inject("address")}/resident/#/`);
    await phone
      .getByRole("link", { name: /预算，请您提意见/ })
      .first()
      .tap();
    await level1(/年预算/).waitFor();
    await lookWithThumb("69-budget-consultation");
    await phone.getByLabel(/意见/).fill("电梯维保能不能货比三家？");
    await phone.getByRole("button", { name: /提交/ }).tap();
    await phone.getByText("您的意见已收到").waitFor();
    await phone.getByText("电梯维保能不能货比三家？").waitFor();
    expect(phone.url()).toMatch(/\?sent#said$/);
    await lookWithThumb("69-budget-commented");
    await phone.goto(`${inject("address")}/resident/#/book`);
    await level1("小区的钱").waitFor();
  });

  test("signs out and in again with the PIN of this phone", async () => {
    await phone.getByRole("button", { name: "退出" }).tap();
    await level1("业主登录").waitFor();
    await phone.getByLabel("六位密码").fill("274914");
    await phone.getByRole("button", { name: "登录", exact: true }).tap();
    await phone.getByText("还可以试 4 次").waitFor();
    await lookWithThumb("67-resident-wrong-pin");
    await phone.getByLabel("六位密码").fill("274913");
    await phone.getByRole("button", { name: "登录", exact: true }).tap();
    await level1(/小区的钱|您好/).waitFor();
  });

  test("a lost phone is a new slip: this one is out", async () => {
    await office.getByRole("button", { name: "重新打印：1-1-101" }).click();
    await confirm(office, "重新打印");
    await announced(office, "已打印 1 张");
    await phone.goto(`${inject("address")}/resident/#/`);
    await phone.reload();
    await level1("业主登录").waitFor();
    await phone.getByLabel("六位密码").fill("274913");
    await phone.getByRole("button", { name: "登录", exact: true }).tap();
    await level1("用入门单登记").waitFor();
  });

  test("neither browser met a fault on the way", () => {
    expect([...officeFaults, ...phoneFaults]).toEqual([]);
  });
});
