import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { type Caller, caller } from "./caller.ts";
import { announced, confirm, go, heading, openConsole, signIn, textOf } from "./console.ts";
import { look, smallTargets } from "./look.ts";
import { tellInOrder } from "./order.ts";
import { adminPassword } from "./people.ts";

// A December of last year: billed as it was seen, its money put where it belongs, and closed.
const estate = "月末小区";
const year = Number(new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 4)) - 1;
const month = `${year}-12`;
const password = (username: string) => `${username} 石榴 plum 2026`;
const people = [
  ["books-cashier", "月末出纳", "company-cashier"],
  ["books-manager", "月末经理", "company-manager"],
  ["books-member", "月末委员", "committee-member"],
] as const;

const roll = `房号,面积,业主,电话,单价
1-101,89.47,张三,13800000001,1.50
1-102,100.00,李四,13800000002,1.50
1-103,50.00,王五,13800000003,1.50
`;

function statement(): string {
  const balance = (code: string, amount: string, on: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${amount}</Amt>` +
    `<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>`;
  const entry = (ref: string, amount: string, sign: "CRDT" | "DBIT", remark: string) =>
    `<Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>` +
    `<BookgDt><Dt>${month}-15</Dt></BookgDt><AcctSvcrRef>${ref}</AcctSvcrRef><NtryDtls><TxDtls>` +
    `<RmtInf><Ustrd>${remark}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?>` +
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>` +
    `<GrpHdr><MsgId>B1</MsgId><CreDtTm>${month}-31T00:00:00</CreDtTm></GrpHdr>` +
    `<Stmt><Id>B1</Id><Acct><Id><Othr><Id>TRUST1</Id></Othr></Id><Ccy>CNY</Ccy></Acct>` +
    `${balance("OPBD", "5000.00", `${month}-01`)}${balance("CLBD", "5434.21", `${month}-31`)}` +
    `${entry("FEE-1", "134.21", "CRDT", "1-101")}${entry("AD-1", "300.00", "CRDT", "电梯广告")}` +
    `</Stmt></BkToCstmrStmt></Document>`
  );
}

/** An estate with its people, its roll and a book that begins with December. */
async function settle(): Promise<void> {
  const admin = caller();
  const session = { username: "admin", password: adminPassword };
  const signedIn = await admin("POST", "/api/session", session);
  const district = `/api/districts/${signedIn.districts[0].districtId}`;
  const made = await admin("POST", `${district}/estates`, {
    name: estate,
    communityName: "三星镇胜天村",
    contactPhone: "028-00000000",
    bookOpenedOn: `${year}-11-30`,
  });
  const path = `${district}/estates/${made.id}`;
  const as = new Map<string, Caller>();
  for (const [username, personName, roleId] of people) {
    const added = await admin("POST", `${path}/members`, { username, personName, roleId });
    const person = caller();
    const given = added.oneTimePassword;
    await person("POST", "/api/session", { username, password: given });
    await person("POST", "/api/session/password", {
      currentPassword: given,
      newPassword: password(username),
    });
    as.set(username, person);
  }
  const cashier = as.get("books-cashier");
  if (cashier === undefined) throw new Error("there is no cashier");
  await cashier("POST", `${path}/roll-imports?from=${month}-01`, roll, "text/csv");
  await cashier("POST", `${path}/openings`, {
    occurredOn: `${year}-11-30`,
    fund: "ordinary",
    amount: { amount: "5000.00", currency: "CNY" },
    reason: "期初余额",
  });
}

