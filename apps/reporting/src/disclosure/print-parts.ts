import type {
  Content,
  ContentText,
  CustomTableLayout,
  Size,
  TableCell,
} from "pdfmake/interfaces.js";
import { mm } from "../formats/pdf.ts";

/** The red of seals, its pale ground, and what may recede. */
export const accent = "#8c1d18";
export const pale = "#f6efe6";
export const faint = "#5b5750";

export const sideMargin = mm(17);
export const sheetWidth = mm(210) - 2 * sideMargin;

/**
 * The width left for each of some columns of free text beside columns of set
 * widths. It is set too: a column that grew with a long word would push the
 * amounts off the sheet.
 */
export function free(fixed: readonly number[], columns = 1): number {
  const padding = 8 * (fixed.length + columns);
  return (sheetWidth - padding - fixed.reduce((all, one) => all + one)) / columns;
}

export function heading(zh: string, en: string): ContentText {
  return {
    text: [
      { text: zh, bold: true, fontSize: 12.5, color: accent },
      { text: `   ${en}`, fontSize: 8, color: faint },
    ],
    margin: [0, 11, 0, 4],
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

/**
 * A table under its heading. Both come again on every page, so that neither is
 * left alone at the foot of one, and no row is cut in two.
 */
export function ruled(
  title: ContentText,
  widths: readonly Size[],
  head: readonly ContentText[],
  rows: readonly TableCell[][],
): Content {
  return {
    layout: lines,
    table: {
      headerRows: 2,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: [...widths],
      body: [
        [{ ...title, colSpan: widths.length, margin: [-4, 8, 0, 1] }, ...gaps(widths.length - 1)],
        head.map((one) => ({ ...one, fontSize: 8.5, color: faint })),
        ...rows,
      ],
    },
  };
}

const gaps = (number: number): TableCell[] => Array.from({ length: number }, () => ({}));

const lines: CustomTableLayout = {
  hLineWidth: (line, node) => {
    if (line === 0) return 0;
    if (line === 1 || line === node.table.body.length) return 1;
    return line === 2 ? 0.8 : 0.3;
  },
  vLineWidth: () => 0,
  hLineColor: (line, node) => (line <= 2 || line === node.table.body.length ? accent : "#b9b2a6"),
  paddingLeft: () => 4,
  paddingRight: () => 4,
  paddingTop: () => 3,
  paddingBottom: () => 3,
};

/** Rows under a title and a total of their own. */
export interface Group {
  readonly title: ContentText["text"];
  readonly total: string;
  readonly rows: readonly TableCell[][];
}

/**
 * A ruled table of groups. Each group is a table inside, so that its title
 * never stands alone at the foot of a page; the head still comes again.
 */
export function grouped(
  title: ContentText,
  widths: readonly Size[],
  head: readonly ContentText[],
  groups: readonly Group[],
  foot: readonly TableCell[],
): Content {
  const inner = (body: TableCell[][], unbreakable: boolean): Content => ({
    layout: innerLines,
    unbreakable,
    table: { dontBreakRows: true, widths: [...widths], body },
  });
  const rows = groups.flatMap(({ title: name, total, rows: [first, ...rest] }): Content[] => {
    const top: TableCell[] = [
      { text: name, colSpan: widths.length - 1, fillColor: pale },
      ...gaps(widths.length - 2),
      { ...right(total), bold: true, fillColor: pale },
    ];
    return [
      inner(first === undefined ? [top] : [top, first], true),
      ...(rest.length === 0 ? [] : [inner(rest, false)]),
    ];
  });
  return {
    layout: outerLines,
    table: {
      headerRows: 2,
      keepWithHeaderRows: 1,
      widths: ["*"],
      body: [
        [title],
        [inner([head.map((one) => ({ ...one, fontSize: 8.5, color: faint }))], true)],
        ...rows.map((row) => [row]),
        [inner([[...foot]], true)],
      ],
    },
  };
}

const innerLines: CustomTableLayout = {
  ...lines,
  hLineWidth: (line) => (line === 0 ? 0 : 0.3),
  hLineColor: () => "#b9b2a6",
};

const outerLines: CustomTableLayout = {
  hLineWidth: (line, node) => {
    if (line === 1 || line === node.table.body.length) return 1;
    return line === 2 ? 0.8 : 0;
  },
  vLineWidth: () => 0,
  hLineColor: () => accent,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
};

/** Lines to sign on, each with its English, what stands small below them, and the place of the seal. */
export function sealAndSignatures(
  signers: readonly (readonly [zh: string, en: string])[],
  below: readonly string[] = [],
): Content {
  return {
    unbreakable: true,
    margin: [0, 12, 0, 0],
    columns: [
      {
        width: "*",
        stack: [
          {
            layout: signatures,
            table: {
              widths: [86, "*"],
              heights: 22,
              body: signers.map(([zh, en]) => [
                { text: [zh, { text: `\n${en}`, fontSize: 7.5, color: faint }] },
                { text: "" },
              ]),
            },
          },
          { fontSize: 8, color: faint, margin: [0, 7, 0, 0], stack: [...below] },
        ],
      },
      { width: mm(45), ...sealBox },
    ],
    columnGap: 16,
  };
}

const sealBox = {
  stack: [
    {
      canvas: [
        {
          type: "rect" as const,
          x: 0,
          y: 0,
          w: mm(45),
          h: mm(45),
          lineColor: accent,
          lineWidth: 0.8,
          dash: { length: 4 },
        },
      ],
    },
    {
      text: "盖章处",
      color: faint,
      relativePosition: { x: 0, y: -mm(25) },
      alignment: "center" as const,
    },
  ],
};

const signatures: CustomTableLayout = {
  hLineWidth: (line) => (line === 0 ? 0 : 0.6),
  vLineWidth: () => 0,
  hLineColor: () => faint,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 4,
  paddingBottom: () => 0,
};
