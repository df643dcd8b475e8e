import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { type Caller, caller } from "./caller.ts";
import { announced, confirm, go, heading, openConsole, signIn, textOf } from "./console.ts";
import { look, smallTargets } from "./look.ts";
import { tellInOrder } from "./order.ts";
import { adminPassword } from "./people.ts";

// A shop held in common is let, and a gift becomes a grant that is paid after its proof.
const estate = "共有资产小区";
const year = Number(new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 4)) - 1;
const month = `${year}-12`;
const password = (username: string) => `${username} 枇杷 loquat 2026`;
const people = [
  ["commons-cashier", "资产出纳", "company-cashier"],
  ["commons-member", "资产委员", "committee-member"],
] as const;

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
    `<GrpHdr><MsgId>C1</MsgId><CreDtTm>${month}-31T00:00:00</CreDtTm></GrpHdr>` +
    `<Stmt><Id>C1</Id><Acct><Id><Othr><Id>TRUST2</Id></Othr></Id><Ccy>CNY</Ccy></Acct>` +
    `${balance("OPBD", "0.00", `${month}-01`)}${balance("CLBD", "3200.00", `${month}-31`)}` +
    `${entry("RENT-1", "1200.00", "CRDT", "便利店租金")}` +
    `${entry("GIFT-1", "5000.00", "CRDT", "捐给独居老人")}` +
    `${entry("PAY-1", "3000.00", "DBIT", "社工服务中心")}` +
    `</Stmt></BkToCstmrStmt></Document>`
  );
}

async function settle(): Promise<void> {
  const admin = caller();
  const session = { username: "admin", password: adminPassword };
  const signedIn = await admin("POST", "/api/session", session);
  const district = `/api/districts/${signedIn.districts[0].districtId}`;
  const made = await admin("POST", `${district}/estates`, {
    name: estate,
    communityName: "三星镇胜天村",
    contactPhone: "028-00000000",
    bookOpenedOn: `${month}-01`,
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
  await as.get("commons-cashier")?.(
    "POST",
    `${path}/bank-statements`,
    statement(),
    "application/xml",
  );
}

describe("what is held in common, and what is given for a purpose", () => {
  let browser: Browser;
  let page: Page;
  let faults: readonly string[];
  const pages = new Map<string, { page: Page; faults: readonly string[] }>();

  beforeAll(async () => {
    await settle();
    browser = await openBrowser();
    for (const [username] of people) {
      const phone = username === "commons-member";
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
  const choose = async (label: string, option: string | RegExp, at = 0) => {
    await page.getByRole("combobox", { name: label }).nth(at).click();
    await page
      .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
      .filter({ hasText: option })
      .click();
  };
  const file = (name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(name) });

  test("a shop is registered and let, and its rent is split as it is booked", async () => {
    await turnTo("commons-cashier");
    await go(page, "共有资产与租约");
    await page.getByLabel("编号").fill("A-01");
    await page.getByLabel("名称").fill("一号商铺");
    await choose("类别", "商铺");
    await page.getByLabel("位置").fill("1 栋底楼");
    await page.getByLabel(/集体分成/).fill("0.3");
    await page.getByRole("button", { name: "登记", exact: true }).click();
    await announced(page, "已登记 A-01");

    await choose("资产", "A-01");
    await page.getByLabel("承租人").fill("便利店");
    await page.getByLabel("第一天").fill(`${month}-01`);
    await page.getByLabel("最后一天").fill(`${month}-31`);
    await page.getByLabel("月租（元）").fill("1500.00");
    await page.getByLabel(/合同文件/).setInputFiles(file("租约.txt"));
    await page.getByRole("button", { name: "登记租约" }).click();
    await announced(page, "租约已登记");

    await choose("租约", "便利店");
    await choose("银行流水", "便利店租金");
    await page.getByLabel("说明").fill("十二月租金");
    await page.getByRole("button", { name: "登记租金" }).click();
    await announced(page, "租金已入账");
    await page.getByRole("button", { name: /看租约/ }).click();
    const lease = page.getByRole("group", { name: "租约", exact: true });
    await lease.waitFor();
    const told = await textOf(lease);
    expect(told).toContain("1,500.00");
    expect(told).toContain("300.00");
    await look(page, "96-common-assets");
    expect(faults).toEqual([]);
  });

  test("a gift for a purpose becomes a grant in two stages", async () => {
    await go(page, "捐赠与资助");
    await choose("银行流水", "捐给独居老人");
    await page.getByLabel("捐赠人的意愿").fill("用于独居老人");
    await page.getByRole("button", { name: "登记捐赠" }).click();
    await announced(page, "捐赠已入账");
    await page.getByLabel("受助方").fill("社工服务中心");
    await page.getByLabel("用途").fill("独居老人探访");
    await page.getByLabel(/决定文件/).setInputFiles(file("评审纪要.txt"));
    await page.getByRole("button", { name: "再加一个阶段" }).click();
    for (const [at, [title, amount, on]] of [
      ["启动", "3000.00", `${year + 1}-03-01`],
      ["结项", "2000.00", `${year + 1}-06-01`],
    ].entries()) {
      await page.getByLabel(`第 ${at + 1} 阶段名称`).fill(title ?? "");
      await page.getByLabel(`第 ${at + 1} 阶段金额（元）`).fill(amount ?? "");
      await page.getByLabel(`第 ${at + 1} 阶段计划日期`).fill(on ?? "");
    }
    await page.getByRole("button", { name: "登记资助决定" }).click();
    await announced(page, "等第二个人核对");
    await look(page, "97-grant-proposed");
  });

  test("another person awards it, on a phone", async () => {
    await turnTo("commons-member");
    await go(page, "捐赠与资助");
    await page.getByRole("button", { name: "核对无误，授予" }).click();
    await confirm(page, "核对无误，授予");
    await page.getByText("已授予").waitFor();
    expect(await smallTargets(page)).toEqual([]);
    await look(page, "98-grant-awarded-phone");
  });

  test("a stage is proved, accepted by the other, and paid", async () => {
    await turnTo("commons-cashier");
    await page.getByRole("button", { name: /看阶段/ }).click();
    await page
      .getByLabel(/成果文件/)
      .first()
      .setInputFiles(file("探访记录.txt"));
    await page.getByRole("button", { name: "提交成果" }).first().click();
    await page.getByText("待验收").waitFor();
    await turnTo("commons-member");
    await page.getByText("看阶段").click();
    await page.getByRole("button", { name: "验收通过" }).click();
    await page.getByText("可拨付").waitFor();
    await turnTo("commons-cashier");
    await page.getByRole("button", { name: /看阶段/ }).click();
    await choose("银行流水", "社工服务中心");
    await page.getByRole("button", { name: "登记拨付" }).click();
    await page.getByText("已拨付", { exact: false }).nth(1).waitFor();
    expect(await textOf(page.getByRole("region", { name: "资助项目" }))).toContain("3,000.00");
    await look(page, "99-grant-paid");
    expect(faults).toEqual([]);
  });
});
