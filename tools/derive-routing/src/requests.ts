import { createReadStream } from "node:fs";
import type { RoutingExample } from "@xinyi/complaint-routing";
import { parse } from "csv-parse";

/** The columns that routing asks for; a file need not call them so. */
export type Column = keyof RoutingExample;

/** Headings that are taken for a column without being told. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  type: ["type", "complaint type", "request type", "service", "service name", "category", "类型"],
  descriptor: ["descriptor", "description", "detail", "subtype", "描述", "细类"],
  place: ["place", "location type", "area", "borough", "neighborhood", "district", "地点", "区域"],
  agency: ["agency", "unit", "department", "responsible agency", "承办单位", "部门"],
};

/** Which heading of a file stands for which column. */
export type Headings = Readonly<Record<Column, string | undefined>>;

/** One line of a file: its fields as they stand, and what routing reads in it. */
export interface Request {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly example: RoutingExample;
}

/** What cannot be read as requests, in a sentence for people. */
export class UnreadableFile extends Error {}

/** Reads a file line by line, so that its length costs no memory. */
export async function* readRequests(
  path: string,
  named: Partial<Headings>,
  needs: readonly Column[],
): AsyncGenerator<Request> {
  const source = createReadStream(path);
  const parser = source.pipe(
    parse({ bom: true, columns: true, skip_empty_lines: true, info: true }),
  );
  // A pipe passes on what is read, not what fails.
  source.on("error", (error) => parser.destroy(error));
  let headings: Headings | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      headings ??= headingsOf(path, Object.keys(record), named, needs);
      yield { line: info.lines, fields: record, example: exampleOf(record, headings) };
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(`${path}: ${(error as Error).message}`);
  }
}

interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function headingsOf(
  path: string,
  found: readonly string[],
  named: Partial<Headings>,
  needs: readonly Column[],
): Headings {
  const columnOf = (column: Column): string | undefined => {
    const asked = named[column];
    if (asked === undefined) return found.find((each) => HEADINGS[column].includes(plain(each)));
    const heading = found.find((each) => plain(each) === plain(asked));
    if (heading === undefined) throw missing(path, column, found, asked);
    return heading;
  };
  const headings = {
    type: columnOf("type"),
    descriptor: columnOf("descriptor"),
    place: columnOf("place"),
    agency: columnOf("agency"),
  };
  const lacking = needs.find((column) => headings[column] === undefined);
  if (lacking !== undefined) throw missing(path, lacking, found);
  return headings;
}

function missing(path: string, column: Column, found: readonly string[], asked?: string): Error {
  const what = asked === undefined ? `no column for the ${column}` : `no column "${asked}"`;
  return new UnreadableFile(
    `${path}: ${what}; the file has: ${found.join(", ")}. Name it with --${column} "HEADING".`,
  );
}

function plain(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function exampleOf(record: Readonly<Record<string, string>>, headings: Headings): RoutingExample {
  const of = (column: Column) => (record[headings[column] ?? ""] ?? "").trim();
  return {
    type: of("type"),
    descriptor: of("descriptor"),
    place: of("place"),
    agency: of("agency"),
  };
}
