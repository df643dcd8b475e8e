import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Claims, claimsOf } from "./claims.ts";
import { published, root } from "./published.ts";

/** A program shown to readers, and what its comments say of it. */
export interface Program extends Claims {
  /** The name of its file when it is compiled, without the ending. */
  readonly name: string;
  readonly from: string;
  /** Lines with something on them. */
  readonly lines: number;
}

/** The programs of examples/. */
export function examples(): readonly Program[] {
  const folder = join(root, "examples");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) =>
      program(
        `example-${basename(file, ".ts")}`,
        `examples/${file}`,
        readFileSync(join(folder, file), "utf8"),
      ),
    );
}

/** The program each package's README opens with: its first ```ts block. */
export function readmes(): readonly (
  | Program
  | { readonly from: string; readonly missing: string }
)[] {
  return published().map(({ folder }) => {
    const from = `packages/${basename(folder)}/README.md`;
    const file = join(folder, "README.md");
    if (!existsSync(file)) return { from, missing: "there is no README.md" };
    const [, block, following] =
      /^```ts\n([\s\S]*?)^```\n(?:\n?```(?:text)?\n([\s\S]*?)^```)?/m.exec(
        readFileSync(file, "utf8"),
      ) ?? [];
    if (!block) return { from, missing: "no ```ts block" };
    return program(`readme-${basename(folder)}`, from, block, following);
  });
}

function program(name: string, from: string, source: string, following?: string): Program {
  const lines = source.split("\n").filter((line) => line.trim() !== "").length;
  return { name, from, lines, ...claimsOf(source, following) };
}
