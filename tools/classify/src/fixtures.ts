import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { recordsOf } from "./records.ts";
import type { TagRow } from "./tag-table.ts";

/** The rows of a compressed table among the fixtures, each by its headings. */
export function fixtureRows(name: string): readonly TagRow[] {
  const file = new URL(`../fixtures/ukcat/${name}.csv.gz`, import.meta.url);
  return rowsOf(gunzipSync(readFileSync(file)).toString("utf8"));
}

/** A table's rows by its headings; a byte order mark before the first is dropped. */
export function rowsOf(text: string): readonly TagRow[] {
  const [headings, ...records] = [...recordsOf(text.replace(/^\uFEFF/, ""))];
  return records.map(({ cells }) =>
    Object.fromEntries((headings?.cells ?? []).map((name, at) => [name, cells[at] ?? ""])),
  );
}
