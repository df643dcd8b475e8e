import type { Content, ContentText, TableCell, TDocumentDefinitions } from "pdfmake/interfaces.js";
import { clockTime, dateInWords } from "../disclosure/dates.ts";
import {
  accent,
  cell,
  faint,
  free,
  heading,
  pale,
  right,
  ruled,
  sealAndSignatures,
  sideMargin,
} from "../disclosure/print-parts.ts";
import { mm } from "../formats/pdf.ts";
import { grouped } from "../formats/plain-text.ts";
import { conditionSentence, figuresOf } from "./conditions.ts";
import {
  type MatterResult,
  packName,
  type ResultSheet,
  remarksOn,
  shownTallies,
} from "./result-sheet.ts";
import { axisTitle, partTitle, statusTitle, tallyTitle } from "./words.ts";

/** The notice of result for the board: each condition with what it asked and what it got. */
export function resultPrint(sheet: ResultSheet): TDocumentDefinitions {
  const { estate, meeting } = sheet;
  const name = `${estate.name} ${meeting.title} 表决结果`;
  return {
    info: {
      title: name,
      subject: "表决结果公示 · Notice of the result of a vote",
      author: `${estate.communityName} ${estate.name}`,
      creationDate: new Date(sheet.madeAt),
    },
    language: "zh-CN",
    pageSize: "A4",
    pageMargins: [sideMargin, mm(18), sideMargin, mm(17)],
    defaultStyle: { fontSize: 10.5, lineHeight: 1.2, color: "#1d1d1b" },
    header: (page) =>
      page === 1
        ? null
        : {
            columns: [
              { text: name, fontSize: 8.5, color: faint },
              {
                text: `会议编号 ${meeting.number}`,
                fontSize: 8.5,
                color: faint,
                alignment: "right",
              },
            ],
            margin: [sideMargin, mm(9), sideMargin, 0],
          },
    footer: (page, pages) => ({
      text: `第 ${page} 页，共 ${pages} 页 · page ${page} of ${pages}`,
      fontSize: 8.5,
      color: faint,
      alignment: "center",
      margin: [0, mm(5), 0, 0],
    }),
    content: [
      titleBlock(sheet),
      ...sheet.matters.map(matterBlock),
      rollBlock(sheet),
      recountBlock(sheet),
      sealAndSignatures([
        ["召集人", "Convened by"],
        ["监票人", "Scrutineer"],
        ["计票人", "Teller"],
        ["日期", "Date"],
      ]),
    ],
  };
}

function titleBlock({ estate, meeting, url, isLocalUrl, madeAt }: ResultSheet): Content {
  const facts: [string, string][] = [
    ["小区", `${estate.districtName} ${estate.communityName} ${estate.name}`],
    ["通知送达", dateInWords(meeting.noticeServedOn)],
    [
      "表决时间",
      `${clockTime(meeting.opensAt, estate.zone)} 至 ${clockTime(meeting.closesAt, estate.zone)}`,
    ],
    ["公布时间", clockTime(meeting.publishedAt, estate.zone)],
    ["会议编号", meeting.number],
    ...(meeting.closingRule === undefined
      ? []
      : ([["截止规则", meeting.closingRule]] as [string, string][])),
    ["制作时间", clockTime(madeAt, estate.zone)],
  ];
  return {
    columns: [
      {
        width: "*",
        stack: [
          { text: "表决结果公示", fontSize: 25, bold: true, color: accent, characterSpacing: 3 },
          { text: "Notice of the result of a vote", fontSize: 9, color: faint },
          { text: meeting.title, fontSize: 15, bold: true, margin: [0, 5, 0, 5] },
          {
            layout: "noBorders",
            table: {
              widths: ["auto", "*"],
              body: facts.map(([label, value]) => [
                { text: label, color: faint, margin: [0, -1, 6, -1] },
                { text: value, margin: [0, -1, 0, -1] },
              ]),
            },
          },
        ],
      },
      {
        width: mm(34),
        stack: [
          { qr: url, fit: mm(33), eccLevel: "M" as const, alignment: "right" as const },
          {
            text: isLocalUrl ? "扫码看网页（仅本机）" : "扫码看网页",
            fontSize: 8.5,
            alignment: "center",
            margin: [0, 3, 0, 0],
          },
        ],
      },
    ],
    columnGap: 12,
    margin: [0, 0, 0, 6],
  };
}

