import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { type Caller, caller } from "./caller.ts";
import { announced, go, heading, openConsole, signIn } from "./console.ts";
import { look, smallTargets } from "./look.ts";
import { tellInOrder } from "./order.ts";
import { adminPassword } from "./people.ts";

const estate = "通行密钥小区";
const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
const year = Number(today.slice(0, 4));
const password = (username: string) => `${username} 石榴 plum 2026`;
const cny = (amount: string) => ({ amount, currency: "CNY" });

/** An estate whose owners have set who pays, with one order that waits for both keys. */
async function settle(): Promise<void> {
  const admin = caller();
  const body = { username: "admin", password: adminPassword };
  const { districts } = await admin("POST", "/api/session", body);
  const district = `/api/districts/${districts[0].districtId}`;
  const made = await admin("POST", `${district}/estates`, {
    name: estate,
    communityName: "三星镇胜天村",
    contactPhone: "028-00000000",
    bookOpenedOn: `${year}-01-01`,
  });
  const path = `${district}/estates/${made.id}`;
  const person = async (username: string, roleId: string): Promise<Caller> => {
    const wanted = { username, personName: username, roleId };
    const { oneTimePassword } = await admin("POST", `${path}/members`, wanted);
    const one = caller();
    await one("POST", "/api/session", { username, password: oneTimePassword });
    const change = { currentPassword: oneTimePassword, newPassword: password(username) };
    await one("POST", "/api/session/password", change);
    return one;
  };
  const cashier = await person("pass-cashier", "company-cashier");
  const manager = await person("pass-manager", "company-manager");
  const member = await person("pass-member", "committee-member");
  const store = async (text: string) =>
    (await cashier("POST", `${path}/vouchers`, text, "application/octet-stream")).sha256;
  const mandate = async (resolutionId: string, subject: string) => {
    const scanSha256 = await store(`决议 ${resolutionId}`);
    const resolution = { resolutionId, resolvedOn: today, subject, scanSha256 };
    const { id } = await manager("POST", `${path}/mandates`, resolution);
    await member("POST", `${path}/mandates/${id}/confirmation`);
    return id;
  };
  await cashier("POST", `${path}/openings`, {
    occurredOn: `${year}-01-01`,
    fund: "ordinary",
    amount: cny("50000.00"),
    reason: "期初余额",
  });
  const draft = await cashier("POST", `${path}/budgets`, {
    year,
    lines: [{ line: "repairs", amount: cny("30000.00") }],
    remunerationRate: "0.10",
  });
  await manager("POST", `${path}/budgets/${draft.id}/publication`, { closesOn: today });
  const adoption = { mandateId: await mandate("1", `budget:${year}`) };
  await manager("POST", `${path}/budgets/${draft.id}/adoption`, adoption);
  const { preset } = await manager("GET", `${path}/access-policies`);
  const policy = { from: today, mandateId: await mandate("2", "access-policy"), policy: preset };
  await manager("POST", `${path}/access-policies`, policy);
  const account = { bankName: "农商银行", number: "6222000000001234" };
  const payee = await cashier("POST", `${path}/payees`, { name: "甲维修部", ...account });
  await cashier("POST", `${path}/payment-orders`, {
    payeeId: payee.id,
    amount: cny("1280.00"),
    line: "repairs",
    purpose: "3 号楼水管",
    voucherSha256: await store("发票"),
    isEmergency: false,
  });
}

/** A fingerprint reader in software, as the browser's own tools give one. */
async function withFingerprint(page: Page): Promise<void> {
  const tools = await page.context().newCDPSession(page);
  await tools.send("WebAuthn.enable");
  await tools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

describe("a passkey instead of copied digits", () => {
  let browser: Browser;
  let page: Page;
  let faults: readonly string[];

  beforeAll(async () => {
    await settle();
    browser = await openBrowser();
    ({ page, faults } = await openConsole(browser, { width: 360, height: 740 }));
    await withFingerprint(page);
  });
  afterAll(() => browser?.close());
  tellInOrder();

  test("the committee's member adds one on his phone, after his password", async () => {
    await signIn(page, "pass-member", password("pass-member"));
    await page.getByRole("link", { name: new RegExp(estate) }).click();
    await heading(page, "概览").waitFor();
    await page.getByRole("button", { name: "菜单" }).click();
    await page.getByRole("link", { name: "验证器与通行密钥" }).click();
    await page.getByLabel("现在的密码").fill(password("pass-member"));
    await page.getByRole("button", { name: "添加通行密钥" }).click();
    await announced(page, "通行密钥已添加");
    await page.getByRole("button", { name: "停用：第 1 把" }).waitFor();
    await look(page, "70-passkey-added");
    expect(await smallTargets(page)).toEqual([]);
  });

  test("signs in with it", async () => {
    await page.context().clearCookies();
    await page.goto(`${inject("address")}/admin/`);
    await heading(page, "登录").waitFor();
    await look(page, "71-passkey-sign-in");
    await page.getByRole("button", { name: "用通行密钥登录" }).click();
    await page.getByRole("link", { name: new RegExp(estate) }).click();
    await heading(page, "概览").waitFor();
  });

  test("approves the payment in three taps, signing exactly what is shown", async () => {
    await go(page, "付款单");
    await page.getByRole("link", { name: "去审批" }).first().tap();
    await page.getByRole("button", { name: "批准", exact: true }).tap();
    await page.getByRole("button", { name: "用通行密钥批准" }).waitFor();
    await look(page, "72-passkey-approve");
    await page.getByRole("button", { name: "用通行密钥批准" }).tap();
    await announced(page, "已批准");
  });

  test("the browser met no fault on the way", () => {
    expect(faults).toEqual([]);
  });
});
