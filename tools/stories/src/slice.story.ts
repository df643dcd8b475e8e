import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openBrowser } from "./browser.ts";
import {
  announced,
  chooseOwnPassword,
  confirm,
  go,
  heading,
  openConsole,
  signIn,
  textOf,
  upload,
} from "./console.ts";
import { answersIn, billedBy, grouped, spendingsIn } from "./demo-files.ts";
import { look } from "./look.ts";
import { tellInOrder } from "./order.ts";
import { adminPassword } from "./people.ts";

const files = inject("files");
const estate = "故事小区";
const own = "出纳自己的密码 plum 27";
const january = answersIn(files).find(({ month }) => month === "2026-01");
if (january === undefined) throw new Error("the demo files have no January");

/** Foreign statements that prove the reader, kept with it. */
const foreign = (name: string) =>
  fileURLToPath(new URL(`../../../apps/api/src/imports/fixtures/${name}`, import.meta.url));

describe("from an empty estate to a notice on the board, by mouse", () => {
  let browser: Browser;
  let page: Page;
  let faults: readonly string[];
  let oneTime = "";

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, faults } = await openConsole(browser, { width: 1280, height: 900 }));
  });
  afterAll(() => browser?.close());
  tellInOrder();

  test("a wrong password is refused in words, a right one lets in", async () => {
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await announced(page, "请先改正这些地方");
    await look(page, "01-sign-in-empty");
    await signIn(page, "admin", "not the password");
    const refusal = await announced(page, "用户名或密码不对");
    expect(await textOf(refusal)).toMatch(/请求编号\s+\S{8,}/);
    await look(page, "02-sign-in-refused");
    await signIn(page, "admin", adminPassword);
    await heading(page, "选择小区").waitFor();
    await look(page, "03-estates");
  });

  test("an administrator opens an estate and hands its cash to somebody else", async () => {
    await page.getByText("新建小区").click();
    await page.getByLabel("小区名称").fill(estate);
    await page.getByLabel("所在社区").fill("三星镇胜天村");
    await page.getByLabel("咨询电话").fill("028-00000000");
    await page.getByLabel("账簿启用日期").fill("2025-12-31");
    await page.getByRole("button", { name: "新建", exact: true }).click();
    await heading(page, "工作人员").waitFor();

    await page.getByLabel("姓名").fill("故事出纳");
    await page.getByLabel("用户名").fill("Cashier");
    await page.getByRole("combobox", { name: "角色" }).click();
    await page.getByTitle("物业公司出纳").click();
    await page.getByRole("button", { name: "添加", exact: true }).click();
    await announced(page, "请先改正这些地方");
    await page.getByLabel("用户名").fill("cashier");
    await page.getByRole("button", { name: "添加", exact: true }).click();
    const box = await announced(page, "请现在就把一次性密码交给本人");
    oneTime = await textOf(box.locator("code"));
    expect(oneTime).toMatch(/^\S{16,}$/);
    await look(page, "04-one-time-password");
    await page.getByRole("button", { name: /^我已记下/ }).click();
    await page.getByText(oneTime).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "退出登录" }).click();
    await heading(page, "登录").waitFor();
  });

  test("the one-time password must be changed before anything else", async () => {
    await signIn(page, "cashier", oneTime);
    await chooseOwnPassword(page, oneTime, "short");
    await announced(page, "新密码至少要 12 个字符");
    await look(page, "05-change-password");
    await chooseOwnPassword(page, oneTime, own);
    await page.getByRole("link", { name: new RegExp(estate) }).click();
    await heading(page, "概览").waitFor();
    await page.getByText("本月还没有出账单").waitFor();
  });

  test("the roll: good rows are taken in, faulty ones come back marked", async () => {
    await go(page, "房屋名册");
    await page.getByLabel("生效日期").fill("2026-01-01");
    await upload(page, "名册文件", join(files, "roll-with-faults.csv"));
    const result = await announced(page, "收下 120 行");
    expect(await textOf(result)).toContain("8 处问题没有收下");
    await page.getByText("不能以 = + - @ 等公式符号开头").waitFor();
    await look(page, "06-roll-with-faults");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "下载标出问题的 CSV" }).click(),
    ]);
    const marked = readFileSync(await download.path(), "utf8");
    expect(marked.trim().split(/\r?\n/)).toHaveLength(9);
    expect(marked).not.toMatch(/(^|,|\n)=HYPERLINK/);

    await upload(page, "名册文件", join(files, "roll.csv"));
    await announced(page, "收下 120 行");
    await page.getByText("没有变化 120 户").waitFor();
    await page.getByLabel("按房号").fill("4-1-502");
    await page.getByText("共 1 条").waitFor();
    await page.getByLabel("按房号").fill("");
  });

  test("a table that is none, and one made of formulas, are refused", async () => {
    const table = (name: string, text: string) => ({
      name,
      mimeType: "text/csv",
      buffer: Buffer.from(text),
    });
    await upload(page, "名册文件", table("no-header.csv", "a,b,c\n1,2,3\n"));
    await announced(page, "第一行要写列名");
    const header = "楼栋,房号,面积,业主,电话,费率\n";
    // This one is dragged in, as a file from the desktop would be.
    const dragged = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "formula.csv", { type: "text/csv" }));
      return data;
    }, `${header}1栋,9-9-901,50,=cmd|'/c calc'!A1,,1\n`);
    await page.locator(".file-choice").dispatchEvent("drop", { dataTransfer: dragged });
    await page.getByText("formula.csv").waitFor();
    await page.getByRole("button", { name: "导入", exact: true }).click();
    await announced(page, "收下 0 行");
    await page.getByText("不能以 = + - @ 等公式符号开头").waitFor();
  });

  test("the money the estate had before this book began", async () => {
    await go(page, "账簿");
    await page.getByText("登记期初余额").click();
    await page.getByLabel("金额").fill(grouped(january.opening));
    await page.getByLabel("日期", { exact: true }).fill("2025-12-31");
    await page.getByRole("button", { name: "登记期初", exact: true }).click();
    await confirm(page, "确认入账");
    await announced(page, "期初余额已入账");
  });

  test("a month is billed after a question, and never twice", async () => {
    await go(page, "出账单");
    await page.getByLabel("账单月份").fill("2026-01");
    await page.getByRole("button", { name: "试算", exact: true }).click();
    await page.getByRole("heading", { name: "2026年1月试算结果" }).waitFor();
    await page.getByRole("button", { name: "按试算结果入账" }).click();
    await page.getByRole("dialog").waitFor();
    await look(page, "07-billing-question");
    await confirm(page, "确认生成");
    const result = await announced(page, "2026年1月账单已入账");
    expect(await textOf(result)).toContain("120 笔");
    expect(await textOf(result)).toContain(grouped(billedBy(files)));
    await look(page, "08-billed");
    await page.getByRole("button", { name: "试算", exact: true }).click();
    const again = page.getByRole("region", { name: "2026年1月试算结果" });
    await expect.poll(() => textOf(again)).toMatch(/之前已出账\s*120 笔/);
    expect(await textOf(again)).toContain("没有需要出账的");
  });

  test("an answer lost on the way is asked for again, and nothing is done twice", async () => {
    const keys: (string | undefined)[] = [];
    await page.route("**/bill-runs", async (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      // The server does its work; the first answer never arrives.
      const answered = await route.fetch();
      await (keys.length === 1
        ? route.abort("connectionreset")
        : route.fulfill({ response: answered }));
    });
    await page.getByLabel("账单月份").fill("2026-02");
    await page.getByRole("button", { name: "试算", exact: true }).click();
    await page.getByRole("button", { name: "按试算结果入账" }).click();
    await confirm(page, "确认生成");
    await announced(page, "连不上服务器");
    await confirm(page, "确认生成");
    const result = await announced(page, "2026年2月账单已入账");
    await page.unroute("**/bill-runs");
    expect(await textOf(result)).toMatch(/本次出账\s*120 笔/);
    expect(keys).toEqual([keys[0], keys[0]]);
  });

  test("a bank statement is booked once, however often it is given", async () => {
    await go(page, "银行对账单");
    await upload(page, /对账单文件/, join(files, january.file));
    const result = await announced(page, `新入账 ${january.movements.length} 笔`);
    expect(await textOf(result)).toContain("余额前后相接");
    await look(page, "09-statement-imported");
    await upload(page, /对账单文件/, join(files, january.file));
    await announced(page, "没有新增记录");
  });

  test("what is not this book's statement is refused whole, in words", async () => {
    await upload(page, /对账单文件/, foreign("camt053.v8.xml"));
    const refusal = await announced(page, "本账簿是 CNY");
    expect(await textOf(refusal)).toContain("没有入账");
    await look(page, "10-wrong-currency");
    const statement = readFileSync(join(files, january.file), "utf8");
    const given = (text: string) => ({
      name: "statement.xml",
      mimeType: "application/xml",
      buffer: Buffer.from(text),
    });
    await upload(page, /对账单文件/, given(statement.slice(0, statement.length / 2)));
    await announced(page, "文件不完整");
    const bomb = statement.replace("?>", '?><!DOCTYPE a [<!ENTITY b "ha">]>');
    await upload(page, /对账单文件/, given(bomb));
    await announced(page, "DOCTYPE");
  });

  test("every payment is explained, with its voucher", async () => {
    const spendings = spendingsIn(files).filter(({ paidOn }) => paidOn.startsWith("2026-01"));
    expect(spendings.length).toBeGreaterThan(2);
    await go(page, "银行流水");
    for (const [at, { ref, payee, purpose, voucherNumber, voucherFile }] of spendings.entries()) {
      await page.getByRole("radio", { name: "待登记用途" }).check();
      await page.getByRole("link", { name: `登记用途 ${ref}`, exact: true }).click();
      await heading(page, "登记这笔付款的用途").waitFor();
      await page.getByLabel("支出科目").click();
      await page
        .locator(".ant-select-item-option")
        .nth(at % 5)
        .click();
      await page.getByLabel("收款单位").fill(payee.name);
      await page.getByLabel("用途", { exact: true }).fill(purpose);
      await page.getByLabel("凭证号").fill(voucherNumber);
      await page.getByLabel("凭证文件").setInputFiles(join(files, voucherFile));
      if (at === 0) await look(page, "11-explain");
      await page.getByRole("button", { name: "登记", exact: true }).click();
      await page.getByText("文件指纹").waitFor();
      expect(await textOf(page.getByRole("dialog"))).toMatch(/[0-9a-f]{64}/);
      if (at === 0) await look(page, "12-explain-question");
      await confirm(page, "确认入账");
      const done = await announced(page, "用途已登记");
      await done.getByRole("link", { name: "回到流水" }).click();
      await heading(page, "银行流水").waitFor();
    }
    await page.getByRole("radio", { name: "待登记用途" }).check();
    await page.getByText("没有流水。").waitFor();
  });

  test("a receipt in suspense is matched to a unit by hand", async () => {
    const unknown = january.movements.find((one) => one.is === "unknown");
    await page.getByRole("radio", { name: "待认领" }).check();
    await look(page, "13-suspense");
    await page.getByRole("link", { name: `认领 ${unknown?.ref}`, exact: true }).click();
    await page.getByLabel("房屋").fill("1-1-301");
    await page.locator(".ant-select-item-option", { hasText: "1-1-301" }).click();
    await page.getByLabel("依据").fill("业主来电核对");
    await page.getByRole("button", { name: "认领", exact: true }).click();
    await page.getByRole("dialog").getByText("1-1-301").waitFor();
    await look(page, "14-match-question");
    await confirm(page, "确认入账");
    await announced(page, "已记到 1-1-301");
    await look(page, "15-matched");
  });

  test("the overview says what the bank says, to the fen", async () => {
    await go(page, "概览");
    await page.getByText("2026年1月").waitFor();
    const money = page.getByRole("region", { name: "账户余额" });
    await expect.poll(() => textOf(money)).toContain(grouped(january.closing));
    const words = await textOf(money);
    for (const amount of [january.opening, january.in, january.out]) {
      expect(words).toContain(grouped(amount));
    }
    await page.getByRole("radio", { name: "未缴" }).check();
    await look(page, "16-overview");
  });

  test("a gap in the statements is told at the import and on the overview", async () => {
    await go(page, "银行对账单");
    await upload(page, /对账单文件/, join(files, "camt053-2026-04-gap.xml"));
    await announced(page, "对账单有缺口");
    await look(page, "17-gap");
    await go(page, "概览");
    await page.getByText("份对账单的余额接不上").waitFor();
  });

  test("the book is verified, and a mistake is reversed with its reason", async () => {
    await go(page, "账簿");
    await page.getByRole("button", { name: "校验整本账" }).click();
    await announced(page, "账簿完整");
    await page.getByRole("button", { name: "查看分录 2", exact: true }).click();
    await look(page, "18-journal");
    await page.getByRole("button", { name: "冲销" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "确认冲销" }).click();
    await announced(page, "请先改正这些地方");
    await dialog.getByLabel("冲销原因").fill("面积登记有误");
    await dialog.getByLabel("冲销日期").fill("2026-01-31");
    await dialog.getByRole("button", { name: "确认冲销" }).click();
    await announced(page, "已冲销");
    await page.getByText("已被冲销").first().waitFor();
  });

  test("the notice is published and can be read by everybody", async () => {
    await go(page, "收支公示");
    await page.getByLabel("公示月份").fill("2026-01");
    await page.getByRole("button", { name: "发布公示" }).click();
    await page.getByRole("dialog").getByText("不能撤回").waitFor();
    await look(page, "19-publish-question");
    await confirm(page, "确认发布");
    await announced(page, "2026年1月公示第 1 版已发布");
    await look(page, "20-published");
    const link = page.getByRole("link", { name: /公示网页/ }).first();
    const [notice] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
    await notice.getByText(estate).first().waitFor();
    await notice.close();
    const pdf = await page.getByRole("link", { name: /PDF/ }).first().getAttribute("href");
    const answered = await page.request.get(pdf ?? "");
    expect(answered.headers()["content-type"]).toBe("application/pdf");
    expect((await answered.body()).subarray(0, 5).toString()).toBe("%PDF-");
  });

  test("a role that ends is asked about, and every act stands in the log", async () => {
    await page.getByRole("button", { name: "退出登录" }).click();
    await signIn(page, "admin", adminPassword);
    await page.getByRole("link", { name: new RegExp(estate) }).click();
    await go(page, "工作人员");
    await page.getByRole("button", { name: /^结束角色.*故事出纳/ }).click();
    await page.getByRole("dialog").getByText("立即生效").waitFor();
    await look(page, "21-end-role-question");
    await confirm(page, "确认结束");
    await announced(page, "故事出纳的角色已结束");
    await go(page, "操作日志");
    await page.getByText("导入对账单").first().waitFor();
    await look(page, "22-audit");
  });

  test("the whole console also speaks English", async () => {
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Audit log", level: 1 }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await look(page, "23-english");
  });

  test("the browser met no fault on the way", () => {
    expect(faults).toEqual([]);
  });
});
