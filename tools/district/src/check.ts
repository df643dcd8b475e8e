import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  bundledPacks,
  checkPack,
  type PackFolder,
  type PackLibrary,
  readPackFolder,
} from "@xinyi/jurisdictions";

/** What a check of a folder of packs says to people, and the case files it found. */
export interface FolderReport {
  readonly lines: readonly string[];
  readonly caseFiles: readonly string[];
  readonly errors: number;
}

/** Checks every place pack in a folder, each beside the others and those that ship. */
export function checkFolder(folder: string): FolderReport {
  const folders = packFolders(folder);
  const lines: string[] = [];
  const caseFiles: string[] = [];
  let errors = 0;
  const library = libraryOf([...folders.values()]);
  for (const [id, files] of folders) {
    const report = checkPack(files, library);
    const named = report.id === id ? [] : [`${id}/pack.json: id: is not the folder's name`];
    const faults = report.issues.map(
      ({ file, path, message }) => `${id}/${file}: ${path}: ${message}`,
    );
    const findings = report.findings.map((finding) => {
      const detail = "detail" in finding ? finding.detail : `on ${finding.on}`;
      return `${id}: ${finding.severity}: ${finding.path}: ${finding.kind} (${detail})`;
    });
    const stops = report.findings.filter(({ severity }) => severity === "error").length;
    errors += named.length + faults.length + stops;
    lines.push(...named, ...faults, ...findings);
    for (const file of Object.keys(files).filter((name) => name.startsWith("cases/"))) {
      caseFiles.push(join(folder, id, file));
    }
  }
  if (folders.size === 0)
    return { lines: ["no pack.json in any folder of it"], caseFiles, errors: 1 };
  return { lines, caseFiles, errors };
}

/** Siblings may be each other's parents; one that is faulty is left to its own check. */
function libraryOf(folders: readonly PackFolder[]): PackLibrary {
  const library = new Map(bundledPacks);
  for (const folder of folders) {
    const read = readPackFolder(folder);
    if (read.ok && !library.has(read.value.head.id)) library.set(read.value.head.id, read.value);
  }
  return library;
}

function packFolders(folder: string): ReadonlyMap<string, PackFolder> {
  const found = new Map<string, PackFolder>();
  for (const id of readdirSync(folder).sort()) {
    const home = join(folder, id);
    if (!statSync(home).isDirectory() || !existsSync(join(home, "pack.json"))) continue;
    const names = [...jsonIn(home), ...jsonIn(join(home, "cases")).map((name) => `cases/${name}`)];
    found.set(id, Object.fromEntries(names.map((name) => [name, readJson(join(home, name))])));
  }
  return found;
}

function jsonIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path}: not JSON (${(error as Error).message})`);
  }
}
