import type { PatternRule, Scheme, Term } from "@xinyi/organization-classification";
import { recordsOf } from "./records.ts";

/** One tag of a table in the form of the UK Charity Activity Tags: a code and the pattern that finds it. */
export type TagRow = Readonly<Record<string, string>>;

/** A table's rows by its headings; a byte order mark before the first is dropped. */
export function rowsOf(text: string): readonly TagRow[] {
  const [headings, ...records] = [...recordsOf(text.replace(/^\uFEFF/, ""))];
  return records.map(({ cells }) =>
    Object.fromEntries((headings?.cells ?? []).map((name, at) => [name, cells[at] ?? ""])),
  );
}

const COLUMNS = ["Code", "tag", "Regular expression"] as const;

/** Whether a file's headings are those of a table of tags. */
export function isTagTable(headings: readonly string[]): boolean {
  return COLUMNS.every((column) => headings.includes(column));
}

/**
 * A table of tags as a scheme of several labels: every tag a term, every regular
 * expression a rule that speaks for it, silent where the exclusion is found as well.
 */
export function schemeOfTags(id: string, rows: readonly TagRow[]): Scheme {
  const codes = new Set(rows.map((row) => row.Code));
  const terms = rows.map((row): Term => {
    const parent = (row.Code ?? "").slice(0, 2);
    return {
      code: row.Code ?? "",
      label: { zh: row.tag ?? "", en: row.tag ?? "" },
      definition: row.Notes || row.tag || "-",
      includes: [],
      excludes: [],
      aliases: [],
      ...(parent !== row.Code && codes.has(parent) ? { parent } : {}),
    };
  });
  const patterns = rows.flatMap((row): readonly PatternRule[] => {
    const pattern = row["Regular expression"];
    const except = row["Exclude regular expression"];
    if (!pattern || !row.Code) return [];
    return [
      {
        id: `tag/${row.Code.toLowerCase()}`,
        term: row.Code,
        pattern,
        ...(except ? { except } : {}),
        weight: 1,
        source: "table",
      },
    ];
  });
  return {
    id,
    version: "1.0.0",
    title: { zh: id, en: id },
    issuer: "a table of tags",
    validFrom: "2021-01-01",
    mode: "multi",
    sources: [{ id: "table", title: "the table itself", text: "", verified: true }],
    terms: [...terms, OPEN],
    openTerm: OPEN.code,
    rules: [],
    patterns,
    exclusions: [],
    fieldWeights: { name: 1, description: 1 },
    thresholds: { accept: 1, margin: 0 },
    precedence: [],
    negation: { words: [], except: [], window: 0 },
    crosswalks: [],
  };
}

const OPEN: Term = {
  code: "untagged",
  label: { zh: "无标签", en: "Untagged" },
  definition: "no tag was found",
  includes: [],
  excludes: [],
  aliases: [],
};
