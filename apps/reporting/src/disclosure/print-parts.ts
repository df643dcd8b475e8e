import type {
  Content,
  ContentText,
  CustomTableLayout,
  Size,
  TableCell,
} from "pdfmake/interfaces.js";

/** The red of seals, its pale ground, and what may recede. */
export const accent = "#8c1d18";
export const pale = "#f6efe6";
export const faint = "#5b5750";

export function heading(zh: string, en: string): Content {
  return {
    text: [
      { text: zh, bold: true, fontSize: 12.5, color: accent },
      { text: `   ${en}`, fontSize: 8, color: faint },
    ],
    margin: [0, 11, 0, 4],
    headlineLevel: 1,
  };
}

/** A cell of text, its English small behind it. */
export function cell(zh: string, en?: string): ContentText {
  return en === undefined
    ? { text: zh }
    : { text: [zh, { text: `  ${en}`, fontSize: 7.5, color: faint }] };
}

export function right(text: string): ContentText {
  return { text, alignment: "right", noWrap: true };
}

/** A table whose head comes again on every page and whose rows are never cut in two. */
export function ruled(
  widths: readonly Size[],
  head: readonly ContentText[],
  rows: readonly TableCell[][],
): Content {
  return {
    layout: lines,
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: [...widths],
      body: [head.map((one) => ({ ...one, fontSize: 8.5, color: faint })), ...rows],
    },
  };
}

const lines: CustomTableLayout = {
  hLineWidth: (line, node) =>
    line === 0 || line === node.table.body.length ? 1 : line === 1 ? 0.8 : 0.3,
  vLineWidth: () => 0,
  hLineColor: (line, node) => (line <= 1 || line === node.table.body.length ? accent : "#b9b2a6"),
  paddingLeft: () => 4,
  paddingRight: () => 4,
  paddingTop: () => 3,
  paddingBottom: () => 3,
};
