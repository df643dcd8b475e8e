/** One record of a CSV file: its cells, or what is wrong with it; always the line it begins on. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
  readonly problem?: "unclosed-quote";
}

/** A quoted cell of more lines than this is taken for a quote that was never closed. */
const MOST_LINES = 50;

/**
 * The records of a text (RFC 4180; blank lines are none). A quote that is never closed
 * spoils its own line and nothing after it: that line is returned marked, and reading
 * goes on with the next.
 */
export function* recordsOf(text: string): Generator<CsvRecord> {
  const lines = text.split(/\r\n|\n|\r/);
  for (let at = 0; at < lines.length; ) {
    if (lines[at] === "") {
      at += 1;
      continue;
    }
    const { cells, length } = recordAt(lines, at);
    yield cells === undefined
      ? { line: at + 1, cells: [lines[at]!], problem: "unclosed-quote" }
      : { line: at + 1, cells };
    at += length;
  }
}

/** The record at a place and how many lines it takes; without cells where a quote is never closed. */
function recordAt(
  lines: readonly string[],
  from: number,
): { readonly cells?: readonly string[]; readonly length: number } {
  let record = "";
  for (let length = 1; length <= MOST_LINES && from + length <= lines.length; length += 1) {
    record = length === 1 ? lines[from]! : `${record}\n${lines[from + length - 1]!}`;
    const cells = cellsOf(record);
    if (cells !== undefined) return { cells, length };
    if (!record.includes('"')) break;
  }
  return { length: 1 };
}

/** The cells of a record; none where a quote that opens a cell does not end it. */
function cellsOf(record: string): readonly string[] | undefined {
  const cells: string[] = [];
  for (let at = 0; ; at += 1) {
    const isQuoted = record[at] === '"';
    const end = isQuoted ? closingOf(record, at + 1) : commaFrom(record, at);
    if (end < 0) return undefined;
    const after = isQuoted ? end + 1 : end;
    if (after < record.length && record[after] !== ",") return undefined;
    cells.push(isQuoted ? record.slice(at + 1, end).replaceAll('""', '"') : record.slice(at, end));
    at = after;
    if (at >= record.length) return cells;
  }
}

function commaFrom(record: string, from: number): number {
  const comma = record.indexOf(",", from);
  return comma < 0 ? record.length : comma;
}

function closingOf(record: string, from: number): number {
  for (let at = record.indexOf('"', from); at >= 0; at = record.indexOf('"', at + 2)) {
    if (record[at + 1] !== '"') return at;
  }
  return -1;
}
