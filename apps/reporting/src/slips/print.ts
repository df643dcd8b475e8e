import type { Content, TDocumentDefinitions } from "pdfmake/interfaces.js";
import { dateInWords } from "../disclosure/dates.ts";
import { codeInGroups } from "../disclosure/figures.ts";
import { accent, faint, pale, sheetWidth, sideMargin } from "../disclosure/print-parts.ts";
import { mm } from "../formats/pdf.ts";
import type { SlipFacts } from "./facts.ts";

type Sheet = SlipFacts["sheets"][number];

/** One A4 sheet for each owner: the way in above, the receipt that the office keeps below the cut. */
export function slipsPrint(facts: SlipFacts): TDocumentDefinitions {
  return {
    info: { title: `${facts.estateName} 业主入门单`, subject: "Owners' slips" },
    language: "zh-CN",
    pageSize: "A4",
    pageMargins: [sideMargin, mm(16), sideMargin, mm(12)],
    defaultStyle: { fontSize: 12, lineHeight: 1.2, color: "#1d1d1b" },
    content: facts.sheets.map((sheet, index) => onSheet(facts, sheet, index > 0)),
  };
}

function onSheet(facts: SlipFacts, sheet: Sheet, isLater: boolean): Content {
  const units = sheet.unitNumbers.join("、");
  return {
    ...(isLater && { pageBreak: "before" as const }),
    stack: [
      { text: "业主入门单", fontSize: 27, bold: true, color: accent, characterSpacing: 3 },
      { text: "Owner's slip", fontSize: 10, color: faint },
      {
        text: [
          { text: `${facts.estateName}　`, bold: true },
          { text: `${sheet.ownerName}　`, bold: true },
          units,
        ],
        fontSize: 15,
        margin: [0, 8, 0, 6],
      },
      {
        text: "用您自己的手机扫这个码，看自己的账单、查小区的账、参加投票。",
        fontSize: 13,
      },
      { qr: sheet.link, fit: mm(54), eccLevel: "M", alignment: "center", margin: [0, 8, 0, 4] },
      {
        layout: "noBorders",
        table: {
          widths: [sheetWidth - 12],
          body: [
            [
              {
                fillColor: pale,
                alignment: "center",
                stack: [
                  { text: "十二位数字 · twelve digits", fontSize: 10, color: faint },
                  { text: codeInGroups(sheet.code), fontSize: 32, bold: true },
                ],
                margin: [0, 4, 0, 2],
              },
            ],
          ],
        },
      },
      {
        ol: [
          "打开手机相机或微信“扫一扫”，对准上面的二维码。扫不了，就打开网址，输入十二位数字。",
          "看清楚是不是您的小区、您的房屋，再设一个六位密码。密码只有您自己知道。",
          "以后在这部手机上，用这六位密码登录。",
        ],
        fontSize: 13,
        margin: [0, 10, 0, 6],
      },
      { text: address(facts, sheet), fontSize: 11 },
      {
        text: [
          { text: `有效期到 ${dateInWords(sheet.lastDay)}，只能用一次。`, bold: true },
          "手机丢了，或忘了密码，请到办公室领新的单子，旧手机马上停用。",
        ],
        margin: [0, 6, 0, 3],
      },
      {
        text: `这张单子就是您家的钥匙：不要给别人看，不要拍照发给别人。办公室不会问您的密码。如果单子送来时已经被人用过，请马上打电话：${facts.contactPhone}`,
      },
      {
        text: `Good until ${sheet.lastDay}, once. Scan it with your own phone, check that the unit is yours, and set a PIN that only you know. If it was used before it reached you, call ${facts.contactPhone}.`,
        fontSize: 9,
        color: faint,
        margin: [0, 4, 0, 0],
      },
      receipt(facts, sheet, units),
    ],
  };
}

/** Where to type the digits, without them; and whether others can reach it at all. */
function address(facts: SlipFacts, sheet: Sheet): Content {
  const link = sheet.link.replace(/#.*$/, "");
  if (!facts.isLocalAddress) return { text: `网址：${link}` };
  return {
    text: [
      `网址：${link}　`,
      {
        text: "（只在本机使用：别的手机打不开。请管理员先设置公开网址再打印。This address works on this machine only.）",
        color: accent,
        bold: true,
      },
    ],
  };
}

function receipt(facts: SlipFacts, sheet: Sheet, units: string): Content {
  const line = { type: "line" as const, x1: 0, y1: 0, x2: sheetWidth, y2: 0, dash: { length: 5 } };
  return {
    stack: [
      { canvas: [{ ...line, lineWidth: 0.8 }], margin: [0, 12, 0, 4] },
      {
        text: "送达回执（沿线撕下，办公室留存） · receipt, kept by the office",
        color: faint,
        fontSize: 9,
      },
      {
        text: `${facts.estateName}　${sheet.ownerName}　${units}　打印日期 ${dateInWords(facts.printedOn)}`,
        margin: [0, 5, 0, 8],
      },
      {
        columns: [
          { text: "送达方式：□当面　□家人　□信箱　□邮寄", width: "auto" },
          { text: "日期：________________", alignment: "right" },
        ],
      },
      {
        columns: [
          { text: "收单人签名：________________", width: "auto" },
          { text: "送单人签名：________________", alignment: "right" },
        ],
        margin: [0, 12, 0, 0],
      },
    ],
    // At the foot of its own sheet, however little stands above.
    absolutePosition: { x: sideMargin, y: mm(240) },
  };
}
