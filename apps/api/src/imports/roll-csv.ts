import { accept, type Result, reject } from "@xinyi/result";
import { stringify } from "csv-stringify/sync";
import {
  type CellFault,
  maskPhone,
  readArea,
  readPhone,
  readRate,
  readText,
  tidy,
} from "./roll-cells.ts";
import type { RollColumn, RollFault, RollFileFault } from "./roll-fault.ts";
import { readTable, type Table, type TableLimits, type TableRow } from "./roll-table.ts";
import { faultInWords } from "./roll-words.ts";
import { buildingOf, unitNumber } from "./unit-number.ts";

export type { RollFault, RollFileFault } from "./roll-fault.ts";

/** A good row: one unit with its owner and what it pays. */
export interface RollRow {
  readonly line: number;
  /** In its one spelling, 3-2-502. */
  readonly unit: string;
  readonly building: string;
  /** cm², in steps of 100. */
  readonly areaCm2: bigint;
  /** As written: several owners stand in one cell. */
  readonly owner: string;
  readonly phone: string | null;
  /** Yuan per m² and month, at most four decimals. */
  readonly rate: string;
}

export interface RollFile {
  readonly rows: readonly RollRow[];
  readonly faults: readonly RollFault[];
  /**
   * The rows with faults as the operator wrote them, under the same header, with
   * a column 问题 that names each fault: to be mended and sent again. Made harmless
   * for a spreadsheet, opens as UTF-8; "" where no row has a fault.
   */
  readonly marked: string;
}

/** The largest estates have some ten thousand units; their roll is one or two megabytes. */
export const rollLimits: TableLimits = { maxBytes: 8 * 1024 * 1024, maxRows: 20_000 };

/**
 * Reads a roll of units and owners from CSV under Chinese or English headings.
 * A row with a fault comes back marked and takes no other row with it.
 */
export function readRollCsv(
  bytes: Uint8Array,
  limits: TableLimits = rollLimits,
): Result<RollFile, RollFileFault> {
  const table = readTable(bytes, limits);
  if (!table.ok) return table;
  const rows = table.value.rows;
  if (rows.length > limits.maxRows) {
    return reject({ kind: "too-many-rows", rows: rows.length, limit: limits.maxRows });
  }
  const header = headerOf(rows);
  if (!header.ok) return header;
  const good: RollRow[] = [];
  const faults: RollFault[] = [];
  const bad: { readonly row: TableRow; readonly faults: readonly RollFault[] }[] = [];
  const firstLines = new Map<string, number>();
  for (const row of rows.slice(header.value.index + 1)) {
    const answer = readRow(row, header.value, firstLines);
    if (answer.ok) {
      good.push(answer.value);
      firstLines.set(answer.value.unit, row.line);
    } else {
      faults.push(...answer.rejection);
      bad.push({ row, faults: answer.rejection });
    }
  }
  return accept({ rows: good, faults, marked: markedSheet(table.value, header.value, bad) });
}

/** The names a column goes by, without blanks and without what stands in brackets. */
const headings: Readonly<Record<RollColumn, RegExp>> = {
  unit: /^(房号|房屋编号|房屋|单元房号|户号|门牌号?|unit|unitn(o|umber))$/,
  building: /^(楼栋|楼栋号|栋号?|楼号|幢号?|building)$/,
  area: /^((建筑|专有|产权|计费)?面积|area)$/,
  owner: /^(业主|业主姓名|姓名|产权人|owners?|ownername|name)$/,
  phone: /^(电话|联系电话|电话号码|手机|手机号码?|phone|mobile|telephone)$/,
  rate: /^(费率|单价|物业费单价|物业费标准|收费标准|rate|feerate)$/,
};

const columns = Object.keys(headings) as readonly RollColumn[];
const neededColumns: readonly RollColumn[] = ["unit", "area", "owner", "rate"];

interface Header {
  readonly index: number;
  readonly width: number;
  readonly cells: readonly string[];
  readonly places: ReadonlyMap<RollColumn, number>;
}

