import { accept, type Result, reject } from "@xinyi/result";
import {
  type FolderIssue,
  type PackFolder,
  type PlacePack,
  readPackFolder,
} from "./pack-folder.ts";

/** Place packs by id. */
export type PackLibrary = ReadonlyMap<string, PlacePack>;

/**
 * Adds folders to a library, such as a district's own to the bundled ones.
 * Refuses the whole if one is faulty: a rule half read is worse than none.
 * An id already taken is a fault, so that no folder replaces the nation's law.
 */
export function libraryWith(
  folders: readonly PackFolder[],
  library: PackLibrary = new Map(),
): Result<PackLibrary, readonly FolderIssue[]> {
  const packs = new Map(library);
  const issues: FolderIssue[] = [];
  for (const folder of folders) {
    const read = readPackFolder(folder);
    if (!read.ok) {
      issues.push(...read.rejection);
      continue;
    }
    const { id } = read.value.head;
    if (packs.has(id)) {
      issues.push({ pack: id, file: "pack.json", path: "id", message: "an id already taken" });
    } else packs.set(id, read.value);
  }
  for (const { head } of packs.values()) {
    if (head.parent !== undefined && !packs.has(head.parent)) {
      const message = `no pack ${head.parent}`;
      issues.push({ pack: head.id, file: "pack.json", path: "parent", message });
    }
  }
  return issues.length > 0 ? reject(issues) : accept(packs);
}

/** A place and those above it, outermost first; empty for an unknown place or a circle of parents. */
export function chainOf(place: string, library: PackLibrary): readonly PlacePack[] {
  const chain: PlacePack[] = [];
  let next = library.get(place);
  while (next !== undefined) {
    if (chain.includes(next)) return [];
    chain.unshift(next);
    const { parent } = next.head;
    if (parent === undefined) return chain;
    next = library.get(parent);
  }
  return [];
}
