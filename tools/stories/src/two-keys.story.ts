import { generateSync } from "otplib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { type Caller, caller } from "./caller.ts";
import { announced, confirm, go, heading, openConsole, openMenu, signIn } from "./console.ts";
import { look, smallTargets } from "./look.ts";
import { tellInOrder } from "./order.ts";
import { adminPassword } from "./people.ts";

const estate = "两把钥匙小区";
const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
const year = Number(today.slice(0, 4));
const password = (username: string) => `${username} 石榴 plum 2026`;

const people = [
  ["keys-cashier", "钥匙出纳", "company-cashier"],
  ["keys-manager", "钥匙经理", "company-manager"],
  ["keys-member", "钥匙委员", "committee-member"],
] as const;

/** An estate with its three people, each with a password of their own. */
async function settle(): Promise<{ path: string; as: ReadonlyMap<string, Caller> }> {
  const admin = caller();
  const signedIn = await admin("POST", "/api/session", {
    username: "admin",
    password: adminPassword,
  });
  const district = `/api/districts/${signedIn.districts[0].districtId}`;
  const made = await admin("POST", `${district}/estates`, {
    name: estate,
    communityName: "三星镇胜天村",
    contactPhone: "028-00000000",
    bookOpenedOn: `${year}-01-01`,
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
  await as.get("keys-cashier")?.("POST", `${path}/openings`, {
    occurredOn: `${year}-01-01`,
    fund: "ordinary",
    amount: { amount: "50000.00", currency: "CNY" },
    reason: "期初余额",
  });
  return { path, as };
}

/** A statement of today that holds one payment. */
function statement(amount: string, account: string): string {
  const balance = (code: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${today}</Dt></Dt></Bal>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>K1</MsgId><CreDtTm>${today}T00:00:00</CreDtTm></GrpHdr><Stmt><Id>K1</Id><Acct><Id><Othr><Id>TRUST1</Id></Othr></Id><Ccy>CNY</Ccy></Acct>${balance("OPBD")}${balance("CLBD")}<Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${today}</Dt></BookgDt><AcctSvcrRef>KEYS-OUT-1</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Cdtr><Pty><Nm>甲维修部</Nm></Pty></Cdtr><CdtrAcct><Id><Othr><Id>${account}</Id></Othr></Id></CdtrAcct></RltdPties></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`;
}

const file = (name: string, text: string) => ({
  name,
  mimeType: "text/plain",
  buffer: Buffer.from(text),
});

describe("no yuan moves without two keys", () => {
  let browser: Browser;
  let page: Page;
  let faults: readonly string[];
  let world: Awaited<ReturnType<typeof settle>>;
  const secrets = new Map<string, string>();
  const pages = new Map<string, { page: Page; faults: readonly string[] }>();

  beforeAll(async () => {
    world = await settle();
    browser = await openBrowser();
    // The committee's member approves on a phone.
    for (const [username] of people) {
      const phone = username === "keys-member";
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

  /** Another person's screen, fresh: what somebody else did meanwhile is there. */
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

  test("a resolution is recorded by one and confirmed by another", async () => {
    await turnTo("keys-manager");
    await go(page, "业主大会决议");
    for (const [id, subject] of [
      ["业决 1 号", `通过 ${year} 年预算`],
      ["业决 2 号", "设定支付权限"],
    ] as const) {
      await page.getByLabel("决议文号").fill(id);
      await choose("决议事项", subject);
      await page.getByLabel(/扫描件/).setInputFiles(file(`${id}.txt`, `决议原文 ${id}`));
      await page.getByRole("button", { name: "登记", exact: true }).click();
      await page.getByRole("cell", { name: id }).waitFor();
    }
    await announced(page, "已登记，等另一人核对");
    expect(await page.getByRole("button", { name: /核对无误/ }).count()).toBe(0);
    await look(page, "80-mandates");

    await turnTo("keys-member");
    await go(page, "业主大会决议");
    for (const id of ["业决 1 号", "业决 2 号"]) {
      await page.getByRole("button", { name: `核对无误 ${id}` }).click();
      await confirm(page, "核对无误");
      await announced(page, "决议已核对");
    }
    await look(page, "81-mandates-phone");
  });

  test("the budget is laid open, answered, and adopted by that resolution", async () => {
    await turnTo("keys-cashier");
    await go(page, "预算");
    await page
      .getByLabel(/维修|维护/)
      .first()
      .fill("20,000");
    await page.getByRole("button", { name: "保存草案" }).click();
    await announced(page, "第 1 稿已保存");
    await page.getByRole("button", { name: "公开征求意见" }).click();
    await announced(page, "已记录");
    await page.getByLabel("意见内容").fill("水管怎么年年修？");
    await page.getByRole("button", { name: "登记意见" }).click();
    await page.getByLabel("答复", { exact: true }).fill("今年换主管。");
    await page.getByRole("button", { name: "登记答复" }).click();
    await page.getByText("答复: 今年换主管。").waitFor();
    await look(page, "82-budget-draft");

    await turnTo("keys-manager");
    await go(page, "预算");
    await choose("选择决议", "业决 1 号");
    await page.getByRole("button", { name: "凭决议通过" }).click();
    await page.getByText("已凭决议 业决 1 号 通过").waitFor();
    await page.getByText("已用 0%").waitFor();
    await look(page, "83-budget");
    await go(page, "支付权限");
    await choose("选择决议", "业决 2 号");
    await page.getByRole("button", { name: "设定", exact: true }).click();
    await page.getByText(/依据决议 业决 2 号/).waitFor();
    await look(page, "84-policy");
  });

  test.each(["keys-manager", "keys-member"])("%s sets up an authenticator", async (username) => {
    await turnTo(username);
    await openMenu(page);
    await page.getByRole("link", { name: "验证器" }).click();
    await page.getByRole("button", { name: "显示二维码" }).click();
    await page.getByRole("img", { name: "用验证器扫描" }).waitFor();
    const secret = (await page.locator("code").first().textContent()) ?? "";
    secrets.set(username, secret);
    await page.getByLabel("验证器显示的六位数字").fill(code(username));
    await page.getByRole("button", { name: "确认绑定" }).click();
    await announced(page, "验证器已绑定");
    await page.getByRole("link", { name: "回到小区" }).click();
    await page.getByRole("link", { name: new RegExp(estate) }).click();
  });

  /** A code is taken once: after the enrolment's comes the next one, whenever that is. */
  const code = (username: string, offset = 0) =>
    generateSync({
      secret: secrets.get(username) ?? "",
      epoch: Math.floor(Date.now() / 1000) + offset,
    });

  test("the company proposes, and the line is committed", async () => {
    await turnTo("keys-cashier");
    await go(page, "收款方");
    await page.getByLabel("名称").fill("甲维修部");
    await page.getByLabel("开户行").fill("农商银行");
    await page.getByLabel("账号", { exact: true }).fill("6222 0000 0000 1234");
    await page.getByRole("button", { name: "登记", exact: true }).click();
    await announced(page, "甲维修部已登记");
    expect(await page.getByText("62220000").count()).toBe(0);
    await look(page, "85-payees");
    await go(page, "付款单");
    await choose("收款方", "甲维修部");
    await page.getByLabel("金额").fill("1,234.50");
    await choose("预算科目", /可用 20,000.00/);
    await page.getByLabel("用途").fill("3 号楼主水管");
    await page.getByLabel(/发票号/).fill("FP-1");
    await page.getByLabel(/发票或凭证文件/).setInputFiles(file("发票.txt", "发票 FP-1"));
    await page.getByRole("button", { name: "发起", exact: true }).click();
    await page.getByRole("link", { name: /查看 甲维修部/ }).waitFor();
    await look(page, "86-orders");
  });

  test("a third way is refused: the bank's line is not booked past the two keys", async () => {
    await world.as.get("keys-cashier")?.(
      "POST",
      `${world.path}/bank-statements`,
      statement("1234.50", "6222000000001234"),
      "application/xml",
    );
    await turnTo("keys-cashier");
    await go(page, "银行流水");
    await page
      .getByRole("link", { name: /登记用途/ })
      .first()
      .click();
    await page.getByText("没有已批准的付款单").waitFor();
    await choose("支出科目", "共用设施日常运行维护");
    await page.getByRole("textbox", { name: "用途" }).fill("直接登记");
    await page.getByRole("textbox", { name: "凭证号" }).fill("1");
    await page.getByRole("button", { name: "登记", exact: true }).click();
    await confirm(page, "确认入账");
    await page.getByText("付款须凭两方审批过的付款单登记").waitFor();
    await look(page, "87-refused");
    await page.getByRole("button", { name: "取消" }).click();
  });

  test("the manager turns the company's key", async () => {
    await turnTo("keys-manager");
    await go(page, "付款单");
    await page.getByRole("link", { name: /去审批 甲维修部/ }).click();
    await page.getByText("人民币壹仟贰佰叁拾肆元伍角整").waitFor();
    await look(page, "88-card");
    await page.getByRole("button", { name: "批准" }).click();
    await page.getByLabel("验证码").fill(code("keys-manager", 30));
    await page.getByRole("dialog").getByRole("button", { name: "批准" }).click();
    await announced(page, "已批准");
    await page.getByText("物业公司：钥匙经理 已批准").waitFor();
    // Nobody turns a key twice: the card offers it no more, and says why.
    await page.getByText("您已经审批过").waitFor();
    expect(await page.getByRole("button", { name: "批准" }).count()).toBe(0);
  });

  test("on a phone the committee's key is three taps away", async () => {
    await turnTo("keys-member");
    await page.getByText("1 笔付款等您审批").waitFor();
    await go(page, "付款单");
    await page.getByRole("link", { name: /去审批 甲维修部/ }).click();
    await page.getByText("请您代表业委会审批").waitFor();
    await look(page, "89-card-phone");
    expect(await smallTargets(page)).toEqual([]);
    await page.getByRole("button", { name: "批准" }).click();
    await page.getByLabel("验证码").fill(code("keys-member", 30));
    await look(page, "90-approve-phone");
    await page.getByRole("dialog").getByRole("button", { name: "批准" }).click();
    await announced(page, "已批准");
    await page.getByText("已批准，待银行付款").waitFor();
  });

  test("the bank's line executes it, and the budget shows it", async () => {
    await turnTo("keys-cashier");
    await go(page, "银行流水");
    await page
      .getByRole("link", { name: /登记用途/ })
      .first()
      .click();
    await choose("付款单", /甲维修部/);
    await page.getByRole("button", { name: "入账", exact: true }).click();
    await announced(page, "已凭付款单入账");
    await go(page, "预算");
    await page.getByText("已用 6%").waitFor();
    await go(page, "付款单");
    await page.getByText("已付款").first().waitFor();
    await look(page, "91-executed");
    for (const [username] of people) {
      await turnTo(username);
      expect(faults, username).toEqual([]);
    }
  });
});