/** The header stands first, or below a title or two. */
function headerOf(rows: readonly TableRow[]): Result<Header, RollFileFault> {
  for (const [index, { cells }] of rows.slice(0, 5).entries()) {
    const names = cells.map(headingOf);
    const places = new Map<RollColumn, number>();
    for (const column of columns) {
      const at = names.indexOf(column);
      if (at >= 0) places.set(column, at);
    }
    if (!neededColumns.every((column) => places.has(column))) continue;
    const twice = columns.find((column) => names.filter((name) => name === column).length > 1);
    if (twice !== undefined) return reject({ kind: "duplicate-column", column: twice });
    return accept({ index, width: widthOf(cells), cells, places });
  }
  const found = rows[0]?.cells ?? [];
  const names = found.map(headingOf);
  return reject({
    kind: "no-header",
    missing: neededColumns.filter((column) => !names.includes(column)),
    found: found.slice(0, 20).map((cell) => cell.slice(0, 40)),
  });
}

function headingOf(cell: string): RollColumn | undefined {
  const name = tidy(cell)
    .toLowerCase()
    .replace(/[(（【[].*$/, "")
    .replace(/[\s_:.*]/g, "");
  return columns.find((column) => headings[column].test(name));
}

/** Columns up to the last with a word in it; a spreadsheet pads with empty ones. */
function widthOf(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== "") + 1;
}

function readRow(
  row: TableRow,
  header: Header,
  firstLines: ReadonlyMap<string, number>,
): Result<RollRow, readonly RollFault[]> {
  const { line, cells } = row;
  if (row.unclosedQuote) {
    return reject([{ line, column: null, value: null, kind: "unclosed-quote" }]);
  }
  if (widthOf(cells) > header.width || cells.length < header.width) {
    const facts = { kind: "wrong-column-count", expected: header.width } as const;
    return reject([{ line, column: null, value: null, ...facts, given: cells.length }]);
  }
  const faults: RollFault[] = [];
  const cellOf = (column: RollColumn): string => cells[header.places.get(column) ?? -1] ?? "";
  const take = <Value>(
    column: RollColumn,
    read: (cell: string) => Result<Value, CellFault>,
  ): Value | undefined => {
    const answer = read(cellOf(column));
    if (answer.ok) return answer.value;
    faults.push({ line, column, value: shown(column, cellOf(column)), ...answer.rejection });
    return undefined;
  };

  const text = take("unit", readText);
  const unit = text === undefined ? undefined : unitNumber(text);
  const building = take("building", (cell) => readBuilding(cell, unit));
  const areaCm2 = take("area", readArea);
  const owner = take("owner", readText);
  const phone = take("phone", readPhone);
  const rate = take("rate", readRate);
  const firstLine = unit === undefined ? undefined : firstLines.get(unit);
  if (unit !== undefined && firstLine !== undefined) {
    faults.push({ line, column: "unit", value: unit, kind: "duplicate-unit", firstLine });
  }
  if (
    faults.length > 0 ||
    unit === undefined ||
    building === undefined ||
    areaCm2 === undefined ||
    owner === undefined ||
    phone === undefined ||
    rate === undefined
  ) {
    return reject(faults);
  }
  return accept({ line, unit, building, areaCm2, owner, phone, rate });
}

/** "3" and "3栋" are one building; an empty cell is read off the unit's number. */
function readBuilding(cell: string, unit: string | undefined): Result<string, CellFault> {
  if (tidy(cell) === "") {
    const building = unit === undefined ? "" : buildingOf(unit);
    return building === undefined ? reject({ kind: "missing" }) : accept(building);
  }
  const text = readText(cell);
  return text.ok && /^\d+$/.test(text.value) ? accept(`${text.value}栋`) : text;
}

function shown(column: RollColumn, cell: string): string | null {
  if (cell.trim() === "") return null;
  if (column === "phone") return maskPhone(cell);
  return cell.length > 40 ? `${cell.slice(0, 40)}…` : cell;
}

const problemHeading = "问题";

function markedSheet(
  { delimiter }: Table,
  header: Header,
  bad: readonly { readonly row: TableRow; readonly faults: readonly RollFault[] }[],
): string {
  if (bad.length === 0) return "";
  // A sheet that was marked before gets its column of problems anew.
  const former = header.cells.findIndex((cell) => tidy(cell) === problemHeading);
  const line = (cells: readonly string[], problem: string): readonly string[] => [
    ...cells.filter((_, place) => place !== former),
    problem,
  ];
  const head = header.cells.slice(0, header.width);
  const lines = bad.map(({ row, faults }) => {
    const padded = Array.from({ length: head.length }, (_, at) => row.cells[at] ?? "");
    return line([...padded, ...row.cells.slice(head.length)], faults.map(faultInWords).join("；"));
  });
  return stringify([line(head, problemHeading), ...lines], {
    bom: true,
    delimiter,
    escape_formulas: true,
    record_delimiter: "windows",
  });
}
