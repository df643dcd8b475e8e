import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** A package that others install from the registry. */
export interface Published {
  readonly name: string;
  readonly folder: string;
  /** The declarations of the main door, relative to the folder. */
  readonly types: string;
  /** What may be imported: "." for the main door, "./schema" for a side door. */
  readonly doors: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, { readonly types?: string }>>;
}

/** Every published package, in the order of their folders. */
export function published(): readonly Published[] {
  return readdirSync(join(root, "packages"))
    .map((entry) => join(root, "packages", entry))
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map((folder) => ({ folder, manifest: readManifest(folder) }))
    .filter(({ manifest }) => !manifest.private)
    .map(({ folder, manifest }) => ({
      name: manifest.name,
      folder,
      types: manifest.exports["."]?.types ?? "",
      // A door with a star or a file behind it is data, which is not imported as code.
      doors: Object.keys(manifest.exports).filter((door) => !/\*|\.json$/.test(door)),
    }));
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
