import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { rowsOf, type TagRow } from "./tag-table.ts";

/** The rows of a compressed table among the fixtures, each by its headings. */
export function fixtureRows(name: string): readonly TagRow[] {
  const file = new URL(`../fixtures/ukcat/${name}.csv.gz`, import.meta.url);
  return rowsOf(gunzipSync(readFileSync(file)).toString("utf8"));
}
