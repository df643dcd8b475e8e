import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type DemoDistrict, demoDistrict, demoFiles } from "@xinyi/api/demo";
import { readArguments } from "./arguments.ts";
import { loadDemo } from "./load.ts";

const help = `npm run demo -- [--seed N] [--out FOLDER] [--url ADDRESS]

Makes the demonstration estate: a roll of units and owners, three months of bank
statements, what each payment was for with its voucher, a roll with faults and a
statement with a gap. All people, companies and numbers are invented. The same
seed gives the same bytes.

  --seed N       a whole number; 1 if not given
  --out FOLDER   writes the files there; demo-N if neither --out nor --url is given
  --url ADDRESS  takes the estate into the server running there, signed in as
                 XINYI_USERNAME with XINYI_PASSWORD
  --help         this text
`;

const asked = readArguments(process.argv.slice(2));
if (asked.kind === "help") process.stdout.write(help);
else if (asked.kind === "wrong") fail(2, `${asked.problem}\n\n${help}`);
else {
  const demo = demoDistrict(asked.seed);
  if (asked.out !== undefined) write(demo, asked.out);
  if (asked.url !== undefined) await load(demo, asked.url);
}

function write(demo: DemoDistrict, out: string): void {
  // npm starts a script at the root; a path means the folder it was typed in.
  const folder = resolve(process.env.INIT_CWD ?? process.cwd(), out);
  const files = demoFiles(demo);
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  console.log(`${folder}: ${files.length} files, ${demo.units.length} units`);
}

async function load(demo: DemoDistrict, url: URL): Promise<void> {
  const { XINYI_USERNAME: username, XINYI_PASSWORD: password } = process.env;
  if (username === undefined || password === undefined) {
    fail(2, "--url needs XINYI_USERNAME and XINYI_PASSWORD in the environment");
    return;
  }
  try {
    await loadDemo(url, { username, password }, demo, (line) => console.log(line));
  } catch (error) {
    fail(1, (error as Error).message);
  }
}

function fail(code: number, message: string): void {
  console.error(message);
  process.exitCode = code;
}
