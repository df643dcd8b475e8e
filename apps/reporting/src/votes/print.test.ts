import { describe, expect, test } from "vitest";
import { qrOf, readPdf } from "../fixtures/read-pdf.ts";
import { resultSheet, roll, rules } from "../fixtures/vote.ts";
import { mm, pdfOf } from "../formats/pdf.ts";
import { type BallotSheet, ballotPrint } from "./ballot-print.ts";
import { conditionSentence, shareText } from "./conditions.ts";
import { resultPage } from "./result-page.ts";
import { resultPrint } from "./result-print.ts";

describe("the printed result", async () => {
  const pages = await readPdf(await pdfOf(resultPrint(resultSheet)));
  const text = pages.map((page) => page.text).join("");

  test("is A4 and its code leads to the public page", () => {
    for (const { size } of pages) expect(size.originalHeight).toBeCloseTo(mm(297), 0);
    expect(pages[0] && qrOf(pages[0])).toBe(resultSheet.url);
  });

  test.each([
    "1.用维修资金更换3号楼电梯通过",
    "2.续筹维修资金，每平方米5元参与不足，表决不成立",
    "参与表决者的专有部分面积达到全体的三分之二CivilCodeart.278(2),1259666.32平方米673.98平方米—达到",
    "567.48平方米差98.84平方米未达到",
    "6人6人—达到，正好在界线上",
    "作出决定的是业主大会，约束全体业主。",
    "未表态的没有计入（规约没有这样的条款；表决票没有印明后果）",
    "12个月内请求法院撤销（至2027年3月16日）",
    "以下依据没有人核对过正式文本",
    "规则包cn1.0.0→cn-sc1.0.0→cn-sc-chengdu1.0.0",
    `名册指纹：含房号${resultSheet.roll.namedHash}`,
    `选票7张，选票记录指纹${resultSheet.matters[0]?.logRoot}`,
    "未通过只表示没有达到门槛，不表示相反的意见获得通过",
    "盖章处",
  ])("says %s", (words) => {
    expect(text).toContain(words);
  });
});

describe("the page of the result", () => {
  const page = resultPage(resultSheet);

  test("has no script, and leads to counting again", () => {
    expect(page).not.toMatch(/<script|onclick|javascript:/i);
    expect(page).toContain(`href="/recount/?motion=${resultSheet.matters[0]?.id}"`);
  });

  test("escapes what people wrote", () => {
    const [first] = resultSheet.matters;
    if (first === undefined) throw new Error("no matter");
    const hostile = { ...first, title: "<img src=x onerror=alert(1)>" };
    expect(resultPage({ ...resultSheet, matters: [hostile] })).not.toContain("<img");
  });
});

const ballots: BallotSheet = {
  estate: resultSheet.estate,
  meeting: resultSheet.meeting,
  matters: [
    { number: 1, title: "更换 3 号楼电梯", text: "预算 46 万元。" },
    { number: 2, title: "续筹维修资金", text: "" },
  ],
  deemedWarning: undefined,
  rollHash: resultSheet.roll.namedHash,
  isLocalUrl: true,
  papers: roll.voters.slice(0, 3).map(({ units }, index) => ({
    ballotNumber: `0001-000${index}`,
    units,
    weights: { heads: "1", area: "89.37" },
    url: `http://localhost:8080/resident/ballot/${index}`,
  })),
};

describe("paper ballots", async () => {
  const pages = await readPdf(await pdfOf(ballotPrint(ballots)));

  test("each owner's ballot and slip stand on one sheet, with a code of their own", () => {
    expect(pages).toHaveLength(3);
    for (const [index, page] of pages.entries()) {
      const units = ballots.papers[index]?.units.join("、");
      expect(page.text).toContain(`房号：${units}人数1人，专有部分面积89.37平方米`);
      expect(page.text).toContain(`选票编号0001-000${index}`);
      expect(page.text).toContain("第2项续筹维修资金同意反对弃权");
      expect(page.text).toContain("送达回执");
      expect(qrOf(page)).toBe(ballots.papers[index]?.url);
    }
  });

  test("warn of what silence means where the bylaws give it a meaning", async () => {
    const deemedWarning = "收到后不表态的，按规约视为同意已表决的多数意见。";
    const [page] = await readPdf(await pdfOf(ballotPrint({ ...ballots, deemedWarning })));
    expect(page?.text).toContain(deemedWarning);
    expect(pages[0]?.text).not.toContain("不表态");
  });
});

test("every condition of the place can be said", () => {
  expect(shareText([2, 3]).zh).toBe("三分之二");
  expect(shareText([17, 40]).zh).toBe("17/40");
  const bar = {
    part: "adopt",
    axis: "area",
    tally: "for",
    base: "participating",
    share: [1, 2],
  } as const;
  const source = { source: "s", verified: true, pack: rules.packs[0]?.id ?? "" };
  expect(conditionSentence({ ...bar, op: "moreThan", ...source }).zh).toBe(
    "同意者的专有部分面积超过参与表决者的半数",
  );
  expect(
    conditionSentence({
      part: "adopt",
      op: "outnumbers",
      axis: "heads",
      tally: "for",
      base: "against",
      ...source,
    }).zh,
  ).toBe("同意者的人数多于反对者的人数");
  expect(
    conditionSentence({
      part: "quorum",
      op: "count",
      axis: "heads",
      tally: "present",
      required: "3",
      ...source,
    }).zh,
  ).toBe("出席者的人数不少于 3 人");
});