describe("a bill run, a month's end, a year's end", () => {
  let browser: Browser;
  let page: Page;
  let faults: readonly string[];
  const pages = new Map<string, { page: Page; faults: readonly string[] }>();

  beforeAll(async () => {
    await settle();
    browser = await openBrowser();
    for (const [username] of people) {
      const phone = username === "books-member";
      const opened = await openConsole(
        browser,
        phone ? { width: 360, height: 740 } : { width: 1280, height: 900 },
      );
      pages.set(username, opened);
      await signIn(opened.page, username, password(username));
      await opened.page.getByRole("link", { name: new RegExp(estate) }).click();
      await heading(opened.page, "概览").waitFor();
    }
  });
  afterAll(() => browser?.close());
  tellInOrder();

  const turnTo = async (username: string) => {
    const found = pages.get(username);
    if (found === undefined) throw new Error(`nobody is called ${username}`);
    ({ page, faults } = found);
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
  };
  const choose = async (label: string, option: string | RegExp) => {
    await page.getByRole("combobox", { name: label }).click();
    await page.locator(".ant-select-item-option").filter({ hasText: option }).click();
  };

  test("what a run would post is seen beside last month, and posted as it was seen", async () => {
    await turnTo("books-cashier");
    await go(page, "出账单");
    await page.getByLabel("账单月份").fill(month);
    await page.getByRole("button", { name: "试算", exact: true }).click();
    const plan = page.getByRole("region", { name: `${year}年12月试算结果` });
    await plan.waitFor();
    // 89.47 × 1.5 = 134.205, half up; with 150.00 and 75.00.
    expect(await textOf(plan)).toContain("359.21");
    await look(page, "90-bill-plan");
    await page.getByRole("button", { name: "按试算结果入账" }).click();
    await confirm(page, "确认生成");
    expect(await textOf(await announced(page, "账单已入账"))).toContain("3 笔");
    await page.getByLabel("月份", { exact: true }).fill(month);
    await page.getByRole("button", { name: "重新计算" }).click();
    await announced(page, "3 笔全部一致");
    await look(page, "91-bills-reckoned-again");
  });

  test("money that is no fee goes to the fund it belongs to", async () => {
    await go(page, "银行对账单");
    await page.getByLabel(/对账单文件/).setInputFiles({
      name: "b1.xml",
      mimeType: "application/xml",
      buffer: Buffer.from(statement()),
    });
    await page.getByRole("button", { name: "导入", exact: true }).click();
    await announced(page, "新入账 2 笔");
    await go(page, "银行流水");
    await page
      .getByRole("link", { name: /认领|处理/ })
      .first()
      .click();
    await page.getByRole("heading", { name: "记入其他资金" }).waitFor();
    await choose("这笔钱是", "公共收益");
    await page.getByLabel("种类").fill("advert");
    await page.getByLabel("说明").fill("电梯广告十二月");
    await look(page, "92-booking");
    await page.getByRole("button", { name: "记入", exact: true }).click();
    await announced(page, "已记入");
    await go(page, "各项资金");
    const common = page.getByRole("region", { name: "公共收益基金" });
    expect(await textOf(common)).toContain("300.00");
    expect(await textOf(common)).toContain("不得透支");
    await look(page, "93-funds");
  });

  test("arrears stand by age with the rate's two numbers", async () => {
    await go(page, "欠费与收缴率");
    // Of last year's 359.21 billed, 134.21 came in: 37.36 %, cut.
    await page.getByText("37.36%").waitFor();
    await page.getByText(/已收 134\.21 元 ÷ 已出账 359\.21 元/).waitFor();
    expect(await textOf(page.locator("main"))).not.toMatch(/张三|李四|王五/);
    await look(page, "94-arrears");
    await go(page, "收费标准");
    await look(page, "95-tariffs");
  });

  test("the year is closed, then its December is sealed", async () => {
    await page.goto(page.url().replace(/tariffs.*$/, `closing?month=${month}`));
    await heading(page, "月末与年结").waitFor();
    const list = page.getByRole("region", { name: /月末清单/ });
    await list.getByText("须先处理").first().waitFor();
    expect(await textOf(list)).toMatch(/本年已年结[\s\S]*须先处理/);
    await look(page, "96-checklist");
    await page.getByRole("button", { name: `结转 ${year} 年` }).click();
    await confirm(page, `结转 ${year} 年`);
    await announced(page, `${year} 年已结转`);
    await page.getByRole("button", { name: "封账", exact: true }).click();
    await confirm(page, "封账");
    await announced(page, `${year}年12月已封账`);
    await list.getByText("本月已封账").waitFor();
    expect(faults).toEqual([]);
  });

  test("the other party countersigns on a phone, and the month takes nothing more", async () => {
    await turnTo("books-member");
    await page.goto(page.url().replace(/overview.*$/, `closing?month=${month}`));
    await page.getByRole("button", { name: `会签 ${year}年12月` }).click();
    await confirm(page, "会签");
    await announced(page, "已记录");
    await page.locator("main").getByText("月末委员").first().waitFor();
    await look(page, "97-countersigned-phone");
    expect(await smallTargets(page)).toEqual([]);
    for (const [screen, name] of [
      ["各项资金", "98-funds-phone"],
      ["先缴后补", "99-subsidies-phone"],
      ["酬金与考评", "99-remuneration-phone"],
    ] as const) {
      await go(page, screen);
      await page.waitForLoadState("networkidle");
      await look(page, name);
    }
    await turnTo("books-cashier");
    await go(page, "出账单");
    await page.getByLabel("账单月份").fill(month);
    await page.getByRole("button", { name: "试算", exact: true }).click();
    await page.getByText("没有需要出账的。").first().waitFor();
    expect(faults).toEqual([]);
  });
});
