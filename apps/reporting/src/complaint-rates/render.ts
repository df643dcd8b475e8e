import { stringify } from "csv-stringify/sync";
import type { TableCell, TDocumentDefinitions } from "pdfmake/interfaces.js";
import { page } from "../disclosure/page-frame.ts";
import {
  accent,
  cell,
  faint,
  free,
  heading,
  ruled,
  sideMargin,
} from "../disclosure/print-parts.ts";
import { html, type Markup, nothing } from "../formats/markup.ts";
import { mm } from "../formats/pdf.ts";
import { heads, type RateRow, type RateSheet, type RateText } from "./sheet.ts";

const rates = ["response", "resolution", "satisfaction"] as const;

/** The page to read on a screen: without a script, and nothing loaded. */
export function ratesPage(sheet: RateSheet): string {
  const rows = [sheet.whole, ...sheet.units];
  return page(
    sheet.titleZh,
    html`<h1>${sheet.titleZh}</h1>
<p>${sheet.periodZh}<br><small lang="en">${sheet.titleEn}, ${sheet.period}</small></p>
${rows.map(
  (row) => html`<section>
<h2>${row.zh} <small lang="en">${row.en}</small></h2>
<p>${row.cases} 件 <small lang="en">cases</small></p>
<ul>${rates.map((rate, at) => onPage(row[rate], heads[at + 2]))}</ul>
</section>`,
)}
<h2>怎么算的 <small lang="en">How it is counted</small></h2>
<ul>${sheet.notesZh.map((note) => html`<li>${note}</li>`)}</ul>
<ul lang="en">${sheet.notesEn.map((note) => html`<li>${note}</li>`)}</ul>
<p>统计于 <span lang="en">as of</span> ${sheet.asOf}</p>`,
  );
}

function onPage(rate: RateText | undefined, head: readonly [string, string] | undefined): Markup {
  if (head === undefined) return nothing;
  const [zh, en] = head;
  return rate === undefined
    ? html`<li>${zh} <small lang="en">${en}</small>：还没有可统计的</li>`
    : html`<li>${zh} <small lang="en">${en}</small>：<b>${rate.percent}</b>（${rate.counts} 件），区间 <b>${rate.interval}</b></li>`;
}

/** The same on A4, to hang beside the notice of accounts. */
export function ratesPrint(sheet: RateSheet): TDocumentDefinitions {
  const narrow = mm(14);
  const widths = [
    free([narrow], 4),
    narrow,
    free([narrow], 4),
    free([narrow], 4),
    free([narrow], 4),
  ];
  const [first, second, ...others] = heads;
  return {
    info: { title: sheet.titleZh, subject: sheet.titleEn },
    language: "zh-CN",
    pageSize: "A4",
    pageMargins: [sideMargin, mm(16), sideMargin, mm(14)],
    defaultStyle: { fontSize: 10.5, lineHeight: 1.2, color: "#1d1d1b" },
    content: [
      { text: sheet.titleZh, fontSize: 20, bold: true, color: accent },
      { text: sheet.titleEn, fontSize: 9, color: faint },
      {
        text: [sheet.periodZh, { text: `   ${sheet.period}`, fontSize: 9, color: faint }],
        margin: [0, 6, 0, 0],
      },
      ruled(
        heading("三率", "Three rates"),
        widths,
        [first, second, ...others].map(([zh, en]) => cell(zh, en)),
        [sheet.whole, ...sheet.units].map(inPrint),
      ),
      heading("怎么算的", "How it is counted"),
      { ul: sheet.notesZh.map((text) => ({ text })) },
      {
        ul: sheet.notesEn.map((text) => ({ text })),
        fontSize: 8.5,
        color: faint,
        margin: [0, 4, 0, 0],
      },
      { text: `统计于 as of ${sheet.asOf}`, fontSize: 9, color: faint, margin: [0, 10, 0, 0] },
    ],
  };
}

function inPrint(row: RateRow): TableCell[] {
  return [
    { stack: [row.zh, { text: row.en, fontSize: 7.5, color: faint }] },
    { text: String(row.cases), alignment: "right" },
    ...rates.map((rate): TableCell => {
      const one = row[rate];
      return one === undefined
        ? { text: "—", color: faint }
        : {
            stack: [
              { text: [{ text: one.percent, bold: true }, `（${one.counts}）`] },
              { text: one.interval, fontSize: 8, color: faint },
            ],
          };
    }),
  ];
}

/** One row a unit; a share, its counts and its bounds each in a column of their own. */
export function ratesCsv(sheet: RateSheet): string {
  const columns = heads.slice(2).flatMap(([zh]) => [zh, `${zh}件数`, `${zh}95%区间`]);
  const rows = [sheet.whole, ...sheet.units].map((row) => [
    inert(row.zh),
    inert(row.en),
    String(row.cases),
    ...rates.flatMap((rate) => {
      const one = row[rate];
      return one === undefined ? ["", "", ""] : [one.percent, inert(one.counts), one.interval];
    }),
  ]);
  const head = ["牵头单位", "leading unit", "件数", ...columns];
  return `\uFEFF${stringify([head, ...rows], { record_delimiter: "\r\n" })}`;
}

/** A cell that a spreadsheet would reckon, or take for a date, is made text. */
function inert(text: string): string {
  return /^[\s]*[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/.test(text) || /^\d+\/\d+$/.test(text)
    ? `'${text}`
    : text;
}
