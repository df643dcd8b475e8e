import type { Content, TableCell, TDocumentDefinitions } from "pdfmake/interfaces.js";
import { clockTime, dateInWords } from "../disclosure/dates.ts";
import { accent, faint, sheetWidth, sideMargin } from "../disclosure/print-parts.ts";
import { mm } from "../formats/pdf.ts";
import { grouped } from "../formats/plain-text.ts";
import { axisTitle } from "./words.ts";

/** The papers that go to every door: one ballot for each voter, and the slip that proves it came. */
export interface BallotSheet {
  readonly estate: {
    readonly name: string;
    readonly communityName: string;
    readonly districtName: string;
    readonly zone: string;
    readonly contactPhone: string;
  };
  readonly meeting: {
    readonly title: string;
    readonly opensAt: string;
    readonly closesAt: string;
    readonly closingRule?: string | undefined;
    readonly noticeServedOn: `${number}-${number}-${number}`;
  };
  readonly matters: readonly {
    readonly number: number;
    readonly title: string;
    readonly text: string;
  }[];
  /** Printed where the bylaws count silence; the court asks for this warning. */
  readonly deemedWarning?: string | undefined;
  readonly rollHash: string;
  readonly papers: readonly BallotPaper[];
  readonly isLocalUrl: boolean;
}

/** One voter's paper: no name, only the doors it is for. */
export interface BallotPaper {
  /** What the two who enter it type; short, and on the paper in figures. */
  readonly ballotNumber: string;
  readonly units: readonly string[];
  readonly weights: Readonly<Record<string, string>>;
  /** What its code holds: the place where the same ballot can be cast on a phone. */
  readonly url: string;
}

/** Ballots to print: each starts a sheet of its own, and its slip is cut off at the foot. */
export function ballotPrint(sheet: BallotSheet): TDocumentDefinitions {
  const { estate, meeting } = sheet;
  return {
    info: {
      title: `${estate.name} ${meeting.title} 表决票`,
      subject: "表决票与送达回执 · Ballots and delivery slips",
      author: `${estate.communityName} ${estate.name}`,
    },
    language: "zh-CN",
    pageSize: "A4",
    pageMargins: [sideMargin, mm(12), sideMargin, mm(10)],
    // Eighteen points, as guidance for elders asks of main text.
    defaultStyle: { fontSize: 14, lineHeight: 1.25, color: "#1d1d1b" },
    content: sheet.papers.map((paper, index) => paperOf(sheet, paper, index)),
  };
}

function paperOf(sheet: BallotSheet, paper: BallotPaper, index: number): Content {
  const { estate, meeting } = sheet;
  return {
    ...(index > 0 && { pageBreak: "before" as const }),
    stack: [
      head(sheet, paper),
      {
        text: `表决时间：${clockTime(meeting.opensAt, estate.zone)} 至 ${clockTime(meeting.closesAt, estate.zone)}`,
        bold: true,
        margin: [0, 6, 0, 0],
      },
      {
        text: `${meeting.closingRule ?? ""}每一项只在一格里打勾。打两格、涂改不清的是废票；一格都不打的是空白票。`,
        margin: [0, 2, 0, 8],
      },
      ...sheet.matters.map(matterOf),
      ...(sheet.deemedWarning === undefined
        ? []
        : [
            {
              text: sheet.deemedWarning,
              bold: true,
              margin: [0, 4, 0, 4] as [number, number, number, number],
            },
          ]),
      {
        margin: [0, 10, 0, 0],
        layout: "noBorders",
        table: {
          widths: ["auto", "*", "auto", 110],
          body: [
            [
              { text: "业主签名", fontSize: 16 },
              underline(210),
              { text: "日期", fontSize: 16 },
              underline(110),
            ],
          ],
        },
      },
      {
        text: "共有房屋由共有人推选的一人签名；代他人投票的须附书面委托书。",
        fontSize: 11,
        color: faint,
        margin: [0, 6, 0, 0],
      },
      cut(),
      slip(sheet, paper),
    ],
  };
}

