import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readCases } from "./case.ts";
import { judge } from "./judge.ts";
import { packsWith } from "./packs.ts";
import { type Known, shipped, suites } from "./suites.ts";

const help = `npm run cases -- FILE…

Runs files of worked examples (see tools/cases/README.md) against the packages
and rule packs of this checkout. Prints one line for each failing case (id,
field, expected, actual), then "N passed, N failed"; exits 1 when any failed.
A suite, kind, pack, verb or field that is not known is a failure.

  FILE…       case files; without any, those of the project's own that must
              pass (tools/cases/passing.json) and all that packs bring along
  --packs DIR also the rule packs in DIR: DIR/<id>/pack.json with voting.json,
              complaints.json or calendar.json for a place, DIR/<id>/chart.json
              for a chart of accounts, DIR/<id>/routing.json for routing,
              DIR/<id>/scheme.json for organizations, DIR/<id>/estates.json for estates
  --grow      run all of the project's own; add to passing.json what passes
  --report F  write the outcome to the file F as JSON, for npm test
  --help      this text
`;

const home = join(dirname(fileURLToPath(import.meta.url)), "..");
const passingFile = join(home, "passing.json");
const { files, flags, report, packs } = readArguments(process.argv.slice(2));

const onlyListed = files.length === 0 && !flags.has("--grow");
if (flags.has("--help")) {
  process.stdout.write(help);
  process.exit(0);
}

/** The project's own worked examples, and those that every pack brings with it. */
const own = jsonFiles(join(home, "cases"));
const ships = fileURLToPath(new URL("../../../packages/jurisdictions/packs/", import.meta.url));
const ofPacks = readdirSync(ships)
  .sort()
  .flatMap((id) => jsonFiles(join(ships, id, "cases")));
const listed: readonly string[] = JSON.parse(readFileSync(passingFile, "utf8"));
const known = knownWith(packs);
const passed: string[] = [];
const passedOwn: string[] = [];
const failed: { id: string; lines: readonly string[] }[] = [];

for (const path of files.length > 0 ? files : [...own, ...ofPacks]) {
  let file: ReturnType<typeof readCases>;
  try {
    file = readCases(typed(path));
  } catch (error) {
    failed.push({ id: path, lines: [`${path}: ${(error as Error).message}`] });
    continue;
  }
  for (const { id, problem } of file.malformed) failed.push({ id, lines: [`${id}: ${problem}`] });
  for (const example of file.cases) {
    // A pack's own cases must all hold; of the others those that are listed.
    if (onlyListed && own.includes(path) && !listed.includes(example.id)) continue;
    const lines = judge(example, known);
    if (lines.length === 0) {
      passed.push(example.id);
      if (own.includes(path)) passedOwn.push(example.id);
    } else failed.push({ id: example.id, lines });
  }
}
if (onlyListed) {
  const seen = new Set([...passed, ...failed.map(({ id }) => id)]);
  for (const id of listed.filter((one) => !seen.has(one))) {
    failed.push({ id, lines: [`${id}: listed in passing.json and found in no file`] });
  }
}

for (const { lines } of failed) for (const text of lines) console.log(text);
if (flags.has("--grow")) {
  const grown = [...new Set([...listed, ...passedOwn])].sort();
  writeFileSync(passingFile, `${JSON.stringify(grown, undefined, 2)}\n`);
  console.log(`passing.json: ${listed.length} → ${grown.length} cases`);
}
if (report) writeFileSync(report, JSON.stringify({ passed, failed }));
console.log(`${passed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** npm starts a script at the root; a path means the folder it was typed in. */
function typed(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

/** What may be asked; packs that cannot be read end the run, for every answer would be another's. */
function knownWith(folder: string | undefined): Known {
  if (folder === undefined) return shipped;
  try {
    return { suites, packs: packsWith(typed(folder)) };
  } catch (error) {
    console.log(`${folder}: ${(error as Error).message}`);
    console.log("0 passed, 1 failed");
    process.exit(1);
  }
}

function jsonFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(folder, name));
}

function readArguments(args: readonly string[]) {
  const files: string[] = [];
  const flags = new Set<string>();
  let report: string | undefined;
  let packs: string | undefined;
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (arg === "--report") {
      at += 1;
      report = args[at];
    } else if (arg === "--packs") {
      at += 1;
      packs = args[at];
    } else if (["--grow", "--help"].includes(arg)) flags.add(arg);
    else if (arg === "-h") flags.add("--help");
    else if (arg.startsWith("-")) {
      console.error(`${arg}: unknown option\n\n${help}`);
      process.exit(2);
    } else files.push(arg);
  }
  return { files, flags, report, packs };
}
