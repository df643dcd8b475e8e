import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { announced, go, heading } from "./console.ts";
import { enterPapers, type Hall, hallOf, papersOf } from "./hall.ts";
import { look, smallTargets } from "./look.ts";
import { tellInOrder } from "./order.ts";
import { textsOf } from "./sheets.ts";
import { convene, deliverToAll, drawRoll, freezeRoll, meetingOn, part, step } from "./votes.ts";

// A vote by the law of China, from its notice to the count while it is open: eight flats.
const flats = [
  { number: "1-1-101", area: "89.37", owner: "张三" },
  { number: "1-1-102", area: "89.37", owner: "李四" },
  { number: "1-1-103", area: "89.37", owner: "王五" },
  { number: "1-1-104", area: "102.50", owner: "赵六" },
  { number: "1-1-105", area: "120.00", owner: "钱七" },
  { number: "1-1-106", area: "120.00", owner: "孙八" },
  { number: "1-1-107", area: "96.20", owner: "周九" },
  { number: "1-1-108", area: "96.20", owner: "吴十" },
];
const year = new Date().getUTCFullYear() + 1;

describe("a vote by the law of China", () => {
  let browser: Browser;
  let hall: Hall;
  let chair: Page;
  let clerk: Page;
  let phone: Page;
  const faults: (readonly string[])[] = [];
  let meetingId = "";
  let motions: readonly { readonly id: string; readonly title: string }[] = [];

  beforeAll(async () => {
    hall = await hallOf("桂溪苑", flats);
    browser = await openBrowser();
    for (const username of ["chair", "clerk"]) {
      const screen = await hall.open(browser, username);
      faults.push(screen.faults);
      if (username === "chair") chair = screen.page;
      else clerk = screen.page;
    }
  });
  afterAll(async () => {
    await browser?.close();
    await hall?.stop();
  });
  tellInOrder();

  test("the meeting is set up under the rule in words", async () => {
    await convene(chair, {
      title: "2026 年第一次业主大会",
      place: /成都/,
      noticeServedOn: hall.day(-20),
      opensAt: hall.wallTime(-3),
      closesAt: hall.wallTime(60),
      motions: [
        {
          matter: /其他重大事项/,
          title: `通过 ${year} 年预算`,
          words: "预算草案已公开征求意见，全年支出 5 万元。",
          subject: new RegExp(`${year} 年预算`),
        },
        { matter: /^使用维修资金/, title: "用维修资金更换 3 号楼电梯" },
      ],
    });
    await chair.getByText("参与表决者的专有部分面积达到全体的三分之二").first().waitFor();
    await look(chair, "700-votes-convene");
    await chair.getByRole("button", { name: "召集", exact: true }).click();
    await heading(chair, "2026 年第一次业主大会").waitFor();
    await chair.getByText("名册已公布并冻结").waitFor();
    // Nothing is ready, so nothing opens.
    expect(await chair.getByRole("button", { name: "开始投票" }).isDisabled()).toBe(true);
    meetingId = meetingOn(chair);
    await look(chair, "701-votes-readiness");
  });

  test("the roll is objected to, corrected and frozen", async () => {
    await drawRoll(chair);
    await chair.getByText("8 个表决权人，8 套房屋").waitFor();
    await chair.getByLabel("房号", { exact: true }).fill("1-1-104");
    await chair.getByLabel("异议内容").fill("产权证上是 112.50 平方米");
    await chair.getByRole("button", { name: "登记异议" }).click();
    await announced(chair, "异议已登记");
    await chair.getByRole("button", { name: "处理 1-1-104" }).click();
    const dialog = chair.getByRole("dialog");
    await dialog.getByLabel("理由（公布）").fill("已核对不动产权证");
    await dialog.getByLabel(/更正面积/).fill("112.50");
    await look(chair, "702-votes-settle");
    await dialog.getByRole("button", { name: "处理" }).click();
    await announced(chair, "异议已处理");
    await chair.getByText(/名册指纹由 .+ 变为 .+/).waitFor();
    await freezeRoll(chair);
    await look(chair, "703-votes-roll");
  });

  test("ballots are printed, and every door is ticked off", async () => {
    await part(chair, "送达");
    const link = await chair.getByRole("link", { name: /打印表决票/ }).getAttribute("href");
    const printed = await chair.request.get(`${hall.address}${link}`);
    const sheets = await textsOf(await printed.body());
    expect(sheets).toHaveLength(8);
    expect(sheets[0]).toContain("表决票");
    expect(sheets[0]).toContain(`第1项通过${year}年预算`);
    expect(sheets[0]).toContain("送达回执");
    await look(chair, "704-votes-doors");
    await deliverToAll(chair);
    await step(chair, "开始投票", "投票已开始");
    await look(chair, "705-votes-open");
    const { motions: listed } = await hall.as("chair")("GET", `${hall.path}/meetings/${meetingId}`);
    motions = listed;
  });

  test("an owner votes on a phone in large type and keeps the receipt", async () => {
    const code = await hall.slipFor("1-1-101");
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      locale: "zh-CN",
      acceptDownloads: true,
    });
    phone = await context.newPage();
    const said: string[] = [];
    phone.on("pageerror", (error) => said.push(error.message));
    faults.push(said);
    await phone.goto(`${hall.address}/resident/#/slip/${code}`);
    await phone.getByLabel("六位密码").fill("274913");
    await phone.getByLabel("再输入一次").fill("274913");
    await phone.getByRole("button", { name: "设好密码，登录" }).tap();
    await phone.getByRole("link", { name: /业主表决/ }).tap();
    await phone.getByRole("link", { name: /第一次业主大会/ }).tap();
    await phone.getByRole("button", { name: "去投票" }).waitFor();
    await look(phone, "710-ballot-paper", 16);
    await phone.getByRole("button", { name: "去投票" }).tap();
    await phone.getByRole("button", { name: "下一步" }).tap();
    await phone.getByText("还有没有选的事项").waitFor();
    await phone.getByLabel("同意").check();
    await look(phone, "711-ballot-choice", 16);
    expect(await smallTargets(phone)).toEqual([]);
    await phone.getByRole("button", { name: "下一步" }).tap();
    await phone.getByLabel("反对").check();
    await phone.getByRole("button", { name: "下一步" }).tap();
    await phone.getByRole("heading", { name: "请核对" }).waitFor();
    await look(phone, "712-ballot-check", 16);
    await phone.getByRole("button", { name: "投票", exact: true }).tap();
    await phone.getByText("已经投票").waitFor();
    await look(phone, "713-ballot-done", 16);
    await phone.getByRole("link", { name: "我的回执" }).tap();
    await phone.getByText("已在这部手机上验算").first().waitFor();
    await look(phone, "714-ballot-receipt", 16);
    expect(await smallTargets(phone)).toEqual([]);
  });

  test("a paper ballot is read by two; a difference waits for a third", async () => {
    const paper = (await papersOf(hall, meetingId)).get("1-1-102");
    await go(clerk, "业主表决");
    await clerk.getByRole("link", { name: "2026 年第一次业主大会" }).click();
    await part(clerk, "纸质票");
    // By keys alone: the number, Enter, one figure a motion.
    await clerk.getByLabel("选票编号").focus();
    await clerk.keyboard.type(paper?.paperNumber ?? "");
    await clerk.keyboard.press("Enter");
    await clerk.getByText("这是 1-1-102 的票").waitFor();
    await clerk.keyboard.press("1");
    await clerk.keyboard.press("2");
    await clerk.getByLabel("这张票的扫描件").setInputFiles({
      name: "票.png",
      mimeType: "image/png",
      buffer: scan,
    });
    await look(clerk, "720-paper-entry");
    await clerk.getByRole("button", { name: "录入", exact: true }).click();
    await clerk.getByText("已录入，等第二个人再录一遍").waitFor();
    await clerk.getByText("您录过，须由别人再录").waitFor();

    await part(chair, "纸质票");
    await chair.getByRole("button", { name: /再录一遍/ }).click();
    await chair.getByRole("button", { name: "找票" }).click();
    await chair.getByText("这是 1-1-102 的票").waitFor();
    await chair.keyboard.press("1");
    await chair.keyboard.press("1");
    await look(chair, "721-paper-scan");
    await chair.getByRole("button", { name: "录入", exact: true }).click();
    await chair.getByText(/两遍不一致：选择/).waitFor();
    await look(chair, "722-paper-differs");
    // The third's reading decides; the rest of the box is filled the same way, off the screen.
    const { sheets } = await hall.as("third")("GET", `${hall.path}/meetings/${meetingId}/sheets`);
    await hall.as("third")("POST", `${hall.path}/meetings/${meetingId}/sheets`, {
      sheet: paper?.paperNumber,
      voterId: paper?.voterId,
      scanSha256: sheets[0].scanSha256,
      receivedAt: sheets[0].receivedAt,
      choices: [
        { motionId: motions[0]?.id, choice: "for" },
        { motionId: motions[1]?.id, choice: "against" },
      ],
    });
    const [budget = "", lift = ""] = motions.map(({ id }) => id);
    await enterPapers(hall, meetingId, hall.wallTime(-1), {
      "1-1-103": { [budget]: "for", [lift]: "against" },
      "1-1-104": { [budget]: "for", [lift]: "for" },
      "1-1-105": { [budget]: "for", [lift]: "abstain" },
      "1-1-106": { [budget]: "against", [lift]: "for" },
    });
  });

  test("the count is watched by those allowed", async () => {
    await part(chair, "计票");
    await chair.getByText("按现在的票").first().waitFor();
    await chair
      .getByText(/电子票 1 张，纸质票 5 张/)
      .first()
      .waitFor();
    await look(chair, "730-count");
  });

  test("no browser met a fault on the way", () => {
    expect(faults.flat()).toEqual([]);
  });
});

/** A picture of one pixel stands for the scan. */
const scan = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
  "base64",
);
