import { accept, type Result, reject } from "@xinyi/result";
import { parse } from "csv-parse/sync";
import { decodeTable, type EncodingFault } from "./encoding.ts";

/** A row of a table with the line of the file on which it begins. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** A quotation mark is opened in this line and nowhere closed. */
  readonly unclosedQuote: boolean;
}

export interface Table {
  readonly delimiter: string;
  readonly rows: readonly TableRow[];
}

/** Why a file is no table that we read, in the order the reasons are looked for. */
export type TableFault =
  | { readonly kind: "file-too-large"; readonly bytes: number; readonly limit: number }
  | { readonly kind: "file-empty" }
  | { readonly kind: "not-a-table"; readonly looksLike: "xlsx" | "xls" | "binary" }
  | EncodingFault
  | { readonly kind: "too-many-rows"; readonly rows: number; readonly limit: number };

export interface TableLimits {
  readonly maxBytes: number;
  readonly maxRows: number;
}

/**
 * Reads CSV of any usual kind: comma, semicolon or tab; UTF-8, UTF-16 or GB 18030.
 * Size is judged before anything else, and the number of lines before they are
 * taken apart. Rows without a word are left out.
 */
export function readTable(bytes: Uint8Array, limits: TableLimits): Result<Table, TableFault> {
  if (bytes.length > limits.maxBytes) {
    return reject({ kind: "file-too-large", bytes: bytes.length, limit: limits.maxBytes });
  }
  const kept = keptAs(bytes);
  if (kept !== undefined) return reject({ kind: "not-a-table", looksLike: kept });
  const decoded = decodeTable(bytes);
  if (!decoded.ok) return decoded;
  const { text } = decoded.value;
  if (text.trim() === "") return reject({ kind: "file-empty" });
  if (text.includes("\0")) return reject({ kind: "not-a-table", looksLike: "binary" });
  const lines = text.match(/\r\n|\n|\r/g)?.length ?? 0;
  // A cell may hold a few lines; a file of nothing but lines is not taken apart at all.
  if (lines > limits.maxRows * 4) {
    return reject({ kind: "too-many-rows", rows: lines, limit: limits.maxRows });
  }
  const delimiter = delimiterOf(text);
  const rows = rowsOf(text, delimiter) ?? rowsLineByLine(text, delimiter);
  return accept({ delimiter, rows: rows.filter(({ cells }) => cells.some(hasText)) });
}

/** A workbook sent as it is, without having been saved as CSV. */
function keptAs(bytes: Uint8Array): "xlsx" | "xls" | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0x50 && second === 0x4b && third === 3 && fourth === 4) return "xlsx";
  if (first === 0xd0 && second === 0xcf && third === 0x11 && fourth === 0xe0) return "xls";
  return undefined;
}

function delimiterOf(text: string): string {
  const [head = ""] = text.trimStart().split(/\r\n|\n|\r/, 1);
  const count = (sign: string): number => head.split(sign).length;
  return ["\t", ";"].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ",");
}

interface ParsedRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
  readonly raw: string;
}

/**
 * The whole text at once; undefined where a stray quotation mark has swallowed
 * lines, for then good rows lie inside a cell.
 */
function rowsOf(text: string, delimiter: string): readonly TableRow[] | undefined {
  let records: readonly ParsedRecord[];
  try {
    records = parse(text, {
      delimiter,
      info: true,
      raw: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 64 * 1024,
    }) as unknown as readonly ParsedRecord[];
  } catch {
    return undefined;
  }
  const width = records[0]?.record.length ?? 0;
  const rows: TableRow[] = [];
  for (const { record, info, raw } of records) {
    const inner = raw.replace(/[\r\n]+$/, "").match(/\r\n|\n|\r/g)?.length ?? 0;
    const swallowed = record.some((cell) => /[\r\n]/.test(cell) && cell.includes(delimiter));
    if (swallowed || (inner > 0 && record.length !== width)) return undefined;
    rows.push({ line: info.lines - inner, cells: record, unclosedQuote: false });
  }
  return rows;
}

/** Each line by itself, so that a stray quotation mark costs its own line only. */
function rowsLineByLine(text: string, delimiter: string): readonly TableRow[] {
  return text.split(/\r\n|\n|\r/).map((line, index) => ({
    line: index + 1,
    ...(line.includes('"') ? cellsOf(line, delimiter) : plain(line.split(delimiter))),
  }));
}

type Cells = Pick<TableRow, "cells" | "unclosedQuote">;

function plain(cells: readonly string[]): Cells {
  return { cells, unclosedQuote: false };
}

/** One line with quotation marks: they hold a cell together only where they begin it. */
function cellsOf(line: string, delimiter: string): Cells {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    if (line[at] !== '"') {
      const end = line.indexOf(delimiter, at);
      const stop = end < 0 ? line.length : end;
      cells.push(line.slice(at, stop));
      at = stop + 1;
      continue;
    }
    const close = closingQuote(line, at + 1);
    if (close < 0) return { cells: line.split(delimiter), unclosedQuote: true };
    const end = line.indexOf(delimiter, close);
    const stop = end < 0 ? line.length : end;
    cells.push(line.slice(at + 1, close).replaceAll('""', '"') + line.slice(close + 1, stop));
    at = stop + 1;
  }
  return plain(cells);
}

/** Where the quotation mark stands that is not one of a pair; -1 where none does. */
function closingQuote(line: string, from: number): number {
  let at = line.indexOf('"', from);
  while (at >= 0 && line[at + 1] === '"') at = line.indexOf('"', at + 2);
  return at;
}

function hasText(cell: string): boolean {
  return cell.trim() !== "";
}
