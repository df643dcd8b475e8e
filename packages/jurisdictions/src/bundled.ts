import cnHead from "../packs/cn/pack.json" with { type: "json" };
import cnVoting from "../packs/cn/voting.json" with { type: "json" };
import { libraryWith, type PackLibrary } from "./library.ts";
import type { PackFolder } from "./pack-folder.ts";

const folders: readonly PackFolder[] = [{ "pack.json": cnHead, "voting.json": cnVoting }];

/** The packs that ship with this version, bundled at build and read once. */
export const bundledPacks: PackLibrary = read();

function read(): PackLibrary {
  const library = libraryWith(folders);
  if (!library.ok)
    throw new Error(`a bundled pack is faulty: ${JSON.stringify(library.rejection)}`);
  return library.value;
}