function matterBlock(matter: MatterResult): Content {
  const { verdict } = matter;
  const status = statusTitle(verdict.status);
  return [
    {
      unbreakable: true,
      margin: [0, 12, 0, 2],
      layout: {
        hLineWidth: () => 1.2,
        vLineWidth: (line) => (line === 1 ? 0 : 1.2),
        hLineColor: () => accent,
        vLineColor: () => accent,
        paddingLeft: () => 8,
        paddingRight: () => 8,
        paddingTop: () => 6,
        paddingBottom: () => 6,
      },
      table: {
        widths: ["*", 150],
        body: [
          [
            {
              stack: [
                {
                  text: `${matter.number}. ${matter.title}${matter.isSecondBallot ? "（二次表决）" : ""}`,
                  fontSize: 13.5,
                  bold: true,
                },
                ...(matter.text === "" ? [] : [{ text: matter.text, color: faint, fontSize: 9.5 }]),
              ],
            },
            {
              fillColor: pale,
              alignment: "center",
              stack: [
                { text: status.zh, fontSize: status.zh.length > 6 ? 13 : 19, bold: true },
                { text: status.en, fontSize: 8, color: faint },
              ],
            },
          ],
        ],
      },
    },
    ruled(
      heading("条件", "What the rule asks, and what was reached"),
      [28, free([28, 72, 72, 72, 58]), 72, 72, 72, 58],
      [
        cell("项"),
        cell("规则 Rule"),
        right("要求 Required"),
        right("达到 Reached"),
        right("相差 Off by"),
        cell("结论"),
      ],
      verdict.conditions.map((condition) => conditionRow(condition)),
    ),
    ...talliesTable(matter),
    {
      ul: remarksOn(matter).map((text) => ({ text, margin: [0, 1, 0, 1] })),
      margin: [0, 6, 0, 0],
    },
    ...unverifiedBlock(matter),
    {
      fontSize: 8.5,
      color: faint,
      margin: [0, 4, 0, 0],
      stack: [
        `规则包 ${verdict.packs.map(packName).join(" → ")}，表决日 ${verdict.on} 生效的规则“${verdict.rule ?? "—"}”`,
        `决议编号 ${matter.resolutionId}，名册指纹 ${verdict.rollHash ?? "—"}`,
        `选票 ${matter.logSize} 张，选票记录指纹 ${matter.logRoot}`,
      ],
    },
  ];
}

function conditionRow(condition: MatterResult["verdict"]["conditions"][number]): TableCell[] {
  const sentence = conditionSentence(condition);
  const figures = figuresOf(condition);
  const group = condition.group === undefined ? "" : `〔${condition.group}〕`;
  const isFair = condition.met !== false;
  return [
    cell(partTitle(condition.part).zh),
    {
      stack: [
        { text: `${group}${sentence.zh}` },
        {
          text: `${condition.source}${condition.verified ? "" : " ※未核对原文"}`,
          fontSize: 7.5,
          color: faint,
        },
      ],
    },
    right(figures.required),
    right(figures.reached),
    right(figures.off),
    { text: figures.standing, bold: !isFair },
  ];
}

/** Who voted how, on each axis that was counted. */
function talliesTable(matter: MatterResult): Content[] {
  const rows = shownTallies(matter);
  const axes = [...new Set(rows.flatMap(([, amounts]) => Object.keys(amounts)))];
  if (rows.length === 0) return [];
  const widths = axes.map(() => 120);
  const title = (axis: string) => `${axisTitle(axis).zh}（${axisTitle(axis).unit}）`;
  return [
    ruled(
      heading("计票", "Count"),
      [free(widths), ...widths],
      [cell("项 Tally"), ...axes.map((axis) => right(title(axis)))],
      rows.map(([name, amounts]) => [
        cell(tallyTitle(name).zh, tallyTitle(name).en),
        ...axes.map((axis) => right(grouped(amounts[axis] ?? "—"))),
      ]),
    ),
  ];
}

function unverifiedBlock({ verdict }: MatterResult): Content[] {
  if (verdict.unverified.length === 0) return [];
  return [
    {
      margin: [0, 6, 0, 0],
      stack: [
        { text: "※ 以下依据没有人核对过正式文本，结论依赖它们：", bold: true },
        {
          ul: verdict.unverified.map(({ source, path }) => `${source}（${path}）`),
          fontSize: 9,
        },
      ],
    },
  ];
}

function rollBlock({ roll }: ResultSheet): Content {
  const totals = Object.entries(roll.totals).map(
    ([axis, amount]) => `${axisTitle(axis).zh} ${grouped(amount)} ${axisTitle(axis).unit}`,
  );
  return {
    unbreakable: true,
    stack: [
      heading("名册", "Roll"),
      { text: `名册在表决前冻结，共 ${roll.voters} 个表决权人；${totals.join("，")}。` },
      {
        text: `名册指纹：含房号 ${roll.namedHash}；代号 ${roll.secretHash}`,
        fontSize: 8.5,
        color: faint,
      },
      ...(roll.thin === 0
        ? []
        : [
            {
              text: `提醒：有 ${roll.thin} 人的面积或份额很少有人相同，熟悉的人可能认出公布文件里的哪一行是谁。`,
            },
          ]),
    ],
  };
}

function recountBlock({ url, meeting, estate }: ResultSheet): Content {
  const steps = [
    `打开 ${url}，点“重新计票”：您的手机或电脑会自己数一遍，不经过本系统的服务器。`,
    "对照这张纸上的名册指纹和选票记录指纹：网页算出来的应当一字不差。",
    "输入您回执上的选票编号，看您的票是不是照您投的计入了。",
    "也可以下载复核文件，请任何懂电脑的人在别处重新计算。",
    `对名册、送达或计票有异议，请打电话 ${estate.contactPhone}，说出会议编号 ${meeting.number}。`,
  ];
  return {
    unbreakable: true,
    stack: [
      heading("谁都可以重新计票", "Anyone can count again"),
      { ol: steps.map((text): ContentText => ({ text, margin: [0, 1, 0, 1] })) },
    ],
  };
}
