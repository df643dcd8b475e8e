import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readScheme } from "@xinyi/jurisdictions";
import type { PreparedScheme } from "@xinyi/organization-classification/schema";

/**
 * Schemes an operator adds, `<folder>/<id>/scheme.json`: each is checked at start, and a faulty one
 * stops the start with its place and the reason.
 */
export async function schemesIn(
  folder: string | undefined,
): Promise<ReadonlyMap<string, PreparedScheme>> {
  const schemes = new Map<string, PreparedScheme>();
  if (folder === undefined) return schemes;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const path = join(folder, entry.name, "scheme.json");
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text === undefined) continue;
    const read = readScheme(entry.name, contentOf(path, text));
    if (!read.ok) {
      const { rejection } = read;
      const problems = rejection.kind === "faulty-scheme" ? rejection.problems : [rejection.kind];
      throw new Error(`${path}: ${problems.slice(0, 5).join("; ")}`);
    }
    schemes.set(entry.name, read.value);
  }
  return schemes;
}

function contentOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : "is no JSON"}`);
  }
}