function head({ estate, meeting, isLocalUrl }: BallotSheet, paper: BallotPaper): Content {
  return {
    columns: [
      {
        width: "*",
        stack: [
          { text: "表 决 票", fontSize: 28, bold: true, color: accent },
          { text: `${estate.communityName} ${estate.name}`, fontSize: 14 },
          { text: meeting.title, fontSize: 18, bold: true, margin: [0, 2, 0, 4] },
          { text: `房号：${paper.units.join("、")}`, fontSize: 18, bold: true },
          { text: weightsText(paper), fontSize: 13 },
          {
            text: `选票编号 ${paper.ballotNumber}`,
            fontSize: 16,
            bold: true,
            margin: [0, 2, 0, 0],
          },
        ],
      },
      {
        width: mm(40),
        stack: [
          { qr: paper.url, fit: mm(38), eccLevel: "M" as const, alignment: "right" as const },
          {
            text: isLocalUrl ? "扫码用手机投票（仅本机）" : "扫码可用手机投票",
            fontSize: 10,
            alignment: "center",
            margin: [0, 2, 0, 0],
          },
        ],
      },
    ],
    columnGap: 12,
  };
}

const weightsText = (paper: BallotPaper): string =>
  Object.entries(paper.weights)
    .map(([axis, amount]) => `${axisTitle(axis).zh} ${grouped(amount)} ${axisTitle(axis).unit}`)
    .join("，");

function matterOf({ number, title, text }: BallotSheet["matters"][number]): Content {
  return {
    unbreakable: true,
    margin: [0, 0, 0, 8],
    layout: {
      hLineWidth: () => 1,
      vLineWidth: (line) => (line === 0 || line === 3 ? 1 : 0.6),
      hLineColor: () => accent,
      vLineColor: () => accent,
      paddingLeft: () => 8,
      paddingRight: () => 8,
      paddingTop: () => 5,
      paddingBottom: () => 5,
    },
    table: {
      widths: ["*", "*", "*"],
      body: [
        [
          {
            colSpan: 3,
            stack: [
              { text: `第 ${number} 项  ${title}`, fontSize: 17, bold: true },
              ...(text === "" ? [] : [{ text, fontSize: 13 }]),
            ],
          },
          {},
          {},
        ],
        ["同意", "反对", "弃权"].map(box),
      ],
    },
  };
}

/** A box large enough for an unsteady hand. */
function box(choice: string): TableCell {
  return {
    columns: [
      {
        width: 30,
        canvas: [{ type: "rect", x: 0, y: 0, w: 24, h: 24, lineWidth: 1.4, lineColor: "#1d1d1b" }],
      },
      { width: "*", text: choice, fontSize: 20, bold: true, margin: [4, -2, 0, 0] },
    ],
  };
}

const underline = (length: number): TableCell => ({
  canvas: [{ type: "line", x1: 0, y1: 17, x2: length, y2: 17, lineWidth: 0.8 }],
});

function cut(): Content {
  return {
    margin: [0, 10, 0, 4],
    stack: [
      {
        canvas: [
          {
            type: "line",
            x1: 0,
            y1: 0,
            x2: sheetWidth,
            y2: 0,
            lineWidth: 0.8,
            dash: { length: 5 },
          },
        ],
      },
      {
        text: "沿虚线剪开，下联由送票人收回 · Cut here",
        fontSize: 9,
        color: faint,
        alignment: "center",
      },
    ],
  };
}

/** Who received which paper when: the evidence that silence was asked. */
function slip({ estate, meeting, rollHash }: BallotSheet, paper: BallotPaper): Content {
  return {
    unbreakable: true,
    stack: [
      { text: "送达回执", fontSize: 17, bold: true },
      {
        text: `${estate.name} ${meeting.title}  选票编号 ${paper.ballotNumber}  房号 ${paper.units.join("、")}`,
        fontSize: 12,
      },
      {
        text: `我已收到表决票和会议通知（${dateInWords(meeting.noticeServedOn)}）。`,
        margin: [0, 2, 0, 6],
      },
      {
        layout: "noBorders",
        table: {
          widths: ["auto", "*", "auto", 110],
          body: [
            [{ text: "签收人" }, underline(210), { text: "日期" }, underline(110)],
            [{ text: "送票人" }, underline(210), { text: "方式" }, { text: "□当面 □留置" }],
          ],
        },
      },
      {
        text: `名册指纹 ${rollHash.slice(0, 16)}…  对名册或送达有疑问请打 ${estate.contactPhone}`,
        fontSize: 9,
        color: faint,
        margin: [0, 4, 0, 0],
      },
    ],
  };
}
