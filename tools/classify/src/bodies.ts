import type { BodyFacts } from "@xinyi/organization-classification";
import { Unusable } from "./packs.ts";
import type { CsvRecord } from "./records.ts";

/** Which columns of a file hold what. */
export interface Columns {
  readonly headings: readonly string[];
  readonly name: number;
  /** The columns read as what a body says it does, in their order; one or several. */
  readonly description: readonly number[];
}

export type Row =
  | { readonly line: number; readonly cells: readonly string[]; readonly facts: BodyFacts }
  | { readonly line: number; readonly cells: readonly string[]; readonly problem: string };

const NAMES = ["name", "organization", "organisation", "名称", "组织名称", "单位名称", "队伍名称"];
const DESCRIPTIONS = [
  "description",
  "activities",
  "purpose",
  "简介",
  "描述",
  "活动",
  "活动内容",
  "主要活动",
  "服务内容",
  "业务范围",
  "宗旨",
];

/** Finds the columns by their usual headings, or by those named. */
export function columnsOf(
  headings: readonly string[],
  named: { readonly name?: string | undefined; readonly description?: string | undefined },
): Columns {
  const at = (wanted: readonly string[]) =>
    headings.flatMap((heading, place) =>
      wanted.includes(heading.trim().toLowerCase()) ? [place] : [],
    );
  const asked = (heading: string) => {
    const place = headings.indexOf(heading);
    if (place < 0) {
      throw new Unusable(`no column ${heading}; there are ${headings.join(", ")}`);
    }
    return place;
  };
  const name = named.name === undefined ? at(NAMES)[0] : asked(named.name);
  if (name === undefined) {
    throw new Unusable(`no column for the name among ${headings.join(", ")}; name it with --name`);
  }
  const description =
    named.description === undefined
      ? at(DESCRIPTIONS)
      : named.description.split(",").map((one) => asked(one.trim()));
  return { headings, name, description };
}

/** A record as a body's facts, or with what is wrong with it; its cells as they came. */
export function rowOf({ line, cells, problem }: CsvRecord, columns: Columns): Row {
  if (problem !== undefined) return { line, cells, problem };
  const wanted = columns.headings.length;
  if (cells.length !== wanted) {
    return { line, cells, problem: `${cells.length} cells, ${wanted} headings` };
  }
  const name = cells[columns.name] ?? "";
  const description = columns.description
    .map((at) => cells[at] ?? "")
    .filter((text) => text !== "")
    .join(" ");
  if (name.includes("\uFFFD") || description.includes("\uFFFD")) {
    return { line, cells, problem: "unreadable characters" };
  }
  if (name.length > 500) return { line, cells, problem: "name longer than 500 characters" };
  if (description.length > 20_000) {
    return { line, cells, problem: "description longer than 20,000 characters" };
  }
  return { line, cells, facts: { name, description } };
}
