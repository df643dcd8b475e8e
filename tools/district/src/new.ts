import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { packJsonSchemas } from "@xinyi/jurisdictions";
import { skeletonOf } from "./skeleton.ts";

const help = `npm run new-district -- DIR

Starts a district's own rule pack in the new folder DIR, whose name is the pack's
id, such as packs/cn-sc-yanjiang: pack.json, voting.json, example cases that fail
until they are replaced, and the JSON Schemas beside the folder for editors.
Check it with: npm run district -- (the folder that DIR lies in)
`;

const [dir] = process.argv.slice(2);
if (dir === undefined || dir.startsWith("-")) {
  process.stdout.write(help);
  process.exitCode = dir === "--help" || dir === "-h" ? 0 : 2;
} else start(resolve(process.env.INIT_CWD ?? process.cwd(), dir));

function start(folder: string): void {
  if (existsSync(folder)) {
    console.error(`${folder}: exists already; nothing was written`);
    process.exitCode = 1;
    return;
  }
  try {
    for (const { path, text } of skeletonOf(basename(folder))) write(join(folder, path), text);
    for (const [name, schema] of Object.entries(packJsonSchemas())) {
      const text = `${JSON.stringify(schema, undefined, 2)}\n`;
      write(join(dirname(folder), "schemas", name), text);
    }
    console.log(`${folder}: started. Its two example cases fail until you replace them.`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
