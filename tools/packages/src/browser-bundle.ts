import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { showModule } from "./claims.ts";

/**
 * One script that a browser can load: the program and all it imports from the
 * installed tarballs. Fails where a package asks for something of Node's.
 */
export async function browserBundle(user: string, name: string, program: string): Promise<string> {
  const folder = join(user, "browser");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "show.ts"), showModule);
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, program);
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
    write: false,
  });
  return outputFiles[0]!.text;
}

/** What browsers and Node share beside the language: the web's own standards. */
const web = { TextEncoder, TextDecoder, URL, URLSearchParams, Headers, Request, Response, fetch };

/**
 * Runs a script where there is the language, the web's standards and a console,
 * and nothing of Node's: no `process`, `Buffer` or `require`. What it prints,
 * line by line.
 */
export function runBare(script: string): readonly string[] {
  const lines: string[] = [];
  const console = { log: (...values: readonly unknown[]) => lines.push(format(...values)) };
  runInContext(script, createContext({ ...web, console }));
  return lines.flatMap((line) => line.split("\n"));
}
