import type {
  Content,
  CustomTableLayout,
  TableCell,
  TDocumentDefinitions,
} from "pdfmake/interfaces.js";
import { amountInWords } from "../formats/chinese-amount.ts";
import { mm } from "../formats/pdf.ts";
import { checkingSteps } from "./checking.ts";
import { clockTime, dateInWords, dayInWords, monthInWords, periodInWords } from "./dates.ts";
import { codeInGroups, figure, percentage, shortHash, signedFigure } from "./figures.ts";
import {
  accent,
  cell,
  faint,
  free,
  grouped,
  heading,
  pale,
  right,
  ruled,
  sealAndSignatures,
  sheetWidth,
  sideMargin,
} from "./print-parts.ts";
import type { ChangeLine, NoticeSheet, PaymentLine, SpendingHead } from "./sheet.ts";

/** The sheet for the board: A4, to be read standing, checked with a pencil and sealed. */
export function noticePrint(sheet: NoticeSheet): TDocumentDefinitions {
  const { estate, issue } = sheet;
  const name = `${estate.name} ${monthInWords(sheet.month)}收支公示`;
  const mark = issue.kind === "draft" ? "草稿" : `验证码 ${codeInGroups(issue.code)}`;
  return {
    info: {
      title: name,
      subject: "收支公示 · Notice of income and expenditure",
      author: `${estate.communityName} ${estate.name}`,
      creationDate: new Date(sheet.madeAt),
    },
    language: "zh-CN",
    pageSize: "A4",
    pageMargins: [sideMargin, mm(18), sideMargin, mm(17)],
    defaultStyle: { fontSize: 10, lineHeight: 1.15, color: "#1d1d1b" },
    header: (page) =>
      page === 1
        ? null
        : {
            columns: [
              { text: name, fontSize: 8.5, color: faint },
              { text: mark, fontSize: 8.5, color: faint, alignment: "right" },
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
    ...(issue.kind === "draft" && {
      watermark: { text: "草稿 未公示", color: accent, opacity: 0.1, bold: true },
    }),
    content: [
      titleBlock(sheet, name),
      summary(sheet),
      incomeTable(sheet),
      spendingTable(sheet),
      ...changesTable("冲销（退回和更正）", "Reversals", sheet.reversals),
      ...changesTable("基金之间的划转", "Moves between funds", sheet.moves),
      ...fundsTable(sheet),
      placesTable(sheet),
      feeBlock(sheet),
      listBlock("说明", "Notes", sheet.notes),
      listBlock("拿一支铅笔就能核对", "How to check with a pencil", checkingSteps(sheet)),
      askBlock(sheet),
      closingBlock(sheet),
    ],
  };
}

function titleBlock(sheet: NoticeSheet, name: string): Content {
  const { estate, issue, period } = sheet;
  const facts: [string, string][] = [
    ["小区", `${estate.districtName} ${estate.communityName} ${estate.name}`],
    ["账期", periodInWords(period)],
    ...(issue.kind === "draft"
      ? ([["状态", "草稿，还没有公示"]] as [string, string][])
      : ([
          ["公示期", periodInWords(issue.shown)],
          ["验证码", codeInGroups(issue.code)],
          [
            "版本",
            `第 ${issue.version} 版${issue.replaces === undefined ? "" : `，代替 ${codeInGroups(issue.replaces)}`}`,
          ],
        ] as [string, string][])),
    ["制作时间", clockTime(sheet.madeAt, estate.zone)],
  ];
  return {
    columns: [
      {
        width: "*",
        stack: [
          { text: "收支公示", fontSize: 25, bold: true, color: accent, characterSpacing: 3 },
          { text: "Notice of income and expenditure", fontSize: 9, color: faint },
          { text: name.replace("收支公示", ""), fontSize: 15, bold: true, margin: [0, 5, 0, 5] },
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
      ...(issue.kind === "draft"
        ? []
        : [
            {
              width: mm(34),
              stack: [
                { qr: issue.url, fit: mm(33), eccLevel: "M" as const, alignment: "right" as const },
                {
                  text: issue.isLocalUrl ? "扫码看网页版（仅本机）" : "扫码看网页版",
                  fontSize: 8.5,
                  alignment: "center" as const,
                  margin: [0, 3, 0, 0] as [number, number, number, number],
                },
              ],
            },
          ]),
    ],
    columnGap: 12,
    margin: [0, 0, 0, 10],
  };
}

/** The figures a passer-by reads from a step away. */
function summary(sheet: NoticeSheet): Content {
  const { total } = sheet;
  const figures: [string, string, string][] = [
    ["上期余额", "Opening", figure(total.opening)],
    ["本期收入", "Came in", figure(total.received)],
    ["本期支出", "Went out", figure(total.paid)],
    ...(total.reversed.minor === 0n
      ? []
      : ([["冲销", "Reversed", signedFigure(total.reversed)]] as [string, string, string][])),
    ...(total.moved.minor === 0n
      ? []
      : ([["划转", "Moved", signedFigure(total.moved)]] as [string, string, string][])),
    ["期末余额", "Closing", figure(total.closing)],
  ];
  const words = amountInWords(total.closing);
  const longest = Math.max(...figures.map(([, , amount]) => amount.length));
  // A digit of the bold face is 0.6 of its size wide; 13 points are the cell's margins.
  const size = Math.min(15, (sheetWidth / figures.length - 13) / (longest * 0.6));
  return {
    unbreakable: true,
    stack: [
      {
        layout: frame,
        table: {
          widths: figures.map(() => sheetWidth / figures.length - 11.6),
          body: [
            figures.map(([zh, en, amount], index) => ({
              ...(index === figures.length - 1 && { fillColor: pale }),
              stack: [
                { text: [zh, { text: `  ${en}`, fontSize: 7.5, color: faint }] },
                { text: amount, fontSize: size, bold: true, margin: [0, 2, 0, 0] },
              ],
            })),
          ],
        },
      },
      {
        text: [
          { text: "单位：元", color: faint },
          ...(words === undefined
            ? []
            : [
                { text: "    期末余额大写：", color: faint },
                { text: words, bold: true },
              ]),
        ],
        fontSize: 9,
        margin: [0, 4, 0, 0],
      },
    ],
  };
}

const frame: CustomTableLayout = {
  hLineWidth: () => 1.2,
  vLineWidth: (line, node) => (line === 0 || line === (node.table.widths ?? []).length ? 1.2 : 0.4),
  hLineColor: () => accent,
  vLineColor: () => accent,
  paddingLeft: () => 7,
  paddingRight: () => 4,
  paddingTop: () => 5,
  paddingBottom: () => 5,
};

function incomeTable({ income, total }: NoticeSheet): Content {
  return [
    ruled(
      heading("收入", "Income by source"),
      [free([76, 44, 78]), 76, 44, 78],
      [cell("来源 Source"), cell("基金 Fund"), right("笔数 No."), right("金额 Amount")],
      [
        ...income.map(({ title, fund, count, amount }) => [
          cell(title.zh, title.en),
          cell(fund.zh),
          right(String(count)),
          right(figure(amount)),
        ]),
        foot("收入合计", 3, figure(total.received)),
      ],
    ),
  ];
}

function spendingTable({ spending, total }: NoticeSheet): Content {
  const row = (payment: PaymentLine, head: SpendingHead): TableCell[] => [
    cell(dayInWords(payment.on)),
    cell(payment.payee ?? "住户（不公示姓名）"),
    cell(`${payment.purpose ?? head.title.zh}${payment.isReversed ? "（已冲销）" : ""}`),
    cell(payment.vouchers.join("、") || "未登记"),
    right(figure(payment.amount)),
  ];
  const groups = spending.map((head) => ({
    title: [
      { text: head.title.zh, bold: true },
      { text: `  ${head.title.en}`, fontSize: 7.5, color: faint },
    ],
    total: figure(head.total),
    rows: head.payments.map((payment) => row(payment, head)),
  }));
  return [
    grouped(
      heading("支出", "Spending by head, line by line"),
      [46, free([46, 84, 78], 2), free([46, 84, 78], 2), 84, 78],
      [
        cell("日期 Date"),
        cell("付给谁 Payee"),
        cell("用途 Purpose"),
        cell("凭证号 Voucher"),
        right("金额 Amount"),
      ],
      groups,
      foot("支出合计", 4, figure(total.paid)),
    ),
  ];
}

function changesTable(zh: string, en: string, lines: readonly ChangeLine[]): Content[] {
  if (lines.length === 0) return [];
  return [
    ruled(
      heading(zh, en),
      [46, free([46, 66, 78]), 66, 78],
      [cell("日期 Date"), cell("事项 What"), cell("基金 Fund"), right("增减 Change")],
      lines.map(({ on, text, fund, amount }) => [
        cell(dayInWords(on)),
        cell(text),
        cell(fund.zh),
        right(signedFigure(amount)),
      ]),
    ),
  ];
}

function fundsTable({ funds, total }: NoticeSheet): Content[] {
  if (funds.length < 2) return [];
  const row = (title: TableCell, flow: NoticeSheet["total"], bold: boolean): TableCell[] => [
    { ...(title as object), bold } as TableCell,
    ...[
      figure(flow.opening),
      figure(flow.received),
      figure(flow.paid),
      signedOrDash(flow.moved),
      signedOrDash(flow.reversed),
      figure(flow.closing),
    ].map((text) => ({ ...right(text), bold })),
  ];
  return [
    ruled(
      heading("各基金", "By fund"),
      ["*", "auto", "auto", "auto", "auto", "auto", "auto"],
      [
        cell("基金 Fund"),
        right("上期余额"),
        right("收入"),
        right("支出"),
        right("划转"),
        right("冲销"),
        right("期末余额"),
      ],
      [
        ...funds.map((fund) => row(cell(fund.title.zh, fund.title.en), fund, false)),
        row(cell("合计"), total, true),
      ],
    ),
  ];
}

const signedOrDash = (amount: NoticeSheet["total"]["moved"]): string =>
  amount.minor === 0n ? "—" : signedFigure(amount);

function placesTable({ places, period }: NoticeSheet): Content {
  return [
    ruled(
      heading("钱在哪里", `Where the money lies on ${period.to}`),
      ["*", 110],
      [cell("账户 Account"), right(`${dateInWords(period.to)}余额`)],
      places.map(({ title, amount }) => [cell(title.zh, title.en), right(figure(amount))]),
    ),
  ];
}

function feeBlock({ fee, owed, period }: NoticeSheet): Content {
  const rate =
    fee.basisPoints === undefined
      ? "本月没有开出物业费账单。"
      : `本月应收 ${figure(fee.billed)} 元（${fee.unitsBilled} 户），到${dateInWords(period.to)}已收 ${figure(fee.collected)} 元（${fee.unitsPaid} 户已缴清）；收缴率 = ${figure(fee.collected)} ÷ ${figure(fee.billed)} = ${percentage(fee)}。`;
  return {
    unbreakable: true,
    stack: [
      heading("物业费收缴", "Fees billed and collected"),
      { text: `${rate}各月合计尚未收到的物业费 ${figure(owed)} 元。只公布总数，不公布住户。` },
    ],
  };
}

function listBlock(zh: string, en: string, lines: readonly string[]): Content {
  return {
    unbreakable: true,
    stack: [heading(zh, en), { ol: lines.map((text) => ({ text, margin: [0, 1, 0, 1] })) }],
  };
}

function askBlock({ estate }: NoticeSheet): Content {
  return {
    unbreakable: true,
    stack: [
      heading("对任何一行有疑问", "Questions"),
      {
        text: [
          "请打电话 ",
          { text: estate.contactPhone, bold: true, fontSize: 13 },
          `，或到${estate.communityName}、业主委员会当面提出；说出月份和凭证号，可以要求看凭证。`,
        ],
      },
    ],
  };
}

/** Who answers for it, where the seal goes, and what the book stood at. */
function closingBlock(sheet: NoticeSheet): Content {
  const { head, issue } = sheet;
  return sealAndSignatures(
    [
      ["编制人（受托人）", "Prepared by"],
      ["复核人（业委会）", "Checked by"],
      ["监督人", "Supervised by"],
      ["日期", "Date"],
    ],
    [
      `账簿记到第 ${head.sequence} 号分录，指纹 ${shortHash(head.hash)} …（全文见网页）`,
      ...(issue.kind === "draft" ? [] : [`网页 ${issue.url}`]),
    ],
  );
}

function foot(label: string, span: number, amount: string): TableCell[] {
  const gap: TableCell[] = Array.from({ length: span - 1 }, () => ({}));
  return [{ text: label, colSpan: span, bold: true }, ...gap, { ...right(amount), bold: true }];
}
