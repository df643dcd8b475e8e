import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { bundledSchemes, readScheme, schemesWith } from "@xinyi/jurisdictions";
import type { PreparedScheme } from "@xinyi/organization-classification";
import { recordsOf } from "./records.ts";
import { isTagTable, rowsOf, schemeOfTags } from "./tag-table.ts";

/** A pack or file that cannot be used, in a sentence for people. */
export class Unusable extends Error {}

/**
 * A scheme by its id, among those that ship and those in a folder of packs
 * (FOLDER/<id>/scheme.json), or from a file: a scheme as JSON or a table of tags as CSV.
 */
export function schemeNamed(wanted: string, folder: string | undefined): PreparedScheme {
  if (/\.(json|csv)$/i.test(wanted)) return schemeIn(wanted);
  const read = schemesWith(folder === undefined ? {} : foldersIn(folder));
  if (!read.ok) {
    throw new Unusable(
      read.rejection
        .map((one) => `${one.id}: ${"problems" in one ? one.problems.join("; ") : one.kind}`)
        .join("\n"),
    );
  }
  const scheme = read.value.get(wanted);
  if (scheme === undefined) {
    throw new Unusable(`no scheme ${wanted}; there are ${[...read.value.keys()].join(", ")}`);
  }
  return scheme;
}

function schemeIn(file: string): PreparedScheme {
  const text = textOf(file);
  const content = /\.csv$/i.test(file) ? tagsIn(file, text) : json(file, text);
  const id = idOf(content);
  if (bundledSchemes.includes(id)) throw new Unusable(`${file}: id: an id already taken`);
  const read = readScheme(id, content);
  if (read.ok) return read.value;
  const { rejection } = read;
  throw new Unusable(
    `${file}: ${"problems" in rejection ? rejection.problems.join("; ") : rejection.kind}`,
  );
}

function tagsIn(file: string, text: string): unknown {
  const [headings] = recordsOf(text.replace(/^\uFEFF/, ""));
  if (!isTagTable(headings?.cells ?? [])) {
    throw new Unusable(`${file}: not a table of tags (Code, tag, Regular expression)`);
  }
  return schemeOfTags("tags", rowsOf(text));
}

function foldersIn(folder: string): Record<string, Record<string, unknown>> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new Unusable(`${folder}: there is no such folder`);
  }
  const ids = readdirSync(folder).filter((id) => existsSync(join(folder, id, "scheme.json")));
  return Object.fromEntries(
    ids.map((id) => {
      const file = join(folder, id, "scheme.json");
      return [id, { "scheme.json": json(file, textOf(file)) }];
    }),
  );
}

function idOf(content: unknown): string {
  const id = typeof content === "object" && content !== null && "id" in content ? content.id : "";
  return typeof id === "string" ? id : "";
}

function json(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unusable(`${file}: not JSON (${(error as Error).message})`);
  }
}

/** A file's text: UTF-8, or GB18030 as older Chinese programs write it. */
export function textOf(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new Unusable(`${file}: ${(error as NodeJS.ErrnoException).code ?? "cannot be read"}`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
